package io.engagement.customerbase.nbd;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.internal.customerbase.PurchasePath;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Counts;
import io.engagement.internal.math.GammaDifferences;

/**
 * NBD: how often customers buy where nobody leaves: the model without drop-out, against which the others show what drop-out
 * explains. Ehrenberg (1959), "The Pattern of Consumer Purchases", Applied Statistics 8(1), 26-41, doi:10.2307/2985810.
 *
 * <p>A customer buys in a Poisson process whose rate differs from customer to customer by a gamma distribution with shape r
 * and <em>rate</em> alpha (not scale). alpha is in units of {@link #timeScale()}. Recency tells nothing.
 *
 * <p>Immutable, thread-safe.
 */
public final class Nbd implements FamilyMember<Nbd> {
    /** The family, which fits, reads and compares such models. */
    public static final PurchaseFamily<Nbd> FAMILY = new NbdFamily();

    private final double r;
    private final double alpha;
    private final Population population;

    Nbd(double r, double alpha, Population population) {
        this.r = Checks.shape("r", r);
        this.alpha = Checks.rate("alpha", alpha);
        this.population = population;
    }

    /**
     * A model from its parameters, of a population {@linkplain Population#of(TimeScale) with only a unit}.
     *
     * @param r shape of the purchase rates' gamma distribution, positive
     * @param alpha its rate, in units of time, positive
     * @param timeScale unit of alpha and of all times
     * @return the model
     * @throws IllegalArgumentException if a shape is not from 1e-9 to 1e9 or a rate not from 1e-30 to 1e30: within these every
     *     answer is computed, to a double's digits and in bounded time, and no fit ends beyond them
     */
    public static Nbd of(double r, double alpha, TimeScale timeScale) {
        return new Nbd(r, alpha, Population.of(timeScale));
    }

    /**
     * Estimates the model by maximum likelihood: see {@link PurchaseFamily#fit(Purchases)}.
     *
     * @param purchases the customer base
     * @return the fitted model
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<Nbd> fit(Purchases purchases) {
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

    @Override
    public PurchaseKernel alive() {
        return PurchaseKernel.computed((x, recency, age) -> 1);
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        Checks.time("t", t);
        return PurchaseKernel.computed((x, recency, age) -> rate(x, age) * t);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        Checks.time("t", t);
        return PurchaseKernel.computed((x, recency, age) -> Math.exp(-(r + x) * Math.log1p(t / (alpha + age))));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        double discounted = delta == 0 ? t : -Math.expm1(-delta * t) / delta;
        return PurchaseKernel.computed((x, recency, age) -> rate(x, age) * discounted);
    }

    /** Purchases a unit of time expected of a customer. */
    private double rate(double x, double age) {
        return (r + x) / (alpha + age);
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        Checks.purchases("", x, recency, age);
        return GammaDifferences.logRising(r, x) - r * Math.log1p(age / alpha) - x * Math.log(alpha + age);
    }

    @Override
    public double expectedPurchases(double t) {
        return rate(0, 0) * Checks.time("t", t);
    }

    @Override
    public CountDistribution purchaseDistribution(double t) {
        return CountDistribution.of(Counts.negativeBinomial(r, Checks.time("t", t) / alpha), expectedPurchases(t));
    }

    @Override
    public CountDistribution purchaseDistribution(double x, double recency, double age, double t) {
        double mean = expectedPurchases(x, recency, age, t);
        return CountDistribution.of(Counts.negativeBinomial(r + x, t / (alpha + age)), mean);
    }

    @Override
    public Purchases simulate(double[] ages, long seed) {
        return PurchasePath.simulate(timeScale(), ages, seed, random -> new NbdPath(r, alpha, random));
    }

    @Override
    public PurchaseFamily<Nbd> family() {
        return FAMILY;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha};
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
