package io.engagement.internal.math;

import java.util.function.DoubleSupplier;

/** What is told of two cases that exclude each other, as of having left and being there, by the logarithm of their odds. */
public final class LogOdds {
    private LogOdds() {}

    /**
     * The logarithm of the probability of either case. It is taken from the likelier one: what is added to it is at most ln 2, while
     * the rarer one plus the odds may be a small difference of large numbers.
     *
     * @param logOdds the logarithm of the first case's probability over the second's; may be infinite
     * @param first the logarithm of the first case's probability, asked for where the odds are above 0
     * @param second that of the second one, asked for elsewhere
     * @return ln(e^first + e^second)
     */
    public static double logOfEither(double logOdds, DoubleSupplier first, DoubleSupplier second) {
        double likelier = logOdds > 0 ? first.getAsDouble() : second.getAsDouble();
        return likelier + Math.log1p(Math.exp(-Math.abs(logOdds)));
    }

    /** 1/(1 + e^-y). */
    public static double logistic(double y) {
        // e^y itself where it is small: it may be subnormal.
        return y < -40 ? Math.exp(y) : 1 / (1 + Math.exp(-y));
    }

    /** P(no purchase) by the logarithm of the odds of having left, and if alive; above 1 by rounding it would be no probability. */
    public static double silent(double logOddsGone, double ifAlive) {
        return Math.min(1, logistic(logOddsGone) + logistic(-logOddsGone) * Math.min(1, ifAlive));
    }
}
