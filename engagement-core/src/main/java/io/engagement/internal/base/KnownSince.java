package io.engagement.internal.base;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;

/** Since when customers are known. */
public final class KnownSince {
    /** Of who was registered without a time and is never seen. */
    public static final long UNTOLD = Long.MAX_VALUE;

    private KnownSince() {}

    /**
     * When a customer was first seen, or is said to be known since, whichever is earlier.
     *
     * @param view the log
     * @param row of the view
     * @return milliseconds since 1970, or {@link #UNTOLD}
     */
    public static long of(LogView view, int row) {
        long first = view.start(row) == view.end(row) ? UNTOLD : view.epochMilli(view.start(row));
        return Math.min(first, view.customer(row).since().map(Millis::of).orElse(UNTOLD));
    }
}
