/**
 * What is a customer worth? Open {@link io.engagement.value.LifetimeValueScorer} first; {@link
 * io.engagement.value.ContractValueScorer} is for customers under contract.
 *
 * <pre>{@code
 * GammaGamma spend = GammaGamma.fit(Spending.of(frequency, meanSpend)).model();
 * Scorer value = LifetimeValueScorer.of(model, spend, Duration.ofDays(365), DiscountRate.annual(0.10))
 *         .withMargin(0.3)
 *         .withCosts(CostToServe.fit(view, model.timeScale()));
 * double[] values = ScoringPlan.of(value).score(view).column("lifetime_value");
 *
 * PurchaseDefinition net = PurchaseDefinition.standard().withRefunds(Filter.purpose(Purpose.RETURN));
 * HurdleGammaGamma lessRefunds = HurdleGammaGamma.fit(Earnings.of(view, net)).model();
 * Scorer netValue = LifetimeValueScorer.of(model, lessRefunds, Duration.ofDays(365), DiscountRate.annual(0.10));
 * }</pre>
 */
@NullMarked
package io.engagement.value;

import org.jspecify.annotations.NullMarked;
