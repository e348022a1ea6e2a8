package io.engagement.customerbase;

import io.engagement.fit.LogLikelihood;
import io.engagement.internal.math.GammaDifferences;
import io.engagement.internal.math.GaussRule;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The log-likelihood of Pareto/NBD over a customer base and its gradient by ln r, ln alpha, ln s and ln beta: the integral
 * of {@link ParetoKernel} and its derivatives from the same nodes, as many as the integrand's decay asks for.
 *
 * <p>Rows go in chunks of fixed size whose sums are added in order, so that the bits do not depend on threads.
 */
final class ParetoLikelihood implements LogLikelihood {
    private static final int CHUNK = 2_048;
    static final int PARAMETERS = 4;

    private final Purchases distinct;
    private final double unit;

    ParetoLikelihood(Purchases distinct, double unit) {
        this.distinct = distinct;
        this.unit = unit;
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double valueAndGradient(double[] logs, double[] gradient) {
        int rows = distinct.size();
        int chunks = (rows + CHUNK - 1) / CHUNK;
        IntStream numbers = IntStream.range(0, chunks);
        ParetoRow[] parts = (chunks > 1 ? numbers.parallel() : numbers)
                .mapToObj(chunk -> over(logs, chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK)))
                .toArray(ParetoRow[]::new);
        double value = 0;
        Arrays.fill(gradient, 0);
        for (ParetoRow part : parts) {
            value += part.value;
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] += part.gradient[i];
            }
        }
        return value;
    }

    private ParetoRow over(double[] logs, int from, int to) {
        ParetoRow sums = new ParetoRow(Math.exp(logs[0]), Math.exp(logs[1]), Math.exp(logs[2]), Math.exp(logs[3]));
        for (int row = from; row < to; row++) {
            sums.add(
                    distinct.frequency(row),
                    distinct.recency(row) / unit,
                    distinct.age(row) / unit,
                    distinct.weight(row));
        }
        return sums;
    }

    /** Sums over rows for one set of parameters. */
    static final class ParetoRow {
        private static final double DECAYED = 40;
        /** Panels no longer than this lie well within the distance of the singularities. */
        private static final double LONGEST = 1.6;

        private static final GaussRule TEN = GaussRule.of(10);
        private static final GaussRule FOURTEEN = GaussRule.of(14);
        private static final GaussRule TWENTY = GaussRule.of(20);
        private static final GaussRule TWENTY_EIGHT = GaussRule.of(28);

        private final double r;
        private final double alpha;
        private final double s;
        private final double beta;

        double value;
        /** By the logarithms of r, alpha, s and beta. */
        final double[] gradient = new double[PARAMETERS];

        // Of the x at hand, as rows come in its order.
        private double count = -1;
        private double rising;
        private double risingByR;

        // Integrals over the time of leaving, relative to the integrand at its start.
        private double mass;
        private double byR;
        private double byAlpha;
        private double byS;
        private double byBeta;

        ParetoRow(double r, double alpha, double s, double beta) {
            this.r = r;
            this.alpha = alpha;
            this.s = s;
            this.beta = beta;
        }

        void add(double x, double recency, double age, double weight) {
            if (x != count) {
                count = x;
                rising = GammaDifferences.logRising(r, x);
                risingByR = GammaDifferences.digammaRise(r, x);
            }
            double shape = r + x;
            double a = alpha + recency;
            double b = beta + recency;
            double silence = age - recency;
            double lastA = Math.log1p(silence / a);
            double lastB = Math.log1p(silence / b);
            double startA = Math.log1p(age / alpha);
            double startB = Math.log1p(age / beta);
            integrate(shape, a, b, silence);
            // ln of P(dead)/P(alive).
            double odds = mass > 0 ? Math.log(s * mass) + shape * lastA + s * lastB : Double.NEGATIVE_INFINITY;
            double less = Math.exp(-Math.abs(odds));
            double dead = (odds > 0 ? 1 : less) / (1 + less);
            value += weight
                    * (rising
                            - r * startA
                            - x * Math.log(alpha + age)
                            - s * startB
                            + Math.max(odds, 0)
                            + Math.log1p(less));
            double share = mass > 0 ? dead / mass : 0;
            double nowA = alpha + age;
            double nowB = beta + age;
            gradient[0] += weight * r * (risingByR - startA + dead * lastA - share * byR);
            gradient[1] += weight * ((r * age - x * alpha) / nowA + alpha * shape * (dead / nowA - share * byAlpha));
            gradient[2] += weight * (s * (dead * lastB - startB - share * byS) + dead);
            gradient[3] += weight * (s * age / nowB + beta * (s * dead / nowB - share * byBeta * (s + 1)));
        }

        /** (a/(a+u))^R (b/(b+u))^s / (b+u) over u from 0 to v, and what multiplies it in the derivatives. */
        private void integrate(double shape, double a, double b, double v) {
            mass = 0;
            byR = 0;
            byAlpha = 0;
            byS = 0;
            byBeta = 0;
            double least = Math.min(a, b);
            double end = Math.log1p(v / least);
            double decay = decay(shape, a, b, least, end);
            // The decay is convex: Newton's steps from above stay above.
            for (int step = 0; decay > 1.1 * DECAYED && step < 60; step++) {
                double u = least * Math.expm1(end);
                double slope = (least + u) * (shape / (a + u) + (s + 1) / (b + u)) - 1;
                end -= (decay - DECAYED) / slope;
                decay = decay(shape, a, b, least, end);
            }
            int panels = (int) Math.ceil(end / LONGEST);
            double width = panels == 0 ? 0 : end / panels;
            GaussRule rule = decay < 1.5 ? TEN : decay < 8 ? FOURTEEN : decay < 20 ? TWENTY : TWENTY_EIGHT;
            for (int panel = 0; panel < panels; panel++) {
                for (int i = 0; i < rule.size(); i++) {
                    double y = width * (panel + 0.5 + 0.5 * rule.node(i));
                    double u = least * Math.expm1(y);
                    double logA = Math.log1p(u / a);
                    double logB = Math.log1p(u / b);
                    double f = 0.5 * width * rule.weight(i) * Math.exp(y - shape * logA - s * logB) * least / (b + u);
                    mass += f;
                    byR += f * logA;
                    byAlpha += f / (a + u);
                    byS += f * logB;
                    byBeta += f / (b + u);
                }
            }
        }

        /** By how much the logarithm of the integrand falls from 0 to y. */
        private double decay(double shape, double a, double b, double least, double y) {
            double u = least * Math.expm1(y);
            return shape * Math.log1p(u / a) + (s + 1) * Math.log1p(u / b) - y;
        }
    }
}
