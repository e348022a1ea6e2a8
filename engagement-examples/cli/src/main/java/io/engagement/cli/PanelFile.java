package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.Numbers;
import io.engagement.connect.Row;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.Panel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A CSV file with a row for each unit and period: its outcome, and in which period the unit was first contacted. */
final class PanelFile {
    private static final Set<String> NEVER = Set.of("", "0", "never", "na", "inf");

    private final Path file;
    private final Panel.Builder panel = Panel.builder();
    /** Of outcomes that the contact cannot change, by column. */
    private final List<Panel.Builder> unrelated = new ArrayList<>();

    private final Map<String, Integer> groups = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /** Names of columns. */
    record Columns(String unit, String period, String group, String outcome, List<String> unrelated) {}

    private PanelFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws DataRefused by the line, if a row cannot be read
     */
    static PanelFile read(Path file, char delimiter, Columns columns) {
        PanelFile read = new PanelFile(file);
        CsvFile.of(file, Layout.usual().withDelimiter(String.valueOf(delimiter)))
                .read((header, rows) -> read.fill(header, rows, columns));
        return read;
    }

    private void fill(List<String> header, Iterator<Row> rows, Columns columns) {
        CsvFile.requireDifferent(CsvFile.of(file), header);
        int unit = column(header, columns.unit);
        int period = column(header, columns.period);
        int group = column(header, columns.group);
        int outcome = column(header, columns.outcome);
        int[] others = columns.unrelated.stream()
                .mapToInt(name -> column(header, name))
                .toArray();
        Arrays.stream(others).forEach(column -> unrelated.add(Panel.builder()));
        rows.forEachRemaining(row -> {
            if (row.fault().isPresent() || row.fields() != header.size()) {
                throw refused(row, row.fault().orElseGet(() -> CsvFile.wrongWidth(row, header.size())));
            }
            try {
                String id = row.field(unit).strip();
                int when = whole(columns.period, row.field(period));
                panel.add(id, when, number(columns.outcome, row.field(outcome)));
                addGroup(id, row.field(group).strip(), columns.group);
                for (int i = 0; i < others.length; i++) {
                    unrelated.get(i).add(id, when, number(columns.unrelated.get(i), row.field(others[i])));
                }
            } catch (IllegalArgumentException e) {
                throw refused(row, String.valueOf(e.getMessage()));
            }
        });
    }

    private DataRefused refused(Row row, String why) {
        return new DataRefused(CsvFile.label(file) + " line " + row.line() + ": " + Excerpt.ofMessage(why));
    }

    private int column(List<String> header, String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new DataRefused(CsvFile.label(file) + " has no column " + name + "; its columns are ["
                    + Excerpt.ofNames(header) + "]");
        }
        return index;
    }

    private static int whole(String column, String text) {
        return Numbers.readWhole(text.strip()).stream()
                .filter(number -> number == (int) number)
                .mapToInt(number -> (int) number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("column " + column + ": '" + Excerpt.of(text)
                        + "' is not allowed; a period is a whole number such as a year or the number of a week"));
    }

    private static double number(String column, String text) {
        return Numbers.read(text.strip())
                .orElseThrow(() -> new IllegalArgumentException("column " + column + ": '" + Excerpt.of(text)
                        + "' is not allowed; it takes a number such as 42 or -1.5"));
    }

    private void addGroup(String unit, String group, String column) {
        String known = texts.putIfAbsent(unit, group);
        if (known != null && !known.equals(group)) {
            throw new IllegalArgumentException("column " + column + ": unit " + unit + " has '" + Excerpt.of(known)
                    + "' and '" + Excerpt.of(group) + "'; the period of its first contact is one");
        }
        if (known == null && !NEVER.contains(group.toLowerCase(Locale.ROOT))) {
            groups.put(unit, whole(column, group));
        }
    }

    /** The panel, in which each unit has all periods, or 0 in those that it lacks. */
    Panel panel(boolean zeros) {
        return built(panel, zeros);
    }

    /** The same of each outcome that the contact cannot change. */
    List<Panel> unrelated(boolean zeros) {
        return unrelated.stream().map(each -> built(each, zeros)).toList();
    }

    private Panel built(Panel.Builder of, boolean zeros) {
        try {
            return zeros ? of.buildWithZeros() : of.build();
        } catch (IllegalArgumentException e) {
            throw new DataRefused(CsvFile.label(file) + ": " + e.getMessage());
        }
    }

    FirstContacts contacts(Panel of) {
        return FirstContacts.inPeriods(of, groups);
    }
}
