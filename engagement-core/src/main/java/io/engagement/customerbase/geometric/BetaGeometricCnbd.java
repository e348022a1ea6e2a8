package io.engagement.customerbase.geometric;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.internal.customerbase.PurchasePath;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Counts;

/**
 * The BG family: who still buys, and how often and how regularly, where nobody says that they leave. It holds
 *
 * <ul>
 *   <li>MBG/NBD, {@link DropOut#AFTER_ANY_PURCHASE} with k = 1: Batislam, Denizel and Filiztekin (2007), International
 *       Journal of Research in Marketing 24(3), 201-209, doi:10.1016/j.ijresmar.2006.12.005;
 *   <li>BG/CNBD-k, {@link DropOut#AFTER_REPEAT_PURCHASE}, and MBG/CNBD-k, {@link DropOut#AFTER_ANY_PURCHASE}: Reutterer,
 *       Platzer and Schröder (2021), International Journal of Research in Marketing 38(1), 194-215,
 *       doi:10.1016/j.ijresmar.2020.09.002;
 *   <li>BG/NBD too, {@link DropOut#AFTER_REPEAT_PURCHASE} with k = 1; {@link BetaGeometricNbd} is faster at it.
 * </ul>
 *
 * <p>While alive, a customer goes through stages in a Poisson process whose rate differs from customer to customer by a
 * gamma distribution with shape r and <em>rate</em> alpha (not scale), and buys at every k-th stage: times between
 * purchases are Erlang distributed, the more regular the larger k is, with mean k / rate. After purchases the customer
 * leaves with a probability that differs by a beta distribution with shapes a and b. alpha is in units of {@link
 * #timeScale()}.
 *
 * <p>Expectations and distributions are exact for every k, where the paper approximates.
 *
 * <p>Immutable, thread-safe.
 */
public final class BetaGeometricCnbd implements FamilyMember<BetaGeometricCnbd> {
    private final StagedFamily family;
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final Population population;
    private final StagedKernel kernel;

    BetaGeometricCnbd(StagedFamily family, double[] values, Population population) {
        this.family = family;
        this.r = Checks.shape("r", values[0]);
        this.alpha = Checks.rate("alpha", values[1]);
        this.a = Checks.shape("a", values[2]);
        this.b = Checks.shape("b", values[3]);
        this.population = population;
        this.kernel = new StagedKernel(family.k(), family.dropOut(), r, alpha, a, b);
    }

    /**
     * A model from its parameters, of a population {@linkplain Population#of(TimeScale) with only a unit}.
     *
     * @param dropOut when customers may leave
     * @param k number of stages from one purchase to the next, from 1 to 12
     * @param r shape of the stage rates' gamma distribution, positive
     * @param alpha its rate, in units of time, positive
     * @param a first shape of the drop-out probabilities' beta distribution, positive
     * @param b its second shape, positive
     * @param timeScale unit of alpha and of all times
     * @return the model
     * @throws IllegalArgumentException if k is out of its range or a parameter is not positive and finite
     */
    public static BetaGeometricCnbd of(
            DropOut dropOut, int k, double r, double alpha, double a, double b, TimeScale timeScale) {
        return new StagedFamily(dropOut, k).make(new double[] {r, alpha, a, b}, Population.of(timeScale));
    }

    /**
     * The family of models with a number of stages, which fits, reads and compares such models.
     *
     * @param dropOut when customers may leave
     * @param k number of stages from one purchase to the next, from 1 to 12
     * @return the family, named {@code mbg-nbd}, {@code bg-cnbd-3} and so on
     * @throws IllegalArgumentException if k is out of its range
     */
    public static PurchaseFamily<BetaGeometricCnbd> family(DropOut dropOut, int k) {
        return new StagedFamily(dropOut, k);
    }

    /**
     * The family of models whose number of stages is estimated too.
     *
     * @param dropOut when customers may leave
     * @return the family, named {@code bg-cnbd-k} or {@code mbg-cnbd-k}; its fits are {@link #fit(DropOut, Purchases)}
     */
    public static PurchaseFamily<BetaGeometricCnbd> family(DropOut dropOut) {
        return new StagedSearch(dropOut);
    }

    /**
     * Estimates MBG/NBD by maximum likelihood.
     *
     * @param purchases the customer base
     * @return the model of {@link DropOut#AFTER_ANY_PURCHASE} with k = 1; see {@link #fit(DropOut, int, Purchases)}
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<BetaGeometricCnbd> fitMbgNbd(Purchases purchases) {
        return fit(DropOut.AFTER_ANY_PURCHASE, 1, purchases);
    }

    /**
     * Estimates the model with a given k by maximum likelihood. Needs no start values; does not depend on the order of rows
     * or on the number of threads.
     *
     * @param dropOut when customers may leave
     * @param k number of stages from one purchase to the next, from 1 to 12
     * @param purchases the customer base
     * @return the model in the purchases' unit of time, with its typical customer; if the data do not determine all
     *     parameters, {@link Fitted#converged()} is false and {@link Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<BetaGeometricCnbd> fit(DropOut dropOut, int k, Purchases purchases) {
        return family(dropOut, k).fit(purchases);
    }

    /**
     * Estimates the model and k by maximum likelihood: k is raised from 1 while the likelihood rises, to 12 at most. Where
     * the {@linkplain Purchases#knowsLogGaps() times between purchases} are known they tell k; else the times of the last
     * purchases have to, which tell less.
     *
     * @param dropOut when customers may leave
     * @param purchases the customer base
     * @return the model of the best k, which {@link Fitted#aic()} and {@link Fitted#bic()} count as a parameter
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<BetaGeometricCnbd> fit(DropOut dropOut, Purchases purchases) {
        return family(dropOut).fit(purchases);
    }

    /**
     * When customers may leave.
     *
     * @return after which purchases
     */
    public DropOut dropOut() {
        return family.dropOut();
    }

    /**
     * Number of stages from one purchase to the next.
     *
     * @return k, at least 1
     */
    public int k() {
        return family.k();
    }

    /**
     * Shape of the stage rates' gamma distribution.
     *
     * @return r, positive
     */
    public double r() {
        return r;
    }

    /**
     * Rate of the stage rates' gamma distribution.
     *
     * @return alpha, positive, in the model's unit of time
     */
    public double alpha() {
        return alpha;
    }

    /**
     * First shape of the drop-out probabilities' beta distribution.
     *
     * @return a, positive
     */
    public double a() {
        return a;
    }

    /**
     * Second shape of the drop-out probabilities' beta distribution.
     *
     * @return b, positive
     */
    public double b() {
        return b;
    }

    @Override
    public PurchaseKernel alive() {
        return new StagedAlive(kernel);
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        Checks.time("t", t);
        return StagedExpectation.within(kernel, t);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        return new StagedNoPurchase(kernel, new StagedAlive(kernel), Checks.time("t", t));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        return delta == 0 ? purchasesWithin(t) : StagedExpectation.discounted(kernel, t, delta);
    }

    /**
     * The log-likelihood of one customer if the times between purchases are unknown: with k &gt; 1 the density of x and
     * t_x, taken as if all times between were equally likely, so that different k can be compared.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @return ln L
     * @throws IllegalArgumentException if x, t_x or T is out of its range (see {@link PurchaseSummary})
     */
    @Override
    public double logLikelihood(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return kernel.logLikelihood(x, recency, age) + StagedKernel.logTimesUnknown(k(), x, recency);
    }

    /**
     * The log-likelihood of one customer if the times between purchases are known.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param logGaps sum of the logarithms of the times between successive purchases
     * @return ln L
     * @throws IllegalArgumentException if x, t_x or T is out of its range (see {@link PurchaseSummary})
     */
    public double logLikelihood(double x, double recency, double age, double logGaps) {
        Checks.purchases("", x, recency, age);
        return kernel.logLikelihood(x, recency, age) + StagedKernel.logTimes(k(), x, logGaps);
    }

    @Override
    public double probabilityAlive(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age);
    }

    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        Checks.purchases("", x, recency, age);
        Checks.time("t", t);
        return kernel.probabilityAlive(x, recency, age) * kernel.expectedIfAlive(x, recency, age, t);
    }

    @Override
    public double expectedPurchases(double t) {
        return kernel.probabilityStaying() * kernel.expectedIfAlive(0, 0, 0, Checks.time("t", t));
    }

    @Override
    public double probabilityNoPurchase(double x, double recency, double age, double t) {
        Checks.purchases("", x, recency, age);
        return kernel.probabilityNoPurchase(x, recency, age, Checks.time("t", t));
    }

    @Override
    public double discountedPurchases(double x, double recency, double age, double t, double delta) {
        Checks.purchases("", x, recency, age);
        Checks.discounting(t, delta);
        return kernel.probabilityAlive(x, recency, age) * kernel.discountedIfAlive(x, recency, age, t, delta);
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        double[] counts = kernel.countsIfAlive(0, 0, 0, Checks.time("t", t));
        return CountDistribution.of(Counts.ifAlive(counts, kernel.probabilityStaying()), expectedPurchases(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        double alive = probabilityAlive(x, recency, age);
        Checks.time("t", t);
        double[] counts = kernel.countsIfAlive(x, recency, age, t);
        return CountDistribution.of(Counts.ifAlive(counts, alive), expectedPurchases(x, recency, age, t));
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        return PurchasePath.simulate(
                timeScale(), ages, seed, random -> new StagedPath(k(), dropOut(), r, alpha, a, b, random));
    }

    @Override
    public PurchaseFamily<BetaGeometricCnbd> family() {
        return family;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, a, b};
    }

    @Override
    public Population population() {
        return population;
    }

    /**
     * The parameters and their unit.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return describe();
    }
}
