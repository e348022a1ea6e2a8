package io.engagement.connect;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Collects what a mapping says. What is told of a field twice adds up, or is refused; nothing is replaced. */
public final class MappingBuilder {
    Layout layout = Layout.usual();
    String timeFormat = TimeFormat.AUTO;
    NumberFormat numbers = NumberFormat.plain();
    RepeatedIds repeatedIds = RepeatedIds.EQUAL;
    Optional<Field> addUp = Optional.empty();
    NegativePurchases negativePurchases = NegativePurchases.RETURN;
    NoCustomer noCustomer = NoCustomer.REFUSE;
    DurationUnit durationUnit = DurationUnit.S;
    Optional<ZoneId> timeZone = Optional.empty();
    Money money = Money.usual();
    final Map<Field, List<Origin>> origins = new EnumMap<>(Field.class);
    final Map<Field, Map<String, String>> translations = new EnumMap<>(Field.class);
    List<Condition> conditions = List.of();
    final List<Join> joins = new ArrayList<>();
    final List<MergedCustomers> mergedCustomers = new ArrayList<>();

    MappingBuilder() {}

    /** Says what a mapping says. */
    MappingBuilder(Mapping told) {
        layout = told.layout();
        timeFormat = told.timeFormat();
        numbers = told.numbers();
        repeatedIds = told.repeatedIds();
        addUp = told.addUp();
        negativePurchases = told.negativePurchases();
        noCustomer = told.noCustomer();
        durationUnit = told.durationUnit();
        timeZone = told.timeZone();
        money = told.money();
        origins.putAll(told.origins);
        translations.putAll(told.translations);
        conditions = told.conditions();
        joins.addAll(told.joins());
        mergedCustomers.addAll(told.mergedCustomers());
    }

    /**
     * How files hold their rows. Default: commas and UTF-8.
     *
     * @param other the layout
     * @return this builder
     */
    public MappingBuilder layout(Layout other) {
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
    public MappingBuilder timeFormat(String format) {
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
    public MappingBuilder numbers(NumberFormat format) {
        numbers = Objects.requireNonNull(format, "format must not be null");
        return this;
    }

    /**
     * What becomes of rows that repeat another one. Default: of those of one id that are equal one is kept, others are refused.
     *
     * @param choice the choice
     * @return this builder
     */
    public MappingBuilder repeatedIds(RepeatedIds choice) {
        repeatedIds = Objects.requireNonNull(choice, "choice must not be null");
        return this;
    }

    /**
     * Rows that have the same id are parts of one interaction, such as the items of an order: value and cost are their sums, the
     * time is the earliest one. They must be of one customer and kind. Default: each row is an interaction of its own.
     *
     * @param field {@link Field#ID}
     * @return this builder
     * @throws MappingRefused if it is another field
     */
    public MappingBuilder addUp(Field field) {
        if (Objects.requireNonNull(field, "field must not be null") != Field.ID) {
            throw new MappingRefused("--add-up adds up rows of one id: give --add-up id and name the column with"
                    + " --map id=COLUMN, was " + field.shortName());
        }
        addUp = Optional.of(field);
        return this;
    }

    /**
     * What a purchase of a negative value is. Default: a return.
     *
     * @param choice the choice
     * @return this builder
     */
    public MappingBuilder negativePurchases(NegativePurchases choice) {
        negativePurchases = Objects.requireNonNull(choice, "choice must not be null");
        return this;
    }

    /**
     * What amounts are counted in. Default: the currency itself.
     *
     * @param unit the unit
     * @return this builder
     */
    public MappingBuilder amountUnit(AmountUnit unit) {
        money = money.withUnit(Objects.requireNonNull(unit, "unit must not be null"));
        return this;
    }

    /**
     * What becomes of rows that belong to no customer. Default: they are refused.
     *
     * @param choice the choice
     * @return this builder
     */
    public MappingBuilder noCustomer(NoCustomer choice) {
        noCustomer = Objects.requireNonNull(choice, "choice must not be null");
        return this;
    }

    /**
     * What durations without a unit of their own are counted in. Default: seconds.
     *
     * @param unit the unit
     * @return this builder
     */
    public MappingBuilder durationUnit(DurationUnit unit) {
        durationUnit = Objects.requireNonNull(unit, "unit must not be null");
        return this;
    }

    /**
     * The zone that times without an offset are in. Default: that whose days count.
     *
     * @param zone the zone
     * @return this builder
     */
    public MappingBuilder timeZone(ZoneId zone) {
        timeZone = Optional.of(Objects.requireNonNull(zone, "zone must not be null"));
        return this;
    }

    /**
     * The currency of amounts: where a column tells another one, the row is refused, or converted by a rate.
     *
     * @param code the currency
     * @return this builder
     */
    public MappingBuilder currency(Currency code) {
        money = money.withCurrency(Objects.requireNonNull(code, "code must not be null"));
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
    public MappingBuilder rate(String code, double factor) {
        money = money.withRate(Objects.requireNonNull(code, "code must not be null"), factor);
        return this;
    }

    /**
     * What amounts of other currencies are multiplied by on each day.
     *
     * @param file with the columns date, currency and rate, in the same layout; where a day has none, the last one of the seven
     *     days before it holds
     * @return this builder
     */
    public MappingBuilder ratesFile(Path file) {
        money = money.withRatesFile(Objects.requireNonNull(file, "file must not be null"));
        return this;
    }

    /**
     * Where a field's text comes from. Told again it is where it comes from if it is empty so far.
     *
     * @param field the field
     * @param origin a column, a pattern, or a constant
     * @return this builder
     * @throws MappingRefused if another constant was told before, which leaves nothing to come after it
     */
    public MappingBuilder map(Field field, Origin origin) {
        Objects.requireNonNull(origin, "origin must not be null");
        origins.put(
                Objects.requireNonNull(field, "field must not be null"),
                origin.addedTo(field, origins.getOrDefault(field, List.of())));
        return this;
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
    public MappingBuilder translate(Field field, String text, String value) {
        Map<String, String> all = new TreeMap<>(
                translations.getOrDefault(Objects.requireNonNull(field, "field must not be null"), Map.of()));
        MappingRefused.requireSame(
                "--translate " + field.shortName() + ":" + Excerpt.of(text), all.putIfAbsent(text, value), value);
        translations.put(field, Collections.unmodifiableMap(all));
        return this;
    }

    /**
     * Which rows count: those that fulfil all conditions. Texts for one column that are equal, or that it begins with, add up:
     * one of them must fit.
     *
     * @param condition what must hold
     * @return this builder
     */
    public MappingBuilder where(Condition condition) {
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
    public MappingBuilder join(Join join) {
        joins.add(Objects.requireNonNull(join, "join must not be null"));
        return this;
    }

    /**
     * A file of customers that were merged into others. Whoever has an id that is no more is the customer that remained in
     * the end.
     *
     * @param file how they are found
     * @return this builder
     */
    public MappingBuilder mergedCustomers(MergedCustomers file) {
        mergedCustomers.add(Objects.requireNonNull(file, "file must not be null"));
        return this;
    }

    /**
     * The mapping.
     *
     * @return what was told so far
     * @throws MappingRefused if rows of one id are both added up and chosen from
     */
    public Mapping build() {
        if (addUp.isPresent() && repeatedIds.choosesOne()) {
            throw new MappingRefused("--add-up makes one interaction of the rows of an id, and --repeated-ids "
                    + MappingWriter.word(repeatedIds) + " chooses one of them: give one of the two");
        }
        return new Mapping(this);
    }
}
