package io.engagement.measure.spi;

/**
 * A statistic that takes interactions in order of time, and nothing earlier than {@link #latest}, which is minus infinity after
 * {@link #reset}. Its {@link #enter} and {@link #merge} begin with {@link Statistic#requireInOrder}.
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
}
