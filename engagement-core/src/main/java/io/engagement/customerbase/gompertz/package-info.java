/**
 * Who still buys, if the risk of leaving rises or falls the longer a customer stays? Open {@link
 * io.engagement.customerbase.gompertz.GammaGompertzNbd}.
 *
 * <pre>{@code
 * GammaGompertzNbd model = GammaGompertzNbd.fit(purchases).model();
 * double alive = model.probabilityAlive(2, 30.43, 38.86);
 * }</pre>
 */
@NullMarked
package io.engagement.customerbase.gompertz;

import org.jspecify.annotations.NullMarked;
