package io.engagement.survival;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Family;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.ModelText;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.math.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Lifetimes with a distribution: ln T = intercept + coefficients x + scale u, where u is an error of a {@link
 * LifetimeDistribution} (accelerated failure time; Kalbfleisch and Prentice 2002, "The Statistical Analysis of Failure Time
 * Data", chapter 2). One more unit of a covariate makes lifetimes longer by the factor exp(coefficient).
 *
 * <p>The parameterisation is that of R's survreg. A Weibull lifetime with shape k and scale lambda, S(t) = exp(-(t /
 * lambda)^k), has k = 1 / scale and ln lambda = intercept + coefficients x. Immutable.
 */
public final class AcceleratedLifetime implements StatisticalModel, SurvivalModel {
    private static final String NAME = "accelerated-lifetime";
    /** Since 2 with the typical customer. */
    private static final int VERSION = 2;

    /** How its texts are read, alone and fitted. */
    public static final Family<AcceleratedLifetime> FAMILY = Family.of(NAME, VERSION, (text, own) -> ofText(text));

    private static final String INTERCEPT = "intercept";
    private static final String SCALE = "scale";
    /** Second derivatives are exact here, and the last steps to all digits cheap. */
    static final double TOLERANCE = 1e-13;

    private final LifetimeDistribution distribution;
    private final TimeScale timeScale;
    private final double intercept;
    private final List<String> covariates;
    private final double[] coefficients;
    private final double scale;
    private final TypicalLifetime typical;

    private AcceleratedLifetime(
            LifetimeDistribution distribution,
            TimeScale timeScale,
            double intercept,
            List<String> covariates,
            double[] coefficients,
            double scale,
            TypicalLifetime typical) {
        this.distribution = Objects.requireNonNull(distribution, "distribution");
        this.timeScale = Objects.requireNonNull(timeScale, "timeScale");
        this.intercept = finite(INTERCEPT, intercept);
        this.covariates = List.copyOf(covariates);
        this.coefficients = coefficients;
        this.scale = Checks.positive("scale", scale);
        this.typical = typical;
        for (int j = 0; j < coefficients.length; j++) {
            finite("coefficient of " + covariates.get(j), coefficients[j]);
        }
    }

    private static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
        return value;
    }

    /**
     * A model without covariates from its parameters, of a typical customer who has just begun.
     *
     * @param distribution of the error
     * @param timeScale unit of time
     * @param intercept mean of ln T but for the error's, finite
     * @param scale of the error, positive
     * @return the model
     * @throws IllegalArgumentException if a parameter is out of its range
     */
    public static AcceleratedLifetime of(
            LifetimeDistribution distribution, TimeScale timeScale, double intercept, double scale) {
        return new AcceleratedLifetime(
                distribution, timeScale, intercept, List.of(), new double[0], scale, TypicalLifetime.beginner(0));
    }

    /**
     * Estimates the model by maximum likelihood, with all covariates of the lifetimes. Rows with a start after 0 count given
     * that they were alive then; strata and clusters are not looked at.
     *
     * @param distribution of the error
     * @param lifetimes with at least one event
     * @return the model; its parameters are called {@code intercept}, as the covariates, and {@code scale}. If the data do
     *     not determine all of them, {@link Fitted#converged()} is false and {@link Fitted#diagnostics()} say why
     * @throws FitException if there is no event
     */
    public static Fitted<AcceleratedLifetime> fit(LifetimeDistribution distribution, Lifetimes lifetimes) {
        checkEvents(Objects.requireNonNull(distribution, "distribution") + " lifetimes", lifetimes);
        AcceleratedLikelihood likelihood = new AcceleratedLikelihood(distribution, lifetimes);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.real(INTERCEPT));
        lifetimes.covariates().forEach(name -> parameters.add(Parameter.real(name)));
        parameters.add(Parameter.positive(SCALE));
        Maximum maximum = MaximumLikelihood.withDefaults()
                .withTolerance(TOLERANCE)
                .maximize(NAME, parameters, likelihood, start(lifetimes, parameters.size()));
        double[] units = likelihood.units();
        double[] coefficients = new double[lifetimes.covariates().size()];
        Arrays.setAll(coefficients, j -> maximum.estimate(j + 1) * units[j + 1]);
        AcceleratedLifetime model = new AcceleratedLifetime(
                distribution,
                lifetimes.timeScale(),
                maximum.estimate(0),
                lifetimes.covariates(),
                coefficients,
                maximum.estimate(parameters.size() - 1),
                TypicalLifetime.of(lifetimes));
        Provenance provenance = lifetimes.provenance(NAME);
        return Fitted.of(model, maximum, units, maximum.logLikelihood(), List.of(), provenance);
    }

    static void checkEvents(String model, Lifetimes lifetimes) {
        if (!(lifetimes.events() > 0)) {
            throw FitException.of(
                    model,
                    "no lifetime of " + lifetimes.size() + " has ended",
                    List.of(
                            "Is the event coded the right way round (true = ended)?",
                            "Is the observation long enough for anybody to leave?",
                            "Does a filter leave out those who left?"));
        }
    }

    /** Exponential lifetimes without covariates. */
    private static double[] start(Lifetimes lifetimes, int dimension) {
        double exposure = 0;
        for (int row = 0; row < lifetimes.size(); row++) {
            exposure += lifetimes.weight(row) * (lifetimes.stop(row) - lifetimes.start(row));
        }
        double[] start = new double[dimension];
        start[0] = Math.log(exposure / lifetimes.events());
        start[dimension - 1] = 1;
        return start;
    }

    private static AcceleratedLifetime ofText(ModelText text) {
        List<String> names = new ArrayList<>();
        double[] coefficients = new double[text.count("covariates")];
        for (int j = 0; j < coefficients.length; j++) {
            names.add(text.word("covariate." + j));
            coefficients[j] = text.number("coefficient." + j);
        }
        return new AcceleratedLifetime(
                text.choice("distribution", LifetimeDistribution.class),
                text.choice("time_scale", TimeScale.class),
                text.number(INTERCEPT),
                names,
                coefficients,
                text.number(SCALE),
                TypicalLifetime.read(text, TypicalLifetime.beginner(coefficients.length)));
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(NAME, VERSION)
                .with("distribution", distribution.name())
                .with("time_scale", timeScale.name())
                .with(INTERCEPT, intercept)
                .with(SCALE, scale)
                .with("covariates", Integer.toString(coefficients.length));
        for (int j = 0; j < coefficients.length; j++) {
            text = text.with("covariate." + j, covariates.get(j)).with("coefficient." + j, coefficients[j]);
        }
        return typical.write(text);
    }

    /** Of the same distribution and unit of time. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        return simpler instanceof AcceleratedLifetime other
                && other.distribution == distribution
                && other.timeScale == timeScale;
    }

    /**
     * The distribution of the error.
     *
     * @return the distribution
     */
    public LifetimeDistribution distribution() {
        return distribution;
    }

    @Override
    public TimeScale timeScale() {
        return timeScale;
    }

    /**
     * The intercept of ln T.
     *
     * @return finite
     */
    public double intercept() {
        return intercept;
    }

    @Override
    public List<String> covariates() {
        return covariates;
    }

    @Override
    public double typicalAge() {
        return typical.age();
    }

    @Override
    public double[] typicalCovariates() {
        return typical.covariates();
    }

    @Override
    public AcceleratedLifetime withTypical(double age, double... x) {
        return new AcceleratedLifetime(
                distribution, timeScale, intercept, covariates, coefficients, scale, typical.with(age, x));
    }

    /**
     * The coefficients of the covariates.
     *
     * @return a copy, in the covariates' order
     */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * The scale of the error; of a Weibull lifetime, 1 / shape.
     *
     * @return positive
     */
    public double scale() {
        return scale;
    }

    /**
     * The probability of staying longer than t.
     *
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return between 0 and 1
     * @throws IllegalArgumentException if t is negative or NaN, or the covariates are not as many as the model's
     */
    public double survival(double t, double... x) {
        return Math.exp(-cumulativeHazard(t, x));
    }

    /** S(age + t) / S(age), also where both are too small for a double. */
    @Override
    public double survivalFrom(double age, double t, double... x) {
        checkTime(t);
        double before = cumulativeHazard(age, x);
        // Of a hazard beyond all numbers there is nobody to stay.
        return before == Double.POSITIVE_INFINITY && t > 0
                ? 0
                : Math.exp(t == 0 ? 0 : before - cumulativeHazard(age + t, x));
    }

    /**
     * The cumulative hazard, -ln S(t).
     *
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return not negative
     * @throws IllegalArgumentException if t is negative or NaN, or the covariates are not as many as the model's
     */
    public double cumulativeHazard(double t, double... x) {
        checkTime(t);
        double location = location(x);
        // -0.0 would be no hazard with a sign.
        return t == 0 ? 0 : 0 - distribution.logSurvival((Math.log(t) - location) / scale);
    }

    /**
     * The hazard: the rate per unit of time at which those who are still there leave.
     *
     * @param t positive
     * @param x values of the covariates, in their order
     * @return not negative
     * @throws IllegalArgumentException if t is not positive, or the covariates are not as many as the model's
     */
    public double hazard(double t, double... x) {
        if (!(t > 0)) {
            throw new IllegalArgumentException("time must be positive, was " + t);
        }
        double u = (Math.log(t) - location(x)) / scale;
        return -distribution.survivalSlope(u) / (scale * t);
    }

    /**
     * The time by which a customer has left with a given probability.
     *
     * @param probability between 0 and 1
     * @param x values of the covariates, in their order
     * @return positive
     * @throws IllegalArgumentException if the probability is not between 0 and 1, or the covariates are not as many as the
     *     model's
     */
    public double quantile(double probability, double... x) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be between 0 and 1, was " + probability);
        }
        return Math.exp(location(x) + scale * distribution.errorAt(1 - probability));
    }

    /**
     * The time by which half of such customers have left.
     *
     * @param x values of the covariates, in their order
     * @return positive
     * @throws IllegalArgumentException if the covariates are not as many as the model's
     */
    public double median(double... x) {
        return quantile(0.5, x);
    }

    /**
     * The mean lifetime: often far beyond what was observed, and then no more than the distribution's word.
     *
     * @param x values of the covariates, in their order
     * @return positive; infinite for a log-logistic lifetime with a scale of 1 or more
     * @throws IllegalArgumentException if the covariates are not as many as the model's
     */
    public double mean(double... x) {
        return Math.exp(location(x) + distribution.logMean(scale));
    }

    private static void checkTime(double t) {
        if (!(t >= 0)) {
            throw new IllegalArgumentException("time must not be negative, was " + t);
        }
    }

    private double location(double... x) {
        if (x.length != coefficients.length) {
            throw new IllegalArgumentException(
                    "values must be as many as the covariates " + covariates + ", were " + x.length);
        }
        double location = intercept;
        for (int j = 0; j < x.length; j++) {
            location += coefficients[j] * x[j];
        }
        return location;
    }
}
