package io.engagement.dialogue;

/**
 * Positive parameters within bounds, as numbers without any: the logarithm of parameter i lies at the share
 * 1/(1 + e^-u_i) of the way from its lower bound to its upper one. A fit whose likelihood keeps growing towards a bound
 * flattens there and ends, and can say which bound it was.
 */
final class LogBounds {
    /** Nearer to a bound than this, as a share of the way, is at the bound. */
    private static final double AT_BOUND = 1e-3;

    private final double[] lower;
    private final double[] upper;

    LogBounds(double[] lower, double[] upper) {
        this.lower = logs(lower);
        this.upper = logs(upper);
    }

    private static double[] logs(double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = Math.log(values[i]);
        }
        return logs;
    }

    int size() {
        return lower.length;
    }

    /** Logarithms of the parameters. */
    double[] logs(double[] unbounded, int size) {
        double[] logs = new double[size];
        for (int i = 0; i < size; i++) {
            logs[i] = lower[i] + (upper[i] - lower[i]) * share(unbounded[i]);
        }
        return logs;
    }

    /** Derivative of the logarithm of parameter i by its unbounded number. */
    double slope(int i, double unbounded) {
        return (upper[i] - lower[i]) * share(unbounded) * share(-unbounded);
    }

    /** The unbounded number of a parameter's value, which is drawn in a little if it is at a bound or beyond. */
    double unbounded(int i, double value) {
        double share = (Math.log(value) - lower[i]) / (upper[i] - lower[i]);
        double inside = Math.min(1 - AT_BOUND, Math.max(AT_BOUND, share));
        return Math.log(inside / (1 - inside));
    }

    boolean atLower(int i, double log) {
        return log - lower[i] < AT_BOUND * (upper[i] - lower[i]);
    }

    boolean atUpper(int i, double log) {
        return upper[i] - log < AT_BOUND * (upper[i] - lower[i]);
    }

    private static double share(double unbounded) {
        return 1 / (1 + Math.exp(-unbounded));
    }
}
