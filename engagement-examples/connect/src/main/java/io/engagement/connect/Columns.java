package io.engagement.connect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the columns of a source and of those that are joined to it are, by their names, and the fields that a mapping makes of them. */
final class Columns {
    private static final List<Field> NEEDED = List.of(Field.CUSTOMER, Field.AT, Field.PURPOSE);

    private final Source source;
    private final Mapping mapping;
    private final SourceColumns all;
    private final List<String> header;
    /** Translations of texts that no row has had so far, as the option names them. */
    private final Set<String> unmet = ConcurrentHashMap.newKeySet();

    private final ConditionTexts texts;

    /**
     * Columns by a source's header; files that are joined are read.
     *
     * @throws DataRefused if a column that the mapping names is not there, or none that every row needs
     */
    Columns(Source source, List<String> header, Mapping mapping, TimeFormat times, OtherFiles others) {
        this.source = source;
        this.mapping = mapping;
        this.header = header;
        this.texts = new ConditionTexts(mapping.conditions());
        this.all = SourceColumns.of(source, header, mapping, times, others);
        checkTranslations();
        checkIds();
        for (Field field : NEEDED) {
            if (cell(field).isEmpty()) {
                throw new DataRefused(source.label() + " has no column for " + field.shortName()
                        + ": name it with --map " + field.shortName() + "=COLUMN"
                        + (field == Field.PURPOSE ? " or give it with --set purpose=PURCHASE" : "")
                        + ". Its columns are [" + Excerpt.ofNames(all.names()) + "]"
                        + CsvFile.hint(header, "--delimiter"));
            }
        }
    }

    private void checkIds() {
        if (mapping.gathersIds() && cell(Field.ID).isEmpty()) {
            throw new MappingRefused((mapping.addUp().isPresent() ? "--add-up id" : "--repeated-ids")
                    + " needs the column of ids: name it with --map id=COLUMN; the columns of " + source.label()
                    + " are "
                    + Excerpt.ofNames(all.names()));
        }
    }

    private void checkTranslations() {
        for (Field field : Field.values()) {
            Set<String> texts = mapping.translations(field).keySet();
            boolean hasColumn = mapping.origins(field).isEmpty()
                    ? standardColumn(field).isPresent()
                    : mapping.origins(field).stream().anyMatch(Origin::isColumn);
            if (!texts.isEmpty() && !hasColumn) {
                throw new MappingRefused("--translate is of " + field.shortName() + ", which no column of "
                        + source.label() + " holds: name it with --map " + field.shortName()
                        + "=COLUMN; its columns are ["
                        + Excerpt.ofNames(all.names()) + "]");
            }
            texts.stream().filter(text -> !text.equals(Cell.ANY)).forEach(text -> unmet.add(named(field, text)));
        }
    }

    private void met(Field field, String text) {
        if (!unmet.isEmpty()) {
            unmet.remove(named(field, text));
        }
    }

    private static String named(Field field, String text) {
        return field.shortName() + ":" + text;
    }

    /** Texts that translations name and no row has had, each as the option names it. */
    List<String> unmet() {
        return unmet.stream().sorted().toList();
    }

    /** Other files in which no text was found, each in words; known once the rows were read. */
    List<String> unmetJoins() {
        return all.unmet();
    }

    /** The names of all columns that a mapping asks for. */
    static Set<String> wanted(Mapping mapping) {
        Set<String> wanted = new HashSet<>();
        for (Field field : Field.values()) {
            for (Origin origin : mapping.origins(field)) {
                origin.when().forEach(condition -> addNames(condition, wanted));
                wanted.addAll(origin.columns());
            }
        }
        mapping.conditions().forEach(condition -> addNames(condition, wanted));
        mapping.joins().forEach(join -> wanted.add(join.column()));
        return wanted;
    }

    static boolean isStandard(String name) {
        return Stream.of(Field.values()).anyMatch(field -> field.isNamed(name));
    }

    static void addNames(Condition condition, Set<String> names) {
        names.add(condition.column());
        if (condition.comparesColumns()) {
            names.addAll(condition.texts());
        }
    }

    /** Where a field's text is in each row; empty if the source has no such field. */
    Optional<Cell> cell(Field field) {
        List<Origin> origins = mapping.origins(field);
        if (origins.isEmpty()) {
            return standardColumn(field).map(name -> all.column(name, "the header")
                    .translated(mapping.translations(field), text -> met(field, text)));
        }
        return Optional.of(
                Cell.firstOf(origins.stream().map(origin -> cell(field, origin)).toList()));
    }

    private Cell cell(Field field, Origin origin) {
        Cell always =
                switch (origin.kind()) {
                    case COLUMN ->
                        all.column(origin.text(), "--map")
                                .translated(mapping.translations(field), text -> met(field, text));
                    case PATTERN ->
                        Cell.pattern(
                                origin.columns().stream()
                                        .map(name -> all.column(name, "--map"))
                                        .toList(),
                                origin.around());
                    case CONSTANT -> Cell.constant("--set " + field.shortName(), origin.text());
                };
        return origin.isUnconditional()
                ? always
                : always.when(
                        all.conditions().test(origin.when()), all.conditions().columns(origin.when()));
    }

    /** The column with the field's standard name, or else with its short one; one that is mapped serves that only. */
    private Optional<String> standardColumn(Field field) {
        Set<String> mapped = mappedColumns();
        return Stream.of(field.standardName(), field.shortName())
                .flatMap(name -> all.found().stream().filter(name::equalsIgnoreCase))
                .filter(name -> !mapped.contains(name))
                .findFirst();
    }

    private Set<String> mappedColumns() {
        Set<String> mapped = new HashSet<>();
        for (Field field : Field.values()) {
            mapping.origins(field).forEach(origin -> mapped.addAll(origin.columns()));
        }
        return mapped;
    }

    /** Whether a row fulfils all of the mapping's conditions. */
    Predicate<Row> condition() {
        return all.conditions().test(mapping.conditions(), texts);
    }

    /** What rows have of the texts that the mapping's conditions name. */
    ConditionTexts texts() {
        return texts;
    }

    /** The numbers of the columns that these are on. */
    List<Integer> conditionColumns() {
        return all.conditions().columns(mapping.conditions());
    }

    /** Columns of the source that nothing is made of, though they often say which rows count, or what amounts are in. */
    List<String> notes() {
        Set<String> used = wanted(mapping);
        List<String> notes = new ArrayList<>();
        header.stream()
                .distinct()
                .filter(name -> FieldNames.tellsWhatCounts(name) && !used.contains(name))
                .forEach(name -> notes.add("nothing is made of column " + Excerpt.of(name)
                        + ", which may say which rows count: take some only with --where"));
        boolean hasAmounts = cell(Field.VALUE).isPresent() || cell(Field.COST).isPresent();
        if (hasAmounts
                && mapping.currency().isEmpty()
                && mapping.origins(Field.CURRENCY).isEmpty()) {
            standardColumn(Field.CURRENCY)
                    .ifPresent(name -> notes.add("column " + Excerpt.of(name)
                            + " tells what amounts are in; --currency says which one is meant, --map currency=COLUMN where"
                            + " else it is"));
        }
        if (hasAmounts && cell(Field.CURRENCY).isEmpty()) {
            header.stream()
                    .filter(name -> FieldNames.tellsCurrency(name) && !used.contains(name))
                    .forEach(name -> notes.add("nothing is made of column " + Excerpt.of(name)
                            + ", which may say what amounts are in: read it with --map currency=" + Excerpt.of(name)));
        }
        return notes;
    }

    /** Who acts for the company, by columns that are no customers'. */
    Staff staff() {
        int customer = cell(Field.CUSTOMER).map(Cell::verbatim).orElse(Cell.NONE);
        return Staff.of(header, customer == Cell.NONE ? "" : header.get(customer));
    }

    /** A column of the source that something is made of. */
    record Used(int number, String name) {}

    /** The columns of the source that fields and conditions are made of. */
    List<Used> used() {
        Stream<Cell> fields = Stream.of(Field.values()).flatMap(field -> cell(field).stream());
        return Stream.concat(fields.flatMap(cell -> cell.columns().stream()), conditionColumns().stream())
                .distinct()
                .sorted()
                .map(number -> new Used(number, header.get(number)))
                .toList();
    }

    /** Those that nothing is made of and that are looked at all the same. */
    Overlooked.Watch watch() {
        Set<Integer> numbers = used().stream().map(Used::number).collect(Collectors.toSet());
        return new Overlooked.Watch(header, numbers, mapping.numbers(), verbatim(Field.VALUE), verbatim(Field.AT));
    }

    private int verbatim(Field field) {
        return cell(field).map(Cell::verbatim).orElse(Cell.NONE);
    }

    /** How many columns the source's own rows have. */
    int width() {
        return header.size();
    }
}
