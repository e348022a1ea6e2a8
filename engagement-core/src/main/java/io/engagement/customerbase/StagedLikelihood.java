package io.engagement.customerbase;

import io.engagement.fit.LogLikelihood;
import io.engagement.internal.math.GammaDifferences;
import java.util.stream.IntStream;

/**
 * The log-likelihood of the BG family over a customer base and its gradient by ln r, ln alpha, ln a and ln b, for a fixed
 * number of stages and without what that number alone determines.
 *
 * <p>Of distinct rows only, ordered by x: what depends on x alone is computed once for each x. Rows go in chunks of fixed
 * size whose sums are added in order, so that the bits do not depend on threads.
 */
final class StagedLikelihood implements LogLikelihood {
    private static final int CHUNK = 8_192;
    private static final int PARAMETERS = 4;

    private final int k;
    private final int first;
    private final Purchases distinct;
    private final double unit;

    StagedLikelihood(Purchases distinct, int k, DropOut dropOut, double unit) {
        this.distinct = distinct;
        this.k = k;
        this.first = dropOut.first();
        this.unit = unit;
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
        int rows = distinct.size();
        int chunks = (rows + CHUNK - 1) / CHUNK;
        IntStream numbers = IntStream.range(0, chunks);
        Sums[] parts = (chunks > 1 ? numbers.parallel() : numbers)
                .mapToObj(chunk -> new Sums(r, alpha, a, b).over(chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK)))
                .toArray(Sums[]::new);
        double value = 0;
        double byR = 0;
        double byLogAlpha = 0;
        double byA = 0;
        double byB = 0;
        double gone = 0;
        for (Sums part : parts) {
            value += part.value;
            byR += part.byR;
            byLogAlpha += part.byLogAlpha;
            byA += part.byA;
            byB += part.byB;
            gone += part.gone;
        }
        gradient[0] = r * byR;
        gradient[1] = byLogAlpha;
        gradient[2] = a * byA + gone;
        gradient[3] = b * byB;
        return value;
    }

    /** One worker's pass over the rows. */
    private final class Sums {
        private final double r;
        private final double alpha;
        private final double a;
        private final double b;
        private final double logAlpha;
        private double value;
        private double byR;
        private double byLogAlpha;
        private double byA;
        private double byB;
        /** Sum of P(dead), the derivative of ln(alive + dead) by ln a. */
        private double gone;

        // Of the x at hand.
        private double count = -1;
        private double shape;
        private double constant;
        private double constantByR;
        private double constantByA;
        private double constantByB;
        private double logDropOut;
        private double logDropOutByB;

        Sums(double r, double alpha, double a, double b) {
            this.r = r;
            this.alpha = alpha;
            this.a = a;
            this.b = b;
            this.logAlpha = Math.log(alpha);
        }

        Sums over(int from, int to) {
            for (int row = from; row < to; row++) {
                if (distinct.frequency(row) != count) {
                    prepare(distinct.frequency(row));
                }
                add(distinct.recency(row) / unit, distinct.age(row) / unit, distinct.weight(row));
            }
            return this;
        }

        /** What depends on x only. */
        private void prepare(double x) {
            double occasions = x + first;
            count = x;
            shape = r + k * x;
            constant = GammaDifferences.logRising(r, k * x) + BetaGeometricLikelihood.logShare(a, b, occasions);
            double both = GammaDifferences.digammaRise(a + b, occasions);
            constantByR = GammaDifferences.digammaRise(r, k * x);
            constantByA = -both;
            constantByB = GammaDifferences.digammaRise(b, occasions) - both;
            logDropOut = occasions > 0 ? Math.log(a / (b + occasions - 1)) : Double.NEGATIVE_INFINITY;
            logDropOutByB = occasions > 0 ? -1 / (b + occasions - 1) : 0;
        }

        private void add(double recency, double age, double weight) {
            double now = alpha + age;
            double silence = age - recency;
            double sinceLast = Math.log1p(silence / (alpha + recency));
            double sinceStart = Math.log1p(age / alpha);
            // The polynomial of the stages since the last purchase, and its derivatives by r and by ln v.
            double v = silence / now;
            double term = 1;
            double polynomial = 1;
            double harmonic = 0;
            double polynomialByR = 0;
            double polynomialByLogV = 0;
            for (int j = 1; j < k; j++) {
                term *= (shape + j - 1) / j * v;
                harmonic += 1 / (shape + j - 1);
                polynomial += term;
                polynomialByR += term * harmonic;
                polynomialByLogV += term * j;
            }
            double logAlive = Math.log(polynomial);
            double logDead = logDropOut + shape * sinceLast;
            // Of the likelier of dead and alive e^0, of the other one e^-|difference|.
            double difference = logDead - logAlive;
            double less = Math.exp(-Math.abs(difference));
            double dead = (difference > 0 ? 1 : less) / (1 + less);
            double alive = (difference > 0 ? less : 1) / (1 + less);
            value += weight
                    * (constant
                            - shape * sinceStart
                            - k * count * logAlpha
                            + Math.max(logAlive, logDead)
                            + Math.log1p(less));
            byR += weight * (constantByR - sinceStart + alive * polynomialByR / polynomial + dead * sinceLast);
            byLogAlpha += weight
                    * ((r * age - k * count * alpha) / now
                            - alive * polynomialByLogV / polynomial * alpha / now
                            - dead * shape * alpha * silence / (now * (alpha + recency)));
            byA += weight * constantByA;
            byB += weight * (constantByB + dead * logDropOutByB);
            gone += weight * dead;
        }
    }
}
