package io.engagement.outcome.effect;

import io.engagement.fit.Interval;

/**
 * How strong something unseen would have to be, with both the contact and the outcome, to explain an effect away: the
 * E-value of VanderWeele and Ding (2017), a ratio of risks.
 */
public final class EValue {
    private EValue() {}

    /**
     * Of a ratio of risks.
     *
     * @param ratio positive; 1 is no effect
     * @return at least 1; 1 says that nothing is needed
     * @throws IllegalArgumentException if the ratio is not positive
     */
    public static double of(double ratio) {
        if (!(ratio > 0)) {
            throw new IllegalArgumentException("ratio must be positive, was " + ratio);
        }
        double above = Math.max(ratio, 1 / ratio);
        return above == Double.POSITIVE_INFINITY ? above : above + Math.sqrt(above * (above - 1));
    }

    /**
     * Of the end of an interval that lies nearer to no effect.
     *
     * @param ratios an interval of the ratio, its ends positive
     * @return at least 1; 1 if the interval holds 1
     * @throws IllegalArgumentException if an end is not positive
     */
    public static double of(Interval ratios) {
        double lower = of(ratios.lower());
        double upper = of(ratios.upper());
        return ratios.contains(1) ? 1 : Math.min(lower, upper);
    }
}
