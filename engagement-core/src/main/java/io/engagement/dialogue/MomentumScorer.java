package io.engagement.dialogue;

import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Definition;
import io.engagement.measure.EffortWeights;
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
import java.time.Duration;
import java.util.List;

/**
 * Momentum: is this customer's own effort rising or falling, compared with their own habit? An index from 0 to 100; 50
 * is steady.
 *
 * <p>With S the effort decayed with a short half-life and L with a long one, both the same weights, a customer who keeps
 * to the habit that L shows has an S of X = L e<sub>s</sub>/e<sub>l</sub>, where e<sub>s</sub> and e<sub>l</sub> are the
 * decayed exposures of the time for which the customer is known. Momentum is
 *
 * <pre>  100 (S + 1) / (S + X + 2)</pre>
 *
 * <p>the share of recent effort in recent plus usual effort, with one unit added to each: the prior that nothing has
 * changed, which keeps momentum near 50 for customers of little effort. It is never NaN.
 *
 * <p>Immutable, thread-safe; takes tables in any time unit.
 */
public final class MomentumScorer implements Scorer {
    /** Added to both sides, in units of effort. */
    private static final double PRIOR = 1;

    private static final List<Factor> FACTORS = factors();

    private final List<Definition> definitions;
    private final HabitKernel habit;
    private final Measure recent;
    private final Measure lasting;
    private final Measure known;

    private MomentumScorer(
            List<Definition> definitions,
            Filter acts,
            EffortWeights weights,
            Duration shortHalfLife,
            Duration longHalfLife) {
        this.definitions = definitions;
        habit = new HabitKernel(shortHalfLife, longHalfLife);
        recent = Measure.decayed(acts, weights, shortHalfLife);
        lasting = Measure.decayed(acts, weights, longHalfLife);
        known = Measure.timeSinceFirst(Filter.all());
    }

    /**
     * Momentum that goes with an engagement score: acts weigh as in its model, its definition's horizon is the long
     * half-life and a quarter of that the short one.
     *
     * @param model the engagement score's model
     * @return the scorer
     */
    public static MomentumScorer of(DiscountedGammaPoisson model) {
        ActDefinition definition = model.definition();
        Duration horizon = definition.horizon();
        return of(
                List.of(definition),
                definition.filter(),
                definition.weights().raised(model.weightExponent()),
                Duration.ofMillis(horizon.toMillis() / 4),
                horizon);
    }

    /**
     * Momentum of a shorter span of time against a longer one.
     *
     * @param weights what counts, and for how much; 1 is what the prior is worth
     * @param shortHalfLife what is recent, positive
     * @param longHalfLife what is usual, longer
     * @return the scorer
     * @throws IllegalArgumentException if the short half-life is not positive or not shorter
     */
    public static MomentumScorer of(EffortWeights weights, Duration shortHalfLife, Duration longHalfLife) {
        return of(List.of(), Filter.ownInitiative(), weights, shortHalfLife, longHalfLife);
    }

    private static MomentumScorer of(
            List<Definition> definitions,
            Filter acts,
            EffortWeights weights,
            Duration shortHalfLife,
            Duration longHalfLife) {
        if (shortHalfLife.isNegative() || shortHalfLife.isZero()) {
            throw new IllegalArgumentException("shortHalfLife must be positive, was " + shortHalfLife);
        }
        if (shortHalfLife.compareTo(longHalfLife) >= 0) {
            throw new IllegalArgumentException(
                    "shortHalfLife must be shorter than longHalfLife, was " + shortHalfLife + " and " + longHalfLife);
        }
        return new MomentumScorer(definitions, acts, weights, shortHalfLife, longHalfLife);
    }

    /** {@code momentum}. */
    @Override
    public String name() {
        return "momentum";
    }

    /** INDEX: from 0 to 100, 50 is steady. */
    @Override
    public Scale scale() {
        return Scale.INDEX;
    }

    /** Recent effort, lasting effort, and the time for which the customer is known, in this order. */
    @Override
    public List<Measure> inputs() {
        return List.of(recent, lasting, known);
    }

    /** The model's; none of weights alone. */
    @Override
    public List<Definition> definitions() {
        return definitions;
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(this, table);
    }

    private static List<Factor> factors() {
        return List.of(Factor.number("recent_effort", "own effort of late")
                .withFact((own, steady) -> EffortWords.ofLate(own[0], steady[0], "is this customer's habit")));
    }

    /** The kernel and its doors. */
    private static final class Rows implements RowScorer {
        private final MomentumScorer scorer;
        private final HabitKernel habit;
        private final double millis;
        private final MeasureColumn recent;
        private final MeasureColumn lasting;
        private final MeasureColumn known;

        Rows(MomentumScorer scorer, MeasureTable table) {
            this.scorer = scorer;
            habit = scorer.habit;
            millis = table.timeScale().millis();
            recent = table.column(scorer.recent);
            lasting = table.column(scorer.lasting);
            known = table.column(scorer.known);
        }

        private static double kernel(double recentEffort, double usualEffort) {
            return 100 * (recentEffort + PRIOR) / (recentEffort + usualEffort + 2 * PRIOR);
        }

        /** The recent effort of a customer who keeps to the habit. */
        private double usual(int row) {
            return lasting.get(row) * habit.share(known.get(row) * millis);
        }

        @Override
        public double score(int row) {
            return kernel(recent.get(row), usual(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            for (int row = from; row < to; row++) {
                out[row] = kernel(recent.get(row), usual(row));
            }
        }

        /** Explained from the same customer keeping to the habit: 50. */
        @Override
        public Explanation explain(int row) {
            double usual = usual(row);
            return Explainer.of(scorer.name(), scorer.scale(), FACTORS, inputs -> kernel(inputs[0], usual))
                    .withReference("a customer who keeps to their own habit")
                    .explain(new double[] {usual}, new double[] {recent.get(row)}, score(row));
        }
    }
}
