/**
 * Who reaches out, and how engaged is a customer by their own effort? Companies mistake their own activity for their
 * customers' engagement: being contacted is never engagement by itself.
 *
 * <p>Open {@link io.engagement.dialogue.Dialogue} first:
 *
 * <pre>{@code
 * Dialogue dialogue = Dialogue.of(log.asOf(now));
 * System.out.println(dialogue);                    // how much of it is theirs, and who only looks engaged
 * System.out.println(dialogue.summary("segment")); // broken down
 * Initiative one = dialogue.initiative("c1").orElseThrow();
 * }</pre>
 *
 * <p>How likely a customer is to act within a time tells {@link io.engagement.dialogue.EngagementScorer}, and {@link
 * io.engagement.retention.LossRiskScorer} turns the same model into an alarm; how unusual a silence is for this customer
 * tells {@link io.engagement.initiative.SilenceScorer}.
 */
@NullMarked
package io.engagement.dialogue;

import org.jspecify.annotations.NullMarked;
