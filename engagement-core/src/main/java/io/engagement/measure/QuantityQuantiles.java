package io.engagement.measure;

import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Reading;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Quantiles of a quantity. Slots: those of {@link LogBuckets}. */
record QuantityQuantiles(Filter filter, Quantity quantity) implements FilteredStatistic {
    private static final LogBuckets VALUES = LogBuckets.signed(0.01, 1e7);
    private static final LogBuckets COSTS = LogBuckets.positive(0.01, 1e7);
    private static final LogBuckets SHARES = LogBuckets.positive(0.01, 1);

    /** A second to a month. */
    private static final LogBuckets DURATIONS = LogBuckets.positive(1e3, 2.7e9);

    QuantityQuantiles {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(quantity, "quantity");
    }

    private LogBuckets buckets() {
        return switch (quantity) {
            case VALUE -> VALUES;
            case COST -> COSTS;
            case SATISFACTION -> SHARES;
            case DURATION -> DURATIONS;
            case ID, IN_REPLY_TO, CONVERSATION -> throw new IllegalArgumentException(Measure.noAmount(quantity));
        };
    }

    @Override
    public String name() {
        return "quantiles[" + quantity + ", " + filter + "]";
    }

    @Override
    public int slots() {
        return buckets().slots();
    }

    @Override
    public boolean ordered() {
        return false;
    }

    @Override
    public void reset(double[] state, int offset) {
        buckets().reset(state, offset);
    }

    @Override
    public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
        double number = quantities.applyAsDouble(quantity);
        if (!Double.isNaN(number)) {
            buckets().add(number, state, offset);
        }
    }

    @Override
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        buckets().merge(state, offset, other, otherOffset);
    }

    @Override
    public boolean isPossible(double[] state, int offset, double latest) {
        return buckets().isPossible(state, offset);
    }

    @Override
    public double least(double[] state, int offset) {
        return buckets().count(state, offset);
    }

    Reading quantile(double share) {
        return quantity == Quantity.DURATION
                ? (s, o, now, unit) -> buckets().quantile(share, s, o) / unit
                : (s, o, now, unit) -> buckets().quantile(share, s, o);
    }
}
