package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.Numbers;
import io.engagement.connect.Row;
import io.engagement.journey.motive.PersonPeriods;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a CSV file of periods at risk. */
final class PeriodsFile {
    private static final String KNOWN_UP_TO = "known_up_to";
    private static final Set<String> YES = Set.of("1", "true", "yes");
    private static final Set<String> NO = Set.of("0", "false", "no");

    private final Path file;
    private final char delimiter;
    private final String unit;
    private final String period;
    private final String event;
    private final List<String> wanted;
    private List<String> header = List.of();
    private List<String> columns = List.of();
    private PersonPeriods.Builder rows = PersonPeriods.builder();

    PeriodsFile(Path file, char delimiter, String unit, String period, String event, List<String> wanted) {
        this.file = file;
        this.delimiter = delimiter;
        this.unit = unit;
        this.period = period;
        this.event = event;
        this.wanted = wanted;
    }

    /**
     * The rows.
     *
     * @throws DataRefused if a column is missing, or a row cannot be read or is no period at risk
     */
    PersonPeriods read() {
        CsvFile.of(file, Layout.usual().withDelimiter(String.valueOf(delimiter)))
                .read(this::fill);
        try {
            return rows.build();
        } catch (IllegalArgumentException wrong) {
            throw new DataRefused(CsvFile.label(file) + ": " + Excerpt.ofMessage(String.valueOf(wrong.getMessage())));
        }
    }

    private void fill(List<String> names, Iterator<Row> all) {
        header = names;
        CsvFile.requireDifferent(CsvFile.of(file), names);
        List.of(unit, period, event).forEach(this::place);
        wanted.forEach(this::place);
        columns = wanted.isEmpty()
                ? names.stream()
                        .filter(name ->
                                !List.of(unit, period, event, KNOWN_UP_TO, "").contains(name))
                        .toList()
                : wanted;
        rows = PersonPeriods.builder(columns.toArray(String[]::new));
        all.forEachRemaining(this::add);
    }

    private int place(String name) {
        int place = header.indexOf(name);
        if (place < 0) {
            throw new DataRefused(CsvFile.label(file) + " has no column '" + Excerpt.of(name) + "'; its columns are ["
                    + Excerpt.ofNames(header) + "]");
        }
        return place;
    }

    private void add(Row row) {
        row.fault().ifPresent(fault -> refuse(row, fault));
        if (row.fields() != header.size()) {
            refuse(row, CsvFile.wrongWidth(row, header.size()));
        }
        double[] values = new double[columns.size()];
        for (int j = 0; j < values.length; j++) {
            values[j] = number(row, columns.get(j));
        }
        String who = text(row, unit);
        if (who.isEmpty()) {
            refuse(row, "column '" + unit + "' is empty");
        }
        int when = whole(row, period);
        try {
            if (header.contains(KNOWN_UP_TO)) {
                rows.add(who, when, whole(row, KNOWN_UP_TO), left(row), values);
            } else {
                rows.add(who, when, left(row), values);
            }
        } catch (IllegalArgumentException wrong) {
            refuse(row, Excerpt.ofMessage(String.valueOf(wrong.getMessage())));
        }
    }

    private String text(Row row, String column) {
        return row.field(place(column)).strip();
    }

    private double number(Row row, String column) {
        String text = text(row, column);
        return Numbers.read(text).orElseGet(() -> {
            refuse(row, "column '" + column + "' must be a number, was '" + Excerpt.of(text) + "'");
            return Double.NaN;
        });
    }

    private int whole(Row row, String column) {
        String text = text(row, column);
        long number = Numbers.readWhole(text).orElse(Long.MAX_VALUE);
        if (Math.abs(number) > Integer.MAX_VALUE) {
            refuse(row, "column '" + column + "' must be a whole number, was '" + Excerpt.of(text) + "'");
        }
        return (int) number;
    }

    private boolean left(Row row) {
        String text = text(row, event).toLowerCase(Locale.ROOT);
        if (!YES.contains(text) && !NO.contains(text)) {
            refuse(
                    row,
                    "column '" + event + "' must be 1 or 0, true or false, yes or no, was '" + Excerpt.of(text) + "'");
        }
        return YES.contains(text);
    }

    private void refuse(Row row, String why) {
        throw new DataRefused(CsvFile.label(file) + " line " + row.line() + ": " + why);
    }
}
