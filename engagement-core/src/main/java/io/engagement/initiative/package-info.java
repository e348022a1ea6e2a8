/**
 * <<<<<<< HEAD
 * Who acts of their own accord, and how often? Open {@link io.engagement.initiative.AdditiveLogistic} first: the model behind the
 * engagement score. {@link io.engagement.initiative.DiscountedGammaPoisson}, of habits that drift, stands beside it where customers
 * are few.
 * =======
 * Who acts of their own accord, and how often? Open {@link io.engagement.initiative.AdditiveLogistic} first: the model
 * behind the engagement score. {@link io.engagement.initiative.DiscountedGammaPoisson} stands beside it, and alone where there is
 * little past.
 * >>>>>>> h/new
 *
 * <pre>{@code
 * var definition = EngagementDefinition.withDefaults();
 * var fitted = AdditiveLogistic.fit(log.asOf(now), definition);
 * }</pre>
 */
@NullMarked
package io.engagement.initiative;

import org.jspecify.annotations.NullMarked;
