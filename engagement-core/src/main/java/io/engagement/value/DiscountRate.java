package io.engagement.value;

import io.engagement.domain.TimeScale;
import org.jspecify.annotations.Nullable;

/**
 * How much less later money is worth: a continuous rate, by which an amount at time t is worth e^(-rate t) of it today.
 */
public final class DiscountRate {
    private final double annualRate;

    private DiscountRate(double annualRate) {
        if (!(annualRate >= 0 && annualRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("annual rate must be finite and not negative, was " + annualRate);
        }
        this.annualRate = annualRate;
    }

    /**
     * No discounting.
     *
     * @return rate 0
     */
    public static DiscountRate none() {
        return new DiscountRate(0);
    }

    /**
     * From an effective annual rate: 0.10 means that 1.10 in a year is worth 1.00 today; the continuous rate is ln 1.10.
     *
     * @param effective finite, not negative
     * @return the discount
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static DiscountRate annual(double effective) {
        return new DiscountRate(Math.log1p(effective));
    }

    /**
     * From a continuous rate.
     *
     * @param rate per unit of time, finite, not negative
     * @param per the unit of time
     * @return the discount
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static DiscountRate continuous(double rate, TimeScale per) {
        return new DiscountRate(rate * (TimeScale.YEARS.millis() / per.millis()));
    }

    /**
     * The continuous rate per {@linkplain TimeScale#YEARS year}.
     *
     * @return finite, not negative; 0 means that later money is worth as much
     */
    public double annualRate() {
        return annualRate;
    }

    /**
     * The continuous rate per another unit of time.
     *
     * @param per the unit
     * @return the rate
     */
    public double rate(TimeScale per) {
        return annualRate * (per.millis() / TimeScale.YEARS.millis());
    }

    /**
     * What one unit of money per unit of time is worth today, paid from now until the horizon.
     *
     * @param horizon in the unit, not negative; may be infinite
     * @param per the unit of time
     * @return (1 - e^(-rate horizon)) / rate, or the horizon at rate 0; infinite if the horizon is infinite and the
     *     rate 0
     */
    double annuity(double horizon, TimeScale per) {
        double rate = rate(per);
        return rate == 0 ? horizon : -Math.expm1(-rate * horizon) / rate;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DiscountRate rate && Double.compare(annualRate, rate.annualRate) == 0;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(annualRate);
    }

    /** The continuous rate per year. */
    @Override
    public String toString() {
        return "DiscountRate[" + annualRate + " a year, continuous]";
    }
}
