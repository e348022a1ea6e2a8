package io.engagement.score;

import io.engagement.domain.TimeScale;

/** Numbers as explanations write them, for the facts of one's own scorers; the same in every locale. */
public final class Words {
    private Words() {}

    /**
     * A length of time in the unit that a person would choose: minutes, hours, days up to 14, weeks up to 13, months up to 24, years.
     *
     * @param value the length; NaN is "unknown"
     * @param scale the unit in which it is given
     * @return such as "3 days", "10.6 weeks", "2.0 years"
     */
    public static String time(double value, TimeScale scale) {
        return Wording.time(value, scale);
    }

    /**
     * A number with as many digits as one reads.
     *
     * @param value any number; NaN is "unknown"
     * @return such as "3", "31.2", "0.21"
     */
    public static String figure(double value) {
        return Wording.figure(value);
    }

    /**
     * An amount of money.
     *
     * @param value any amount; NaN is "unknown"
     * @return such as "12.50"
     */
    public static String money(double value) {
        return Wording.money(value);
    }

    /**
     * How often.
     *
     * @param number of times, not negative
     * @return "once", "twice", "38 times"
     */
    public static String times(double number) {
        return Wording.times(number);
    }

    /**
     * How long a silence is, in gaps that are usual for the customer.
     *
     * @param number of gaps, not negative; NaN where it is not known
     * @return such as " (5.3 usual gaps)"; empty below 1.05, where the next act is just due, and for NaN
     */
    public static String usualGaps(double number) {
        return number >= 1.05 ? " (" + Wording.gaps(number) + " usual gaps)" : "";
    }
}
