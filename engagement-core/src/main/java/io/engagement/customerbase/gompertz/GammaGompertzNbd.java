package io.engagement.customerbase.gompertz;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.internal.customerbase.PurchasePath;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Counts;

/**
 * GGom/NBD: who still buys, and how often, where nobody says that they leave and customers may leave sooner the longer they
 * are known. Bemmaor and Glady (2012), "Modeling Purchasing Behavior with Sudden 'Death': A Flexible Customer Lifetime Model",
 * Management Science 58(5), 1012-1021, doi:10.1287/mnsc.1110.1461.
 *
 * <p>While alive, a customer buys in a Poisson process whose rate differs from customer to customer by a gamma distribution
 * with shape r and <em>rate</em> alpha (not scale). Independently of purchases the customer leaves after a time with the
 * Gompertz distribution, 1 - exp(-eta (e^(bt) - 1)), whose eta differs by a gamma distribution with shape s and rate beta. The
 * probability not to have left by t is (1 + (e^(bt) - 1)/beta)^-s. As b and beta go to 0 at a constant ratio, this becomes
 * {@link ParetoNbd} with beta/b for its beta. alpha is in units of {@link #timeScale()}, b per unit; beta is a number.
 *
 * <p>Immutable, thread-safe.
 */
public final class GammaGompertzNbd implements FamilyMember<GammaGompertzNbd> {
    /** The family, which fits, reads and compares such models. */
    public static final PurchaseFamily<GammaGompertzNbd> FAMILY = new GammaGompertzFamily();

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final double b;
    private final Population population;
    private final GammaGompertzKernel kernel;

    GammaGompertzNbd(double[] values, Population population) {
        this.r = Checks.shape("r", values[0]);
        this.alpha = Checks.rate("alpha", values[1]);
        this.s = Checks.shape("s", values[2]);
        this.beta = Checks.rate("beta", values[3]);
        this.b = Checks.rate("b", values[4]);
        this.population = population;
        this.kernel = new GammaGompertzKernel(r, alpha, s, beta, b);
    }

    /**
     * A model from its parameters, of a population {@linkplain Population#of(TimeScale) with only a unit}.
     *
     * @param r shape of the purchase rates' gamma distribution, positive
     * @param alpha its rate, in units of time, positive
     * @param s shape of the gamma distribution of eta, positive
     * @param beta its rate, a number, positive
     * @param b how fast the rate of leaving grows, per unit of time, positive
     * @param timeScale unit of alpha, b and of all times
     * @return the model
     * @throws IllegalArgumentException if a shape is not from 1e-9 to 1e9 or a rate not from 1e-30 to 1e30: within these every
     *     answer is computed, to a double's digits and in bounded time, and no fit ends beyond them
     */
    public static GammaGompertzNbd of(double r, double alpha, double s, double beta, double b, TimeScale timeScale) {
        return new GammaGompertzNbd(new double[] {r, alpha, s, beta, b}, Population.of(timeScale));
    }

    /**
     * Estimates the model by maximum likelihood: see {@link PurchaseFamily#fit(Purchases)}.
     *
     * @param purchases the customer base
     * @return the fitted model
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<GammaGompertzNbd> fit(Purchases purchases) {
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
     * Shape of the gamma distribution of eta.
     *
     * @return s, positive
     */
    public double s() {
        return s;
    }

    /**
     * Rate of the gamma distribution of eta.
     *
     * @return beta, positive
     */
    public double beta() {
        return beta;
    }

    /**
     * How fast a customer's rate of leaving grows.
     *
     * @return b, positive, per unit of the model's time
     */
    public double b() {
        return b;
    }

    @Override
    public PurchaseKernel alive() {
        return PurchaseKernel.computed(kernel::probabilityAlive);
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        return expectation(Checks.time("t", t), 0);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        Checks.time("t", t);
        return PurchaseKernel.computed((x, recency, age) -> kernel.probabilityNoPurchase(x, recency, age, t));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        return expectation(t, delta);
    }

    private PurchaseKernel expectation(double t, double delta) {
        return PurchaseKernel.computed((x, recency, age) ->
                kernel.probabilityAlive(x, recency, age) * kernel.expectedIfAlive(x, age, t, delta));
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return kernel.logLikelihood(x, recency, age);
    }

    @Override
    public double expectedPurchases(double t) {
        return kernel.expectedIfAlive(0, 0, Checks.time("t", t), 0);
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
        return PurchasePath.simulate(
                timeScale(), ages, seed, random -> new GammaGompertzPath(r, alpha, s, beta, b, random));
    }

    @Override
    public PurchaseFamily<GammaGompertzNbd> family() {
        return FAMILY;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, s, beta, b};
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
