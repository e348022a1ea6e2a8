package io.engagement.initiative;

import io.engagement.domain.TimeScale;
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
 * How unusual is the present silence for this customer, whether they talk every day or twice a year? The probability that the
 * next gap would have been shorter, by {@link SilenceHabit}: for alarms. NaN for who never acted. Immutable, thread-safe.
 */
public final class SilenceScorer implements Scorer {
    private static final List<Factor> FACTORS = List.of(
            Factor.number("gaps", "times the customer came back"),
            Factor.number("usual_gap", "usual days between own acts"),
            Factor.number("silence", "days of silence"));

    private final SilenceHabit habit;
    private final Measure gaps;
    private final Measure usual;
    private final Measure silence;

    SilenceScorer(SilenceHabit habit) {
        this.habit = habit;
        this.gaps = habit.days().frequency();
        this.usual = habit.days().geometricMeanGap();
        this.silence = Measure.timeSinceLast(habit.days().filter());
    }

    /** {@code unusual_silence}. */
    @Override
    public String name() {
        return "unusual_silence";
    }

    /** PROBABILITY. */
    @Override
    public Scale scale() {
        return Scale.PROBABILITY;
    }

    /** The number of gaps, their geometric mean, and the time since the last own act, in this order. */
    @Override
    public List<Measure> inputs() {
        return List.of(gaps, usual, silence);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(this, table);
    }

    private static final class Rows implements RowScorer {
        private final SilenceScorer scorer;
        /** So many days are a unit of the table's. */
        private final double days;

        private final MeasureColumn gaps;
        private final MeasureColumn usual;
        private final MeasureColumn silence;

        Rows(SilenceScorer scorer, MeasureTable table) {
            this.scorer = scorer;
            this.days = table.timeScale().millis() / TimeScale.DAYS.millis();
            this.gaps = table.column(scorer.gaps);
            this.usual = table.column(scorer.usual);
            this.silence = table.column(scorer.silence);
        }

        @Override
        public double score(int row) {
            double since = silence.get(row);
            return Double.isNaN(since)
                    ? Double.NaN
                    : scorer.habit.unusual(gaps.get(row), usual.get(row) * days, since * days);
        }

        @Override
        public void score(int from, int to, double[] out) {
            for (int row = from; row < to; row++) {
                out[row] = score(row);
            }
        }

        @Override
        public Explanation explain(int row) {
            double score = score(row);
            if (Double.isNaN(score)) {
                return Explanation.undefined(scorer.name(), "the customer never acted of their own accord");
            }
            double typical = scorer.habit.typicalGap();
            double count = gaps.get(row);
            // Without a gap the usual one is nobody's, and the typical customer's stands for it.
            double own = count > 0 ? usual.get(row) * days : typical;
            return Explainer.of(
                            scorer.name(),
                            Scale.PROBABILITY,
                            FACTORS,
                            inputs -> scorer.habit.unusual(inputs[0], inputs[1], inputs[2]))
                    .withSubject("unusual silence")
                    .withReference("a customer who is silent for a usual gap")
                    .explain(
                            new double[] {0, typical, typical},
                            new double[] {count, own, silence.get(row) * days},
                            score);
        }
    }
}
