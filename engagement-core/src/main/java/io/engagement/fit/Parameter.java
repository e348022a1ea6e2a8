package io.engagement.fit;

import java.util.Objects;

/**
 * A parameter's name, kind and the bounds within which it is looked for. A positive one is estimated by its logarithm,
 * which makes its error nearly symmetric and its scale indifferent.
 *
 * @param name as in the model's paper
 * @param kind positive or real
 * @param lower lower bound, positive for a positive parameter
 * @param upper upper bound, above the lower one, finite
 * @param powerOfTime how the parameter changes with the unit of time: 1 for a length of time, -1 for a rate, 0 for what has none
 */
public record Parameter(String name, Kind kind, double lower, double upper, int powerOfTime) {
    /** Which numbers a parameter can be. */
    public enum Kind {
        /** Above 0; its coordinate is the logarithm. */
        POSITIVE,
        /** Any; its coordinate is itself. */
        REAL
    }

    /**
     * Checks the bounds.
     *
     * @param name as in the model's paper
     * @param kind positive or real
     * @param lower lower bound, positive for a positive parameter
     * @param upper upper bound, above the lower one, finite
     * @param powerOfTime how the parameter changes with the unit of time: 1 for a length of time, -1 for a rate, 0 for what has
     *     none
     * @throws IllegalArgumentException if they are not finite, not in order or not positive where they must be
     */
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        double least = kind == Kind.POSITIVE ? 0 : Double.NEGATIVE_INFINITY;
        if (!(lower > least && lower < upper && upper < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bounds of " + name + " must be finite, in order"
                    + (kind == Kind.POSITIVE ? " and positive" : "") + ", were " + lower + " and " + upper);
        }
    }

    /**
     * A positive parameter between 1e-6 and 1e6.
     *
     * @param name as in the model's paper
     * @return the parameter
     */
    public static Parameter positive(String name) {
        return new Parameter(name, Kind.POSITIVE, 1e-6, 1e6, 0);
    }

    /**
     * A real parameter between -1e3 and 1e3.
     *
     * @param name as in the model's paper
     * @return the parameter
     */
    public static Parameter real(String name) {
        return new Parameter(name, Kind.REAL, -1e3, 1e3, 0);
    }

    /**
     * This parameter within other bounds.
     *
     * @param from lower bound
     * @param to upper bound
     * @return the changed copy
     * @throws IllegalArgumentException if the bounds are not finite, not in order or not positive where they must be
     */
    public Parameter within(double from, double to) {
        return new Parameter(name, kind, from, to, powerOfTime);
    }

    /**
     * This parameter as one that is in units of time.
     *
     * @param power 1 for a length of time, such as the rate alpha of a gamma distribution of rates; -1 for a rate
     * @return the changed copy
     */
    public Parameter inTime(int power) {
        return new Parameter(name, kind, lower, upper, power);
    }

    /**
     * A value in another unit of time.
     *
     * @param value in the one unit
     * @param factor so many of the other unit are one of the first
     * @return the value in the other
     */
    public double scaled(double value, double factor) {
        return switch (powerOfTime) {
            case 0 -> value;
            case 1 -> value * factor;
            case -1 -> value / factor;
            default -> value * Math.pow(factor, powerOfTime);
        };
    }

    /**
     * The reverse of {@link #scaled}.
     *
     * @param value in the other unit
     * @param factor so many of the other unit are one of the first
     * @return the value in the first
     */
    public double scaledBack(double value, double factor) {
        return switch (powerOfTime) {
            case 0 -> value;
            case 1 -> value / factor;
            case -1 -> value * factor;
            default -> value * Math.pow(factor, -powerOfTime);
        };
    }

    /**
     * The coordinate of a value.
     *
     * @param value positive for a positive parameter
     * @return its logarithm, or itself
     */
    public double coordinate(double value) {
        return kind == Kind.POSITIVE ? Math.log(value) : value;
    }

    /**
     * The value at a coordinate.
     *
     * @param coordinate any
     * @return the value
     */
    public double value(double coordinate) {
        return kind == Kind.POSITIVE ? Math.exp(coordinate) : coordinate;
    }

    /**
     * The derivative of the value by its coordinate, for the delta method.
     *
     * @param value positive for a positive parameter
     * @return the value, or 1
     */
    public double slope(double value) {
        return kind == Kind.POSITIVE ? value : 1;
    }
}
