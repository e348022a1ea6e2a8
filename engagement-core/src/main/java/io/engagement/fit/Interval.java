package io.engagement.fit;

/**
 * An interval of a parameter's values.
 *
 * @param lower lower end; NaN if there is no interval
 * @param upper upper end; NaN if there is no interval
 */
public record Interval(double lower, double upper) {
    /**
     * Whether a value lies in the interval.
     *
     * @param value any
     * @return whether lower &lt;= value &lt;= upper; false if there is no interval
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
