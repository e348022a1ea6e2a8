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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
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

    private static final String LOOKUP = ". Look-ups are joins, each a table [[join]] with column = \"COLUMN\", file ="
            + " \"FILE\" and, if it is called otherwise there, key = \"KEY\"";

    private final String label;
    private final Basis.Name name;
    private final MappingFolder folder;
    private final TomlTable toml;
    private final MappingBuilder mapping = Mapping.builder();
    private Layout layout = Layout.usual();

    private MappingText(String label, Basis.Name name, MappingFolder folder, TomlTable toml) {
        this.label = label;
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
        return of(label, name, MappingFolder.of(file), Toml.parse(text(file)));
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
            throw new DataRefused("cannot read the mapping " + file + ": " + e.getMessage());
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
        return of(label, name, new MappingFolder(folder.toAbsolutePath()), Toml.parse(text))
                .mapping();
    }

    private static MappingText of(String label, Basis.Name name, MappingFolder folder, TomlParseResult toml) {
        if (toml.hasErrors()) {
            TomlParseError first = toml.errors().get(0);
            throw new MappingRefused(label + " line " + first.position().line() + " is not TOML: "
                    + Excerpt.ofMessage(String.valueOf(first.getMessage())));
        }
        return new MappingText(label, name, folder, toml);
    }

    private Mapping mapping() {
        checkKeys(toml, KEYS, "a mapping");
        mapping.named(name);
        table();
        text(toml, "repeated-ids", text -> mapping.repeatedIds(MappingWords.oneOf(RepeatedIds.class, text)));
        text(toml, "add-up", text -> mapping.addUp(Field.of(text)));
        texts(toml.get("merged-customers"), "merged-customers").forEach(this::mergedCustomers);
        text(
                toml,
                "negative-purchases",
                text -> mapping.negativePurchases(MappingWords.oneOf(NegativePurchases.class, text)));
        text(toml, "no-customer", text -> mapping.noCustomer(MappingWords.oneOf(NoCustomer.class, text)));
        text(toml, "amount-unit", text -> mapping.amountUnit(MappingWords.oneOf(AmountUnit.class, text)));
        text(toml, "duration-unit", text -> mapping.durationUnit(MappingWords.oneOf(DurationUnit.class, text)));
        text(toml, "currency", text -> mapping.currency(MappingWords.currency(text)));
        text(toml, "rates-file", name -> mapping.ratesFile(folder.file(name)));
        table("rates").forEach((code, rate) -> at("rates", () -> mapping.rate(code, rate(code, rate))));
        table("map").forEach((field, told) -> origins(told, at("map"))
                .forEach(origin -> at("map", () -> mapping.map(Field.of(field), origin))));
        table("set")
                .forEach((field, told) ->
                        at("set", () -> mapping.map(Field.of(field), Origin.constant(text(told, "set." + field)))));
        table("translate").forEach(this::translate);
        return mapping.build();
    }

    private CustomerMapping customers() {
        checkKeys(toml, CUSTOMER_KEYS, "a mapping of customers");
        mapping.named(name);
        table();
        Map<String, String> columns = new LinkedHashMap<>();
        table("map").forEach((field, told) -> columns.put(field, text(told, "map." + field)));
        at("map", () -> CustomerColumns.checked(columns));
        return new CustomerMapping(mapping.build(), columns);
    }

    /** What is told of any table. */
    private void table() {
        text(toml, "delimiter", text -> layout = layout.withDelimiter(text));
        text(toml, "charset", text -> layout = layout.withCharset(MappingWords.charset(text)));
        text(toml, "sheet", text -> layout = layout.withSheet(text));
        mapping.layout(layout);
        text(toml, "time-format", mapping::timeFormat);
        text(toml, "time-zone", text -> mapping.timeZone(MappingWords.zone(text)));
        text(toml, "decimal", text -> mapping.numbers(NumberFormat.withDecimal(text)));
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
            throw refused(at("translate"), "translate." + field + " must be a table such as [translate." + field + "]");
        }
        table.toMap()
                .forEach((text, value) -> at(
                        "translate",
                        () -> mapping.translate(Field.of(field), text, text(value, "translate." + field))));
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
        throw refused(
                line,
                "a field is mapped to a column \"NAME\", to several [\"NAME\", \"NAME\"], or to"
                        + " {column = \"NAME\", when = [\"COLUMN=TEXT\"]}");
    }

    private Origin origin(TomlTable table, int line) {
        checkKeys(table, ORIGIN_KEYS, "what a field is mapped to");
        List<Origin> told = new ArrayList<>();
        text(table, "column", text -> told.add(Origin.column(text)));
        text(table, "pattern", text -> told.add(Origin.pattern(text)));
        text(table, "value", text -> told.add(Origin.constant(text)));
        if (told.size() != 1) {
            throw refused(line, "what a field is mapped to has either a column, a pattern or a value");
        }
        Origin origin = told.get(0);
        for (Condition condition : conditions(table.get("when"), "when")) {
            origin = origin.when(condition);
        }
        return origin;
    }

    private List<Condition> conditions(@Nullable Object told, String key) {
        List<Condition> conditions = new ArrayList<>();
        texts(told, key).forEach(each -> at(key, () -> conditions.add(Condition.parse(each))));
        return conditions;
    }

    /** One text or several. */
    private List<String> texts(@Nullable Object told, String key) {
        if (told == null) {
            return List.of();
        }
        List<Object> all = told instanceof TomlArray array ? array.toList() : List.of(told);
        return all.stream().map(each -> text(each, key)).toList();
    }

    private void mergedCustomers(String text) {
        at("merged-customers", () -> {
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
            throw refused(at("join"), "join must be tables such as [[join]]");
        }
        all.toList().forEach(each -> at("join", () -> mapping.join(join((TomlTable) each))));
    }

    private Join join(TomlTable table) {
        checkKeys(table, JOIN_KEYS, "a join");
        String column = needed(table, "column");
        Path file = folder.files(needed(table, "file"));
        Join join = Join.of(column, file, table.contains("key") ? needed(table, "key") : column);
        Join named = table.contains("name") ? join.withName(needed(table, "name")) : join;
        return table.contains("sheet") ? named.withSheet(needed(table, "sheet")) : named;
    }

    private String needed(TomlTable table, String key) {
        Object told = table.get(key);
        if (told == null) {
            throw refused(
                    at("join"),
                    "a join has a column, a file and, if it is not called as the column, a key; " + key
                            + " is missing");
        }
        return text(told, key);
    }

    private Map<String, Object> table(String key) {
        Object told = toml.get(List.of(key));
        if (told == null) {
            return Map.of();
        }
        if (!(told instanceof TomlTable table)) {
            throw refused(at(key), key + " must be a table such as [" + key + "]");
        }
        return table.toMap();
    }

    private void text(TomlTable table, String key, Consumer<String> taker) {
        Object told = table.get(List.of(key));
        if (told != null) {
            at(key, () -> taker.accept(text(told, key)));
        }
    }

    /** Numbers and dates too, as they are written there: a column holds texts only. */
    private String text(Object told, String key) {
        if (told instanceof TomlTable || told instanceof TomlArray) {
            throw refused(at(key), key + " must be a text in quotes");
        }
        return told.toString();
    }

    private void checkKeys(TomlTable table, Set<String> known, String what) {
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                TomlPosition position = table.inputPositionOf(List.of(key));
                throw refused(
                        position == null ? 1 : position.line(),
                        "there is no '" + Excerpt.of(key) + "' in " + what + "; it has " + String.join(", ", known)
                                + (key.equals("lookup") ? LOOKUP : ""));
            }
        }
    }

    private int at(String key) {
        TomlPosition position = toml.inputPositionOf(List.of(key));
        return position == null ? 1 : position.line();
    }

    /** What is wrong with a choice is told with its place. */
    private void at(String key, Runnable telling) {
        try {
            telling.run();
        } catch (MappingRefused e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(label + " ") ? e : refused(at(key), key + ": " + message);
        }
    }

    private MappingRefused refused(int line, String why) {
        return new MappingRefused(label + " line " + line + ": " + why);
    }
}
