package io.engagement.outcome;

import io.engagement.internal.math.DrawnByChance;
import io.engagement.internal.math.Quantiles;
import io.engagement.outcome.effect.Effect;
import java.util.Arrays;

/**
 * How far apart both arms' windows begin, the mean over contacts of their waves: means, and quartiles, as arms of one mean may be spread
 * otherwise. What chance explains is no difference: each customer of a drawn trial may have an own time. Not thread-safe.
 */
final class ArmTimes {
    /** Of Kolmogorov's distribution, one in a thousand. */
    private static final double CRITICAL = 1.9495;

    private static final double[] QUARTILES = {0.25, 0.5, 0.75};

    private double contacts;
    private double later;
    private double variance;
    private double apart;

    /** Adds a wave, each arm with a time at least. */
    void add(double[] contacted, double[] heldOut) {
        Arrays.sort(contacted);
        Arrays.sort(heldOut);
        double n = contacted.length;
        contacts += n;
        double first = Math.min(contacted[0], heldOut[0]);
        if (first == Math.max(contacted[contacted.length - 1], heldOut[heldOut.length - 1])) {
            return;
        }
        later += n * (mean(contacted, first) - mean(heldOut, first));
        variance += n * n * (squaredError(contacted, first) + squaredError(heldOut, first));
        double scale = Math.sqrt(n * heldOut.length / (n + heldOut.length));
        if (distance(contacted, heldOut) * scale > CRITICAL) {
            apart += n * quartilesApart(contacted, heldOut);
        }
    }

    private static double mean(double[] times, double first) {
        return Arrays.stream(times).map(time -> time - first).average().orElse(0);
    }

    private static double squaredError(double[] times, double first) {
        double mean = mean(times, first);
        double n = times.length;
        return Arrays.stream(times)
                        .map(time -> (time - first - mean) * (time - first - mean))
                        .sum()
                / (n * Math.max(1, n - 1));
    }

    /** Of Kolmogorov and Smirnov: between both distribution functions. */
    private static double distance(double[] a, double[] b) {
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double next = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == next) {
                i++;
            }
            while (j < b.length && b[j] == next) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return most;
    }

    private static double quartilesApart(double[] a, double[] b) {
        return Arrays.stream(QUARTILES)
                .map(share -> Math.abs(Quantiles.of(a, share) - Quantiles.of(b, share)))
                .max()
                .orElse(0);
    }

    /** How much later windows of the contacted begin on average, in milliseconds; 0 if chance explains it. */
    double later() {
        Effect mean = Effect.normal(later / contacts, Math.sqrt(variance) / contacts);
        return DrawnByChance.isRefuted(mean.pValue()) ? mean.estimate() : 0;
    }

    /** How far apart the quartile is that differs most, in milliseconds; 0 if chance explains it. */
    double apart() {
        return contacts > 0 ? apart / contacts : 0;
    }
}
