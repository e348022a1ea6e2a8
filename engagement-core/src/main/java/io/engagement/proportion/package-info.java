/**
 * Which share is a customer's own, and how sure is that? Shares of few are drawn to the population's: 2 of 2 is not 100 %.
 * Open {@link io.engagement.proportion.SharePrior} first; {@link io.engagement.proportion.CategoryPrior} is for more than
 * two possibilities, such as channels or weekdays.
 *
 * <pre>{@code
 * Proportions.Builder opened = Proportions.builder();
 * customers.forEach(each -> opened.add(each.own(), each.all()));
 * SharePrior prior = SharePrior.of(opened.build());
 * Share share = prior.posterior(2, 2); // share.mean(), share.interval(0.95), share.probabilityAbove(0.6)
 * }</pre>
 */
@NullMarked
package io.engagement.proportion;

import org.jspecify.annotations.NullMarked;
