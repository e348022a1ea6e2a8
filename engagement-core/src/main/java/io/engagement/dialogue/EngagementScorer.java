package io.engagement.dialogue;

import io.engagement.history.CustomerHistory;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.Definition;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The engagement score: 100 times the probability that the customer will, of their own accord, do at least one thing
 * that counts within the horizon. 70 means that 70 of 100 such customers reach out.
 *
 * <p>The {@link EngagementDefinition} says what counts, for how much, and within what time; the probability is that of
 * a {@link DiscountedGammaPoisson}. Being contacted does not count: while a mail is unanswered, only time passes. A
 * customer without interactions gets the prior's score. The score is never NaN.
 *
 * <p>Immutable, thread-safe; takes tables in any time unit.
 */
public final class EngagementScorer implements Scorer {
    /** In half-lives: beyond, the score equals its limit, as 2^-1100 is 0. */
    private static final int ENDLESS = 1100;

    /** In milliseconds: thirty million years, which an instant can hold. */
    private static final long LONGEST = 1L << 60;

    /** Five half-lives: older time makes less than a thirtieth of the exposure. */
    private static final double FADED = 1 - 0x1p-5;

    private final DiscountedGammaPoisson model;
    private final EngagementDefinition definition;
    private final ActKernel kernel;
    private final Measure effort;
    private final Measure exposure;

    private EngagementScorer(DiscountedGammaPoisson model, EngagementDefinition definition) {
        this.model = model;
        this.definition = definition;
        kernel = new ActKernel(model, model.timeScale().of(definition.horizon()));
        effort = model.inputs().get(0);
        exposure = model.inputs().get(1);
    }

    /**
     * A scorer from a model.
     *
     * @param model whose definition says what counts, for how much, and within what time
     * @return the scorer
     */
    public static EngagementScorer of(DiscountedGammaPoisson model) {
        return new EngagementScorer(model, model.definition());
    }

    /**
     * This scorer with another horizon than the one that the model was fitted to.
     *
     * @param horizon from a second to a thousand years
     * @return the changed copy
     * @throws IllegalArgumentException if the horizon is out of its range
     */
    public EngagementScorer withHorizon(Duration horizon) {
        return new EngagementScorer(model, definition.withHorizon(horizon));
    }

    /**
     * The model behind the score.
     *
     * @return the model
     */
    public DiscountedGammaPoisson model() {
        return model;
    }

    /**
     * What the score means.
     *
     * @return the model's definition, with this scorer's horizon
     */
    public EngagementDefinition definition() {
        return definition;
    }

    /** {@code engagement}. */
    @Override
    public String name() {
        return "engagement";
    }

    /** INDEX: from 0 to 100. */
    @Override
    public Scale scale() {
        return Scale.INDEX;
    }

    /** Decayed effort and decayed exposure, in this order. */
    @Override
    public List<Measure> inputs() {
        return List.of(effort, exposure);
    }

    /** The model's, with this scorer's horizon. */
    @Override
    public List<Definition> definitions() {
        return List.of(definition);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(this, table);
    }

    /**
     * When the score will fall below a bound if nothing happens.
     *
     * @param history the customer
     * @param threshold the bound, from 0 to 100
     * @return the first millisecond, from the history's as-of instant on, at which the score is below the bound; empty
     *     if there is none
     * @throws IllegalArgumentException if the threshold is not between 0 and 100
     */
    public Optional<Instant> nextCrossing(CustomerHistory history, double threshold) {
        if (!(threshold >= 0 && threshold <= 100)) {
            throw new IllegalArgumentException("threshold must lie between 0 and 100, was " + threshold);
        }
        MeasureTable table = MeasureTable.of(history, model.timeScale(), inputs());
        Silence silence =
                new Silence(table.column(effort).get(0), table.column(exposure).get(0), history.size() > 0);
        if (silence.scoreAfter(0) < threshold) {
            return Optional.of(history.asOf());
        }
        long past = model.halfLifeDuration().toMillis();
        long endless = ENDLESS * Math.min(past, LONGEST / ENDLESS);
        while (past < endless && !(silence.scoreAfter(past) < threshold)) {
            past *= 2;
        }
        if (!(silence.scoreAfter(past) < threshold)) {
            return Optional.empty();
        }
        return Optional.of(history.asOf().plusMillis(silence.crossing(past, threshold)));
    }

    /** A customer who does nothing from now on: the score never rises, as effort fades and silence counts. */
    private final class Silence {
        private final double effortNow;
        private final double exposureNow;
        private final boolean known;

        Silence(double effortNow, double exposureNow, boolean known) {
            this.effortNow = effortNow;
            this.exposureNow = exposureNow;
            this.known = known;
        }

        double scoreAfter(long millis) {
            double elapsed = model.timeScale().ofMillis((double) millis);
            // Exposure begins with the first interaction; without one, the score does not change.
            double exposureThen = known ? model.exposureAfter(exposureNow, elapsed) : exposureNow;
            return kernel.score(model.effortAfter(effortNow, elapsed), exposureThen);
        }

        /** The score is above the bound at 0, below it at {@code past}, and never rises in between. */
        long crossing(long past, double threshold) {
            long above = 0;
            long below = past;
            while (below - above > 1) {
                long middle = above + (below - above) / 2;
                if (scoreAfter(middle) < threshold) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            return below;
        }
    }

    /** The doors to the kernel. */
    private static final class Rows implements RowScorer {
        private final DiscountedGammaPoisson model;
        private final ActKernel kernel;
        /** From the table's unit of time to the model's. */
        private final double unit;

        private final MeasureColumn effort;
        private final MeasureColumn exposure;
        private final EngagementScorer scorer;

        Rows(EngagementScorer scorer, MeasureTable table) {
            this.scorer = scorer;
            model = scorer.model;
            kernel = scorer.kernel;
            unit = table.timeScale().millis() / model.timeScale().millis();
            effort = table.column(scorer.effort);
            exposure = table.column(scorer.exposure);
        }

        private double kernel(double decayedEffort, double decayedExposure) {
            return kernel.score(decayedEffort, unit * decayedExposure);
        }

        @Override
        public double score(int row) {
            return kernel(effort.get(row), exposure.get(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(out.length, effort.size()));
            kernel.scores(effort, exposure, unit, from, to, out);
        }

        @Override
        public Explanation explain(int row) {
            double[] own = {effort.get(row), unit * exposure.get(row)};
            double[] typical = {model.typicalEffort(), model.typicalExposure()};
            return Explainer.of(scorer.name(), scorer.scale(), factors(), in -> kernel.score(in[0], in[1]))
                    .withSubject("engagement score")
                    .explain(typical, own, score(row));
        }

        private List<Factor> factors() {
            Factor byEffort = Factor.number("own_effort", "own effort of late")
                    .withFact((own, typical) -> EffortWords.ofLate(own[0], typical[0], "is typical"));
            Factor byExposure = Factor.time("time_known", "time known", model.timeScale())
                    .withFact((own, typical) -> "known for " + known(own[1]) + " (typical " + known(typical[1]) + ")");
            return List.of(byEffort, byExposure);
        }

        /** The time known behind a decayed exposure; beyond some half-lives it cannot be told. */
        private String known(double decayedExposure) {
            double lambda = Math.log(2) / model.halfLife();
            double age = -Math.log1p(-Math.min(lambda * decayedExposure, FADED)) / lambda;
            return (lambda * decayedExposure < FADED ? "" : "more than ") + Words.time(age, model.timeScale());
        }
    }
}
