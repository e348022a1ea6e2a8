package io.engagement.cli;

import io.engagement.fit.Fitted;
import io.engagement.fit.Provenance;
import io.engagement.measure.Definition;
import io.engagement.setup.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to tell of a fit: as JSON for programs, as a table for people. */
final class FitReport {
    private final Fitted<?> fitted;
    private final Map<String, Object> counts;

    /**
     * A report.
     *
     * @param fitted the fit
     * @param counts what the model was fitted to, in numbers
     */
    FitReport(Fitted<?> fitted, Map<String, Object> counts) {
        this.fitted = fitted;
        this.counts = new LinkedHashMap<>(counts);
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
        report.put("time_scale", provenance.timeScale());
        definition().ifPresent(definition -> report.put("definition", definition.toText()));
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

    /** What the model counts, if it tells. */
    private Optional<Definition> definition() {
        return Subject.definition(fitted.model());
    }

    String table() {
        StringBuilder text = new StringBuilder(fitted.summary().replace("\n", System.lineSeparator()));
        counts.forEach((name, count) ->
                text.append(name.replace('_', ' ')).append(": ").append(count).append(System.lineSeparator()));
        definition()
                .ifPresent(definition ->
                        text.append("counts: ").append(definition.describe()).append(System.lineSeparator()));
        return text.toString();
    }
}
