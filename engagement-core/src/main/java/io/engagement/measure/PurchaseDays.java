package io.engagement.measure;

import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What customer-base models read of a customer's purchases, or of whatever else the filter takes for one. All that happens
 * on one day is one purchase, which stands at the start of its day. Frequency, recency and age share one state.
 *
 * <p>A refund is no purchase. With {@link #withRefunds} its value, which is negative, counts to the day of the customer's last
 * purchase, at its own instant or before; one before any purchase is left out, as nobody saw what it is of. Where only dates
 * are known, it counts to a purchase on its day.
 *
 * @param filter which interactions are purchases
 * @param zone whose days
 * @param refunds which interactions give money back; empty if values are to be taken as they were when customers bought
 */
public record PurchaseDays(Filter filter, ZoneId zone, Optional<Filter> refunds) {
    /**
     * Purchases, and days of a zone.
     *
     * @param filter which interactions are purchases
     * @param zone whose days
     * @param refunds which interactions give money back; empty if values are to be taken as they were when customers bought
     */
    public PurchaseDays {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(refunds, "refunds");
    }

    /**
     * Purchases as they were when customers bought: refunds are not looked at.
     *
     * @param filter which interactions are purchases
     * @param zone whose days
     */
    public PurchaseDays(Filter filter, ZoneId zone) {
        this(filter, zone, Optional.empty());
    }

    /**
     * Interactions with the purpose PURCHASE, and days in UTC.
     *
     * @return the usual definition
     */
    public static PurchaseDays standard() {
        return new PurchaseDays(Filter.purpose(Purpose.PURCHASE), ZoneOffset.UTC);
    }

    /**
     * The same with values less what is given back.
     *
     * @param given which interactions give money back, such as {@code Filter.purpose(Purpose.RETURN)}; what passes the
     *     filter of purchases too is a purchase
     * @return the changed copy; the number and times of purchases are as before, their values are less refunds
     */
    public PurchaseDays withRefunds(Filter given) {
        return new PurchaseDays(filter, zone, Optional.of(given));
    }

    /**
     * x: the number of repeat purchase days, the first one not counted.
     *
     * @return a measure, NaN without a purchase; ordered
     */
    public Measure frequency() {
        return measure(Reading.FREQUENCY, "frequency", "repeat purchases", Measure.Unit.COUNT);
    }

    /**
     * t<sub>x</sub>: the time from the first to the last purchase day.
     *
     * @return a measure, 0 if x = 0, NaN without a purchase; ordered
     */
    public Measure recency() {
        return measure(Reading.RECENCY, "recency", "time from the first to the last purchase", Measure.Unit.TIME);
    }

    /**
     * T: the time from the first purchase day to the as-of instant.
     *
     * @return a measure, NaN without a purchase; ordered
     */
    public Measure age() {
        return measure(Reading.AGE, "age", "time since the first purchase", Measure.Unit.TIME);
    }

    /**
     * The mean value of a repeat purchase day: what was spent after the first day, divided by the number of those days
     * that have a value, which is x where all have one. A value of 0 counts; a day on which no purchase has a value is left
     * out, as nobody knows what was spent on it; on a day on which some have one, they are the day's value. Less refunds,
     * if there are some: the mean is then of any sign.
     *
     * @return a measure, NaN if no repeat purchase has a value; ordered
     */
    public Measure meanRepeatValue() {
        if (refunds.isPresent()) {
            return net(
                    Reading.NET_MEAN_REPEAT_VALUE,
                    "mean_repeat_value",
                    "mean value of a repeat purchase, less refunds",
                    Measure.Unit.MONEY);
        }
        return measure(
                Reading.MEAN_REPEAT_VALUE, "mean_repeat_value", "mean value of a repeat purchase", Measure.Unit.MONEY);
    }

    /**
     * The number of repeat purchase days that have a value: those that {@link #meanRepeatValue()} is the mean of.
     *
     * @return a measure, x where all days have one, NaN without a purchase; ordered
     */
    public Measure valuedFrequency() {
        return net(Reading.VALUED_FREQUENCY, "valued_frequency", "repeat purchases with a value", Measure.Unit.COUNT);
    }

    /**
     * The number of repeat purchase days that brought more than nothing. A day whose value is 0 but for rounding (1e-9 of
     * what was paid and given back) brought nothing.
     *
     * @return a measure, at most {@link #valuedFrequency()}, NaN without a purchase; ordered
     */
    public Measure earningFrequency() {
        return net(
                Reading.EARNING_FREQUENCY,
                "earning_frequency",
                "repeat purchases that brought something",
                Measure.Unit.COUNT);
    }

    /**
     * The mean value of the repeat purchase days that brought more than nothing.
     *
     * @return a measure, NaN if there is none; ordered
     */
    public Measure meanEarning() {
        return net(
                Reading.MEAN_EARNING,
                "mean_earning",
                "mean value of a repeat purchase that brought something",
                Measure.Unit.MONEY);
    }

    /**
     * The geometric mean of the times between successive purchase days. Of customers with as many purchases over the same
     * time it is largest for the one who buys most regularly, which is what models of regular purchase timing read.
     *
     * @return a measure, NaN without a repeat purchase; ordered
     */
    public Measure geometricMeanGap() {
        return Measure.of(
                new LogGaps(filter, DayClock.of(zone)),
                Reading.GEOMETRIC_MEAN_GAP,
                "geometric_mean_gap[" + filter + ", " + zone + "]",
                "usual time between purchases",
                Measure.Unit.TIME);
    }

    /**
     * The purchase days themselves, of which the measures are a summary: for models that ask when each purchase was.
     *
     * @param view the interactions as of an instant
     * @param row of the view, a customer
     * @return milliseconds since 1970 of the days' starts, ascending, each once; empty without a purchase
     */
    public long[] starts(LogView view, int row) {
        DayClock clock = DayClock.of(zone);
        long[] starts = new long[view.end(row) - view.start(row)];
        int days = 0;
        for (int position = view.start(row); position < view.end(row); position++) {
            if (filter.matches(view.kinds().get(view.kindIndex(position)))) {
                long start = (long) clock.startOfDay(view.epochMilli(position));
                if (days == 0 || start > starts[days - 1]) {
                    starts[days++] = start;
                }
            }
        }
        return Arrays.copyOf(starts, days);
    }

    private Measure measure(Reading reading, String name, String label, Measure.Unit unit) {
        return Measure.of(
                new PurchaseDayTotals(filter, DayClock.of(zone)),
                reading,
                name + "[" + filter + ", " + zone + "]",
                label,
                unit);
    }

    /** Of a state that keeps what each day brought apart. */
    private Measure net(Reading reading, String name, String label, Measure.Unit unit) {
        Filter givenBack = refunds.orElse(Filter.all().negate());
        return Measure.of(
                new NetPurchaseDays(filter, givenBack, DayClock.of(zone)),
                reading,
                name + "[" + filter + ", less " + givenBack + ", " + zone + "]",
                label,
                unit);
    }
}
