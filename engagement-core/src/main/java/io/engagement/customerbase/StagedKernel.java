package io.engagement.customerbase;

import io.engagement.internal.math.BetaExpectation;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.GaussLegendre;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The arithmetic of BG/CNBD-k and MBG/CNBD-k: Reutterer, Platzer and Schröder (2021), "Leveraging purchase regularity for
 * predicting customer behavior the easy way", International Journal of Research in Marketing 38(1), 194-215,
 * doi:10.1016/j.ijresmar.2020.09.002. With k = 1 it is BG/NBD, and MBG/NBD of Batislam, Denizel and Filiztekin (2007),
 * International Journal of Research in Marketing 24(3), 201-209, doi:10.1016/j.ijresmar.2006.12.005.
 *
 * <p>A purchase is the last of k stages, which follow each other in a Poisson process whose rate is gamma distributed with
 * shape r and rate alpha. What is not in the paper: a customer who is alive has, since the last purchase, gone through j = 0
 * to k - 1 stages, with weights (r + kx)_j / j! v^j, v = (T - t_x)/(alpha + T), and has from then on a rate of the gamma
 * distribution with shape r + kx + j and rate alpha + T. That makes expectations and distributions exact sums of positive
 * terms over the negative binomial number N of stages to come, floor((N + j)/k) of which are purchases.
 */
final class StagedKernel {
    private static final double NEGLIGIBLE = 1e-18;
    private static final double LARGE = 1e250;
    /** Where e^-delta t has left nothing of an infinite horizon. */
    private static final double FORGOTTEN = 44;

    private final int k;
    private final double r;
    private final double alpha;
    private final double a;
    /** b, and the first purchase's occasion to leave, which an alive customer has passed. */
    private final double b;

    private final int first;
    /** With one stage there is nothing to sum over. */
    private final BetaGeometricKernel single;

    StagedKernel(int k, DropOut dropOut, double r, double alpha, double a, double b) {
        this.k = k;
        this.r = r;
        this.alpha = alpha;
        this.a = a;
        this.first = dropOut.first();
        this.b = b + first;
        this.single = new BetaGeometricKernel(r, alpha, a, this.b);
    }

    /** Shape of the rate's gamma distribution after x purchases. */
    double shape(double x) {
        return r + k * x;
    }

    double now(double age) {
        return alpha + age;
    }

    int stages() {
        return k;
    }

    /** The odds of drop-out at the last purchase, before silence is counted. */
    double dropOutOdds(double x) {
        return x + first > 0 ? a / (b + x - 1) : 0;
    }

    /** (R)_j / j!, from which silence through fewer than k stages is made. */
    double[] stageWeights(double x) {
        double[] weights = new double[k];
        weights[0] = 1;
        for (int j = 1; j < k; j++) {
            weights[j] = weights[j - 1] * (shape(x) + j - 1) / j;
        }
        return weights;
    }

    /** The sum of weights times powers of v. */
    static double polynomial(double[] weights, double v) {
        double sum = 0;
        for (int j = weights.length - 1; j >= 0; j--) {
            sum = sum * v + weights[j];
        }
        return sum;
    }

    private double silence(double x, double recency, double age) {
        return polynomial(stageWeights(x), (age - recency) / (alpha + age));
    }

    /** ln of P(dead)/P(alive), minus infinity if nobody can have left. */
    private double logOdds(double x, double recency, double age) {
        return Math.log(dropOutOdds(x))
                + shape(x) * Math.log1p((age - recency) / (alpha + recency))
                - Math.log(silence(x, recency, age));
    }

    double probabilityAlive(double x, double recency, double age) {
        return BetaGeometricKernel.logistic(-logOdds(x, recency, age));
    }

    private double probabilityGone(double x, double recency, double age) {
        return BetaGeometricKernel.logistic(logOdds(x, recency, age));
    }

    /** ln L without what the model's parameters but k do not change: {@link #logTimes}. */
    double logLikelihood(double x, double recency, double age) {
        double stages = k * x;
        double b0 = b - first;
        double purchases = GammaDifferences.logRising(r, stages)
                + GammaDifferences.logRising(b0, x + first)
                - GammaDifferences.logRising(a + b0, x + first);
        double times = -r * Math.log1p(age / alpha) - stages * Math.log(alpha + age);
        double odds = logOdds(x, recency, age);
        return purchases + times + Math.log(silence(x, recency, age)) + BetaGeometricKernel.softplus(odds);
    }

    /** What the times of the purchases between the first and the last add to ln L: of their logarithms' sum. */
    static double logTimes(int k, double x, double logGaps) {
        return k == 1 ? 0 : (k - 1) * logGaps - x * GammaDifferences.logRising(1, k - 1);
    }

    /**
     * The same where only t_x is known: the density of the sum of x gaps, as if all times between were equally likely, so
     * that likelihoods of one customer base with different k can be compared.
     */
    static double logTimesUnknown(int k, double x, double recency) {
        return k == 1 || x == 0 ? 0 : (k - 1) * x * Math.log(recency) - GammaDifferences.logRising(x, (k - 1) * x);
    }

    /** P(no purchase within t): dead, or alive and through with fewer than k stages. */
    double probabilityNoPurchase(double x, double recency, double age, double t) {
        double now = alpha + age;
        double silent = Math.exp(-shape(x) * Math.log1p(t / now))
                * polynomial(stageWeights(x), (age - recency + t) / (now + t))
                / silence(x, recency, age);
        return probabilityGone(x, recency, age) + probabilityAlive(x, recency, age) * silent;
    }

    /** The mean over the stage in which a customer is now, if alive, of a quantity by the number of all stages so far. */
    double mixed(double x, double recency, double age, DoubleUnaryOperator byStages) {
        double[] weights = stageWeights(x);
        double v = (age - recency) / (alpha + age);
        double power = 1;
        double total = 0;
        double sum = 0;
        for (int j = 0; j < k; j++) {
            double weight = weights[j] * power;
            total += weight;
            sum += weight == 0 ? 0 : weight * byStages.applyAsDouble(k * x + j);
            power *= v;
        }
        return sum / total;
    }

    /** Purchases expected within t of a customer who is alive, after n stages, at an age of now - alpha. */
    double expectedIfAlive(double n, double now, double t) {
        if (k == 1) {
            return single.expectedIfAlive(n, now, t);
        }
        double x = Math.floor(n / k);
        double shape = r + n;
        double u = t / now;
        return u == 0 ? 0 : counted(shape, u, (int) (n - k * x), b + x);
    }

    /** The sum of NB(N; R, u/(1+u)) C over N; C, the purchases that N stages bring, rises at every k-th. */
    private double counted(double shape, double u, int stage, double survivals) {
        double w = u / (1 + u);
        double term = 1;
        double terms = 1;
        double sum = 0;
        double survived = 1;
        double bought = 0;
        int x = 0;
        int left = k - stage;
        for (int n = 0; ; n++) {
            double ratio = (shape + n) / (n + 1) * w;
            term *= ratio;
            if (--left == 0) {
                left = k;
                bought += survived;
                survived *= (survivals + x) / (a + survivals + x);
                x++;
            }
            terms += term;
            sum += term * bought;
            if (x > 0
                    && ratio < 1
                    && term * bought <= NEGLIGIBLE * sum * (1 - ratio)
                    && term <= NEGLIGIBLE * terms * (1 - ratio)) {
                return sum / terms;
            }
            if (terms > LARGE) {
                term /= LARGE;
                terms /= LARGE;
                sum /= LARGE;
            }
        }
    }

    /** The same, each purchase discounted to now. */
    double discountedIfAlive(double n, double now, double horizon, double rate) {
        if (rate == 0) {
            return expectedIfAlive(n, now, horizon);
        }
        if (k == 1) {
            return single.discountedIfAlive(n, now, horizon, rate);
        }
        return horizon * rate < FORGOTTEN ? discountedWithin(n, now, horizon, rate) : discountedForEver(n, now, rate);
    }

    /** By parts: e^(-delta h) E(h) and the integral of delta e^(-delta t) E(t), over s = ln(1 + t/now). */
    private double discountedWithin(double n, double now, double horizon, double rate) {
        double c = rate * now;
        double integral = GaussLegendre.integrate(
                s -> Math.exp(s - c * Math.expm1(s)) * expectedIfAlive(n, now, now * Math.expm1(s)),
                0,
                Math.log1p(horizon / now),
                1e-12);
        return Math.exp(-rate * horizon) * expectedIfAlive(n, now, horizon) + c * integral;
    }

    /**
     * The expectation of q^(k-j) / (1 - (1-p) q^k) over the rate l of stages, q = l/(l + delta), and the drop-out
     * probability p; over the logarithm of l.
     */
    private double discountedForEver(double n, double now, double rate) {
        double x = Math.floor(n / k);
        double wait = k - (n - k * x);
        double shape = r + n;
        double peak = Math.log((shape + wait) / now);
        double spread = 1 / (shape + wait);
        double from = peak - 50 * spread - 12 * Math.sqrt(spread);
        double to = peak + Math.log1p(50 * spread + 12 * Math.sqrt(spread));
        BetaExpectation.Rule dropOuts = BetaExpectation.rule(a, b + x, p -> lasting(p, Math.exp(to), rate));
        double top = logGamma(shape, now, peak);
        double density = GaussLegendre.integrate(
                y -> {
                    double l = Math.exp(y);
                    double q = Math.pow(l / (l + rate), wait);
                    return Math.exp(logGamma(shape, now, y) - top) * q * dropOuts.expectation(p -> lasting(p, l, rate));
                },
                from,
                to,
                1e-12);
        // The density of ln l: now^R l^R e^(-now l) / Gamma(R).
        return density * Math.exp(top + shape * Math.log(now) - logGammaFunction(shape));
    }

    private double lasting(double p, double l, double rate) {
        double none = k * Math.log1p(rate / l);
        double ever = Math.exp(-none);
        return 1 / (-Math.expm1(-none) + p * ever);
    }

    private static double logGamma(double shape, double now, double y) {
        return shape * y - now * Math.exp(y);
    }

    private static double logGammaFunction(double z) {
        return LogGamma.value(z);
    }

    /** For many T and one n: as {@link #discountedIfAlive}, a function of alpha + T. */
    DoubleUnaryOperator discountedByNow(double n, double horizon, double rate) {
        return k == 1 ? single.discountedByNow(n, horizon, rate) : now -> discountedIfAlive(n, now, horizon, rate);
    }

    /** Counts of purchases within t of a customer who is alive, after n stages. */
    double[] countsIfAlive(double n, double now, double t) {
        int stage = (int) (n - k * Math.floor(n / k));
        double[] stages = Counts.negativeBinomial(r + n, t / now);
        double[] counts = new double[(stages.length - 1 + stage) / k + 1];
        for (int more = 0; more < stages.length; more++) {
            counts[(more + stage) / k] += stages[more];
        }
        return Counts.ended(counts, a, b + Math.floor(n / k));
    }

    /** The same for the mixture of stages in which a customer is now. */
    double[] mixedCounts(double x, double recency, double age, double t) {
        double[] weights = stageWeights(x);
        double v = (age - recency) / (alpha + age);
        double total = polynomial(weights, v);
        double[] sum = new double[0];
        double power = 1;
        for (int j = 0; j < k; j++) {
            double share = weights[j] * power / total;
            double[] counts = countsIfAlive(k * x + j, alpha + age, t);
            if (counts.length > sum.length) {
                sum = Arrays.copyOf(sum, counts.length);
            }
            for (int i = 0; i < counts.length; i++) {
                sum[i] += share * counts[i];
            }
            power *= v;
        }
        return sum;
    }

    /** Probability that a new customer is not lost at the first purchase. */
    double probabilityStaying() {
        return first == 0 ? 1 : (b - 1) / (a + b - 1);
    }
}
