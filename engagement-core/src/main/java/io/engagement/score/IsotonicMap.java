package io.engagement.score;

import io.engagement.fit.ModelText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Knots of the pooled blocks: where each begins and ends, at its mean. */
final class IsotonicMap implements CalibrationMap {
    static final String NAME = "isotonic";

    private final double[] at;
    private final double[] level;

    private IsotonicMap(double[] at, double[] level) {
        this.at = at;
        this.level = level;
    }

    static IsotonicMap read(ModelText text) {
        double[] at = text.numbers("at");
        double[] level = text.numbers("level");
        boolean rising = at.length > 0 && at.length == level.length && level[0] >= 0 && level[level.length - 1] <= 1;
        for (int knot = 1; rising && knot < at.length; knot++) {
            rising = at[knot] > at[knot - 1] && level[knot] >= level[knot - 1];
        }
        if (!rising) {
            throw new IllegalArgumentException(
                    "at of a saved calibration must rise, and level must hold as many numbers from"
                            + " 0 to 1 that never fall; there were " + at.length + " and " + level.length);
        }
        return new IsotonicMap(at, level);
    }

    @Override
    public ModelText write(ModelText text) {
        return text.with("map", NAME).with("at", joined(at)).with("level", joined(level));
    }

    private static String joined(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    static IsotonicMap fit(double[] scores, boolean[] outcomes) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> scores[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        Blocks blocks = new Blocks(scores.length);
        for (int index : order) {
            blocks.add(scores[index], outcomes[index]);
        }
        return blocks.pooled();
    }

    @Override
    public double applyAsDouble(double score) {
        int found = Arrays.binarySearch(at, score);
        if (found >= 0) {
            return level[found];
        }
        int above = -found - 1;
        if (Double.isNaN(score) || above == 0 || above == at.length) {
            return Double.isNaN(score) ? score : level[above == 0 ? 0 : above - 1];
        }
        double share = (score - at[above - 1]) / (at[above] - at[above - 1]);
        return level[above - 1] + share * (level[above] - level[above - 1]);
    }

    /** Blocks of neighbouring scores, each with its mean outcome; means rise strictly from block to block. */
    private static final class Blocks {
        private final double[] first;
        private final double[] last;
        private final int[] outcomes;
        private final int[] counts;
        private int size;

        Blocks(int most) {
            first = new double[most];
            last = new double[most];
            outcomes = new int[most];
            counts = new int[most];
        }

        /** Scores come in rising order. Equal ones are pooled into one point before points are compared. */
        void add(double score, boolean outcome) {
            boolean tie = size > 0 && last[size - 1] == score && first[size - 1] == score;
            int block = tie ? size - 1 : size++;
            first[block] = score;
            last[block] = score;
            outcomes[block] = (tie ? outcomes[block] : 0) + (outcome ? 1 : 0);
            counts[block] = (tie ? counts[block] : 0) + 1;
        }

        IsotonicMap pooled() {
            int points = size;
            size = 0;
            for (int point = 0; point < points; point++) {
                push(point);
                while (size > 1 && !(mean(size - 2) < mean(size - 1))) {
                    merge();
                }
            }
            return knots();
        }

        private void push(int point) {
            first[size] = first[point];
            last[size] = last[point];
            outcomes[size] = outcomes[point];
            counts[size] = counts[point];
            size++;
        }

        private double mean(int block) {
            return (double) outcomes[block] / counts[block];
        }

        private void merge() {
            size--;
            last[size - 1] = last[size];
            outcomes[size - 1] += outcomes[size];
            counts[size - 1] += counts[size];
        }

        private IsotonicMap knots() {
            double[] at = new double[2 * size];
            double[] level = new double[2 * size];
            int knots = 0;
            for (int block = 0; block < size; block++) {
                at[knots] = first[block];
                level[knots++] = mean(block);
                if (last[block] > first[block]) {
                    at[knots] = last[block];
                    level[knots++] = mean(block);
                }
            }
            return new IsotonicMap(Arrays.copyOf(at, knots), Arrays.copyOf(level, knots));
        }
    }
}
