package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When and how strictly an experiment is read: once at its end, at a look that was planned before the first one, or at any
 * time. Decide before you see an outcome. Immutable.
 */
public final class ReadingRules {
    private static final double LEVEL = 0.05;

    private final double level;
    private final Optional<ArmShares> planned;
    private final Timing timing;

    private ReadingRules(double level, Optional<ArmShares> planned, Timing timing) {
        this.level = level;
        this.planned = planned;
        this.timing = timing;
    }

    /** How many standard errors from 0 are clear. */
    private interface Timing {
        /** At a level of this effect alone; empty if the usual test decides, as at a single look. */
        Optional<Double> bound(double levelOfOne, long customers);
    }

    /**
     * Once, when all planned customers have been seen.
     *
     * @return at the level of 5 %, without planned shares
     */
    public static ReadingRules atEnd() {
        return new ReadingRules(LEVEL, Optional.empty(), (level, customers) -> Optional.empty());
    }

    /**
     * At a look of several planned ones, by bounds of O'Brien-Fleming type.
     *
     * @param look which one it is now, from 1
     * @param shares of the planned customers that are seen at each look: above 0, ascending, the last at most 1
     * @return at the level of 5 % over all looks
     * @throws IllegalArgumentException if there is no such look, or the shares are not so
     */
    public static ReadingRules atLook(int look, double... shares) {
        double[] copy = shares.clone();
        PlannedLooks.lanDeMets(LEVEL, copy).bound(look);
        // All arms and outcomes of a reading ask for the same level.
        Map<Double, Double> bounds = new ConcurrentHashMap<>();
        return new ReadingRules(
                LEVEL,
                Optional.empty(),
                (level, customers) -> Optional.of(bounds.computeIfAbsent(
                        level, own -> PlannedLooks.lanDeMets(own, copy).bound(look))));
    }

    /**
     * At any time, however often one looks, by a confidence sequence.
     *
     * @param plannedCustomers in both arms, where it shall be most precise; positive
     * @return at the level of 5 % over all looks
     * @throws IllegalArgumentException if no customers are planned
     */
    public static ReadingRules atAnyTime(double plannedCustomers) {
        ConfidenceSequence checked = new ConfidenceSequence(1 - LEVEL, plannedCustomers);
        return new ReadingRules(
                LEVEL,
                Optional.empty(),
                (level, customers) -> Optional.of(new ConfidenceSequence(1 - level, checked.plannedCustomers())
                        .halfWidth(Effect.normal(0, 1), customers)));
    }

    /**
     * These rules with another level.
     *
     * @param other of false findings over all arms and outcomes, above 0 and below 1
     * @return the changed copy
     * @throws IllegalArgumentException if it does not lie between 0 and 1
     */
    public ReadingRules withLevel(double other) {
        if (!(other > 0 && other < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + other);
        }
        return new ReadingRules(other, planned, timing);
    }

    /**
     * These rules for arms of planned shares: the experiment is not read if arms are not as planned.
     *
     * @param shares of all arms
     * @return the changed copy
     */
    public ReadingRules withPlannedShares(ArmShares shares) {
        return new ReadingRules(level, Optional.of(Objects.requireNonNull(shares, "shares")), timing);
    }

    /**
     * The level.
     *
     * @return of false findings over all arms and outcomes
     */
    public double level() {
        return level;
    }

    /**
     * The planned shares.
     *
     * @return empty if none were told
     */
    public Optional<ArmShares> plannedShares() {
        return planned;
    }

    /** Empty if the usual test decides. */
    Optional<Double> bound(int findings, long customers) {
        return timing.bound(level / findings, customers);
    }

    /** Beyond which no effect lies that this look leaves possible. */
    static Interval interval(Effect effect, double bound) {
        double half = bound * effect.standardError();
        return new Interval(effect.estimate() - half, effect.estimate() + half);
    }
}
