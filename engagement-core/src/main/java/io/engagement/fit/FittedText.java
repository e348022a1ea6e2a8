package io.engagement.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** The text form of fitted models. */
final class FittedText {
    static final String KIND = "fitted";
    private static final int VERSION = 1;

    /** Units are multiplied twice, which rounds. */
    private static final double SAME = 1e-9;

    private FittedText() {}

    static ModelText write(Fitted<?> fitted) {
        ModelText text = ModelText.of(KIND, VERSION)
                .withPart("model", fitted.model().modelText())
                .withPart("provenance", fitted.provenance().toText())
                .with("log_likelihood", fitted.logLikelihood())
                .with("ending", fitted.ending().name())
                .with("iterations", Integer.toString(fitted.iterations()))
                .with("evaluations", Integer.toString(fitted.evaluations()))
                .with("parameters", Integer.toString(fitted.parameters().size()))
                .with("chosen", Integer.toString(fitted.selectedParameters()))
                .with("diagnostics", Integer.toString(fitted.diagnostics().size()));
        for (int i = 0; i < fitted.diagnostics().size(); i++) {
            text = text.with("diagnostic." + i, fitted.diagnostics().get(i));
        }
        if (fitted.nullLogLikelihood().isPresent()) {
            text = text.with("null_log_likelihood", fitted.nullLogLikelihood().getAsDouble());
        }
        Map<String, String> lines = new LinkedHashMap<>();
        for (int i = 0; i < fitted.parameters().size(); i++) {
            lines.putAll(parameterLines(fitted, i));
        }
        return text.withAll(lines);
    }

    private static Map<String, String> parameterLines(Fitted<?> fitted, int i) {
        Parameter parameter = fitted.parameters().get(i);
        double[] covariances = fitted.covariance()[i];
        String key = "parameter." + i + ".";
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(key + "name", parameter.name());
        lines.put(key + "kind", parameter.kind().name());
        lines.put(key + "lower", Double.toString(parameter.lower()));
        lines.put(key + "upper", Double.toString(parameter.upper()));
        lines.put(key + "estimate", Double.toString(fitted.estimates()[i]));
        for (int j = 0; j < covariances.length; j++) {
            lines.put(key + "covariance." + j, Double.toString(covariances[j]));
        }
        return lines;
    }

    /** Kind and version of the model in a text. */
    static String modelOf(String text) {
        return ModelText.read(text, KIND, VERSION).word("model");
    }

    static <M extends StatisticalModel> Fitted<M> read(
            String text, String modelKind, int modelVersion, Function<ModelText, M> reader) {
        ModelText fitted = ModelText.read(text, KIND, VERSION);
        ModelText model = fitted.part("model", modelKind, modelVersion);
        Ending ending = fitted.choice("ending", Ending.class);
        int dimension = fitted.count("parameters");
        List<Parameter> parameters = new ArrayList<>();
        double[] estimates = new double[dimension];
        double[][] covariance = new double[dimension][0];
        Set<String> covariates = covariates(model);
        for (int i = 0; i < dimension; i++) {
            String key = "parameter." + i + ".";
            parameters.add(new Parameter(
                    fitted.word(key + "name"),
                    fitted.choice(key + "kind", Parameter.Kind.class),
                    fitted.number(key + "lower"),
                    fitted.number(key + "upper"),
                    // What a text holds is in the user's units for good.
                    0));
            estimates[i] = estimate(fitted, key + "estimate", parameters.get(i), model, covariates);
            checkInside(key + "estimate", parameters.get(i), estimates[i], ending);
            covariance[i] = covariances(fitted, key, i, dimension);
        }
        List<String> diagnostics = new ArrayList<>();
        for (int i = 0; i < fitted.count("diagnostics"); i++) {
            diagnostics.add(fitted.word("diagnostic." + i));
        }
        return new Fitted<>(
                reader.apply(model),
                parameters,
                estimates,
                covariance,
                // Texts that were saved before such numbers were counted have none.
                fitted.optionalWord("chosen").isPresent() ? fitted.whole("chosen", 0, Integer.MAX_VALUE) : 0,
                fitted.number("log_likelihood"),
                fitted.optionalWord("null_log_likelihood").isPresent()
                        ? OptionalDouble.of(fitted.number("null_log_likelihood"))
                        : OptionalDouble.empty(),
                ending,
                fitted.whole("iterations", 0, Integer.MAX_VALUE),
                fitted.whole("evaluations", 0, Integer.MAX_VALUE),
                diagnostics,
                Provenance.read(fitted.part("provenance", "provenance", 1)));
    }

    /** Names that users give, which may be those of a text's own keys. */
    private static Set<String> covariates(ModelText model) {
        Set<String> names = new HashSet<>();
        for (int i = 0; model.optionalWord("covariate." + i).isPresent(); i++) {
            names.add(model.word("covariate." + i));
        }
        return names;
    }

    /** An estimate, which is the model's own number of that name if it has one. */
    private static double estimate(
            ModelText fitted, String key, Parameter parameter, ModelText model, Set<String> covariates) {
        double estimate = fitted.number(key);
        if (parameter.kind() == Parameter.Kind.POSITIVE && !(estimate > 0)) {
            throw new IllegalArgumentException(key + " of a positive parameter must be positive, was " + estimate);
        }
        if (!covariates.contains(parameter.name())
                && model.optionalWord(parameter.name()).isPresent()) {
            double own = model.number(parameter.name());
            if (!(Math.abs(own - estimate) <= SAME * Math.abs(estimate))) {
                throw new IllegalArgumentException("model." + parameter.name() + " must be the estimate that stands in "
                        + key + ", " + estimate + ", was " + own + ": one of the two was changed");
            }
        }
        return estimate;
    }

    /**
     * A maximum lies within its parameters' bounds. What ran to a bound need not, as texts of format 1 have it: bounds in the search's
     * unit, estimates in the user's.
     */
    private static void checkInside(String key, Parameter parameter, double estimate, Ending ending) {
        double slack = SAME * Math.abs(estimate);
        if (ending == Ending.MAXIMUM
                && !(estimate >= parameter.lower() - slack && estimate <= parameter.upper() + slack)) {
            throw new IllegalArgumentException(key + " of a search that ended at a maximum must be from "
                    + parameter.lower() + " to " + parameter.upper() + ", was " + estimate);
        }
    }

    private static double[] covariances(ModelText fitted, String key, int i, int dimension) {
        double[] covariances = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            covariances[j] = fitted.anyNumber(key + "covariance." + j);
            if (Double.isInfinite(covariances[j]) || (j == i && covariances[j] < 0)) {
                throw new IllegalArgumentException(key + "covariance." + j + " must be "
                        + (j == i ? "not negative, or NaN" : "finite or NaN") + ", was " + covariances[j]);
            }
        }
        return covariances;
    }
}
