package io.engagement.customerbase.pareto;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.internal.customerbase.PurchasePath;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Counts;

/**
 * Pareto/NBD: who still buys, and how often, where nobody says that they leave. Schmittlein, Morrison and Colombo (1987),
 * "Counting Your Customers: Who Are They and What Will They Do Next?", Management Science 33(1), 1-24,
 * doi:10.1287/mnsc.33.1.1; formulas as in Fader and Hardie (2005), "A Note on Deriving the Pareto/NBD Model".
 *
 * <p>While alive, a customer buys in a Poisson process whose rate differs from customer to customer by a gamma distribution
 * with shape r and <em>rate</em> alpha (not scale). Independently of purchases the customer leaves after an exponential
 * time, whose rate differs by a gamma distribution with shape s and rate beta. alpha and beta are in units of {@link
 * #timeScale()}. One-time buyers may have left, unlike in {@link BetaGeometricNbd}.
 *
 * <p>Immutable, thread-safe.
 */
public final class ParetoNbd implements FamilyMember<ParetoNbd> {
    /** The family, which fits, reads and compares such models. */
    public static final PurchaseFamily<ParetoNbd> FAMILY = new ParetoFamily();

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final Population population;
    private final ParetoKernel kernel;

    ParetoNbd(double[] values, Population population) {
        this.r = Checks.shape("r", values[0]);
        this.alpha = Checks.rate("alpha", values[1]);
        this.s = Checks.shape("s", values[2]);
        this.beta = Checks.rate("beta", values[3]);
        this.population = population;
        this.kernel = new ParetoKernel(r, alpha, s, beta);
    }

    /**
     * A model from its parameters, of a population {@linkplain Population#of(TimeScale) with only a unit}.
     *
     * @param r shape of the purchase rates' gamma distribution, positive
     * @param alpha its rate, in units of time, positive
     * @param s shape of the gamma distribution of the rates of leaving, positive
     * @param beta its rate, in units of time, positive
     * @param timeScale unit of alpha, beta and of all times
     * @return the model
     * @throws IllegalArgumentException if a shape is not from 1e-9 to 1e9 or a rate not from 1e-30 to 1e30: within these every
     *     answer is computed, to a double's digits and in bounded time, and no fit ends beyond them
     */
    public static ParetoNbd of(double r, double alpha, double s, double beta, TimeScale timeScale) {
        return new ParetoNbd(new double[] {r, alpha, s, beta}, Population.of(timeScale));
    }

    /**
     * Estimates the model by maximum likelihood: see {@link PurchaseFamily#fit(Purchases)}.
     *
     * @param purchases the customer base
     * @return the fitted model
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<ParetoNbd> fit(Purchases purchases) {
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
     * Shape of the gamma distribution of the rates of leaving.
     *
     * @return s, positive
     */
    public double s() {
        return s;
    }

    /**
     * Rate of the gamma distribution of the rates of leaving.
     *
     * @return beta, positive, in the model's unit of time
     */
    public double beta() {
        return beta;
    }

    @Override
    public PurchaseKernel alive() {
        return prepared();
    }

    private ParetoAlive prepared() {
        return new ParetoAlive(kernel, alpha, s, beta);
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        Checks.time("t", t);
        return new ParetoExpectation(kernel, prepared(), alpha, beta, now -> kernel.timeAlive(now - beta, t));
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        Checks.time("t", t);
        ParetoAlive alive = prepared();
        return (x, recency, age) -> alive.noPurchase(x, recency, age, t);
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        return new ParetoExpectation(
                kernel, prepared(), alpha, beta, now -> kernel.discountedTimeAlive(now - beta, t, delta));
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return kernel.logLikelihood(x, recency, age);
    }

    @Override
    public double probabilityAlive(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age);
    }

    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        Checks.purchases("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age) * kernel.expectedIfAlive(x, age, Checks.time("t", t));
    }

    @Override
    public double expectedPurchases(double t) {
        return kernel.expectedIfAlive(0, 0, Checks.time("t", t));
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
        return kernel.probabilityAlive(x, recency, age) * kernel.discountedIfAlive(x, age, t, delta);
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        return CountDistribution.of(kernel.countsIfAlive(0, 0, Checks.time("t", t)), expectedPurchases(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        double alive = probabilityAlive(x, recency, age);
        double[] counts = kernel.countsIfAlive(x, age, Checks.time("t", t));
        return CountDistribution.of(Counts.ifAlive(counts, alive), expectedPurchases(x, recency, age, t));
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        return PurchasePath.simulate(timeScale(), ages, seed, random -> new ParetoPath(r, alpha, s, beta, random));
    }

    @Override
    public PurchaseFamily<ParetoNbd> family() {
        return FAMILY;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, s, beta};
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
