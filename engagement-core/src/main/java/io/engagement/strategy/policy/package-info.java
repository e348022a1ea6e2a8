/**
 * May we contact this customer now? Open {@link io.engagement.strategy.policy.ContactPolicy} first.
 *
 * <pre>{@code
 * ContactPolicy policy = ContactPolicy.standard().withCap(ContactCap.rolling(4, Duration.ofDays(7)));
 * ContactDecision decision = policy.mayContact(history, Channel.EMAIL, Purpose.OFFER, now);
 * if (!decision.mayContact()) {
 *     System.out.println(decision); // no: the company's cap is reached; yes from 2026-03-01T08:00:00Z
 * }
 * }</pre>
 *
 * <p>{@link io.engagement.strategy.policy.ContactAudit} finds the contacts of the past that the policy forbids. On a send path take
 * {@code io.engagement.live.ContactGate}.
 */
@NullMarked
package io.engagement.strategy.policy;

import org.jspecify.annotations.NullMarked;
