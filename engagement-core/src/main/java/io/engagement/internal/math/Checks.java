package io.engagement.internal.math;

/** What models and processes ask of their arguments; NaN fails. */
public final class Checks {
    /** Rates and times lie within these bounds, so that no ratio or product of two leaves a double's range. */
    public static final double LONG = 1e30;

    private static final double SHORT = 1e-30;
    private static final double FAST = 1e100;
    private static final double SLOW = 1e-100;

    private Checks() {}

    /** A shape of a gamma or beta distribution: 1e-9 to 1e9; a likelihood is flat long before these. */
    public static double shape(String name, double value) {
        return within(name, positive(name, value), 1e-9, 1e9);
    }

    /** A rate of such a distribution, or how fast one grows: 1e-30 to 1e30, a thousand times what a fit can end at. */
    public static double rate(String name, double value) {
        return within(name, positive(name, value), SHORT, LONG);
    }

    /** By how much a rate is moved: e^-230 to e^230. */
    public static double factor(String name, double value) {
        return within(name, positive(name, value), SLOW, FAST);
    }

    /** A number within bounds, these included. */
    public static double within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    /** A number above 0. */
    public static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
        return value;
    }

    /** A length of time, which may be 0. */
    public static double time(String name, double value) {
        return atMost(name, notNegative(name, value), LONG);
    }

    /** An outcome or a cost: squares of smaller ones than 1e-100 would be lost, and any difference seem sure. */
    public static double amount(String name, double value) {
        if (value != 0 && Math.abs(value) < SLOW) {
            throw new IllegalArgumentException(
                    name + " must be 0 or at least 1e-100 in size, was " + value + ": squares of less are lost");
        }
        return squarable(name, value);
    }

    /** An amount whose square, and sums of squares, are numbers. */
    public static double squarable(String name, double value) {
        if (!(Math.abs(value) <= FAST)) {
            throw new IllegalArgumentException(
                    name + " must be from -1e100 to 1e100, was " + value + ": sums of squares of more are no numbers");
        }
        return value;
    }

    /** A finite number that may be 0. */
    public static double notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, was " + value);
        }
        return value;
    }

    /** A part of a whole. */
    public static double share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must lie between 0 and 1, was " + value);
        }
        return value;
    }

    private static double atMost(String name, double value, double most) {
        if (value > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + ", was " + value);
        }
        return value;
    }

    /** How far ahead, and at which rate: not both without end. */
    public static void discounting(double t, double delta) {
        notNegative("delta", delta);
        if (delta != 0) {
            within("delta, if not 0,", delta, SLOW, FAST);
        }
        if (!(t >= 0)) {
            throw new IllegalArgumentException("t must not be negative, was " + t);
        }
        if (t < Double.POSITIVE_INFINITY) {
            atMost("t, if not infinite,", t, LONG);
        }
        if (delta == 0 && t == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("an infinite t needs a positive delta: without discounting the "
                    + "sum of all future purchases may be infinite");
        }
    }

    /** x, t_x and T of a customer. */
    public static void purchases(String where, double frequency, double recency, double age) {
        if (!(frequency >= 0 && frequency <= Integer.MAX_VALUE && frequency == Math.rint(frequency))) {
            throw new IllegalArgumentException(
                    where + "frequency must be a whole number, not negative, was " + frequency);
        }
        time(where + "age", age);
        if (!(recency >= 0 && recency <= age)) {
            throw new IllegalArgumentException(
                    where + "recency must be between 0 and the age " + age + ", was " + recency);
        }
        if ((frequency == 0) != (recency == 0)) {
            throw new IllegalArgumentException(
                    where + "recency must be 0 where the frequency is 0, and only there: was " + recency
                            + " with frequency " + frequency);
        }
    }
}
