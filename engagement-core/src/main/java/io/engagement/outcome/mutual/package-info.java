/**
 * What customers and the company give each other: beside purchases their referrals, influence and knowledge, and from the company help,
 * answers and rewards; and how much of what the company sends helps, and how much sells. Open {@link
 * io.engagement.outcome.mutual.EngagementValue} first:
 *
 * <pre>{@code
 * ReferralGraph referrals = ReferralGraph.of(Referral.ofLog(view, "referred_by"));
 * EngagementValue value = EngagementValue.of(view, lifetimeValue, referrals, EngagementRules.standard());
 * System.out.println(value); // four values side by side, and what the customer got
 * }</pre>
 */
@NullMarked
package io.engagement.outcome.mutual;

import org.jspecify.annotations.NullMarked;
