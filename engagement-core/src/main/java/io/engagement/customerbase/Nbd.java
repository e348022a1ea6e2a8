package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.internal.math.GammaDifferences;

/**
 * NBD: how often customers buy where nobody leaves: the model without drop-out, against which the others show what drop-out
 * explains. Ehrenberg (1959), "The Pattern of Consumer Purchases", Applied Statistics 8(1), 26-41, doi:10.2307/2985810.
 *
 * <p>A customer buys in a Poisson process whose rate differs from customer to customer by a gamma distribution with shape r
 * and <em>rate</em> alpha (not scale). alpha is in units of {@link #timeScale()}. Recency tells nothing.
 *
 * <p>Immutable; for many threads.
 */
public final class Nbd implements CustomerBaseModel {
    static final String NAME = "nbd";
    private static final int VERSION = 1;

    private final double r;
    private final double alpha;
    private final TimeScale timeScale;
    private final PurchaseSummary typical;

    private Nbd(double r, double alpha, TimeScale timeScale, PurchaseSummary typical) {
        this.r = Checks.shape("r", r);
        this.alpha = Checks.rate("alpha", alpha);
        this.timeScale = timeScale;
        this.typical = typical;
    }

    /**
     * A model from its parameters; its typical customer is new (x, t_x and T are 0) until {@link #withTypical} says
     * otherwise.
     *
     * @param r shape of the purchase rates' gamma distribution, positive
     * @param alpha its rate, in units of time, positive
     * @param timeScale unit of alpha and of all times
     * @return the model
     * @throws IllegalArgumentException if a shape is not from 1e-9 to 1e9 or a rate not from 1e-30 to 1e30: within these every
     *     answer is computed, to a double's digits and in bounded time, and no fit ends beyond them
     */
    public static Nbd of(double r, double alpha, TimeScale timeScale) {
        return new Nbd(r, alpha, timeScale, new PurchaseSummary(0, 0, 0));
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
    public static Fitted<Nbd> fit(Purchases purchases) {
        return NbdFit.of(purchases);
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @return the model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static Nbd read(String text) {
        return ofText(ModelText.read(text, NAME, VERSION));
    }

    /**
     * Reads the text form of a fitted model.
     *
     * @param text what {@link Fitted#toText()} wrote
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version, incomplete or out of range
     */
    public static Fitted<Nbd> readFitted(String text) {
        return Fitted.read(text, NAME, VERSION, Nbd::ofText);
    }

    private static Nbd ofText(ModelText text) {
        return new Nbd(
                text.number("r"),
                text.number("alpha"),
                text.choice("time_scale", TimeScale.class),
                PurchaseSummary.read(text));
    }

    @Override
    public ModelText modelText() {
        return typical.write(
                ModelText.of(NAME, VERSION).with("r", r).with("alpha", alpha).with("time_scale", timeScale.name()));
    }

    /**
     * This model with another typical customer, from whom explanations start.
     *
     * @param customer a customer, with times in the model's unit
     * @return the changed copy
     */
    public Nbd withTypical(PurchaseSummary customer) {
        return new Nbd(r, alpha, timeScale, customer);
    }

    /**
     * The same model with times in another unit: all predictions stay as they are.
     *
     * @param other unit
     * @return the changed copy
     */
    public Nbd in(TimeScale other) {
        double factor = timeScale.millis() / other.millis();
        return new Nbd(r, alpha * factor, other, typical.scaled(factor));
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
        return new ComputedKernel((x, recency, age) -> 1);
    }

    @Override
    public PurchaseKernel purchasesWithin(double horizon) {
        Checks.time("t", horizon);
        return new ComputedKernel((x, recency, age) -> rate(x, age) * horizon);
    }

    @Override
    public PurchaseKernel noPurchaseWithin(double horizon) {
        Checks.time("t", horizon);
        return new ComputedKernel((x, recency, age) -> Math.exp(-(r + x) * Math.log1p(horizon / (alpha + age))));
    }

    @Override
    public PurchaseKernel discountedPurchasesWithin(double horizon, double delta) {
        Checks.discounting(horizon, delta);
        double discounted = delta == 0 ? horizon : -Math.expm1(-delta * horizon) / delta;
        return new ComputedKernel((x, recency, age) -> rate(x, age) * discounted);
    }

    /** Purchases a unit of time expected of a customer. */
    private double rate(double x, double age) {
        return (r + x) / (alpha + age);
    }

    @Override
    public double logLikelihood(double x, double recency, double age) {
        PurchaseSummary.check("", x, recency, age);
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
        return PurchasePath.simulate(timeScale, ages, seed, random -> new NbdPath(r, alpha, random));
    }

    /**
     * The parameters and their unit.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return NAME + "[r=" + r + ", alpha=" + alpha + ", " + timeScale + "]";
    }
}
