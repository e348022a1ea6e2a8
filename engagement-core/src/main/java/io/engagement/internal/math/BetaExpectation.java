package io.engagement.internal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * The expectation of a function of a beta variable, for any shapes, by the double-exponential rule (Takahasi and Mori
 * 1974) on the log-odds.
 *
 * <p>With y = ln(p/(1-p)) the density is proportional to p^a (1-p)^b, and y = y0 + (pi/2) sinh(tau) lets it fall
 * double-exponentially whatever the shapes are, so that the trapezoidal rule converges faster than any power. Weights and
 * function are summed on the same nodes and divided, which needs no beta function. The step is halved until two results
 * agree to 1e-13; the error of the last one is then near the square of that.
 */
public final class BetaExpectation {
    private static final double AGREED = 1e-13;
    private static final double NEGLIGIBLE = 1e-19;
    private static final int FINEST = 8;

    private final double a;
    private final double b;
    private final double centre;
    private final double peak;
    private final DoubleUnaryOperator f;
    private double weights;
    private double sum;

    private BetaExpectation(double a, double b, DoubleUnaryOperator f) {
        this.a = a;
        this.b = b;
        this.f = f;
        this.centre = Math.log(a / b);
        this.peak = logDensity(centre);
    }

    /**
     * The expectation of f(p) for p of the beta distribution.
     *
     * @param a first shape, positive
     * @param b second shape, positive
     * @param f not negative, bounded, smooth on the scale of ln p; it is asked for p = 0 too, where p underflows
     * @return the expectation
     */
    public static double of(double a, double b, DoubleUnaryOperator f) {
        return new BetaExpectation(a, b, f).value();
    }

    private double value() {
        double step = 0.25;
        walk(0, step);
        double before = sum / weights;
        for (int halving = 0; halving < FINEST; halving++) {
            // The nodes half way between the earlier ones.
            walk(0.5 * step, step);
            step *= 0.5;
            double now = sum / weights;
            if (Math.abs(now - before) <= AGREED * Math.abs(now)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private void walk(double start, double step) {
        for (double tau = start; add(tau); tau += step) {}
        for (double tau = start - step; add(tau); tau -= step) {}
    }

    /** Whether there is more to come on this side. */
    private boolean add(double tau) {
        double y = centre + 0.5 * Math.PI * Math.sinh(tau);
        double weight = Math.exp(logDensity(y) - peak) * Math.cosh(tau);
        double p = y < 0 ? Math.exp(y) / (1 + Math.exp(y)) : 1 / (1 + Math.exp(-y));
        double term = weight * f.applyAsDouble(p);
        weights += weight;
        sum += term;
        return weight > NEGLIGIBLE * weights || term > NEGLIGIBLE * sum;
    }

    private double logDensity(double y) {
        double tail = Math.log1p(Math.exp(-Math.abs(y)));
        return y < 0 ? a * (y - tail) - b * tail : -a * tail - b * (y + tail);
    }
}
