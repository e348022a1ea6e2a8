package io.engagement.domain;

/**
 * Whose initiative an interaction was. This is not its direction: a reply to our newsletter comes in but was started by
 * us, our answer to a ticket goes out but was started by the customer.
 *
 * <h2>What is inferred where it was not given</h2>
 *
 * <p>A log and a live store infer by one rule, within the interactions of one customer. Of the rows of this table the first
 * that fits decides; only interactions that are not later are looked at, so that no view sees the future through an
 * inference.
 *
 * <table>
 * <caption>The initiator of an interaction</caption>
 * <tr><th>if</th><th>its initiator is</th></tr>
 * <tr><td>it was given</td><td>the given one</td></tr>
 * <tr><td>it answers, by {@code inReplyTo}, an interaction whose initiator is known</td><td>that one's</td></tr>
 * <tr><td>it belongs to a conversation and is not its first interaction</td><td>that of the first, which may be
 *     UNKNOWN</td></tr>
 * <tr><td>it is the first of its conversation, answers nothing, and is INBOUND</td><td>CUSTOMER</td></tr>
 * <tr><td>it is the first of its conversation, answers nothing, and is OUTBOUND</td><td>COMPANY</td></tr>
 * <tr><td>anything else: it answers what is not there or is later, replies go in a circle, or there is a direction without
 *     a conversation</td><td>UNKNOWN</td></tr>
 * </table>
 *
 * <p>The first of a conversation is the earliest; of one instant, the first in the order of a log (kind, value, cost,
 * satisfaction, duration, id). An initiator that was inferred is {@linkplain InteractionKind#initiatorInferred marked}, and
 * is inferred anew when the interaction comes into another log.
 */
public enum Initiator {
    /** The customer started it: effort of their own. */
    CUSTOMER,
    /** The company started it: outreach, which costs and is never engagement by itself. */
    COMPANY,
    /** Not known, and not guessed. */
    UNKNOWN
}
