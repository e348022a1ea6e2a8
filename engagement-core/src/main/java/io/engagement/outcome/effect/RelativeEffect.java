package io.engagement.outcome.effect;

import io.engagement.fit.Interval;

/**
 * An effect relative to the hold-out: the ratio of means, its logarithm being normal with an error by the delta method. Refused
 * where a mean lies within three of its standard errors of 0: such a ratio can be anything.
 *
 * @param logRatio log of the mean of the treated by that of the held out; undefined if refused
 * @param refusal why there is none; empty if there is one
 */
public record RelativeEffect(Effect logRatio, String refusal) {
    private static final double CLEAR = 3;

    /**
     * From the sums of both arms, unadjusted.
     *
     * @param treated customers who were contacted
     * @param heldOut customers who were not
     * @return the relative effect
     */
    public static RelativeEffect of(ArmSums treated, ArmSums heldOut) {
        if (!isClear(heldOut)) {
            return refused("held out", heldOut);
        }
        if (!isClear(treated)) {
            return refused("treated", treated);
        }
        double a = treated.squaredError() / treated.mean() / treated.mean();
        double b = heldOut.squaredError() / heldOut.mean() / heldOut.mean();
        return new RelativeEffect(Effect.normal(Math.log(treated.mean() / heldOut.mean()), Math.sqrt(a + b)), "");
    }

    private static boolean isClear(ArmSums arm) {
        return arm.mean() > CLEAR * Math.sqrt(arm.squaredError());
    }

    private static RelativeEffect refused(String who, ArmSums arm) {
        return new RelativeEffect(
                Effect.undefined(),
                "the mean of the " + who + ", " + (float) arm.mean() + ", lies within 3 standard errors ("
                        + (float) Math.sqrt(arm.squaredError()) + ") of 0 or below: nothing is relative to it");
    }

    /**
     * By how much the treated have more than the held out.
     *
     * @return 0.2 for 20 % more; NaN if refused
     */
    public double change() {
        return Math.expm1(logRatio.estimate());
    }

    /**
     * The interval of {@link #change()}.
     *
     * @param level between 0 and 1
     * @return that of the logarithm, transformed; NaN ends if refused
     * @throws IllegalArgumentException if the level does not lie between 0 and 1
     */
    public Interval interval(double level) {
        Interval log = logRatio.interval(level);
        return new Interval(Math.expm1(log.lower()), Math.expm1(log.upper()));
    }
}
