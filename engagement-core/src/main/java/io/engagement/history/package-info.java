/**
 * All that came in, in order. Open {@link io.engagement.history.InteractionLog} first.
 *
 * <p>What happened between a customer and the company, what had happened as of an instant, and what of the input was
 * refused and why:
 *
 * <pre>{@code
 * InteractionLog log = InteractionLog.builder().add(first).add(second).build();
 * LogView known = log.asOf(Instant.parse("2026-03-31T00:00:00Z"));
 * List<Interaction> ofOne = known.history("c42").orElseThrow().interactions();
 * log.loadReport().summary();
 * }</pre>
 *
 * <p>A loader with several threads fills {@link io.engagement.history.InteractionRows} on each and adds them to the one
 * builder: the log does not depend on who read what.
 */
@NullMarked
package io.engagement.history;

import org.jspecify.annotations.NullMarked;
