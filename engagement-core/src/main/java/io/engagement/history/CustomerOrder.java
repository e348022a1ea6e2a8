package io.engagement.history;

import io.engagement.internal.index.TextIndex;
import java.util.Arrays;
import java.util.Set;

/** Customers in the natural order of their ids: those who have a row or are registered. */
final class CustomerOrder {
    private final String[] ids;
    private final int[] ranks;
    private final int[] offsets;

    private CustomerOrder(String[] ids, int[] ranks, int[] offsets) {
        this.ids = ids;
        this.ranks = ranks;
        this.offsets = offsets;
    }

    static CustomerOrder of(TextIndex customers, int[] rowCounts, Set<String> registered) {
        int[] order = customers.order();
        String[] ids = new String[order.length];
        int[] ranks = new int[order.length];
        int[] offsets = new int[order.length + 1];
        int kept = 0;
        for (int number : order) {
            String id = customers.text(number);
            // All of a customer's rows may have been refused: then the log does not know the customer.
            if (rowCounts[number] > 0 || registered.contains(id)) {
                ranks[number] = kept;
                ids[kept] = id;
                offsets[kept + 1] = offsets[kept] + rowCounts[number];
                kept++;
            }
        }
        return new CustomerOrder(Arrays.copyOf(ids, kept), ranks, Arrays.copyOf(offsets, kept + 1));
    }

    /** Ids by place. */
    String[] ids() {
        return ids;
    }

    /** Place by the customer's number. */
    int[] ranks() {
        return ranks;
    }

    /** Where each place's rows begin; one more entry than places. */
    int[] offsets() {
        return offsets;
    }
}
