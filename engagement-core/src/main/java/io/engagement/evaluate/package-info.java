/**
 * Which model forecasts best, and how sure is that? Open {@link io.engagement.evaluate.Comparison} first; {@link
 * io.engagement.evaluate.Bootstrap} gives standard errors and intervals of any number from a model.
 *
 * <pre>{@code
 * Comparison comparison = Comparison.of(view, CustomerBaseModels.candidates());
 * System.out.println(comparison);
 * CustomerBaseModel best = comparison.best().model();
 * }</pre>
 */
@NullMarked
package io.engagement.evaluate;

import org.jspecify.annotations.NullMarked;
