package io.engagement.dialogue.answers;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.internal.index.HashSample;
import io.engagement.internal.math.LogOdds;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.util.Optional;

/** How often customers act on some channels whatever is asked of them, by a model of all that they did there. Immutable. */
final class OwnRate {
    /** More customers move the estimates less than the model itself is off. */
    private static final int CUSTOMERS = 20_000;

    /** Times in hours stay within what the model takes, from minutes to decades. */
    private static final TimeScale SCALE = TimeScale.HOURS;

    private static final InteractionKind KNOWN = InteractionKind.of(Channel.UNKNOWN, Initiator.COMPANY, Purpose.OTHER);
    private static final InteractionKind ACT = InteractionKind.of(Channel.UNKNOWN, Initiator.CUSTOMER, Purpose.OTHER);

    private final DiscountedGammaPoisson model;
    private final double halfLife;
    private final Level level;

    private OwnRate(DiscountedGammaPoisson model, Level level) {
        this.model = model;
        this.halfLife = model.halfLife() * SCALE.millis();
        this.level = level;
    }

    /**
     * By how much the log-odds of an act are moved where nothing is asked.
     *
     * @param shift added to the log-odds
     * @param standardError of the shift, customers being independent of each other
     */
    record Level(double shift, double standardError) {
        static final Level AS_IT_IS = new Level(0, 0);
    }

    /** Of a large base the customers from whom models learn, chosen by hashes of their ids. */
    static int[] sample(LogView view) {
        return HashSample.of(view.customers(), view::customerId, CUSTOMERS);
    }

    /** The model of what customers did on the channels of an answering; empty if there is nothing to learn from. */
    static Optional<OwnRate> fit(LogView view, KindRoles roles, KindRoles.Answering answering, int... rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int row : rows) {
            for (int i = view.start(row); i < view.end(row); i++) {
                boolean acts = roles.isActOn(view.kindIndex(i), answering);
                if (acts || i == view.start(row)) {
                    log.add(row, view.epochMilli(i), acts ? ACT : KNOWN, Double.NaN, Double.NaN);
                }
            }
        }
        EngagementDefinition definition =
                new EngagementDefinition(Filter.all(), EffortWeights.uniform(), horizon(answering.window()));
        try {
            Fitted<DiscountedGammaPoisson> fitted =
                    DiscountedGammaPoisson.fit(log.build().asOf(view.asOf()), definition, SCALE);
            OwnRate plain = new OwnRate(fitted.model(), Level.AS_IT_IS);
            return Optional.of(
                    new OwnRate(fitted.model(), new QuietWindows(view, roles, answering, plain, rows).level()));
        } catch (FitException nothing) {
            return Optional.empty();
        }
    }

    private static Duration horizon(long window) {
        return Duration.ofMillis(Math.max(1000, window));
    }

    /** By how much what was done fades within a time. */
    double fade(long millis) {
        return Math.pow(2, -millis / halfLife);
    }

    /**
     * The probability of an act.
     *
     * @param effort decayed number of acts so far
     * @param known milliseconds since the customer was known
     * @param within milliseconds
     */
    double probability(double effort, double known, double within) {
        double exposure = -Math.expm1(-Math.log(2) * known / halfLife) * model.halfLife() / Math.log(2);
        double hours = within / SCALE.millis();
        return level.shift() == 0
                ? model.probabilityOfAct(effort, exposure, hours)
                : LogOdds.logistic(model.logOddsOfAct(effort, exposure, hours) + level.shift());
    }

    /** By how much a probability may be off with the level of all. */
    double levelError(double probability) {
        return probability * (1 - probability) * level.standardError();
    }
}
