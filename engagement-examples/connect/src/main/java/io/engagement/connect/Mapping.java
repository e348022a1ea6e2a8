package io.engagement.connect;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the rows of a source become interactions: which columns hold which fields, what texts stand for, which rows count, and how
 * numbers and times are written. Where nothing is told of a field it is the column with its standard name, such as {@code
 * customer_id}; a column that is told for one field serves no other one by its name.
 *
 * <p>Immutable. As a text it can be kept beside the program that exports the file, as it holds neither addresses nor secrets:
 *
 * <pre>
 * delimiter = ";"
 * time-format = "dd.MM.yyyy"
 * decimal = ","
 * where = ["Status=bezahlt", "Status=versandt"]
 *
 * [map]
 * customer = "Kundennummer"
 * at = "Datum"
 * value = "Betrag"
 *
 * [set]
 * purpose = "PURCHASE"
 * </pre>
 */
public final class Mapping {
    private final Layout layout;
    private final String timeFormat;
    private final NumberFormat numbers;
    private final IdenticalRows identicalRows;
    private final NegativePurchases negativePurchases;
    private final AmountUnit amountUnit;
    private final Optional<Currency> currency;
    private final Map<String, Double> rates;
    private final Map<Field, List<Origin>> origins;
    private final Map<Field, Map<String, String>> translations;
    private final List<Condition> conditions;
    private final List<Join> joins;

    /** What becomes of rows without id that repeat another one. */
    public enum IdenticalRows {
        /** They are kept, as somebody may buy twice at the same time. */
        KEEP,
        /** All but one are left out, as they were exported twice. */
        DROP
    }

    /** What a purchase of a negative value is. */
    public enum NegativePurchases {
        /** A return. */
        RETURN,
        /** A purchase all the same. */
        KEEP,
        /** A row that cannot be used. */
        REFUSE
    }

    /** What amounts are counted in. */
    public enum AmountUnit {
        /** The currency: 19.99 dollars. */
        MAJOR,
        /** Its smallest unit: 1999 cents, but 1999 yen. */
        MINOR
    }

    Mapping(MappingBuilder told) {
        layout = told.layout;
        timeFormat = told.timeFormat;
        numbers = told.numbers;
        identicalRows = told.identicalRows;
        negativePurchases = told.negativePurchases;
        amountUnit = told.amountUnit;
        currency = told.currency;
        rates = Collections.unmodifiableMap(new TreeMap<>(told.rates));
        origins = Collections.unmodifiableMap(copied(told.origins));
        translations = Collections.unmodifiableMap(copied(told.translations));
        conditions = List.copyOf(told.conditions);
        joins = List.copyOf(told.joins);
    }

    private static <T> EnumMap<Field, T> copied(Map<Field, T> map) {
        EnumMap<Field, T> copy = new EnumMap<>(Field.class);
        copy.putAll(map);
        return copy;
    }

    /**
     * Columns with standard names.
     *
     * @return a mapping that says nothing
     */
    public static Mapping empty() {
        return builder().build();
    }

    /**
     * A mapping step by step.
     *
     * @return a builder that says nothing yet
     */
    public static MappingBuilder builder() {
        return new MappingBuilder();
    }

    /**
     * Reads a mapping from a file.
     *
     * @param file a text in TOML; files that it joins are found from its folder and must lie in it, links resolved
     * @return the mapping
     * @throws MappingRefused if the text is no mapping; the message names line, key and what is allowed
     * @throws DataRefused if the file cannot be read
     */
    public static Mapping read(Path file) {
        return MappingText.read(file);
    }

    /**
     * A mapping for the export of a well-known program.
     *
     * @param name one of {@link #presets()}
     * @return the mapping
     * @throws MappingRefused if there is none of that name
     */
    public static Mapping preset(String name) {
        return Presets.read(name);
    }

    /**
     * The names of mappings for exports of well-known programs.
     *
     * @return in their order
     */
    public static List<String> presets() {
        return Presets.NAMES;
    }

    /**
     * The mapping as a text.
     *
     * @return what {@link #read} reads; the files that it joins as they were given
     */
    public String toToml() {
        return MappingWriter.of(this);
    }

    /**
     * A mapping that says the same and more.
     *
     * @return a builder that says what this one says
     */
    public MappingBuilder toBuilder() {
        MappingBuilder builder = new MappingBuilder();
        builder.layout = layout;
        builder.timeFormat = timeFormat;
        builder.numbers = numbers;
        builder.identicalRows = identicalRows;
        builder.negativePurchases = negativePurchases;
        builder.amountUnit = amountUnit;
        builder.currency = currency;
        builder.rates.putAll(rates);
        builder.origins.putAll(origins);
        builder.translations.putAll(translations);
        builder.conditions = conditions;
        builder.joins.addAll(joins);
        return builder;
    }

    /**
     * How files hold their rows.
     *
     * @return the layout
     */
    public Layout layout() {
        return layout;
    }

    /**
     * How times are written.
     *
     * @return what {@link TimeFormat#of} takes
     */
    public String timeFormat() {
        return timeFormat;
    }

    NumberFormat numbers() {
        return numbers;
    }

    IdenticalRows identicalRows() {
        return identicalRows;
    }

    NegativePurchases negativePurchases() {
        return negativePurchases;
    }

    AmountUnit amountUnit() {
        return amountUnit;
    }

    /**
     * The currency of amounts.
     *
     * @return empty if nobody told it
     */
    public Optional<Currency> currency() {
        return currency;
    }

    Map<String, Double> rates() {
        return rates;
    }

    /** Where a field's text is told to come from; empty for the column with its standard name. */
    List<Origin> origins(Field field) {
        return origins.getOrDefault(field, List.of());
    }

    Map<String, String> translations(Field field) {
        return translations.getOrDefault(field, Map.of());
    }

    List<Condition> conditions() {
        return conditions;
    }

    /**
     * The other files that are read beside the source.
     *
     * @return in the order in which they are joined
     */
    public List<Join> joins() {
        return joins;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mapping mapping && state().equals(mapping.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    private List<Object> state() {
        return List.of(
                layout,
                timeFormat,
                numbers,
                identicalRows,
                negativePurchases,
                amountUnit,
                currency,
                rates,
                origins,
                translations,
                conditions,
                joins);
    }

    @Override
    public String toString() {
        return toToml();
    }
}
