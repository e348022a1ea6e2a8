/**
 * Who acts of their own accord, and how often? Open {@link io.engagement.initiative.DiscountedGammaPoisson} first: the model
 * behind the engagement score.
 *
 * <pre>{@code
 * var definition = EngagementDefinition.withDefaults();
 * var fitted = DiscountedGammaPoisson.fit(log.asOf(now), definition);
 * }</pre>
 */
@NullMarked
package io.engagement.initiative;

import org.jspecify.annotations.NullMarked;
