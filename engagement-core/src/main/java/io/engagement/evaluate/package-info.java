/**
 * Were the scores right? Open {@link io.engagement.evaluate.Backtest} first: it tries any scorer on a log's own past, by any {@link
 * io.engagement.evaluate.Outcome}, without a look ahead.
 *
 * <pre>{@code
 * BacktestResult result = Backtest.of(Outcome.noPurchase(PurchaseDefinition.standard(), Duration.ofDays(90)))
 *         .with("retention_risk", known -> ScoringSetup.fit(known).scorer("retention_risk"))
 *         .with(silence)
 *         .run(log.asOf(today));
 * System.out.println(result);
 * result.differences("retention_risk", "silence").forEach(System.out::println);
 * }</pre>
 *
 * <p>{@link io.engagement.evaluate.ProbabilityForecasts} and {@link io.engagement.evaluate.AmountForecasts} judge numbers from
 * anywhere; {@link io.engagement.evaluate.LeadTime} tells how early an alarm is at how many false ones. {@link
 * io.engagement.evaluate.Comparison} says which model of purchases to use, {@link io.engagement.evaluate.Bootstrap} how sure a
 * parameter is.
 */
@NullMarked
package io.engagement.evaluate;

import org.jspecify.annotations.NullMarked;
