package io.engagement.internal.math;

/** What numbers from outside are held against. */
public final class Bounds {
    private Bounds() {}

    /**
     * A number within bounds.
     *
     * @param name of the number
     * @param value the number
     * @param least the lowest that is allowed
     * @param most the highest
     * @return the value
     * @throws IllegalArgumentException if it is NaN or not from the one to the other
     */
    public static double within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", was " + value);
        }
        return value;
    }
}
