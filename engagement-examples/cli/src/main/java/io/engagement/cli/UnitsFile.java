package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Numbers;
import io.engagement.connect.RowPlace;
import io.engagement.connect.TableFile;
import io.engagement.connect.TimeFormat;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A file of customers, one a row: of an experiment, with their arm and what came of it. */
final class UnitsFile {
    /** Of a column of texts: more are names and no groups. */
    private static final int MOST_LEVELS = 50;

    private static final double MOST = 1e100;

    private final TableFile file;
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final List<RowPlace> places = new ArrayList<>();

    private UnitsFile(TableFile file) {
        this.file = file;
    }

    /**
     * Reads some columns.
     *
     * @throws DataRefused if the file or one of its rows cannot be read, or a column is not there
     */
    static UnitsFile read(TableFile file, Collection<String> columns) {
        return read(file, columns, List.of());
    }

    /** Reads some columns, and others if they are there. */
    static UnitsFile read(TableFile file, Collection<String> columns, Collection<String> optional) {
        UnitsFile units = new UnitsFile(file);
        file.needing(columns)
                .needingRows("one for each customer")
                .read(
                        header -> Stream.concat(
                                        columns.stream(), optional.stream().filter(header::contains))
                                .forEach(name -> units.columns.put(name, new ArrayList<>())),
                        line -> {
                            units.places.add(line.place());
                            units.columns.forEach((name, texts) -> texts.add(line.text(name)));
                        });
        return units;
    }

    /** A row that cannot be taken. */
    DataRefused refused(int row, String why) {
        return places.get(row).refused(why);
    }

    int rows() {
        return places.size();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The texts of a column, some of which may be blank. */
    List<String> textsOrBlank(String column) {
        return List.copyOf(cells(column));
    }

    /** The texts of a column, none of them blank. */
    List<String> texts(String column) {
        List<String> texts = cells(column);
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isEmpty()) {
                throw refused(i, "its " + column + " is empty: fill it, or leave the row out");
            }
        }
        return texts;
    }

    /** Texts that name a row each; its number in the file if no column does. */
    List<String> ids(String column) {
        if (column.isEmpty()) {
            return IntStream.rangeClosed(1, rows()).mapToObj(String::valueOf).toList();
        }
        Map<String, RowPlace> seen = new HashMap<>();
        List<String> texts = texts(column);
        for (int i = 0; i < texts.size(); i++) {
            RowPlace before = seen.putIfAbsent(texts.get(i), places.get(i));
            if (before != null) {
                throw refused(
                        i,
                        "customer '" + Excerpt.of(texts.get(i)) + "' stands on " + before.unit() + " " + before.number()
                                + " already: one row a customer");
            }
        }
        return texts;
    }

    /** The numbers of a column, each there. */
    double[] numbers(String column) {
        List<String> texts = cells(column);
        double[] numbers = new double[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            OptionalDouble number = Numbers.read(texts.get(i));
            if (number.isEmpty()) {
                throw refused(
                        i, "its " + column + " '" + Excerpt.of(texts.get(i)) + "' is no number: who had none had 0");
            }
            numbers[i] = checked(i, column, number.getAsDouble());
        }
        return numbers;
    }

    /** Of larger ones the squares are no numbers. */
    private double checked(int row, String column, double number) {
        if (Math.abs(number) > MOST) {
            throw refused(row, "its " + column + " " + number + " is no amount: it takes one from -1e100 to 1e100");
        }
        return number;
    }

    /**
     * A column as numbers by name: itself if it holds numbers, NaN where empty; else one of 0 and 1 for each text but the first in
     * their order.
     */
    Map<String, double[]> covariates(String column) {
        List<String> texts = cells(column);
        boolean areNumbers = texts.stream()
                .allMatch(text -> text.isEmpty() || Numbers.read(text).isPresent());
        if (areNumbers) {
            double[] numbers = new double[texts.size()];
            Arrays.setAll(
                    numbers,
                    row -> texts.get(row).isEmpty()
                            ? Double.NaN
                            : checked(row, column, Numbers.read(texts.get(row)).orElse(Double.NaN)));
            return Map.of(column, numbers);
        }
        TreeSet<String> levels = new TreeSet<>(texts);
        if (levels.size() > MOST_LEVELS) {
            throw new DataRefused(file.label() + ": column " + column + " has " + levels.size()
                    + " different texts; as groups at most " + MOST_LEVELS + " are taken");
        }
        Map<String, double[]> groups = new LinkedHashMap<>();
        levels.tailSet(levels.first(), false).forEach(level -> {
            double[] is = new double[texts.size()];
            Arrays.setAll(is, i -> texts.get(i).equals(level) ? 1 : 0);
            groups.put(column + "=" + level, is);
        });
        return groups;
    }

    private List<String> cells(String column) {
        List<String> cells = columns.get(column);
        if (cells == null) {
            throw new IllegalStateException(column + " was not read");
        }
        return cells;
    }

    /**
     * An instant of a row.
     *
     * @throws DataRefused if the text is none
     */
    long time(int row, String column, String text, TimeFormat times) {
        try {
            return times.epochMilli(text);
        } catch (DateTimeException e) {
            throw refused(row, "its " + column + " '" + Excerpt.of(text) + "' is no time such as 2026-01-31");
        }
    }
}
