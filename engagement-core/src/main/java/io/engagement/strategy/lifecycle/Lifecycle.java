package io.engagement.strategy.lifecycle;

import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Customers by calendar period: new, returning, resurrected, dormant. The periods reconcile: who was active in one is returning or
 * dormant in the next. Immutable.
 */
public final class Lifecycle implements Tabular {
    private static final int MOST = 100_000;

    private final List<LifecyclePeriod> periods;

    private Lifecycle(List<LifecyclePeriod> periods) {
        this.periods = List.copyOf(periods);
    }

    /**
     * The lifecycle of a base.
     *
     * @param view all that is known
     * @param filter what counts as being active
     * @param calendar whose periods
     * @return the periods from the first activity until the view's instant
     * @throws IllegalArgumentException if the first activity is more than 100,000 periods ago
     */
    public static Lifecycle of(LogView view, Filter filter, CalendarPeriods calendar) {
        return of(view, Activity.of(view, filter, calendar), calendar, row -> true);
    }

    /**
     * The lifecycle by the levels of an attribute.
     *
     * @param view all that is known
     * @param filter what counts as being active
     * @param calendar whose periods
     * @param attribute by which, of customers who were ever active
     * @return a lifecycle for each level
     * @throws IllegalArgumentException if the attribute is blank, or the first activity is more than 100,000 periods ago
     */
    public static Breakdown<Lifecycle> by(LogView view, Filter filter, CalendarPeriods calendar, String attribute) {
        Activity activity = Activity.of(view, filter, calendar);
        return Breakdown.of(view, attribute, activity::isActive, rows -> of(view, activity, calendar, rows));
    }

    private static Lifecycle of(LogView view, Activity activity, CalendarPeriods calendar, IntPredicate rows) {
        int last = calendar.number(view.asOf());
        int first = activity.first(rows, last + 1);
        int[][] counts = new int[calendar.count(first, last, MOST)][4];
        for (int row = 0; row < activity.customers(); row++) {
            if (rows.test(row)) {
                count(activity, row, first, counts);
            }
        }
        List<LifecyclePeriod> periods = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            periods.add(period(calendar, first + i, counts[i], calendar.isOver(first + i, view.asOf())));
        }
        return new Lifecycle(periods);
    }

    private static final int NEW = 0;
    private static final int RETURNING = 1;
    private static final int RESURRECTED = 2;
    private static final int DORMANT = 3;

    private static void count(Activity activity, int row, int first, int[][] counts) {
        for (int i = activity.start(row); i < activity.end(row); i++) {
            int at = activity.period(i) - first;
            boolean newcomer = i == activity.start(row);
            boolean before = !newcomer && activity.period(i - 1) == activity.period(i) - 1;
            counts[at][newcomer ? NEW : before ? RETURNING : RESURRECTED]++;
            boolean after = i + 1 < activity.end(row) && activity.period(i + 1) == activity.period(i) + 1;
            if (!after && at + 1 < counts.length) {
                counts[at + 1][DORMANT]++;
            }
        }
    }

    private static LifecyclePeriod period(CalendarPeriods calendar, int number, int[] counts, boolean complete) {
        return new LifecyclePeriod(
                calendar.label(number),
                calendar.start(number),
                complete,
                counts[NEW] + counts[RETURNING] + counts[RESURRECTED],
                counts[NEW],
                counts[RETURNING],
                counts[RESURRECTED],
                counts[DORMANT]);
    }

    /**
     * The periods.
     *
     * @return in the order of time; those in which nobody was active too
     */
    public List<LifecyclePeriod> periods() {
        return periods;
    }

    /** A row for each period. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("period")
                .column("complete")
                .column("active")
                .column("new")
                .column("returning")
                .column("resurrected")
                .column("dormant");
        periods.forEach(each -> table.row(
                each.label(),
                each.complete(),
                each.active(),
                each.newcomers(),
                each.returning(),
                each.resurrected(),
                each.dormant()));
        return table.build();
    }

    /** A line for each period. */
    @Override
    public String toString() {
        return table().toString();
    }
}
