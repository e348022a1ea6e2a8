package io.engagement.dialogue.answers;

import io.engagement.proportion.Proportions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How often each k of n occurs, of answered asks of a customer's closed ones. Whole numbers, so that no order matters. */
final class CustomerCounts {
    private final Map<Long, Long> customers = new HashMap<>();

    private CustomerCounts() {}

    /** Of all asks. */
    static CustomerCounts of(Answers answers) {
        return of(answers, new int[answers.view().kinds().size()], 1).get(0);
    }

    /**
     * Of each of some cells.
     *
     * @param cellOfKind by the kind of an ask's first contact, negative for none
     */
    static List<CustomerCounts> of(Answers answers, int[] cellOfKind, int cells) {
        List<List<CustomerCounts>> parts = answers.chunks().parallelStream()
                .map(asks -> part(answers, asks, cellOfKind, cells))
                .toList();
        List<CustomerCounts> all = empty(cells);
        for (List<CustomerCounts> part : parts) {
            for (int cell = 0; cell < cells; cell++) {
                Map<Long, Long> sums = all.get(cell).customers;
                part.get(cell).customers.forEach((kOfN, count) -> sums.merge(kOfN, count, Long::sum));
            }
        }
        return all;
    }

    private static List<CustomerCounts> empty(int cells) {
        return IntStream.range(0, cells).mapToObj(cell -> new CustomerCounts()).toList();
    }

    private static List<CustomerCounts> part(Answers answers, AskColumns asks, int[] cellOfKind, int cells) {
        List<CustomerCounts> part = empty(cells);
        // k and n of the customer at hand, by cell.
        long[] own = new long[cells];
        for (int i = 0; i < asks.size(); ) {
            int row = asks.row(i);
            for (; i < asks.size() && asks.row(i) == row; i++) {
                int cell = cellOfKind[asks.kind(i)];
                if (cell >= 0 && answers.isChosen(asks, i) && answers.isClosed(asks, i)) {
                    own[cell] += asks.isAnswered(i) ? 1L << 32 | 1 : 1;
                }
            }
            for (int cell = 0; cell < cells; cell++) {
                if (own[cell] != 0) {
                    part.get(cell).customers.merge(own[cell], 1L, Long::sum);
                    own[cell] = 0;
                }
            }
        }
        return part;
    }

    Proportions proportions() {
        Proportions.Builder builder = Proportions.builder();
        customers.forEach((kOfN, count) -> builder.add(kOfN >>> 32, kOfN & 0xffff_ffffL, count));
        return builder.build();
    }

    /** The standard error of the rate of all, customers being independent of each other, their asks not. */
    double standardError() {
        double k = 0;
        double n = 0;
        for (Map.Entry<Long, Long> each : customers.entrySet()) {
            k += (double) (each.getKey() >>> 32) * each.getValue();
            n += (double) (each.getKey() & 0xffff_ffffL) * each.getValue();
        }
        double rate = k / n;
        // Sorted, the sum does not depend on the order of a hash table.
        double squares = customers.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .mapToDouble(each ->
                        each.getValue() * square((each.getKey() >>> 32) - rate * (each.getKey() & 0xffff_ffffL)))
                .sum();
        return Math.sqrt(squares) / n;
    }

    private static double square(double x) {
        return x * x;
    }
}
