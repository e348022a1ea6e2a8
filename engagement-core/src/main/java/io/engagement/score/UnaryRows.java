package io.engagement.score;

import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** Rows of a lambda of one measure. */
final class UnaryRows implements RowScorer {
    private final ScorerHead head;
    private final DoubleUnaryOperator kernel;
    private final MeasureColumn column;
    private final double unit;
    private final double lowest;
    private final double highest;
    private final TableExplainer explainer;

    UnaryRows(ScorerHead head, DoubleUnaryOperator kernel, MeasureTable table) {
        this.head = head;
        this.kernel = kernel;
        this.column = head.columns(table)[0];
        this.unit = head.units(table)[0];
        this.lowest = head.scale().lowest();
        this.highest = head.scale().highest();
        this.explainer = new TableExplainer(head, table, inputs -> kernel.applyAsDouble(inputs[0]));
    }

    @Override
    public double score(int row) {
        double input = column.get(row) * unit;
        double score = Double.isNaN(input) ? Double.NaN : kernel.applyAsDouble(input);
        return score >= lowest && score <= highest ? score : ScorerHead.refuse(head.name(), head.scale(), row, score);
    }

    @Override
    public void score(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int row = from; row < to; row++) {
            out[row] = score(row);
        }
    }

    @Override
    public Explanation explain(int row) {
        return explainer.explain(row, score(row));
    }
}
