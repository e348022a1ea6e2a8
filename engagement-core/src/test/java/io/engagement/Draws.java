package io.engagement;

import java.util.random.RandomGenerator;

/** Draws over orders of magnitude. */
public final class Draws {
    private Draws() {}

    /** A number whose logarithm is uniform. */
    public static double logUniform(RandomGenerator random, double from, double to) {
        return from * Math.pow(to / from, random.nextDouble());
    }
}
