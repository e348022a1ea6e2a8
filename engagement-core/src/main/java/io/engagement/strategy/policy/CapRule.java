package io.engagement.strategy.policy;

import io.engagement.domain.TimeScale;
import io.engagement.internal.calendar.DayClock;
import io.engagement.internal.calendar.Periods;

/** When a cap of n contacts is free again, by the time of the n-th last one. */
interface CapRule {
    /** Before all contacts, or the first instant at which one more is allowed. */
    double freeFrom(double nthLast);

    /** Free once the n-th last has left (t - length, t]. */
    static CapRule rolling(double length) {
        return nthLast -> nthLast + length;
    }

    /** Free once the n-th last is of an earlier period. */
    static CapRule calendar(TimeScale period, DayClock days) {
        return new CalendarRule(period, days);
    }

    static CapRule of(ContactCap.Span span) {
        return span instanceof ContactCap.Calendar calendar
                ? calendar(calendar.period(), DayClock.of(calendar.zone()))
                : rolling((double) ((ContactCap.Rolling) span).millis());
    }

    /** Remembers the last period that was asked for: it is mostly the present one. */
    final class CalendarRule implements CapRule {
        private final TimeScale period;
        private final DayClock days;
        private volatile Bounds last = new Bounds(0, 0);

        private record Bounds(double start, double end) {}

        private CalendarRule(TimeScale period, DayClock days) {
            this.period = period;
            this.days = days;
        }

        @Override
        public double freeFrom(double nthLast) {
            if (nthLast == Double.NEGATIVE_INFINITY) {
                return nthLast;
            }
            Bounds found = last;
            if (!(nthLast >= found.start && nthLast < found.end)) {
                double number = Periods.number(period, days, (long) nthLast);
                found = new Bounds(Periods.startOf(period, days, number), Periods.startOf(period, days, number + 1));
                last = found;
            }
            return found.end;
        }
    }
}
