package io.engagement.internal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * The integral of a smooth function over an interval: Gauss-Legendre with 20 nodes, and intervals halved until the halves
 * agree with the whole.
 */
public final class GaussLegendre {
    private static final int NODES = 20;
    private static final int DEEPEST = 40;
    private static final double[] NODE = new double[NODES];
    private static final double[] WEIGHT = new double[NODES];

    static {
        for (int i = 0; i < NODES; i++) {
            solve(i);
        }
    }

    private GaussLegendre() {}

    /** Newton's method for the i-th root of the Legendre polynomial, from Tricomi's first guess. */
    private static void solve(int i) {
        double root = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
        double slope = 1;
        for (int step = 0; step < 8; step++) {
            double before = 1;
            double here = root;
            for (int k = 2; k <= NODES; k++) {
                double next = ((2 * k - 1) * root * here - (k - 1) * before) / k;
                before = here;
                here = next;
            }
            slope = NODES * (root * here - before) / (root * root - 1);
            root -= here / slope;
        }
        NODE[i] = root;
        WEIGHT[i] = 2 / ((1 - root * root) * slope * slope);
    }

    /**
     * The integral of f.
     *
     * @param f the function, analytic on the interval; not negative, or the tolerance may never be met
     * @param from where the interval starts
     * @param to where it ends
     * @param relative error allowed, relative to the integral; what is reached is far better, for it is the difference
     *     between 20 and 40 nodes that is held below it
     * @return the integral
     */
    public static double integrate(DoubleUnaryOperator f, double from, double to, double relative) {
        double whole = rule(f, from, to);
        return refine(f, from, to, whole, relative * Math.abs(whole), DEEPEST);
    }

    private static double refine(
            DoubleUnaryOperator f, double from, double to, double whole, double allowed, int depth) {
        double middle = 0.5 * (from + to);
        double left = rule(f, from, middle);
        double right = rule(f, middle, to);
        double halves = left + right;
        // The first guess of the whole may be far too small where a peak fell between its nodes.
        double tolerance = Math.max(allowed, 1e-15 * Math.abs(halves));
        if (!(Math.abs(halves - whole) > tolerance) || depth == 0) {
            return halves;
        }
        return refine(f, from, middle, left, allowed, depth - 1) + refine(f, middle, to, right, allowed, depth - 1);
    }

    /** Takes a node and its weight. */
    @FunctionalInterface
    public interface Node {
        /**
         * Takes a node.
         *
         * @param at where it lies
         * @param weight its weight in the sum that is the integral
         */
        void take(double at, double weight);
    }

    /**
     * The 20 nodes of an interval, for functions with many values.
     *
     * @param from where the interval starts
     * @param to where it ends
     * @param node takes each
     */
    public static void forEach(double from, double to, Node node) {
        double half = 0.5 * (to - from);
        double middle = 0.5 * (from + to);
        for (int i = 0; i < NODES; i++) {
            node.take(middle + half * NODE[i], WEIGHT[i] * half);
        }
    }

    private static double rule(DoubleUnaryOperator f, double from, double to) {
        double half = 0.5 * (to - from);
        double middle = 0.5 * (from + to);
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            sum += WEIGHT[i] * f.applyAsDouble(middle + half * NODE[i]);
        }
        return sum * half;
    }
}
