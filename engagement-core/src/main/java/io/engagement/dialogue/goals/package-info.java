/**
 * What do customers themselves want to reach, are they helped to it, and are they the customers that the company wants? Open
 * {@link io.engagement.dialogue.goals.CustomerGoals} first.
 *
 * <pre>{@code
 * CustomerGoals goals = CustomerGoals.of(log.asOf(now), GoalRule.standard());
 * System.out.println(goals.table());
 *
 * TargetSegment wanted = TargetSegment.of("craftsmen").with("branch", "crafts").withShare(0.4);
 * System.out.println(wanted.distance(log.asOf(now)));
 * }</pre>
 */
@NullMarked
package io.engagement.dialogue.goals;

import org.jspecify.annotations.NullMarked;
