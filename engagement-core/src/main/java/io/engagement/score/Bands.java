package io.engagement.score;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Named bands of a score, such as "safe", "at risk" and "lost". A score that equals a bound belongs to the higher band.
 * Immutable.
 */
public final class Bands {
    private final List<String> names;
    private final double[] bounds;

    private Bands(List<String> names, double[] bounds) {
        this.names = names;
        this.bounds = bounds;
    }

    /**
     * Bands by their names and the bounds between them.
     *
     * @param names from the lowest band to the highest, different
     * @param bounds where the second band begins, the third, and so on: one less than names, rising, not NaN
     * @return the bands
     * @throws IllegalArgumentException if names or bounds break these rules
     */
    public static Bands of(List<String> names, double... bounds) {
        if (names.size() != bounds.length + 1) {
            throw new IllegalArgumentException(
                    names.size() + " bands need " + (names.size() - 1) + " bounds, were " + bounds.length);
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("bands must have different names, were " + names);
        }
        for (int index = 0; index < bounds.length; index++) {
            if (!(index == 0 ? !Double.isNaN(bounds[0]) : bounds[index] > bounds[index - 1])) {
                throw new IllegalArgumentException("bounds must be numbers and rise, were " + Arrays.toString(bounds));
            }
        }
        return new Bands(List.copyOf(names), bounds.clone());
    }

    /**
     * The bands' names.
     *
     * @return from the lowest to the highest
     */
    public List<String> names() {
        return names;
    }

    double[] bounds() {
        return bounds.clone();
    }

    /**
     * The band into which a score falls.
     *
     * @param score any score
     * @return the band's name; empty if the score is NaN
     */
    public Optional<String> band(double score) {
        return Double.isNaN(score) ? Optional.empty() : Optional.of(names.get((int) indexOrNaN(score)));
    }

    /** The number of bounds that the score has reached. */
    double indexOrNaN(double score) {
        if (Double.isNaN(score)) {
            return Double.NaN;
        }
        int index = 0;
        while (index < bounds.length && score >= bounds[index]) {
            index++;
        }
        return index;
    }
}
