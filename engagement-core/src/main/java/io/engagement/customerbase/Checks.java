package io.engagement.customerbase;

/** What all models ask of their arguments; NaN fails. */
final class Checks {
    /** Of all times, in any unit: quotients of times do not overflow. */
    static final double LONGEST = 1e100;

    private static final double LEAST_RATE = 1 / LONGEST;

    private Checks() {}

    static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
        return value;
    }

    /** A shape of a gamma or beta distribution: fits end within 1e-6 and 1e6; beyond these bounds results lose their digits. */
    static double shape(String name, double value) {
        positive(name, value);
        if (!(value >= 1e-9 && value <= 1e9)) {
            throw new IllegalArgumentException(
                    name + " must be from 1e-9 to 1e9, was " + value + "; scale r with alpha, or a with b");
        }
        return value;
    }

    /** The rate of a gamma distribution, in units of time: no quotient of times overflows. */
    static double rate(String name, double value) {
        positive(name, value);
        if (!(value >= 1e-100 && value <= 1e100)) {
            throw new IllegalArgumentException(
                    name + " must be from 1e-100 to 1e100, was " + value + ": take another unit of time");
        }
        return value;
    }

    static double time(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, was " + value);
        }
        if (value > LONGEST) {
            throw new IllegalArgumentException(name + " must be at most " + LONGEST + ", was " + value);
        }
        return value;
    }

    static void discounting(double horizon, double delta) {
        time("delta", delta);
        if (!(horizon >= 0)) {
            throw new IllegalArgumentException("horizon must not be negative, was " + horizon);
        }
        if (!(delta >= LEAST_RATE) && horizon == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("an infinite horizon needs a positive delta: without discounting the "
                    + "sum of all future purchases may be infinite; at least " + LEAST_RATE + ", was " + delta);
        }
    }
}
