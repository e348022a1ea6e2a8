package io.engagement.internal.base;

import java.util.Arrays;

/** Stretches of time, one after another, each from an instant until the next one begins; the last one lasts. Immutable. */
public final class Stretches {
    private final long[] from;

    private Stretches(long... from) {
        this.from = from;
    }

    /**
     * By their beginnings.
     *
     * @param from milliseconds since 1970, ascending; kept
     * @return the stretches
     */
    public static Stretches of(long... from) {
        return new Stretches(from);
    }

    /**
     * How many there are.
     *
     * @return 0 for none
     */
    public int size() {
        return from.length;
    }

    /**
     * When one begins.
     *
     * @param stretch from 0
     * @return milliseconds since 1970
     */
    public double begin(int stretch) {
        return from[stretch];
    }

    /**
     * When it ends.
     *
     * @param stretch from 0
     * @return when the next one begins; infinite for the last
     */
    public double end(int stretch) {
        return stretch + 1 < from.length ? from[stretch + 1] : Double.POSITIVE_INFINITY;
    }

    /**
     * The stretch just before an instant: what happens then does not belong to what it begins, but for the first one.
     *
     * @param at milliseconds since 1970
     * @return its number; -1 before the first one
     */
    public int before(long at) {
        int place = Arrays.binarySearch(from, at);
        return place >= 0 ? Math.max(0, place - 1) : -place - 2;
    }
}
