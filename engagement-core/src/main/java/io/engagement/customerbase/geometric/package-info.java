/**
 * Who still buys, if customers leave after a purchase with a probability of their own? Open {@link
 * io.engagement.customerbase.geometric.BetaGeometricNbd} first; {@link io.engagement.customerbase.geometric.BetaGeometricCnbd} is for
 * purchases that come more regularly than by chance, and for customers who may leave after the first one.
 *
 * <pre>{@code
 * BetaGeometricNbd model = BetaGeometricNbd.fit(purchases).model();
 * double alive = model.probabilityAlive(2, 30.43, 38.86);
 * }</pre>
 */
@NullMarked
package io.engagement.customerbase.geometric;

import org.jspecify.annotations.NullMarked;
