package io.engagement.customerbase.periodic;

import io.engagement.customerbase.CountDistribution;
import io.engagement.fit.Family;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.BetaExpectation;
import io.engagement.internal.math.BetaRatios;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Counts;
import io.engagement.internal.math.LogOdds;
import io.engagement.internal.math.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * BG/BB: who still buys, where customers can buy once in each period, and nobody says that they leave. Fader, Hardie and Shang
 * (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual Setting", Marketing Science 29(6), 1086-1108,
 * doi:10.1287/mksc.1100.0580.
 *
 * <p>At the beginning of each opportunity a customer leaves with a probability of their own, which differs by a beta
 * distribution with shapes gamma and delta; who stays buys with a probability of their own, which differs by a beta
 * distribution with shapes alpha and beta. Times are whole opportunities: x of n were taken, the last in t_x.
 *
 * <p>Immutable, thread-safe.
 */
public final class BetaGeometricBetaBernoulli implements StatisticalModel {
    /** What the model is called, in texts and tables. */
    static final String NAME = "bg-bb";

    private static final int VERSION = 1;

    /** How its texts are read, alone and fitted. */
    public static final Family<BetaGeometricBetaBernoulli> FAMILY =
            Family.of(NAME, VERSION, (text, own) -> ofText(text));

    /** A discount rate for an infinite horizon has to be at least so large: all opportunities are added up. */
    private static final double LEAST_RATE = 1e-5;

    /** More opportunities than these are integrated over, not summed. */
    private static final int SUMMED = 256;

    private static final double LARGE = 1e200;

    /** What the generators are for: other draws of the same seed are independent. */
    private static final int USE = 32;

    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double delta;

    private BetaGeometricBetaBernoulli(double alpha, double beta, double gamma, double delta) {
        this.alpha = Checks.shape("alpha", alpha);
        this.beta = Checks.shape("beta", beta);
        this.gamma = Checks.shape("gamma", gamma);
        this.delta = Checks.shape("delta", delta);
    }

    /**
     * A model from its parameters.
     *
     * @param alpha shape of the beta distribution of buying, on the side of buying; positive
     * @param beta shape on the side of not buying, positive
     * @param gamma shape of the beta distribution of leaving, on the side of leaving; positive
     * @param delta shape on the side of staying, positive
     * @return the model
     * @throws IllegalArgumentException if a parameter is not from 1e-9 to 1e9
     */
    public static BetaGeometricBetaBernoulli of(double alpha, double beta, double gamma, double delta) {
        return new BetaGeometricBetaBernoulli(alpha, beta, gamma, delta);
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows.
     *
     * @param opportunities the customer base
     * @return the model; if the data do not determine all parameters, {@link Fitted#converged()} is false and {@link
     *     Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if there is no customer, or none with an opportunity
     */
    public static Fitted<BetaGeometricBetaBernoulli> fit(PurchaseOpportunities opportunities) {
        return BetaBernoulliFit.of(opportunities);
    }

    private static BetaGeometricBetaBernoulli ofText(ModelText text) {
        return of(text.number("alpha"), text.number("beta"), text.number("gamma"), text.number("delta"));
    }

    @Override
    public ModelText modelText() {
        return ModelText.of(NAME, VERSION)
                .with("alpha", alpha)
                .with("beta", beta)
                .with("gamma", gamma)
                .with("delta", delta);
    }

    double[] parameters() {
        return new double[] {alpha, beta, gamma, delta};
    }

    /**
     * Shape of the distribution of buying, on the side of buying.
     *
     * @return alpha, positive
     */
    public double alpha() {
        return alpha;
    }

    /**
     * Shape of the distribution of buying, on the side of not buying.
     *
     * @return beta, positive
     */
    public double beta() {
        return beta;
    }

    /**
     * Shape of the distribution of leaving, on the side of leaving.
     *
     * @return gamma, positive
     */
    public double gamma() {
        return gamma;
    }

    /**
     * Shape of the distribution of leaving, on the side of staying.
     *
     * @return delta, positive
     */
    public double delta() {
        return delta;
    }

    /**
     * The log-likelihood of one customer.
     *
     * @param x in how many opportunities they bought
     * @param recency in which one last, from 1; 0 if x = 0
     * @param n how many there were
     * @return ln L, finite
     * @throws IllegalArgumentException if x, t_x or n is out of its range (see {@link PurchaseOpportunities#of})
     */
    public double logLikelihood(int x, int recency, int n) {
        PurchaseOpportunities.check("", x, recency, n);
        return LogOdds.logOfEither(
                logOddsGone(x, recency, n),
                () -> logStaying(x, recency) + Math.log(gone(x, recency, n)),
                () -> logStaying(x, n));
    }

    /** ln of: there after n opportunities, x of them taken. No term is above 0, so that nothing cancels. */
    private double logStaying(int x, int n) {
        int passed = n - x;
        return BetaRatios.log(beta, alpha, passed)
                + BetaRatios.log(alpha, beta + passed, x)
                + BetaRatios.log(delta, gamma, n);
    }

    /** P(left by n, without a purchase after the last one), given alive right after it. */
    private double gone(int x, int recency, int n) {
        double sum = 0;
        double silent = 1;
        for (int i = recency; i < n && silent > 0; i++) {
            sum += silent * gamma / (gamma + delta + i);
            silent *= (beta + (i - x)) / (alpha + beta + i) * ((delta + i) / (gamma + delta + i));
        }
        return sum;
    }

    /** ln of P(left by n) / P(there after n); minus infinity if there was no opportunity to leave. */
    private double logOddsGone(int x, int recency, int n) {
        // From the last opportunity back, relative to being there after n: (beta + i - x) / (alpha + beta + i) and
        // (delta + i) / (gamma + delta + i) lead from i to i + 1.
        double scale = 0;
        double ratio = 1;
        double sum = 0;
        for (int i = n - 1; i >= recency; i--) {
            ratio *= (alpha + beta + i) / (beta + (i - x)) * ((gamma + delta + i) / (delta + i));
            sum += ratio * (gamma / (gamma + delta + i));
            if (ratio > LARGE) {
                scale += Math.log(ratio);
                sum /= ratio;
                ratio = 1;
            }
        }
        return scale + Math.log(sum);
    }

    /**
     * Probability that a customer is there at the next opportunity, the n + 1st (Fader, Hardie and Shang 2010, equation 11).
     *
     * @param x in how many opportunities they bought
     * @param recency in which one last, from 1; 0 if x = 0
     * @param n how many there were
     * @return from 0 to 1
     * @throws IllegalArgumentException if x, t_x or n is out of its range
     */
    public double probabilityAlive(int x, int recency, int n) {
        return thereAfter(x, recency, n) * (delta + n) / (gamma + delta + n);
    }

    private double thereAfter(int x, int recency, int n) {
        PurchaseOpportunities.check("", x, recency, n);
        return LogOdds.logistic(-logOddsGone(x, recency, n));
    }

    /**
     * Purchases expected in the next opportunities (equation 13).
     *
     * @param x in how many opportunities they bought
     * @param recency in which one last, from 1; 0 if x = 0
     * @param n how many there were
     * @param next how many opportunities are looked ahead, not negative
     * @return from 0 to next
     * @throws IllegalArgumentException if a number is out of its range
     */
    public double expectedPurchases(int x, int recency, int n, int next) {
        return discountedPurchases(x, recency, n, next, 0);
    }

    /**
     * Purchases expected of a customer who makes the first purchase now.
     *
     * @param n in how many opportunities after it, not negative
     * @return from 0 to n
     * @throws IllegalArgumentException if n is negative
     */
    public double expectedPurchases(int n) {
        return expectedPurchases(0, 0, 0, n);
    }

    /**
     * Purchases expected in the next opportunities, each discounted to now; over all of them, DERT (equation 14).
     *
     * @param x in how many opportunities they bought
     * @param recency in which one last, from 1; 0 if x = 0
     * @param n how many there were
     * @param next how many opportunities are looked ahead, not negative; {@link Integer#MAX_VALUE} for all
     * @param rate discount rate of a period, e.g. 0.1, not negative; for all opportunities at least 0.00001
     * @return not negative
     * @throws IllegalArgumentException if a number is out of its range
     */
    public double discountedPurchases(int x, int recency, int n, int next, double rate) {
        checkHorizon(next, rate);
        return purchasesAnOpportunity(x, recency, n) * opportunitiesStayed(n, next, rate);
    }

    static void checkHorizon(int next, double rate) {
        double least = next == Integer.MAX_VALUE ? LEAST_RATE : 0;
        if (!(next >= 0 && rate >= least && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("next must not be negative and rate must be finite and at least " + least
                    + ", were " + next + " and " + rate);
        }
    }

    /** Purchases expected in an opportunity, given alive, times the probability of being alive after n. */
    double purchasesAnOpportunity(int x, int recency, int n) {
        return thereAfter(x, recency, n) * (alpha + x) / (alpha + beta + n);
    }

    /** Expected number of the next opportunities, each discounted, for which who is there after n stays. */
    double opportunitiesStayed(int n, int next, double rate) {
        if (next > SUMMED) {
            return opportunitiesAtStake(n, next, Math.log1p(rate));
        }
        double sum = 0;
        double term = 1;
        for (int k = 0; k < next && term > 0; k++) {
            term *= (delta + n + k) / (gamma + delta + n + k) / (1 + rate);
            sum += term;
        }
        return sum;
    }

    /**
     * The same without a sum: the expectation over the probability of leaving p of the geometric series of q = (1-p) e^-rate,
     * q (1 - q^next) / (1 - q).
     */
    private double opportunitiesAtStake(int n, int next, double logRate) {
        double periods = next == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : next;
        // By the rarer of leaving and staying, whose digits count.
        return gamma <= delta + n
                ? BetaExpectation.of(gamma, delta + n, p -> series(Math.log1p(-p) - logRate, periods))
                : BetaExpectation.of(delta + n, gamma, stay -> series(Math.log(stay) - logRate, periods));
    }

    /** q + q^2 + ... by ln q. */
    private static double series(double log, double terms) {
        return log == 0 ? terms : Math.exp(log) * Math.expm1(terms * log) / Math.expm1(log);
    }

    /**
     * How many purchases a customer makes in the next opportunities (equation 12).
     *
     * @param x in how many opportunities they bought
     * @param recency in which one last, from 1; 0 if x = 0
     * @param n how many there were
     * @param next how many opportunities are looked ahead, from 0 to 10,000
     * @return the distribution, whose mean is {@link #expectedPurchases(int, int, int, int)}
     * @throws IllegalArgumentException if a number is out of its range
     */
    public CountDistribution purchaseDistribution(int x, int recency, int n, int next) {
        if (!(next >= 0 && next <= MOST)) {
            throw new IllegalArgumentException("next must be from 0 to " + MOST + ", was " + next);
        }
        double there = thereAfter(x, recency, n);
        double a = alpha + x;
        double b = beta + n - x;
        double[] counts = new double[next + 1];
        // Of who takes part in i opportunities: the probabilities of 0 to i purchases, from those for i - 1.
        double[] taken = {1};
        double stays = 1;
        for (int i = 0; i <= next; i++) {
            double share = i == next ? stays : stays * gamma / (gamma + delta + n + i);
            for (int count = 0; count <= i; count++) {
                counts[count] += share * taken[count];
            }
            stays *= (delta + n + i) / (gamma + delta + n + i);
            taken = oneMore(taken, a, b);
        }
        return CountDistribution.of(Counts.ifAlive(counts, there), expectedPurchases(x, recency, n, next));
    }

    private static final int MOST = 4_000;

    /** Probabilities of a beta-binomial distribution for one trial more. */
    private static double[] oneMore(double[] taken, double a, double b) {
        int trials = taken.length - 1;
        double[] more = new double[taken.length + 1];
        double share = 1 / (a + b + trials);
        for (int count = 0; count <= trials; count++) {
            more[count] = taken[count] * ((b + (trials - count)) * share);
        }
        for (int count = 0; count <= trials; count++) {
            more[count + 1] += taken[count] * ((a + count) * share);
        }
        return more;
    }

    /**
     * How many purchases a customer makes who makes the first one now.
     *
     * @param n in how many opportunities after it, from 0 to 10,000
     * @return the distribution, whose mean is {@link #expectedPurchases(int)}
     * @throws IllegalArgumentException if n is out of its range
     */
    public CountDistribution purchaseDistribution(int n) {
        return purchaseDistribution(0, 0, 0, n);
    }

    /**
     * Probability that a customer does not buy in the next opportunities, gone or there.
     *
     * @param x in how many opportunities they bought
     * @param recency in which one last, from 1; 0 if x = 0
     * @param n how many there were
     * @param next how many opportunities are looked ahead, not negative
     * @return from 0 to 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public double probabilityNoPurchase(int x, int recency, int n, int next) {
        if (!(next >= 0 && next <= PurchaseOpportunities.MOST)) {
            throw new IllegalArgumentException(
                    "next must be from 0 to " + PurchaseOpportunities.MOST + ", was " + next);
        }
        PurchaseOpportunities.check("", x, recency, n);
        double logOdds = logOddsGone(x, recency, n);
        // Of who is there after n: leaves before the next opportunity, or the one after it, and has not bought till
        // then.
        double silent = 0;
        double untilNow = 1;
        for (int i = n; i < n + next; i++) {
            silent += untilNow * gamma / (gamma + delta + i);
            untilNow *= (delta + i) / (gamma + delta + i) * ((beta + (i - x)) / (alpha + beta + i));
        }
        double gone = LogOdds.logistic(logOdds);
        return Math.min(1, gone + LogOdds.logistic(-logOdds) * (silent + untilNow));
    }

    /**
     * Draws a customer base from the model.
     *
     * @param opportunities of each customer, not negative
     * @param seed the same seed gives the same base
     * @return a row for each combination of x, t_x and n
     * @throws IllegalArgumentException if a number is negative
     */
    public PurchaseOpportunities simulate(int[] opportunities, long seed) {
        UniformRandomProvider random = RandomStreams.of(seed, 0, USE);
        SharedStateContinuousSampler[] gammas = new SharedStateContinuousSampler[4];
        double[] shapes = {alpha, beta, gamma, delta};
        for (int i = 0; i < shapes.length; i++) {
            gammas[i] = AhrensDieterMarsagliaTsangGammaSampler.of(random, shapes[i], 1);
        }
        int[] frequency = new int[opportunities.length];
        int[] recency = new int[opportunities.length];
        double[] weight = new double[opportunities.length];
        for (int row = 0; row < opportunities.length; row++) {
            weight[row] = 1;
            double buys = share(gammas[0], gammas[1]);
            double leaves = share(gammas[2], gammas[3]);
            for (int i = 1; i <= opportunities[row] && random.nextDouble() >= leaves; i++) {
                if (random.nextDouble() < buys) {
                    frequency[row]++;
                    recency[row] = i;
                }
            }
        }
        return PurchaseOpportunities.of(frequency, recency, opportunities, weight)
                .distinct();
    }

    /** A beta variate. */
    static double share(SharedStateContinuousSampler one, SharedStateContinuousSampler other) {
        double first = one.sample();
        double both = first + other.sample();
        return both > 0 ? first / both : 0.5;
    }

    /**
     * The parameters.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[alpha=" + alpha + ", beta=" + beta + ", gamma=" + gamma + ", delta=" + delta + "]";
    }
}
