package io.engagement.dialogue.answers;

import io.engagement.proportion.Proportions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** How often each k of n occurs, of answered asks of a customer's closed ones. Whole numbers, so that no order matters. */
final class CustomerCounts {
    /** Of fewer asks than these counts stand in an array: of most customers. */
    private static final int FEW = 16;

    private final long[] few = new long[FEW * FEW];
    private final TreeMap<Long, Long> more = new TreeMap<>();

    /** Adds a customer of whose n asks k are answered. */
    void add(int k, int n) {
        if (n < FEW) {
            few[k * FEW + n]++;
        } else {
            more.merge(key(k, n), 1L, Long::sum);
        }
    }

    private static long key(int k, int n) {
        return (long) k << 32 | n;
    }

    void add(CustomerCounts others) {
        for (int i = 0; i < few.length; i++) {
            few[i] += others.few[i];
        }
        others.more.forEach((kOfN, count) -> more.merge(kOfN, count, Long::sum));
    }

    /** By k, then by n: sums do not depend on where a count stands. */
    private Map<Long, Long> sorted() {
        TreeMap<Long, Long> all = new TreeMap<>(more);
        for (int i = 0; i < few.length; i++) {
            if (few[i] > 0) {
                all.put(key(i / FEW, i % FEW), few[i]);
            }
        }
        return all;
    }

    private static long k(long kOfN) {
        return kOfN >>> 32;
    }

    private static long n(long kOfN) {
        return kOfN & 0xffff_ffffL;
    }

    Proportions proportions() {
        Proportions.Builder builder = Proportions.builder();
        sorted().forEach((kOfN, count) -> builder.add(k(kOfN), n(kOfN), count));
        return builder.build();
    }

    /** How many customers were added. */
    long customers() {
        return LongStream.concat(LongStream.of(few), more.values().stream().mapToLong(Long::longValue))
                .sum();
    }

    /**
     * The standard error of the rate of all, customers being independent of each other, their asks not; NaN of fewer than two customers,
     * as nobody knows how far others are from one.
     */
    double standardError() {
        if (customers() < 2) {
            return Double.NaN;
        }
        Map<Long, Long> customers = sorted();
        double k = 0;
        double n = 0;
        for (Map.Entry<Long, Long> each : customers.entrySet()) {
            k += (double) k(each.getKey()) * each.getValue();
            n += (double) n(each.getKey()) * each.getValue();
        }
        double rate = k / n;
        double squares = customers.entrySet().stream()
                .mapToDouble(each -> each.getValue() * square(k(each.getKey()) - rate * n(each.getKey())))
                .sum();
        return Math.sqrt(squares) / n;
    }

    private static double square(double x) {
        return x * x;
    }
}
