package io.engagement.connect;

/** Which is first in dates of numbers such as 03/04/2026. */
enum DayOrder {
    /** Nobody knows. */
    UNKNOWN,
    /** The third of April. */
    DAY_FIRST,
    /** The fourth of March. */
    MONTH_FIRST
}
