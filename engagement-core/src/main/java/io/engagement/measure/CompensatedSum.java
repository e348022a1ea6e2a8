package io.engagement.measure;

/**
 * Neumaier's compensated summation in two slots: the sum and what rounding lost of it. Parts that are merged in any
 * order then agree to the last bits, where plain sums would drift. (Neumaier, 1974, Rundungsfehleranalyse einiger
 * Verfahren zur Summation endlicher Summen.)
 */
final class CompensatedSum {
    private CompensatedSum() {}

    static void add(double[] state, int offset, double number) {
        double sum = state[offset];
        double total = sum + number;
        state[offset + 1] += Math.abs(sum) >= Math.abs(number) ? (sum - total) + number : (number - total) + sum;
        state[offset] = total;
    }

    static void merge(double[] state, int offset, double[] other, int otherOffset) {
        add(state, offset, other[otherOffset]);
        state[offset + 1] += other[otherOffset + 1];
    }

    /** Whether numbers can have led to this: a sum that has not overflowed has lost a finite amount. */
    static boolean isPossible(double[] state, int offset) {
        return Double.isFinite(state[offset + 1]) || !Double.isFinite(state[offset]);
    }

    static boolean isZero(double[] state, int offset) {
        return state[offset] == 0 && state[offset + 1] == 0;
    }

    static double of(double[] state, int offset) {
        return state[offset] + state[offset + 1];
    }
}
