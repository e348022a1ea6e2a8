package io.engagement.initiative;

import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.internal.math.LogOdds;
import io.engagement.internal.math.LogisticSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression over rows in groups, the newest first: a level of each group's own, coefficients in common, penalised.
 * The coefficients have ridges; each level is tied to the next by half the walk's penalty times their squared difference, and
 * all are held, by the weight of one row, near the log-odds of the whole. The coordinates are the levels and then the
 * coefficients. Concave, so that there is one maximum.
 */
final class PooledLogistic implements CurvedLogLikelihood {
    /** A step of the levels of one in log-odds costs 5. */
    private static final double WALK = 10;

    /** One group of rows: what happened, and the columns row by row. */
    @SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
    record Group(double weight, boolean[] happened, double[] columns) {}

    private record Chunk(int group, int from, int to) {}

    private final List<Group> groups;
    private final int columns;
    private final double[] ridges;
    private final double centre;
    private final List<Chunk> chunks;

    PooledLogistic(List<Group> groups, double... ridges) {
        this.groups = groups;
        this.ridges = ridges;
        columns = ridges.length;
        centre = centre(groups);
        chunks = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            int rows = groups.get(group).happened().length;
            for (int from = 0; from < rows; from += LogisticSums.CHUNK) {
                chunks.add(new Chunk(group, from, Math.min(rows, from + LogisticSums.CHUNK)));
            }
        }
    }

    /** Log-odds of all rows together, each outcome seen half a time more. */
    private static double centre(List<Group> groups) {
        double yes = 0.5;
        double no = 0.5;
        for (Group group : groups) {
            for (boolean happened : group.happened()) {
                yes += happened ? group.weight() : 0;
                no += happened ? 0 : group.weight();
            }
        }
        return Math.log(yes / no);
    }

    /** Where to begin: all levels at the centre, no differences. */
    double[] start() {
        double[] start = new double[dimension()];
        Arrays.fill(start, 0, groups.size(), centre);
        return start;
    }

    @Override
    public int dimension() {
        return groups.size() + columns;
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        return valueGradientAndHessian(point, gradient, new double[point.length][point.length]);
    }

    @Override
    public double valueGradientAndHessian(double[] point, double[] gradient, double[][] hessian) {
        Sums sums = sums(point);
        sums.copyTo(gradient, hessian);
        return sums.value + penalty(point, gradient, hessian);
    }

    /** Without penalties. */
    double logLikelihood(double[] point) {
        return sums(point).value;
    }

    private Sums sums(double[] point) {
        double[] coefficients = Arrays.copyOfRange(point, groups.size(), point.length);
        List<LogisticSums> parts = chunks.parallelStream()
                .map(chunk -> over(chunk, point[chunk.group()], coefficients))
                .toList();
        Sums all = new Sums();
        for (int i = 0; i < parts.size(); i++) {
            all.add(chunks.get(i).group(), parts.get(i));
        }
        return all;
    }

    private LogisticSums over(Chunk chunk, double level, double... coefficients) {
        Group group = groups.get(chunk.group());
        return new LogisticSums(columns)
                .add(group.happened(), group.columns(), group.weight(), chunk.from(), chunk.to(), level, coefficients);
    }

    /**
     * Sums over customers of the products of their gradients: what one customer does after one origin and after the next is not
     * independent.
     *
     * @param customers of each group's rows the customers' numbers, ascending
     */
    ClusteredProducts products(double[] point, List<int[]> customers) {
        ClusteredProducts products = new ClusteredProducts(dimension());
        int[] next = new int[groups.size()];
        double[] gradient = new double[dimension()];
        for (int customer = 0; customer <= last(customers); customer++) {
            boolean seen = false;
            for (int group = 0; group < next.length; group++) {
                int[] rows = customers.get(group);
                if (next[group] < groups.get(group).happened().length && rows[next[group]] == customer) {
                    addGradient(group, next[group]++, point, gradient);
                    seen = true;
                }
            }
            if (seen) {
                products.add(gradient);
                Arrays.fill(gradient, 0);
            }
        }
        return products;
    }

    private static int last(List<int[]> customers) {
        return customers.stream()
                .mapToInt(rows -> rows.length == 0 ? -1 : rows[rows.length - 1])
                .max()
                .orElse(-1);
    }

    private void addGradient(int group, int row, double[] point, double[] gradient) {
        Group rows = groups.get(group);
        double logOdds = point[group];
        int at = row * columns;
        for (int j = 0; j < columns; j++) {
            logOdds += point[groups.size() + j] * rows.columns()[at + j];
        }
        double rest = rows.weight() * ((rows.happened()[row] ? 1 : 0) - LogOdds.logistic(logOdds));
        gradient[group] += rest;
        for (int j = 0; j < columns; j++) {
            gradient[groups.size() + j] += rest * rows.columns()[at + j];
        }
    }

    private double penalty(double[] point, double[] gradient, double[][] hessian) {
        int levels = groups.size();
        double hold = 1.0 / levels;
        double value = 0;
        for (int i = 0; i < levels; i++) {
            value += add(i, i, hold, point[i] - centre, gradient, hessian);
        }
        for (int i = 1; i < levels; i++) {
            value += add(i - 1, i, WALK, point[i - 1] - point[i], gradient, hessian);
        }
        for (int j = 0; j < columns; j++) {
            value += add(levels + j, levels + j, ridges[j], point[levels + j], gradient, hessian);
        }
        return value;
    }

    /** Half a weight times a squared coordinate, or difference of two. */
    private static double add(int i, int j, double weight, double distance, double[] gradient, double[][] hessian) {
        gradient[i] -= weight * distance;
        hessian[i][i] -= weight;
        if (i != j) {
            gradient[j] += weight * distance;
            hessian[j][j] -= weight;
            hessian[i][j] += weight;
            hessian[j][i] += weight;
        }
        return -0.5 * weight * distance * distance;
    }

    /** Sums over rows: the log-likelihood and its derivatives, by levels and coefficients. */
    private final class Sums {
        private final int levels = groups.size();
        private final double[] slopes = new double[dimension()];
        /** Lower triangle of the coefficients' part, row by row. */
        private final double[] curves = new double[columns * (columns + 1) / 2];
        /** Of each level, with the coefficients. */
        private final double[][] mixed = new double[levels][columns];

        private final double[] ofLevels = new double[levels];
        private double value;

        void add(int group, LogisticSums part) {
            value += part.value();
            slopes[group] += part.slope();
            ofLevels[group] += part.curve();
            part.addSlopes(slopes, levels);
            part.addMixed(mixed[group]);
            part.addCurves(curves);
        }

        void copyTo(double[] gradient, double[][] hessian) {
            System.arraycopy(slopes, 0, gradient, 0, slopes.length);
            for (int i = 0; i < levels; i++) {
                Arrays.fill(hessian[i], 0, levels, 0);
                hessian[i][i] = -ofLevels[i];
                for (int j = 0; j < columns; j++) {
                    hessian[i][levels + j] = hessian[levels + j][i] = -mixed[i][j];
                }
            }
            int cell = 0;
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j <= i; j++) {
                    hessian[levels + i][levels + j] = hessian[levels + j][levels + i] = -curves[cell++];
                }
            }
        }
    }
}
