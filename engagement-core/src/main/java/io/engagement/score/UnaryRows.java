package io.engagement.score;

import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * Rows of a lambda of one measure: {@link LambdaLoops} defines this class once more for each lambda. It must not
 * contain a lambda itself, which could not call a hidden class.
 */
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
        this.explainer = TableExplainer.ofOne(head, table, kernel);
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
        if (!column.isComplete()) {
            scoreEach(from, to, out);
            return;
        }
        int end;
        for (int start = from; start < to; start = end) {
            end = start + Math.min(LambdaLoops.BLOCK, to - start);
            scoreBlock(start, end, out);
        }
    }

    private void scoreEach(int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = score(row);
        }
    }

    private void scoreBlock(int from, int to, double[] out) {
        try {
            scoreKnown(from, to, out);
        } catch (RuntimeException | Error e) {
            // Report the earlier row's refusal first.
            scoreEach(from, to, out);
            throw e;
        }
        head.checkAll(from, to, out);
    }

    /** Nothing but the kernel: the compiler makes vector instructions of a simple one. */
    private void scoreKnown(int from, int to, double[] out) {
        for (int row = from; row < to; row++) {
            out[row] = kernel.applyAsDouble(column.get(row) * unit);
        }
    }

    @Override
    public Explanation explain(int row) {
        return explainer.explain(row, score(row));
    }
}
