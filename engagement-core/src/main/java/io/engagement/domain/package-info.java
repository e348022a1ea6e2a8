/**
 * What came in: customers, channels and interactions as immutable values. Open {@link io.engagement.domain.Interaction}
 * first.
 *
 * <pre>{@code
 * Interaction.of("c42", at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE).withValue(29.90)
 * }</pre>
 */
@NullMarked
package io.engagement.domain;

import org.jspecify.annotations.NullMarked;
