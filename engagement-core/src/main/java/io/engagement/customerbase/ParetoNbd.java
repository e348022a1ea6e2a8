package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;

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
 * <p>Immutable; for many threads.
 */
public final class ParetoNbd implements CustomerBaseModel {
    static final String NAME = "pareto-nbd";
    private static final int VERSION = 1;

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final TimeScale timeScale;
    private final PurchaseSummary typical;
    private final ParetoKernel kernel;

    private ParetoNbd(double r, double alpha, double s, double beta, TimeScale timeScale, PurchaseSummary typical) {
        this.r = Checks.shape("r", r);
        this.alpha = Checks.rate("alpha", alpha);
        this.s = Checks.shape("s", s);
        this.beta = Checks.rate("beta", beta);
        this.timeScale = timeScale;
        this.typical = typical;
        this.kernel = new ParetoKernel(r, alpha, s, beta);
    }

    /**
     * A model from its parameters; its typical customer is new (x, t_x and T are 0) until {@link #withTypical} says
     * otherwise.
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
        return new ParetoNbd(r, alpha, s, beta, timeScale, new PurchaseSummary(0, 0, 0));
    }

    /**
     * Estimates the model by maximum likelihood. Needs no start values; does not depend on the order of rows or on the
     * number of threads.
     *
     * @param purchases the customer base
     * @return the model in the purchases' unit of time, with its typical customer; if the data do not determine all
     *     parameters, {@link Fitted#converged()} is false and {@link Fitted#diagnostics()} say why
     * @throws io.engagement.fit.FitException if there is no customer or all ages are 0
     */
    public static Fitted<ParetoNbd> fit(Purchases purchases) {
        return ParetoFit.of(purchases);
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static ParetoNbd read(String text) {
        return ofText(ModelText.read(text, NAME, VERSION));
    }

    /**
     * Reads the text form of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static Fitted<ParetoNbd> readFitted(String text) {
        return Fitted.read(text, NAME, VERSION, ParetoNbd::ofText);
    }

    private static ParetoNbd ofText(ModelText text) {
        return new ParetoNbd(
                text.number("r"),
                text.number("alpha"),
                text.number("s"),
                text.number("beta"),
                text.choice("time_scale", TimeScale.class),
                PurchaseSummary.read(text));
    }

    @Override
    public ModelText modelText() {
        return typical.write(ModelText.of(NAME, VERSION)
                .with("r", r)
                .with("alpha", alpha)
                .with("s", s)
                .with("beta", beta)
                .with("time_scale", timeScale.name()));
    }

    /**
     * This model with another typical customer, from whom explanations start.
     *
     * @param customer a customer, with times in the model's unit
     * @return the changed copy
     */
    public ParetoNbd withTypical(PurchaseSummary customer) {
        return new ParetoNbd(r, alpha, s, beta, timeScale, customer);
    }

    /**
     * The same model with times in another unit: all predictions stay as they are.
     *
     * @param other unit
     * @return the changed copy
     */
    public ParetoNbd in(TimeScale other) {
        double factor = timeScale.millis() / other.millis();
        return new ParetoNbd(r, alpha * factor, s, beta * factor, other, typical.scaled(factor));
    }

    @Override
    public String name() {
        return NAME;
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
    public TimeScale timeScale() {
        return timeScale;
    }

    @Override
    public PurchaseSummary typical() {
        return typical;
    }

    @Override
    public PurchaseKernel alive() {
        return prepared();
    }

    private ParetoAlive prepared() {
        return new ParetoAlive(kernel, alpha, s, beta);
    }

    @Override
    public PurchaseKernel purchasesWithin(double horizon) {
        Checks.time("t", horizon);
        return new ParetoExpectation(kernel, prepared(), alpha, beta, now -> kernel.timeAlive(now - beta, horizon));
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double horizon) {
        return new ParetoNoPurchase(prepared(), Checks.time("t", horizon));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
        Checks.discounting(horizon, delta);
        return new ParetoExpectation(
                kernel, prepared(), alpha, beta, now -> kernel.discountedTimeAlive(now - beta, horizon, delta));
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        PurchaseSummary.check("", x, recency, age);
        return kernel.logLikelihood(x, recency, age);
    }

    @Override
    public double probabilityAlive(double x, double recency, double age) {
        PurchaseSummary.check("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age);
    }

    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        PurchaseSummary.check("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age) * kernel.expectedIfAlive(x, age, Checks.time("t", t));
    }

    @Override
    public double expectedPurchases(double t) {
        return kernel.expectedIfAlive(0, 0, Checks.time("t", t));
    }

    @Override
    public double probabilityNoPurchase(double x, double recency, double age, double t) {
        PurchaseSummary.check("", x, recency, age);
        return kernel.probabilityNoPurchase(x, recency, age, Checks.time("t", t));
    }

    @Override
    public double discountedPurchases(double x, double recency, double age, double horizon, double delta) {
        PurchaseSummary.check("", x, recency, age);
        Checks.discounting(horizon, delta);
        return kernel.probabilityAlive(x, recency, age) * kernel.discountedIfAlive(x, age, horizon, delta);
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
        return PurchasePath.simulate(timeScale, ages, seed, random -> new ParetoPath(r, alpha, s, beta, random));
    }

    /**
     * The parameters and their unit.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[r=" + r + ", alpha=" + alpha + ", s=" + s + ", beta=" + beta + ", " + timeScale + "]";
    }
}
