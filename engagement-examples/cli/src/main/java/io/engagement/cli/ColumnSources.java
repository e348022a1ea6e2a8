package io.engagement.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where each field of a file's rows comes from: a column, a column of a lookup file, or a constant. */
final class ColumnSources {
    /** In a translation: any text that no other translation of the field names. */
    private static final String ANY = "*";

    /** In place of a column's number, counted from 0. */
    static final int NONE = -1;

    private final InputFile input;
    private final List<String> header;
    private final Map<String, Function<Row, String>> columns = new LinkedHashMap<>();
    private final Map<String, LookupTable> lookedUp = new HashMap<>();
    private final Set<String> twice = new HashSet<>();
    /** Translations of texts that no row has had so far, as the option names them. */
    private final Set<String> unmet = ConcurrentHashMap.newKeySet();

    ColumnSources(InputFile input, List<String> header) {
        this.input = input;
        this.header = header;
        for (int i = 0; i < header.size(); i++) {
            int index = i;
            if (columns.putIfAbsent(header.get(i), row -> row.field(index)) != null) {
                twice.add(header.get(i));
            }
        }
        input.lookups().forEach(this::addLookup);
        checkFieldNames();
        checkNothingIsIgnored();
        Arrays.stream(Field.values()).forEach(field -> translationsOf(field).keySet().stream()
                .filter(text -> !text.equals(ANY))
                .forEach(text -> unmet.add(named(field, text))));
        for (Field field : List.of(Field.CUSTOMER, Field.AT, Field.PURPOSE)) {
            if (textOf(field).isEmpty()) {
                throw new DataRefused(input.file() + " has no column for " + field.shortName() + ": name it with --map "
                        + field.shortName() + "=COLUMN"
                        + (field == Field.PURPOSE ? " or give it with --set purpose=PURCHASE" : "")
                        + ". Its columns are [" + Excerpt.ofNames(columns.keySet()) + "]");
            }
        }
    }

    /** The columns of another file, next to this one's; this one's keep their names. */
    private void addLookup(String column, Path file) {
        Function<Row, String> key = column(column, "--lookup");
        LookupTable table = LookupTable.read(file, column, input.delimiter(), input.charset());
        for (String other : table.columns()) {
            Function<Row, String> text = row -> table.get(key.apply(row).strip(), other);
            if (columns.putIfAbsent(other, text) == null) {
                lookedUp.put(other, table);
            }
        }
    }

    private void checkFieldNames() {
        Stream.of(input.columns().keySet(), input.constants().keySet())
                .flatMap(Set::stream)
                .forEach(Field::of);
        input.translations().keySet().forEach(key -> Field.of(beforeColon(key)));
    }

    /** A field has one source, a translation something to translate, and a lookup is looked at. */
    private void checkNothingIsIgnored() {
        for (Field field : Field.values()) {
            if (constant(field).isPresent() && !input.columnsOf(field).isEmpty()) {
                throw new UsageError("--set and --map both tell " + field.shortName() + ": leave out one of them");
            }
            if (!translationsOf(field).isEmpty() && textOf(field).isEmpty()) {
                throw new UsageError("--translate is of " + field.shortName() + ", which no column of " + input.file()
                        + " holds: name it with --map " + field.shortName() + "=COLUMN; its columns are "
                        + Excerpt.ofNames(columns.keySet()));
            }
        }
        input.lookups().forEach(this::checkIsLookedAt);
    }

    private void checkIsLookedAt(String column, Path file) {
        Set<String> read = new HashSet<>(input.conditions().keySet());
        Arrays.stream(Field.values()).filter(field -> constant(field).isEmpty()).forEach(field -> columnOf(field)
                .ifPresent(read::add));
        List<String> theirs = lookedUp.entrySet().stream()
                .filter(entry -> entry.getValue().file().equals(file))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (Collections.disjoint(theirs, read)) {
            throw new UsageError("--lookup " + column + "=" + file + ": no field is in one of its columns, "
                    + Excerpt.ofNames(theirs) + ": name one with --map FIELD=COLUMN, or leave it out");
        }
    }

    private static String beforeColon(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            throw new UsageError("--translate takes FIELD:TEXT=VALUE, was '" + key + "'");
        }
        return key.substring(0, colon);
    }

    /** The field's text in each row; empty if the file has no such field. */
    Optional<Function<Row, String>> textOf(Field field) {
        Optional<Function<Row, String>> source =
                constant(field).or(() -> columnOf(field).map(name -> column(name, optionOf(field))));
        Map<String, String> translations = translationsOf(field);
        return translations.isEmpty() ? source : source.map(text -> translated(field, text, translations));
    }

    private Function<Row, String> translated(
            Field field, Function<Row, String> text, Map<String, String> translations) {
        Optional<String> otherwise = Optional.ofNullable(translations.get(ANY));
        return row -> {
            String given = text.apply(row).strip();
            if (!unmet.isEmpty()) {
                unmet.remove(named(field, given));
            }
            return translations.getOrDefault(given, otherwise.orElse(given));
        };
    }

    private static String named(Field field, String text) {
        return field.shortName() + ":" + text;
    }

    /** Texts that translations name and no row has had, each as the option names it. */
    List<String> unmet() {
        return unmet.stream().sorted().toList();
    }

    /** The numbers of the columns that fields' texts are in or are made of. */
    List<Integer> columnNumbersOf(List<Field> fields) {
        return fields.stream()
                .filter(field -> constant(field).isEmpty())
                .flatMap(field -> columnOf(field).stream())
                .map(header::indexOf)
                .distinct()
                .toList();
    }

    /** The number of the column that holds a field's text as it is, or {@link #NONE}. */
    int verbatimColumnOf(Field field) {
        List<Integer> numbers = columnNumbersOf(List.of(field));
        return numbers.isEmpty() || !translationsOf(field).isEmpty() ? NONE : numbers.get(0);
    }

    /** The numbers of the columns that conditions are on. */
    List<Integer> conditionColumns() {
        return input.conditions().keySet().stream().map(header::indexOf).toList();
    }

    private Optional<Function<Row, String>> constant(Field field) {
        return input.constants().entrySet().stream()
                .filter(entry -> field.isNamed(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(text -> row -> text);
    }

    private Optional<String> columnOf(Field field) {
        return input.columnsOf(field).stream().findFirst().or(() -> standardColumn(field));
    }

    /** The column with the field's standard name, or else with its short one; one that is mapped serves that only. */
    private Optional<String> standardColumn(Field field) {
        return Stream.of(field.standardName(), field.shortName())
                .flatMap(name -> columns.keySet().stream().filter(name::equalsIgnoreCase))
                .filter(name -> !input.columns().containsValue(name))
                .findFirst();
    }

    private String optionOf(Field field) {
        return input.columnsOf(field).isEmpty() ? "the header" : "--map";
    }

    private Map<String, String> translationsOf(Field field) {
        Map<String, String> own = new HashMap<>();
        input.translations().forEach((key, value) -> {
            if (field.isNamed(beforeColon(key))) {
                own.put(key.substring(key.indexOf(':') + 1), value);
            }
        });
        return own;
    }

    /** What to call the field's place in a message. */
    String nameOf(Field field) {
        if (constant(field).isPresent()) {
            return "--set " + field.shortName();
        }
        String name = columnOf(field).orElse(field.shortName());
        LookupTable table = lookedUp.get(name);
        return "column " + name + (table == null ? "" : " of " + table.file().getFileName());
    }

    /** Whether a row fulfils all conditions. */
    Predicate<Row> condition() {
        Predicate<Row> all = row -> true;
        for (Map.Entry<String, String> condition : input.conditions().entrySet()) {
            Function<Row, String> text = column(condition.getKey(), "--where");
            all = all.and(row -> text.apply(row).strip().equals(condition.getValue()));
        }
        return all;
    }

    private Function<Row, String> column(String name, String option) {
        Function<Row, String> found = columns.get(name);
        if (found == null) {
            throw new DataRefused(input.file() + " has no column '" + name + "', which " + option
                    + " names; its columns are " + Excerpt.ofNames(columns.keySet()));
        }
        if (twice.contains(name)) {
            throw new DataRefused(input.file() + " has more than one column '" + name + "': give them different names");
        }
        return found;
    }
}
