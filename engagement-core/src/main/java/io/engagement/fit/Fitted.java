package io.engagement.fit;

import io.engagement.internal.text.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A fitted model: its parameters with their errors, how well it fits, how the search ended, and what it was fitted to.
 * Immutable; saved and loaded as text.
 *
 * <p>Standard errors are those of maximum likelihood: from the inverse of the observed information in the logarithms of
 * positive parameters, brought to the parameters themselves by the delta method.
 *
 * @param <M> the model
 */
public final class Fitted<M extends StatisticalModel> {
    private final M model;
    private final List<Parameter> parameters;
    private final double[] estimates;
    private final double[][] covariance;
    /** How many numbers the fit chose beside the parameters. */
    private final int chosen;

    private final double logLikelihood;
    /** Where all parameters are 0. */
    private final OptionalDouble nullLogLikelihood;

    private final Ending ending;
    private final int iterations;
    private final int evaluations;
    private final List<String> diagnostics;
    private final Provenance provenance;

    Fitted(
            M model,
            List<Parameter> parameters,
            double[] estimates,
            double[][] covariance,
            int chosen,
            double logLikelihood,
            OptionalDouble nullLogLikelihood,
            Ending ending,
            int iterations,
            int evaluations,
            List<String> diagnostics,
            Provenance provenance) {
        this.model = model;
        this.parameters = List.copyOf(parameters);
        this.estimates = estimates;
        this.covariance = covariance;
        this.chosen = chosen;
        this.logLikelihood = logLikelihood;
        this.nullLogLikelihood = nullLogLikelihood;
        this.ending = ending;
        this.iterations = iterations;
        this.evaluations = evaluations;
        this.diagnostics = List.copyOf(diagnostics);
        this.provenance = provenance;
    }

    /**
     * The result of a search.
     *
     * @param model the model with the parameters found
     * @param maximum where the search ended
     * @param units the factor of each estimate from the fit's units to the user's
     * @param logLikelihood the log-likelihood in the user's units
     * @param remarks remarks of the model on the result, one plain sentence each
     * @param provenance what it was fitted to
     * @param <M> the model's type
     * @return the fitted model
     */
    public static <M extends StatisticalModel> Fitted<M> of(
            M model,
            Maximum maximum,
            double[] units,
            double logLikelihood,
            List<String> remarks,
            Provenance provenance) {
        int dimension = units.length;
        double[] estimates = new double[dimension];
        double[] slopes = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            estimates[i] = maximum.estimate(i) * units[i];
            slopes[i] = maximum.parameters().get(i).slope(maximum.estimate(i)) * units[i];
        }
        double[][] covariance = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                covariance[i][j] = slopes[i] * maximum.coordinateCovariance(i, j) * slopes[j];
            }
        }
        List<String> diagnostics = new ArrayList<>(remarks);
        diagnostics.addAll(maximum.statements(units));
        return new Fitted<>(
                model,
                inUnits(maximum.parameters(), units),
                estimates,
                covariance,
                0,
                logLikelihood,
                OptionalDouble.empty(),
                maximum.ending(),
                maximum.iterations(),
                maximum.evaluations(),
                diagnostics,
                provenance);
    }

    /** Parameters whose bounds are in the user's units, as the estimates are. */
    private static List<Parameter> inUnits(List<Parameter> parameters, double[] units) {
        List<Parameter> scaled = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            Parameter each = parameters.get(i);
            scaled.add(each.within(each.lower() * units[i], each.upper() * units[i]));
        }
        return scaled;
    }

    /**
     * The same fit with numbers that were chosen by the likelihood beside the parameters, such as k of the CNBD-k
     * models: {@link #aic()} and {@link #bic()} count them as parameters.
     *
     * @param chosenNumbers how many, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if the number is negative
     */
    public Fitted<M> withSelectedParameters(int chosenNumbers) {
        if (chosenNumbers < 0) {
            throw new IllegalArgumentException("chosen numbers must not be negative, were " + chosenNumbers);
        }
        return new Fitted<>(
                model,
                parameters,
                estimates,
                covariance,
                chosenNumbers,
                logLikelihood,
                nullLogLikelihood,
                ending,
                iterations,
                evaluations,
                diagnostics,
                provenance);
    }

    /**
     * The same fit with the log-likelihood where all parameters are 0, for a model without effect there.
     *
     * @param logLikelihoodOfNone the log-likelihood of the same data if all parameters are 0, finite
     * @return the changed copy
     * @throws IllegalArgumentException if the log-likelihood is not finite
     */
    public Fitted<M> withNull(double logLikelihoodOfNone) {
        if (!Double.isFinite(logLikelihoodOfNone)) {
            throw new IllegalArgumentException("null log-likelihood must be finite, was " + logLikelihoodOfNone);
        }
        return new Fitted<>(
                model,
                parameters,
                estimates,
                covariance,
                chosen,
                logLikelihood,
                OptionalDouble.of(logLikelihoodOfNone),
                ending,
                iterations,
                evaluations,
                diagnostics,
                provenance);
    }

    /**
     * The model.
     *
     * @return with the estimates as its parameters
     */
    public M model() {
        return model;
    }

    /**
     * What was estimated: names, ranges, and whether a parameter is above 0.
     *
     * @return the parameters, in the order of {@link #parameterNames()}
     */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * Names of the parameters, as in the model's paper.
     *
     * @return in the order of {@link #estimates()}
     */
    public List<String> parameterNames() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /**
     * Estimates of the parameters.
     *
     * @return a copy, finite
     */
    public double[] estimates() {
        return estimates.clone();
    }

    /**
     * The estimate of a parameter.
     *
     * @param name of the parameter
     * @return finite
     * @throws IllegalArgumentException if the model has no parameter of this name
     */
    public double estimate(String name) {
        return estimates[index(name)];
    }

    /**
     * Standard errors of the parameters.
     *
     * @return a copy; NaN for a parameter that the data do not determine
     */
    public double[] standardErrors() {
        double[] errors = new double[estimates.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.sqrt(covariance[i][i]);
        }
        return errors;
    }

    /**
     * The standard error of a parameter.
     *
     * @param name of the parameter
     * @return positive; NaN if the data do not determine it
     * @throws IllegalArgumentException if the model has no parameter of this name
     */
    public double standardError(String name) {
        int i = index(name);
        return Math.sqrt(covariance[i][i]);
    }

    /**
     * Covariance of the parameters' estimates.
     *
     * @return a copy; rows and columns of parameters that the data do not determine are NaN
     */
    public double[][] covariance() {
        double[][] copy = new double[covariance.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = covariance[i].clone();
        }
        return copy;
    }

    /**
     * A confidence interval (Wald's), symmetric in the logarithm of a positive parameter.
     *
     * @param name of the parameter
     * @param level between 0 and 1, e.g. 0.95
     * @return the interval; its ends are NaN if the data do not determine the parameter
     * @throws IllegalArgumentException if the model has no parameter of this name or the level is not between 0 and 1
     */
    public Interval interval(String name, double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be between 0 and 1, was " + level);
        }
        int i = index(name);
        Parameter parameter = parameters.get(i);
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        double centre = parameter.coordinate(estimates[i]);
        double half = z * Math.sqrt(covariance[i][i]) / parameter.slope(estimates[i]);
        return new Interval(parameter.value(centre - half), parameter.value(centre + half));
    }

    private int index(String name) {
        int index = parameterNames().indexOf(name);
        if (index < 0) {
            throw Names.unknown("parameter of " + provenance.model(), name, parameterNames());
        }
        return index;
    }

    /**
     * The log-likelihood at the estimates.
     *
     * @return finite
     */
    public double logLikelihood() {
        return logLikelihood;
    }

    /**
     * The log-likelihood if all parameters were 0, for models without effect there, such as Cox's.
     *
     * @return finite; empty for models in which 0 is no neutral value
     */
    public OptionalDouble nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /**
     * The likelihood-ratio test of the hypothesis that all parameters are 0: twice the gain over {@link
     * #nullLogLikelihood()}, with as many degrees of freedom as parameters.
     *
     * @return the test; empty without a null log-likelihood
     */
    public Optional<ChiSquareTest> likelihoodRatio() {
        return nullLogLikelihood.isPresent()
                ? Optional.of(new ChiSquareTest(
                        2 * Math.max(0, logLikelihood - nullLogLikelihood.getAsDouble()), estimates.length))
                : Optional.empty();
    }

    /**
     * The likelihood-ratio test of the hypothesis that a simpler, nested model is right (Wilks 1938,
     * doi:10.1214/aoms/1177732360): twice the difference of the log-likelihoods, with one degree of freedom for each
     * additional parameter. A small p-value says that the larger model fits better than by chance.
     *
     * <p>Valid if the simpler model is not on a bound of the larger one. Refused are fits that are evidently not
     * nested: other {@linkplain StatisticalModel#nests models}, parameters that this fit lacks, another number of rows,
     * period or unit of time, searches that did not end at a maximum, and a lower likelihood of the larger fit. The
     * caller must ensure that the rows are the same and that no coefficient was penalised.
     *
     * @param simpler a fit to the same rows
     * @return the test
     * @throws IllegalArgumentException if the fits are not nested or their data differ
     */
    public ChiSquareTest likelihoodRatio(Fitted<?> simpler) {
        return new NestedFits(this, simpler).likelihoodRatio();
    }

    /**
     * How many numbers the fit chose beside the estimated parameters.
     *
     * @return not negative
     */
    public int selectedParameters() {
        return chosen;
    }

    /**
     * Akaike's criterion: 2 k - 2 ln L with k parameters, {@linkplain #selectedParameters() chosen} numbers included;
     * lower is better.
     *
     * @return finite
     */
    public double aic() {
        return 2.0 * (estimates.length + chosen) - 2 * logLikelihood;
    }

    /**
     * The Bayesian criterion of Schwarz (1978): k ln n - 2 ln L with n customers and k parameters, {@linkplain
     * #selectedParameters() chosen} numbers included; lower is better.
     *
     * @return finite
     */
    public double bic() {
        return (estimates.length + chosen) * Math.log(provenance.customers()) - 2 * logLikelihood;
    }

    /**
     * Whether the search ended at an ordinary maximum.
     *
     * @return false if a parameter ran away or the search did not end; see {@link #diagnostics()}
     */
    public boolean converged() {
        return ending == Ending.MAXIMUM;
    }

    /**
     * How the search ended.
     *
     * @return the ending
     */
    public Ending ending() {
        return ending;
    }

    /**
     * Warnings about this fit.
     *
     * @return plain sentences; empty if there are none
     */
    public List<String> diagnostics() {
        return diagnostics;
    }

    /**
     * Iterations of the search.
     *
     * @return how many
     */
    public int iterations() {
        return iterations;
    }

    /**
     * Evaluations of the likelihood and its gradient.
     *
     * @return how many
     */
    public int evaluations() {
        return evaluations;
    }

    /**
     * What the model was fitted to.
     *
     * @return data, period and library
     */
    public Provenance provenance() {
        return provenance;
    }

    /**
     * A summary for a person: the model, what it was fitted to, its parameters with standard errors and 95 % intervals,
     * how well it fits, how the search ended, and warnings.
     *
     * @return several lines, each ended by {@code \n}; the same in every locale
     */
    public String summary() {
        return FittedSummary.of(this);
    }

    /**
     * The text form.
     *
     * @return a text that {@link #read} reads to the same bits
     */
    public String toText() {
        return modelText().toString();
    }

    /**
     * The lines of the text form, to which others may be added.
     *
     * @return a text that {@link #read} reads to the same bits
     */
    public ModelText modelText() {
        return FittedText.write(this);
    }

    /**
     * The kind of the model in a fitted model's text, for reading models of several kinds.
     *
     * @param text what {@link #toText} wrote
     * @return the kind of the model's text
     * @throws IllegalArgumentException if the text is something else or of an unknown version
     */
    public static String modelKind(String text) {
        return FittedText.modelOf(text).split(" ", 2)[0];
    }

    /**
     * The version of the model's own text in a fitted model's text.
     *
     * @param text what {@link #toText} wrote
     * @return at least 1
     * @throws IllegalArgumentException if the text is something else or of an unknown version
     */
    public static int modelVersion(String text) {
        return ModelText.versionOf("engagement " + FittedText.modelOf(text));
    }

    /**
     * Whether a text holds a fitted model rather than a model alone.
     *
     * @param text what {@link #toText} or a model wrote
     * @return true for what {@link #toText} wrote
     * @throws IllegalArgumentException if the text does not begin as a saved one
     */
    public static boolean isFitted(String text) {
        return ModelText.kindOf(text).equals(FittedText.KIND);
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText} wrote
     * @param modelKind kind of the model's text
     * @param modelVersion newest version of it that the reader understands
     * @param reader makes the model from its text
     * @param <M> the model's type
     * @return the fitted model, the same bits
     * @throws IllegalArgumentException if the text is something else, of an unknown version or incomplete
     */
    public static <M extends StatisticalModel> Fitted<M> read(
            String text, String modelKind, int modelVersion, Function<ModelText, M> reader) {
        return FittedText.read(text, modelKind, modelVersion, reader);
    }
}
