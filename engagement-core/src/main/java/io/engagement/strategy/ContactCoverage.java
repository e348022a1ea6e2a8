package io.engagement.strategy;

import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.Filter;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Whether customers hear of the company as often as they come themselves: the time since the company's last contact, in each customer's
 * own usual gap. That is the median of the times between own acts; of those with fewer than two such times, the base's median of
 * them. Immutable.
 */
public final class ContactCoverage implements Tabular {
    private static final double DAY = 86_400_000;
    private static final int LEAST_GAPS = 2;

    private final double[] usualDays;
    private final boolean[] own;
    private final Reach[] reach;

    /** How long ago the company contacted a customer. */
    public enum Reach {
        /** Within one usual gap. */
        WITHIN_ONE_GAP,
        /** Before that, within two. */
        WITHIN_TWO_GAPS,
        /** Longer ago. */
        LONGER_AGO,
        /** Not at all. */
        NEVER,
        /** There is no usual gap, as nobody of the base acted often enough. */
        UNKNOWN
    }

    private ContactCoverage(double[] usualDays, boolean[] own, Reach[] reach) {
        this.usualDays = usualDays;
        this.own = own;
        this.reach = reach;
    }

    /**
     * The coverage as of a view's instant.
     *
     * @param view all that is known
     * @param acts what counts as an own act, such as {@link Filter#ownInitiative()}
     * @return a row for each of the view's
     */
    public static ContactCoverage of(LogView view, Filter acts) {
        IntPredicate counts = Positions.of(acts, view);
        double[] usual = new double[view.customers()];
        boolean[] own = new boolean[usual.length];
        DayGaps base = new DayGaps();
        for (int row = 0; row < usual.length; row++) {
            DayGaps gaps = gaps(view, row, counts);
            own[row] = gaps.size() >= LEAST_GAPS;
            usual[row] = gaps.median();
            if (own[row]) {
                base.add(usual[row]);
            }
        }
        double typical = base.median();
        Reach[] reach = new Reach[usual.length];
        for (int row = 0; row < usual.length; row++) {
            usual[row] = own[row] ? usual[row] : typical;
            reach[row] = reach(daysSinceContact(view, row), usual[row]);
        }
        return new ContactCoverage(usual, own, reach);
    }

    private static DayGaps gaps(LogView view, int row, IntPredicate counts) {
        DayGaps gaps = new DayGaps();
        long last = Long.MIN_VALUE;
        for (int i = view.start(row); i < view.end(row); i++) {
            if (counts.test(i)) {
                if (last != Long.MIN_VALUE) {
                    gaps.add((view.epochMilli(i) - last) / DAY);
                }
                last = view.epochMilli(i);
            }
        }
        return gaps;
    }

    /** NaN if there was none. */
    static double daysSinceContact(LogView view, int row) {
        for (int i = view.end(row) - 1; i >= view.start(row); i--) {
            if (Sides.CONTACTS.matches(view.kinds().get(view.kindIndex(i)))) {
                return (Millis.of(view.asOf()) - view.epochMilli(i)) / DAY;
            }
        }
        return Double.NaN;
    }

    private static Reach reach(double days, double usual) {
        if (Double.isNaN(days)) {
            return Reach.NEVER;
        }
        if (Double.isNaN(usual)) {
            return Reach.UNKNOWN;
        }
        return days <= usual ? Reach.WITHIN_ONE_GAP : days <= 2 * usual ? Reach.WITHIN_TWO_GAPS : Reach.LONGER_AGO;
    }

    /**
     * Number of customers.
     *
     * @return as many as the view has
     */
    public int size() {
        return reach.length;
    }

    /**
     * A row's usual gap.
     *
     * @param row from 0 to {@code size() - 1}
     * @return in days; the base's where {@link #isOwn} is false; NaN if there is none
     */
    public double usualDays(int row) {
        return usualDays[Objects.checkIndex(row, reach.length)];
    }

    /**
     * Whether the usual gap is the customer's own.
     *
     * @param row from 0 to {@code size() - 1}
     * @return false if it is the base's
     */
    public boolean isOwn(int row) {
        return own[Objects.checkIndex(row, reach.length)];
    }

    /**
     * How long ago the company contacted a row's customer.
     *
     * @param row from 0 to {@code size() - 1}
     * @return in usual gaps
     */
    public Reach reach(int row) {
        return reach[Objects.checkIndex(row, reach.length)];
    }

    /**
     * How many customers were contacted how long ago.
     *
     * @return a number for each
     */
    public Map<Reach, Integer> counts() {
        Map<Reach, Integer> counts = new EnumMap<>(Reach.class);
        Arrays.stream(Reach.values()).forEach(each -> counts.put(each, 0));
        Arrays.stream(reach).forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts;
    }

    /** A row for each reach. */
    @Override
    public Table table() {
        Table.Builder table =
                Table.builder().column("contacted").column("customers").column("share");
        counts().forEach((each, count) -> table.row(each, count, (double) count / size()));
        return table.build();
    }

    /** A line for each reach. */
    @Override
    public String toString() {
        return table().toString();
    }
}
