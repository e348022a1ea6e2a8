package io.engagement.cli;

import io.engagement.domain.TimeScale;

/** Calendar periods: of renewals, and of opportunities to buy. */
final class Periods {
    private Periods() {}

    /**
     * Checks a period.
     *
     * @throws UsageError if the calendar has no such period
     */
    static TimeScale checked(TimeScale period) {
        if (period == TimeScale.HOURS) {
            throw new UsageError("--period must be DAYS, WEEKS, MONTHS or YEARS, was " + period);
        }
        return period;
    }
}
