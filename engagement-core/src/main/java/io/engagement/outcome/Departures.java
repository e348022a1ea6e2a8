package io.engagement.outcome;

import io.engagement.internal.base.OwnGaps;
import io.engagement.internal.calendar.DayClock;
import java.util.Optional;

/**
 * Whether one customer after another left after a contact: in words, or by a silence that is longer than 99 % of their own gaps. Who
 * had left by then cannot leave. Not thread-safe.
 */
final class Departures {
    private static final double DAY = 86_400_000;
    private static final double SHARE = 0.99;

    private final DayClock days;
    private final Optional<OwnGaps.Quantile> longest;

    /** Of the last act, its day's start and its instant. */
    private double lastDay;

    private double last;
    /** The last instant before the contact. */
    private double lastBefore;

    private int gaps;
    private double logs;
    private int acts;
    private boolean hasLeft;
    private boolean left;

    Departures(DayClock days, Optional<OwnGaps> gaps) {
        this.days = days;
        this.longest = gaps.map(all -> all.at(SHARE));
    }

    /** Begins with a customer. */
    void begin() {
        lastDay = Double.NaN;
        last = Double.NaN;
        lastBefore = Double.NaN;
        gaps = 0;
        logs = 0;
        acts = 0;
        hasLeft = false;
        left = false;
    }

    /** Begins with a contact where another one's past has come to. */
    void begin(Departures past) {
        begin();
        lastDay = past.lastDay;
        last = past.last;
        lastBefore = past.lastBefore;
        gaps = past.gaps;
        logs = past.logs;
        hasLeft = past.hasLeft;
    }

    /** Takes an interaction before the contact. */
    void before(int marks, long at) {
        if ((marks & Marks.ACT) != 0) {
            double day = days.startOfDay(at);
            if (day > lastDay) {
                gaps++;
                logs += Math.log((day - lastDay) / DAY);
            }
            lastDay = day;
            last = at;
            lastBefore = at;
        }
        hasLeft = leaves(hasLeft, marks);
    }

    /** Takes an interaction from the contact on and before the end. */
    void after(int marks, long at) {
        if ((marks & Marks.ACT) != 0) {
            double day = days.startOfDay(at);
            if (day != lastDay) {
                acts++;
            }
            lastDay = day;
            last = at;
        }
        left = leaves(left, marks);
    }

    private static boolean leaves(boolean before, int marks) {
        if ((marks & Marks.LEAVING) != 0) {
            return true;
        }
        return before && (marks & Marks.BACK) == 0;
    }

    /** Whether the customer had cancelled or opted out at the contact: who says so again does not leave again. */
    boolean hadLeft() {
        return hasLeft;
    }

    /** Whether the customer had left at the end, and not at the contact. */
    boolean departed(long contact, long end) {
        return !hasLeft && (left || isSilent(contact, end));
    }

    /** Late by the time of the gaps that acts since the contact took, too: what was only done earlier is no silence. */
    private boolean isSilent(long contact, long end) {
        if (longest.isEmpty() || Double.isNaN(lastBefore)) {
            return false;
        }
        double own = longest.get().millis(gaps, logs);
        return contact - lastBefore < own
                && end - last >= own
                && (acts == 0 || end - lastBefore >= DAY * longest.get().days(gaps, logs, acts + 1));
    }
}
