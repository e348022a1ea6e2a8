package io.engagement.measure;

import java.time.ZoneId;

/** What customer-base models read: interactions that match the filter, those of one day in the zone being one purchase that stands at the start of its day. The four measures share one state. */
public record PurchaseDays(Filter filter, ZoneId zone) {
    /** purpose PURCHASE, UTC. */
    public static PurchaseDays standard() {
        throw new UnsupportedOperationException();
    }

    /** x: number of repeat purchase days; NaN without a purchase. */
    public Measure frequency() {
        throw new UnsupportedOperationException();
    }

    /** t_x: time from first to last purchase day, 0 if x = 0; NaN without a purchase. */
    public Measure recency() {
        throw new UnsupportedOperationException();
    }

    /** T: time from the first purchase day to the as-of instant; NaN without a purchase. */
    public Measure age() {
        throw new UnsupportedOperationException();
    }

    /** mean value of a repeat purchase day (sum of the days' values / x); NaN if x = 0. */
    public Measure meanRepeatValue() {
        throw new UnsupportedOperationException();
    }
}
