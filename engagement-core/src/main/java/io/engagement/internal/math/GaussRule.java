package io.engagement.internal.math;

/** Nodes and weights of Gauss-Legendre on the interval from 0 to 1, of any order. */
public final class GaussRule {
    private static final int MOST = 64;
    private static final GaussRule[] RULES = new GaussRule[MOST + 1];

    static {
        for (int order = 1; order <= MOST; order++) {
            RULES[order] = new GaussRule(order);
        }
    }

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
        for (int step = 0; step < 10; step++) {
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
        nodes[i] = 0.5 * (1 + root);
        weights[i] = 1 / ((1 - root * root) * slope * slope);
    }

    /**
     * The rule of an order.
     *
     * @param order number of nodes, from 1 to 64
     * @return the rule
     */
    public static GaussRule of(int order) {
        return RULES[order];
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
     * @return between 0 and 1
     */
    public double node(int i) {
        return nodes[i];
    }

    /**
     * A node's weight.
     *
     * @param i from 0
     * @return positive; all add up to 1
     */
    public double weight(int i) {
        return weights[i];
    }
}
