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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proportional hazards: covariates multiply the hazard, h(t) = h_0(t) exp(coefficients x), and the baseline h_0 of each
 * stratum may be of any form. Cox (1972), "Regression Models and Life-Tables", doi:10.1111/j.2517-6161.1972.tb00899.x.
 *
 * <p>One more unit of a covariate multiplies the hazard by exp(coefficient). Covariates may change with time: then a
 * customer has a row for each stretch, see {@link Lifetimes}. Immutable.
 */
public final class CoxModel implements StatisticalModel, SurvivalModel {
    private static final String NAME = "cox";
    /** Since 2 with the typical customer. */
    private static final int VERSION = 2;

    /** How its texts are read, alone and fitted. */
    public static final Family<CoxModel> FAMILY = Family.of(NAME, VERSION, (text, own) -> ofText(text));
    /** A likelihood without curvature where hazards differ by this in the logarithm has no maximum that is finite. */
    private static final double RUNAWAY = 8;

    private final TimeScale timeScale;
    private final Ties ties;
    private final List<String> covariates;
    private final double[] coefficients;
    private final double[] means;
    private final List<BaselineHazard> baselines;
    private final TypicalLifetime typical;

    private CoxModel(
            TimeScale timeScale,
            Ties ties,
            List<String> covariates,
            double[] coefficients,
            double[] means,
            List<BaselineHazard> baselines,
            TypicalLifetime typical) {
        this.timeScale = timeScale;
        this.ties = ties;
        this.covariates = List.copyOf(covariates);
        this.coefficients = coefficients;
        this.means = means;
        this.baselines = List.copyOf(baselines);
        this.typical = typical;
    }

    /**
     * Estimates the model by the maximum of the partial likelihood, with all covariates of the lifetimes, by strata, with
     * Efron's treatment of ties.
     *
     * @param lifetimes with at least one event and one covariate
     * @return the model, as {@link #fit(Lifetimes, Ties)}
     * @throws FitException if there is no event
     * @throws IllegalArgumentException if there is no covariate
     */
    public static Fitted<CoxModel> fit(Lifetimes lifetimes) {
        return fit(lifetimes, Ties.EFRON);
    }

    /**
     * Estimates the model by the maximum of the partial likelihood, with all covariates of the lifetimes and by strata.
     *
     * <p>If all who leave have the highest (or lowest) value of a covariate among those at risk, the likelihood rises for
     * ever as its coefficient goes to infinity (monotone likelihood): then {@link Fitted#converged()} is false, its standard
     * error NaN, and {@link Fitted#diagnostics()} say so. The same holds for covariates that do not differ or that are sums
     * of others.
     *
     * @param lifetimes with at least one event and one covariate
     * @param ties how several events at one time are taken
     * @return the model; its parameters are called as the covariates, its standard errors are those of the information; for
     *     robust ones see {@link CoxResiduals}, for intervals of its curves {@link CoxIntervals}, for whether hazards are
     *     proportional {@link ProportionalHazardsTest}
     * @throws FitException if there is no event
     * @throws IllegalArgumentException if there is no covariate
     */
    public static Fitted<CoxModel> fit(Lifetimes lifetimes, Ties ties) {
        AcceleratedLifetime.checkEvents("a Cox model", lifetimes);
        if (lifetimes.covariates().isEmpty()) {
            throw new IllegalArgumentException(
                    "lifetimes must have a covariate: without one, Kaplan-Meier says all that they tell");
        }
        RiskSets sets = new RiskSets(lifetimes);
        int dimension = sets.dimension();
        List<Parameter> parameters =
                lifetimes.covariates().stream().map(Parameter::real).toList();
        PartialLikelihood likelihood = new PartialLikelihood(sets, ties);
        Maximum maximum = MaximumLikelihood.withDefaults()
                .withTolerance(AcceleratedLifetime.TOLERANCE)
                .maximize(NAME, parameters, likelihood, new double[dimension]);
        double[] beta = new double[dimension];
        double[] units = new double[dimension];
        double[] means = new double[dimension];
        double[] coefficients = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            beta[j] = maximum.estimate(j);
            units[j] = 1 / sets.spread(j);
            means[j] = sets.centre(j);
            coefficients[j] = beta[j] * units[j];
        }
        CoxModel model = new CoxModel(
                lifetimes.timeScale(),
                ties,
                lifetimes.covariates(),
                coefficients,
                means,
                List.of(BaselineHazard.of(sets, ties, beta)),
                TypicalLifetime.of(lifetimes));
        Provenance provenance = lifetimes.provenance(NAME);
        return Fitted.of(model, maximum, units, maximum.logLikelihood(), remarks(sets, maximum), provenance)
                .withNull(likelihood.atZero());
    }

    private static List<String> remarks(RiskSets sets, Maximum maximum) {
        List<String> remarks = new ArrayList<>();
        for (int j = 0; j < sets.dimension(); j++) {
            double reach = maximum.estimate(j) * sets.range(j);
            if (!maximum.isDetermined(j) && Math.abs(reach) > RUNAWAY) {
                String name = maximum.parameters().get(j).name();
                remarks.add("monotone likelihood: the likelihood rises for ever as the coefficient of " + name
                        + " goes to " + (reach > 0 ? "plus" : "minus") + " infinity; its estimate is only where the"
                        + " search stopped. Does " + name + " tell by itself who leaves?");
            }
        }
        return remarks;
    }

    private static CoxModel ofText(ModelText text) {
        List<String> names = new ArrayList<>();
        double[] coefficients = new double[text.count("covariates")];
        double[] means = new double[coefficients.length];
        for (int j = 0; j < coefficients.length; j++) {
            names.add(text.word("covariate." + j));
            coefficients[j] = text.number("coefficient." + j);
            means[j] = text.number("mean." + j);
        }
        List<BaselineHazard> baselines = new ArrayList<>();
        int strata = text.whole("strata", 1, Integer.MAX_VALUE);
        for (int s = 0; s < strata; s++) {
            baselines.add(BaselineHazard.ofText(text.part("baseline." + s, "baseline-hazard", 1)));
        }
        return new CoxModel(
                text.choice("time_scale", TimeScale.class),
                text.choice("ties", Ties.class),
                names,
                coefficients,
                means,
                baselines,
                TypicalLifetime.read(text, new TypicalLifetime(0, means)));
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(NAME, VERSION)
                .with("time_scale", timeScale.name())
                .with("ties", ties.name())
                .with("covariates", Integer.toString(coefficients.length))
                .with("strata", Integer.toString(baselines.size()));
        for (int j = 0; j < coefficients.length; j++) {
            text = text.with("covariate." + j, covariates.get(j))
                    .with("coefficient." + j, coefficients[j])
                    .with("mean." + j, means[j]);
        }
        for (int s = 0; s < baselines.size(); s++) {
            text = text.withPart("baseline." + s, baselines.get(s).modelText());
        }
        return typical.write(text);
    }

    @Override
    public TimeScale timeScale() {
        return timeScale;
    }

    /** With the same strata, and ties taken in the same way. */
    @Override
    public boolean nests(StatisticalModel simpler) {
        return simpler instanceof CoxModel other
                && other.ties == ties
                && other.timeScale == timeScale
                && other.strata().equals(strata());
    }

    /**
     * How several events at one time were taken.
     *
     * @return by Efron or by Breslow
     */
    public Ties ties() {
        return ties;
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
    public CoxModel withTypical(double age, double... x) {
        return new CoxModel(timeScale, ties, covariates, coefficients, means, baselines, typical.with(age, x));
    }

    /**
     * The coefficients: logarithms of the factors by which one more unit of each covariate multiplies the hazard.
     *
     * @return a copy, in the covariates' order
     */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /**
     * Numbers of the strata.
     *
     * @return ascending
     */
    public List<Integer> strata() {
        return baselines.stream().map(BaselineHazard::stratum).toList();
    }

    /**
     * The linear predictor: the logarithm of the hazard against that of a customer whose covariates are all 0.
     *
     * @param x values of the covariates, in their order
     * @return finite for finite values
     * @throws IllegalArgumentException if the values are not as many as the covariates
     */
    public double logHazardRatio(double... x) {
        return predictor(0, x);
    }

    /**
     * The cumulative hazard, by the estimate that goes with the treatment of ties (Efron's or Breslow's), if the covariates
     * stay as they are.
     *
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return not negative; NaN after the last time that was observed
     * @throws IllegalArgumentException if t is negative or NaN, the values are not as many as the covariates, or the model
     *     has several strata
     */
    public double cumulativeHazard(double t, double... x) {
        if (baselines.size() > 1) {
            throw new IllegalArgumentException("the model has the strata " + strata() + ": say in which");
        }
        return hazard(baselines.get(0), t, x);
    }

    /**
     * The probability of staying longer than t, exp(-cumulative hazard), if the covariates stay as they are.
     *
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return between 0 and 1; NaN after the last time that was observed
     * @throws IllegalArgumentException as {@link #cumulativeHazard}
     */
    public double survival(double t, double... x) {
        return Math.exp(-cumulativeHazard(t, x));
    }

    /**
     * The probability of staying for another while, if the covariates stay as they are.
     *
     * @param age how long the customer has stayed, not negative
     * @param t how much longer, not negative
     * @param x values of the covariates, in their order
     * @return between 0 and 1; NaN after the last time that was observed
     * @throws IllegalArgumentException as {@link #cumulativeHazard}, or if t is negative or NaN
     */
    @Override
    public double survivalFrom(double age, double t, double... x) {
        if (!(t >= 0)) {
            throw new IllegalArgumentException("time must not be negative, was " + t);
        }
        double before = cumulativeHazard(age, x);
        if (before == Double.POSITIVE_INFINITY) {
            return t > 0 ? 0 : 1;
        }
        return Math.exp(before - cumulativeHazard(age + t, x));
    }

    /**
     * The cumulative hazard in a stratum, if the covariates stay as they are.
     *
     * @param stratum number of the stratum
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return not negative; NaN after the last time that was observed in the stratum
     * @throws IllegalArgumentException if t is negative or NaN, the values are not as many as the covariates, or the model
     *     has no such stratum
     */
    public double cumulativeHazardIn(int stratum, double t, double... x) {
        for (BaselineHazard baseline : baselines) {
            if (baseline.stratum() == stratum) {
                return hazard(baseline, t, x);
            }
        }
        throw new IllegalArgumentException("the model has the strata " + strata() + ", not " + stratum);
    }

    /**
     * The probability of staying longer than t in a stratum, if the covariates stay as they are.
     *
     * @param stratum number of the stratum
     * @param t not negative
     * @param x values of the covariates, in their order
     * @return between 0 and 1; NaN after the last time that was observed in the stratum
     * @throws IllegalArgumentException as {@link #cumulativeHazardIn}
     */
    public double survivalIn(int stratum, double t, double... x) {
        return Math.exp(-cumulativeHazardIn(stratum, t, x));
    }

    private double hazard(BaselineHazard baseline, double t, double... x) {
        double factor = Math.exp(predictor(1, x));
        double hazard = baseline.at(t);
        return hazard == 0 ? 0 : hazard * factor;
    }

    /** Against the covariates' means times the share. */
    private double predictor(double share, double... x) {
        if (x.length != coefficients.length) {
            throw new IllegalArgumentException(
                    "values must be as many as the covariates " + covariates + ", were " + x.length);
        }
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += coefficients[j] * (x[j] - share * means[j]);
        }
        return sum;
    }

    /** Of a row of lifetimes with the same covariates. */
    double predictor(Lifetimes lifetimes, int row) {
        double sum = 0;
        for (int j = 0; j < coefficients.length; j++) {
            sum += coefficients[j] * (lifetimes.covariate(row, j) - means[j]);
        }
        return sum;
    }

    void checkCovariates(Lifetimes lifetimes) {
        if (!lifetimes.covariates().equals(covariates)) {
            throw new IllegalArgumentException(
                    "lifetimes must have the covariates " + covariates + ", had " + lifetimes.covariates());
        }
        if (lifetimes.timeScale() != timeScale) {
            throw new IllegalArgumentException(
                    "the model is in " + timeScale + ", the lifetimes are in " + lifetimes.timeScale());
        }
    }

    /** Coefficients of the covariates in units of their standard deviations. */
    double[] standardized(RiskSets sets) {
        double[] beta = coefficients.clone();
        Arrays.setAll(beta, j -> coefficients[j] * sets.spread(j));
        return beta;
    }
}
