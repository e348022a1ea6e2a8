package io.engagement.score;

import io.engagement.fit.ModelText;
import io.engagement.internal.metric.Isotonic;
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
        Isotonic blocks = new Isotonic(scores.length);
        for (int index : order) {
            blocks.add(scores[index], outcomes[index] ? 1 : 0);
        }
        blocks.pool();
        return knots(blocks);
    }

    private static IsotonicMap knots(Isotonic blocks) {
        double[] at = new double[2 * blocks.blocks()];
        double[] level = new double[2 * blocks.blocks()];
        int knots = 0;
        for (int block = 0; block < blocks.blocks(); block++) {
            at[knots] = blocks.first(block);
            level[knots++] = blocks.mean(block);
            if (blocks.last(block) > blocks.first(block)) {
                at[knots] = blocks.last(block);
                level[knots++] = blocks.mean(block);
            }
        }
        return new IsotonicMap(Arrays.copyOf(at, knots), Arrays.copyOf(level, knots));
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
}
