package io.engagement.measure;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;

/**
 * Who buys again in time, by a {@link RetentionDefinition}.
 *
 * @param definition of a purchase and of the time
 * @param known as of when customers are waited for
 */
record PurchaseReturns(RetentionDefinition definition, LogView known) {
    private static final double NONE = -1;

    /** Times of purchase days so far, each that of its first purchase: of the first, of the last, and how many there are. */
    private record Days(double first, double last, double number) {
        double between() {
            return last - first;
        }
    }

    private Days days(DayClock clock, int row) {
        double first = NONE;
        double last = NONE;
        double day = Double.NEGATIVE_INFINITY;
        double number = 0;
        for (int at = known.start(row); at < known.end(row); at++) {
            if (definition.filter().matches(known, at)) {
                double start = clock.startOfDay(known.epochMilli(at));
                if (start > day) {
                    last = (double) known.epochMilli(at);
                    first = number == 0 ? last : first;
                    number++;
                    day = start;
                }
            }
        }
        return new Days(first, last, number);
    }

    /** Mean time from one day with a purchase to the next, of all customers; the horizon if nobody bought on two. */
    double baseGap() {
        DayClock clock = DayClock.of(definition.zone());
        double time = 0;
        double gaps = 0;
        for (int row = 0; row < known.customers(); row++) {
            Days days = days(clock, row);
            time += days.between();
            gaps += Math.max(0, days.number() - 1);
        }
        return gaps > 0 ? time / gaps : (double) definition.horizon().toMillis();
    }

    /** Whether each of some rows buys in time on a day after those known. */
    boolean[] of(LogView seen, double baseGap, int... rows) {
        DayClock clock = DayClock.of(definition.zone());
        boolean[] stays = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double until = Measure.millis(known.asOf()) + patience(clock, baseGap, rows[i]);
            stays[i] = buys(seen, rows[i], clock, until);
        }
        return stays;
    }

    private double patience(DayClock clock, double baseGap, int row) {
        if (definition.ownGaps().isEmpty()) {
            return (double) definition.horizon().toMillis();
        }
        Days days = days(clock, row);
        return definition.patience(days.between(), days.number(), baseGap);
    }

    private boolean buys(LogView seen, int row, DayClock clock, double until) {
        int there = seen.row(known.customerId(row)).orElseThrow();
        double last = lastDay(clock, row);
        for (int at = known.end(row); at < seen.end(there) && (double) seen.epochMilli(at) <= until; at++) {
            if (definition.filter().matches(seen, at) && clock.startOfDay(seen.epochMilli(at)) > last) {
                return true;
            }
        }
        return false;
    }

    /** Of the last purchase. */
    private double lastDay(DayClock clock, int row) {
        int at = known.end(row) - 1;
        while (at >= known.start(row) && !definition.filter().matches(known, at)) {
            at--;
        }
        return at < known.start(row) ? Double.NEGATIVE_INFINITY : clock.startOfDay(known.epochMilli(at));
    }
}
