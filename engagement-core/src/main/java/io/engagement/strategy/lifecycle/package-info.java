/**
 * Who is new, who stays, who comes back? Open {@link io.engagement.strategy.lifecycle.Lifecycle} first.
 *
 * <pre>{@code
 * CalendarPeriods months = CalendarPeriods.of(TimeScale.MONTHS, zone);
 * System.out.println(Lifecycle.of(view, Filter.purpose(Purpose.PURCHASE), months));
 * System.out.println(Cohorts.of(view, Filter.purpose(Purpose.PURCHASE), months));
 * Lifecycle.by(view, Filter.ownInitiative(), months, "country").groups().forEach((country, table) -> show(country, table));
 * }</pre>
 *
 * <p>{@link io.engagement.strategy.lifecycle.Stickiness} counts days in use, {@link io.engagement.strategy.lifecycle.RfmSegments} names
 * groups by recency, frequency and money. Breakdowns show no group of fewer than ten customers.
 */
@NullMarked
package io.engagement.strategy.lifecycle;

import org.jspecify.annotations.NullMarked;
