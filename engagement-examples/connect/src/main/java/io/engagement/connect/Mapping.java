package io.engagement.connect;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
    private final RepeatedIds repeatedIds;
    private final Optional<Field> addUp;
    private final NegativePurchases negativePurchases;
    private final NoCustomer noCustomer;
    private final DurationUnit durationUnit;
    private final Optional<ZoneId> timeZone;
    private final Money money;
    final Map<Field, List<Origin>> origins;
    final Map<Field, Map<String, String>> translations;
    private final List<Condition> conditions;
    private final List<Join> joins;
    private final List<MergedCustomers> mergedCustomers;
    private final Basis basis;

    Mapping(MappingBuilder told) {
        layout = told.layout;
        timeFormat = told.timeFormat;
        numbers = told.numbers;
        repeatedIds = told.repeatedIds;
        addUp = told.addUp;
        negativePurchases = told.negativePurchases;
        noCustomer = told.noCustomer;
        durationUnit = told.durationUnit;
        timeZone = told.timeZone;
        money = told.money;
        origins = Field.copied(told.origins);
        translations = Field.copied(told.translations);
        conditions = told.allConditions();
        joins = List.copyOf(told.joins);
        mergedCustomers = List.copyOf(told.mergedCustomers);
        basis = told.basis();
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
     * Reads a mapping from a text.
     *
     * @param toml as {@link #toToml} writes it; files that it joins are found from where the program runs and must lie there or below
     * @return the mapping
     * @throws MappingRefused if the text is no mapping, or joins another file; the message names line, key and what is allowed
     */
    public static Mapping ofToml(String toml) {
        return MappingText.read("mapping", toml, Path.of(""));
    }

    /**
     * A mapping for the export of a well-known program.
     *
     * @param name one of {@link #presets()}
     * @param folder where the files lie that it joins: beside the export
     * @return the mapping
     * @throws MappingRefused if there is none of that name
     * @throws DataRefused if a file that it joins is not there
     */
    public static Mapping preset(String name, Path folder) {
        return Presets.read(name, Objects.requireNonNull(folder, "folder must not be null"));
    }

    /**
     * The text of a preset, to be kept and changed: its comments say which shape it reads, where that is documented, and what is
     * left out and why.
     *
     * @param name one of {@link #presets()}
     * @return what {@link #read} reads
     * @throws MappingRefused if there is none of that name
     */
    public static String presetText(String name) {
        return Presets.text(name);
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
     * @return what {@link #read} reads; the files that it joins, those of merged customers and that of rates are named by their whole paths
     *     on this machine: name them by their own names in a text that is kept beside them
     */
    public String toToml() {
        return MappingWriter.of(this);
    }

    /**
     * A mapping that says the same and more. What the builder is told wins: of a field, what it is told replaces the whole way to it
     * that this mapping has, and what texts of a column stand for that it does not come from any more; of a text that is translated, and
     * of a currency's rate, that one entry; of a choice, the choice; of joins, the one by the same column, key and name. Conditions
     * narrow those of this mapping. Further joins and files of merged customers add up.
     *
     * @return a builder that says what this one says
     */
    public MappingBuilder toBuilder() {
        return new MappingBuilder(this);
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

    RepeatedIds repeatedIds() {
        return repeatedIds;
    }

    /** The field whose rows of one text are parts of one interaction. */
    Optional<Field> addUp() {
        return addUp;
    }

    /** Whether rows of one id become one that differs from some of them, so that they are to be held together. */
    boolean gathersIds() {
        return addUp.isPresent() || repeatedIds.choosesOne();
    }

    NegativePurchases negativePurchases() {
        return negativePurchases;
    }

    NoCustomer noCustomer() {
        return noCustomer;
    }

    Money money() {
        return money;
    }

    DurationUnit durationUnit() {
        return durationUnit;
    }

    /** The zone of times without an offset; empty for that whose days count. */
    Optional<ZoneId> timeZone() {
        return timeZone;
    }

    /**
     * The currency of amounts.
     *
     * @return empty if nobody told it
     */
    public Optional<Currency> currency() {
        return money.currency();
    }

    /**
     * The file of rates by the day.
     *
     * @return empty if there is none
     */
    public Optional<Path> ratesFile() {
        return money.ratesFile();
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

    /** What this one adds to, and what it says itself. */
    Basis basis() {
        return basis;
    }

    /**
     * The other files that are read beside the source.
     *
     * @return in the order in which they are joined
     */
    public List<Join> joins() {
        return joins;
    }

    /**
     * The files that say which customers were merged into which.
     *
     * @return in the order in which they were told
     */
    public List<MergedCustomers> mergedCustomers() {
        return mergedCustomers;
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
                repeatedIds,
                addUp,
                negativePurchases,
                noCustomer,
                durationUnit,
                timeZone,
                money,
                origins,
                translations,
                conditions,
                joins,
                mergedCustomers);
    }

    @Override
    public String toString() {
        return toToml();
    }
}
