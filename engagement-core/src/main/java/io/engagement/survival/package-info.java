/**
 * How long do customers stay, and what makes them stay longer? For lifetimes, some of which have not ended yet, open
 * {@link io.engagement.survival.Lifetimes} first, then {@link io.engagement.survival.KaplanMeier} (no assumption),
 * {@link io.engagement.survival.AcceleratedLifetime} (a distribution), {@link io.engagement.survival.CoxModel} (what
 * raises the hazard), {@link io.engagement.survival.LogRankTest} (do groups differ).
 *
 * <pre>{@code
 * Lifetimes lifetimes = Lifetimes.of(TimeScale.MONTHS, tenure, churned).withCovariate("monthly_charge", charge);
 * double stayAYear = KaplanMeier.of(lifetimes).survival(12);
 * CoxModel model = CoxModel.fit(lifetimes).model();
 * double stayAYearAt50 = model.survival(12, 50);
 * }</pre>
 *
 * <p>For contracts, subscriptions and memberships that are renewed period by period, open {@link
 * io.engagement.survival.ShiftedBetaGeometric}:
 *
 * <pre>{@code
 * Tenures tenures = Tenures.ofSurvivors(1000, 869, 743, 653, 593, 551, 517, 491);
 * Fitted<ShiftedBetaGeometric> fitted = ShiftedBetaGeometric.fit(tenures);
 * double stillThere = fitted.model().survival(12);
 * double renews = fitted.model().renewalProbability(7);
 * }</pre>
 */
@NullMarked
package io.engagement.survival;

import org.jspecify.annotations.NullMarked;
