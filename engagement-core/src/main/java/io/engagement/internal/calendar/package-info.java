/** Days, periods and clocks of a zone. Not exported; open {@link io.engagement.internal.calendar.DayClock} first. */
@NullMarked
package io.engagement.internal.calendar;

import org.jspecify.annotations.NullMarked;
