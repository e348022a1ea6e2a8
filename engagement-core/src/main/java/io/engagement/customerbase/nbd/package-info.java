/**
 * Who buys how often, if nobody ever leaves? {@link io.engagement.customerbase.nbd.Nbd} is the model that one with drop-out has to
 * beat.
 *
 * <pre>{@code
 * double next = Nbd.fit(purchases).model().expectedPurchases(2, 30.43, 38.86, 39);
 * }</pre>
 */
@NullMarked
package io.engagement.customerbase.nbd;

import org.jspecify.annotations.NullMarked;
