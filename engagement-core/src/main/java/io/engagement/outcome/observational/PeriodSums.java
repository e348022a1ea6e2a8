package io.engagement.outcome.observational;

import java.util.Arrays;

/** One customer's figures by period, to be added to. For one thread. */
public final class PeriodSums {
    private final long start;
    private final long length;
    private final double[] sums;
    private final int[] touched;
    private final boolean[] isTouched;
    private int count;

    PeriodSums(long start, long length, int periods) {
        this.start = start;
        this.length = length;
        sums = new double[periods];
        touched = new int[periods];
        isTouched = new boolean[periods];
    }

    /**
     * Number of periods.
     *
     * @return at least 1
     */
    public int periods() {
        return sums.length;
    }

    /**
     * When a period begins.
     *
     * @param period from 0 to {@code periods()}: the last one's end too
     * @return milliseconds since 1970
     */
    public long startMilli(int period) {
        return Math.addExact(start, Math.multiplyExact(length, (long) period));
    }

    /**
     * Adds to a period.
     *
     * @param period from 0 to {@code periods() - 1}
     * @param amount finite
     * @throws IllegalArgumentException if the amount is not finite
     * @throws IndexOutOfBoundsException if there is no such period
     */
    public void add(int period, double amount) {
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException("an outcome must be finite, was " + amount + " in period " + period);
        }
        if (!isTouched[period]) {
            isTouched[period] = true;
            touched[count++] = period;
        }
        sums[period] += amount;
    }

    /**
     * Adds to the period that an instant lies in.
     *
     * @param epochMilli milliseconds since 1970; what lies in no period is left out
     * @param amount finite
     * @throws IllegalArgumentException if the amount is not finite
     */
    public void addAt(long epochMilli, double amount) {
        if (epochMilli >= start) {
            long period = (epochMilli - start) / length;
            if (period < sums.length) {
                add((int) period, amount);
            }
        }
    }

    /** Hands on what is not 0, in order, and begins anew. */
    void drain(Cells cells) {
        Arrays.sort(touched, 0, count);
        for (int i = 0; i < count; i++) {
            int period = touched[i];
            if (sums[period] != 0) {
                cells.add(period, sums[period]);
            }
            sums[period] = 0;
            isTouched[period] = false;
        }
        count = 0;
    }
}
