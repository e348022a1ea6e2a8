/**
 * How long customers stay where leaving is seen: contracts, subscriptions, memberships, by renewal periods. Open {@link
 * io.engagement.contract.ShiftedBetaGeometric} first; {@link io.engagement.contract.TenureGroups} are for customers or cohorts of
 * whom more is known.
 *
 * <pre>{@code
 * Tenures tenures = Tenures.ofSurvivors(1000, 869, 743, 653, 593, 551, 517, 491);
 * Fitted<ShiftedBetaGeometric> fitted = ShiftedBetaGeometric.fit(tenures);
 * double stillThere = fitted.model().survival(12);
 * double renews = fitted.model().renewalProbability(7);
 * }</pre>
 */
@NullMarked
package io.engagement.contract;

import org.jspecify.annotations.NullMarked;
