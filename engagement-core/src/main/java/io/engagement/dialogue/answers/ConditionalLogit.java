package io.engagement.dialogue.answers;

import io.engagement.internal.math.Inverse;
import java.util.Arrays;
import java.util.List;

/**
 * Which of a customer's asks were answered, given how many were: the conditional logit, exact, by the recursion of Gail, Lubin
 * and Rubinstein (1981), Biometrika 68(3), 703-707. What a customer is apart from their asks drops out. Newton's method.
 */
final class ConditionalLogit {
    private static final int MOST_STEPS = 50;
    private static final double ARRIVED = 1e-10;

    /**
     * One customer's asks.
     *
     * @param answered whether each was
     * @param x of each, its covariates
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Stratum(boolean[] answered, double[][] x) {
        int cases() {
            int count = 0;
            for (boolean each : answered) {
                count += each ? 1 : 0;
            }
            return count;
        }

        Stratum ofFirst() {
            return new Stratum(
                    answered,
                    Arrays.stream(x).map(each -> new double[] {each[0]}).toArray(double[][]::new));
        }

        /** Whether it tells anything: some were answered, and some not. */
        boolean tells() {
            int cases = cases();
            return cases > 0 && cases < answered.length;
        }
    }

    private final int size;
    private final List<Stratum> strata;
    private double[] beta;
    private double logLikelihood;
    private double[] gradient;
    private double[][] information;
    private double[][] inverse = new double[0][];
    private boolean converged;

    private ConditionalLogit(List<Stratum> strata, int size) {
        this.strata = strata;
        this.size = size;
        beta = new double[size];
        gradient = new double[size];
        information = new double[size][size];
    }

    /** Fits strata that tell, in parallel and to the same bits whatever the threads. */
    static ConditionalLogit fit(List<Stratum> strata, int covariates) {
        ConditionalLogit fit =
                new ConditionalLogit(strata.stream().filter(Stratum::tells).toList(), covariates);
        fit.climb();
        return fit;
    }

    /** Of the same asks by their first covariate alone. */
    ConditionalLogit ofFirst() {
        return fit(strata.stream().map(Stratum::ofFirst).toList(), 1);
    }

    private void climb() {
        if (strata.isEmpty()) {
            logLikelihood = Double.NaN;
            return;
        }
        evaluate(beta);
        for (int step = 0; step < MOST_STEPS && !converged; step++) {
            inverse = Inverse.of(information);
            double[] direction = new double[size];
            double most = 0;
            for (int j = 0; j < size; j++) {
                for (int l = 0; l < size; l++) {
                    direction[j] += inverse[j][l] * gradient[l];
                }
                most = Math.max(most, Math.abs(direction[j]));
            }
            if (!(most < 1e3)) {
                return;
            }
            converged = move(direction) && most < ARRIVED * (1 + Math.abs(beta[0]));
        }
        inverse = Inverse.of(information);
    }

    /** A step, halved until the likelihood does not fall. */
    private boolean move(double[] direction) {
        double before = logLikelihood;
        double[] from = beta;
        for (double share = 1; share > 1e-9; share /= 2) {
            double[] next = from.clone();
            for (int j = 0; j < size; j++) {
                next[j] += share * direction[j];
            }
            evaluate(next);
            if (logLikelihood >= before - 1e-9 * Math.abs(before)) {
                beta = next;
                return true;
            }
        }
        evaluate(from);
        return false;
    }

    private void evaluate(double[] at) {
        int parts = (strata.size() + 255) / 256;
        List<Sums> sums = java.util.stream.IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> {
                    Sums each = new Sums(size);
                    strata.subList(part * 256, Math.min(strata.size(), (part + 1) * 256))
                            .forEach(stratum -> each.add(stratum, at));
                    return each;
                })
                .toList();
        Sums all = new Sums(size);
        sums.forEach(all::plus);
        logLikelihood = all.logLikelihood;
        gradient = all.gradient;
        information = all.information;
    }

    /** Log-likelihood, gradient and information of some strata. */
    private static final class Sums {
        private final int size;
        private final double[] gradient;
        private final double[][] information;
        private double logLikelihood;

        Sums(int size) {
            this.size = size;
            gradient = new double[size];
            information = new double[size][size];
        }

        void plus(Sums other) {
            logLikelihood += other.logLikelihood;
            for (int j = 0; j < size; j++) {
                gradient[j] += other.gradient[j];
                for (int l = 0; l < size; l++) {
                    information[j][l] += other.information[j][l];
                }
            }
        }

        /**
         * b[k] is the sum over sets of k asks of the product of their odds, d its gradient, h its second derivatives; all of a
         * k by one power of two, so that none leaves a double's range: the terms are divided by the largest odds.
         */
        void add(Stratum stratum, double[] beta) {
            int cases = stratum.cases();
            int n = stratum.answered().length;
            double[] odds = new double[n];
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                odds[i] = dot(stratum.x()[i], beta);
                largest = Math.max(largest, odds[i]);
                if (stratum.answered()[i]) {
                    logLikelihood += odds[i];
                    for (int j = 0; j < size; j++) {
                        gradient[j] += stratum.x()[i][j];
                    }
                }
            }
            double[] b = new double[cases + 1];
            double[][] d = new double[cases + 1][size];
            double[][][] h = new double[cases + 1][size][size];
            b[0] = 1;
            double scaled = 0;
            for (int i = 0; i < n; i++) {
                double u = Math.exp(odds[i] - largest);
                double[] x = stratum.x()[i];
                for (int k = Math.min(cases, i + 1); k > 0; k--) {
                    step(u, x, b, d, h, k);
                }
                if (b[Math.min(cases, i + 1)] > 1e200 || max(b) > 1e200) {
                    scaled += scale(b, d, h);
                }
            }
            logLikelihood -= Math.log(b[cases]) + scaled + cases * largest;
            for (int j = 0; j < size; j++) {
                double mean = d[cases][j] / b[cases];
                gradient[j] -= mean;
                for (int l = 0; l < size; l++) {
                    information[j][l] += h[cases][j][l] / b[cases] - mean * (d[cases][l] / b[cases]);
                }
            }
        }

        private void step(double u, double[] x, double[] b, double[][] d, double[][][] h, int k) {
            for (int j = 0; j < size; j++) {
                for (int l = 0; l <= j; l++) {
                    double more = h[k - 1][j][l] + x[j] * d[k - 1][l] + x[l] * d[k - 1][j] + x[j] * x[l] * b[k - 1];
                    h[k][j][l] += u * more;
                    h[k][l][j] = h[k][j][l];
                }
            }
            for (int j = 0; j < size; j++) {
                d[k][j] += u * (d[k - 1][j] + x[j] * b[k - 1]);
            }
            b[k] += u * b[k - 1];
        }

        private static double max(double[] b) {
            double max = 0;
            for (double each : b) {
                max = Math.max(max, each);
            }
            return max;
        }

        /** Divides all by 2^600 and tells its logarithm. */
        private static double scale(double[] b, double[][] d, double[][][] h) {
            double factor = 0x1p-600;
            for (int k = 0; k < b.length; k++) {
                b[k] *= factor;
                for (int j = 0; j < d[k].length; j++) {
                    d[k][j] *= factor;
                    for (int l = 0; l < d[k].length; l++) {
                        h[k][j][l] *= factor;
                    }
                }
            }
            return 600 * Math.log(2);
        }

        private static double dot(double[] x, double[] beta) {
            double sum = 0;
            for (int j = 0; j < beta.length; j++) {
                sum += x[j] * beta[j];
            }
            return sum;
        }
    }

    /** Whether the maximum was found; it may not exist where all asks that were answered differ from all that were not. */
    boolean converged() {
        return converged;
    }

    double coefficient(int index) {
        return converged ? beta[index] : Double.NaN;
    }

    double standardError(int index) {
        return converged ? Math.sqrt(inverse[index][index]) : Double.NaN;
    }

    double logLikelihood() {
        return logLikelihood;
    }
}
