package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.Numbers;
import io.engagement.connect.Row;
import io.engagement.outcome.targeting.Trial;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** A file with a row for each customer of an experiment. A row that cannot be read refuses the file: arms must stay as they were drawn. */
final class TrialFile {
    private final Path file;
    private final Columns columns;
    private final List<String[]> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final Set<String> arms = new TreeSet<>();
    private List<String> header = List.of();

    /**
     * Which column holds what.
     *
     * @param id of the customer; empty: each row is a customer of its own
     * @param cost of the contact; empty: as {@code costs} says
     * @param costs by arm
     * @param arms that take part; empty: all
     */
    record Columns(
            Optional<String> id,
            String arm,
            String holdOut,
            String outcome,
            Optional<String> cost,
            Map<String, Double> costs,
            Set<String> arms,
            List<String> covariates) {}

    private TrialFile(Path file, Columns columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Reads a trial. */
    static Trial read(Path file, char delimiter, Charset charset, Columns columns) {
        TrialFile trial = new TrialFile(file, columns);
        CsvFile.of(file, new Layout(delimiter, charset)).read(trial::fill);
        trial.requireArms("--hold-out", Set.of(columns.holdOut));
        trial.requireArms("--arms", columns.arms);
        trial.requireArms("--costs", columns.costs.keySet());
        try {
            return trial.build();
        } catch (IllegalArgumentException e) {
            throw new DataRefused(CsvFile.label(file) + ": " + e.getMessage());
        }
    }

    private void fill(List<String> names, Iterator<Row> all) {
        header = names;
        CsvFile.requireDifferent(CsvFile.of(file), names);
        place(columns.arm);
        place(columns.outcome);
        columns.id.ifPresent(this::place);
        columns.cost.ifPresent(this::place);
        columns.covariates.forEach(this::place);
        all.forEachRemaining(this::add);
    }

    private int place(String column) {
        int place = header.indexOf(column);
        if (place < 0) {
            throw new DataRefused(CsvFile.label(file) + " has no column '" + Excerpt.of(column) + "'; its columns are ["
                    + Excerpt.ofNames(header) + "]");
        }
        return place;
    }

    private void add(Row row) {
        if (row.fault().isPresent() || row.fields() != header.size()) {
            throw refused(row.line(), row.fault().orElseGet(() -> CsvFile.wrongWidth(row, header.size())));
        }
        String[] texts = new String[header.size()];
        Arrays.setAll(texts, i -> row.field(i).strip());
        arms.add(texts[place(columns.arm)]);
        if (columns.arms.isEmpty() || columns.arms.contains(texts[place(columns.arm)])) {
            rows.add(texts);
            lines.add(row.line());
        }
    }

    /** A name that no row has is misspelt. */
    private void requireArms(String option, Set<String> named) {
        for (String each : named) {
            if (!arms.contains(each)) {
                throw new UsageError(option + " '" + Excerpt.of(each) + "': no row of " + CsvFile.label(file)
                        + " has that " + columns.arm + "; arms are [" + Excerpt.ofNames(List.copyOf(arms)) + "]");
            }
        }
    }

    private DataRefused refused(long line, String why) {
        return new DataRefused(CsvFile.label(file) + " line " + line + ": " + Excerpt.ofMessage(why));
    }

    private Trial build() {
        List<TrialColumn> known = columns.covariates.stream()
                .map(name -> TrialColumn.of(
                        name, rows.stream().map(row -> row[place(name)]).toList()))
                .toList();
        Trial.Builder trial = Trial.builder(
                columns.holdOut,
                known.stream().flatMap(column -> column.names().stream()).toArray(String[]::new));
        for (int i = 0; i < rows.size(); i++) {
            String[] row = rows.get(i);
            String arm = row[place(columns.arm)];
            int number = i;
            double[] values = known.stream()
                    .flatMapToDouble(column -> Arrays.stream(column.values(row[place(column.name())])))
                    .toArray();
            try {
                trial.add(
                        columns.id.map(id -> row[place(id)]).orElseGet(() -> "row " + number),
                        arm,
                        number(columns.outcome, row),
                        cost(arm, row),
                        values);
            } catch (IllegalArgumentException e) {
                throw refused(lines.get(i), String.valueOf(e.getMessage()));
            }
        }
        return trial.build();
    }

    private double cost(String arm, String... row) {
        if (columns.cost.isPresent()) {
            return number(columns.cost.get(), row);
        }
        return columns.costs.getOrDefault(arm, 0.0);
    }

    private double number(String column, String... row) {
        String text = row[place(column)];
        OptionalDouble number = Numbers.read(text);
        if (number.isEmpty()) {
            throw new IllegalArgumentException("column " + column + ": '" + Excerpt.of(text)
                    + "' is not allowed; it takes a number such as 0, 1 or 29.90");
        }
        return number.getAsDouble();
    }
}
