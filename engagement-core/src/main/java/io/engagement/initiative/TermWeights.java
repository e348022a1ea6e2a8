package io.engagement.initiative;

/**
 * What one term adds to the log-odds: a straight line in its standardised value, bent at knots. Bends are upwards from a knot on.
 *
 * @param mean of the term in the base
 * @param deviation in the base, positive
 * @param slope log-odds a deviation
 * @param knots where it bends, in deviations from the mean, ascending; empty if it does not
 * @param bends by how much the slope changes at each knot
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
record TermWeights(double mean, double deviation, double slope, double[] knots, double[] bends) {
    /** Far beyond what any fit gives, and no sum overflows. */
    private static final double MOST = 1e9;

    TermWeights {
        check("mean", mean);
        check("slope", slope);
        if (!(deviation >= 1 / MOST && deviation <= MOST)) {
            throw new IllegalArgumentException("deviation of a term must be from 1e-9 to 1e9, was " + deviation);
        }
        if (knots.length != bends.length) {
            throw new IllegalArgumentException(
                    "a term must have as many bends as knots, had " + bends.length + " and " + knots.length);
        }
        for (int i = 0; i < knots.length; i++) {
            check("knot", knots[i]);
            check("bend", bends[i]);
        }
    }

    private static void check(String name, double value) {
        if (!(Math.abs(value) <= MOST)) {
            throw new IllegalArgumentException(name + " of a term must be within 1e9 of 0, was " + value);
        }
    }

    /** Log-odds of a value of the term. */
    double at(double value) {
        double standard = (value - mean) / deviation;
        double sum = slope * standard;
        for (int i = 0; i < knots.length; i++) {
            double above = standard - knots[i];
            sum += above > 0 ? bends[i] * above : 0;
        }
        return sum;
    }

    /** The regression's columns of a value: the standardised one, and what of it is above each knot. */
    static int columns(double standard, double[] knots, double[] out, int at) {
        out[at] = standard;
        for (int i = 0; i < knots.length; i++) {
            out[at + 1 + i] = Math.max(0, standard - knots[i]);
        }
        return at + 1 + knots.length;
    }

    /** Mean, deviation, slope, and pairs of knot and bend. */
    String toText() {
        StringBuilder text = new StringBuilder()
                .append(mean)
                .append(' ')
                .append(deviation)
                .append(' ')
                .append(slope);
        for (int i = 0; i < knots.length; i++) {
            text.append(' ').append(knots[i]).append(' ').append(bends[i]);
        }
        return text.toString();
    }

    static TermWeights read(String key, double... numbers) {
        if (numbers.length < 3 || numbers.length % 2 == 0) {
            throw new IllegalArgumentException(
                    key + " must be mean, deviation, slope and pairs of knot and bend, was of " + numbers.length
                            + " numbers");
        }
        int bends = (numbers.length - 3) / 2;
        double[] knots = new double[bends];
        double[] changes = new double[bends];
        for (int i = 0; i < bends; i++) {
            knots[i] = numbers[3 + 2 * i];
            changes[i] = numbers[4 + 2 * i];
        }
        return new TermWeights(numbers[0], numbers[1], numbers[2], knots, changes);
    }
}
