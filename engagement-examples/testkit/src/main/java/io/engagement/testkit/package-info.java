/**
 * Does it work wherever a built-in one does? Open {@link io.engagement.testkit.StatisticContract} first: a test of one's own
 * implements it and names the measures.
 *
 * <pre>{@code
 * class LargestTest implements StatisticContract {
 *     public List<Measure> measures() {
 *         return List.of(Largest.of(Filter.all(), Quantity.VALUE));
 *     }
 * }
 * }</pre>
 */
@NullMarked
package io.engagement.testkit;

import org.jspecify.annotations.NullMarked;
