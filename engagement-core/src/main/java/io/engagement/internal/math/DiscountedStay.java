package io.engagement.internal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * The time that a customer is expected to stay, discounted, over the rate b of the rates of leaving; u counts in units of b:
 *
 * <pre>  integral from 0 to v of e^(-c u) (1+u)^-s du</pre>
 *
 * <p>In y = ln(1+u) the logarithm of the integrand is concave and its singularities lie at a distance of pi from the real axis:
 * as many panels as its length up to where nothing is left asks for, at most 300 where c is 1e-130.
 */
public final class DiscountedStay {
    private static final GaussRule RULE = GaussRule.of(28);
    /** Panels no longer than this lie well within the distance of the singularities. */
    private static final double LONGEST = 1.6;
    /** Where e^-decay has left nothing. */
    private static final double DECAYED = 42;

    /** At so many times 1/c e^(-c u) (1+u)^(1-s) is below e^-42 of its largest value, whatever c and s are. */
    private static final double LAST = 60;

    private DiscountedStay() {}

    /**
     * The integral, with a factor from 0 to 2 that is a smooth function of ln(1+u).
     *
     * @param c positive, or 0 if v is finite
     * @param v may be infinite
     */
    public static double of(double s, double c, double v, DoubleUnaryOperator factor) {
        double end = end(s, c, v);
        int panels = (int) Math.ceil(end / LONGEST);
        double width = panels == 0 ? 0 : end / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            for (int i = 0; i < RULE.size(); i++) {
                double y = width * (panel + 0.5 + 0.5 * RULE.node(i));
                double u = Math.expm1(y);
                sum += RULE.weight(i) * Math.exp((1 - s) * y - c * u) * factor.applyAsDouble(u);
            }
        }
        return 0.5 * width * sum;
    }

    /** Up to where the integrand, once past its peak, has fallen by {@link #DECAYED}. */
    private static double end(double s, double c, double v) {
        double low = peak(s, c);
        double high = Math.log1p(Math.min(v, LAST / c));
        double floor = log(s, c, low) - DECAYED;
        if (!(high > low) || log(s, c, high) > floor) {
            return high;
        }
        for (int halving = 0; halving < 60 && high - low > 0.01 * high; halving++) {
            double middle = 0.5 * (low + high);
            if (log(s, c, middle) < floor) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static double peak(double s, double c) {
        return s < 1 && c < 1 - s ? Math.log((1 - s) / c) : 0;
    }

    private static double log(double s, double c, double y) {
        return (1 - s) * y - c * Math.expm1(y);
    }

    /** How long within t, not discounted, at the rate b of the rates of leaving: b (1 - (b/(b+t))^(s-1)) / (s-1). */
    public static double within(double s, double b, double t) {
        double log = Math.log1p(t / b);
        double power = (s - 1) * log;
        return b * (Math.abs(power) < 1e-300 ? log : -Math.expm1(-power) / (s - 1));
    }

    /** The same with each moment discounted to now. */
    public static double within(double s, double b, double horizon, double rate) {
        return rate == 0 ? within(s, b, horizon) : b * of(s, rate * b, horizon / b, u -> 1);
    }
}
