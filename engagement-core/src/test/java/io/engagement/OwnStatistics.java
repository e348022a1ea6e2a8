package io.engagement;

import io.engagement.domain.InteractionKind;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.util.function.ToDoubleFunction;

/** Measures as a user writes them, with what is public only: each is one class. */
public final class OwnStatistics {
    private OwnStatistics() {}

    /** The largest of a quantity, in any order. */
    public record Largest(Filter filter, Quantity quantity) implements Statistic {
        /** The measure. */
        public static Measure of(Filter filter, Quantity quantity) {
            return Measure.of(
                    new Largest(filter, quantity),
                    (slots, offset, now, unit) -> slots[offset],
                    "largest",
                    "largest " + quantity,
                    Unit.MONEY);
        }

        @Override
        public String name() {
            return "largest[" + quantity + ", " + filter + "]";
        }

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public boolean ordered() {
            return false;
        }

        @Override
        public void reset(double[] slots, int offset) {
            slots[offset] = Double.NaN;
        }

        @Override
        public void merge(double[] slots, int offset, double[] other, int otherOffset) {
            raise(slots, offset, other[otherOffset]);
        }

        @Override
        public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return filter.matches(kind, quantities) ? 1 : 0;
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
            raise(slots, offset, quantities.applyAsDouble(quantity));
        }

        private static void raise(double[] slots, int offset, double value) {
            if (!Double.isNaN(value) && !(slots[offset] >= value)) {
                slots[offset] = value;
            }
        }
    }

    /** The longest time between one interaction and the next, in order of time. Slots: first, last, longest. */
    public record LongestGap(Filter filter) implements Statistic {
        /** The measure. */
        public static Measure of(Filter filter) {
            LongestGap gap = new LongestGap(filter);
            return Measure.of(gap, LongestGap::longest, "longest_gap", "longest time between contacts", Unit.TIME);
        }

        private static double longest(double[] slots, int offset, double nowMillis, double unitMillis) {
            return slots[offset] < slots[offset + 1] ? slots[offset + 2] / unitMillis : Double.NaN;
        }

        @Override
        public String name() {
            return "longest_gap[" + filter + "]";
        }

        @Override
        public int slots() {
            return 3;
        }

        @Override
        public boolean ordered() {
            return true;
        }

        @Override
        public boolean takes(double at, double[] slots, int offset) {
            return at >= slots[offset + 1];
        }

        @Override
        public void reset(double[] slots, int offset) {
            slots[offset] = Double.NEGATIVE_INFINITY;
            slots[offset + 1] = Double.NEGATIVE_INFINITY;
            slots[offset + 2] = 0;
        }

        @Override
        public void merge(double[] slots, int offset, double[] other, int otherOffset) {
            if (other[otherOffset] == Double.NEGATIVE_INFINITY) {
                return;
            }
            next(other[otherOffset], slots, offset);
            slots[offset + 1] = other[otherOffset + 1];
            slots[offset + 2] = Math.max(slots[offset + 2], other[otherOffset + 2]);
        }

        @Override
        public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return filter.matches(kind, quantities) ? 1 : 0;
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset) {
            next(at, slots, offset);
        }

        private static void next(double at, double[] slots, int offset) {
            double last = slots[offset + 1];
            Statistic.requireInOrder(at, last);
            if (last == Double.NEGATIVE_INFINITY) {
                slots[offset] = at;
            } else {
                slots[offset + 2] = Math.max(slots[offset + 2], at - last);
            }
            slots[offset + 1] = at;
        }
    }
}
