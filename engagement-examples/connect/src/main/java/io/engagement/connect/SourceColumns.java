package io.engagement.connect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The columns of a source and of those that are joined to it, by their names. */
final class SourceColumns {
    private final Source source;
    private final Mapping mapping;
    /** What the options that tell of them begin with. */
    private final String options;

    private final RowConditions conditions;
    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private final Set<String> twice = new HashSet<>();
    private final List<Joined> joined = new ArrayList<>();
    /** Of all columns, those of other files that nobody asks for among them. */
    private final Set<String> names;

    private SourceColumns(Source source, List<String> header, Mapping mapping, TimeFormat times, String options) {
        this.source = source;
        this.mapping = mapping;
        this.options = options;
        this.conditions = new RowConditions(name -> column(name, options + "where"), times, options + "where");
        for (int i = 0; i < header.size(); i++) {
            if (cells.putIfAbsent(header.get(i), Cell.column(header.get(i), i)) != null) {
                twice.add(header.get(i));
            }
        }
        names = new LinkedHashSet<>(header);
    }

    /**
     * Those that a mapping names, and those with standard names; files that are joined are read.
     *
     * @throws DataRefused if a column that the mapping names is not there
     */
    static SourceColumns of(Source source, List<String> header, Mapping mapping, TimeFormat times, OtherFiles others) {
        SourceColumns all = new SourceColumns(source, header, mapping, times, "--");
        Set<String> wanted = Columns.wanted(mapping);
        mapping.joins()
                .forEach(join -> all.join(
                        join,
                        name -> isOfField(name) || wanted.contains(name) || wanted.contains(join.full(name)),
                        join.ofWanted(wanted),
                        others));
        return all;
    }

    /** An id in another file is that of a user or a ticket, and of no interaction. */
    private static boolean isOfField(String name) {
        return Columns.isStandard(name) && !Field.ID.isNamed(name);
    }

    /** All, of a source of customers. */
    static SourceColumns ofCustomers(Source source, List<String> header, Mapping mapping, TimeFormat times) {
        SourceColumns all = new SourceColumns(source, header, mapping, times, "--customers-");
        OtherFiles others = new OtherFiles(mapping);
        mapping.joins().forEach(join -> all.join(join, name -> !name.equals(join.key()), Asked.all(), others));
        return all;
    }

    private void join(Join join, Predicate<String> isWanted, Asked asked, OtherFiles others) {
        Cell key = column(join.column(), options + "lookup");
        LookupTable table = others.table(join, isWanted, asked);
        boolean isIdle = table.columns().stream().noneMatch(name -> !cells.containsKey(name) || isNamed(join, name));
        if (isIdle) {
            throw new MappingRefused(options + "lookup " + join.words()
                    + ": no field is in one of its columns, "
                    + Excerpt.ofNames(table.header().stream()
                            .filter(name -> !cells.containsKey(name))
                            .toList())
                    + ": name one with " + options + "map FIELD=COLUMN, or leave it out");
        }
        for (int i = 0; i < table.columns().size(); i++) {
            String other = table.columns().get(i);
            Cell cell = key.joined("column " + other + " of " + table.name(), table, i);
            cells.putIfAbsent(other, cell);
            cells.putIfAbsent(join.full(other), cell);
        }
        names.addAll(table.header());
        joined.add(new Joined(join, table));
    }

    private record Joined(Join join, LookupTable table) {}

    /** Other files in which texts were looked up and none was found, each in words. */
    List<String> unmet() {
        return joined.stream()
                .filter(each -> each.table().isUnmet())
                .map(each -> "no text of column " + Excerpt.of(each.join().column()) + " is in column "
                        + Excerpt.of(each.join().key()) + " of "
                        + each.table().name() + ": are both of one kind, and written in one way?")
                .toList();
    }

    private boolean isNamed(Join join, String column) {
        return Columns.wanted(mapping).contains(join.full(column));
    }

    /** The names of all columns, those of other files that nobody asks for among them. */
    Set<String> names() {
        return names;
    }

    /** The names of those that are asked for, those of other files also with the file's name before them. */
    Set<String> found() {
        return cells.keySet();
    }

    RowConditions conditions() {
        return conditions;
    }

    /**
     * A column.
     *
     * @param option that names it, for messages
     * @throws DataRefused if there is none, or more than one
     */
    Cell column(String name, String option) {
        Cell found = cells.get(name);
        if (found == null) {
            throw new DataRefused(source.label() + " has no column '" + name + "', which "
                    + mapping.basis().teller(mapping, name, option) + " names; its columns are ["
                    + Excerpt.ofNames(AbsentColumns.nearFirst(name, names)) + "]"
                    + AbsentColumns.remedy(mapping, List.of(name), names));
        }
        if (twice.contains(name)) {
            throw new DataRefused(
                    source.label() + " has more than one column '" + name + "': give them different names");
        }
        return found;
    }
}
