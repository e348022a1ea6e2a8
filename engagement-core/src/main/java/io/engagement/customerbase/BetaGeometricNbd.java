package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Provenance;
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
 * <p>Immutable; for many threads.
 */
public final class BetaGeometricNbd implements CustomerBaseModel {
    static final String NAME = "bg-nbd";
    private static final int VERSION = 1;

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final TimeScale timeScale;
    private final PurchaseSummary typical;
    private final BetaGeometricKernel kernel;

    private BetaGeometricNbd(double r, double alpha, double a, double b, TimeScale timeScale, PurchaseSummary typical) {
        this.r = Checks.shape("r", r);
        this.alpha = Checks.rate("alpha", alpha);
        this.a = Checks.shape("a", a);
        this.b = Checks.shape("b", b);
        this.timeScale = timeScale;
        this.typical = typical;
        this.kernel = new BetaGeometricKernel(r, alpha, a, b);
    }

    /**
     * A model from its parameters; its typical customer is new (x, t_x and T are 0) until {@link #withTypical} says
     * otherwise.
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
        return new BetaGeometricNbd(r, alpha, a, b, timeScale, new PurchaseSummary(0, 0, 0));
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
    public static Fitted<BetaGeometricNbd> fit(Purchases purchases) {
        return BetaGeometricFit.of(purchases);
    }

    /**
     * Estimates the model of a base that lies in parts, on other machines or in files, by maximum likelihood.
     *
     * @param whole the sum over the parts of {@link #logLikelihood(Purchases)}, values and gradients
     * @param near the model of a sample of the base: the search starts from it; its unit of time, which is that of the
     *     parts, and its typical customer are the result's too
     * @param provenance what the base is
     * @return the model, to rounding that of {@link #fit(Purchases)} with all parts at once
     * @throws io.engagement.fit.FitException if the log-likelihood is not finite where the search starts
     */
    public static Fitted<BetaGeometricNbd> fit(LogLikelihood whole, BetaGeometricNbd near, Provenance provenance) {
        return BetaGeometricFit.ofParts(whole, near, provenance);
    }

    /**
     * The log-likelihood of a customer base or of one part of it, which adds up over parts.
     *
     * @param purchases the customers
     * @return value and gradient by ln r, ln alpha, ln a and ln b, alpha in the purchases' unit of time; immutable, for
     *     any number of threads
     */
    public static LogLikelihood logLikelihood(Purchases purchases) {
        return new BetaGeometricLikelihood(purchases.distinct(), 1);
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static BetaGeometricNbd read(String text) {
        return ofText(ModelText.read(text, NAME, VERSION));
    }

    /**
     * Reads the text form of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static Fitted<BetaGeometricNbd> readFitted(String text) {
        return Fitted.read(text, NAME, VERSION, BetaGeometricNbd::ofText);
    }

    private static BetaGeometricNbd ofText(ModelText text) {
        return new BetaGeometricNbd(
                text.number("r"),
                text.number("alpha"),
                text.number("a"),
                text.number("b"),
                text.choice("time_scale", TimeScale.class),
                PurchaseSummary.read(text));
    }

    @Override
    public ModelText modelText() {
        return typical.write(ModelText.of(NAME, VERSION)
                .with("r", r)
                .with("alpha", alpha)
                .with("a", a)
                .with("b", b)
                .with("time_scale", timeScale.name()));
    }

    /**
     * This model with another typical customer, from whom explanations start.
     *
     * @param customer a customer, with times in the model's unit
     * @return the changed copy
     */
    public BetaGeometricNbd withTypical(PurchaseSummary customer) {
        return new BetaGeometricNbd(r, alpha, a, b, timeScale, customer);
    }

    /**
     * The same model with times in another unit: all predictions stay as they are.
     *
     * @param other unit
     * @return the changed copy
     */
    public BetaGeometricNbd in(TimeScale other) {
        double factor = timeScale.millis() / other.millis();
        return new BetaGeometricNbd(r, alpha * factor, a, b, other, typical.scaled(factor));
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

    /**
     * The unit of all times.
     *
     * @return the unit
     */
    @Override
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * The typical customer: median x, t_x and T of the customers that the model was fitted to.
     *
     * @return with times in the model's unit
     */
    @Override
    public PurchaseSummary typical() {
        return typical;
    }

    @Override
    public PurchaseKernel alive() {
        return new BetaGeometricAlive(kernel);
    }

    @Override
    public PurchaseKernel purchasesWithin(double horizon) {
        Checks.time("t", horizon);
        return expectation(x -> now -> kernel.expectedIfAlive(x, now, horizon));
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double horizon) {
        return new BetaGeometricNoPurchase(kernel, new BetaGeometricAlive(kernel), Checks.time("t", horizon));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
        Checks.discounting(horizon, delta);
        return delta == 0 ? purchasesWithin(horizon) : expectation(x -> kernel.discountedByNow(x, horizon, delta));
    }

    private PurchaseKernel expectation(IntFunction<DoubleUnaryOperator> byCount) {
        return new BetaGeometricExpectation(kernel, new BetaGeometricAlive(kernel), byCount);
    }

    @Override
    public String name() {
        return NAME;
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
        PurchaseSummary.check("", x, recency, age);
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
        PurchaseSummary.check("", x, recency, age);
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
        PurchaseSummary.check("", x, recency, age);
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
        PurchaseSummary.check("", x, recency, age);
        return kernel.probabilityNoPurchase(x, recency, age, Checks.time("t", t));
    }

    /**
     * Purchases expected of a known customer within a horizon, each discounted to now: the integral of
     * e^(-delta t) dE[Y(t) | x, t_x, T].
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param horizon length of time, not negative; may be infinite if delta is positive
     * @param delta continuous discount rate per unit of the model's time, finite, not negative
     * @return the discounted expectation; relative error below 1e-11
     * @throws IllegalArgumentException if an argument is out of its range
     */
    @Override
    public double discountedPurchases(double x, double recency, double age, double horizon, double delta) {
        PurchaseSummary.check("", x, recency, age);
        Checks.discounting(horizon, delta);
        return kernel.probabilityAlive(x, recency, age) * kernel.discountedIfAlive(x, alpha + age, horizon, delta);
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
                timeScale,
                ages,
                seed,
                random -> new StagedPath(1, DropOut.AFTER_REPEAT_PURCHASE, r, alpha, a, b, random));
    }

    /**
     * The parameters and their unit.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[r=" + r + ", alpha=" + alpha + ", a=" + a + ", b=" + b + ", " + timeScale + "]";
    }
}
