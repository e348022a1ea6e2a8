package io.engagement.dialogue;

import io.engagement.fit.Interval;
import io.engagement.history.CustomerHistory;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Words;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The score of a {@link DiscountedGammaPoisson}. */
final class GammaPoissonDoors implements EngagementDoors {
    /** Where the model's score cannot be told from its limit any more, in half-lives: 2^-1100 is 0. */
    private static final int ENDLESS = 1100;

    /** In milliseconds: thirty million years, far within what an instant can hold. */
    private static final long LONGEST = 1L << 60;

    /** Five half-lives: what is older makes less than a thirtieth of exposure. */
    private static final double FADED = 1 - 0x1p-5;

    private final DiscountedGammaPoisson model;
    private final ActKernel kernel;
    private final Measure effort;
    private final Measure exposure;

    GammaPoissonDoors(DiscountedGammaPoisson model, Duration horizon) {
        this.model = model;
        kernel = new ActKernel(model, model.timeScale().of(horizon));
        effort = model.inputs().get(0);
        exposure = model.inputs().get(1);
    }

    /** Decayed effort and decayed exposure, in this order. */
    @Override
    public List<Measure> inputs() {
        return List.of(effort, exposure);
    }

    @Override
    public RowScorer prepare(EngagementScorer scorer, MeasureTable table) {
        return new Rows(this, scorer, table);
    }

    @Override
    public Optional<Interval> interval(CustomerHistory history, double confidence) {
        return Optional.empty();
    }

    @Override
    public Silence silence(CustomerHistory history) {
        MeasureTable table = MeasureTable.of(history, model.timeScale(), inputs());
        return new Fading(table.column(effort).get(0), table.column(exposure).get(0), history.size() > 0);
    }

    /** The score falls, or stays, as effort fades and silence counts. */
    private final class Fading implements Silence {
        private final double effortNow;
        private final double exposureNow;
        private final boolean known;

        Fading(double effortNow, double exposureNow, boolean known) {
            this.effortNow = effortNow;
            this.exposureNow = exposureNow;
            this.known = known;
        }

        @Override
        public double scoreAfter(long millis) {
            double elapsed = model.timeScale().ofMillis((double) millis);
            // Exposure begins with the first interaction: nobody waits for a customer who has none.
            double exposureThen = known ? model.exposureAfter(exposureNow, elapsed) : exposureNow;
            return kernel.score(model.effortAfter(effortNow, elapsed), exposureThen);
        }

        @Override
        public long step() {
            return model.halfLifeDuration().toMillis();
        }

        @Override
        public double stride() {
            return 2;
        }

        @Override
        public long endless() {
            return ENDLESS * Math.min(step(), LONGEST / ENDLESS);
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

        Rows(GammaPoissonDoors doors, EngagementScorer scorer, MeasureTable table) {
            this.scorer = scorer;
            model = doors.model;
            kernel = doors.kernel;
            unit = table.timeScale().millis() / model.timeScale().millis();
            effort = table.column(doors.effort);
            exposure = table.column(doors.exposure);
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

        /** How long a customer is known whose decayed exposure this is; beyond some half-lives it cannot be told. */
        private String known(double decayedExposure) {
            double lambda = Math.log(2) / model.halfLife();
            double age = -Math.log1p(-Math.min(lambda * decayedExposure, FADED)) / lambda;
            return (lambda * decayedExposure < FADED ? "" : "more than ") + Words.time(age, model.timeScale());
        }
    }
}
