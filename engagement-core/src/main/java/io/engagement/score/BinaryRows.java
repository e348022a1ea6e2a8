package io.engagement.score;

import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;

/** Rows of a lambda of two measures. */
final class BinaryRows implements RowScorer {
    private final ScorerHead head;
    private final DoubleBinaryOperator kernel;
    private final MeasureColumn firstColumn;
    private final MeasureColumn secondColumn;
    private final double firstUnit;
    private final double secondUnit;
    private final double lowest;
    private final double highest;
    private final TableExplainer explainer;

    BinaryRows(ScorerHead head, DoubleBinaryOperator kernel, MeasureTable table) {
        this.head = head;
        this.kernel = kernel;
        MeasureColumn[] columns = head.columns(table);
        double[] units = head.units(table);
        this.firstColumn = columns[0];
        this.secondColumn = columns[1];
        this.firstUnit = units[0];
        this.secondUnit = units[1];
        this.lowest = head.scale().lowest();
        this.highest = head.scale().highest();
        this.explainer = new TableExplainer(head, table, inputs -> kernel.applyAsDouble(inputs[0], inputs[1]));
    }

    @Override
    public double score(int row) {
        double first = firstColumn.get(row) * firstUnit;
        double second = secondColumn.get(row) * secondUnit;
        double score = Double.isNaN(first) || Double.isNaN(second) ? Double.NaN : kernel.applyAsDouble(first, second);
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
