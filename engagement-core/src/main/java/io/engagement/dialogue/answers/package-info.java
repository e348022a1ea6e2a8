/**
 * Who answers whom, how often and how fast, and how much of it is coincidence. Open {@link
 * io.engagement.dialogue.answers.Answers} first:
 *
 * <pre>{@code
 * Answers answers = Answers.of(log.asOf(now), AnswerPolicy.withDefaults());
 * System.out.println(answers.rates());        // by purpose and channel, with the time to answer
 * System.out.println(answers.beyondChance()); // what the customers would not have done anyway
 * }</pre>
 *
 * <p>{@link io.engagement.dialogue.answers.CompanyAnswers} is the mirror image: how often and how fast the company answers.
 * {@link io.engagement.dialogue.answers.AnswerMeasures} are figures of single customers for tables, states and live stores.
 */
@NullMarked
package io.engagement.dialogue.answers;

import org.jspecify.annotations.NullMarked;
