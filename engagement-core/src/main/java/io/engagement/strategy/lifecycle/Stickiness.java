package io.engagement.strategy.lifecycle;

import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * On how many days of a period those who are active in it are active. Immutable.
 */
public final class Stickiness implements Tabular {
    private static final int MOST = 100_000;

    private final List<Period> periods;
    private final SortedMap<Integer, Integer> histogram;

    /**
     * One period.
     *
     * @param label what people call it
     * @param complete whether all of it is seen
     * @param customers who were active in it
     * @param activeDays the days on which each of them was, summed
     * @param days how many days the period has
     */
    public record Period(String label, boolean complete, int customers, int activeDays, int days) {
        /**
         * Refuses nulls.
         *
         * @param label what people call it
         * @param complete whether all of it is seen
         * @param customers who were active in it
         * @param activeDays the days on which each of them was, summed
         * @param days how many days the period has
         */
        public Period {
            Objects.requireNonNull(label, "label");
        }

        /**
         * On how many days a customer was active.
         *
         * @return the mean, NaN if nobody was
         */
        public double mean() {
            return customers == 0 ? Double.NaN : (double) activeDays / customers;
        }

        /**
         * Customers active on a day, in the mean over the period's days, by those active in the period: "DAU/MAU" of months.
         *
         * @return from 0 to 1, NaN if nobody was active
         */
        public double ratio() {
            return mean() / days;
        }
    }

    private Stickiness(List<Period> periods, SortedMap<Integer, Integer> histogram) {
        this.periods = List.copyOf(periods);
        this.histogram = Collections.unmodifiableSortedMap(histogram);
    }

    /**
     * The stickiness of a base.
     *
     * @param view all that is known
     * @param filter what counts as being active
     * @param calendar whose periods
     * @return the periods from the first activity until the view's instant
     * @throws IllegalArgumentException if the first activity is more than 100,000 periods ago
     */
    public static Stickiness of(LogView view, Filter filter, CalendarPeriods calendar) {
        return of(view, Activity.of(view, filter, calendar), calendar, row -> true);
    }

    /**
     * The stickiness by the levels of an attribute.
     *
     * @param view all that is known
     * @param filter what counts as being active
     * @param calendar whose periods
     * @param attribute by which, of customers who were ever active
     * @return the stickiness of each level
     * @throws IllegalArgumentException if the attribute is blank, or the first activity is more than 100,000 periods ago
     */
    public static Breakdown<Stickiness> by(LogView view, Filter filter, CalendarPeriods calendar, String attribute) {
        Activity activity = Activity.of(view, filter, calendar);
        return Breakdown.of(view, attribute, activity::isActive, rows -> of(view, activity, calendar, rows));
    }

    private static Stickiness of(LogView view, Activity activity, CalendarPeriods calendar, IntPredicate rows) {
        int last = calendar.number(view.asOf());
        int first = activity.first(rows, last + 1);
        int[] customers = new int[calendar.count(first, last, MOST)];
        int[] days = new int[customers.length];
        SortedMap<Integer, Integer> histogram = new TreeMap<>();
        for (int row = 0; row < activity.customers(); row++) {
            for (int i = activity.start(row); rows.test(row) && i < activity.end(row); i++) {
                customers[activity.period(i) - first]++;
                days[activity.period(i) - first] += activity.days(i);
                histogram.merge(activity.days(i), 1, Integer::sum);
            }
        }
        List<Period> periods = new ArrayList<>();
        for (int i = 0; i < customers.length; i++) {
            int number = first + i;
            periods.add(new Period(
                    calendar.label(number),
                    calendar.isOver(number, view.asOf()),
                    customers[i],
                    days[i],
                    calendar.days(number)));
        }
        return new Stickiness(periods, histogram);
    }

    /**
     * The periods.
     *
     * @return in the order of time
     */
    public List<Period> periods() {
        return periods;
    }

    /**
     * How often a customer was active on so many days of a period, over all customers and periods.
     *
     * @return by the number of days, from 1
     */
    public SortedMap<Integer, Integer> histogram() {
        return histogram;
    }

    /**
     * In how many periods each customer was active, summed.
     *
     * @return the sum of the histogram
     */
    public int customerPeriods() {
        return periods.stream().mapToInt(Period::customers).sum();
    }

    /**
     * On how many days of a period a customer was active, over all customers and periods.
     *
     * @return the mean, NaN if nobody ever was
     */
    public double mean() {
        int all = customerPeriods();
        return all == 0
                ? Double.NaN
                : (double) periods.stream().mapToInt(Period::activeDays).sum() / all;
    }

    /** A row for each period. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("period")
                .column("complete")
                .column("customers")
                .column("active_days")
                .column("mean_days")
                .column("ratio");
        periods.forEach(each -> table.row(
                each.label(), each.complete(), each.customers(), each.activeDays(), each.mean(), each.ratio()));
        return table.build();
    }

    /** A line for each period. */
    @Override
    public String toString() {
        return table().toString();
    }
}
