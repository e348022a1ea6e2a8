package io.engagement.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times between acts: from which of them customers came back, and of which others alarms can tell. */
final class Spells {
    private static final double YEAR = 365.25 * 86_400_000;

    private final long silence;
    private final long step;
    private final long start;
    private final Watch[] watches;
    /** The highest score before each return. */
    private final List<Double> highest = new ArrayList<>();

    private final List<LeadTimeCurve.Lost> lost = new ArrayList<>();
    private long watched;

    /**
     * Customers under watch.
     *
     * @param acts of each customer, in order
     */
    Spells(long silence, long step, long start, List<long[]> acts) {
        this.silence = silence;
        this.step = step;
        this.start = start;
        watches = acts.stream().map(Watch::new).toArray(Watch[]::new);
    }

    long silence() {
        return silence;
    }

    /** A customer's score at a step; steps come in order. */
    void look(int customer, int at, double score) {
        watches[customer].advance(start + at * step, this);
        watches[customer].look(at, score);
    }

    void addReturn(long from, long until, double most) {
        if (until > start) {
            watched += until - Math.max(from, start);
            highest.add(most);
        }
    }

    /** Since when no score was below which value, as {@link Watch} keeps it. */
    void addLost(long last, double[] lows, int[] since, int size) {
        if (last < start) {
            return;
        }
        double[] scores = new double[size];
        double[] leads = new double[size];
        for (int i = 0; i < size; i++) {
            scores[i] = lows[size - 1 - i];
            leads[i] = last + silence - (start + since[size - 1 - i] * step);
        }
        lost.add(new LeadTimeCurve.Lost(scores, leads));
    }

    /** The curve, when all has been seen. */
    LeadTimeCurve curve(long end) {
        int censored = 0;
        for (Watch watch : watches) {
            watch.advance(end, this);
            censored += watch.isCensored() ? 1 : 0;
        }
        double[] sorted = highest.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        return new LeadTimeCurve(sorted, watched / YEAR, lost, censored);
    }
}
