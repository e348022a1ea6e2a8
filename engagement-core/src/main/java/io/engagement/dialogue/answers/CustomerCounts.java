package io.engagement.dialogue.answers;

import io.engagement.proportion.Proportions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** How often each k of n occurs, of answered asks of a customer's closed ones. Whole numbers, so that no order matters. */
final class CustomerCounts {
    private final Map<Long, Long> customers = new HashMap<>();

    private CustomerCounts() {}

    /** Of asks by the kind of their first contact. */
    static CustomerCounts of(Answers answers, IntPredicate kinds) {
        List<CustomerCounts> parts = answers.chunks().parallelStream()
                .map(asks -> part(answers, asks, kinds))
                .toList();
        CustomerCounts all = new CustomerCounts();
        for (CustomerCounts part : parts) {
            part.customers.forEach((kOfN, count) -> all.customers.merge(kOfN, count, Long::sum));
        }
        return all;
    }

    private static CustomerCounts part(Answers answers, AskColumns asks, IntPredicate kinds) {
        CustomerCounts part = new CustomerCounts();
        for (int i = 0; i < asks.size(); ) {
            int row = asks.row(i);
            long k = 0;
            long n = 0;
            for (; i < asks.size() && asks.row(i) == row; i++) {
                if (answers.isChosen(asks, i) && kinds.test(asks.kind(i)) && answers.isClosed(asks, i)) {
                    n++;
                    k += asks.isAnswered(i) ? 1 : 0;
                }
            }
            if (n > 0) {
                part.customers.merge(k << 32 | n, 1L, Long::sum);
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
                .mapToDouble(each -> each.getValue()
                        * square((each.getKey() >>> 32) - rate * (each.getKey() & 0xffff_ffffL)))
                .sum();
        return Math.sqrt(squares) / n;
    }

    private static double square(double x) {
        return x * x;
    }
}
