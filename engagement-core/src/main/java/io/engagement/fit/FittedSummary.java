package io.engagement.fit;

import java.util.Locale;

/** What there is to tell a person of a fitted model. */
final class FittedSummary {
    /** Of the names' column, unless one is longer. */
    private static final int NAME_WIDTH = 15;

    private FittedSummary() {}

    static String of(Fitted<?> fitted) {
        Provenance provenance = fitted.provenance();
        double[] estimates = fitted.estimates();
        StringBuilder text = new StringBuilder(provenance.model()).append(", maximum likelihood");
        provenance.timeScale().ifPresent(scale -> text.append(", time in ").append(scale.toLowerCase(Locale.ROOT)));
        text.append(String.format(
                Locale.ROOT,
                "%n%,.0f customers in %,d distinct rows",
                provenance.customers(),
                provenance.distinctRows()));
        provenance.periodStart().ifPresent(start -> text.append(", from ").append(start));
        provenance.periodEnd().ifPresent(end -> text.append(" to ").append(end));
        provenance.interactions().ifPresent(read -> text.append("\nof ").append(read));
        String name =
                "%-" + fitted.parameterNames().stream().mapToInt(String::length).reduce(NAME_WIDTH, Math::max) + "s";
        text.append(String.format(
                "%n%n" + name + " %12s %12s %28s%n", "parameter", "estimate", "std. error", "95 % interval"));
        for (int i = 0; i < estimates.length; i++) {
            String parameter = fitted.parameterNames().get(i);
            Interval interval = fitted.interval(parameter, 0.95);
            text.append(String.format(
                    Locale.ROOT,
                    name + " %12.6g %12s %13s .. %11s%n",
                    parameter,
                    estimates[i],
                    orNone("%.4g", fitted.standardError(parameter)),
                    orNone("%.6g", interval.lower()),
                    orNone("%.6g", interval.upper())));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nlog-likelihood %.4f, AIC %.2f, BIC %.2f; %s after %d steps%n",
                fitted.logLikelihood(),
                fitted.aic(),
                fitted.bic(),
                fitted.converged() ? "converged" : "NOT converged",
                fitted.iterations()));
        fitted.likelihoodRatio()
                .ifPresent(test -> text.append(String.format(
                        Locale.ROOT,
                        "likelihood ratio against all 0: %.4f on %d df, p %.4g%n",
                        test.statistic(),
                        test.degreesOfFreedom(),
                        test.pValue())));
        fitted.diagnostics().forEach(line -> text.append("note: ").append(line).append('\n'));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** What the data do not determine has no error; the notes say why. */
    private static String orNone(String format, double value) {
        return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, format, value);
    }
}
