package io.engagement.journey.motive;

import io.engagement.fit.Interval;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Whether who is a customer for less than a year gets more incentives a month than who is one for longer, among customers worth
 * the same: within fifths of the value of purchases a month.
 *
 * @param newCustomers who were seen in their first year
 * @param oldCustomers who were seen later than that
 * @param newRate incentives a month of the first year, without regard to value
 * @param oldRate the same of later years
 * @param logRatio of both, within fifths of value; NaN if it is not known
 * @param standardError by quasi-Poisson
 * @param margin what matters, as the logarithm of a ratio
 */
public record NewcomersFavoured(
        int newCustomers,
        int oldCustomers,
        double newRate,
        double oldRate,
        double logRatio,
        double standardError,
        double margin) {
    /** A tenth more. */
    static final double USUAL_MARGIN = Math.log(1.1);

    private static final int FIFTHS = 5;

    static NewcomersFavoured of(Experience lived, double margin) {
        int[] seen = IntStream.range(0, lived.customers()).filter(lived::isSeen).toArray();
        StratifiedRates rates = new StratifiedRates(FIFTHS);
        double[] bounds = bounds(lived, seen);
        int fresh = 0;
        int old = 0;
        for (int each : seen) {
            fresh += lived.months(each, 0) > 0 ? 1 : 0;
            old += lived.months(each, 1) > 0 ? 1 : 0;
            rates.add(
                    fifth(bounds, lived.monthlyValue(each)),
                    new double[] {lived.incentives(each, 0), lived.incentives(each, 1)},
                    lived.months(each, 0),
                    lived.months(each, 1));
        }
        boolean isKnown = Math.min(fresh, old) >= HoneymoonDrop.FEWEST_CUSTOMERS;
        return new NewcomersFavoured(
                fresh,
                old,
                rates.rate(0),
                rates.rate(1),
                isKnown ? rates.logRatio() : Double.NaN,
                isKnown ? rates.standardError() : Double.NaN,
                margin);
    }

    private static double[] bounds(Experience lived, int... customers) {
        double[] sorted = IntStream.of(customers)
                .mapToDouble(lived::monthlyValue)
                .sorted()
                .toArray();
        double[] bounds = new double[FIFTHS - 1];
        for (int i = 0; i < bounds.length && sorted.length > 0; i++) {
            bounds[i] = sorted[(i + 1) * sorted.length / FIFTHS];
        }
        return bounds;
    }

    /** Equal values are in one fifth. */
    private static int fifth(double[] bounds, double value) {
        return (int) Arrays.stream(bounds).filter(bound -> value >= bound).count();
    }

    /**
     * How many times as much the new get.
     *
     * @return positive; NaN if it is not known
     */
    public double ratio() {
        return Math.exp(logRatio);
    }

    /**
     * Where that may lie with a probability of 95 %.
     *
     * @return -/+ 1.96 standard errors of the logarithm
     */
    public Interval interval() {
        return new Interval(
                Math.exp(logRatio - HoneymoonDrop.NORMAL_975 * standardError),
                Math.exp(logRatio + HoneymoonDrop.NORMAL_975 * standardError));
    }

    /**
     * Whether the new get more, by more than the margin.
     *
     * @return if the interval lies beyond it; false if it is not known
     */
    public boolean isFavour() {
        return strength() > HoneymoonDrop.NORMAL_975;
    }

    /**
     * How clear it is.
     *
     * @return by how many standard errors the logarithm goes beyond the margin; NaN if it is not known
     */
    public double strength() {
        return (logRatio - margin) / standardError;
    }

    /** A sentence, or why there is none. */
    @Override
    public String toString() {
        if (Double.isNaN(strength())) {
            return "newcomers favoured: not known, with " + newCustomers + " customers seen in their first year and "
                    + oldCustomers + " later; it takes " + HoneymoonDrop.FEWEST_CUSTOMERS
                    + " of each, and incentives to both";
        }
        Interval interval = interval();
        return String.format(
                Locale.ROOT,
                "%s: %.2f times as many incentives a month in the first year (%.2f to %.2f) as later, at equal value"
                        + " (%.3g and %.3g without regard to it)",
                isFavour() ? "newcomers favoured" : "newcomers not favoured",
                ratio(),
                interval.lower(),
                interval.upper(),
                newRate,
                oldRate);
    }
}
