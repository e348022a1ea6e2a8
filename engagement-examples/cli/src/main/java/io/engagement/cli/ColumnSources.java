package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where each field of a file's rows comes from: a column, a column of a lookup file, or a constant. */
final class ColumnSources {
    private final InputFile input;
    private final Map<String, Function<CsvRecord, String>> columns = new LinkedHashMap<>();

    ColumnSources(InputFile input, List<String> header) {
        this.input = input;
        for (int i = 0; i < header.size(); i++) {
            int index = i;
            columns.put(header.get(i).strip(), row -> index < row.getFieldCount() ? row.getField(index) : "");
        }
        input.lookups().forEach((column, file) -> {
            Function<CsvRecord, String> key = column(column, "--lookup");
            LookupTable table = LookupTable.read(file, column, input.delimiter());
            for (String other : table.columns()) {
                columns.putIfAbsent(other, row -> table.get(key.apply(row), other));
            }
        });
        checkFieldNames();
        for (Field field : List.of(Field.CUSTOMER, Field.AT, Field.PURPOSE)) {
            if (textOf(field).isEmpty()) {
                throw new DataRefused(input.file() + " has no column for " + field.shortName() + ": name it with --map "
                        + field.shortName() + "=COLUMN"
                        + (field == Field.PURPOSE ? " or give it with --set purpose=PURCHASE" : "")
                        + ". Its columns are " + columns.keySet());
            }
        }
    }

    private void checkFieldNames() {
        Stream.of(input.columns().keySet(), input.constants().keySet())
                .flatMap(java.util.Collection::stream)
                .forEach(Field::of);
        input.translations().keySet().forEach(key -> Field.of(beforeColon(key)));
    }

    private static String beforeColon(String key) {
        int colon = key.indexOf(':');
        if (colon < 0) {
            throw new UsageError("--translate takes FIELD:TEXT=VALUE, was '" + key + "'");
        }
        return key.substring(0, colon);
    }

    /** The field's text in each row; empty if the file has no such field. */
    Optional<Function<CsvRecord, String>> textOf(Field field) {
        Optional<Function<CsvRecord, String>> source =
                constant(field).or(() -> mapped(field)).or(() -> standard(field));
        Map<String, String> translations = translationsOf(field);
        return translations.isEmpty()
                ? source
                : source.map(text -> row -> {
                    String given = text.apply(row).strip();
                    return translations.getOrDefault(given, given);
                });
    }

    private Optional<Function<CsvRecord, String>> constant(Field field) {
        return input.constants().entrySet().stream()
                .filter(entry -> field.isNamed(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(text -> row -> text);
    }

    private Optional<Function<CsvRecord, String>> mapped(Field field) {
        return input.columnsOf(field).stream().findFirst().map(name -> column(name, "--map"));
    }

    private Optional<Function<CsvRecord, String>> standard(Field field) {
        return columns.entrySet().stream()
                .filter(entry -> field.isNamed(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
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
        return "column "
                + input.columnsOf(field).stream()
                        .findFirst()
                        .or(() ->
                                columns.keySet().stream().filter(field::isNamed).findFirst())
                        .orElse(field.shortName());
    }

    /** Whether a row fulfils all conditions. */
    Predicate<CsvRecord> condition() {
        Predicate<CsvRecord> all = row -> true;
        for (Map.Entry<String, String> condition : input.conditions().entrySet()) {
            Function<CsvRecord, String> text = column(condition.getKey(), "--where");
            all = all.and(row -> text.apply(row).strip().equals(condition.getValue()));
        }
        return all;
    }

    private Function<CsvRecord, String> column(String name, String option) {
        Function<CsvRecord, String> found = columns.get(name);
        if (found == null) {
            throw new DataRefused(input.file() + " has no column '" + name + "', which " + option
                    + " names; its columns are "
                    + columns.keySet().stream().collect(Collectors.joining(", ")));
        }
        return found;
    }
}
