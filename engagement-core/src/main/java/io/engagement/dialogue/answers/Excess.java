package io.engagement.dialogue.answers;

import io.engagement.fit.Interval;

/**
 * A share less another one, and how sure it is.
 *
 * @param value between -1 and 1; NaN if it is not known
 * @param standardError customers being independent of each other, their asks not; NaN if it is not known
 */
public record Excess(double value, double standardError) {
    /** The 97.5 % point of the standard normal distribution. */
    static final double NORMAL_975 = 1.959963984540054;

    static final Excess UNKNOWN = new Excess(Double.NaN, Double.NaN);

    static Excess of(ClusteredSums sums, int cell, int variable, int over) {
        return sums.sum(cell, over) == 0
                ? UNKNOWN
                : new Excess(sums.ratio(cell, variable, over), sums.standardError(cell, variable, over));
    }

    /** With an error that all asks share, given as a sum over these. */
    static Excess of(ClusteredSums sums, int cell, int variable, int over, int shared) {
        Excess own = of(sums, cell, variable, over);
        return new Excess(own.value, Math.hypot(own.standardError, sums.ratio(cell, shared, over)));
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
     * Whether it is told from 0.
     *
     * @return whether 0 lies outside the interval; false if it is not known
     */
    public boolean isClear() {
        return Math.abs(value) > NORMAL_975 * standardError;
    }
}
