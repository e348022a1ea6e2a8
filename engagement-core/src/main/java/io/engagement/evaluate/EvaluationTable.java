package io.engagement.evaluate;

import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import io.engagement.internal.text.Json;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations side by side: printed as a table, written as CSV or JSON, saved as text. Immutable.
 */
public final class EvaluationTable implements StatisticalModel, Tabular {
    private static final String KIND = "evaluations";
    private static final int VERSION = 1;
    private static final List<String> CSV = List.of(
            "scorer",
            "outcome",
            "origins",
            "customers",
            "rows",
            "figure",
            "value",
            "standard_error",
            "lower_95",
            "upper_95",
            "spread",
            "note");

    private final List<Evaluation> evaluations;

    private EvaluationTable(List<Evaluation> evaluations) {
        this.evaluations = List.copyOf(evaluations);
    }

    /**
     * A table.
     *
     * @param evaluations in the order of its lines
     * @return the table
     */
    public static EvaluationTable of(List<Evaluation> evaluations) {
        return new EvaluationTable(evaluations);
    }

    /**
     * The evaluations.
     *
     * @return in the order of the lines
     */
    public List<Evaluation> evaluations() {
        return evaluations;
    }

    /**
     * The evaluation of a scorer.
     *
     * @param scorer its name
     * @return empty if there is none
     */
    public Optional<Evaluation> of(String scorer) {
        return evaluations.stream().filter(each -> each.scorer().equals(scorer)).findFirst();
    }

    /**
     * How far the scores can be trusted.
     *
     * @return one sentence on all of them
     */
    public String verdict() {
        List<Evaluation> judgeable =
                evaluations.stream().filter(Evaluation::isJudgeable).toList();
        return judgeable.isEmpty()
                ? "No score was judged."
                : judgeable.stream().map(Evaluation::verdict).collect(Collectors.joining("; ", "", "."));
    }

    /** A row for each figure of each scorer. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder();
        for (String name : CSV) {
            table.column(name);
        }
        for (Evaluation each : evaluations) {
            String origins = each.origins().stream().map(Instant::toString).collect(Collectors.joining(" "));
            for (Figure figure : each.figures()) {
                table.row(
                        each.scorer(),
                        each.outcome(),
                        origins,
                        each.customers(),
                        each.rows(),
                        figure.name(),
                        figure.value(),
                        figure.standardError(),
                        figure.interval().lower(),
                        figure.interval().upper(),
                        figure.spread(),
                        figure.note().orElse(null));
            }
        }
        return table.build();
    }

    /**
     * All figures.
     *
     * @return an array of objects; undefined numbers are {@code null}, infinite ones the strings {@code "Infinity"} and {@code
     *     "-Infinity"}
     */
    @Override
    public String toJson() {
        return evaluations.stream().map(EvaluationTable::json).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String json(Evaluation each) {
        return "{" + "\"scorer\": " + Json.string(each.scorer()) + ", \"outcome\": " + Json.string(each.outcome())
                + ", \"origins\": "
                + array(each.origins().stream()
                        .map(at -> Json.string(at.toString()))
                        .toList())
                + ", \"customers\": " + each.customers() + ", \"rows\": " + each.rows()
                + ", \"mean\": " + Json.number(each.mean())
                + ",\n \"figures\": {"
                + each.figures().stream().map(EvaluationTable::json).collect(Collectors.joining(",\n  "))
                + "},\n \"reliability\": "
                + array(each.reliability().stream()
                        .map(bin -> "{\"rows\": " + bin.size() + ", \"said\": " + Json.number(bin.said())
                                + ", \"happened\": " + Json.number(bin.happened()) + "}")
                        .toList())
                + ",\n \"notes\": "
                + array(each.notes().stream().map(Json::string).toList()) + "}";
    }

    private static String json(Figure figure) {
        return Json.string(figure.name()) + ": {\"value\": " + Json.number(figure.value()) + ", \"standard_error\": "
                + Json.number(figure.standardError()) + ", \"lower_95\": "
                + Json.number(figure.interval().lower()) + ", \"upper_95\": "
                + Json.number(figure.interval().upper()) + ", \"spread\": " + Json.number(figure.spread())
                + ", \"note\": "
                + figure.note().map(Json::string).orElse("null") + "}";
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * Reads the text form.
     *
     * @param text what {@link #toText()} wrote
     * @return the table, the same bits
     * @throws IllegalArgumentException if the text is something else, was changed, is of an unknown version or incomplete
     */
    public static EvaluationTable read(String text) {
        ModelText read = ModelText.read(text, KIND, VERSION);
        List<Evaluation> all = new ArrayList<>();
        for (int i = 0; i < read.count("size"); i++) {
            all.add(Evaluation.read(read.part("evaluation." + i, Evaluation.KIND, Evaluation.VERSION)));
        }
        return new EvaluationTable(all);
    }

    @Override
    public ModelText modelText() {
        ModelText text = ModelText.of(KIND, VERSION).with("size", Integer.toString(evaluations.size()));
        for (int i = 0; i < evaluations.size(); i++) {
            text = text.withPart("evaluation." + i, evaluations.get(i).modelText());
        }
        return text;
    }

    /** Whether all is equal, to the bit. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EvaluationTable table && evaluations.equals(table.evaluations);
    }

    @Override
    public int hashCode() {
        return evaluations.hashCode();
    }

    /** The most important figures, a block for each outcome, then what could not be judged. */
    @Override
    public String toString() {
        return TablePrint.of(evaluations);
    }
}
