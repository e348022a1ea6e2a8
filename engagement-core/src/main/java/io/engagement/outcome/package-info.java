/**
 * What did each contact really do? Rewards and penalties, short and long term, against customers who were held out. Open {@link
 * io.engagement.outcome.OutcomeLedger} first.
 *
 * <pre>{@code
 * Campaign spring = Campaign.of("spring", Wave.of(assignments).withIncentive(Duration.ofDays(7)));
 * OutcomeWindows windows = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));
 * System.out.println(OutcomeLedger.of(view, List.of(spring), windows, OutcomeRules.standard()));
 * }</pre>
 */
@NullMarked
package io.engagement.outcome;

import org.jspecify.annotations.NullMarked;
