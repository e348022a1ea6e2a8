package io.engagement.benchmarks;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.survival.BetaDiscreteWeibull;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ShiftedBetaGeometric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Customers in columns who have renewed up to three years by the month, of whom one in ten has cancelled. */
final class ContractColumns {
    static final ContractTerms MONTHLY = ContractTerms.standard(TimeScale.MONTHS);
    static final Measure PAID = Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);

    private ContractColumns() {}

    static ContractModel model(String name) {
        ContractModel model =
                name.equals("sbg") ? ShiftedBetaGeometric.of(0.6681, 3.8061) : BetaDiscreteWeibull.of(0.7, 4, 1.3);
        return model.withTerms(MONTHLY).withTypical(18);
    }

    static Map<Measure, double[]> drawn(int customers) {
        SplittableRandom random = new SplittableRandom(42);
        Map<Measure, double[]> columns = new LinkedHashMap<>();
        columns.put(MONTHLY.renewals(), new double[customers]);
        columns.put(MONTHLY.cancelled(), new double[customers]);
        columns.put(PAID, new double[customers]);
        for (int row = 0; row < customers; row++) {
            boolean isCancelled = random.nextInt(10) == 0;
            columns.get(MONTHLY.renewals())[row] = isCancelled ? Double.NaN : random.nextInt(37);
            columns.get(MONTHLY.cancelled())[row] = isCancelled ? 1 : 0;
            columns.get(PAID)[row] = 5 + random.nextInt(40);
        }
        return columns;
    }
}
