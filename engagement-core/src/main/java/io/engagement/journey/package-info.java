/**
 * Where is each customer on the way from prospect to advocate, or to being lost, how long do they stay there and where do they go
 * next?
 *
 * <p>Open {@link io.engagement.journey.Journey} first:
 *
 * <pre>{@code
 * Journey journey = Journey.of(log.asOf(now));
 * System.out.println(journey);                              // how many are in each stage
 * System.out.println(journey.transitions());                // where they go from there
 * System.out.println(journey.path("c1").orElseThrow());     // one customer's way, with its times
 * System.out.println(journey.flows(january, july));         // between two dates
 * }</pre>
 *
 * <p>Which stages there are, and by which rules, tells a {@link io.engagement.journey.Stages} value: the usual ones, or one's own.
 */
@NullMarked
package io.engagement.journey;

import org.jspecify.annotations.NullMarked;
