package io.engagement.setup;

import io.engagement.evaluate.EvaluationTable;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The summary of a set-up. */
final class SetupReport {
    /** With fewer events for each parameter, maximum likelihood estimates mislead: Peduzzi et al. (1996). */
    private static final int EVENTS = 10;
    /** Largest ratio of the ends of the 95 % interval of a parameter that counts as known. */
    private static final double ROUGHLY = 100;

    private static final double LEVEL = 0.95;

    private SetupReport() {}

    static Map<String, String> missing(SetupParts parts) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (Subject subject : Subject.values()) {
            boolean isWanted = (subject != Subject.CONTRACTS && subject != Subject.RETENTION)
                    || parts.failures().containsKey(subject);
            if (isWanted && parts.fitted().get(subject) == null) {
                subject.scores().forEach(score -> missing.put(score, why(parts, subject)));
            }
        }
        if (parts.failures().containsKey(Subject.RETENTION)) {
            missing.put("retention_risk", why(parts, Subject.RETENTION));
        }
        if (parts.retentionRisk().isPresent()) {
            missing.remove("retention_risk");
        }
        if (parts.fitted().get(Subject.PURCHASES) == null) {
            Subject.SPEND.scores().forEach(score -> missing.putIfAbsent(score, why(parts, Subject.PURCHASES)));
        }
        return Collections.unmodifiableMap(missing);
    }

    private static String why(SetupParts parts, Subject subject) {
        Failure failure = parts.failures().get(subject);
        return "there is no model of " + subject.word() + (failure == null ? "" : ": " + failure.happened());
    }

    static Map<Subject, String> failures(SetupParts parts) {
        Map<Subject, String> failures = new EnumMap<>(Subject.class);
        parts.failures().forEach((subject, failure) -> failures.put(subject, failure.advice()));
        return Collections.unmodifiableMap(failures);
    }

    static List<String> doubts(SetupParts parts) {
        List<String> doubts = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            Failure failure = parts.failures().get(subject);
            if (failure != null) {
                doubts.add(subject.word() + ": " + failure.happened());
            }
            Fitted<?> fitted = parts.fitted().get(subject);
            if (fitted != null) {
                doubts(parts, subject, fitted).forEach(doubt -> doubts.add(subject.word() + ": " + doubt));
            }
        }
        return List.copyOf(doubts);
    }

    private static List<String> doubts(SetupParts parts, Subject subject, Fitted<?> fitted) {
        List<String> doubts = new ArrayList<>();
        fitted.provenance()
                .interactions()
                .filter(read -> subject == Subject.ENGAGEMENT && read.unknown() == read.all())
                .ifPresent(read ->
                        doubts.add("the initiator of no interaction is known, so that nothing tells the customers'"
                                + " initiative from the company's"));
        if (!fitted.converged()) {
            doubts.add("the search did not end at an ordinary maximum: "
                    + (fitted.diagnostics().isEmpty()
                            ? fitted.ending().name().toLowerCase(Locale.ROOT)
                            : String.join("; ", fitted.diagnostics())));
        }
        int parameters = fitted.estimates().length + fitted.selectedParameters();
        few(fitted.provenance().customers(), parameters, "customers").ifPresent(doubts::add);
        if (subject == Subject.PURCHASES) {
            few(parts.evidence().repeatPurchases(), parameters, "repeat purchases")
                    .ifPresent(doubts::add);
        }
        if (fitted.converged()) {
            doubts.addAll(unknown(fitted));
        }
        return doubts;
    }

    private static Optional<String> few(double events, int parameters, String what) {
        return events < (double) EVENTS * parameters
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%,.0f %s are few for %d parameters, which want %d each",
                        events,
                        what,
                        parameters,
                        EVENTS))
                : Optional.empty();
    }

    /** Positive parameters of which others fit as well. A coefficient may lie near 0 and still be known. */
    private static List<String> unknown(Fitted<?> fitted) {
        List<String> doubts = new ArrayList<>();
        for (Parameter parameter : fitted.parameters()) {
            Interval interval = fitted.interval(parameter.name(), LEVEL);
            if (parameter.kind() == Parameter.Kind.POSITIVE && interval.upper() > ROUGHLY * interval.lower()) {
                doubts.add(String.format(
                        Locale.ROOT,
                        "%s is not known even roughly: it may be anything from %.3g to %.3g",
                        parameter.name(),
                        interval.lower(),
                        interval.upper()));
            }
        }
        return doubts;
    }

    static String summary(SetupParts parts, List<String> scores, Optional<EvaluationTable> backtest) {
        StringBuilder text = new StringBuilder();
        for (Subject subject : Subject.values()) {
            Fitted<?> fitted = parts.fitted().get(subject);
            Failure failure = parts.failures().get(subject);
            if (fitted != null) {
                describe(text, parts, subject, fitted);
            } else if (failure != null) {
                text.append(subject.word())
                        .append(": NO MODEL; ")
                        .append(failure.advice())
                        .append('\n');
            }
        }
        text.append("scores: ").append(String.join(", ", scores)).append('\n');
        missing(parts).forEach((score, why) -> text.append("  no ")
                .append(score)
                .append(": ")
                .append(why)
                .append('\n'));
        return text.append(terms(parts)).append(trust(scores, backtest)).toString();
    }

    /** One sentence on how far the scores can be trusted. */
    private static String trust(List<String> scores, Optional<EvaluationTable> backtest) {
        return "backtest: "
                + backtest.map(table -> table.verdict() + unknown(scores, table))
                        .orElse("None, so that nothing tells how far these scores can be trusted.")
                + "\n";
    }

    private static String unknown(List<String> scores, EvaluationTable table) {
        List<String> changed =
                scores.stream().filter(score -> table.of(score).isEmpty()).toList();
        return changed.isEmpty() ? "" : " Changed since: " + String.join(", ", changed) + ".";
    }

    private static void describe(StringBuilder text, SetupParts parts, Subject subject, Fitted<?> fitted) {
        List<String> doubts = doubts(parts, subject, fitted);
        Provenance provenance = fitted.provenance();
        text.append(subject.word())
                .append(": ")
                .append(provenance.model())
                .append(doubts.isEmpty() ? ", can be trusted" : ", NOT to be trusted")
                .append('\n');
        doubts.forEach(doubt -> text.append("  BUT ").append(doubt).append('\n'));
        text.append("  fitted to ").append(evidence(parts, subject, provenance)).append('\n');
        Subject.definition(fitted.model())
                .ifPresent(counts ->
                        text.append("  counts ").append(counts.describe()).append('\n'));
        if (subject == Subject.PURCHASES) {
            parts.evidence().purchases().ifPresent(advice -> text.append("  compared: ")
                    .append(advice)
                    .append('\n'));
        }
        if (subject == Subject.SPEND) {
            parts.evidence()
                    .spend()
                    .ifPresent(why -> text.append("  chosen: ").append(why).append('\n'));
        }
        if (fitted.converged()) {
            fitted.diagnostics()
                    .forEach(note -> text.append("  note: ").append(note).append('\n'));
        }
    }

    private static String evidence(SetupParts parts, Subject subject, Provenance provenance) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,.0f customers", provenance.customers()));
        if (subject == Subject.PURCHASES && !Double.isNaN(parts.evidence().repeatPurchases())) {
            text.append(String.format(
                    Locale.ROOT,
                    " with %,.0f repeat purchases",
                    parts.evidence().repeatPurchases()));
        }
        provenance.periodStart().ifPresent(start -> text.append(", from ").append(start));
        provenance.periodEnd().ifPresent(end -> text.append(" to ").append(end));
        if (subject == Subject.ENGAGEMENT) {
            provenance.interactions().ifPresent(read -> text.append("; ").append(read));
        }
        return text.toString();
    }

    private static String within(RetentionRiskScorer scorer) {
        return scorer.definitions().stream()
                .filter(RetentionDefinition.class::isInstance)
                .findFirst()
                .map(each -> ((RetentionDefinition) each).within())
                .orElseGet(() -> words(scorer.horizon()));
    }

    private static String terms(SetupParts parts) {
        ScoreTerms terms = parts.terms();
        StringBuilder text = new StringBuilder();
        parts.retentionRisk().ifPresent(scorer -> text.append("risk: within ")
                .append(within(scorer))
                .append(parts.riskAdvice().map(why -> ", " + why).orElse(""))
                .append('\n'));
        parts.level().ifPresent(level -> text.append("level: ").append(level).append('\n'));
        text.append("value: ")
                .append(terms.valueHorizon()
                        .map(each -> "within " + words(each))
                        .orElse("of all future"))
                .append(", margin ")
                .append(percent(terms.margin()))
                .append(", discounted by ")
                .append(percent(Math.expm1(terms.discount().annualRate())))
                .append(" a year")
                .append(parts.costs()
                        .map(costs -> String.format(
                                Locale.ROOT,
                                ", less the cost to serve (%.3g a customer and %s on average)",
                                costs.meanRate(),
                                costs.timeScale()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("s$", "")))
                        .orElse(", costs to serve left out"))
                .append('\n');
        if (!parts.calibrations().isEmpty()) {
            text.append(parts.calibrations().entrySet().stream()
                    .map(each -> each.getKey() + " (on " + each.getValue().size() + " outcomes)")
                    .collect(Collectors.joining(", ", "calibrated: ", "\n")));
        }
        return text.toString();
    }

    /** To a hundredth, without zeros at the end. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share).replaceFirst("\\.?0+$", "") + " %";
    }

    /** Days where they are whole. */
    private static String words(Duration length) {
        return length.equals(Duration.ofDays(length.toDays())) ? length.toDays() + " days" : length.toString();
    }
}
