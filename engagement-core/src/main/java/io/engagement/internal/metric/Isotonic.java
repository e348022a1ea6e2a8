package io.engagement.internal.metric;

/**
 * Isotonic regression by pooling adjacent violators: the never falling means that are nearest in squares. Points come in rising
 * order; those at one place are one point, pooled before points are compared. Ayer, Brunk, Ewing, Reid and Silverman (1955),
 * Annals of Mathematical Statistics 26, 641-647.
 */
public final class Isotonic {
    private final double[] first;
    private final double[] last;
    private final double[] sums;
    private final double[] counts;
    private int size;

    /**
     * Room for points.
     *
     * @param most how many at most
     */
    public Isotonic(int most) {
        first = new double[most];
        last = new double[most];
        sums = new double[most];
        counts = new double[most];
    }

    /** Adds a point, at or above the one before. */
    public void add(double at, double value) {
        add(at, value, 1);
    }

    /** Adds a point that stands for many. */
    public void add(double at, double value, double weight) {
        boolean tie = size > 0 && last[size - 1] == at;
        int block = tie ? size - 1 : size++;
        first[block] = at;
        last[block] = at;
        sums[block] = (tie ? sums[block] : 0) + weight * value;
        counts[block] = (tie ? counts[block] : 0) + weight;
    }

    /** Pools what violates the order; to be called once, after all points. */
    public void pool() {
        int points = size;
        size = 0;
        for (int point = 0; point < points; point++) {
            first[size] = first[point];
            last[size] = last[point];
            sums[size] = sums[point];
            counts[size] = counts[point];
            size++;
            while (size > 1 && !(mean(size - 2) < mean(size - 1))) {
                last[size - 2] = last[size - 1];
                sums[size - 2] += sums[size - 1];
                counts[size - 2] += counts[size - 1];
                size--;
            }
        }
    }

    /** How many blocks there are; their means rise strictly. */
    public int blocks() {
        return size;
    }

    public double first(int block) {
        return first[block];
    }

    public double last(int block) {
        return last[block];
    }

    public double mean(int block) {
        return sums[block] / counts[block];
    }
}
