package io.engagement.measure;

import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * What customer-base models read of a customer's purchases, or of whatever else the filter takes for one. All that happens
 * on one day is one purchase, which stands at the start of its day. The four measures share one state.
 *
 * @param filter which interactions are purchases
 * @param zone whose days
 */
public record PurchaseDays(Filter filter, ZoneId zone) {

    /**
     * Interactions with the purpose PURCHASE, and days in UTC.
     *
     * @return the usual definition
     */
    public static PurchaseDays standard() {
        return new PurchaseDays(Filter.purpose(Purpose.PURCHASE), ZoneOffset.UTC);
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
     * out, as nobody knows what was spent on it; on a day on which some have one, they are the day's value.
     *
     * @return a measure, NaN if no repeat purchase has a value; ordered
     */
    public Measure meanRepeatValue() {
        return measure(
                Reading.MEAN_REPEAT_VALUE, "mean_repeat_value", "mean value of a repeat purchase", Measure.Unit.MONEY);
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
}
