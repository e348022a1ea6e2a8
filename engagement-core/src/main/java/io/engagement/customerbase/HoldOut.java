package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDays;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What was known of customers at an instant, and what they bought after it. */
final class HoldOut {
    /** Of more customers a fair sample has its distributions computed. */
    private static final int SAMPLE = 3_000;

    private final Purchases known;
    private final double[] later;
    private final double horizon;

    private HoldOut(Purchases known, double[] later, double horizon) {
        this.known = known;
        this.later = later;
        this.horizon = horizon;
    }

    static HoldOut of(LogView view, TimeScale scale, PurchaseDays days, Instant split) {
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
        MeasureColumn now =
                MeasureTable.of(view, scale, List.of(days.frequency())).column(days.frequency());
        double[] later = IntStream.range(0, before.size())
                .filter(row -> !Double.isNaN(then.get(row)))
                .mapToDouble(row -> {
                    OptionalInt here = view.row(before.customerId(row));
                    return now.get(here.orElseThrow()) - then.get(row);
                })
                .toArray();
        return new HoldOut(known, later, scale.of(Duration.between(split, view.asOf())));
    }

    Purchases known() {
        return known;
    }

    int customers() {
        return later.length;
    }

    /** Of all customers, after the split. */
    double purchases() {
        return Arrays.stream(later).sum();
    }

    /** What a model expects of each customer, less what came. */
    double[] errors(CustomerBaseModel model) {
        PurchaseKernel expectation = model.purchasesWithin(horizon);
        return IntStream.range(0, later.length)
                .parallel()
                .mapToDouble(
                        row -> expectation.of(known.frequency(row), known.recency(row), known.age(row)) - later[row])
                .toArray();
    }

    /** The distribution that a model gives to a customer's purchases, by what came of it. */
    double[][] judged(CustomerBaseModel model) {
        int step = (later.length + SAMPLE - 1) / SAMPLE;
        return IntStream.range(0, (later.length + step - 1) / step)
                .parallel()
                .map(i -> i * step)
                .mapToObj(row -> {
                    CountDistribution counts = model.purchaseDistribution(
                            known.frequency(row), known.recency(row), known.age(row), horizon);
                    int came = (int) later[row];
                    // Beyond where a distribution is kept, there is less than 1e-12 of it.
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
