/**
 * Who acts of their own accord, and how often? Open {@link io.engagement.initiative.AdditiveLogistic} first: the model behind the
 * engagement score and, fitted to purchases, behind the risk that they end. {@link
 * io.engagement.initiative.DiscountedGammaPoisson}, of habits that drift, stands beside it where customers are few.
 *
 * <pre>{@code
 * var definition = EngagementDefinition.withDefaults();
 * var fitted = AdditiveLogistic.fit(log.asOf(now), definition);
 * }</pre>
 */
@NullMarked
package io.engagement.initiative;

import org.jspecify.annotations.NullMarked;
