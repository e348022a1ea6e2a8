package io.engagement.customerbase;

import io.engagement.internal.math.GammaDifferences;
import java.util.Arrays;

/** Probabilities of numbers of purchases, from which models make theirs: positive terms only. */
final class Counts {
    /** Terms below this share of the largest are left out. */
    private static final double NEGLIGIBLE = 1e-18;

    private Counts() {}

    /**
     * The negative binomial distribution of purchases at a gamma distributed rate: shape R, rate A, over a time t = u A.
     *
     * @return probabilities of 0, 1, 2 and so on, as far as they count; by ratios from the likeliest, so that none
     *     underflows that counts
     */
    static double[] negativeBinomial(double shape, double u) {
        double[] terms = negativeBinomialShares(shape, u, shape, 0);
        // Of a distribution that goes on the sum is not 1.
        divide(
                terms,
                terms.length < CountDistribution.MOST ? Arrays.stream(terms).sum() : sumOfShares(shape, u));
        return terms;
    }

    /** Of all counts, relative to the likeliest: to 1e-16 times the largest logarithm. */
    static double sumOfShares(double shape, double u) {
        int mode = mode(shape, u);
        return Math.exp(GammaDifferences.logRising(1, mode)
                - GammaDifferences.logRising(shape, mode)
                + shape * Math.log1p(u)
                + mode * Math.log1p(1 / u));
    }

    private static void divide(double[] terms, double by) {
        for (int count = 0; count < terms.length; count++) {
            terms[count] /= by;
        }
    }

    private static int mode(double shape, double u) {
        return (int) Math.min(Math.max(0, Math.floor((shape - 1) * u)), CountDistribution.MOST - 1);
    }

    /**
     * The same relative to the likeliest count.
     *
     * @param longest shape as far as whose distribution counts the terms reach, not smaller
     * @param more counts beyond that
     */
    static double[] negativeBinomialShares(double shape, double u, double longest, int more) {
        double w = u / (1 + u);
        int mode = mode(shape, u);
        int last = Math.min(last(longest, u) + more, CountDistribution.MOST - 1);
        double[] terms = new double[last + 1];
        terms[mode] = 1;
        for (int count = mode; count < last; count++) {
            terms[count + 1] = terms[count] * ((shape + count) / (count + 1) * w);
        }
        for (int count = mode; count > 0; count--) {
            terms[count - 1] = terms[count] / ((shape + (count - 1)) / count * w);
        }
        return terms;
    }

    private static int last(double shape, double u) {
        double w = u / (1 + u);
        int last = mode(shape, u);
        double term = 1;
        while (last < CountDistribution.MOST - 1) {
            double ratio = (shape + last) / (last + 1) * w;
            if (ratio < 1 && term * ratio <= NEGLIGIBLE * (1 - ratio)) {
                break;
            }
            term *= ratio;
            last++;
        }
        return last;
    }

    /** Of probabilities of 0, 1, 2 and so on, those of at least so many. */
    static double[] atLeast(double[] terms) {
        double[] sums = terms.clone();
        for (int count = sums.length - 2; count >= 0; count--) {
            sums[count] += sums[count + 1];
        }
        return sums;
    }

    /**
     * Counts of a process that ends after any event with a probability that is beta distributed.
     *
     * @param process probabilities of counts if nothing ended it
     * @param leave first shape of the beta distribution
     * @param stay second shape
     */
    static double[] ended(double[] process, double leave, double stay) {
        double[] atLeast = atLeast(process);
        double[] counts = new double[process.length];
        counts[0] = process[0];
        // (B)_x / (a+B)_x: that x events did not end it.
        double survived = 1;
        for (int x = 1; x < counts.length; x++) {
            double ended = survived * leave / (leave + stay + x - 1);
            survived *= (stay + x - 1) / (leave + stay + x - 1);
            counts[x] = process[x] * survived + atLeast[x] * ended;
        }
        return counts;
    }

    /** In place: counts of a customer who is alive with a probability, without purchases else. */
    static double[] ifAlive(double[] counts, double alive) {
        for (int count = 0; count < counts.length; count++) {
            counts[count] *= alive;
        }
        counts[0] += 1 - alive;
        return counts;
    }
}
