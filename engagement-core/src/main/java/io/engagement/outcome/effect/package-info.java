/**
 * How large an effect is and how sure that is: estimators for two arms of an experiment, each from sums that merge, and what
 * is said of many effects at once. Open {@link io.engagement.outcome.effect.Effect} first.
 *
 * <pre>{@code
 * Effect effect = new Effect(0.77, 0.145, 36_671);
 * System.out.println(effect.interval(0.95) + ", p " + effect.pValue());
 * }</pre>
 */
@NullMarked
package io.engagement.outcome.effect;

import org.jspecify.annotations.NullMarked;
