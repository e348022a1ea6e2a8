/**
 * Who still buys, if customers may leave at any time? Open {@link io.engagement.customerbase.pareto.ParetoNbd} first; in {@link
 * io.engagement.customerbase.pareto.CorrelatedParetoNbd} those who buy often may leave sooner, or later.
 *
 * <pre>{@code
 * ParetoNbd model = ParetoNbd.fit(purchases).model();
 * double alive = model.probabilityAlive(2, 30.43, 38.86);
 * }</pre>
 */
@NullMarked
package io.engagement.customerbase.pareto;

import org.jspecify.annotations.NullMarked;
