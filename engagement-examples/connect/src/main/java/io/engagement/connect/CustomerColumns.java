package io.engagement.connect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The columns of a source of customers, and behind them those of files that are joined. */
final class CustomerColumns {
    private static final List<String> FIELDS =
            List.of("customer", "since", "preferred_channels", "refused_channels", "contact_limit", "limit_days");

    private final List<String> names;
    private final List<String> fields;
    private final List<Cell> cells;
    private final int width;
    private final Predicate<Row> condition;
    private final Mapping mapping;
    private final ConditionTexts texts;
    private final SourceColumns all;

    private CustomerColumns(List<String> names, List<String> fields, int width, Mapping mapping, SourceColumns all) {
        this.names = names;
        this.fields = fields;
        this.cells = names.stream().map(name -> all.column(name, "the header")).toList();
        this.width = width;
        this.mapping = mapping;
        this.texts = new ConditionTexts(mapping.conditions());
        this.condition = all.conditions().test(mapping.conditions(), texts);
        this.all = all;
    }

    /**
     * Columns by field, where customer_id is customer.
     *
     * @throws MappingRefused if there is no such field, or two are one column
     */
    static Map<String, String> checked(Map<String, String> columns) {
        Map<String, String> all = new LinkedHashMap<>();
        columns.forEach((told, column) -> {
            String field = told.equals("customer_id") ? "customer" : told;
            if (!FIELDS.contains(field)) {
                throw new MappingRefused(
                        "--customers-map: there is no field '" + Excerpt.of(field) + "' of a customer; the fields are "
                                + String.join(", ", FIELDS) + ". Other columns are attributes by their own names");
            }
            MappingRefused.requireSame("--customers-map " + field, all.putIfAbsent(field, column), column);
            requireAlone(field, column, all);
        });
        return Map.copyOf(all);
    }

    private static void requireAlone(String field, String column, Map<String, String> all) {
        all.forEach((other, own) -> {
            if (own.equals(column) && !other.equals(field)) {
                throw new MappingRefused("--customers-map: both " + other + " and " + field
                        + " are said to be the column " + Excerpt.of(column) + ": a column holds one field");
            }
        });
    }

    /** The lines above the table, by the column of customers. */
    static TitleRows titles(Map<String, String> columns, List<String> first, Iterator<Row> rows) {
        String told = columns.get("customer");
        return TitleRows.of(
                own -> told == null ? own.stream().anyMatch(CustomerColumns::isCustomers) : own.contains(told),
                own -> columns.values().stream().filter(own::contains).count(),
                first,
                rows);
    }

    private static boolean isCustomers(String name) {
        return name.equalsIgnoreCase("customer_id") || name.equalsIgnoreCase("customer");
    }

    /** What columns are called here, in lower case. */
    static List<String> fields(List<String> names, Map<String, String> columns) {
        List<String> fields = new ArrayList<>();
        names.forEach(name -> fields.add(name.toLowerCase(Locale.ROOT)));
        columns.forEach((field, column) -> {
            if (names.contains(column)) {
                fields.set(names.indexOf(column), field);
            }
        });
        return fields;
    }

    /**
     * Columns by a source's header; files that are joined are read.
     *
     * @throws DataRefused if a column that is named is not there, or none of customers, or two are called the same
     */
    static CustomerColumns of(
            Source source, List<String> header, Map<String, String> columns, Mapping mapping, TimeFormat times) {
        SourceColumns all = SourceColumns.ofCustomers(source, header, mapping, times);
        List<String> names = new ArrayList<>(header);
        all.found().stream()
                .filter(name -> !header.contains(name) && all.names().contains(name))
                .forEach(names::add);
        columns.values().forEach(column -> {
            if (!names.contains(column)) {
                throw new DataRefused(source.label() + " has no column '" + Excerpt.of(column) + "'; its columns are ["
                        + Excerpt.ofNames(names) + "]");
            }
        });
        List<String> fields = fields(names, columns);
        CsvFile.requireDifferent(source, fields);
        if (fields.stream().noneMatch(CustomerColumns::isCustomers)) {
            throw new DataRefused(source.label() + " has no column customer_id; its columns are ["
                    + Excerpt.ofNames(names) + "]: name it with --customers-map customer=COLUMN"
                    + CsvFile.hint(header, "--customers-delimiter"));
        }
        return new CustomerColumns(names, fields, header.size(), mapping, all);
    }

    /** Other files in which no text was found, and texts of conditions that no row has, in words; known once the rows were read. */
    List<String> unmet() {
        List<String> unmet = new ArrayList<>(all.unmet());
        List<String> said = texts.unmet(mapping.conditions());
        if (!said.isEmpty()) {
            unmet.add("no row has " + Excerpt.ofNames(said) + ", which --customers-where names; " + texts.others(said));
        }
        return unmet;
    }

    /** How many columns the source's own rows have. */
    int width() {
        return width;
    }

    int size() {
        return names.size();
    }

    /** As the source has it. */
    String name(int column) {
        return names.get(column);
    }

    /** What it is called here, in lower case. */
    String field(int column) {
        return fields.get(column);
    }

    boolean isWanted(Row row) {
        return condition.test(row);
    }

    String text(Row row, int column) {
        return cells.get(column).text().apply(row);
    }

    /** Without blanks around it; empty if there is no such field. */
    String text(Row row, String field) {
        int column = fields.indexOf(field);
        return column < 0 ? "" : Blanks.strip(text(row, column));
    }

    Row.Type type(Row row, int column) {
        return column < width ? row.type(column) : Row.Type.TEXT;
    }
}
