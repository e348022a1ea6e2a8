package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.Numbers;
import io.engagement.connect.Row;
import io.engagement.connect.TimeFormat;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** A CSV file all of whose rows are needed: the first that cannot be read is refused by file, line, column, value and what to do. */
final class TableFile {
    private final Path file;
    private final TimeFormat times;
    /** By field the file's own column. */
    private final Map<String, String> columns;
    /** Fields, or columns that are none. */
    private List<String> header = List.of();

    TableFile(Path file, TimeFormat times, Map<String, String> columns) {
        this.file = file;
        this.times = times;
        this.columns = columns;
    }

    /**
     * Reads all rows.
     *
     * @param needed columns without which nothing can be read
     * @param known all columns that mean something; others are refused, as they may be misspelt
     */
    void read(List<String> needed, Set<String> known, Consumer<Line> rows) {
        read(CsvFile.of(file), needed, known, rows);
    }

    private void read(CsvFile csv, List<String> needed, Set<String> known, Consumer<Line> rows) {
        List<String> separators = new ArrayList<>();
        csv.read((names, all) -> {
            if (csv.isRepeatable()) {
                Separators.of(names).ifPresent(separators::add);
            }
            if (!separators.isEmpty()) {
                return;
            }
            CsvFile.requireDifferent(CsvFile.of(file), names);
            header = columns.isEmpty()
                    ? names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()
                    : mapped(names, known);
            CsvFile.requireDifferent(CsvFile.of(file), header);
            check(needed, known);
            all.forEachRemaining(row -> rows.accept(line(row)));
        });
        separators.forEach(each -> read(CsvFile.of(file, Layout.usual().withDelimiter(each)), needed, known, rows));
    }

    /** Columns that no field is mapped to mean nothing. */
    private List<String> mapped(List<String> names, Set<String> known) {
        List<String> fields = new ArrayList<>(Collections.nCopies(names.size(), ""));
        columns.forEach((field, column) -> {
            if (!known.contains(field)) {
                throw new UsageError(
                        "there is no field '" + Excerpt.of(field) + "' of a campaign; the fields are " + known);
            }
            if (!names.contains(column)) {
                throw new DataRefused(CsvFile.label(file) + " has no column " + Excerpt.of(column)
                        + "; its columns are [" + Excerpt.ofNames(names) + "]");
            }
            fields.set(names.indexOf(column), field);
        });
        return fields;
    }

    private void check(List<String> needed, Set<String> known) {
        for (String name : needed) {
            if (!header.contains(name)) {
                throw new DataRefused(CsvFile.label(file) + " has no column " + name + "; its columns are ["
                        + Excerpt.ofNames(header) + "]" + Separators.hint(header));
            }
        }
        for (String name : header) {
            if (columns.isEmpty() && !known.contains(name)) {
                throw new DataRefused(CsvFile.label(file) + " has a column '" + Excerpt.of(name)
                        + "' that means nothing here: leave it out, or call it one of " + known);
            }
        }
    }

    private Line line(Row row) {
        Line line = new Line(row);
        row.fault().ifPresent(fault -> {
            throw line.refused(fault);
        });
        if (row.fields() != header.size()) {
            throw line.refused(CsvFile.wrongWidth(row, header.size()));
        }
        return line;
    }

    /** One row. */
    final class Line {
        private final List<String> fields = new ArrayList<>();
        private final long number;

        private Line(Row row) {
            this.number = row.line();
            for (int i = 0; i < row.fields(); i++) {
                fields.add(row.field(i).strip());
            }
        }

        long number() {
            return number;
        }

        /** The text of a column, empty if there is no such column. */
        String text(String column) {
            int index = header.indexOf(column);
            return index < 0 ? "" : fields.get(index);
        }

        String given(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                throw refused("column " + column + " is empty: every row needs one");
            }
            return text;
        }

        Instant time(String column) {
            return time(column, given(column));
        }

        Optional<Instant> timeIfGiven(String column) {
            String text = text(column);
            return text.isEmpty() ? Optional.empty() : Optional.of(time(column, text));
        }

        private Instant time(String column, String text) {
            try {
                return Instant.ofEpochMilli(times.epochMilli(text));
            } catch (DateTimeException none) {
                throw refused("column " + column + ": '" + Excerpt.of(text) + "' is not a time; it takes one "
                        + "such as 2026-01-31 or 2026-01-31T08:00:00Z");
            }
        }

        /** A number from 0 on. */
        OptionalDouble amountIfGiven(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                return OptionalDouble.empty();
            }
            OptionalDouble number = Numbers.read(text);
            if (number.isEmpty() || !(number.getAsDouble() >= 0 && Double.isFinite(number.getAsDouble()))) {
                throw refused("column " + column + ": '" + Excerpt.of(text)
                        + "' is not allowed; it takes a number from 0 on, such as 7 or 1.5");
            }
            return number;
        }

        DataRefused refused(String why) {
            return new DataRefused(CsvFile.label(file) + " line " + number + ": " + why);
        }
    }
}
