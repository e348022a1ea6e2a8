package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;

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
 * <p>Immutable; for many threads.
 */
public final class BetaGeometricCnbd implements CustomerBaseModel {
    static final String NAME = "bg-cnbd-k";
    private static final int VERSION = 1;
    static final int MOST_STAGES = 12;

    private final DropOut dropOut;
    private final int k;
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final TimeScale timeScale;
    private final PurchaseSummary typical;
    private final StagedKernel kernel;

    private BetaGeometricCnbd(
            DropOut dropOut,
            int k,
            double r,
            double alpha,
            double a,
            double b,
            TimeScale timeScale,
            PurchaseSummary typical) {
        if (k < 1 || k > MOST_STAGES) {
            throw new IllegalArgumentException("k must be from 1 to " + MOST_STAGES + ", was " + k);
        }
        this.dropOut = dropOut;
        this.k = k;
        this.r = Checks.shape("r", r);
        this.alpha = Checks.rate("alpha", alpha);
        this.a = Checks.shape("a", a);
        this.b = Checks.shape("b", b);
        this.timeScale = timeScale;
        this.typical = typical;
        this.kernel = new StagedKernel(k, dropOut, r, alpha, a, b);
    }

    /**
     * A model from its parameters; its typical customer is new (x, t_x and T are 0) until {@link #withTypical} says
     * otherwise.
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
        return new BetaGeometricCnbd(dropOut, k, r, alpha, a, b, timeScale, new PurchaseSummary(0, 0, 0));
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
        return StagedFit.of(k, dropOut, purchases);
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
        return StagedFit.search(dropOut, purchases);
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static BetaGeometricCnbd read(String text) {
        return ofText(ModelText.read(text, NAME, VERSION));
    }

    /**
     * Reads the text form of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static Fitted<BetaGeometricCnbd> readFitted(String text) {
        return Fitted.read(text, NAME, VERSION, BetaGeometricCnbd::ofText);
    }

    private static BetaGeometricCnbd ofText(ModelText text) {
        return new BetaGeometricCnbd(
                text.choice("drop_out", DropOut.class),
                text.whole("k", 1, MOST_STAGES),
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
                .with("drop_out", dropOut.name())
                .with("k", k)
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
    public BetaGeometricCnbd withTypical(PurchaseSummary customer) {
        return new BetaGeometricCnbd(dropOut, k, r, alpha, a, b, timeScale, customer);
    }

    /**
     * The same model with times in another unit: all predictions stay as they are.
     *
     * @param other unit
     * @return the changed copy
     */
    public BetaGeometricCnbd in(TimeScale other) {
        double factor = timeScale.millis() / other.millis();
        return new BetaGeometricCnbd(dropOut, k, r, alpha * factor, a, b, other, typical.scaled(factor));
    }

    /** {@code mbg-nbd}, {@code bg-nbd}, {@code bg-cnbd-3} and so on. */
    static String name(int k, DropOut dropOut) {
        String start = dropOut == DropOut.AFTER_ANY_PURCHASE ? "mbg-" : "bg-";
        return start + (k == 1 ? "nbd" : "cnbd-" + k);
    }

    /**
     * The short name of the member of the family.
     *
     * @return {@code mbg-nbd}, {@code bg-nbd}, {@code bg-cnbd-3} and so on
     */
    @Override
    public String name() {
        return name(k, dropOut);
    }

    /**
     * When customers may leave.
     *
     * @return after which purchases
     */
    public DropOut dropOut() {
        return dropOut;
    }

    /**
     * Number of stages from one purchase to the next.
     *
     * @return k, at least 1
     */
    public int k() {
        return k;
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
    public TimeScale timeScale() {
        return timeScale;
    }

    @Override
    public PurchaseSummary typical() {
        return typical;
    }

    @Override
    public PurchaseKernel alive() {
        return new StagedAlive(kernel);
    }

    @Override
    public PurchaseKernel purchasesWithin(double horizon) {
        Checks.time("t", horizon);
        return StagedExpectation.within(kernel, horizon);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double horizon) {
        return new StagedNoPurchase(kernel, new StagedAlive(kernel), Checks.time("t", horizon));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
        Checks.discounting(horizon, delta);
        return delta == 0 ? purchasesWithin(horizon) : StagedExpectation.discounted(kernel, horizon, delta);
    }

    /**
     * The log-likelihood of one customer of whom the times between purchases are not known: with k &gt; 1 the density of x
     * and t_x, taken as if all times between were equally likely, so that different k can be compared.
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
        return kernel.logLikelihood(x, recency, age) + StagedKernel.logTimesUnknown(k, x, recency);
    }

    /**
     * The log-likelihood of one customer of whom the times between purchases are known.
     *
     * @param x number of repeat purchases
     * @param recency t_x
     * @param age T
     * @param logGaps sum of the logarithms of the times between successive purchases
     * @return ln L
     * @throws IllegalArgumentException if x, t_x or T is out of its range (see {@link PurchaseSummary})
     */
    public double logLikelihood(double x, double recency, double age, double logGaps) {
        PurchaseSummary.check("", x, recency, age);
        return kernel.logLikelihood(x, recency, age) + StagedKernel.logTimes(k, x, logGaps);
    }

    @Override
    public double probabilityAlive(double x, double recency, double age) {
        PurchaseSummary.check("", x, recency, age);
        return kernel.probabilityAlive(x, recency, age);
    }

    @Override
    public double expectedPurchases(double x, double recency, double age, double t) {
        PurchaseSummary.check("", x, recency, age);
        Checks.time("t", t);
        return kernel.probabilityAlive(x, recency, age) * kernel.expectedIfAlive(x, recency, age, t);
    }

    @Override
    public double expectedPurchases(double t) {
        return kernel.probabilityStaying() * kernel.expectedIfAlive(0, 0, 0, Checks.time("t", t));
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
        return kernel.probabilityAlive(x, recency, age) * kernel.discountedIfAlive(x, recency, age, horizon, delta);
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
                timeScale, ages, seed, random -> new StagedPath(k, dropOut, r, alpha, a, b, random));
    }

    /**
     * The parameters and their unit.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return name() + "[r=" + r + ", alpha=" + alpha + ", a=" + a + ", b=" + b + ", " + timeScale + "]";
    }
}
