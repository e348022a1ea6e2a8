/**
 * Who answers whom, how often and how fast, and how much of it is coincidence. Open {@link
 * io.engagement.dialogue.answers.Answers} first:
 *
 * <pre>{@code
 * Answers answers = Answers.of(log.asOf(now), AnswerPolicy.withDefaults());
 * System.out.println(answers.rates());        // by purpose and channel, with the time to answer
 * System.out.println(answers.modelledExcess()); // more than their own rhythm leads one to expect
 * }</pre>
 *
 * <p>From there, by question:
 *
 * <ul>
 *   <li>What is an ask, and which act answers it? {@link io.engagement.dialogue.answers.AnswerPolicy}.
 *   <li>How much of it is coincidence? {@link io.engagement.dialogue.answers.BeyondChance} with a {@link
 *       io.engagement.dialogue.answers.ControlGroup}, {@link io.engagement.dialogue.answers.ModelledExcess} without one; {@link
 *       io.engagement.dialogue.answers.UnseenAnswers} and {@link io.engagement.dialogue.answers.MachineBursts} find what cannot be
 *       an answer.
 *   <li>What does it cost, and is it too much? {@link io.engagement.dialogue.answers.Waste}, {@link
 *       io.engagement.dialogue.answers.Pressure}.
 *   <li>Does the company answer? {@link io.engagement.dialogue.answers.CompanyAnswers}, the mirror image.
 *   <li>Figures of single customers for tables, states and live stores: {@link
 *       io.engagement.dialogue.answers.AnswerMeasures}.
 * </ul>
 */
@NullMarked
package io.engagement.dialogue.answers;

import org.jspecify.annotations.NullMarked;
