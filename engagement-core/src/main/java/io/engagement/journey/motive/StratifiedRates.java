package io.engagement.journey.motive;

import java.util.Arrays;

/**
 * The ratio of two rates of counts within strata: a Poisson regression with a level for each stratum, its errors widened by Pearson's
 * dispersion (McCullagh and Nelder 1989, Generalized Linear Models, section 6.2). Given a stratum's counts the share of the first rate is binomial, so
 * that one equation is left.
 */
final class StratifiedRates {
    /** Ratios farther out than these logarithms are none. */
    private static final double FARTHEST = 40;

    private static final int HALVINGS = 100;

    private final double[][] counts;
    private final double[][] times;
    /** Of customers' own rates twice the stratum, one more of the second rate; then counts and times. */
    private int[] places = new int[64];

    private double[] ownCounts = new double[64];
    private double[] ownTimes = new double[64];
    private int size;

    StratifiedRates(int strata) {
        counts = new double[strata][2];
        times = new double[strata][2];
    }

    /** Adds a customer: counts and times of the first rate and of the second. */
    void add(int stratum, double[] count, double... time) {
        for (int which = 0; which < 2; which++) {
            if (time[which] > 0) {
                counts[stratum][which] += count[which];
                times[stratum][which] += time[which];
                keep(2 * stratum + which, count[which], time[which]);
            }
        }
    }

    private void keep(int place, double count, double time) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
            ownCounts = Arrays.copyOf(ownCounts, 2 * size);
            ownTimes = Arrays.copyOf(ownTimes, 2 * size);
        }
        places[size] = place;
        ownCounts[size] = count;
        ownTimes[size++] = time;
    }

    /** Without strata. */
    double rate(int which) {
        double count = 0;
        double time = 0;
        for (int s = 0; s < counts.length; s++) {
            count += counts[s][which];
            time += times[s][which];
        }
        return count / time;
    }

    /** Whether a stratum tells something of the ratio. */
    private boolean isTold(int stratum) {
        return times[stratum][0] > 0 && times[stratum][1] > 0 && counts[stratum][0] + counts[stratum][1] > 0;
    }

    private double share(int stratum, double logRatio) {
        double first = times[stratum][0] * Math.exp(logRatio);
        return first / (first + times[stratum][1]);
    }

    /** Of the first rate over the second; NaN if one of them is 0 wherever both could be. */
    double logRatio() {
        double least = score(FARTHEST);
        double most = score(-FARTHEST);
        if (!(most > 1e-6 && least < -1e-6)) {
            return Double.NaN;
        }
        double low = -FARTHEST;
        double high = FARTHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (score(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private double score(double logRatio) {
        double sum = 0;
        for (int s = 0; s < counts.length; s++) {
            if (isTold(s)) {
                sum += counts[s][0] - (counts[s][0] + counts[s][1]) * share(s, logRatio);
            }
        }
        return sum;
    }

    double standardError() {
        double logRatio = logRatio();
        double information = 0;
        int parameters = 1;
        for (int s = 0; s < counts.length; s++) {
            if (isTold(s)) {
                double share = share(s, logRatio);
                information += (counts[s][0] + counts[s][1]) * share * (1 - share);
                parameters++;
            }
        }
        return Math.sqrt(dispersion(logRatio, parameters) / information);
    }

    private double dispersion(double logRatio, int parameters) {
        double pearson = 0;
        int used = 0;
        for (int i = 0; i < size; i++) {
            int s = places[i] / 2;
            if (isTold(s)) {
                double level = (counts[s][0] + counts[s][1]) / (times[s][0] * Math.exp(logRatio) + times[s][1]);
                double expected = ownTimes[i] * level * (places[i] % 2 == 0 ? Math.exp(logRatio) : 1);
                pearson += (ownCounts[i] - expected) * (ownCounts[i] - expected) / expected;
                used++;
            }
        }
        return used > parameters ? pearson / (used - parameters) : Double.NaN;
    }
}
