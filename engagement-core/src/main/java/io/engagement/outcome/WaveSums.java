package io.engagement.outcome;

/** One figure of one wave: of the held-out and of the contacted how many count, their mean, and how far they lie from it. */
final class WaveSums {
    private final int[] count = new int[2];
    private final double[] mean = new double[2];
    /** Sums of squared distances. */
    private final double[] squares = new double[2];

    /** Means after Welford (1962): of amounts that are all the same it is that amount. */
    WaveSums(Entries entries, int wave, Figure figure) {
        for (int i = entries.from(wave); i < entries.to(wave); i++) {
            if (figure.counts(entries, i)) {
                int arm = entries.contacted[i] ? 1 : 0;
                mean[arm] += (figure.of(entries, i) - mean[arm]) / ++count[arm];
            }
        }
        for (int i = entries.from(wave); i < entries.to(wave); i++) {
            if (figure.counts(entries, i)) {
                int arm = entries.contacted[i] ? 1 : 0;
                double distance = figure.of(entries, i) - mean[arm];
                squares[arm] += distance * distance;
            }
        }
    }

    /** Whether both arms have two at least: below there is no variance. */
    boolean canBeCompared() {
        return Math.min(count[0], count[1]) >= 2;
    }

    double contacted() {
        return count[1];
    }

    double heldOut() {
        return count[0];
    }

    double mean(boolean ofContacted) {
        return mean[ofContacted ? 1 : 0];
    }

    double difference() {
        return mean[1] - mean[0];
    }

    /** Of the difference, if both arms are of the same customers: of a share, both (1 - both) (1 / n1 + 1 / n0). */
    double nullVariance() {
        double n1 = count[1];
        double n0 = count[0];
        double between = n1 * n0 / (n1 + n0) * difference() * difference();
        return (squares[0] + squares[1] + between) / (n1 * n0);
    }

    /** Of the mean of the held-out (0) or the contacted (1). */
    double variance(int arm) {
        double n = count[arm];
        return squares[arm] / (n - 1) / n;
    }

    double degreesOfFreedom(int arm) {
        return count[arm] - 1.0;
    }
}
