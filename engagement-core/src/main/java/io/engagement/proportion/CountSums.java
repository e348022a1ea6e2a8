package io.engagement.proportion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many customers have each count above 0, in each category and over all of them. A likelihood of shares is a sum over
 * these, so that a million customers are a few hundred rows. Immutable.
 */
final class CountSums {
    /** Beyond any count of a customer's that makes sense; far below where counts lose digits. */
    static final long MOST = Integer.MAX_VALUE;

    private final String[] names;
    /** By category, the totals last: ascending. */
    private final long[][] counts;

    private final long[][] customers;
    private final long having;
    private final long without;
    private final long several;

    private CountSums(String[] names, long[][] counts, long[][] customers, long having, long without, long several) {
        this.names = names;
        this.counts = counts;
        this.customers = customers;
        this.having = having;
        this.without = without;
        this.several = several;
    }

    /** The same without categories that nobody has. */
    CountSums seen() {
        int[] kept = IntStream.range(0, counts.length)
                .filter(i -> i == names.length || counts[i].length > 0)
                .toArray();
        return new CountSums(
                Arrays.stream(kept)
                        .filter(i -> i < names.length)
                        .mapToObj(i -> names[i])
                        .toArray(String[]::new),
                Arrays.stream(kept).mapToObj(i -> counts[i]).toArray(long[][]::new),
                Arrays.stream(kept).mapToObj(i -> customers[i]).toArray(long[][]::new),
                having,
                without,
                several);
    }

    int categories() {
        return names.length;
    }

    String name(int category) {
        return names[category];
    }

    /** Customers with at least one. */
    long customers() {
        return having;
    }

    /** Customers with none, who tell nothing. */
    long without() {
        return without;
    }

    /** Customers with two or more, from whom alone it can be told by how much customers differ. */
    long several() {
        return several;
    }

    int rows() {
        return Arrays.stream(counts).mapToInt(each -> each.length).sum();
    }

    /** Of a category, or over all of them at {@link #categories()}. */
    long total(int category) {
        long total = 0;
        for (int i = 0; i < counts[category].length; i++) {
            total = Math.addExact(total, Math.multiplyExact(counts[category][i], customers[category][i]));
        }
        return total;
    }

    /** Over all customers, the sum of a function of their count in a category, or over all. */
    double sum(int category, CountFunction function) {
        double sum = 0;
        for (int i = 0; i < counts[category].length; i++) {
            sum += customers[category][i] * function.of((double) counts[category][i]);
        }
        return sum;
    }

    interface CountFunction {
        double of(double count);
    }

    /** Each count that occurs in a category, or over all, with how many customers have it. */
    void forEach(int category, CountCustomers each) {
        for (int i = 0; i < counts[category].length; i++) {
            each.accept(counts[category][i], customers[category][i]);
        }
    }

    interface CountCustomers {
        void accept(long count, long customers);
    }

    /** Collects customers, in any order. */
    static final class Builder {
        private static final int SMALL = 1024;

        private final String[] names;
        private final long[][] few;
        private final List<TreeMap<Long, Long>> many;
        private long having;
        private long without;
        private long several;

        Builder(String[] names) {
            this.names = names;
            this.few = new long[names.length + 1][SMALL];
            this.many =
                    Stream.generate(TreeMap<Long, Long>::new).limit(few.length).toList();
        }

        void add(long[] of, long times) {
            long all = 0;
            for (long count : of) {
                if (!(count >= 0 && count <= MOST)) {
                    throw new IllegalArgumentException("counts must be from 0 to " + MOST + ", was " + count);
                }
                all += count;
            }
            if (times < 1) {
                throw new IllegalArgumentException("customers must be at least 1, were " + times);
            }
            if (all == 0) {
                without += times;
                return;
            }
            for (int i = 0; i < of.length; i++) {
                note(i, of[i], times);
            }
            note(of.length, all, times);
            having += times;
            several += all > 1 ? times : 0;
        }

        private void note(int category, long count, long times) {
            if (count > 0 && count < SMALL) {
                few[category][(int) count] += times;
            } else if (count > 0) {
                many.get(category).merge(count, times, Long::sum);
            }
        }

        void add(CountSums other) {
            for (int category = 0; category < other.counts.length; category++) {
                for (int i = 0; i < other.counts[category].length; i++) {
                    note(category, other.counts[category][i], other.customers[category][i]);
                }
            }
            having += other.having;
            without += other.without;
            several += other.several;
        }

        CountSums build() {
            long[][] counts = new long[few.length][];
            long[][] customers = new long[few.length][];
            for (int category = 0; category < few.length; category++) {
                TreeMap<Long, Long> all = new TreeMap<>(many.get(category));
                for (int count = 1; count < SMALL; count++) {
                    if (few[category][count] > 0) {
                        all.put((long) count, few[category][count]);
                    }
                }
                counts[category] =
                        all.keySet().stream().mapToLong(Long::longValue).toArray();
                customers[category] =
                        all.entrySet().stream().mapToLong(Map.Entry::getValue).toArray();
            }
            return new CountSums(names, counts, customers, having, without, several);
        }
    }
}
