package io.engagement.evaluate;

import io.engagement.fit.ModelText;
import io.engagement.fit.StatisticalModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations side by side: printed as a table, written as CSV or JSON, saved as text. Immutable.
 */
public final class EvaluationTable implements StatisticalModel {
    private static final String KIND = "evaluations";
    private static final int VERSION = 1;

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

    /**
     * All figures.
     *
     * @return lines ended by {@code \n}: a head, then a line for each figure of each scorer. Undefined numbers are empty; infinite
     *     ones are {@code Infinity}
     */
    public String toCsv() {
        StringBuilder text = new StringBuilder(
                "scorer,outcome,origins,customers,rows,figure,value,standard_error,lower_95,upper_95,spread,note\n");
        for (Evaluation each : evaluations) {
            for (Figure figure : each.figures()) {
                text.append(String.join(
                                ",",
                                quoted(each.scorer()),
                                quoted(each.outcome()),
                                quoted(each.origins().stream()
                                        .map(Instant::toString)
                                        .collect(Collectors.joining(" "))),
                                Integer.toString(each.customers()),
                                Integer.toString(each.rows()),
                                figure.name(),
                                number(figure.value(), ""),
                                number(figure.standardError(), ""),
                                number(figure.interval().lower(), ""),
                                number(figure.interval().upper(), ""),
                                number(figure.spread(), ""),
                                quoted(figure.note().orElse(""))))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }

    private static String number(double value, String undefined) {
        return Double.isNaN(value) ? undefined : Double.toString(value);
    }

    /**
     * All figures.
     *
     * @return an array of objects; undefined numbers are {@code null}, infinite ones the strings {@code "Infinity"} and {@code
     *     "-Infinity"}
     */
    public String toJson() {
        return evaluations.stream().map(EvaluationTable::json).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private static String json(Evaluation each) {
        return "{" + "\"scorer\": " + string(each.scorer()) + ", \"outcome\": " + string(each.outcome())
                + ", \"origins\": "
                + array(each.origins().stream().map(at -> string(at.toString())).toList())
                + ", \"customers\": " + each.customers() + ", \"rows\": " + each.rows()
                + ", \"mean\": " + json(each.mean())
                + ",\n \"figures\": {"
                + each.figures().stream().map(EvaluationTable::json).collect(Collectors.joining(",\n  "))
                + "},\n \"reliability\": "
                + array(each.reliability().stream()
                        .map(bin -> "{\"rows\": " + bin.size() + ", \"said\": " + json(bin.said()) + ", \"happened\": "
                                + json(bin.happened()) + "}")
                        .toList())
                + ",\n \"notes\": "
                + array(each.notes().stream().map(EvaluationTable::string).toList()) + "}";
    }

    private static String json(Figure figure) {
        return string(figure.name()) + ": {\"value\": " + json(figure.value()) + ", \"standard_error\": "
                + json(figure.standardError()) + ", \"lower_95\": "
                + json(figure.interval().lower()) + ", \"upper_95\": "
                + json(figure.interval().upper()) + ", \"spread\": " + json(figure.spread()) + ", \"note\": "
                + figure.note().map(EvaluationTable::string).orElse("null") + "}";
    }

    private static String json(double value) {
        return Double.isInfinite(value) ? string(Double.toString(value)) : number(value, "null");
    }

    private static String array(List<String> elements) {
        return elements.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
                json.append(Words.of("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
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
