package io.engagement.strategy.lifecycle;

import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Who is still there, by the calendar period in which they came: of each cohort, how many customers were active so many periods later,
 * and what that brought. Immutable.
 */
public final class Cohorts implements Tabular {
    /** Of so many there are twelve million figures. */
    private static final int MOST = 5000;

    private final CalendarPeriods calendar;
    private final int first;
    private final int[] sizes;
    private final int[][] customers;
    private final double[][] revenue;
    private final boolean lastComplete;

    private Cohorts(
            CalendarPeriods calendar, int first, int[] sizes, int[][] customers, double[][] revenue, boolean over) {
        this.calendar = calendar;
        this.first = first;
        this.sizes = sizes;
        this.customers = customers;
        this.revenue = revenue;
        this.lastComplete = over;
    }

    /**
     * Cohorts by the first activity.
     *
     * @param view all that is known
     * @param filter what counts as coming and as being active
     * @param calendar whose periods
     * @return the cohorts
     * @throws IllegalArgumentException if the first activity is more than 5,000 periods ago
     */
    public static Cohorts of(LogView view, Filter filter, CalendarPeriods calendar) {
        return of(view, filter, filter, calendar);
    }

    /**
     * Cohorts by the first of one activity, and who of them did another one since: who signed up, and bought.
     *
     * @param view all that is known
     * @param came what counts as coming
     * @param stayed what counts as being active; what was before the cohort's period does not
     * @param calendar whose periods
     * @return the cohorts
     * @throws IllegalArgumentException if the first activity is more than 5,000 periods ago
     */
    public static Cohorts of(LogView view, Filter came, Filter stayed, CalendarPeriods calendar) {
        return of(view, Activity.of(view, came, calendar), Activity.of(view, stayed, calendar), calendar, row -> true);
    }

    /**
     * Cohorts by the levels of an attribute.
     *
     * @param view all that is known
     * @param came what counts as coming
     * @param stayed what counts as being active
     * @param calendar whose periods
     * @param attribute by which, of customers who came
     * @return cohorts for each level
     * @throws IllegalArgumentException if the attribute is blank, or the first activity is more than 5,000 periods ago
     */
    public static Breakdown<Cohorts> by(
            LogView view, Filter came, Filter stayed, CalendarPeriods calendar, String attribute) {
        Activity first = Activity.of(view, came, calendar);
        Activity since = Activity.of(view, stayed, calendar);
        return Breakdown.of(view, attribute, first::isActive, rows -> of(view, first, since, calendar, rows));
    }

    private static Cohorts of(
            LogView view, Activity came, Activity stayed, CalendarPeriods calendar, IntPredicate rows) {
        int last = calendar.number(view.asOf());
        int first = came.first(rows, last + 1);
        int cohorts = calendar.count(first, last, MOST);
        int[] sizes = new int[cohorts];
        int[][] customers = new int[cohorts][];
        double[][] revenue = new double[cohorts][];
        for (int i = 0; i < cohorts; i++) {
            customers[i] = new int[cohorts - i];
            revenue[i] = new double[cohorts - i];
        }
        for (int row = 0; row < came.customers(); row++) {
            if (rows.test(row) && came.isActive(row)) {
                int cohort = came.period(came.start(row)) - first;
                sizes[cohort]++;
                for (int i = stayed.start(row); i < stayed.end(row); i++) {
                    int since = stayed.period(i) - first - cohort;
                    if (since >= 0) {
                        customers[cohort][since]++;
                        revenue[cohort][since] += stayed.value(i);
                    }
                }
            }
        }
        return new Cohorts(calendar, first, sizes, customers, revenue, calendar.isOver(last, view.asOf()));
    }

    /**
     * How many cohorts there are: a period each, from the first one until the view's instant.
     *
     * @return 0 if nobody came
     */
    public int size() {
        return sizes.length;
    }

    /**
     * What people call a cohort's period.
     *
     * @param cohort from 0 to {@code size() - 1}
     * @return such as {@code 2026-03}
     */
    public String label(int cohort) {
        return calendar.label(first + Objects.checkIndex(cohort, sizes.length));
    }

    /**
     * How many customers came.
     *
     * @param cohort from 0 to {@code size() - 1}
     * @return 0 or more
     */
    public int came(int cohort) {
        return sizes[Objects.checkIndex(cohort, sizes.length)];
    }

    /**
     * How many of a cohort were active in each period.
     *
     * @param cohort from 0 to {@code size() - 1}
     * @return from its own period to that of the view's instant
     */
    public int[] customers(int cohort) {
        return customers[Objects.checkIndex(cohort, sizes.length)].clone();
    }

    /**
     * What a cohort brought in each period.
     *
     * @param cohort from 0 to {@code size() - 1}
     * @return from its own period to that of the view's instant; interactions without a value bring 0
     */
    public double[] revenue(int cohort) {
        return revenue[Objects.checkIndex(cohort, sizes.length)].clone();
    }

    /**
     * Which share of all customers was active so many periods after they came, over the cohorts of which that period is over.
     *
     * @param since how many periods later, not negative
     * @return a share from 0 to 1; NaN if no cohort is old enough
     */
    public double retention(int since) {
        long active = 0;
        long all = 0;
        for (int cohort = 0; cohort < seen(since); cohort++) {
            active += customers[cohort][since];
            all += sizes[cohort];
        }
        return all == 0 ? Double.NaN : (double) active / all;
    }

    /** How many cohorts are so old that the period is over. */
    private int seen(int since) {
        if (since < 0) {
            throw new IllegalArgumentException("since must not be negative, was " + since);
        }
        return Math.max(0, sizes.length - since - (lastComplete ? 0 : 1));
    }

    /** Those in which anybody came. */
    private IntStream came() {
        return IntStream.range(0, sizes.length).filter(cohort -> sizes[cohort] > 0);
    }

    /** A row for each cohort in which anybody came, and period. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("cohort")
                .column("came")
                .column("since")
                .column("complete")
                .column("customers")
                .column("share")
                .column("revenue", "%.2f");
        came().forEach(cohort -> {
            for (int since = 0; since < customers[cohort].length; since++) {
                int active = customers[cohort][since];
                table.row(
                        label(cohort),
                        sizes[cohort],
                        since,
                        cohort < seen(since),
                        active,
                        (double) active / sizes[cohort],
                        revenue[cohort][since]);
            }
        });
        return table.build();
    }

    /** A line for each cohort in which anybody came, with the customers who were active in each period since. */
    @Override
    public String toString() {
        Table.Builder table = Table.builder().column("cohort").column("came");
        for (int since = 0; since < sizes.length; since++) {
            table.column("+" + since);
        }
        came().forEach(cohort -> {
            List<Object> cells = new ArrayList<>(List.of(label(cohort), sizes[cohort]));
            for (int since = 0; since < sizes.length; since++) {
                boolean seen = since < customers[cohort].length;
                cells.add(seen ? (Object) customers[cohort][since] : (Object) Double.NaN);
            }
            table.row(cells.toArray());
        });
        return table.build().toString();
    }
}
