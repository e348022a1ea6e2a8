package io.engagement.internal.math;

/** Nodes and weights of Gauss-Legendre on the interval from -1 to 1, of any order. Immutable. */
public final class GaussRule {
    private final double[] nodes;
    private final double[] weights;

    private GaussRule(int order) {
        nodes = new double[order];
        weights = new double[order];
        for (int i = 0; i < order; i++) {
            solve(i, order);
        }
    }

    /** Newton's method for the i-th root of the Legendre polynomial, from Tricomi's first guess. */
    private void solve(int i, int order) {
        double root = Math.cos(Math.PI * (i + 0.75) / (order + 0.5));
        double slope = 1;
        for (int step = 0; step < 8; step++) {
            double before = 1;
            double here = root;
            for (int k = 2; k <= order; k++) {
                double next = ((2 * k - 1) * root * here - (k - 1) * before) / k;
                before = here;
                here = next;
            }
            slope = order * (root * here - before) / (root * root - 1);
            root -= here / slope;
        }
        nodes[i] = root;
        weights[i] = 2 / ((1 - root * root) * slope * slope);
    }

    /**
     * Makes the rule of an order; for keeping.
     *
     * @param order number of nodes, at least 1
     * @return the rule
     */
    public static GaussRule of(int order) {
        return new GaussRule(order);
    }

    /**
     * Number of nodes.
     *
     * @return the order
     */
    public int size() {
        return nodes.length;
    }

    /**
     * A node.
     *
     * @param i from 0
     * @return between -1 and 1
     */
    public double node(int i) {
        return nodes[i];
    }

    /**
     * A node's weight.
     *
     * @param i from 0
     * @return positive; all add up to 2
     */
    public double weight(int i) {
        return weights[i];
    }
}
