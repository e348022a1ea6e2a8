package io.engagement.outcome.observational;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What of the past contacted customers and controls are made comparable by: means of blocks of periods before the contact.
 *
 * @param blocks of periods, counted from the contact, all before it
 * @param scale in what form
 */
record PastBlocks(List<EventWindow> blocks, Scale scale) {
    /** In what form a mean enters the regressions. */
    enum Scale {
        /** The logarithm of one plus the mean; of a negative one, with the sign turned and turned back. */
        LOGARITHM,
        /** The logarithm, and the mean as it is: weights balance both. */
        LOGARITHM_AND_LEVEL
    }

    /**
     * Checks the blocks.
     *
     * @param blocks of periods, counted from the contact, all before it
     * @param scale in what form
     * @throws IllegalArgumentException if there is none, or one does not lie before the contact
     */
    PastBlocks {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty() || blocks.stream().anyMatch(block -> block.to() >= 0)) {
            throw new IllegalArgumentException(
                    "the past must be at least one block of periods before the contact, which is 0, was " + blocks);
        }
    }

    /**
     * Blocks of one length.
     *
     * @param count how many, at least 1
     * @param length of each in periods, at least 1
     * @return the earliest first, the last one ending just before the contact
     * @throws IllegalArgumentException if a number is less than 1
     */
    static PastBlocks equal(int count, int length) {
        if (count < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "count and length of blocks must be at least 1, were " + count + " and " + length);
        }
        List<EventWindow> blocks = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            blocks.add(new EventWindow(-i * length, -(i - 1) * length - 1));
        }
        return new PastBlocks(blocks, Scale.LOGARITHM_AND_LEVEL);
    }

    /**
     * Blocks that are the longer, the longer ago: the last period, the one before, the two before that, then four, eight and all
     * earlier ones. Who is contacted for what they did last is found by the first ones, who for what they usually do by the others.
     *
     * @param periods how many there are before the contact, at least 1
     * @return the earliest first
     * @throws IllegalArgumentException if there is no period
     */
    static PastBlocks doubling(int periods) {
        List<EventWindow> blocks = new ArrayList<>();
        int length = 1;
        for (int end = -1; -end <= periods; ) {
            int start = length == LONGEST ? -periods : Math.max(-periods, end - length + 1);
            blocks.add(new EventWindow(start, end));
            length = blocks.size() == 1 ? 1 : 2 * length;
            end = start - 1;
        }
        Collections.reverse(blocks);
        return new PastBlocks(blocks, Scale.LOGARITHM_AND_LEVEL);
    }

    private static final int LONGEST = 16;

    /**
     * This past in another form.
     *
     * @param other in what form
     * @return the changed copy
     */
    PastBlocks withScale(Scale other) {
        return new PastBlocks(blocks, other);
    }

    /** These blocks of periods that are so many times as long. */
    PastBlocks times(int step) {
        return new PastBlocks(
                blocks.stream()
                        .map(block -> new EventWindow(block.from() * step, (block.to() + 1) * step - 1))
                        .toList(),
                scale);
    }

    /** Columns of the regressions, of means by block and customer: logarithms first. */
    double[][] columns(double[]... means) {
        int count = means.length;
        double[][] columns = new double[scale == Scale.LOGARITHM ? count : 2 * count][];
        Arrays.setAll(columns, c -> c < count ? logarithms(means[c]) : means[c - count].clone());
        return columns;
    }

    private static double[] logarithms(double... means) {
        return Arrays.stream(means)
                .map(mean -> Math.copySign(Math.log1p(Math.abs(mean)), mean))
                .toArray();
    }

    /** How many periods before the contact they reach back. */
    int reach() {
        return -blocks.stream().mapToInt(EventWindow::from).min().orElseThrow();
    }
}
