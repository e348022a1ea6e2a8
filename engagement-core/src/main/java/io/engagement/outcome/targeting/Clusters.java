package io.engagement.outcome.targeting;

import io.engagement.outcome.effect.Effect;

/** Means over rows whose customers are independent of each other, their own rows not. */
final class Clusters {
    private Clusters() {}

    /** The mean; of one row a customer, the standard error is the textbook's. */
    static Effect mean(TrialRows rows, double[] values) {
        int n = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / n;
        double squares = 0;
        double own = 0;
        for (int i = 0; i < n; i++) {
            own += values[i] - mean;
            if (i + 1 == n || rows.customer[i + 1] != rows.customer[i]) {
                squares += own * own;
                own = 0;
            }
        }
        int k = rows.distinctCustomers();
        return k < 2 ? Effect.undefined() : Effect.normal(mean, Math.sqrt(squares * k / (k - 1.0)) / n);
    }
}
