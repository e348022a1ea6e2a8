/**
 * Who still buys, and how often? Open {@link io.engagement.customerbase.BetaGeometricNbd} first.
 *
 * <pre>{@code
 * Purchases purchases = Purchases.of(TimeScale.WEEKS, frequency, recency, age);
 * Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.fit(purchases);
 * double alive = fitted.model().probabilityAlive(2, 30.43, 38.86);
 * double next39Weeks = fitted.model().expectedPurchases(2, 30.43, 38.86, 39);
 * }</pre>
 *
 * <p>{@link io.engagement.customerbase.CovariateModel} and, where it changes with time, {@link
 * io.engagement.customerbase.TimeVaryingParetoNbd} let what is known of customers move how often they buy and how soon they leave.
 *
 * <p>{@link io.engagement.customerbase.PeriodicBetaBernoulli} is for customers who can buy once in a period.
 *
 * <p>A model knows what counted as a purchase when it was fitted, {@link
 * io.engagement.customerbase.CustomerBaseModel#definition()}, and its scorers count so too.
 *
 * <p>A model of your own is its mathematics, a {@link io.engagement.customerbase.FamilyMember}, and what it says of itself, a {@link
 * io.engagement.customerbase.PurchaseFamily}: fits, texts, units, comparisons and scorers follow, as for the models here.
 */
@NullMarked
package io.engagement.customerbase;

import org.jspecify.annotations.NullMarked;

