package io.engagement.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Evaluations as a table of text. */
final class TablePrint {
    private static final String UNDEFINED = "-";

    private TablePrint() {}

    static String of(List<Evaluation> evaluations) {
        Map<String, List<Evaluation>> byOutcome = evaluations.stream()
                .collect(Collectors.groupingBy(TablePrint::head, LinkedHashMap::new, Collectors.toList()));
        return byOutcome.entrySet().stream()
                .map(each -> each.getKey() + "\n" + block(each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String head(Evaluation each) {
        return !each.isJudgeable()
                ? "not judged"
                : each.outcome() + ", judged at "
                        + (each.origins().isEmpty()
                                ? "no origin"
                                : each.origins().stream().map(Instant::toString).collect(Collectors.joining(", ")));
    }

    private static String block(List<Evaluation> all) {
        boolean ofEvent = all.stream().anyMatch(Evaluation::isOfEvent);
        StringBuilder text = new StringBuilder(
                all.stream().allMatch(each -> each.figures().isEmpty())
                        ? ""
                        : ofEvent
                                ? Words.of(
                                        "%-24s %9s %8s  %-24s %8s %8s %7s  %-17s %6s %8s %8s %7s%n",
                                        "scorer",
                                        "rows",
                                        "happened",
                                        "AUC (95 %)",
                                        "log loss",
                                        "Brier",
                                        "said",
                                        "off (by chance)",
                                        "slope",
                                        "lift 10%",
                                        "net ben.",
                                        "EMP")
                                : Words.of(
                                        "%-24s %9s %9s %8s %9s %9s %9s %9s %9s %9s %9s%n",
                                        "scorer",
                                        "rows",
                                        "mean",
                                        "bias",
                                        "MAE",
                                        "RMSE",
                                        "rank cor.",
                                        "lift 10%",
                                        "in 80 %",
                                        "in 95 %",
                                        "CRPS"));
        all.stream()
                .filter(each -> !each.figures().isEmpty())
                .forEach(each -> text.append(ofEvent ? event(each) : amount(each)));
        spreads(all).forEach(line -> text.append(line).append('\n'));
        notes(all).forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String event(Evaluation each) {
        Figure auc = each.figure("auc").orElseThrow();
        return Words.of(
                "%-24s %,9d %8s  %-24s %8s %8s %7s  %-17s %6s %8s %8s %7s%n",
                each.scorer(),
                each.rows(),
                number("%.1f %%", 100 * each.mean()),
                Double.isNaN(auc.value())
                        ? UNDEFINED
                        : number("%.4f", auc.value()) + " "
                                + (Double.isNaN(auc.standardError())
                                        ? ""
                                        : Words.of(
                                                "(%.4f to %.4f)",
                                                auc.interval().lower(),
                                                auc.interval().upper())),
                number("%.4f", each.value("log_loss")),
                number("%.4f", each.value("brier")),
                number("%.1f %%", 100 * (each.mean() - each.value("in_the_large"))),
                each.isOfProbabilities()
                        ? Words.of(
                                "%.4f (%.4f)",
                                each.value("calibration_error"), each.value("calibration_error_by_sampling"))
                        : UNDEFINED,
                number("%.2f", each.value("slope")),
                number("%.2f", each.value("top_10_lift")),
                number("%.4f", each.value("net_benefit_at_base_rate")),
                number("%.2f", each.value("expected_maximum_profit")));
    }

    private static String amount(Evaluation each) {
        return Words.of(
                "%-24s %,9d %9s %8s %9s %9s %9s %9s %9s %9s %9s%n",
                each.scorer(),
                each.rows(),
                number("%.4g", each.mean()),
                number("%+.1f %%", 100 * each.value("bias")),
                number("%.4g", each.value("mae")),
                number("%.4g", each.value("rmse")),
                number("%.4f", each.value("rank_correlation")),
                number("%.2f", each.value("top_10_lift")),
                number("%.1f %%", 100 * each.value("coverage_80")),
                number("%.1f %%", 100 * each.value("coverage_95")),
                number("%.4g", each.value("crps")));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? UNDEFINED : Words.of(format, value);
    }

    /** From five origins on: what moves all customers together. */
    private static List<String> spreads(List<Evaluation> all) {
        return all.stream()
                .filter(each -> each.figures().stream().anyMatch(figure -> !Double.isNaN(figure.spread())))
                .map(each -> Words.of("%s over origins, standard deviation: ", each.scorer())
                        + List.of("auc", "log_loss", "brier", "in_the_large", "bias", "mae", "rmse", "rank_correlation")
                                .stream()
                                .flatMap(name -> each.figure(name).stream())
                                .filter(figure -> !Double.isNaN(figure.spread()))
                                .map(figure -> Words.of("%s %.4g", figure.name(), figure.spread()))
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    /** Each once; who says the same of all figures says it of the scorer. */
    private static Set<String> notes(List<Evaluation> all) {
        Set<String> notes = new LinkedHashSet<>();
        for (Evaluation each : all) {
            each.notes().forEach(note -> notes.add(each.scorer() + ": " + note));
            Map<String, List<String>> figures = new LinkedHashMap<>();
            each.figures().forEach(figure -> figure.note()
                    .ifPresent(why -> figures.computeIfAbsent(why, any -> new ArrayList<>())
                            .add(figure.name())));
            figures.forEach((why, names) -> notes.add(each.scorer() + ": " + String.join(", ", names) + ": " + why));
        }
        return notes;
    }
}
