package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;

/**
 * A number, and how sure it is.
 *
 * @param value the number; NaN if it is not known
 * @param standardError NaN if it is not known, as of a single customer
 */
public record Estimate(double value, double standardError) {
    /** The 97.5 % point of the standard normal distribution. */
    static final double NORMAL_975 = 1.959963984540054;

    static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

    static Estimate of(ClusteredSums sums, int cell, int variable, int over) {
        return sums.sum(cell, over) == 0
                ? UNKNOWN
                : new Estimate(sums.ratio(cell, variable, over), sums.standardError(cell, variable, over));
    }

    /** With an error that all asks share, given as a sum over these. */
    static Estimate of(ClusteredSums sums, int cell, int variable, int over, int shared) {
        Estimate own = of(sums, cell, variable, over);
        return new Estimate(own.value, Math.hypot(own.standardError, sums.ratio(cell, shared, over)));
    }

    /**
     * Where it may lie with a probability of 95 %, by the normal distribution.
     *
     * @return value -/+ 1.96 standard errors; NaN if it is not known
     */
    public Interval interval() {
        return new Interval(value - NORMAL_975 * standardError, value + NORMAL_975 * standardError);
    }

    /**
     * Whether it is known how sure it is.
     *
     * @return false if the standard error is not known, as of a single customer
     */
    public boolean isJudged() {
        return !Double.isNaN(standardError);
    }

    /**
     * Whether it is told from 0.
     *
     * @return whether 0 lies outside the interval; false if it is not known
     */
    public boolean isClear() {
        return Math.abs(value) > NORMAL_975 * standardError;
    }
}
