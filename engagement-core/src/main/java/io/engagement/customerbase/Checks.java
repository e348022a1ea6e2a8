package io.engagement.customerbase;

/** What all models ask of their arguments; NaN fails. */
final class Checks {
    private Checks() {}

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
        return value;
    }

    static void discounting(double horizon, double delta) {
        time("delta", delta);
        if (!(horizon >= 0)) {
            throw new IllegalArgumentException("horizon must not be negative, was " + horizon);
        }
        if (delta == 0 && horizon == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("an infinite horizon needs a positive delta: without discounting the "
                    + "sum of all future purchases may be infinite");
        }
    }
}
