package io.engagement.spend;

import io.engagement.domain.Interaction;
import io.engagement.internal.math.Checks;

/** Ranges of spend models: wide enough for every fit, narrow enough that powers and products stay finite. NaN fails. */
final class Ranges {
    /** A day may hold many purchases. */
    private static final double MOST_A_DAY = 1000 * Interaction.MOST_MONEY;

    private Ranges() {}

    /** A shape, which counts something. */
    static double shape(String name, double value) {
        return Checks.within(name, value, 1e-9, 1e9);
    }

    /** A scale, in units of money or as a ratio of two amounts. */
    static double scale(String name, double value) {
        return Checks.within(name, value, 1e-40, 1e40);
    }

    /** A location, of any sign. */
    static double location(String name, double value) {
        return Checks.within(name, value, -1e40, 1e40);
    }

    /** Of purchases that a mean is of. */
    static void checkCount(double x, double least) {
        if (!(x >= least && x < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("x must be finite and at least " + least + ", was " + x);
        }
    }

    /** Whether a customer's mean can come from purchases that a log accepts. */
    static boolean isMean(double mean) {
        return Math.abs(mean) <= MOST_A_DAY;
    }
}
