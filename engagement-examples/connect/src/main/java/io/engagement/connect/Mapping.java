package io.engagement.connect;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

    private Mapping(Builder told) {
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
    public static Builder builder() {
        return new Builder();
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
     * Reads a mapping from a text.
     *
     * @param toml as {@link #toToml} writes it; files that it joins are found from where the program runs
     * @return the mapping
     * @throws MappingRefused if the text is no mapping; the message names line, key and what is allowed
     */
    public static Mapping ofToml(String toml) {
        return MappingText.of(toml);
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
    public Builder toBuilder() {
        Builder builder = new Builder();
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

    /** Collects what a mapping says. What is told of a field twice adds up, or is refused; nothing is replaced. */
    public static final class Builder {
        private Layout layout = Layout.usual();
        private String timeFormat = TimeFormat.AUTO;
        private NumberFormat numbers = NumberFormat.plain();
        private IdenticalRows identicalRows = IdenticalRows.KEEP;
        private NegativePurchases negativePurchases = NegativePurchases.RETURN;
        private AmountUnit amountUnit = AmountUnit.MAJOR;
        private Optional<Currency> currency = Optional.empty();
        private final Map<String, Double> rates = new TreeMap<>();
        private final Map<Field, List<Origin>> origins = new EnumMap<>(Field.class);
        private final Map<Field, Map<String, String>> translations = new EnumMap<>(Field.class);
        private List<Condition> conditions = List.of();
        private final List<Join> joins = new ArrayList<>();

        private Builder() {}

        /**
         * How files hold their rows. Default: commas and UTF-8.
         *
         * @param other the layout
         * @return this builder
         */
        public Builder layout(Layout other) {
            layout = Objects.requireNonNull(other, "layout must not be null");
            return this;
        }

        /**
         * How times are written. Default: auto.
         *
         * @param format what {@link TimeFormat#of} takes
         * @return this builder
         * @throws MappingRefused if there is no such format
         */
        public Builder timeFormat(String format) {
            TimeFormat.of(Objects.requireNonNull(format, "format must not be null"), Clock.systemUTC());
            timeFormat = format;
            return this;
        }

        /**
         * How numbers are written. Default: plain ones.
         *
         * @param format the format
         * @return this builder
         */
        public Builder numbers(NumberFormat format) {
            numbers = Objects.requireNonNull(format, "format must not be null");
            return this;
        }

        /**
         * What becomes of rows without id that repeat another one. Default: they are kept.
         *
         * @param choice the choice
         * @return this builder
         */
        public Builder identicalRows(IdenticalRows choice) {
            identicalRows = Objects.requireNonNull(choice, "choice must not be null");
            return this;
        }

        /**
         * What a purchase of a negative value is. Default: a return.
         *
         * @param choice the choice
         * @return this builder
         */
        public Builder negativePurchases(NegativePurchases choice) {
            negativePurchases = Objects.requireNonNull(choice, "choice must not be null");
            return this;
        }

        /**
         * What amounts are counted in. Default: the currency itself.
         *
         * @param unit the unit
         * @return this builder
         */
        public Builder amountUnit(AmountUnit unit) {
            amountUnit = Objects.requireNonNull(unit, "unit must not be null");
            return this;
        }

        /**
         * The currency of amounts: where a column tells another one, the row is refused, or converted by a rate.
         *
         * @param code the currency
         * @return this builder
         */
        public Builder currency(Currency code) {
            currency = Optional.of(Objects.requireNonNull(code, "code must not be null"));
            return this;
        }

        /**
         * What amounts of another currency are multiplied by.
         *
         * @param code the other currency, as the column has it
         * @param factor what one of it is worth, above 0
         * @return this builder
         * @throws MappingRefused if the factor is not above 0, or another one was told before
         */
        public Builder rate(String code, double factor) {
            if (!(factor > 0 && Double.isFinite(factor))) {
                throw new MappingRefused(
                        "the rate of " + Excerpt.of(code) + " must be a number above 0, was " + factor);
            }
            requireSame("the rate of " + Excerpt.of(code), rates.putIfAbsent(code, factor), factor);
            return this;
        }

        /**
         * Where a field's text comes from. Told again it is where it comes from if it is empty so far.
         *
         * @param field the field
         * @param origin a column, or a constant
         * @return this builder
         * @throws MappingRefused if another constant was told before, which leaves nothing to come after it
         */
        public Builder map(Field field, Origin origin) {
            Objects.requireNonNull(origin, "origin must not be null");
            List<Origin> all = new ArrayList<>(
                    origins.getOrDefault(Objects.requireNonNull(field, "field must not be null"), List.of()));
            if (all.contains(origin)) {
                return this;
            }
            // What always holds comes last, whoever tells it when.
            int last = all.size() - 1;
            boolean isClosed = last >= 0 && isAlways(all.get(last));
            if (isClosed && isAlways(origin)) {
                throw new MappingRefused("--set " + field.shortName() + " is given twice, with '"
                        + Excerpt.of(all.get(last).text()) + "' and '" + Excerpt.of(origin.text()) + "': give it once");
            }
            all.add(isClosed ? last : last + 1, origin);
            origins.put(field, List.copyOf(all));
            return this;
        }

        private static boolean isAlways(Origin origin) {
            return !origin.isColumn() && origin.isUnconditional();
        }

        /**
         * What a text in the columns of a field stands for.
         *
         * @param field the field
         * @param text what the columns have; * for any text that is not named
         * @param value what it stands for
         * @return this builder
         * @throws MappingRefused if another value was told before
         */
        public Builder translate(Field field, String text, String value) {
            Map<String, String> all = new TreeMap<>(
                    translations.getOrDefault(Objects.requireNonNull(field, "field must not be null"), Map.of()));
            requireSame(
                    "--translate " + field.shortName() + ":" + Excerpt.of(text), all.putIfAbsent(text, value), value);
            translations.put(field, Collections.unmodifiableMap(all));
            return this;
        }

        private static void requireSame(String what, @Nullable Object before, Object now) {
            if (before != null && !before.equals(now)) {
                throw new MappingRefused(what + " is given twice, with '" + Excerpt.of(before.toString()) + "' and '"
                        + Excerpt.of(now.toString()) + "': give it once");
            }
        }

        /**
         * Which rows count: those that fulfil all conditions. Texts for one column that are equal, or that it begins with, add up:
         * one of them must fit.
         *
         * @param condition what must hold
         * @return this builder
         */
        public Builder where(Condition condition) {
            Objects.requireNonNull(condition, "condition must not be null");
            conditions = condition.addedTo(conditions);
            return this;
        }

        /**
         * Another file whose columns are at hand too.
         *
         * @param join how its rows are found
         * @return this builder
         */
        public Builder join(Join join) {
            joins.add(Objects.requireNonNull(join, "join must not be null"));
            return this;
        }

        /**
         * The mapping.
         *
         * @return what was told so far
         */
        public Mapping build() {
            return new Mapping(this);
        }
    }
}
