package io.engagement.outcome;

import io.engagement.history.LogView;
import io.engagement.internal.index.FirstResult;
import io.engagement.internal.math.FewDecide;
import java.util.Arrays;
import java.util.function.Supplier;

/** What all accounts without a hold-out ask of the whole log, looked up once and only if it is asked for. Thread-safe. */
final class WholeLog {
    private static final int MOST = 1_000_000;

    private final WindowWalk.Base base;
    private final Amounts amounts;
    private final Supplier<Long> firstAct;
    private final Supplier<FewDecide.Limits> limits;

    WholeLog(WindowWalk.Base base) {
        this.base = base;
        this.amounts = new Amounts(base.view(), base.marks(), base.rules().margin());
        this.firstAct = new FirstResult<>(() -> firstAct(base));
        this.limits = new FirstResult<>(() -> limits(amounts));
    }

    private static long firstAct(WindowWalk.Base base) {
        long first = Long.MAX_VALUE;
        for (int row = 0; row < base.view().customers(); row++) {
            first = Math.min(first, firstAct(base, row));
        }
        return first;
    }

    private static long firstAct(WindowWalk.Base base, int row) {
        LogView view = base.view();
        for (int i = view.start(row); i < view.end(row); i++) {
            if ((base.marks().of(i) & Marks.ACT) != 0) {
                return view.epochMilli(i);
            }
        }
        return Long.MAX_VALUE;
    }

    private static FewDecide.Limits limits(Amounts amounts) {
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
        return FewDecide.limits(Arrays.copyOf(values, size), FewDecide.KEPT);
    }

    WindowWalk.Base base() {
        return base;
    }

    Amounts amounts() {
        return amounts;
    }

    /** When a customer first acts; the greatest number if nobody ever does. */
    long firstAct() {
        return firstAct.get();
    }

    /** Of what single interactions are worth, by at most a million of them. */
    FewDecide.Limits limits() {
        return limits.get();
    }
}
