package io.engagement.outcome.observational;

import io.engagement.fit.OrderedSums;
import io.engagement.internal.math.Inverse;
import io.engagement.internal.math.LogOdds;
import java.util.Arrays;

/**
 * Regressions that each leave out one part of the rows, so that no row helps to make its own prediction: logistic by Newton's
 * method, all parts in one pass; linear by the sums of all rows less those of the part. With one part nothing is left out.
 * Columns should be of mean 0 and variance 1.
 */
final class CrossFit {
    private static final int CHUNK = 1 << 14;
    private static final int MOST_STEPS = 60;
    /** Of columns of variance 1; the next step would be of its square. */
    private static final double ARRIVED = 1e-8;
    /** Log-odds of more than this are those of groups that are wholly apart. */
    private static final double APART = 500;

    private final double[][] x;
    private final byte[] part;
    private final int parts;
    private final int k;

    CrossFit(double[][] x, byte[] part, int parts) {
        this.x = x;
        this.part = part;
        this.parts = parts;
        this.k = x.length + 1;
    }

    /** Sums of one fit. */
    private static final class Sums {
        private double logLikelihood;
        private double largest;
        private final double[] gradient;
        private final double[][] information;

        Sums(int k) {
            gradient = new double[k];
            information = new double[k][k];
        }

        void plus(Sums other, double factor) {
            logLikelihood += factor * other.logLikelihood;
            largest = Math.max(largest, other.largest);
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += factor * other.gradient[j];
                for (int l = 0; l <= j; l++) {
                    information[j][l] += factor * other.information[j][l];
                }
            }
        }

        void add(double[] row, double rest, double weight) {
            for (int j = 0; j < row.length; j++) {
                gradient[j] += rest * row[j];
                double weighted = weight * row[j];
                for (int l = 0; l <= j; l++) {
                    information[j][l] += weighted * row[l];
                }
            }
        }

        void addLogistic(double[] row, boolean happened, double[] beta) {
            double y = dot(beta, row);
            double p = LogOdds.logistic(y);
            largest = Math.max(largest, Math.abs(y));
            logLikelihood += Math.min(happened ? y : -y, 0) - Math.log1p(Math.exp(-Math.abs(y)));
            add(row, (happened ? 1 : 0) - p, p * (1 - p));
        }

        /** Information^-1 gradient; NaN if columns are tied to each other. */
        double[] solved() {
            int size = gradient.length;
            for (int j = 0; j < size; j++) {
                for (int l = 0; l < j; l++) {
                    information[l][j] = information[j][l];
                }
            }
            double[][] inverse = Inverse.of(information);
            double[] solution = new double[size];
            for (int j = 0; j < size; j++) {
                solution[j] = dot(inverse[j], gradient);
            }
            return solution;
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int j = 0; j < one.length; j++) {
            sum += one[j] * other[j];
        }
        return sum;
    }

    /** Coefficients of the fit without each part, the intercept's first; NaN if one has no maximum. */
    double[][] logistic(boolean[] happened, double[] start) {
        double[][] starts = new double[parts][];
        Arrays.fill(starts, start);
        return parts == 1 ? starts : climbed(happened, starts);
    }

    /** Coefficients of the fit to all rows, the intercept's first; NaN if it has no maximum. */
    double[] logistic(boolean[] happened) {
        return climbed(happened, new double[][] {new double[k]})[0];
    }

    private double[][] climbed(boolean[] happened, double[]... starts) {
        int fits = starts.length;
        double[][] best = starts.clone();
        double[][] next = starts.clone();
        double[] now = new double[fits];
        Arrays.fill(now, Double.NEGATIVE_INFINITY);
        for (int step = 0; step < MOST_STEPS; step++) {
            Sums[] sums = sums(happened, next);
            double moves = 0;
            for (int f = 0; f < fits; f++) {
                // A hair lower is rounding at the maximum.
                boolean higher = sums[f].logLikelihood >= now[f] - 1e-10 * Math.abs(now[f]);
                double[] move = higher ? sums[f].solved() : minus(next[f], best[f], 0.5);
                best[f] = higher ? next[f] : best[f];
                now[f] = higher ? sums[f].logLikelihood : now[f];
                next[f] = minus(best[f], move, -1);
                moves = Math.max(moves, Arrays.stream(move).map(Math::abs).reduce(0, Math::max));
                moves = sums[f].largest > APART ? Double.NaN : moves;
            }
            if (!(moves >= ARRIVED)) {
                return Double.isNaN(moves) ? none(fits) : next;
            }
        }
        return none(fits);
    }

    /** Factor times the difference, for a factor below 1; the sum for -1. */
    private static double[] minus(double[] one, double[] other, double factor) {
        double[] result = new double[one.length];
        Arrays.setAll(result, j -> factor < 0 ? one[j] + other[j] : factor * (one[j] - other[j]));
        return result;
    }

    private double[][] none(int fits) {
        double[][] none = new double[fits][k];
        for (double[] each : none) {
            Arrays.fill(each, Double.NaN);
        }
        return none;
    }

    private Sums[] empty(int fits) {
        Sums[] sums = new Sums[fits];
        Arrays.setAll(sums, f -> new Sums(k));
        return sums;
    }

    private static void add(Sums[] to, Sums[] from) {
        for (int f = 0; f < to.length; f++) {
            to[f].plus(from[f], 1);
        }
    }

    private Sums[] sums(boolean[] happened, double[]... beta) {
        int fits = beta.length;
        return OrderedSums.into(
                empty(fits),
                part.length,
                CHUNK,
                (from, to) -> {
                    Sums[] sums = empty(fits);
                    double[] row = new double[k];
                    for (int i = from; i < to; i++) {
                        fill(i, row);
                        for (int f = 0; f < fits; f++) {
                            if (fits == 1 || part[i] != f) {
                                sums[f].addLogistic(row, happened[i], beta[f]);
                            }
                        }
                    }
                    return sums;
                },
                CrossFit::add);
    }

    /** Coefficients of the least squares of some rows without each part; NaN if columns are tied to each other. */
    double[][] linear(double[] y, boolean[] leftOut) {
        Sums[] ofParts = OrderedSums.into(
                empty(parts),
                part.length,
                CHUNK,
                (from, to) -> {
                    Sums[] sums = empty(parts);
                    double[] row = new double[k];
                    for (int i = from; i < to; i++) {
                        if (!leftOut[i]) {
                            fill(i, row);
                            sums[part[i]].add(row, y[i], 1);
                        }
                    }
                    return sums;
                },
                CrossFit::add);
        double[][] beta = new double[parts][];
        for (int f = 0; f < parts; f++) {
            Sums without = new Sums(k);
            for (Sums each : ofParts) {
                without.plus(each, 1);
            }
            without.plus(ofParts[f], parts == 1 ? 0 : -1);
            beta[f] = without.solved();
        }
        return beta;
    }

    private void fill(int i, double[] row) {
        row[0] = 1;
        for (int j = 1; j < k; j++) {
            row[j] = x[j - 1][i];
        }
    }

    /** A row's prediction by the fit without its own part. */
    double predicted(int i, double[]... beta) {
        double[] own = beta[part[i]];
        double sum = own[0];
        for (int j = 1; j < k; j++) {
            sum += own[j] * x[j - 1][i];
        }
        return sum;
    }
}
