package io.engagement.customerbase.geometric;

import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.LogOdds;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

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
    private static final double LARGE = 1e250;
    /** Where e^-delta t has left nothing of an infinite horizon. */
    private static final double FORGOTTEN = 44;

    private static final int FEW_STAGES = 4;
    private static final double SLOWEST = 1e-9;

    private final int k;
    private final double r;
    private final double alpha;
    private final double a;
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
        this.b = b;
        this.single = new BetaGeometricKernel(r, alpha, a, b + first);
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
        return x + first > 0 ? a / (b + (x + first - 1)) : 0;
    }

    /** (R)_j / j!, from which silence through fewer than k stages is made. */
    double[] stageWeights(double x) {
        double[] weights = new double[k];
        weights[0] = 1;
        for (int j = 1; j < k; j++) {
            weights[j] = weights[j - 1] * (shape(x) + (j - 1)) / j;
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

    /** The logarithm of {@link #stageWeights} times powers of v, added up; neither they nor their sum need be a double. */
    private double logSilence(double x, double v) {
        double logs = 0;
        double term = 1;
        double sum = 1;
        for (int j = 1; j < k; j++) {
            term *= (shape(x) + (j - 1)) / j * v;
            sum += term;
            if (sum > LARGE) {
                logs += Math.log(sum);
                term /= sum;
                sum = 1;
            }
        }
        return logs + Math.log(sum);
    }

    private double logSilence(double x, double recency, double age) {
        return logSilence(x, (age - recency) / (alpha + age));
    }

    /** ln of P(dead)/P(alive), minus infinity if nobody can have left. */
    private double logOdds(double x, double recency, double age) {
        return Math.log(dropOutOdds(x))
                + shape(x) * Math.log1p((age - recency) / (alpha + recency))
                - logSilence(x, recency, age);
    }

    double probabilityAlive(double x, double recency, double age) {
        return LogOdds.logistic(-logOdds(x, recency, age));
    }

    private double probabilityGone(double x, double recency, double age) {
        return LogOdds.logistic(logOdds(x, recency, age));
    }

    /** ln L without what the model's parameters but k do not change: {@link #logTimes}. */
    double logLikelihood(double x, double recency, double age) {
        double stages = k * x;
        double purchases = GammaDifferences.logRising(r, stages)
                + GammaDifferences.logRising(b, x + first)
                - GammaDifferences.logRising(a + b, x + first);
        return LogOdds.logOfEither(
                logOdds(x, recency, age),
                () -> purchases + (Math.log(dropOutOdds(x)) + logTimes(stages, recency)),
                () -> purchases + (logSilence(x, recency, age) + logTimes(stages, age)));
    }

    private double logTimes(double stages, double age) {
        return -r * Math.log1p(age / alpha) - stages * Math.log(alpha + age);
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
        double silent = Math.exp(-shape(x) * Math.log1p(t / now)
                + logSilence(x, (age - recency + t) / (now + t))
                - logSilence(x, recency, age));
        return Math.min(1, probabilityGone(x, recency, age) + probabilityAlive(x, recency, age) * silent);
    }

    private double stay(double x) {
        return b + first + x;
    }

    private StagedCustomer customer(double x, double recency, double age) {
        return StagedCustomer.silent(k, shape(x), a, stay(x), (age - recency) / (alpha + age));
    }

    /** Purchases expected within t of a customer if alive. */
    double expectedIfAlive(double x, double recency, double age, double t) {
        double now = alpha + age;
        return k == 1
                ? single.expectedIfAlive(x, now, t)
                : customer(x, recency, age).expected(t / now);
    }

    /** The same, each purchase discounted to now. */
    double discountedIfAlive(double x, double recency, double age, double horizon, double rate) {
        double now = alpha + age;
        if (k == 1 || rate == 0) {
            return rate == 0
                    ? expectedIfAlive(x, recency, age, horizon)
                    : single.discountedIfAlive(x, now, horizon, rate);
        }
        StagedCustomer customer = customer(x, recency, age);
        return isForEver(horizon, rate)
                ? forEver(x).discounted(rate * now, customer.weights())
                : customer.discounted(rate * now, horizon / now);
    }

    /** Where e^-delta t has left nothing of a horizon. */
    static boolean isForEver(double horizon, double rate) {
        return horizon * rate > FORGOTTEN;
    }

    /** Purchases expected within t of a customer who is alive, by alpha + T, after n stages. */
    DoubleUnaryOperator expectedByNow(int n, double t) {
        if (k == 1) {
            return now -> single.expectedIfAlive(n, now, t);
        }
        DoubleUnaryOperator expected = inStage(n).expectedOften();
        return now -> expected.applyAsDouble(t / now);
    }

    private StagedCustomer inStage(int n) {
        int x = n / k;
        return StagedCustomer.inStage(k, n - k * x, shape(x), a, stay(x));
    }

    /** The same, each purchase discounted to now. */
    DoubleUnaryOperator discountedByNow(int n, double horizon, double rate) {
        if (k == 1) {
            return single.discountedByNow(n, horizon, rate);
        }
        StagedCustomer customer = inStage(n);
        DoubleUnaryOperator expected = customer.expectedOften();
        return now -> horizon == 0 ? 0 : customer.discounted(rate * now, horizon / now, expected);
    }

    /** The same for ever, with more stages than one. */
    DoubleUnaryOperator forEverByNow(int n, double rate, IntFunction<StagedForEver> forEver) {
        double[] weights = inStage(n).weights();
        return now -> forEver.apply(n / k).discounted(rate * now, weights);
    }

    StagedForEver forEver(double x) {
        return new StagedForEver(k, shape(x), a, stay(x));
    }

    /** Whether a cell of a table of what is expected within t costs little: all stages of its neighbours are quickly computed. */
    boolean isQuick(double x, double now, double t) {
        return k <= FEW_STAGES || BetaGeometricKernel.isShort(1.2 * (shape(x) + k), 1.2 * t / now);
    }

    /** The same of what is discounted: no long run is far. */
    boolean isQuickDiscounted(double x, double now, double t) {
        double u = t / now;
        return k <= FEW_STAGES && u <= 30 && (shape(x) + k) * u <= 1200;
    }

    /** The same for ever: not over so many orders of magnitude of rates. */
    boolean isQuickForEver(double now, double rate) {
        return rate * now > SLOWEST;
    }

    /** The mean over the stage in which a customer is now, if alive, of a quantity by the number of all stages so far. */
    double mixed(double x, double recency, double age, DoubleUnaryOperator byStages) {
        double[] weights = customer(x, recency, age).weights();
        double sum = 0;
        for (int j = 0; j < k; j++) {
            sum += weights[j] == 0 ? 0 : weights[j] * byStages.applyAsDouble(k * x + j);
        }
        return sum;
    }

    /** Counts of purchases within t of a customer if alive. */
    double[] countsIfAlive(double x, double recency, double age, double t) {
        return customer(x, recency, age).counts(t / (alpha + age));
    }

    /** Probability that a new customer is not lost at the first purchase. */
    double probabilityStaying() {
        return first == 0 ? 1 : b / (a + b);
    }
}
