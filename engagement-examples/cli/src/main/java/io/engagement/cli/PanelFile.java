package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.connect.TableFile;
import io.engagement.connect.TableRow;
import io.engagement.outcome.observational.FirstContacts;
import io.engagement.outcome.observational.Panel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A file with a row for each unit and period: its outcome, and in which period the unit was first contacted. */
final class PanelFile {
    private static final Set<String> NEVER = Set.of("", "0", "never", "na", "inf");

    private final TableFile file;
    private final Columns columns;
    private final Panel.Builder panel = Panel.builder();
    /** Of outcomes that the contact cannot change, by column. */
    private final List<Panel.Builder> unrelated = new ArrayList<>();

    private final Map<String, Integer> groups = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /** Names of columns. */
    record Columns(String unit, String period, String group, String outcome, List<String> unrelated) {}

    private PanelFile(TableFile file, Columns columns) {
        this.file = file;
        this.columns = columns;
        columns.unrelated.forEach(column -> unrelated.add(Panel.builder()));
    }

    /**
     * Reads a file.
     *
     * @throws DataRefused by the line, if a row cannot be read
     */
    static PanelFile read(TableFile file, Columns columns) {
        PanelFile read = new PanelFile(file, columns);
        Stream<String> own = Stream.of(columns.unit, columns.period, columns.group, columns.outcome);
        file.needing(Stream.concat(own, columns.unrelated.stream()).toList())
                .needingRows("one for each unit and period")
                .read(read::add);
        return read;
    }

    private void add(TableRow line) {
        String unit = line.text(columns.unit);
        int period = line.whole(columns.period);
        panel.add(unit, period, line.number(columns.outcome));
        addGroup(unit, line);
        for (int i = 0; i < unrelated.size(); i++) {
            unrelated.get(i).add(unit, period, line.number(columns.unrelated.get(i)));
        }
    }

    private void addGroup(String unit, TableRow line) {
        String group = line.text(columns.group);
        String known = texts.putIfAbsent(unit, group);
        if (known != null && !known.equals(group)) {
            throw line.refused("column " + columns.group + ": unit " + Excerpt.of(unit) + " has '" + Excerpt.of(known)
                    + "' and '" + Excerpt.of(group) + "'; the period of its first contact is one");
        }
        if (known == null && !NEVER.contains(group.toLowerCase(Locale.ROOT))) {
            groups.put(unit, line.whole(columns.group));
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
            throw new DataRefused(file.label() + ": " + e.getMessage());
        }
    }

    FirstContacts contacts(Panel of) {
        return FirstContacts.inPeriods(of, groups);
    }
}
