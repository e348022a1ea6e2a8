/**
 * Seeded customer bases drawn from the models, for demonstrations, tests and questions of power: what would we see if
 * customers were like this? All parameters are known, so that a fit can be checked against the truth.
 *
 * <p>Open {@link io.engagement.simulate.Simulation} first:
 *
 * <pre>{@code
 * InteractionLog log = Simulation.withDefaults().withCustomers(5_000).withSeed(42).log();
 * }</pre>
 */
@NullMarked
package io.engagement.simulate;

import org.jspecify.annotations.NullMarked;
