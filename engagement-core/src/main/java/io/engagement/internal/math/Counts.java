package io.engagement.internal.math;

import java.util.Arrays;

/** Probabilities of numbers of purchases, from which models make theirs: positive terms only. */
public final class Counts {
    /** Terms below this share of the largest are left out. */
    private static final double NEGLIGIBLE = 1e-18;
    /** Of a count's probability as a function of asinh(sqrt(u/A)), whose spread is 1/(2 sqrt(R)): six times that. */
    private static final double PANEL = 3;
    /** Where e^-decay has left nothing. */
    private static final double DECAYED = 46;

    /** Of times u > FLAT times the counts, w^count = e^-z with z below 1/64: so many terms of its series are all digits. */
    private static final int FLAT_TERMS = 10;

    private static final double FLAT = 64;
    /** Up to this shape no rising factorial over a factorial leaves a double's range. */
    private static final double FLAT_SHAPE = 30;

    /** No distribution is kept beyond so many. */
    public static final int MOST = 1 << 17;

    /** Distributions that are mixed over a time of leaving end here, where their cost, in proportion to it, is some milliseconds. */
    private static final int MIXED = 1 << 13;

    private Counts() {}

    /**
     * The negative binomial distribution of purchases at a gamma distributed rate: shape R, rate A, over a time t = u A.
     *
     * @return probabilities of 0, 1, 2 and so on, as far as they count; by ratios from the likeliest, so that none
     *     underflows that counts
     */
    public static double[] negativeBinomial(double shape, double u) {
        return negativeBinomial(shape, u, MOST);
    }

    /** The same with less than so many counts. */
    public static double[] negativeBinomial(double shape, double u, int most) {
        double[] terms = shares(shape, u, shape, 0, most);
        // Of a distribution that goes on the sum is not 1.
        double scale =
                terms.length < most ? 1 / Arrays.stream(terms).sum() : probability(shape, u, mode(shape, u, most));
        for (int count = 0; count < terms.length; count++) {
            terms[count] *= scale;
        }
        return terms;
    }

    /**
     * The same relative to the likeliest count.
     *
     * @param longest shape as far as whose distribution counts the terms reach, not smaller
     * @param more counts beyond that
     */
    public static double[] negativeBinomialShares(double shape, double u, double longest, int more) {
        return shares(shape, u, longest, more, MOST);
    }

    private static double[] shares(double shape, double u, double longest, int more, int most) {
        double w = u / (1 + u);
        int mode = mode(shape, u, most);
        int last = Math.min(last(longest, u, most) + more, most - 1);
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

    /** The last count that is not negligible. */
    private static int last(double shape, double u, int most) {
        double w = u / (1 + u);
        int last = mode(shape, u, most);
        double term = 1;
        while (last < most - 1) {
            double ratio = (shape + last) / (last + 1) * w;
            if (ratio < 1 && term * ratio <= NEGLIGIBLE * (1 - ratio)) {
                break;
            }
            term *= ratio;
            last++;
        }
        return last;
    }

    private static int mode(double shape, double u, int most) {
        return (int) Math.min(Math.max(0, Math.floor((shape - 1) * u)), most - 1);
    }

    /** Of all counts, relative to the likeliest. */
    public static double sumOfShares(double shape, double u) {
        return 1 / probability(shape, u, mode(shape, u, MOST));
    }

    private static double probability(double shape, double u, int count) {
        // count ln w, where w is near 1 or u is near 0.
        double again = count == 0 ? 0 : -count * Math.log1p(1 / u);
        return Math.exp(GammaDifferences.logRising(shape, count)
                - GammaDifferences.logRising(1, count)
                - shape * Math.log1p(u)
                + again);
    }

    /** Sums of negative binomial distributions of one shape, at rates and times that differ. Not for several threads. */
    public static final class Sum {
        private final double[] counts;
        private final double shape;
        /** Of each count's probability to the one before it, over w, and inverse. */
        private final double[] rises;

        private final double[] falls;
        /** Of long times: coefficients of the powers of the count, by which their sum differs from (R)_count / count!. */
        private final double[] flat = new double[FLAT_TERMS];

        Sum(double[] counts, double shape) {
            this.counts = counts;
            this.shape = shape;
            rises = new double[counts.length];
            falls = new double[counts.length];
            for (int count = 0; count < counts.length; count++) {
                rises[count] = (shape + count) / (count + 1);
                falls[count] = 1 / rises[count];
            }
        }

        /** Nothing yet, of as many counts as there are within a time. */
        public static Sum within(double shape, double u) {
            return new Sum(new double[negativeBinomial(shape, u, MIXED).length], shape);
        }

        /** Of who stays for a time, which has a probability; those who leave before are to be added. */
        public static Sum ofStaying(double shape, double u, double stays) {
            double[] counts = negativeBinomial(shape, u, MIXED);
            for (int count = 0; count < counts.length; count++) {
                counts[count] *= stays;
            }
            return new Sum(counts, shape);
        }

        /** How many counts there are, 0 included. */
        public int size() {
            return counts.length;
        }

        /** Adds one times a weight, but for terms that are negligible beside its likeliest: the cost is that of its width. */
        public void add(double u, double weight) {
            if (u > FLAT * counts.length && shape <= FLAT_SHAPE) {
                addFlat(u, weight);
                return;
            }
            double w = u / (1 + u);
            int mode = mode(shape, u, counts.length);
            double peak = weight * probability(shape, u, mode);
            double negligible = NEGLIGIBLE * Math.abs(peak);
            double term = peak;
            for (int count = mode; count < counts.length && Math.abs(term) > negligible; count++) {
                counts[count] += term;
                term *= rises[count] * w;
            }
            term = peak;
            double inverse = 1 / w;
            for (int count = mode - 1; count >= 0 && Math.abs(term) > negligible; count--) {
                term *= falls[count] * inverse;
                counts[count] += term;
            }
        }

        /** A distribution that is wider than all counts: together they cost one pass. */
        private void addFlat(double u, double weight) {
            double minus = -Math.log1p(1 / u);
            double term = weight * Math.exp(-shape * Math.log1p(u));
            for (int power = 0; power < FLAT_TERMS; power++) {
                flat[power] += term;
                term *= minus / (power + 1);
            }
        }

        /** All that was added. The array is the sum's own, which is done with. */
        public double[] total() {
            // Where nothing is flat, a large shape's rising factorials leave a double's range.
            if (flat[0] != 0) {
                addAllFlat();
            }
            return counts;
        }

        private void addAllFlat() {
            double rising = 1;
            for (int count = 0; count < counts.length; count++) {
                double series = 0;
                for (int power = FLAT_TERMS - 1; power >= 0; power--) {
                    series = series * count + flat[power];
                }
                counts[count] += rising * series;
                rising *= rises[count];
            }
        }
    }

    /**
     * Lays panels over the time of leaving u, short enough that 20 nodes on each resolve the number of purchases until then, the
     * density of leaving and its decay. In asinh(sqrt(u/A)) a count's probability is as wide everywhere: 1/sqrt(R).
     *
     * @param counts how many of them are asked for; later times, until which more purchases are certain, are left out
     * @param passed u/A before this time
     * @param a by which time becomes u/A
     * @param b rate of the rates of leaving, of shape s
     * @param leaves takes each time and its probability
     */
    public static void overLeaving(
            int counts,
            double shape,
            double passed,
            double a,
            double s,
            double b,
            double length,
            GaussLegendre.Node leaves) {
        double end = Math.min(length, (last(counts, shape) - passed) * a);
        double u = 0;
        while (u < end && s * Math.log1p(u / b) < DECAYED) {
            double next = Math.min(u + 4 * (b + u), u + (b + u) * Math.expm1(10 / (s + 1)));
            next = Math.min(Math.min(end, next), (furthest(shape, passed + u / a) - passed) * a);
            GaussLegendre.forEach(
                    u,
                    next,
                    (at, weight) -> leaves.take(at, weight * s * Math.exp(-s * Math.log1p(at / b)) / (b + at)));
            u = next;
        }
    }

    /** How far a panel may reach that begins at u/A, for the counts' probabilities. */
    public static double furthest(double shape, double u) {
        return Math.min(4 * (1 + u) + u, square(Math.sinh(width(u) + PANEL / Math.sqrt(shape))));
    }

    /** Where fewer than so many purchases are beyond what counts. */
    public static double last(int counts, double shape) {
        return square(Math.sinh(Math.min(300, width(counts / shape) + 10 / Math.sqrt(shape) + 21 / shape)));
    }

    private static double square(double x) {
        return x * x;
    }

    /** asinh(sqrt(u)). */
    private static double width(double u) {
        double root = Math.sqrt(u);
        return u < 1e-4 ? root * (1 - u / 6) : Math.log(root + Math.sqrt(1 + u));
    }

    /** Of probabilities of 0, 1, 2 and so on, those of at least so many. */
    public static double[] atLeast(double[] terms) {
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
    public static double[] ended(double[] process, double leave, double stay) {
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
    public static double[] ifAlive(double[] counts, double alive) {
        for (int count = 0; count < counts.length; count++) {
            counts[count] *= alive;
        }
        counts[0] += 1 - alive;
        return counts;
    }
}
