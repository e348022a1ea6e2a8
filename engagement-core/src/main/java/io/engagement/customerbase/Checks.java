package io.engagement.customerbase;

import io.engagement.internal.math.Bounds;

/** What all models ask of their arguments; NaN fails. */
final class Checks {
    /** Rates and times lie within these bounds, so that no ratio or product of two leaves a double's range. */
    static final double LONG = 1e30;

    private static final double SHORT = 1e-30;
    private static final double FAST = 1e100;
    private static final double SLOW = 1e-100;

    private Checks() {}

    /** A shape of a gamma or beta distribution: 1e-9 to 1e9; a likelihood is flat long before these. */
    static double shape(String name, double value) {
        return Bounds.within(name, positive(name, value), 1e-9, 1e9);
    }

    /** A rate of such a distribution, or how fast one grows: 1e-30 to 1e30, a thousand times what a fit can end at. */
    static double rate(String name, double value) {
        return Bounds.within(name, positive(name, value), SHORT, LONG);
    }

    /** By how much a rate is moved: e^-230 to e^230. */
    static double factor(String name, double value) {
        return Bounds.within(name, positive(name, value), SLOW, FAST);
    }

    static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
        return value;
    }

    static double time(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, was " + value);
        }
        return atMost(name, value, LONG);
    }

    private static double atMost(String name, double value, double most) {
        if (value > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + ", was " + value);
        }
        return value;
    }

    static void discounting(double horizon, double delta) {
        if (!(delta >= 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("delta must be finite and not negative, was " + delta);
        }
        if (delta != 0) {
            Bounds.within("delta, if not 0,", delta, SLOW, FAST);
        }
        if (!(horizon >= 0)) {
            throw new IllegalArgumentException("horizon must not be negative, was " + horizon);
        }
        if (horizon < Double.POSITIVE_INFINITY) {
            atMost("horizon, if not infinite,", horizon, LONG);
        }
        if (delta == 0 && horizon == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("an infinite horizon needs a positive delta: without discounting the "
                    + "sum of all future purchases may be infinite");
        }
    }
}
