package io.engagement.internal.math;

import java.util.function.DoubleUnaryOperator;

/**
 * The integral of a smooth function over an interval: Gauss-Legendre with 20 nodes, and intervals halved until the halves
 * agree with the whole.
 */
public final class GaussLegendre {
    /** Of one interval. */
    public static final int NODES = 20;

    private static final int DEEPEST = 40;
    private static final GaussRule RULE = GaussRule.of(NODES);

    private GaussLegendre() {}

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
            node.take(middle + half * RULE.node(i), RULE.weight(i) * half);
        }
    }

    private static double rule(DoubleUnaryOperator f, double from, double to) {
        double half = 0.5 * (to - from);
        double middle = 0.5 * (from + to);
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            sum += RULE.weight(i) * f.applyAsDouble(middle + half * RULE.node(i));
        }
        return sum * half;
    }
}
