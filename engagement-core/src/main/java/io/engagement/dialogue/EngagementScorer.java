package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.history.CustomerHistory;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.initiative.EngagementModel;
import io.engagement.measure.Definition;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The engagement score: 100 times the probability that the customer will, of their own accord, do at least one thing
 * that counts within the horizon. 70 means that 70 of 100 such customers reach out.
 *
 * <p>What counts, for how much, and within what time is the {@link EngagementDefinition}'s; the probability is that of an {@link
 * AdditiveLogistic}, or of a {@link DiscountedGammaPoisson} alone. Being contacted does not enter: an unanswered mail can only let
 * time pass. Who has not acted yet gets the score at which such customers began, or the prior's. The score is never NaN.
 *
 * <p>Immutable, thread-safe; takes tables in any time unit.
 */
public final class EngagementScorer implements Scorer {
    private final EngagementModel model;
    private final EngagementDefinition definition;
    private final EngagementDoors doors;

    private EngagementScorer(EngagementModel model, EngagementDefinition definition, EngagementDoors doors) {
        this.model = model;
        this.definition = definition;
        this.doors = doors;
    }

    /**
     * A scorer from a model.
     *
     * @param model whose definition says what counts, for how much, and within what time
     * @return the scorer
     * @throws IllegalArgumentException if the model is of purchases: {@code RetentionRiskScorer} takes it
     */
    public static EngagementScorer of(EngagementModel model) {
        if (model.definition() instanceof EngagementDefinition definition) {
            return of(model, definition);
        }
        throw new IllegalArgumentException("model must be of engagement, was of "
                + model.definition().describe() + ": a RetentionRiskScorer takes it");
    }

    private static EngagementScorer of(EngagementModel model, EngagementDefinition definition) {
        if (model instanceof DiscountedGammaPoisson habits) {
            return new EngagementScorer(model, definition, new GammaPoissonDoors(habits, definition.horizon()));
        }
        if (definition.horizon().equals(model.definition().horizon())) {
            return new EngagementScorer(model, definition, new AdditiveDoors((AdditiveLogistic) model));
        }
        throw new IllegalArgumentException(
                "horizon must be " + model.definition().horizon() + ", to which the "
                        + model.modelText().kind() + " was fitted, was " + definition.horizon()
                        + ": fit one of this horizon, or score by the model's gammaPoisson(), which takes any");
    }

    /**
     * This scorer with another horizon than the one that the model was fitted to.
     *
     * @param horizon from a second to a thousand years
     * @return the changed copy
     * @throws IllegalArgumentException if the horizon is out of its range, or the model is fitted to another alone
     */
    public EngagementScorer withHorizon(Duration horizon) {
        return of(model, definition.withHorizon(horizon));
    }

    /**
     * The model behind the score.
     *
     * @return the model
     */
    public EngagementModel model() {
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

    /** The model's. */
    @Override
    public List<Measure> inputs() {
        return doors.inputs();
    }

    /** The model's, with this scorer's horizon. */
    @Override
    public List<Definition> definitions() {
        return List.of(definition);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return doors.prepare(this, table);
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
        EngagementDoors.Silence silence = doors.silence(history);
        if (silence.scoreAfter(0) < threshold) {
            return Optional.of(history.asOf());
        }
        long above = 0;
        long past = silence.step();
        while (past < silence.endless() && !(silence.scoreAfter(past) < threshold)) {
            above = past;
            past = (long) (past * silence.stride()) + 1;
        }
        if (!(silence.scoreAfter(past) < threshold)) {
            return Optional.empty();
        }
        return Optional.of(history.asOf().plusMillis(crossing(silence, above, past, threshold)));
    }

    /** The score is above the bound at the first time, and below it at the second. */
    private static long crossing(EngagementDoors.Silence silence, long from, long to, double threshold) {
        long above = from;
        long below = to;
        while (below - above > 1) {
            long middle = above + (below - above) / 2;
            if (silence.scoreAfter(middle) < threshold) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /**
     * Within what the score lies, for what the model does not know: the level of the horizon to come, and its coefficients.
     *
     * @param history the customer
     * @param confidence above 0, below 1, such as 0.95
     * @return from 0 to 100; empty for a {@link DiscountedGammaPoisson}, which does not tell
     * @throws IllegalArgumentException if the confidence is out of range
     */
    public Optional<Interval> interval(CustomerHistory history, double confidence) {
        return doors.interval(history, confidence);
    }

    /** Days where they are whole. */
    private String within() {
        Duration horizon = definition.horizon();
        return horizon.equals(Duration.ofDays(horizon.toDays()))
                ? horizon.toDays() + (horizon.toDays() == 1 ? " day" : " days")
                : Words.time(TimeScale.DAYS.of(horizon), TimeScale.DAYS);
    }

    /**
     * What the score says, in a sentence.
     *
     * @param history the customer
     * @return such as {@code 70 of 100 such customers act of their own accord within 30 days (63 to 76 with 95 % confidence)}
     */
    public String statement(CustomerHistory history) {
        return Math.round(score(history)) + " of 100 such customers act of their own accord within "
                + within()
                + interval(history, 0.95)
                        .map(within -> " (" + Math.round(within.lower()) + " to " + Math.round(within.upper())
                                + " with 95 % confidence)")
                        .orElse("");
    }
}
