package io.engagement.outcome;

import com.google.common.base.Suppliers;
import io.engagement.history.LogView;
import java.util.function.Supplier;

/** What all accounts without a hold-out ask of the whole log, looked up once and only if it is asked for. Thread-safe. */
final class WholeLog {
    private final WindowWalk.Base base;
    private final Amounts amounts;
    private final Supplier<Long> firstAct;
    private final Supplier<LargestAmounts> largest;

    WholeLog(WindowWalk.Base base) {
        this.base = base;
        this.amounts = new Amounts(base.view(), base.marks(), base.rules().margin());
        this.firstAct = Suppliers.memoize(() -> firstAct(base));
        this.largest = Suppliers.memoize(() -> new LargestAmounts(amounts));
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

    LargestAmounts largest() {
        return largest.get();
    }
}
