package io.engagement.initiative;

import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.internal.math.Checks;
import io.engagement.measure.ActDefinition;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Measure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How often does a customer act of their own accord, if habits drift? A gamma-Poisson model whose past is discounted
 * exponentially (Harvey and Fernandes 1989, Journal of Business &amp; Economic Statistics 7(4), 407-417), with effort
 * in the place of its count, and two exponents estimated from the past for how much an effort tells.
 *
 * <p>A customer's rate of independent decisions to act has a gamma distribution with shape r + C<sup>beta</sup> and rate
 * alpha + E. C is the customer's decayed effort, the sum of weight<sup>delta</sup> 2<sup>-age/halfLife</sup> over own
 * acts; E is the decayed exposure, the integral of 2<sup>-age/halfLife</sup> over the time for which the customer is
 * known. The probability of at least one act within h is then
 *
 * <pre>  1 - ((alpha + E) / (alpha + E + h))^(r + C^beta)</pre>
 *
 * <p>With beta = delta = 1 this is the plain model, in which every unit of effort is one independent decision. That is
 * badly calibrated for two reasons, which the exponents remove:
 *
 * <ul>
 *   <li>Acts come in bursts: n messages in one evening are not n decisions. They count as n<sup>beta</sup>; beta is
 *       near one half on the messages of {@code college_messages}, near 1 where acts are a Poisson process. <li>More
 *       effort need not tell more about what the customer will do next. With delta = 0 all acts tell the same, with
 *       delta = 1 they tell in proportion to their weights.
 * </ul>
 *
 * <p>Immutable. Times are in the unit of {@link #timeScale()}.
 */
public final class DiscountedGammaPoisson implements EngagementModel {
    static final String KIND = "discounted-gamma-poisson";
    /** Since 2 with the definition. */
    private static final int VERSION = 2;

    /** How its texts are read, alone and fitted. */
    public static final Family<DiscountedGammaPoisson> FAMILY = Family.of(KIND, VERSION, DiscountedGammaPoisson::of);

    /** Parameters lie between this and {@link #MOST}: wider than any fit goes, and no power overflows. */
    private static final double LEAST = 1e-15;

    private static final double MOST = 1e15;
    private static final double STEEPEST = 10;

    private final double r;
    private final double alpha;
    private final double halfLife;
    private final double effortExponent;
    private final double weightExponent;
    private final TimeScale timeScale;
    private final double typicalEffort;
    private final double typicalExposure;
    private final ActDefinition definition;

    private DiscountedGammaPoisson(
            double r,
            double alpha,
            double halfLife,
            double effortExponent,
            double weightExponent,
            TimeScale timeScale,
            double typicalEffort,
            double typicalExposure,
            ActDefinition definition) {
        this.r = Checks.within("r", r, LEAST, MOST);
        this.alpha = Checks.within("alpha", alpha, LEAST, MOST);
        this.halfLife = Checks.within("halfLife", halfLife, LEAST, MOST);
        this.effortExponent = Checks.within("effortExponent", effortExponent, LEAST, STEEPEST);
        this.weightExponent = Checks.within("weightExponent", weightExponent, 0, STEEPEST);
        this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
        this.typicalEffort = Checks.within("typicalEffort", typicalEffort, 0, MOST);
        this.typicalExposure = Checks.within("typicalExposure", typicalExposure, 0, MOST);
        this.definition = Objects.requireNonNull(definition, "definition");
    }

    /**
     * A model from its parameters, of {@link EngagementDefinition#withDefaults()} and a typical customer without effort
     * and exposure: see {@link #withDefinition} and {@link #withTypical}.
     *
     * @param r shape of the prior, positive
     * @param alpha rate of the prior: the exposure that it is worth, positive
     * @param halfLife time in which an effort loses half its weight, positive
     * @param effortExponent beta, positive; 1 if every effort is a decision of its own, less if they come in bursts
     * @param weightExponent delta, not negative; 1 if acts tell in proportion to their weights, 0 if all tell the same
     * @param timeScale unit of alpha and half-life
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static DiscountedGammaPoisson of(
            double r,
            double alpha,
            double halfLife,
            double effortExponent,
            double weightExponent,
            TimeScale timeScale) {
        return new DiscountedGammaPoisson(
                r,
                alpha,
                halfLife,
                effortExponent,
                weightExponent,
                timeScale,
                0,
                0,
                EngagementDefinition.withDefaults());
    }

    /**
     * Estimates the model from a view's past, in days.
     *
     * @param view what is known at its as-of instant
     * @param definition what counts, for how much, and within what time
     * @return the fitted model
     * @throws FitException if the view has no past, or nobody ever acted
     * @see #fit(LogView, ActDefinition, TimeScale)
     */
    public static Fitted<DiscountedGammaPoisson> fit(LogView view, ActDefinition definition) {
        return fit(view, definition, TimeScale.DAYS);
    }

    /**
     * Estimates the model from a view's past by maximum likelihood.
     *
     * <p>The past is cut into windows as long as the horizon, on one grid that ends at the as-of instant. At the
     * beginning of each, effort and exposure of every customer known by then are compared with whether the customer
     * then acted within the window: the Bernoulli likelihood of what the score states. (Likelihoods of counts fit
     * bursts instead: on {@code college_messages} a negative binomial likelihood gives half-lives of hours and
     * forecasts worse than the base rate.) Where the past holds fewer than four horizons the windows are a quarter of
     * it, where it holds more than 250 a 250th part. The weight exponent is estimated if acts differ in weight and the
     * likelihood rises with it from 0; otherwise it is 0, the fit has four parameters, and a diagnostic says so.
     *
     * <p>The search is Newton's, with exact second derivatives. Where there are 120,000 windows or more it is done on a
     * fixed sample of the customers with about 40,000 windows, and then continued on all of them: three or four passes
     * over the base instead of some ten. The result is the maximum for all customers, with its standard errors; {@link
     * Fitted#iterations()} and {@link Fitted#evaluations()} count the passes over all of them.
     *
     * <p>Standard errors assume, as the model does, that windows are independent given the past. The typical customer
     * is the median of the view's customers, input by input.
     *
     * @param view what is known at its as-of instant
     * @param definition what counts, for how much, and within what time
     * @param timeScale unit of alpha and half-life
     * @return the fitted model; {@code diagnostics()} say if a parameter ran to a bound (nothing decays: the half-life's
     *     upper one; nobody begins: r's lower one) and which simpler model that is, if one probability for all customers
     *     would fit as well by Akaike's criterion, or if there was little to learn from
     * @throws FitException if the view has no past: no interaction before its as-of instant; or if nobody ever acted, in a way that
     *     counts
     */
    public static Fitted<DiscountedGammaPoisson> fit(LogView view, ActDefinition definition, TimeScale timeScale) {
        return InitiativeFit.of(view, definition, timeScale).fit();
    }

    private static DiscountedGammaPoisson of(ModelText text, Registry registry) {
        DiscountedGammaPoisson model = of(
                        text.number("r"),
                        text.number("alpha"),
                        text.number("half_life"),
                        text.number("effort_exponent"),
                        text.number("weight_exponent"),
                        text.choice("time_scale", TimeScale.class))
                .withTypical(text.number("typical_effort"), text.number("typical_exposure"));
        return text.optionalWord("definition")
                .map(line -> model.withDefinition(ActDefinition.read(line, registry)))
                .orElse(model);
    }

    /** {@inheritDoc} */
    @Override
    public ModelText modelText() {
        return ModelText.of(KIND, VERSION)
                .with("time_scale", timeScale.name())
                .with("r", r)
                .with("alpha", alpha)
                .with("half_life", halfLife)
                .with("effort_exponent", effortExponent)
                .with("weight_exponent", weightExponent)
                .with("typical_effort", typicalEffort)
                .with("typical_exposure", typicalExposure)
                .with("definition", definition.toText());
    }

    /**
     * This model with another typical customer, from whom explanations start.
     *
     * @param effort decayed effort, finite, not negative
     * @param exposure decayed exposure in the model's unit, finite, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if a value is out of its range
     */
    public DiscountedGammaPoisson withTypical(double effort, double exposure) {
        return new DiscountedGammaPoisson(
                r, alpha, halfLife, effortExponent, weightExponent, timeScale, effort, exposure, definition);
    }

    /**
     * This model with another definition, for parameters from elsewhere and texts saved without one.
     *
     * @param other what counted when the parameters were estimated, for how much, and within what time
     * @return the changed copy
     */
    public DiscountedGammaPoisson withDefinition(ActDefinition other) {
        return new DiscountedGammaPoisson(
                r, alpha, halfLife, effortExponent, weightExponent, timeScale, typicalEffort, typicalExposure, other);
    }

    /**
     * What the model was fitted to.
     *
     * @return what counts, for how much, and within what time
     */
    @Override
    public ActDefinition definition() {
        return definition;
    }

    /**
     * What the model reads of a customer.
     *
     * @return decayed effort and decayed exposure, in this order
     */
    @Override
    public List<Measure> inputs() {
        Duration past = halfLifeDuration();
        return List.of(
                Measure.decayed(definition.filter(), definition.weights().raised(weightExponent), past),
                Measure.decayedExposure(past));
    }

    /** This model. */
    @Override
    public DiscountedGammaPoisson gammaPoisson() {
        return this;
    }

    /**
     * Shape of the prior.
     *
     * @return r, positive
     */
    public double r() {
        return r;
    }

    /**
     * Rate of the prior: the exposure that it is worth.
     *
     * @return alpha, positive, in the model's unit
     */
    public double alpha() {
        return alpha;
    }

    /**
     * Time in which an effort loses half its weight.
     *
     * @return the half-life, positive, in the model's unit
     */
    public double halfLife() {
        return halfLife;
    }

    /**
     * Exponent of effort.
     *
     * @return beta, positive
     */
    public double effortExponent() {
        return effortExponent;
    }

    /**
     * Exponent of an act's weight.
     *
     * @return delta, not negative
     */
    public double weightExponent() {
        return weightExponent;
    }

    /**
     * The unit in which the model counts time.
     *
     * @return the unit
     */
    @Override
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * Decayed effort of the typical customer: the median of the customers that the model was fitted to.
     *
     * @return not negative
     */
    public double typicalEffort() {
        return typicalEffort;
    }

    /**
     * Decayed exposure of the typical customer.
     *
     * @return not negative, in the model's unit
     */
    public double typicalExposure() {
        return typicalExposure;
    }

    /**
     * The half-life as a duration, to the millisecond, as measures take it.
     *
     * @return at least a millisecond
     */
    public Duration halfLifeDuration() {
        Duration rounded = timeScale.toDuration(halfLife);
        return rounded.isZero() ? Duration.ofMillis(1) : rounded;
    }

    /**
     * Probability that a customer acts at least once.
     *
     * @param effort the customer's decayed effort, not negative
     * @param exposure the customer's decayed exposure in the model's unit, not negative
     * @param t within what time from now, in the model's unit, not negative
     * @return from 0 to 1; NaN if an argument is NaN
     */
    public double probabilityOfAct(double effort, double exposure, double t) {
        return -Math.expm1(-shape(effort) * Math.log1p(t / (alpha + exposure)));
    }

    /**
     * The logarithm of the odds of acting at least once.
     *
     * @param effort the customer's decayed effort, not negative
     * @param exposure the customer's decayed exposure in the model's unit, not negative
     * @param t within what time from now, in the model's unit, positive
     * @return ln(p/(1-p)); NaN if an argument is NaN
     */
    public double logOddsOfAct(double effort, double exposure, double t) {
        double decisions = shape(effort) * Math.log1p(t / (alpha + exposure));
        // ln(e^u - 1) is u where 1 is no part of e^u.
        return decisions > 40 ? decisions : Math.log(Math.expm1(decisions));
    }

    /**
     * Expected rate of independent decisions to act, the posterior mean.
     *
     * @param effort the customer's decayed effort, not negative
     * @param exposure the customer's decayed exposure in the model's unit, not negative
     * @return decisions per unit of time
     */
    public double expectedRate(double effort, double exposure) {
        return shape(effort) / (alpha + exposure);
    }

    private double shape(double effort) {
        return r + Math.pow(effort, effortExponent);
    }

    /**
     * Decayed effort some time later, if nothing happens.
     *
     * @param effort decayed effort now
     * @param elapsed time from now in the model's unit
     * @return effort 2^(-elapsed/halfLife)
     */
    public double effortAfter(double effort, double elapsed) {
        return effort * Math.exp(-elapsed * Math.log(2) / halfLife);
    }

    /**
     * Decayed exposure of a known customer some time later.
     *
     * @param exposure decayed exposure now, in the model's unit
     * @param elapsed time from now in the model's unit
     * @return the exposure then; it tends to halfLife/ln 2
     */
    public double exposureAfter(double exposure, double elapsed) {
        double lambda = Math.log(2) / halfLife;
        double gained = -Math.expm1(-lambda * elapsed);
        return exposure * (1 - gained) + gained / lambda;
    }

    /**
     * When decayed effort will have fallen to a bound, if nothing happens; in closed form.
     *
     * @param effort decayed effort now, not negative
     * @param bound positive
     * @return halfLife log2(effort/bound) in the model's unit, 0 if effort does not exceed the bound
     */
    public double timeUntilEffort(double effort, double bound) {
        return effort > bound ? halfLife * Math.log(effort / bound) / Math.log(2) : 0;
    }

    /** The parameters under their names, and the unit of time. */
    @Override
    public String toString() {
        return KIND + "[r=" + r + ", alpha=" + alpha + ", half_life=" + halfLife + ", effort_exponent="
                + effortExponent() + ", weight_exponent=" + weightExponent + ", " + timeScale + "]";
    }
}
