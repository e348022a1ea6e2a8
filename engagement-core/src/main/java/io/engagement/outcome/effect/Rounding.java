package io.engagement.outcome.effect;

import java.util.Arrays;

/** What a model leaves of an outcome that it tells without error: noise of a double's last digits, and no effect. */
final class Rounding {
    /** Of the largest outcome; rounding is a thousandth of it. */
    private static final double DIGITS = 1e-13;

    private Rounding() {}

    /** What is rounding where outcomes are so large. */
    static double of(double... outcome) {
        return DIGITS * Arrays.stream(outcome).map(Math::abs).max().orElse(0);
    }

    /** An effect, which is 0 without error if both are rounding. */
    static Effect without(Effect effect, double... outcome) {
        double rounding = of(outcome);
        return Math.abs(effect.estimate()) <= rounding && effect.standardError() <= rounding
                ? new Effect(0, 0, effect.degreesOfFreedom())
                : effect;
    }

    /** Whether covariates leave nothing of a variance: squares that cancel keep half a double's digits. */
    static boolean isAll(double left, double variance) {
        return left < DIGITS * variance;
    }
}
