/**
 * What one needs to write a measure of one's own. Open {@link io.engagement.measure.spi.Statistic} first: what is kept of a
 * customer and how it grows, and {@link io.engagement.measure.spi.Reading}: what is read of that.
 *
 * <p>The largest purchase, for example, keeps one number, takes interactions in any order and merges exactly. What takes part a
 * {@link io.engagement.measure.FilteredStatistic} knows by its filter:
 *
 * <pre>{@code
 * record Largest(Filter filter, Quantity quantity) implements FilteredStatistic {
 *     static Measure of(Filter filter, Quantity quantity) {
 *         Largest largest = new Largest(filter, quantity);
 *         return Measure.of(largest, (slots, at, now, unit) -> slots[at], "largest", "largest purchase", Unit.MONEY);
 *     }
 *
 *     public String name() {
 *         return "largest[" + quantity + ", " + filter + "]";
 *     }
 *
 *     public int slots() {
 *         return 1;
 *     }
 *
 *     public boolean ordered() {
 *         return false;
 *     }
 *
 *     public void reset(double[] slots, int offset) {
 *         slots[offset] = Double.NaN;
 *     }
 *
 *     public void enter(double at, double weight, ToDoubleFunction<Quantity> of, double[] slots, int offset) {
 *         raise(slots, offset, of.applyAsDouble(quantity));
 *     }
 *
 *     public void merge(double[] slots, int offset, double[] other, int otherOffset) {
 *         raise(slots, offset, other[otherOffset]);
 *     }
 *
 *     private static void raise(double[] slots, int offset, double value) {
 *         if (!(slots[offset] >= value) && !Double.isNaN(value)) {
 *             slots[offset] = value;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>It then works wherever a built-in one does: in tables, single states, the live store and Spark.
 *
 * <p>One that takes interactions in order of time is an {@link io.engagement.measure.spi.OrderedStatistic}; what reads the customer's
 * record and no interaction is a {@link io.engagement.measure.spi.CustomerStatistic}.
 */
@NullMarked
package io.engagement.measure.spi;

import org.jspecify.annotations.NullMarked;
