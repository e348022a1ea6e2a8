package io.engagement.measure.spi;

/**
 * A statistic that takes interactions in order of time. It says up to when it has seen them; what it takes next follows. Slots
 * begin, and are {@linkplain #reset reset} to, a {@link #latest} of minus infinity.
 *
 * <p>At one instant the order is free, as data with dates only do not tell it: {@link #enter} must come to the same readings
 * whichever of two interactions of one instant it is given first.
 */
public interface OrderedStatistic extends Statistic {
    /**
     * The earliest time at which the next interaction that takes part may be: that of the last one, or the start of its day
     * where the order within a day is free.
     *
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin
     * @return milliseconds since 1970; minus infinity before the first one
     */
    double latest(double[] slots, int offset);

    @Override
    default boolean ordered() {
        return true;
    }

    @Override
    default boolean takes(double at, double[] slots, int offset) {
        return at >= latest(slots, offset);
    }

    /**
     * Refuses what comes too early: the first line of {@link #enter}, and of {@link #merge} for the first time of a part that has
     * seen something.
     *
     * @param at milliseconds since 1970
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin
     * @throws IllegalArgumentException if it is earlier than {@link #latest}
     */
    default void requireInOrder(double at, double[] slots, int offset) {
        double latest = latest(slots, offset);
        if (at < latest) {
            throw Statistic.outOfOrder(at, latest);
        }
    }
}
