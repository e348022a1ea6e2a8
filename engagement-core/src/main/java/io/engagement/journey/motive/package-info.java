/**
 * Why do customers leave, why do they stay, and is what they live through the same for the new and the old? Open {@link
 * io.engagement.journey.motive.MotiveModel} first.
 *
 * <pre>{@code
 * Fitted<MotiveModel> fitted = MotiveModel.fit(view, Exit.cancelled());
 * System.out.println(fitted.model());                        // which motives tell who leaves
 * System.out.println(fitted.model().drivers(view));          // what drives each customer now
 * Scorer risk = fitted.model().scorer();
 * }</pre>
 *
 * <p>{@link io.engagement.journey.motive.DiscreteHazard} is the regression behind it, of any {@link
 * io.engagement.journey.motive.PersonPeriods}; {@link io.engagement.journey.motive.Consistency} compares what customers live
 * through when they are new with what comes after. None of it is a cause: who leaves after a complaint may have left anyway.
 */
@NullMarked
package io.engagement.journey.motive;

import org.jspecify.annotations.NullMarked;
