package io.engagement.score;

import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Rows of a lambda of several measures. */
final class VectorRows implements RowScorer {
    private final ScorerHead head;
    private final ToDoubleFunction<double[]> kernel;
    private final MeasureColumn[] columns;
    private final double[] units;
    private final double lowest;
    private final double highest;
    private final TableExplainer explainer;

    VectorRows(ScorerHead head, ToDoubleFunction<double[]> kernel, MeasureTable table) {
        this.head = head;
        this.kernel = kernel;
        this.columns = head.columns(table);
        this.units = head.units(table);
        this.lowest = head.scale().lowest();
        this.highest = head.scale().highest();
        this.explainer = new TableExplainer(head, table, kernel);
    }

    @Override
    public double score(int row) {
        return score(row, new double[columns.length]);
    }

    /** One array serves all rows of a range: nothing is allocated per row. */
    @Override
    public void score(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, out.length);
        double[] inputs = new double[columns.length];
        for (int row = from; row < to; row++) {
            out[row] = score(row, inputs);
        }
    }

    private double score(int row, double[] inputs) {
        boolean known = true;
        for (int index = 0; index < inputs.length; index++) {
            double input = columns[index].get(row) * units[index];
            known &= !Double.isNaN(input);
            inputs[index] = input;
        }
        double score = known ? kernel.applyAsDouble(inputs) : Double.NaN;
        return score >= lowest && score <= highest ? score : ScorerHead.refuse(head.name(), head.scale(), row, score);
    }

    @Override
    public Explanation explain(int row) {
        return explainer.explain(row, score(row));
    }
}
