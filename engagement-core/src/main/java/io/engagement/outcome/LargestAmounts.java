package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.internal.math.Quantiles;
import java.util.Arrays;
import java.util.function.DoublePredicate;

/** What is left of amounts if the largest 1 % of gains and of losses are cut; limits of at most a million of a log's interactions. */
final class LargestAmounts {
    private static final double SHARE = 0.99;
    private static final int MOST = 1_000_000;

    private final double gain;
    private final double loss;

    LargestAmounts(Amounts amounts) {
        LogView view = amounts.view();
        long all = 0;
        for (int row = 0; row < view.customers(); row++) {
            all += view.end(row) - view.start(row);
        }
        int stride = (int) (1 + all / MOST);
        double[] values = new double[(int) (all / stride) + 1];
        int size = 0;
        long position = 0;
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                if (position++ % stride == 0) {
                    values[size++] = amounts.value(i);
                }
            }
        }
        double[] drawn = Arrays.copyOf(values, size);
        gain = limit(drawn, value -> value > 0);
        loss = limit(drawn, value -> value < 0);
    }

    private static double limit(double[] values, DoublePredicate which) {
        double[] sizes =
                Arrays.stream(values).filter(which).map(Math::abs).sorted().toArray();
        return sizes.length == 0 ? 0 : Quantiles.of(sizes, SHARE);
    }

    double cut(double value) {
        return Math.max(-loss, Math.min(gain, value));
    }
}
