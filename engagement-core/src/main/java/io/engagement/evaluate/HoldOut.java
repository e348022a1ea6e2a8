package io.engagement.evaluate;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

    static HoldOut of(LogView view, TimeScale scale, PurchaseDefinition days, Instant split) {
        if (!split.isBefore(view.asOf())) {
            throw new IllegalArgumentException(
                    "the split must be before " + view.asOf() + ", where the hold-out ends, was " + split);
        }
        List<Measure> measures = List.of(days.frequency(), days.recency(), days.age(), days.geometricMeanGap());
        MeasureTable before = MeasureTable.of(view.asOf(split), scale, measures);
        Purchases known = Purchases.of(before, days);
        if (known.size() == 0) {
            throw new IllegalArgumentException("nobody bought before the split, " + split);
        }
        MeasureColumn then = before.column(days.frequency());
        MeasureTable after = MeasureTable.of(view, scale, List.of(days.frequency(), days.age()));
        int[] place = IntStream.range(0, before.size())
                .filter(row -> !Double.isNaN(then.get(row)))
                .map(row -> view.row(before.customerId(row)).orElseThrow())
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

    /** What a model expects of each customer, less what happened. */
    double[] errors(CustomerBaseModel model) {
        PurchaseKernel expectation = model.purchasesWithin(horizon);
        return IntStream.range(0, rows.length)
                .parallel()
                .mapToDouble(i ->
                        expectation.of(known.frequency(rows[i]), known.recency(rows[i]), known.age(rows[i])) - later[i])
                .toArray();
    }

    /** A model's distribution of a customer's purchases, and what happened. */
    double[][] judged(CustomerBaseModel model) {
        int step = (rows.length + SAMPLE - 1) / SAMPLE;
        return IntStream.range(0, (rows.length + step - 1) / step)
                .parallel()
                .map(i -> i * step)
                .mapToObj(i -> {
                    int row = rows[i];
                    CountDistribution counts = model.purchaseDistribution(
                            known.frequency(row), known.recency(row), known.age(row), horizon);
                    int came = (int) later[i];
                    // Less than 1e-12 of a distribution lies beyond where it is cut.
                    double score = Math.log(Math.max(counts.probability(came), 1e-12));
                    return new double[] {
                        score,
                        counts.interval(0.8).contains(came) ? 1 : 0,
                        counts.interval(0.95).contains(came) ? 1 : 0
                    };
                })
                .toArray(double[][]::new);
    }
}
