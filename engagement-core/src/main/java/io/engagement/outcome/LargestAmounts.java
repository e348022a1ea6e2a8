package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.internal.math.FewDecide;
import java.util.Arrays;

/** What is left of amounts if the largest gains and losses are cut; limits of at most a million of a log's interactions. */
final class LargestAmounts {
    private static final int MOST = 1_000_000;

    private final double[] limits;

    LargestAmounts(Amounts amounts) {
        LogView view = amounts.view();
        int stride = 1 + view.size() / MOST;
        double[] values = new double[view.size() / stride + 1];
        int size = 0;
        int position = 0;
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                if (position++ % stride == 0) {
                    values[size++] = amounts.value(i);
                }
            }
        }
        limits = FewDecide.limits(Arrays.copyOf(values, size), FewDecide.KEPT);
    }

    double cut(double value) {
        return Math.max(limits[0], Math.min(limits[1], value));
    }
}
