/**
 * How engaged is a customer by their own effort? Being contacted is never engagement by itself.
 *
 * <p>Open {@link io.engagement.dialogue.EngagementScorer} first:
 *
 * <pre>{@code
 * var definition = EngagementDefinition.withDefaults();
 * var fitted = AdditiveLogistic.fit(log.asOf(now), definition);
 * var engagement = EngagementScorer.of(fitted.model());
 * }</pre>
 */
@NullMarked
package io.engagement.dialogue;

import org.jspecify.annotations.NullMarked;
