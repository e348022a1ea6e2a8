package io.engagement.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One climb from one start. */
final class Ascent {
    /** First trust radius, in coordinates: a factor of about 4 in a positive parameter. */
    private static final double FIRST_RADIUS = 1.5;

    private static final double WIDEST = 4;
    private static final double NARROWEST = 1e-10;
    /** The rounding of a log-likelihood, relative to its size. */
    private static final double ROUNDING = 2e-14;

    /** A promised gain below this that no step realises is rounding. */
    private static final double STALLED = 1e-5;
    /** With exact curvature, a smaller share of the least gain is not worth an evaluation. */
    private static final double NOTHING = 1e-3;
    /** Far from a maximum, a climb gains more than a step promises, but hardly this many times as much. */
    private static final double HOPE = 10;
    /** Nearer to a bound than this is at the bound. */
    private static final double SNAP = 1e-9;

    private static final double FORWARD = 1e-6;
    private static final double CENTRAL = 1e-4;

    private static final double[][] NOT_ASKED = {};

    private final List<Parameter> parameters;
    private final MaximumLikelihood.Counted likelihood;
    private final int dimension;
    private double[] point;
    private double[] gradient;
    /** Minus the second derivatives here, if the likelihood tells them. */
    private double[][] curvature;

    private double value;
    private double radius = FIRST_RADIUS;
    private int iterations;
    private boolean reached;
    private boolean abandoned;
    /** The result, when it is first asked for. */
    private double[][] information = NOT_ASKED;

    Ascent(List<Parameter> parameters, MaximumLikelihood.Counted likelihood, double[] start) {
        this.parameters = parameters;
        this.likelihood = likelihood;
        dimension = start.length;
        point = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            point[i] = Math.min(Math.max(parameters.get(i).coordinate(start[i]), lower(i)), upper(i));
        }
        gradient = new double[dimension];
        curvature = new double[dimension][dimension];
        value = likelihood.valueAndCurvature(point, gradient, curvature);
    }

    private double lower(int i) {
        return parameters.get(i).coordinate(parameters.get(i).lower());
    }

    private double upper(int i) {
        return parameters.get(i).coordinate(parameters.get(i).upper());
    }

    double value() {
        return value;
    }

    int iterations() {
        return iterations;
    }

    boolean isFinite() {
        double sum = value;
        for (double slope : gradient) {
            sum += slope;
        }
        return Double.isFinite(sum);
    }

    /** Whether it was given up, far below others. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Where it stands, in coordinates. */
    double[] point() {
        return point;
    }

    Maximum maximum(int allIterations, int evaluations) {
        if (information.length == 0) {
            information = likelihood.isCurved() ? curvature : centralInformation();
        }
        return new Maximum(parameters, point, value, information, reached, allIterations, evaluations);
    }

    /**
     * Goes up.
     *
     * @param atMost the most steps
     * @param tolerance stops when a step is expected to gain less
     * @param floor and when several times the expected gain would not reach this
     */
    void climb(int atMost, double tolerance, double floor) {
        reached = false;
        information = NOT_ASKED;
        radius = FIRST_RADIUS;
        int last = iterations + atMost;
        while (!reached && !abandoned && iterations < last && radius > NARROWEST) {
            iterations++;
            step(tolerance, floor);
        }
    }

    /** One Newton step, narrowed until it rises. */
    private void step(double tolerance, double floor) {
        double[][] information = likelihood.isCurved() ? curvature : forwardInformation();
        int[] free = free();
        if (free.length == 0) {
            reached = true;
            return;
        }
        SymmetricEigen eigen = new SymmetricEigen(Maximum.within(information, free));
        double gain = decrement(eigen, pick(gradient, free));
        if (value + HOPE * gain < floor) {
            abandoned = true;
            return;
        }
        double limit = Math.max(tolerance, ROUNDING * Math.abs(value));
        if (gain < limit) {
            reached = true;
            if (!(likelihood.isCurved() && gain < NOTHING * limit)) {
                tryStep(move(eigen, information, free, WIDEST));
            }
            return;
        }
        while (radius > NARROWEST) {
            double[] move = move(eigen, information, free, radius);
            double predicted = predicted(move, information);
            if (predicted > 0) {
                if (isAccepted(move, predicted)) {
                    return;
                }
            } else {
                // Cut at a bound it may lead down; the narrower the region, the nearer the step to the gradient.
                radius *= 0.25;
            }
        }
        // Along a flat direction the full step is rounding: count only what the widest step may gain.
        reached = Math.min(gain, WIDEST * norm(pick(gradient, free))) < STALLED;
    }

    private boolean isAccepted(double[] move, double predicted) {
        double before = value;
        double rounding = ROUNDING * Math.abs(before);
        boolean risen = tryStep(move);
        double ratio = risen ? (value - before + rounding) / (predicted + rounding) : -1;
        double length = norm(move);
        if (ratio < 0.25) {
            radius = 0.25 * Math.min(length, radius);
        } else if (ratio > 0.75 && length > 0.8 * radius) {
            radius = Math.min(2 * radius, WIDEST);
        }
        return risen;
    }

    /** Moves there unless it is lower. */
    private boolean tryStep(double[] move) {
        double[] there = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            there[i] = snapped(i, point[i] + move[i]);
        }
        double[] slope = new double[dimension];
        double[][] bend = new double[dimension][dimension];
        double height = likelihood.valueAndCurvature(there, slope, bend);
        if (!(height >= value - ROUNDING * Math.abs(value)) || !Double.isFinite(norm(slope))) {
            return false;
        }
        point = there;
        gradient = slope;
        curvature = bend;
        value = height;
        return true;
    }

    /** Within the bounds, and exactly at one where it is near. */
    private double snapped(int i, double coordinate) {
        if (coordinate < lower(i) + SNAP) {
            return lower(i);
        }
        return coordinate > upper(i) - SNAP ? upper(i) : coordinate;
    }

    /** Those that are not at a bound towards which the likelihood rises. */
    private int[] free() {
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < dimension; i++) {
            boolean held = (point[i] <= lower(i) && gradient[i] <= 0) || (point[i] >= upper(i) && gradient[i] >= 0);
            if (!held) {
                free.add(i);
            }
        }
        return free.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] pick(double[] all, int[] indices) {
        double[] picked = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            picked[i] = all[indices[i]];
        }
        return picked;
    }

    /** What a full Newton step would gain, with the curvature made negative. */
    private static double decrement(SymmetricEigen eigen, double[] slope) {
        double sum = 0;
        for (int k = 0; k < slope.length; k++) {
            double along = eigen.along(k, slope);
            if (along != 0) {
                sum += 0.5 * along * along / Math.max(Math.abs(eigen.value(k)), Double.MIN_NORMAL);
            }
        }
        return sum;
    }

    /** The Newton step, damped so that it is no longer than the radius. */
    private static double[] newton(SymmetricEigen eigen, double[] slope, double radius) {
        double damping = 0;
        double[] move = damped(eigen, slope, damping);
        if (norm(move) <= radius) {
            return move;
        }
        double low = 0;
        double high = norm(slope) / radius;
        for (int halving = 0; halving < 60 && high - low > 1e-3 * high; halving++) {
            damping = 0.5 * (low + high);
            if (norm(damped(eigen, slope, damping)) > radius) {
                low = damping;
            } else {
                high = damping;
            }
        }
        return damped(eigen, slope, high);
    }

    private static double[] damped(SymmetricEigen eigen, double[] slope, double damping) {
        double[] move = new double[slope.length];
        for (int k = 0; k < slope.length; k++) {
            double along = eigen.along(k, slope);
            if (along != 0) {
                double length = along / Math.max(Math.abs(eigen.value(k)) + damping, Double.MIN_NORMAL);
                for (int i = 0; i < move.length; i++) {
                    move[i] += length * eigen.vector(i, k);
                }
            }
        }
        return move;
    }

    /**
     * The step of the free coordinates, no longer than the radius and within the bounds. A coordinate at its bound that
     * would leave it is held, and the step of the others is computed again without it.
     */
    private double[] move(SymmetricEigen eigen, double[][] information, int[] free, double radius) {
        double[] step = newton(eigen, pick(gradient, free), radius);
        int[] inside = IntStream.range(0, free.length)
                .filter(i -> step[i] == 0 || room(free[i], step[i]) != 0)
                .map(i -> free[i])
                .toArray();
        return inside.length == free.length
                ? bounded(step, free)
                : move(new SymmetricEigen(Maximum.within(information, inside)), information, inside, radius);
    }

    /** The distance to the bound ahead of a step; negative downwards. */
    private double room(int i, double step) {
        return (step > 0 ? upper(i) : lower(i)) - point[i];
    }

    /** The move of all coordinates, cut where the first one meets its bound. */
    private double[] bounded(double[] freeMove, int[] free) {
        double share = 1;
        double[] move = new double[dimension];
        for (int i = 0; i < free.length; i++) {
            double room = room(free[i], freeMove[i]);
            move[free[i]] = freeMove[i];
            share = Math.abs(freeMove[i]) * share > Math.abs(room) ? room / freeMove[i] : share;
        }
        for (int i = 0; i < dimension; i++) {
            move[i] *= share;
        }
        return move;
    }

    private double predicted(double[] move, double[][] information) {
        double gain = 0;
        for (int i = 0; i < dimension; i++) {
            gain += gradient[i] * move[i];
            for (int j = 0; j < dimension; j++) {
                gain -= 0.5 * move[i] * information[i][j] * move[j];
            }
        }
        return gain;
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double component : vector) {
            sum += component * component;
        }
        return Math.sqrt(sum);
    }

    private double[][] forwardInformation() {
        double[][] matrix = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            matrix[i] = difference(gradient, gradientAt(i, FORWARD), FORWARD);
        }
        return symmetric(matrix);
    }

    private double[][] centralInformation() {
        double[][] matrix = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            matrix[i] = difference(gradientAt(i, -CENTRAL), gradientAt(i, CENTRAL), 2 * CENTRAL);
        }
        return symmetric(matrix);
    }

    private double[] gradientAt(int i, double offset) {
        double[] there = point.clone();
        there[i] += offset;
        double[] slope = new double[dimension];
        likelihood.valueAndGradient(there, slope);
        return slope;
    }

    private static double[] difference(double[] from, double[] to, double width) {
        double[] row = new double[from.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (from[i] - to[i]) / width;
        }
        return row;
    }

    private static double[][] symmetric(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i] = 0.5 * (matrix[i][j] + matrix[j][i]);
            }
        }
        return matrix;
    }
}
