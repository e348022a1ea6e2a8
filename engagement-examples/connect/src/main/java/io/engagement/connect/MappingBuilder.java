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

/**
 * Collects what a mapping says. What it is told of a field twice adds up, or is refused. What another mapping said before, whose
 * {@linkplain Mapping#toBuilder() builder} it is, is replaced.
 */
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
    final List<Join> joins = new ArrayList<>();
    final List<MergedCustomers> mergedCustomers = new ArrayList<>();
    private final OnTop told;
    private Basis.Name name = Basis.Name.OPTIONS;

    MappingBuilder() {
        told = new OnTop(Optional.empty());
    }

    /** Says what a mapping says. */
    MappingBuilder(Mapping before) {
        layout = before.layout();
        timeFormat = before.timeFormat();
        numbers = before.numbers();
        repeatedIds = before.repeatedIds();
        addUp = before.addUp();
        negativePurchases = before.negativePurchases();
        noCustomer = before.noCustomer();
        durationUnit = before.durationUnit();
        timeZone = before.timeZone();
        money = before.money();
        origins.putAll(before.origins);
        translations.putAll(before.translations);
        told = new OnTop(Optional.of(before));
        joins.addAll(before.joins());
        mergedCustomers.addAll(before.mergedCustomers());
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
        told.repeatedIds = true;
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
        told.addUp = true;
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
     * @throws MappingRefused if the factor is not above 0, or this builder was told another one
     */
    public MappingBuilder rate(String code, double factor) {
        Objects.requireNonNull(code, "code must not be null");
        told.money = told.money.withRate(code, factor);
        money = money.withoutRate(code).withRate(code, factor);
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
        told.money = told.money.withRatesFile(Objects.requireNonNull(file, "file must not be null"));
        money = money.withRatesFile(file);
        return this;
    }

    /**
     * Where a field's text comes from. Told again it is where it comes from if it is empty so far. What was said of the field before
     * this builder's time is forgotten; of what texts stand for only if the field comes from another column now, or from none.
     *
     * @param field the field
     * @param origin a column, a pattern, or a constant
     * @return this builder
     * @throws MappingRefused if another constant was told before, which leaves nothing to come after it
     */
    public MappingBuilder map(Field field, Origin origin) {
        Objects.requireNonNull(origin, "origin must not be null");
        if (told.isFirst(Objects.requireNonNull(field, "field must not be null"))) {
            origins.remove(field);
        }
        origins.put(field, origin.addedTo(field, origins.getOrDefault(field, List.of())));
        return this;
    }

    /**
     * What a text in the columns of a field stands for.
     *
     * @param field the field
     * @param text what the columns have; * for any text that is not named
     * @param value what it stands for
     * @return this builder
     * @throws MappingRefused if this builder was told another value
     */
    public MappingBuilder translate(Field field, String text, String value) {
        Map<String, String> all = new TreeMap<>(
                translations.getOrDefault(Objects.requireNonNull(field, "field must not be null"), Map.of()));
        if (told.isFirst(field, text)) {
            all.remove(text);
        }
        MappingRefused.requireSame(
                "--translate " + field.shortName() + ":" + Excerpt.of(text), all.putIfAbsent(text, value), value);
        translations.put(field, Collections.unmodifiableMap(all));
        return this;
    }

    /**
     * Which rows count: those that fulfil all conditions. Texts for one column that are equal, or that it begins with, add up:
     * one of them must fit. Those that were told before this builder's time must hold too.
     *
     * @param condition what must hold
     * @return this builder
     */
    public MappingBuilder where(Condition condition) {
        Objects.requireNonNull(condition, "condition must not be null");
        told.conditions = condition.addedTo(told.conditions);
        return this;
    }

    /**
     * Another file whose columns are at hand too. It takes the place of one that was told before this builder's time and is looked up
     * in by the same column, key and name.
     *
     * @param join how its rows are found
     * @return this builder
     */
    public MappingBuilder join(Join join) {
        told.add(Objects.requireNonNull(join, "join must not be null"), joins);
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
            settleIds();
        }
        told.forgetTranslations(origins, translations);
        return new Mapping(this);
    }

    /** Of two ways with rows of one id the one that was told here. */
    private void settleIds() {
        if (told.addUp && !told.repeatedIds) {
            repeatedIds = RepeatedIds.EQUAL;
        } else if (told.repeatedIds && !told.addUp) {
            addUp = Optional.empty();
        } else {
            throw new MappingRefused("--add-up makes one interaction of the rows of an id, and --repeated-ids "
                    + MappingWriter.word(repeatedIds) + " chooses one of them: give one of the two");
        }
    }

    List<Condition> allConditions() {
        return told.narrowed();
    }

    /** What a mapping is called that is no addition of options to another one. */
    MappingBuilder named(Basis.Name whose) {
        name = whose;
        return this;
    }

    Basis basis() {
        return told.basis(name);
    }
}
