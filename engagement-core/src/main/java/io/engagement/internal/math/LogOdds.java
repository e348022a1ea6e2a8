package io.engagement.internal.math;

/** Probabilities by the logarithm of their odds. */
public final class LogOdds {
    private LogOdds() {}

    /** 1/(1 + e^-y). */
    public static double logistic(double y) {
        // e^y itself where it is small: it may be subnormal.
        return y < -40 ? Math.exp(y) : 1 / (1 + Math.exp(-y));
    }

    /** ln(1 + e^y). */
    public static double softplus(double y) {
        return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
    }

    /** P(no purchase) by the logarithm of the odds of having left, and if alive; above 1 by rounding it would be no probability. */
    public static double silent(double logOddsGone, double ifAlive) {
        return Math.min(1, logistic(logOddsGone) + logistic(-logOddsGone) * Math.min(1, ifAlive));
    }
}
