package io.engagement.outcome.observational;

/**
 * Periods counted from the one of the first contact, which is 0.
 *
 * @param from the first one
 * @param to the last one, part of the window
 */
public record EventWindow(int from, int to) {
    /**
     * Checks the ends.
     *
     * @param from the first one
     * @param to the last one, part of the window
     * @throws IllegalArgumentException if the last one is before the first, or one is beyond a million
     */
    public EventWindow {
        if (to < from || from < -1_000_000 || to > 1_000_000) {
            throw new IllegalArgumentException(
                    "a window of periods must go from one to a later or the same one, went from " + from + " to " + to);
        }
    }

    /**
     * Number of periods.
     *
     * @return at least 1
     */
    public int length() {
        return to - from + 1;
    }

    EventWindow shifted(int periods) {
        return new EventWindow(from + periods, to + periods);
    }

    @Override
    public String toString() {
        return from + ".." + to;
    }
}
