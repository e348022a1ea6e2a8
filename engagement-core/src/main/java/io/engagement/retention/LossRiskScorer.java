package io.engagement.retention;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.ActReasons;
import io.engagement.initiative.ActRows;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.CustomerActs;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.RetentionDefinition;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The risk that a customer is lost: the probability that they stay silent until the silence is so long that it counts as a loss.
 * 1 once it is. A rule on silence knows only how long the silence has lasted; this scorer also knows how this customer's silences
 * end. {@code evaluate.LeadTime} tells how early an alarm by it comes.
 *
 * <p>The rest of the silence is cut into horizons of the {@link AdditiveLogistic}. For each, the model gives the probability that
 * nothing comes, by the readings that the customer will have at its start if nothing has come until then; the risk is their product.
 * A part of a horizon counts by its length. NaN for customers who have not acted yet.
 *
 * <p>Immutable, thread-safe; takes tables in any time unit.
 */
public final class LossRiskScorer implements Scorer {
    private static final String NAME = "loss_risk";
    /** A score takes no longer than so many of an engagement score. */
    private static final int MOST_HORIZONS = 100;

    private final AdditiveLogistic model;
    private final Duration silence;
    private final ActReasons reasons;

    private LossRiskScorer(AdditiveLogistic model, Duration silence) {
        this.model = model;
        this.silence = silence;
        reasons = ActReasons.of(model, NAME, Scale.PROBABILITY, "risk of loss", RiskByActs::risk)
                .withScore(new OfLoss());
    }

    /**
     * A scorer.
     *
     * @param model who acts within a horizon
     * @param silence who has been silent for so long is lost: positive, at most 100 of the model's horizons
     * @return the scorer, named {@code loss_risk}
     * @throws IllegalArgumentException if the silence is out of its range, or the model's horizon is the customers' own gaps
     */
    public static LossRiskScorer of(AdditiveLogistic model, Duration silence) {
        ActDefinition definition = Objects.requireNonNull(model, "model").definition();
        if (definition instanceof RetentionDefinition staying
                && staying.ownGaps().isPresent()) {
            throw new IllegalArgumentException("the model must be of one horizon for all, was of " + staying.within()
                    + ": fit one without own gaps");
        }
        Duration horizon = definition.horizon();
        if (silence.isNegative() || silence.isZero() || silence.compareTo(horizon.multipliedBy(MOST_HORIZONS)) > 0) {
            throw new IllegalArgumentException(
                    "silence must be positive and at most " + MOST_HORIZONS + " of the model's horizons of " + horizon
                            + ", was " + silence + ": fit a model of a longer horizon");
        }
        return new LossRiskScorer(model, silence);
    }

    /**
     * Who is lost.
     *
     * @return after so long a silence
     */
    public Duration silence() {
        return silence;
    }

    /** {@code loss_risk}. */
    @Override
    public String name() {
        return NAME;
    }

    /** PROBABILITY. */
    @Override
    public Scale scale() {
        return Scale.PROBABILITY;
    }

    /** The model's. */
    @Override
    public List<Measure> inputs() {
        return model.inputs();
    }

    /** The model's. */
    @Override
    public List<Definition> definitions() {
        return List.of(model.definition());
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(model.rows(table), table.size());
    }

    private double inModelsUnit(Duration time) {
        TimeScale scale = model.timeScale();
        return scale.of(time);
    }

    /** By what is left of the silence, and the log-odds of an act after so much of it. */
    private double risk(CustomerActs customer, LaterLogOdds logOdds) {
        double horizon = inModelsUnit(model.definition().horizon());
        double left = inModelsUnit(silence) - customer.silence();
        double sum = 0;
        for (double elapsed = 0; elapsed < left; elapsed += horizon) {
            sum += Math.min(1, (left - elapsed) / horizon) * logOfNoAct(logOdds.after(elapsed));
        }
        return Math.exp(sum);
    }

    @FunctionalInterface
    private interface LaterLogOdds {
        double after(double elapsed);
    }

    /** ln(1 - p), by ln(p/(1-p)). */
    private static double logOfNoAct(double logOdds) {
        return -Math.max(logOdds, 0) - Math.log1p(Math.exp(-Math.abs(logOdds)));
    }

    private double risk(CustomerActs customer) {
        return customer.hasActed()
                ? risk(customer, elapsed -> customer.after(elapsed).logOdds())
                : Double.NaN;
    }

    /** For reasons. */
    private final class OfLoss implements ActReasons.ActScore {
        @Override
        public double of(CustomerActs customer) {
            return risk(customer);
        }

        /** Each part is that of the customer whose it is now, after any time. */
        @Override
        public ToDoubleFunction<double[]> byParts(CustomerActs own) {
            double[] parts = own.parts();
            CustomerActs typical = model.typical();
            return in -> {
                CustomerActs[] whose = new CustomerActs[parts.length];
                Arrays.setAll(whose, i -> in[i] == parts[i] ? own : typical);
                return risk(whose[0], elapsed -> logOddsAfter(elapsed, whose));
            };
        }
    }

    private double logOddsAfter(double elapsed, CustomerActs... whose) {
        double[] parts = new double[whose.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = whose[i].after(elapsed).parts()[i];
        }
        return model.logOddsOf(parts);
    }

    /** The doors to the kernel. */
    private final class Rows implements RowScorer {
        private final ActRows rows;
        private final int size;

        Rows(ActRows rows, int size) {
            this.rows = rows;
            this.size = size;
        }

        @Override
        public double score(int row) {
            return risk(rows.customer(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(out.length, size));
            for (int row = from; row < to; row++) {
                out[row] = risk(rows.customer(row));
            }
        }

        @Override
        public Explanation explain(int row) {
            CustomerActs own = rows.customer(row);
            if (!own.hasActed()) {
                return Explanation.undefined(NAME, "who has not acted yet cannot be lost");
            }
            return reasons.explain(own);
        }
    }
}
