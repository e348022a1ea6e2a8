package io.engagement.customerbase.pareto;

import io.engagement.internal.math.Counts;
import io.engagement.internal.math.DiscountedStay;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.LeavingIntegral;
import io.engagement.internal.math.LogOdds;

/**
 * The arithmetic of Pareto/NBD: Schmittlein, Morrison and Colombo (1987), Management Science 33(1), 1-24,
 * doi:10.1287/mnsc.33.1.1. All doors of the model lead here.
 *
 * <p>What is not in the paper is how the likelihood is computed. That a customer with purchase shape R = r + x, who would
 * have to be silent from an age at which A = alpha + age and B = beta + age, leaves within a time v before any purchase is
 *
 * <pre>  gone(v) = s integral from 0 to v of (A/(A+u))^R (B/(B+u))^s / (B+u) du</pre>
 *
 * <p>which replaces the differences of 2F1 by one integral of a positive function: nothing cancels, alpha = beta is a point
 * like any other. In ln(1 + u/min(A,B)) its singularities lie at a distance of pi from the real axis, whatever the
 * parameters are. Over all future it is s/(R+s) 2F1(1, R; R+s+1; (A-B)/A) if A is the larger, a sum of positive terms.
 */
final class ParetoKernel {
    /** Up to here a series of positive terms is short. */
    private static final double SHORT = 0.5;

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;

    ParetoKernel(double r, double alpha, double s, double beta) {
        this.r = r;
        this.alpha = alpha;
        this.s = s;
        this.beta = beta;
    }

    double shape(double x) {
        return r + x;
    }

    /** gone(v), v finite. */
    private double gone(double shape, double a, double b, double v) {
        LeavingIntegral leaving = new LeavingIntegral(0);
        leaving.integrate(shape, s, a, b, v);
        return s * leaving.mass;
    }

    /** gone over all future. */
    double goneForEver(double x, double a, double b) {
        double shape = r + x;
        double z = Math.abs(a - b) / Math.max(a, b);
        if (z <= SHORT) {
            return a >= b
                    ? s / (shape + s) * series(shape, shape + s + 1, z)
                    : s / (shape + s) * (a / b) * series(s + 1, shape + s + 1, z);
        }
        double v = Math.abs(a - b);
        double silent = Math.exp(-shape * Math.log1p(v / a) - s * Math.log1p(v / b));
        return gone(shape, a, b, v) + (silent == 0 ? 0 : silent * goneForEver(x, a + v, b + v));
    }

    /** 2F1(1, b; c; z) with c above b and z at most a half. */
    private static double series(double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int n = 0; term > 1e-17 * sum; n++) {
            term *= (b + n) / (c + n) * z;
            sum += term;
        }
        return sum;
    }

    /** ln of P(dead)/P(alive); minus infinity if there was no time to leave. */
    private double logOdds(double x, double recency, double age) {
        double a = alpha + recency;
        double b = beta + recency;
        double silence = age - recency;
        return logGone(x, recency, age) + (r + x) * Math.log1p(silence / a) + s * Math.log1p(silence / b);
    }

    /** ln L of one customer. */
    double logLikelihood(double x, double recency, double age) {
        return LogOdds.logOfEither(
                logOdds(x, recency, age),
                () -> logStaying(x, recency) + logGone(x, recency, age),
                () -> logStaying(x, age));
    }

    /** ln of the density of x purchases, the last of them before a time, and of no leaving until then. */
    private double logStaying(double x, double time) {
        return GammaDifferences.logRising(r, x)
                - r * Math.log1p(time / alpha)
                - x * Math.log(alpha + time)
                - s * Math.log1p(time / beta);
    }

    /** ln of the probability of leaving before any purchase between two times, of one who is alive at the first. */
    private double logGone(double x, double recency, double age) {
        return Math.log(gone(r + x, alpha + recency, beta + recency, age - recency));
    }

    double probabilityAlive(double x, double recency, double age) {
        return LogOdds.logistic(-logOdds(x, recency, age));
    }

    /** Purchases expected within t of a customer who is alive. */
    double expectedIfAlive(double x, double age, double t) {
        return (r + x) / (alpha + age) * timeAlive(age, t);
    }

    /** The time within t that a customer who is alive is expected to stay. */
    double timeAlive(double age, double t) {
        return DiscountedStay.within(s, beta + age, t);
    }

    /** The same with each moment discounted to now. */
    double discountedTimeAlive(double age, double horizon, double rate) {
        return DiscountedStay.within(s, beta + age, horizon, rate);
    }

    double discountedIfAlive(double x, double age, double horizon, double rate) {
        return (r + x) / (alpha + age) * discountedTimeAlive(age, horizon, rate);
    }

    /** P(no purchase within t) of a customer who is alive: silent and staying, or gone before a purchase. */
    private double silentIfAlive(double x, double age, double t) {
        double a = alpha + age;
        double b = beta + age;
        return Math.exp(-(r + x) * Math.log1p(t / a) - s * Math.log1p(t / b)) + gone(r + x, a, b, t);
    }

    double probabilityNoPurchase(double x, double recency, double age, double t) {
        return LogOdds.silent(logOdds(x, recency, age), silentIfAlive(x, age, t));
    }

    /**
     * Counts of purchases within t of a customer who is alive, with shapes R and s and rates A and B: those of one who stays
     * for t, and, over the time of leaving, those of one who leaves.
     */
    double[] countsIfAlive(double x, double age, double t) {
        double shape = r + x;
        double a = alpha + age;
        double b = beta + age;
        Counts.Sum sum = Counts.Sum.ofStaying(shape, t / a, Math.exp(-s * Math.log1p(t / b)));
        Counts.overLeaving(sum.size(), shape, 0, a, s, b, t, (u, leaves) -> sum.add(u / a, leaves));
        return sum.total();
    }
}
