package io.engagement.connect;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads mappings from texts in TOML. */
final class MappingText {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "delimiter",
            "charset",
            "sheet",
            "time-format",
            "time-zone",
            "decimal",
            "repeated-ids",
            "add-up",
            "merged-customers",
            "negative-purchases",
            "no-customer",
            "amount-unit",
            "duration-unit",
            "currency",
            "rates",
            "rates-file",
            "map",
            "set",
            "translate",
            "where",
            "join"));
    private static final Set<String> CUSTOMER_KEYS = new TreeSet<>(
            Set.of("delimiter", "charset", "sheet", "time-format", "time-zone", "decimal", "map", "where", "join"));
    private static final Set<String> JOIN_KEYS = new TreeSet<>(Set.of("column", "file", "key", "name", "sheet"));
    private static final Set<String> ORIGIN_KEYS = new TreeSet<>(Set.of("column", "pattern", "value", "when"));

    private final Basis.Name name;
    private final MappingFolder folder;
    private final TomlText toml;
    private final MappingBuilder mapping = Mapping.builder();
    private Layout layout = Layout.usual();

    private MappingText(Basis.Name name, MappingFolder folder, TomlText toml) {
        this.name = name;
        this.folder = folder;
        this.toml = toml;
    }

    static Mapping read(Path file) {
        return of(file).mapping();
    }

    static CustomerMapping readCustomers(Path file) {
        return of(file).customers();
    }

    private static MappingText of(Path file) {
        String label = String.valueOf(file.getFileName());
        Basis.Name name = new Basis.Name("the mapping " + label, Optional.empty());
        return new MappingText(name, MappingFolder.of(file), TomlText.of(label, text(file)));
    }

    /** Without the mark with which some editors begin a text. */
    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new DataRefused("cannot read the mapping " + file + ": there is no such file");
        } catch (CharacterCodingException e) {
            throw new DataRefused("cannot read the mapping " + file + ": it is not text in UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new DataRefused("cannot read the mapping " + file + ": " + FileFault.why(e));
        }
    }

    /** A text that joins files of a folder. */
    static Mapping read(String label, String text, Path folder) {
        return read(label, new Basis.Name("the mapping", Optional.empty()), text, folder);
    }

    /** The text of a preset. */
    static Mapping readPreset(String preset, String text, Path folder) {
        return read(preset + ".toml", new Basis.Name("the preset " + preset, Optional.of(preset)), text, folder);
    }

    private static Mapping read(String label, Basis.Name name, String text, Path folder) {
        return new MappingText(name, new MappingFolder(folder.toAbsolutePath()), TomlText.of(label, text)).mapping();
    }

    private Mapping mapping() {
        toml.checkKeys(KEYS, "a mapping");
        mapping.named(name);
        table();
        toml.text("repeated-ids", text -> mapping.repeatedIds(MappingWords.oneOf(RepeatedIds.class, text)));
        toml.text("add-up", text -> mapping.addUp(Field.of(text)));
        toml.texts(toml.get("merged-customers"), "merged-customers").forEach(this::mergedCustomers);
        toml.text(
                "negative-purchases",
                text -> mapping.negativePurchases(MappingWords.oneOf(NegativePurchases.class, text)));
        toml.text("no-customer", text -> mapping.noCustomer(MappingWords.oneOf(NoCustomer.class, text)));
        toml.text("amount-unit", text -> mapping.amountUnit(MappingWords.oneOf(AmountUnit.class, text)));
        toml.text("duration-unit", text -> mapping.durationUnit(MappingWords.oneOf(DurationUnit.class, text)));
        toml.text("currency", text -> mapping.currency(MappingWords.currency(text)));
        toml.text("rates-file", name -> mapping.ratesFile(folder.file(name)));
        toml.table("rates").forEach((code, rate) -> toml.at("rates", () -> mapping.rate(code, rate(code, rate))));
        toml.table("map").forEach((field, told) -> origins(told, toml.at("map"))
                .forEach(origin -> toml.at("map", () -> mapping.map(Field.of(field), origin))));
        toml.table("set")
                .forEach((field, told) -> toml.at(
                        "set", () -> mapping.map(Field.of(field), Origin.constant(toml.text(told, "set." + field)))));
        toml.table("translate").forEach(this::translate);
        return mapping.build();
    }

    private CustomerMapping customers() {
        toml.checkKeys(CUSTOMER_KEYS, "a mapping of customers");
        mapping.named(name);
        table();
        Map<String, String> columns = new LinkedHashMap<>();
        toml.table("map").forEach((field, told) -> columns.put(field, toml.text(told, "map." + field)));
        toml.at("map", () -> CustomerColumns.checked(columns));
        return new CustomerMapping(mapping.build(), columns);
    }

    /** What is told of any table. */
    private void table() {
        toml.text("delimiter", text -> layout = layout.withDelimiter(text));
        toml.text("charset", text -> layout = layout.withCharset(MappingWords.charset(text)));
        toml.text("sheet", text -> layout = layout.withSheet(text));
        mapping.layout(layout);
        toml.text("time-format", mapping::timeFormat);
        toml.text("time-zone", text -> mapping.timeZone(MappingWords.zone(text)));
        toml.text("decimal", text -> mapping.numbers(NumberFormat.withDecimal(text)));
        conditions(toml.get("where"), "where").forEach(mapping::where);
        joins();
    }

    private static double rate(String code, Object told) {
        if (told instanceof Number number) {
            return number.doubleValue();
        }
        throw new MappingRefused("the rate of " + Excerpt.of(code) + " must be a number such as 0.92, not in quotes");
    }

    private void translate(String field, Object told) {
        if (!(told instanceof TomlTable table)) {
            throw toml.refused(
                    toml.at("translate"), "translate." + field + " must be a table such as [translate." + field + "]");
        }
        table.toMap()
                .forEach((text, value) -> toml.at(
                        "translate",
                        () -> mapping.translate(Field.of(field), text, toml.text(value, "translate." + field))));
    }

    private List<Origin> origins(Object told, int line) {
        if (told instanceof String column) {
            return List.of(Origin.column(column));
        }
        if (told instanceof TomlArray all) {
            return all.toList().stream()
                    .flatMap(each -> origins(each, line).stream())
                    .toList();
        }
        if (told instanceof TomlTable table) {
            return List.of(origin(table, line));
        }
        throw toml.refused(
                line,
                "a field is mapped to a column \"NAME\", to several [\"NAME\", \"NAME\"], or to"
                        + " {column = \"NAME\", when = [\"COLUMN=TEXT\"]}");
    }

    private Origin origin(TomlTable table, int line) {
        toml.checkKeys(table, ORIGIN_KEYS, "what a field is mapped to");
        List<Origin> told = new ArrayList<>();
        toml.text(table, "column", text -> told.add(Origin.column(text)));
        toml.text(table, "pattern", text -> told.add(Origin.pattern(text)));
        toml.text(table, "value", text -> told.add(Origin.constant(text)));
        if (told.size() != 1) {
            throw toml.refused(line, "what a field is mapped to has either a column, a pattern or a value");
        }
        Origin origin = told.get(0);
        for (Condition condition : conditions(table.get("when"), "when")) {
            origin = origin.when(condition);
        }
        return origin;
    }

    private List<Condition> conditions(@Nullable Object told, String key) {
        List<Condition> conditions = new ArrayList<>();
        toml.texts(told, key).forEach(each -> toml.at(key, () -> conditions.add(Condition.parse(each))));
        return conditions;
    }

    private void mergedCustomers(String text) {
        toml.at("merged-customers", () -> {
            MergedCustomers told = MergedCustomers.parse(text);
            mapping.mergedCustomers(told.withFile(folder.file(told.file().toString())));
        });
    }

    private void joins() {
        Object told = toml.get("join");
        if (told == null) {
            return;
        }
        if (!(told instanceof TomlArray all) || !all.toList().stream().allMatch(TomlTable.class::isInstance)) {
            throw toml.refused(toml.at("join"), "join must be tables such as [[join]]");
        }
        all.toList().forEach(each -> toml.at("join", () -> mapping.join(join((TomlTable) each))));
    }

    private Join join(TomlTable table) {
        toml.checkKeys(table, JOIN_KEYS, "a join");
        String column = needed(table, "column");
        Path file = folder.files(needed(table, "file"));
        Join join = Join.of(column, file, table.contains("key") ? needed(table, "key") : column);
        Join named = table.contains("name") ? join.withName(needed(table, "name")) : join;
        return table.contains("sheet") ? named.withSheet(needed(table, "sheet")) : named;
    }

    private String needed(TomlTable table, String key) {
        Object told = table.get(key);
        if (told == null) {
            throw toml.refused(
                    toml.at("join"),
                    "a join has a column, a file and, if it is not called as the column, a key; " + key
                            + " is missing");
        }
        return toml.text(told, key);
    }
}
