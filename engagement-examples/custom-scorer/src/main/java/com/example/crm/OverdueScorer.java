package com.example.crm;

import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.List;

/**
 * An own scorer with a loop of its own: 100 s / (s + g) of the present silence s and the longest gap g before it. 50 is as silent as
 * ever before; a customer with one contact has no score.
 */
public final class OverdueScorer implements Scorer {
    private final Measure silence = Measure.timeSinceLast(Filter.ownInitiative());
    private final Measure longest = LongestGap.of(Filter.ownInitiative());

    @Override
    public String name() {
        return "overdue";
    }

    @Override
    public Scale scale() {
        return Scale.INDEX;
    }

    @Override
    public List<Measure> inputs() {
        return List.of(silence, longest);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(this, table.column(silence), table.column(longest), Factor.of(silence, table.timeScale()));
    }

    private record Rows(Scorer of, MeasureColumn silent, MeasureColumn before, Factor factor) implements RowScorer {
        /** Any unit of time: only their share counts. */
        private static double kernel(double silence, double longest) {
            return 100 * silence / (silence + longest);
        }

        @Override
        public double score(int row) {
            return kernel(silent.get(row), before.get(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            for (int row = from; row < to; row++) {
                out[row] = kernel(silent.get(row), before.get(row));
            }
        }

        @Override
        public Explanation explain(int row) {
            double longestBefore = before.get(row);
            if (Double.isNaN(score(row))) {
                return Explanation.undefined(of.name(), "no second contact yet, from which on there are gaps");
            }
            return Explainer.of(of.name(), of.scale(), List.of(factor), inputs -> kernel(inputs[0], longestBefore))
                    .withReference("the longest silence before")
                    .explain(new double[] {longestBefore}, new double[] {silent.get(row)}, score(row));
        }
    }
}
