package io.engagement.measure;

import java.util.Arrays;

/**
 * Counts of numbers in buckets whose bounds grow by a constant ratio, so that a quantile is known to a relative error: Masson,
 * Rim and Lee (2019), DDSketch, doi:10.14778/3352063.3352135. Numbers nearer to 0 than a least one count as 0, those beyond a
 * most one as that. Slots: how many are in each bucket, by ascending numbers. Counts are added, so that parts merge exactly.
 */
final class LogBuckets {
    /** By how much a quantile may be off, of itself. */
    static final double ERROR = 0.05;

    private static final double LOG_RATIO = Math.log((1 + ERROR) / (1 - ERROR));

    private final double least;
    /** On one side of 0. */
    private final int buckets;
    /** The place of 0. */
    private final int zero;

    private LogBuckets(double least, int buckets, int zero) {
        this.least = least;
        this.buckets = buckets;
        this.zero = zero;
    }

    /** Of numbers that are not negative. */
    static LogBuckets positive(double least, double most) {
        return new LogBuckets(least, count(least, most), 0);
    }

    /** Of numbers of both signs. */
    static LogBuckets signed(double least, double most) {
        return new LogBuckets(least, count(least, most), count(least, most));
    }

    private static int count(double least, double most) {
        return 1 + (int) Math.ceil(Math.log(most / least) / LOG_RATIO);
    }

    int slots() {
        return zero + 1 + buckets;
    }

    void reset(double[] state, int from) {
        Arrays.fill(state, from, from + slots(), 0);
    }

    void add(double number, double[] state, int from) {
        state[from + place(number)]++;
    }

    void merge(double[] state, int from, double[] other, int otherFrom) {
        for (int i = 0; i < slots(); i++) {
            state[from + i] += other[otherFrom + i];
        }
    }

    int place(double number) {
        double size = Math.abs(number);
        if (size < least) {
            return zero;
        }
        int bucket = (int) Math.min(buckets, 1 + Math.ceil(Math.log(size / least) / LOG_RATIO));
        return number < 0 ? zero - bucket : zero + bucket;
    }

    /** The representative of a bucket, whose relative distance from both bounds is the error. */
    private double number(int place) {
        int bucket = Math.abs(place - zero);
        double size = bucket == 0 ? 0 : least * Math.exp((bucket - 1) * LOG_RATIO) * (1 - ERROR);
        return place < zero ? -size : size;
    }

    double count(double[] state, int from) {
        double count = 0;
        for (int i = 0; i < slots(); i++) {
            count += state[from + i];
        }
        return count;
    }

    boolean isPossible(double[] state, int from) {
        for (int i = 0; i < slots(); i++) {
            if (!Slots.isCount(state[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** The least number that so large a share is not above; NaN if there is none. */
    double quantile(double share, double[] state, int from) {
        return quantile(share, 0, 1, state, from);
    }

    /** The same of the numbers in buckets from one on; NaN if there are fewer than so many. */
    double quantile(double share, int first, double fewest, double[] state, int from) {
        double count = 0;
        for (int i = first; i < slots(); i++) {
            count += state[from + i];
        }
        if (count < fewest) {
            return Double.NaN;
        }
        double rank = Math.max(1, Math.ceil(share * count));
        double below = 0;
        for (int i = first; i < slots(); i++) {
            below += state[from + i];
            if (below >= rank) {
                return number(i);
            }
        }
        return Double.NaN;
    }
}
