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
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/**
 * BG/NBD: who still buys, and how often, where nobody says that they leave. Fader, Hardie and Lee (2005), "Counting Your
 * Customers the Easy Way", Marketing Science 24(2), 275-284, doi:10.1287/mksc.1040.0098.
 *
 * <p>While alive, a customer buys in a Poisson process whose rate differs from customer to customer by a gamma
 * distribution with shape r and <em>rate</em> alpha (not scale); after each repeat purchase the customer leaves with a
 * probability that differs by a beta distribution with shapes a and b. alpha is in units of {@link #timeScale()}, as are
 * all times given to these methods: t_x (recency), T (age) and t. A customer without a repeat purchase (x = 0) is alive for
 * certain: in this model one leaves only after a repeat purchase.
 *
 * <p>Immutable, thread-safe.
 */
public final class BetaGeometricNbd implements FamilyMember<BetaGeometricNbd> {
    /** The family, which fits, reads and compares such models. */
    public static final PurchaseFamily<BetaGeometricNbd> FAMILY = new BetaGeometricFamily();

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final Population population;
    private final BetaGeometricKernel kernel;

    BetaGeometricNbd(double[] values, Population population) {
        this.r = Checks.shape("r", values[0]);
        this.alpha = Checks.rate("alpha", values[1]);
        this.a = Checks.shape("a", values[2]);
        this.b = Checks.shape("b", values[3]);
        this.population = population;
        this.kernel = new BetaGeometricKernel(r, alpha, a, b);
    }

    /**
     * A model from its parameters, of a population {@linkplain Population#of(TimeScale) with only a unit}.
     *
     * @param r shape of the purchase rates' gamma distribution, positive
     * @param alpha its rate, in units of time, positive
     * @param a first shape of the drop-out probabilities' beta distribution, positive
     * @param b its second shape, positive
     * @param timeScale unit of alpha and of all times
     * @return the model
     * @throws IllegalArgumentException if a shape is not from 1e-9 to 1e9 or alpha not from 1e-30 to 1e30
     */
    public static BetaGeometricNbd of(double r, double alpha, double a, double b, TimeScale timeScale) {
        return new BetaGeometricNbd(new double[] {r, alpha, a, b}, Population.of(timeScale));
    }

    /**
     * Estimates the model by maximum likelihood: see {@link PurchaseFamily#fit(Purchases)}.
     *
     * @param purchases the customer base
     * @return the fitted model
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<BetaGeometricNbd> fit(Purchases purchases) {
        return FAMILY.fit(purchases);
    }

    /**
     * Shape of the purchase rates' gamma distribution.
     *
     * @return r, positive
     */
    public double r() {
        return r;
    }

    /**
     * Rate of the purchase rates' gamma distribution.
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
        return new BetaGeometricAlive(kernel);
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        Checks.time("t", t);
        return expectation(x -> now -> kernel.expectedIfAlive(x, now, t));
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        return new BetaGeometricNoPurchase(kernel, new BetaGeometricAlive(kernel), Checks.time("t", t));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        return delta == 0 ? purchasesWithin(t) : expectation(x -> kernel.discountedByNow(x, t, delta));
    }

    private PurchaseKernel expectation(IntFunction<DoubleUnaryOperator> byCount) {
        return new BetaGeometricExpectation(kernel, new BetaGeometricAlive(kernel), byCount);
    }

    /**
     * The log-likelihood of one customer, equation 6 of the paper.
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
        return kernel.logLikelihood(x, recency, age);
    }

    /**
     * Probability that a customer still buys: Fader, Hardie and Lee (2008), "Computing P(alive) using the BG/NBD model".
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @return from 0 to 1; 1 if x = 0
     * @throws IllegalArgumentException if x, t_x or T is out of its range
     */
    @Override
    public double probabilityAlive(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age);
    }

    /**
     * Purchases expected of a known customer within t from now, equation 10 of the paper.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param t length of time, finite, not negative
     * @return the expectation, not negative
     * @throws IllegalArgumentException if x, t_x, T or t is out of its range
     */
    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        Checks.purchases("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age) * kernel.expectedIfAlive(x, alpha + age, Checks.time("t", t));
    }

    /**
     * Repeat purchases expected of a new customer within t, equation 9 of the paper.
     *
     * @param t length of time since the first purchase, finite, not negative
     * @return the expectation, not negative
     * @throws IllegalArgumentException if t is out of its range
     */
    @Override
    public double expectedPurchases(double t) {
        return kernel.expectedIfAlive(0, alpha, Checks.time("t", t));
    }

    /**
     * Probability that a known customer does not buy within t from now, dead or alive:
     * 1 - P(alive) (1 - ((alpha+T)/(alpha+T+t))^(r+x)).
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param t length of time, finite, not negative
     * @return from 0 to 1; precise near 0 too
     * @throws IllegalArgumentException if x, t_x, T or t is out of its range
     */
    @Override
    public double probabilityNoPurchase(double x, double recency, double age, double t) {
        Checks.purchases("", x, recency, age);
        return kernel.probabilityNoPurchase(x, recency, age, Checks.time("t", t));
    }

    /**
     * Purchases expected of a known customer within a horizon, each discounted to now: the integral of
     * e^(-delta t) dE[Y(t) | x, t_x, T].
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param t length of time, not negative; may be infinite if delta is positive
     * @param delta continuous discount rate per unit of the model's time, finite, not negative
     * @return the discounted expectation; relative error below 1e-11
     * @throws IllegalArgumentException if an argument is out of its range
     */
    @Override
    public double discountedPurchases(double x, double recency, double age, double t, double delta) {
        Checks.purchases("", x, recency, age);
        Checks.discounting(t, delta);
        return kernel.probabilityAlive(x, recency, age) * kernel.discountedIfAlive(x, alpha + age, t, delta);
    }

    /** Equation 8 of the paper, by positive terms. */
    @Override
    public CountDistribution purchaseDistribution(double t) {
        double[] counts = Counts.ended(Counts.negativeBinomial(r, Checks.time("t", t) / alpha), a, b);
        return CountDistribution.of(counts, expectedPurchases(t));
    }

    /** Equation 8 of the paper with the customer's own shapes, r + x, alpha + T, a and b + x, if alive. */
    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        double alive = probabilityAlive(x, recency, age);
        double[] counts = Counts.ended(Counts.negativeBinomial(r + x, Checks.time("t", t) / (alpha + age)), a, b + x);
        return CountDistribution.of(Counts.ifAlive(counts, alive), expectedPurchases(x, recency, age, t));
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        return PurchasePath.simulate(
                timeScale(),
                ages,
                seed,
                random -> new StagedPath(1, DropOut.AFTER_REPEAT_PURCHASE, r, alpha, a, b, random));
    }

    @Override
    public PurchaseFamily<BetaGeometricNbd> family() {
        return FAMILY;
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
