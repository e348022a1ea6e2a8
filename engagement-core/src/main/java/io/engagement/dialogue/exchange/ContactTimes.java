package io.engagement.dialogue.exchange;

import io.engagement.domain.TimeScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * When each of two sides acted, pair by pair: a customer and the company, or two people. A pair begins with its first act,
 * which is only seen to act on later ones, and is watched until an end. Immutable.
 */
public final class ContactTimes {
    private final TimeScale scale;
    /** Of each pair, since its first act. */
    private final List<double[]> times;

    private final List<boolean[]> own;
    private final double[] ends;
    private final boolean mirrored;
    private final boolean apart;

    private ContactTimes(
            TimeScale scale,
            List<double[]> times,
            List<boolean[]> own,
            double[] ends,
            boolean mirrored,
            boolean apart) {
        this.scale = scale;
        this.times = times;
        this.own = own;
        this.ends = ends;
        this.mirrored = mirrored;
        this.apart = apart;
    }

    /**
     * Begins to collect pairs.
     *
     * @param scale the unit of all times
     * @return a builder without pairs
     */
    public static Builder builder(TimeScale scale) {
        return new Builder(Objects.requireNonNull(scale, "scale"));
    }

    /**
     * The same where both sides are of one kind, as among people: what holds of the one side holds of the other, and what both do
     * is explained.
     *
     * @return the changed copy
     */
    public ContactTimes mirrored() {
        return new ContactTimes(scale, times, own, ends, true, apart);
    }

    /**
     * The same where acts of one instant do not act on each other, so that their order means nothing: for clocks that are coarse.
     *
     * @return the changed copy
     */
    public ContactTimes apart() {
        return new ContactTimes(scale, times, own, ends, mirrored, true);
    }

    /**
     * The unit of time.
     *
     * @return of all times
     */
    public TimeScale scale() {
        return scale;
    }

    /**
     * The number of pairs.
     *
     * @return those with an act
     */
    public int pairs() {
        return times.size();
    }

    /**
     * The number of acts that are explained: those behind a pair's first, of the own side, or of both if mirrored.
     *
     * @return how many
     */
    public long explained() {
        long count = 0;
        for (boolean[] pair : own) {
            for (int i = 1; i < pair.length; i++) {
                count += mirrored || pair[i] ? 1 : 0;
            }
        }
        return count;
    }

    ContactTimes first(int pairs) {
        return new ContactTimes(
                scale, times.subList(0, pairs), own.subList(0, pairs), Arrays.copyOf(ends, pairs), mirrored, apart);
    }

    boolean isApart() {
        return apart;
    }

    boolean isMirrored() {
        return mirrored;
    }

    double[] times(int pair) {
        return times.get(pair);
    }

    boolean[] own(int pair) {
        return own.get(pair);
    }

    double end(int pair) {
        return ends[pair];
    }

    /** For how long own acts were watched, over all pairs. */
    double watched() {
        return Arrays.stream(ends).sum() * (mirrored ? 2 : 1);
    }

    /** Collects pairs. Not thread-safe. */
    public static final class Builder {
        private final TimeScale scale;
        private final List<double[]> times = new ArrayList<>();
        private final List<boolean[]> own = new ArrayList<>();
        private double[] ends = new double[16];

        private Builder(TimeScale scale) {
            this.scale = scale;
        }

        /**
         * Adds a pair; one without an act is left out.
         *
         * @param at times of the acts, in order; of equal ones the former acts on the latter
         * @param isOwn whose each is: true for the side whose acts are explained
         * @param end until when the pair is watched, not before the last act
         * @return this
         * @throws IllegalArgumentException if times are not finite or not in order, or the arrays differ in length
         */
        public Builder add(double[] at, boolean[] isOwn, double end) {
            if (at.length != isOwn.length) {
                throw new IllegalArgumentException(
                        "times and sides must have the same length, had " + at.length + " and " + isOwn.length);
            }
            double last = at.length == 0 ? end : at[0];
            for (double each : at) {
                if (!(each >= last && each <= end && Double.isFinite(each))) {
                    throw new IllegalArgumentException("times must be finite, in order and not after the end " + end
                            + ", was " + each + " behind " + last);
                }
                last = each;
            }
            if (at.length > 0) {
                if (times.size() == ends.length) {
                    ends = Arrays.copyOf(ends, 2 * ends.length);
                }
                ends[times.size()] = end - at[0];
                times.add(Arrays.stream(at).map(each -> each - at[0]).toArray());
                own.add(isOwn.clone());
            }
            return this;
        }

        /**
         * What was collected.
         *
         * @return the times; the builder can go on
         */
        public ContactTimes build() {
            return new ContactTimes(
                    scale, List.copyOf(times), List.copyOf(own), Arrays.copyOf(ends, times.size()), false, false);
        }
    }
}
