package io.engagement.report;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** How many interactions of a view there are of each kind. */
final class Interactions {
    private final List<InteractionKind> kinds;
    private final long[] counts;
    private final long purchases;
    private final long withoutAmount;
    private final int[] purchasesOfBuyers;

    private Interactions(LogView view, Filter bought) {
        this.kinds = view.kinds();
        this.counts = new long[kinds.size()];
        long all = 0;
        long unvalued = 0;
        int[] ofCustomers = new int[view.customers()];
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                counts[view.kindIndex(i)]++;
                if (bought.matches(view, i)) {
                    all++;
                    ofCustomers[row]++;
                    unvalued += Double.isNaN(view.value(i)) ? 1 : 0;
                }
            }
        }
        this.purchases = all;
        this.withoutAmount = unvalued;
        this.purchasesOfBuyers =
                Arrays.stream(ofCustomers).filter(each -> each > 0).sorted().toArray();
    }

    static Interactions of(LogView view, Filter bought) {
        return new Interactions(view, bought);
    }

    List<InteractionKind> kinds() {
        return kinds;
    }

    /** Of one kind, by its place among the kinds. */
    long count(int kind) {
        return counts[kind];
    }

    long count(Predicate<InteractionKind> which) {
        long sum = 0;
        for (int kind = 0; kind < counts.length; kind++) {
            sum += which.test(kinds.get(kind)) ? counts[kind] : 0;
        }
        return sum;
    }

    long purchases() {
        return purchases;
    }

    /** Of the purchases. */
    long withoutAmount() {
        return withoutAmount;
    }

    int buyers() {
        return purchasesOfBuyers.length;
    }

    /** Of how many purchases a share of the buyers has no more; 0 if nobody bought. */
    int purchases(double share) {
        return purchasesOfBuyers.length == 0 ? 0 : purchasesOfBuyers[(int) (share * (purchasesOfBuyers.length - 1))];
    }
}
