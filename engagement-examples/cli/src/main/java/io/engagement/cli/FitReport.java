package io.engagement.cli;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import io.engagement.fit.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What there is to tell of a fit: as JSON for programs, as a table for people. */
final class FitReport {
    private final Fitted<?> fitted;
    private final Map<String, Object> counts;
    private final TimeScale scale;

    /**
     * A report.
     *
     * @param fitted the fit
     * @param counts what the model was fitted to, in numbers
     * @param scale the unit of time
     */
    FitReport(Fitted<?> fitted, Map<String, Object> counts, TimeScale scale) {
        this.fitted = fitted;
        this.counts = new LinkedHashMap<>(counts);
        this.scale = scale;
    }

    String json() {
        Provenance provenance = fitted.provenance();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("model", provenance.model());
        report.put("parameters", byName(fitted.estimates()));
        report.put("standard_errors", byName(fitted.standardErrors()));
        report.put("log_likelihood", fitted.logLikelihood());
        report.put("aic", fitted.aic());
        report.put("bic", fitted.bic());
        report.put("converged", fitted.converged());
        report.put("diagnostics", fitted.diagnostics());
        report.put("counts", counts);
        report.put("period", period(provenance));
        report.put("time_scale", scale.name());
        report.put("iterations", fitted.iterations());
        report.put("evaluations", fitted.evaluations());
        report.put("library_version", provenance.libraryVersion());
        return Json.of(report);
    }

    private static Map<String, Object> period(Provenance provenance) {
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("start", provenance.periodStart());
        period.put("end", provenance.periodEnd());
        return period;
    }

    private Map<String, Object> byName(double[] values) {
        Map<String, Object> named = new LinkedHashMap<>();
        List<String> names = fitted.parameterNames();
        for (int i = 0; i < values.length; i++) {
            named.put(names.get(i), values[i]);
        }
        return named;
    }

    String table() {
        StringBuilder text = new StringBuilder();
        text.append(fitted.provenance().model())
                .append(", time in ")
                .append(scale.name().toLowerCase(Locale.ROOT))
                .append(String.format("%n%n"));
        text.append(String.format("%-15s %12s %12s %28s%n", "parameter", "estimate", "std. error", "95 % interval"));
        for (int i = 0; i < fitted.parameterNames().size(); i++) {
            String name = fitted.parameterNames().get(i);
            Interval interval = fitted.interval(name, 0.95);
            text.append(String.format(
                    Locale.ROOT,
                    "%-15s %12.6g %12.4g %13.6g .. %11.6g%n",
                    name,
                    fitted.estimates()[i],
                    fitted.standardErrors()[i],
                    interval.lower(),
                    interval.upper()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nlog-likelihood %.4f, AIC %.2f, BIC %.2f; %s after %d steps%n",
                fitted.logLikelihood(),
                fitted.aic(),
                fitted.bic(),
                fitted.converged() ? "converged" : "NOT converged",
                fitted.iterations()));
        counts.forEach((name, count) ->
                text.append(name.replace('_', ' ')).append(": ").append(count).append(String.format("%n")));
        fitted.diagnostics().forEach(line -> text.append("note: ").append(line).append(String.format("%n")));
        return text.toString();
    }
}
