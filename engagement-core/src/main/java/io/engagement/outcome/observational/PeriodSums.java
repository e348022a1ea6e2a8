package io.engagement.outcome.observational;

import java.util.Arrays;

/** One customer's figures by period, to be added to. For one thread. */
final class PeriodSums implements PanelOutcome.Sums {
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

    private void add(int period, double amount) {
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException("an outcome must be finite, was " + amount + " in period " + period);
        }
        if (!isTouched[period]) {
            isTouched[period] = true;
            touched[count++] = period;
        }
        sums[period] += amount;
    }

    @Override
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
