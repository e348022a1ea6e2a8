package io.engagement.customerbase;

import io.engagement.fit.LogLikelihood;
import io.engagement.internal.math.GammaDifferences;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Log-likelihood of GGom/NBD and its gradient by the logarithms of r, alpha, s, beta and b. */
final class GammaGompertzLikelihood implements LogLikelihood {
    private static final int PARAMETERS = 5;
    /** Rows of one task; fixed, so that threads do not matter. */
    private static final int CHUNK = 256;

    private final Purchases distinct;
    private final double unit;

    /** Of distinct rows, with times in the given unit. */
    GammaGompertzLikelihood(Purchases distinct, double unit) {
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
        Sums[] parts = (chunks > 1 ? numbers.parallel() : numbers)
                .mapToObj(chunk -> over(logs, chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK)))
                .toArray(Sums[]::new);
        double value = 0;
        Arrays.fill(gradient, 0);
        for (Sums part : parts) {
            value += part.value;
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] += part.gradient[i];
            }
        }
        return value;
    }

    private Sums over(double[] logs, int from, int to) {
        Sums sums = new Sums(logs);
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
    private static final class Sums {
        private final double r;
        private final double alpha;
        private final double s;
        private final double beta;
        private final double b;
        private final GompertzTime time;
        private final double[] gradient = new double[PARAMETERS];
        private double value;

        // Of the x at hand, as rows come in its order.
        private double count = -1;
        private double rising;
        private double risingByR;

        Sums(double[] logs) {
            r = Math.exp(logs[0]);
            alpha = Math.exp(logs[1]);
            s = Math.exp(logs[2]);
            beta = Math.exp(logs[3]);
            b = Math.exp(logs[4]);
            time = new GompertzTime(alpha, beta, b);
        }

        void add(double x, double recency, double age, double weight) {
            if (x != count) {
                count = x;
                rising = GammaDifferences.logRising(r, x);
                risingByR = GammaDifferences.digammaRise(r, x);
            }
            double shape = r + x;
            boolean silent = recency < age;
            if (silent) {
                time.integrate(b, s + 1, shape, recency, age);
            }
            time.look(recency);
            double firstL = time.l;
            double logRate = Math.log(s * b * time.sigma);
            time.look(age);
            double silence = Math.log1p((age - recency) / (alpha + recency));
            // ln of P(dead)/P(alive).
            double odds = silent && time.mass > 0
                    ? logRate + time.scale + Math.log(time.mass) + s * (time.l - firstL) + shape * silence
                    : Double.NEGATIVE_INFINITY;
            double less = Math.exp(-Math.abs(odds));
            double dead = (odds > 0 ? 1 : less) / (1 + less);
            double start = Math.log1p(age / alpha);
            value += weight
                    * (rising
                            - r * start
                            - x * Math.log(alpha + age)
                            - s * time.l
                            + Math.max(odds, 0)
                            + Math.log1p(less));
            double share = silent && time.mass > 0 ? dead / time.mass : 0;
            double alive = 1 - dead;
            // Of one who is alive and of one who left, by their shares.
            gradient[0] += weight * r * (risingByR - start + dead * silence - share * time.byLog);
            gradient[1] += weight * (r - alpha * shape * (alive / (alpha + age) + share * time.byInverseTime));
            gradient[2] += weight * (dead * (1 - s * firstL) - s * (alive * time.l + share * time.byL));
            gradient[3] += weight * (s - beta * (s * alive * time.inverse + (s + 1) * share * time.byInverse));
            gradient[4] += weight
                    * (dead
                            + b
                                    * (share * time.byTime
                                            - s * alive * age * time.sigma
                                            - (s + 1) * share * time.byTimeSigma));
        }
    }
}
