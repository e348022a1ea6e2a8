package io.engagement.journey.motive;

import io.engagement.internal.math.Inverse;
import java.util.ArrayList;
import java.util.List;

/** How uncertain a hazard's level and slopes are, and what they are without the ridge. */
final class HazardErrors {
    /** Of level and slopes, lower triangle. */
    private final double[] covariance;

    HazardErrors(double... covariance) {
        this.covariance = covariance;
    }

    private double covariance(int i, int j) {
        int row = Math.max(i, j);
        return covariance[row * (row + 1) / 2 + Math.min(i, j)];
    }

    /** The standard error of the level (0) or of a slope (from 1). */
    double of(int place) {
        return Math.sqrt(covariance(place, place));
    }

    /** Of a sum of the level and the slopes, each less often by its mean over its deviation. */
    double ofIntercept(Standardised standard) {
        double[] shares = new double[1 + standard.means().length];
        shares[0] = 1;
        for (int j = 1; j < shares.length; j++) {
            shares[j] = -standard.means()[j - 1] / standard.deviations()[j - 1];
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares.length; j++) {
                sum += shares[i] * shares[j] * covariance(i, j);
            }
        }
        return Math.sqrt(sum);
    }

    /**
     * Estimate and error of a standard deviation without the ridge.
     *
     * @param estimate log-odds
     * @param error its standard error; NaN if the rows do not determine it
     */
    record Free(double estimate, double error) {}

    /**
     * By column the estimate without the ridge, one Newton's step from here: a ridge shares between columns that go together, so that
     * one that has nothing to do with leaving seems to have.
     */
    List<Free> free(double ridge, double... slopes) {
        int size = 1 + slopes.length;
        double[][] drawn = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                drawn[i][j] = covariance(i, j);
            }
        }
        double[][] information = Inverse.of(drawn);
        for (int j = 1; j < size; j++) {
            information[j][j] -= ridge;
        }
        double[][] free = Inverse.of(information);
        List<Free> all = new ArrayList<>();
        for (int j = 0; j < slopes.length; j++) {
            double estimate = slopes[j];
            for (int i = 0; i < slopes.length; i++) {
                estimate += free[1 + j][1 + i] * ridge * slopes[i];
            }
            all.add(new Free(estimate, Math.sqrt(free[1 + j][1 + j])));
        }
        return all;
    }
}
