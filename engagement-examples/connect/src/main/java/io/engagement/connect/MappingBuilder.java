package io.engagement.connect;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private List<Condition> conditions = List.of();
    final List<Join> joins = new ArrayList<>();
    final List<MergedCustomers> mergedCustomers = new ArrayList<>();
    private final Optional<Mapping> before;
    private Basis.Name name = Basis.Name.OPTIONS;

    /** What was told here, in place of what was said before. */
    private final Set<Field> toldFields = EnumSet.noneOf(Field.class);

    private final Map<Field, Set<String>> toldTexts = new EnumMap<>(Field.class);
    private final Set<String> toldRates = new HashSet<>();
    private final Set<Join> toldJoins = new HashSet<>();
    private boolean toldAddUp;
    private boolean toldRepeatedIds;

    MappingBuilder() {
        before = Optional.empty();
    }

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
        before = Optional.of(told);
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
        toldRepeatedIds = true;
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
        toldAddUp = true;
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
        Objects.requireNonNull(code, "code must not be null");
        money = (toldRates.add(Money.code(code)) ? money.withoutRate(code) : money).withRate(code, factor);
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
     * Where a field's text comes from. Told again it is where it comes from if it is empty so far. What was said of the field before
     * this builder's time is forgotten.
     *
     * @param field the field
     * @param origin a column, a pattern, or a constant
     * @return this builder
     * @throws MappingRefused if another constant was told before, which leaves nothing to come after it
     */
    public MappingBuilder map(Field field, Origin origin) {
        Objects.requireNonNull(origin, "origin must not be null");
        if (toldFields.add(Objects.requireNonNull(field, "field must not be null"))) {
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
     * @throws MappingRefused if another value was told before
     */
    public MappingBuilder translate(Field field, String text, String value) {
        Map<String, String> all = new TreeMap<>(
                translations.getOrDefault(Objects.requireNonNull(field, "field must not be null"), Map.of()));
        if (toldTexts.computeIfAbsent(field, any -> new HashSet<>()).add(text)) {
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
        if (!toldJoins.add(Objects.requireNonNull(join, "join must not be null"))) {
            throw new MappingRefused("--lookup " + join.words() + " is given twice: give it once");
        }
        joins.removeIf(other -> !toldJoins.contains(other) && other.standsFor(join));
        joins.add(join);
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
        toldFields.forEach(this::forgetTranslations);
        return new Mapping(this);
    }

    /** Of two ways with rows of one id the one that was told here. */
    private void settleIds() {
        if (toldAddUp && !toldRepeatedIds) {
            repeatedIds = RepeatedIds.EQUAL;
        } else if (toldRepeatedIds && !toldAddUp) {
            addUp = Optional.empty();
        } else {
            throw new MappingRefused("--add-up makes one interaction of the rows of an id, and --repeated-ids "
                    + MappingWriter.word(repeatedIds) + " chooses one of them: give one of the two");
        }
    }

    /** Where a field comes from no column any more, what texts of the former one stood for is of no use. */
    private void forgetTranslations(Field field) {
        if (translations.containsKey(field)
                && origins.getOrDefault(field, List.of()).stream().noneMatch(Origin::isColumn)) {
            Map<String, String> told = new TreeMap<>(translations.getOrDefault(field, Map.of()));
            told.keySet().retainAll(toldTexts.getOrDefault(field, Set.of()));
            translations.put(field, Collections.unmodifiableMap(told));
            translations.values().removeIf(Map::isEmpty);
        }
    }

    /** Those of the mapping before, narrowed by those that were told here. */
    List<Condition> allConditions() {
        List<Condition> said = before.map(Mapping::conditions).orElse(List.of());
        return Condition.narrowed(
                said, conditions, before.map(each -> each.basis().label()).orElse(""));
    }

    /** What a mapping is called that is no addition of options to another one. */
    MappingBuilder named(Basis.Name whose) {
        name = whose;
        return this;
    }

    Basis basis() {
        return new Basis(name, before, conditions);
    }
}
