/**
 * Do the two sides answer each other? Open {@link io.engagement.dialogue.exchange.Provocation} first: which part of what
 * customers do is spontaneous, goes on with their own, or was provoked by the company, without any rule of when a
 * conversation begins.
 *
 * <pre>{@code
 * Provocation provocation = Provocation.of(log.asOf(now));
 * System.out.println(provocation);
 * }</pre>
 */
@NullMarked
package io.engagement.dialogue.exchange;

import org.jspecify.annotations.NullMarked;
