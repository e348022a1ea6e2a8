package io.engagement.evaluate;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.index.Parallel;
import io.engagement.internal.metric.JudgedRows;
import io.engagement.measure.Covariates;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What was known of customers at the split, and what they bought after it. */
final class HoldOut {
    /** With more customers, distributions are computed for a random sample. */
    private static final int SAMPLE = 3_000;

    private final Purchases known;
    /** The known rows that are judged, and what each bought later. */
    private final int[] rows;

    private final double[] later;
    private final double horizon;

    private HoldOut(Purchases known, int[] rows, double[] later, double horizon) {
        this.known = known;
        this.rows = rows;
        this.later = later;
        this.horizon = horizon;
    }

    /** With all that the candidates read of customers. */
    static HoldOut of(
            LogView view,
            TimeScale scale,
            PurchaseDefinition days,
            Instant split,
            List<? extends PurchaseFamily<?>> candidates) {
        if (!split.isBefore(view.asOf())) {
            throw new IllegalArgumentException(
                    "the split must be before " + view.asOf() + ", where the hold-out ends, was " + split);
        }
        Purchases known = read(view.asOf(split), scale, days, candidates);
        if (known.size() == 0) {
            throw new IllegalArgumentException("nobody bought before the split, " + split);
        }
        MeasureTable after = MeasureTable.of(view, scale, List.of(days.frequency(), days.age()));
        int[] place = IntStream.range(0, known.size())
                .map(row -> view.row(known.customerId(row).orElseThrow()).orElseThrow())
                .toArray();
        double[] later = new double[place.length];
        Arrays.setAll(later, row -> after.column(days.frequency()).get(place[row]) - known.frequency(row));
        if (days.period().isEmpty()) {
            double horizon = scale.of(Duration.between(split, view.asOf()));
            return new HoldOut(known, IntStream.range(0, later.length).toArray(), later, horizon);
        }
        double[] passed = new double[place.length];
        Arrays.setAll(passed, row -> after.column(days.age()).get(place[row]) - known.age(row));
        return byPeriod(known, later, passed);
    }

    /** Of the customers of whom all is known that any candidate reads. */
    static Purchases read(
            LogView view, TimeScale scale, PurchaseDefinition days, List<? extends PurchaseFamily<?>> candidates) {
        Covariates covariates =
                candidates.stream().map(PurchaseFamily::covariates).reduce(Covariates.none(), Covariates::and);
        Purchases purchases = Purchases.of(view, scale, days, covariates);
        return candidates.stream().anyMatch(PurchaseFamily::readsTimes) ? purchases.withTimes(view) : purchases;
    }

    /**
     * Customers whose first purchase was in the period of the split have fewer opportunities after it and are not
     * judged.
     */
    private static HoldOut byPeriod(Purchases known, double[] later, double[] passed) {
        double horizon = Arrays.stream(passed).max().orElse(0);
        int[] rows = IntStream.range(0, passed.length)
                .filter(row -> passed[row] == horizon)
                .toArray();
        if (horizon == 0) {
            throw new IllegalArgumentException("no period of the hold-out is over");
        }
        return new HoldOut(
                known, rows, Arrays.stream(rows).mapToDouble(row -> later[row]).toArray(), horizon);
    }

    Purchases known() {
        return known;
    }

    int customers() {
        return rows.length;
    }

    /** Of all judged customers, after the split. */
    double purchases() {
        return Arrays.stream(later).sum();
    }

    /** What a model expects of each customer, and of a sample its distributions, against what happened. */
    AmountForecasts forecasts(CustomerBaseModel model) {
        return AmountForecasts.of(JudgedRows.ofOneOrigin(expected(model), later), judged(model));
    }

    private double[] expected(CustomerBaseModel model) {
        if (model.covariates().isEmpty()) {
            PurchaseKernel expectation = model.purchasesWithin(horizon);
            return expected(row -> expectation.of(known.frequency(row), known.recency(row), known.age(row)));
        }
        Purchases own = known.about(model.covariates());
        return expected(row -> model.given(own.covariates(row))
                .expectedPurchases(known.frequency(row), known.recency(row), known.age(row), horizon));
    }

    private double[] expected(IntToDoubleFunction ofRow) {
        return Parallel.run(
                () -> Arrays.stream(rows).parallel().mapToDouble(ofRow).toArray());
    }

    private double[][] judged(CustomerBaseModel model) {
        int step = (rows.length + SAMPLE - 1) / SAMPLE;
        Purchases own = known.about(model.covariates());
        double[][] judged = new double[rows.length][0];
        IntStream.range(0, (rows.length + step - 1) / step)
                .parallel()
                .map(i -> i * step)
                .forEach(i -> judged[i] = AmountForecasts.ofCounts(
                        model.given(own.covariates(rows[i]))
                                .purchaseDistribution(
                                        known.frequency(rows[i]), known.recency(rows[i]), known.age(rows[i]), horizon),
                        (int) later[i]));
        return judged;
    }
}
