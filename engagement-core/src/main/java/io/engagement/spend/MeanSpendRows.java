package io.engagement.spend;

import io.engagement.measure.MeasureColumn;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Expected spend of rows by a model that reads x and z. */
final class MeanSpendRows implements RowSpend {
    private final DoubleBinaryOperator conditional;
    private final double newSpend;
    private final double leastMean;
    private final MeasureColumn frequency;
    private final MeasureColumn meanSpend;

    /**
     * Rows of a table.
     *
     * @param conditional expectation given x &gt; 0 and z
     * @param newSpend that of a new customer
     * @param leastMean below which the model takes no z
     */
    MeanSpendRows(DoubleBinaryOperator conditional, double newSpend, double leastMean, List<MeasureColumn> columns) {
        this.conditional = conditional;
        this.newSpend = newSpend;
        this.leastMean = leastMean;
        this.frequency = columns.get(0);
        this.meanSpend = columns.get(1);
    }

    @Override
    public double of(int row) {
        double x = frequency.get(row);
        double mean = meanSpend.get(row);
        if (!(x > 0) || Double.isNaN(mean)) {
            return newSpend;
        }
        return mean >= leastMean ? conditional.applyAsDouble(x, mean) : Double.NaN;
    }

    @Override
    public String whyNone(int row) {
        return meanSpend.get(row) < leastMean
                ? "refunds outweigh this customer's repeat purchases: the spend model takes no negative mean value"
                : RowSpend.super.whyNone(row);
    }
}
