package io.engagement.measure;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.Reading;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What customer-base models read of a customer's purchases, or of whatever else the filter takes for one. All that happens
 * on one day is one purchase, which stands at the start of its day; or, {@linkplain #byPeriod by period}, all that happens
 * in one week, month or year. Frequency, recency and age share one state.
 *
 * <p>A refund is no purchase. With {@link #withRefunds} its value, which is negative, counts to the day, or period, of the
 * customer's last purchase, at its own instant or before; one before any purchase is left out, as nobody saw what it is of.
 * Where only dates are known, it counts to a purchase on its day.
 *
 * @param filter which interactions are purchases
 * @param zone whose days; UTC is {@link ZoneOffset#UTC}, whatever it was called
 * @param period the calendar period whose purchases are one; empty for days with times to the millisecond
 * @param refunds which interactions give money back; empty if values are to be taken as they were when customers bought
 */
public record PurchaseDefinition(Filter filter, ZoneId zone, Optional<TimeScale> period, Optional<Filter> refunds)
        implements Definition {
    static final String KIND = "purchases";

    /**
     * Checks the period.
     *
     * @param filter which interactions are purchases
     * @param zone whose days
     * @param period the calendar period whose purchases are one; empty for days with times to the millisecond
     * @param refunds which interactions give money back; empty if values are to be taken as they were when customers bought
     * @throws IllegalArgumentException if the period is {@link TimeScale#HOURS}
     */
    public PurchaseDefinition {
        Objects.requireNonNull(filter, "filter");
        zone = Objects.requireNonNull(zone, "zone").normalized();
        Objects.requireNonNull(refunds, "refunds");
        if (period.equals(Optional.of(TimeScale.HOURS))) {
            throw new IllegalArgumentException("period must be DAYS, WEEKS, MONTHS or YEARS, was HOURS");
        }
    }

    /**
     * Purchases by days, as they were when customers bought: refunds are not looked at.
     *
     * @param filter which interactions are purchases
     * @param zone whose days
     */
    public PurchaseDefinition(Filter filter, ZoneId zone) {
        this(filter, zone, Optional.empty(), Optional.empty());
    }

    /**
     * Interactions with the purpose PURCHASE, and days in UTC.
     *
     * @return the usual definition
     */
    public static PurchaseDefinition standard() {
        return new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneOffset.UTC);
    }

    /**
     * The same purchases by calendar periods, as models with one opportunity to buy in each period read them: all that happens
     * in one period is one purchase, and times are whole numbers of periods. A period that is not over yet does not count; a
     * customer whose first purchase falls into it is new: x, t_x and T are 0.
     *
     * @param calendarPeriod {@link TimeScale#DAYS}, {@code WEEKS} (from Monday), {@code MONTHS} or {@code YEARS}
     * @return the changed copy
     * @throws IllegalArgumentException if the period is {@link TimeScale#HOURS}
     */
    public PurchaseDefinition byPeriod(TimeScale calendarPeriod) {
        return new PurchaseDefinition(filter, zone, Optional.of(calendarPeriod), refunds);
    }

    /**
     * The same with values less what is given back.
     *
     * @param given which interactions give money back, such as {@code Filter.purpose(Purpose.RETURN)}; what passes the
     *     filter of purchases too is a purchase; their values are added, and negative, as those of a RETURN always are
     * @return the changed copy; the number and times of purchases are as before, their values are less refunds
     */
    public PurchaseDefinition withRefunds(Filter given) {
        return new PurchaseDefinition(filter, zone, period, Optional.of(Objects.requireNonNull(given, "given")));
    }

    /**
     * The same with values as they were when customers bought.
     *
     * @return the changed copy
     */
    public PurchaseDefinition withoutRefunds() {
        return new PurchaseDefinition(filter, zone, period, Optional.empty());
    }

    /**
     * x: the number of repeat purchase days or periods, the first one not counted.
     *
     * @return a measure, NaN without a purchase; ordered
     */
    public Measure frequency() {
        return period.isPresent()
                ? measure(
                        byPeriods()::frequency, "frequency", periods() + " with a repeat purchase", Measure.Unit.COUNT)
                : measure(PurchaseDayTotals::frequency, "frequency", "repeat purchases", Measure.Unit.COUNT);
    }

    /**
     * t<sub>x</sub>: the time from the first to the last purchase day; by period, how many periods the last one with a purchase
     * came after the first, a count in tables of any unit.
     *
     * @return a measure, 0 if x = 0, NaN without a purchase; ordered
     */
    public Measure recency() {
        String label = "time from the first to the last purchase";
        return period.isPresent()
                ? measure(
                        byPeriods()::recency,
                        "recency",
                        periods() + " from the first to the last purchase",
                        Measure.Unit.COUNT)
                : measure(PurchaseDayTotals::recency, "recency", label, Measure.Unit.TIME);
    }

    /**
     * T: the time from the first purchase day to the as-of instant; by period, how many periods after that of the first
     * purchase are over, a count in tables of any unit.
     *
     * @return a measure, NaN without a purchase; ordered
     */
    public Measure age() {
        return period.isPresent()
                ? measure(byPeriods()::age, "age", periods() + " since the first purchase", Measure.Unit.COUNT)
                : measure(PurchaseDayTotals::age, "age", "time since the first purchase", Measure.Unit.TIME);
    }

    /**
     * The mean value of a repeat purchase day or period: what was spent after the first, divided by the number of those that
     * have a value, which is x where all have one. A value of 0 counts; a day on which no purchase has a value is left out, as
     * nobody knows what was spent on it; on a day on which some have one, they are the day's value. Less refunds, if there are
     * some: the mean is then of any sign.
     *
     * @return a measure, NaN if no repeat purchase has a value; ordered
     */
    public Measure meanRepeatValue() {
        if (refunds.isPresent()) {
            return net(
                    net()::meanRepeatValue,
                    "mean_repeat_value",
                    "mean value of a repeat purchase, less refunds",
                    Measure.Unit.MONEY);
        }
        Reading reading = period.isPresent() ? byPeriods()::meanRepeatValue : PurchaseDayTotals::meanRepeatValue;
        return measure(reading, "mean_repeat_value", "mean value of a repeat purchase", Measure.Unit.MONEY);
    }

    /**
     * The number of purchase days or periods that have a value, the first one counted: those that {@link #meanValue()} is the mean
     * of. Refunds are not looked at; a period that is not over does not count.
     *
     * @return a measure, x + 1 where all days have one, NaN without a purchase; ordered
     */
    public Measure valuedPurchases() {
        Reading reading = period.isPresent() ? byPeriods()::valuedPurchases : PurchaseDayTotals::valuedPurchases;
        return measure(reading, "valued_purchases", "purchases with a value", Measure.Unit.COUNT);
    }

    /**
     * The mean value of a purchase day or period, the first one too, of those that have a value. Refunds are not looked at; a period
     * that is not over does not count.
     *
     * @return a measure, NaN if no purchase has a value; ordered
     */
    public Measure meanValue() {
        Reading reading = period.isPresent() ? byPeriods()::meanValue : PurchaseDayTotals::meanValue;
        return measure(reading, "mean_value", "mean value of a purchase", Measure.Unit.MONEY);
    }

    /**
     * The number of repeat purchase days or periods that have a value: those that {@link #meanRepeatValue()} is the mean of.
     *
     * @return a measure, x where all days have one, NaN without a purchase; ordered
     */
    public Measure valuedFrequency() {
        return net(net()::valuedFrequency, "valued_frequency", "repeat purchases with a value", Measure.Unit.COUNT);
    }

    /**
     * The number of repeat purchase days or periods that brought more than nothing. One whose value is 0 but for rounding (1e-9
     * of what was paid and given back) brought nothing.
     *
     * @return a measure, at most {@link #valuedFrequency()}, NaN without a purchase; ordered
     */
    public Measure earningFrequency() {
        return net(
                net()::earningFrequency,
                "earning_frequency",
                "repeat purchases that brought something",
                Measure.Unit.COUNT);
    }

    /**
     * The mean value of the repeat purchase days or periods that brought more than nothing.
     *
     * @return a measure, NaN if there is none; ordered
     */
    public Measure meanEarning() {
        return net(
                net()::meanEarning,
                "mean_earning",
                "mean value of a repeat purchase that brought something",
                Measure.Unit.MONEY);
    }

    /**
     * The geometric mean of the times between successive purchase days; by period, a count of periods. Of customers with as
     * many purchases over the same time it is largest for the one who buys most regularly, which is what models of regular
     * purchase timing read.
     *
     * @return a measure, NaN without a repeat purchase; ordered
     */
    public Measure geometricMeanGap() {
        String name = "geometric_mean_gap";
        if (period.isPresent()) {
            return measure(
                    byPeriods()::geometricMeanGap,
                    name,
                    "usual number of " + periods() + " to the next purchase",
                    Measure.Unit.COUNT);
        }
        return Measure.builtIn(
                new LogGaps(filter, DayClock.of(zone)),
                LogGaps::geometricMean,
                name + "[" + filter + ", " + zone + "]",
                "usual time between purchases",
                Measure.Unit.TIME);
    }

    /**
     * The purchase days themselves, of which the measures are a summary: for models that ask when each purchase was.
     *
     * @param view the interactions as of an instant
     * @param row of the view, a customer
     * @return milliseconds since 1970 of the days' starts, ascending, each once; empty without a purchase
     * @throws IllegalArgumentException if purchases are by period: such models ask for days
     */
    public long[] starts(LogView view, int row) {
        if (period.isPresent()) {
            throw new IllegalArgumentException("purchases must be by days here, were by " + period.get());
        }
        DayClock clock = DayClock.of(zone);
        long[] starts = new long[view.end(row) - view.start(row)];
        int days = 0;
        for (int position = view.start(row); position < view.end(row); position++) {
            if (filter.matches(view, position)) {
                long start = (long) clock.startOfDay(view.epochMilli(position));
                if (days == 0 || start > starts[days - 1]) {
                    starts[days++] = start;
                }
            }
        }
        return Arrays.copyOf(starts, days);
    }

    /**
     * Reads a definition.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return an equal definition
     * @throws IllegalArgumentException if it is none, one of an unknown version, incomplete or out of range
     */
    public static PurchaseDefinition read(String text, Registry registry) {
        DefinitionText parts = DefinitionText.read(text, KIND, 1, Set.of("of", "zone", "by", "less"));
        return new PurchaseDefinition(
                parts.filter("of", registry),
                parts.zone("zone"),
                parts.optional("by").map(any -> parts.period("by")),
                parts.optional("less").map(any -> parts.filter("less", registry)));
    }

    @Override
    public String toText() {
        List<String> parts = new ArrayList<>(List.of("of", filter.toText(), "zone", zone.getId()));
        period.ifPresent(each -> parts.addAll(List.of("by", each.name())));
        refunds.ifPresent(each -> parts.addAll(List.of("less", each.toText())));
        return DefinitionText.of(KIND, 1, parts.toArray(String[]::new));
    }

    /** For example {@code purchases (purpose=PURCHASE), counted by day in UTC}. */
    @Override
    public String describe() {
        return "purchases (" + filter + "), counted " + counting()
                + refunds.map(each -> ", less refunds (" + each + ")").orElse("");
    }

    /** What calendar periods count is not what days count: with days, times are to the millisecond. */
    private String counting() {
        return "by " + period.map(each -> "calendar " + Differences.one(each)).orElse("day") + " in "
                + Differences.zone(zone);
    }

    @Override
    public Optional<String> differenceFrom(Definition other) {
        if (!(other instanceof PurchaseDefinition there)) {
            return Differences.ofKinds(this, other);
        }
        return new Differences()
                .add("what counts as a purchase is", filter.toString(), there.filter.toString())
                .add("purchases are counted", counting(), there.counting())
                .add("refunds are", refundsInWords(), there.refundsInWords())
                .text();
    }

    private String refundsInWords() {
        return refunds.map(Filter::toString).orElse("not taken off");
    }

    /** As {@link #describe()} says. */
    @Override
    public String toString() {
        return describe();
    }

    private String periods() {
        return period.orElse(TimeScale.DAYS).name().toLowerCase(Locale.ROOT);
    }

    private Measure measure(Reading reading, String name, String label, Measure.Unit unit) {
        if (period.isPresent()) {
            return Measure.builtIn(
                    byPeriods(), reading, name + "[" + filter + ", " + zone + ", " + period.get() + "]", label, unit);
        }
        return Measure.builtIn(
                new PurchaseDayTotals(filter, DayClock.of(zone)),
                reading,
                name + "[" + filter + ", " + zone + "]",
                label,
                unit);
    }

    /** Of a state that keeps what each day or period brought apart. */
    private Measure net(Reading reading, String name, String label, Measure.Unit unit) {
        String when = zone + period.map(each -> ", " + each).orElse("");
        return Measure.builtIn(
                net(), reading, name + "[" + filter + ", less " + givenBack() + ", " + when + "]", label, unit);
    }

    private PurchasePeriods byPeriods() {
        return new PurchasePeriods(filter, DayClock.of(zone), period.orElseThrow());
    }

    private NetPurchaseDays net() {
        return new NetPurchaseDays(filter, givenBack(), DayClock.of(zone), period.orElse(null));
    }

    private Filter givenBack() {
        return refunds.orElse(Filter.all().negate());
    }
}
