package io.engagement.outcome.observational;

import java.util.List;

/**
 * How much unlike each other groups may have become after the contact before a difference in differences is none. The bias is
 * taken to be at most M times the largest difference at a placebo date, which is the drift over the same distance; which one is
 * the largest is left open, and each has its sampling error. Inspired by Rambachan and Roth (2023), whose M-bar is another
 * number: it bounds each step between consecutive periods by the largest step before the contact, and steps add up.
 */
final class Breakdown {
    private static final double MOST = 1e6;

    private Breakdown() {}

    /** The largest M with which the 95 % interval does not hold 0. */
    static double of(Contrast effect, List<Contrast> placebos) {
        double least = placebos.isEmpty() ? Double.NaN : Double.POSITIVE_INFINITY;
        for (Contrast placebo : placebos) {
            least = Math.min(least, Math.min(of(effect, placebo, 1), of(effect, placebo, -1)));
        }
        return least;
    }

    private static double of(Contrast effect, Contrast placebo, int sign) {
        double direction = Math.signum(effect.estimate());
        double variance = effect.covariance(effect);
        double ofPlacebo = placebo.covariance(placebo);
        double both = sign * effect.covariance(placebo);
        double low = 0;
        double high = MOST;
        for (int step = 0; step < 80; step++) {
            double m = (low + high) / 2;
            double distance = direction * (effect.estimate() - sign * m * placebo.estimate());
            double error = Math.sqrt(Math.max(0, variance - 2 * m * both + m * m * ofPlacebo));
            if (distance > PlaceboTest.CRITICAL * error) {
                low = m;
            } else {
                high = m;
            }
        }
        boolean isNoEffect = !(Math.abs(effect.estimate()) > PlaceboTest.CRITICAL * Math.sqrt(variance));
        return isNoEffect ? 0 : low > MOST / 2 ? Double.POSITIVE_INFINITY : low;
    }
}
