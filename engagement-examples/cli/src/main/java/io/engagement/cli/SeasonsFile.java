package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Numbers;
import io.engagement.connect.Row;
import io.engagement.connect.TimeFormat;
import io.engagement.customerbase.covariate.TimeVaryingCovariates;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;

/** A file of a calendar: from when on which numbers hold, row by row, and at last where it ends. */
final class SeasonsFile {
    private static final String FROM = "from";

    private final Path file;
    private final TimeFormat times;
    private final List<Instant> edges = new ArrayList<>();
    private final List<double[]> periods = new ArrayList<>();
    private List<String> header = List.of();

    SeasonsFile(Path file, BaseOptions base) {
        this.file = file;
        this.times = base.times();
    }

    /**
     * The calendar.
     *
     * @throws DataRefused if the file holds none; the message names the line
     */
    TimeVaryingCovariates read() {
        CsvFile.of(file).read(this::read);
        try {
            TimeVaryingCovariates calendar = TimeVaryingCovariates.between(edges);
            for (int column = 0; column < header.size(); column++) {
                if (!header.get(column).equals(FROM)) {
                    int place = column;
                    calendar = calendar.common(
                            header.get(column),
                            periods.stream()
                                    .mapToDouble(period -> period[place])
                                    .toArray());
                }
            }
            return calendar;
        } catch (IllegalArgumentException none) {
            throw new DataRefused(CsvFile.label(file) + ": " + none.getMessage());
        }
    }

    private void read(List<String> columns, Iterator<Row> rows) {
        CsvFile.requireDifferent(CsvFile.of(file), columns);
        if (!columns.contains(FROM) || columns.size() < 2) {
            throw new DataRefused(CsvFile.label(file) + " must have a column '" + FROM
                    + "' and one of numbers at least; its columns are [" + Excerpt.ofNames(columns) + "]");
        }
        header = columns;
        boolean hasEnded = false;
        while (rows.hasNext()) {
            Row row = rows.next();
            row.fault().ifPresent(fault -> refuse(row, fault));
            if (row.fields() != columns.size()) {
                refuse(row, CsvFile.wrongWidth(row, columns.size()));
            }
            if (hasEnded) {
                refuse(row, "the row before it has no numbers, which ends the calendar: nothing may follow");
            }
            edges.add(from(row));
            hasEnded = isEnd(row);
            if (!hasEnded) {
                periods.add(numbers(row));
            }
        }
        if (!hasEnded) {
            throw new DataRefused(CsvFile.label(file)
                    + " does not tell where the calendar ends: add a last row with a date" + " and without numbers");
        }
    }

    private Instant from(Row row) {
        String text = row.field(header.indexOf(FROM)).strip();
        try {
            return Instant.ofEpochMilli(times.epochMilli(text));
        } catch (DateTimeException e) {
            throw refused(
                    row, "column " + FROM + ": '" + Excerpt.of(text) + "' is not a date or time such as 2026-01-31");
        }
    }

    private boolean isEnd(Row row) {
        for (int column = 0; column < header.size(); column++) {
            if (!header.get(column).equals(FROM) && !row.field(column).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private double[] numbers(Row row) {
        double[] numbers = new double[header.size()];
        for (int column = 0; column < numbers.length; column++) {
            if (!header.get(column).equals(FROM)) {
                numbers[column] = number(row, column);
            }
        }
        return numbers;
    }

    private double number(Row row, int column) {
        OptionalDouble number = Numbers.read(row.field(column).strip());
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            throw refused(
                    row,
                    "column " + Excerpt.of(header.get(column)) + ": '" + Excerpt.of(row.field(column))
                            + "' is not allowed; it takes a number such as 1 or -0.5");
        }
        return number.getAsDouble();
    }

    private void refuse(Row row, String why) {
        throw refused(row, why);
    }

    private DataRefused refused(Row row, String why) {
        return new DataRefused(CsvFile.label(file) + " line " + row.line() + ": " + why);
    }
}
