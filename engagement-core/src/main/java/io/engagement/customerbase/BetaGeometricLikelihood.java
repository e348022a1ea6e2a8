package io.engagement.customerbase;

import io.engagement.fit.LogLikelihood;
import io.engagement.internal.math.GammaDifferences;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The log-likelihood of BG/NBD over a customer base and its gradient by ln r, ln alpha, ln a and ln b.
 *
 * <p>Of distinct rows only, ordered by x: what depends on x alone (all gamma functions) is computed once for each x, by
 * recurrence from the one before. Rows go in chunks of fixed size whose sums are added in order, so that the bits do not
 * depend on threads.
 */
final class BetaGeometricLikelihood implements LogLikelihood {
    private static final int CHUNK = 16_384;
    private static final int PARAMETERS = 4;
    /** In mean ages: where r and alpha run off together, r ln(1 + T/alpha) would drown in rounding. */
    private static final double FAR = 64;

    private final double[] recency;
    private final double[] age;
    private final double[] weight;
    /** The x of each group of rows, ascending; where it starts; the customers in it. */
    private final double[] count;

    private final int[] start;
    private final double[] customers;
    private final double allCustomers;

    /** Of distinct, ordered rows, with their times divided by a unit. */
    BetaGeometricLikelihood(Purchases distinct, double unit) {
        int rows = distinct.size();
        recency = new double[rows];
        age = new double[rows];
        weight = new double[rows];
        double[] counts = new double[rows];
        double[] sums = new double[rows];
        int[] starts = new int[rows + 1];
        int groups = 0;
        for (int row = 0; row < rows; row++) {
            recency[row] = distinct.recency(row) / unit;
            age[row] = distinct.age(row) / unit;
            weight[row] = distinct.weight(row);
            if (row == 0 || distinct.frequency(row) != counts[groups - 1]) {
                counts[groups] = distinct.frequency(row);
                starts[groups] = row;
                groups++;
            }
            sums[groups - 1] += weight[row];
        }
        starts[groups] = rows;
        count = Arrays.copyOf(counts, groups);
        start = Arrays.copyOf(starts, groups + 1);
        customers = Arrays.copyOf(sums, groups);
        allCustomers = Arrays.stream(customers).sum();
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] logs, double[] gradient) {
        double r = Math.exp(logs[0]);
        double alpha = Math.exp(logs[1]);
        double a = Math.exp(logs[2]);
        double b = Math.exp(logs[3]);
        double value = addCounts(r, a, b, gradient);
        int chunks = (age.length + CHUNK - 1) / CHUNK;
        IntStream numbers = IntStream.range(0, chunks);
        Times[] parts = (chunks > 1 ? numbers.parallel() : numbers)
                .mapToObj(chunk ->
                        new Times(r, alpha, a, b).over(chunk * CHUNK, Math.min(age.length, (chunk + 1) * CHUNK)))
                .toArray(Times[]::new);
        for (Times part : parts) {
            value += part.value;
            gradient[0] += r * part.byR;
            gradient[1] += part.byLogAlpha;
            gradient[2] += part.gone;
            gradient[3] -= b * part.byB;
        }
        return value;
    }

    /** What depends on x only: the gamma functions, weighted by the customers with this x. */
    private double addCounts(double r, double a, double b, double[] gradient) {
        double value = 0;
        double byR = 0;
        double byA = 0;
        double byB = 0;
        double from = 0;
        // Of x: ln (r)_x, ln (b)_x/(a+b)_x, and their derivatives.
        double shape = 0;
        double survived = 0;
        double shapeSlope = 0;
        double survivedByA = 0;
        double survivedByB = 0;
        for (int group = 0; group < count.length; group++) {
            double steps = count[group] - from;
            shape += GammaDifferences.logRising(r + from, steps);
            shapeSlope += GammaDifferences.digammaRise(r + from, steps);
            survived += logShare(a, b + from, steps);
            double both = GammaDifferences.digammaRise(a + b + from, steps);
            survivedByA -= both;
            survivedByB += GammaDifferences.digammaRise(b + from, steps) - both;
            from = count[group];
            value += customers[group] * (shape + survived);
            byR += customers[group] * shapeSlope;
            byA += customers[group] * survivedByA;
            byB += customers[group] * survivedByB;
        }
        gradient[0] = r * byR;
        gradient[1] = 0;
        gradient[2] = a * byA;
        gradient[3] = b * byB;
        return value;
    }

    /** ln (b)_n/(a+b)_n, which for a far below b is lost in a difference. */
    static double logShare(double a, double b, double n) {
        if (n > 8) {
            return GammaDifferences.logRising(b, n) - GammaDifferences.logRising(a + b, n);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum -= Math.log1p(a / (b + j));
        }
        return sum;
    }

    double customers() {
        return allCustomers;
    }

    /** One worker's pass over the rows: what depends on times. */
    private final class Times {
        private final double r;
        private final double alpha;
        private final double a;
        private final double b;
        private double value;
        private double byR;
        private double byLogAlpha;
        /** Sum of P(dead), which is the derivative by ln a. */
        private double gone;

        private double byB;

        Times(double r, double alpha, double a, double b) {
            this.r = r;
            this.alpha = alpha;
            this.a = a;
            this.b = b;
        }

        Times over(int from, int to) {
            int at = Arrays.binarySearch(start, from);
            int group = at >= 0 ? at : -at - 2;
            for (int row = from; row < to; group++) {
                int end = Math.min(to, start[group + 1]);
                if (count[group] == 0) {
                    silent(row, end);
                } else {
                    repeated(count[group], row, end);
                }
                row = end;
            }
            return this;
        }

        /** ln((from + by)/from): by log1p, which takes twice the time, only where its digits would count. */
        private double logRise(double by, double from) {
            return alpha > FAR ? Math.log1p(by / from) : Math.log((from + by) / from);
        }

        private void silent(int from, int to) {
            for (int row = from; row < to; row++) {
                double log = logRise(age[row], alpha);
                value -= weight[row] * r * log;
                byR -= weight[row] * log;
                byLogAlpha += weight[row] * r * age[row] / (alpha + age[row]);
            }
        }

        private void repeated(double x, int from, int to) {
            double shape = r + x;
            double logOdds = Math.log(a / (b + x - 1));
            double logAlpha = Math.log(alpha);
            double byRate = 0;
            double dead = 0;
            for (int row = from; row < to; row++) {
                double now = alpha + age[row];
                double last = alpha + recency[row];
                double sinceStart = logRise(age[row], alpha);
                double sinceLast = logRise(age[row] - recency[row], last);
                double odds = logOdds + shape * sinceLast;
                // Of the likelier of dead and alive e^0, of the other one e^-|odds|.
                double less = Math.exp(-Math.abs(odds));
                double pDead = (odds > 0 ? 1 : less) / (1 + less);
                value += weight[row] * (Math.max(odds, 0) + Math.log(1 + less) - shape * sinceStart - x * logAlpha);
                byR += weight[row] * (pDead * sinceLast - sinceStart);
                byRate += weight[row]
                        * (pDead * ((r * recency[row] - x * alpha) / last)
                                + (1 - pDead) * ((r * age[row] - x * alpha) / now));
                dead += weight[row] * pDead;
            }
            byLogAlpha += byRate;
            gone += dead;
            byB += dead / (b + x - 1);
        }
    }
}
