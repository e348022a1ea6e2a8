package io.engagement.customerbase.pareto;

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

/**
 * Pareto/NBD with correlated rates: do those who buy often also leave sooner, or later? Purchases and leaving go as in {@link
 * ParetoNbd}, with rates lambda and mu that are gamma distributed, of shapes r and s and <em>rates</em> alpha and beta; but the
 * two rates of a customer depend on each other, by the family of Sarmanov (1966) that Park and Fader (2004), "Modeling Browsing
 * Behavior at Multiple Websites", Marketing Science 23(3), 280-303, doi:10.1287/mksc.1040.0050, brought to marketing:
 *
 * <pre>  f(lambda, mu) = g(lambda) h(mu) (1 + 4 q (e^(-theta lambda) - 1/2) (e^(-eta mu) - 1/2))</pre>
 *
 * <p>with theta = (2^(1/r) - 1) alpha and eta = (2^(1/s) - 1) beta, at which the means of both exponentials are a half. So q, the
 * <em>association</em>, goes from -1 to 1 whatever the other parameters are, and it can be read: each customer is of the calm or
 * the busy half of the purchase rates, and of the calm or the busy half of the rates of leaving, and of the same half of both
 * with probability (1 + q)/2. The margins g and h stay what they are. q = 0 is Pareto/NBD. The correlation of the rates is
 *
 * <pre>  q sqrt(r s) (1 - 2^(-1/r)) (1 - 2^(-1/s))</pre>
 *
 * <p>at most 0.2824 either way. Above 0: who buys often, leaves sooner.
 *
 * <p>CLVTools ({@code use.cor = TRUE}; Bachmann, Meierer and Näf 2021, Marketing Science 40(4), 783-809) has theta = eta = 1 per
 * unit of time. What can be fitted then depends on whether time is in days or in weeks: with the rates that Pareto/NBD finds for
 * CDNOW, correlations from -0.004 to 0.077 in weeks, and up to 0.013 in days. Here they go from -0.28 to 0.28, and neither the fit
 * nor any prediction depends on the unit. Of that family CDNOW's first 39 weeks make the most in either form, and gain 3.3
 * (CLVTools' form, weeks), 0.6 (days) or 10.0 (here) in log-likelihood.
 *
 * <p>Nobody's half is ever seen; it is a way to say what the density says. A correlation beyond 0.28 is not within this model's
 * reach: the fit then ends at an association of 1 or -1, and says so.
 *
 * <p>Immutable, thread-safe.
 */
public final class CorrelatedParetoNbd implements FamilyMember<CorrelatedParetoNbd> {
    /** The family, which fits, reads and compares such models. */
    public static final PurchaseFamily<CorrelatedParetoNbd> FAMILY = new CorrelatedParetoFamily();

    private static final double LARGE = 1e30;

    private final HalvedGamma rates;
    private final HalvedGamma leaving;
    private final double association;
    private final Population population;
    private final CorrelatedParetoKernel kernel;

    CorrelatedParetoNbd(double[] values, Population population) {
        this.rates = new HalvedGamma(Checks.shape("r", values[0]), Checks.rate("alpha", values[1]));
        this.leaving = new HalvedGamma(Checks.shape("s", values[2]), Checks.rate("beta", values[3]));
        this.association = values[4];
        if (!(association >= -1 && association <= 1)) {
            throw new IllegalArgumentException("association must be from -1 to 1, was " + association);
        }
        this.population = population;
        this.kernel = new CorrelatedParetoKernel(rates, leaving, association);
    }

    /**
     * A model from its parameters, of a population {@linkplain Population#of(TimeScale) with only a unit}.
     *
     * @param r shape of the purchase rates' gamma distribution, positive
     * @param alpha its rate, in units of time, positive
     * @param s shape of the gamma distribution of the rates of leaving, positive
     * @param beta its rate, in units of time, positive
     * @param association of the two rates, from -1 to 1; see {@link #correlation()} for what correlation it is
     * @param timeScale unit of alpha, beta and of all times
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static CorrelatedParetoNbd of(
            double r, double alpha, double s, double beta, double association, TimeScale timeScale) {
        return new CorrelatedParetoNbd(new double[] {r, alpha, s, beta, association}, Population.of(timeScale));
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows or on the
     * number of threads.
     *
     * @param purchases the customer base
     * @return the model in the purchases' unit of time, with its typical customer; {@link Fitted#diagnostics()} say what the
     *     correlation is and whether it can be told from 0; if the data do not determine all parameters, or the association
     *     is at its bound, {@link Fitted#converged()} is false
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<CorrelatedParetoNbd> fit(Purchases purchases) {
        return FAMILY.fit(purchases);
    }

    /**
     * Shape of the purchase rates' gamma distribution.
     *
     * @return r, positive
     */
    public double r() {
        return rates.shape();
    }

    /**
     * Rate of the purchase rates' gamma distribution.
     *
     * @return alpha, positive, in the model's unit of time
     */
    public double alpha() {
        return rates.rate();
    }

    /**
     * Shape of the gamma distribution of the rates of leaving.
     *
     * @return s, positive
     */
    public double s() {
        return leaving.shape();
    }

    /**
     * Rate of the gamma distribution of the rates of leaving.
     *
     * @return beta, positive, in the model's unit of time
     */
    public double beta() {
        return leaving.rate();
    }

    /**
     * The association of the two rates: the probability that a customer is of the same half of both, calm or busy, less the
     * probability that it is not.
     *
     * @return q, from -1 to 1
     */
    public double association() {
        return association;
    }

    /**
     * The correlation of the rates of purchase and of leaving over all customers, of Pearson. Above 0: who buys often, leaves
     * sooner.
     *
     * @return within {@link #greatestCorrelation()} of 0
     */
    public double correlation() {
        return association * greatestCorrelation();
    }

    /**
     * The correlation of the rates that an association of 1 would be, with shapes as they are.
     *
     * @return sqrt(r s) (1 - 2^(-1/r)) (1 - 2^(-1/s)), above 0, at most 0.2824
     */
    public double greatestCorrelation() {
        return HalvedGamma.strength(r()) * HalvedGamma.strength(s());
    }

    /**
     * The standard error of the correlation of the rates, by the delta method.
     *
     * @param fitted what {@link #fit} found
     * @return positive; NaN if the data do not determine r, s or the association
     */
    public static double correlationStandardError(Fitted<CorrelatedParetoNbd> fitted) {
        double[][] covariance = fitted.covariance();
        return fitted.model().correlationError((i, j) -> covariance[i][j]);
    }

    /** The covariance of two parameters by their places. */
    interface Covariance {
        double of(int i, int j);
    }

    double correlationError(Covariance covariance) {
        double byR = HalvedGamma.strengthSlope(r()) / HalvedGamma.strength(r());
        double byS = HalvedGamma.strengthSlope(s()) / HalvedGamma.strength(s());
        double[] slopes = {correlation() * byR, 0, correlation() * byS, 0, greatestCorrelation()};
        double variance = 0;
        for (int i = 0; i < slopes.length; i += 2) {
            for (int j = 0; j < slopes.length; j += 2) {
                variance += slopes[i] * covariance.of(i, j) * slopes[j];
            }
        }
        return Math.sqrt(variance);
    }

    @Override
    public PurchaseKernel alive() {
        return isTabulated() ? prepared() : PurchaseKernel.computed(kernel::probabilityAlive);
    }

    private CorrelatedParetoAlive prepared() {
        return new CorrelatedParetoAlive(kernel, rates, leaving);
    }

    /** Where hardly anybody has a rate at all, calm rates are outside the tables. */
    private boolean isTabulated() {
        return rates.calmRate() < LARGE && leaving.calmRate() < LARGE;
    }

    @Override
    public PurchaseKernel purchasesWithin(double t) {
        return expectation(Checks.time("t", t), 0);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double t) {
        Checks.time("t", t);
        if (!isTabulated()) {
            return PurchaseKernel.computed((x, recency, age) -> kernel.probabilityNoPurchase(x, recency, age, t));
        }
        CorrelatedParetoAlive alive = prepared();
        return (x, recency, age) -> alive.noPurchase(x, recency, age, t);
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double t, double delta) {
        Checks.discounting(t, delta);
        return expectation(t, delta);
    }

    private PurchaseKernel expectation(double t, double delta) {
        return isTabulated()
                ? new CorrelatedParetoExpectation(kernel, prepared(), beta(), t, delta)
                : PurchaseKernel.computed((x, recency, age) -> expected(x, recency, age, t, delta));
    }

    private double expected(double x, double recency, double age, double t, double delta) {
        return kernel.probabilityAlive(x, recency, age) * kernel.expectedIfAlive(x, age, t, delta);
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
        return expected(x, recency, age, Checks.time("t", t), 0);
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
        return expected(x, recency, age, t, delta);
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
                timeScale(), ages, seed, random -> new CorrelatedParetoPath(rates, leaving, association, random));
    }

    @Override
    public PurchaseFamily<CorrelatedParetoNbd> family() {
        return FAMILY;
    }

    @Override
    public double[] parameters() {
        return new double[] {r(), alpha(), s(), beta(), association};
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
