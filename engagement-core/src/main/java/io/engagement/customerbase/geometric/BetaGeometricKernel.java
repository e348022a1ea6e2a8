package io.engagement.customerbase.geometric;

import io.engagement.internal.math.BetaExpectation;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.LogOdds;
import java.util.function.DoubleUnaryOperator;

/**
 * The arithmetic of BG/NBD: Fader, Hardie and Lee (2005), Marketing Science 24(2), 275-284, doi:10.1287/mksc.1040.0098.
 * All doors of the model lead here.
 *
 * <p>What is not in the paper is how the expectation is computed. A customer who is alive at T has a purchase rate of the
 * gamma distribution with shape R = r + x and rate A = alpha + T, and a drop-out probability of the beta distribution
 * with shapes a and B = b + x. Within t such a customer's purchases, if nothing ended them, would be negative binomial
 * with shape R and w = t / (A + t), and the (k+1)-th of them takes place with the probability that k drop-outs did not:
 * (B)_k / (a+B)_k. So
 *
 * <pre>  E = sum over j of NB(j; R, w) C_j,   C_j = sum over k &lt; j of (B)_k / (a+B)_k</pre>
 *
 * <p>which is the paper's equation 10 with positive terms only: nothing cancels, a = 1 and a + b = 1 are points like any
 * others, and division by the sum of the NB terms makes even (A/(A+t))^R unnecessary. Where the sum would be long, E is
 * the expectation of (1 - (1 + p u)^-R)/p over p of that beta distribution, u = t/A, by quadrature. The two meet to 1e-12
 * (tested).
 */
final class BetaGeometricKernel {
    /** Longest sum; beyond it quadrature is as fast and loses fewer digits. */
    private static final int LONGEST = 1200;

    private static final double NEGLIGIBLE = 1e-18;
    private static final double UNNOTICED = 1e-17;
    private static final double LARGE = 1e250;
    private static final double[] ONE_STAGE = {1};

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;

    BetaGeometricKernel(double r, double alpha, double a, double b) {
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
    }

    /** ln L of one customer: equation 6 of the paper. */
    double logLikelihood(double x, double recency, double age) {
        double shape = r + x;
        double purchases = GammaDifferences.logRising(r, x)
                + GammaDifferences.logRising(b, x)
                - GammaDifferences.logRising(a + b, x);
        double odds = x > 0 ? logOdds(x, shape, recency, age) : Double.NEGATIVE_INFINITY;
        return LogOdds.logOfEither(
                odds,
                () -> purchases + (Math.log(dropOutOdds(x)) + logTimes(x, recency)),
                () -> purchases + logTimes(x, age));
    }

    /** r ln alpha - (r+x) ln(alpha+T), where alpha may be far larger than T. */
    private double logTimes(double x, double age) {
        return -r * Math.log1p(age / alpha) - x * Math.log(alpha + age);
    }

    /** ln of P(dead)/P(alive); only for x &gt; 0. */
    private double logOdds(double x, double shape, double recency, double age) {
        return Math.log(dropOutOdds(x)) + shape * Math.log1p((age - recency) / (alpha + recency));
    }

    /** P(alive): Fader, Hardie and Lee (2008), "Computing P(alive) using the BG/NBD model"; 1 if x = 0. */
    double probabilityAlive(double x, double recency, double age) {
        return x > 0 ? LogOdds.logistic(-logOdds(x, r + x, recency, age)) : 1;
    }

    /** 1 - P(alive), which is not lost where P(alive) is near 1. */
    private double probabilityGone(double x, double recency, double age) {
        return x > 0 ? LogOdds.logistic(logOdds(x, r + x, recency, age)) : 0;
    }

    /** Purchases expected within t of a customer who is alive at an age of now - alpha. */
    double expectedIfAlive(double x, double now, double t) {
        return expected(r + x, a, b + x, t / now);
    }

    /** The same from the shapes R, a and B and from u. */
    static double expected(double shape, double leave, double stay, double u) {
        if (u == 0) {
            return 0;
        }
        return isShort(shape, u)
                ? counted(shape, u, leave, stay, 1, 1)
                : BetaExpectation.rule(leave, stay, rareDropOut((shape + 1) * u))
                        .expectation(p -> perDropOut(shape, u, p));
    }

    static boolean isShort(double shape, double u) {
        double mean = shape * u;
        return mean + 12 * Math.sqrt(mean * (1 + u)) + 45 * (1 + u) < LONGEST;
    }

    /** (1 - (1 + p u)^-R) / p, whose limit at p = 0 is R u. */
    static double perDropOut(double shape, double u, double p) {
        double pu = p * u;
        return pu < 1e-200 ? shape * u : lack(shape, pu) / p;
    }

    /** 1 - (1+x)^-R, by what is quick where it loses nothing. */
    static double lack(double shape, double x) {
        double log = shape * (x > 0.5 ? Math.log(1 + x) : Math.log1p(x));
        return log > 0.7 ? 1 - Math.exp(-log) : -Math.expm1(-log);
    }

    /** A drop-out probability too small to matter for that many purchases. */
    static double rareDropOut(double purchases) {
        return UNNOTICED / (1 + purchases);
    }

    /**
     * The sum of NB(N; R, w) C over numbers N of stages; C, the purchases that N stages bring, rises at the first few and from then
     * on at every k-th.
     */
    static double counted(double shape, double u, double leave, double stay, int first, int k) {
        double w = u / (1 + u);
        double term = 1;
        double terms = 1;
        double sum = 0;
        double survived = 1;
        double bought = 0;
        int x = 0;
        int left = first;
        for (int n = 0; ; n++) {
            double ratio = (shape + n) / (n + 1) * w;
            term *= ratio;
            if (--left == 0) {
                left = k;
                bought += survived;
                survived *= (stay + x) / (leave + stay + x);
                x++;
            }
            terms += term;
            sum += term * bought;
            if (x > 0 && isLast(ratio, term * bought, sum)) {
                return sum / terms;
            }
            if (Math.max(sum, terms) > LARGE) {
                term /= LARGE;
                terms /= LARGE;
                sum /= LARGE;
            }
        }
    }

    /** Whether a geometric tail with this ratio is negligible. */
    private static boolean isLast(double ratio, double term, double sum) {
        return ratio < 1 && term <= NEGLIGIBLE * sum * (1 - ratio);
    }

    /**
     * Purchases expected within the horizon of a customer who is alive at an age of now - alpha, each discounted to now at
     * a continuous rate.
     */
    double discountedIfAlive(double x, double now, double horizon, double rate) {
        if (rate == 0) {
            return expectedIfAlive(x, now, horizon);
        }
        return discountedByNow(x, horizon, rate).applyAsDouble(now);
    }

    /** For many T and one x: as {@link #discountedIfAlive}, a function of alpha + T. */
    DoubleUnaryOperator discountedByNow(double x, double horizon, double rate) {
        if (StagedKernel.isForEver(horizon, rate)) {
            StagedForEver forEver = new StagedForEver(1, r + x, a, b + x);
            return now -> forEver.discounted(rate * now, ONE_STAGE);
        }
        PurchasesByTime purchases = new PurchasesByTime(r + x, a, b + x);
        return now -> purchases.discounted(rate * now, horizon / now);
    }

    /** P(no purchase within t): dead, or alive and silent. */
    double probabilityNoPurchase(double x, double recency, double age, double t) {
        double silent = Math.exp(-(r + x) * Math.log1p(t / (alpha + age)));
        return Math.min(1, probabilityGone(x, recency, age) + probabilityAlive(x, recency, age) * silent);
    }

    double shape(double x) {
        return r + x;
    }

    /** alpha + T: the rate of the gamma distribution that a customer's purchase rate has now. */
    double now(double age) {
        return alpha + age;
    }

    /** The odds of drop-out at the last purchase, before silence is counted; 0 if x = 0. */
    double dropOutOdds(double x) {
        return x > 0 ? a / (b + (x - 1)) : 0;
    }
}
