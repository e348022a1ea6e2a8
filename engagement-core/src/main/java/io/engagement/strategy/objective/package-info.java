/**
 * Will we reach what we aim at? Open {@link io.engagement.strategy.objective.Objectives} first.
 *
 * <pre>{@code
 * Objectives aims = Objectives.of(
 *         Objective.atLeast("active customers", BaseFigure.share(recentActs, BaseFigure.Side.AT_LEAST, 1), 0.4, "Ada", endOfYear),
 *         Objective.atMost("complaints", BaseFigure.mean(recentComplaints), 0.02, "Bo", endOfYear));
 * System.out.println(aims.progress(view)); // value, target, to go, projection with interval, probability
 * }</pre>
 */
@NullMarked
package io.engagement.strategy.objective;

import org.jspecify.annotations.NullMarked;
