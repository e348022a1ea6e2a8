package io.engagement.benchmarks;

import io.engagement.benchmarks.LiveStatisticBenchmark.Kept;
import io.engagement.domain.Interaction;
import io.engagement.live.LiveStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What something costs a live store beside one without it: two stores in one process take turns, and the CPU time of the thread
 * that adds counts, so that the ratio holds on a machine that others use too. Interactions come in batches of 500, which are
 * made just before, as a consumer has them. Prints the medians, the median of the ratios, and their quartiles.
 *
 * <p>{@code java -Xmx4g -Xms4g -cp benchmarks/target/benchmarks.jar io.engagement.benchmarks.LiveVariants CAMPAIGNS 100000 16}.
 */
public final class LiveVariants {
    private static final int WARM = 8;
    private static final int BATCHES = 512;
    private static final int BATCH = 500;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LiveVariants() {}

    private enum Variant {
        /** One of 100,000 campaigns on each interaction, and none. */
        CAMPAIGNS {
            @Override
            Side without(int customers) {
                return new Side(customers, false, 0, Duration.ZERO, HORIZON);
            }

            @Override
            Side with(int customers) {
                return new Side(customers, false, 100_000, Duration.ZERO, HORIZON);
            }
        },
        /** Initiators inferred and not; interactions have ids, which are not remembered against duplicates. */
        INFERENCE {
            @Override
            Side without(int customers) {
                return new Side(customers, true, 0, Duration.ZERO, Duration.ZERO);
            }

            @Override
            Side with(int customers) {
                return new Side(customers, true, 0, Duration.ZERO, HORIZON);
            }
        },
        /** The same where ids are remembered for a minute. */
        INFERENCE_BESIDE_DUPLICATES {
            @Override
            Side without(int customers) {
                return new Side(customers, true, 0, Duration.ofMinutes(1), Duration.ZERO);
            }

            @Override
            Side with(int customers) {
                return new Side(customers, true, 0, Duration.ofMinutes(1), HORIZON);
            }
        },
        /** In batches, and one by one. */
        BATCHES_OF_ONE {
            @Override
            Side without(int customers) {
                return new Side(customers, false, 0, Duration.ZERO, HORIZON);
            }

            @Override
            Side with(int customers) {
                return new Side(customers, false, 0, Duration.ZERO, HORIZON) {
                    @Override
                    void add(Interaction[] next) {
                        for (Interaction each : next) {
                            store.add(each);
                        }
                    }
                };
            }
        };

        private static final Duration HORIZON = Duration.ofDays(30);

        abstract Side without(int customers);

        abstract Side with(int customers);
    }

    /** One of the two. */
    private static class Side {
        final LiveStore store;
        private final LiveEvents events;

        Side(int customers, boolean ids, int campaigns, Duration duplicates, Duration horizon) {
            this(
                    LiveEvents.store().withDuplicateWindow(duplicates).withThreadHorizon(horizon),
                    customers,
                    ids,
                    campaigns);
        }

        Side(LiveStore.Builder builder, int customers, boolean ids, int campaigns) {
            store = builder.open();
            events = new LiveEvents(customers, Instant.now().minus(Duration.ofDays(2)), ids, campaigns, 42);
            events.fill(store);
        }

        void add(Interaction[] next) {
            store.addAll(Arrays.asList(next));
        }

        /** CPU time in ns an interaction. */
        double round() {
            long nanos = 0;
            for (int i = 0; i < BATCHES; i++) {
                Interaction[] next = new Interaction[BATCH];
                Arrays.setAll(next, any -> events.next());
                long start = THREADS.getCurrentThreadCpuTime();
                add(next);
                nanos += THREADS.getCurrentThreadCpuTime() - start;
            }
            return (double) nanos / BATCHES / BATCH;
        }
    }

    /**
     * Prints.
     *
     * @param args the variant, or a statistic of {@link LiveStatisticBenchmark}, or {@code +} and one, which is then kept beside all
     *     others of a dialogue; the number of customers, the number of rounds
     */
    public static void main(String[] args) {
        int customers = Integer.parseInt(args[1]);
        int rounds = Integer.parseInt(args[2]);
        Side without = without(args[0], customers);
        Side with = with(args[0], customers);
        double[] one = new double[rounds];
        double[] other = new double[rounds];
        double[] ratios = new double[rounds];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = -Math.min(WARM, rounds); i < rounds; i++) {
            boolean first = random.nextBoolean();
            double before = first ? without.round() : 0;
            double taken = with.round();
            double lacking = first ? before : without.round();
            if (i >= 0) {
                one[i] = lacking;
                other[i] = taken;
                ratios[i] = taken / lacking;
            }
        }
        System.out.printf(
                "%s, %,d customers: without %.0f, with %.0f ns; ratio %.2f (quartiles %.2f to %.2f)%n",
                args[0],
                customers,
                quantile(one, 0.5),
                quantile(other, 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    private static Side without(String what, int customers) {
        if (what.startsWith("+")) {
            return side(Kept.valueOf(what.substring(1)).others(), customers);
        }
        return isStatistic(what)
                ? side(Kept.NONE.store(), customers)
                : Variant.valueOf(what).without(customers);
    }

    private static Side with(String what, int customers) {
        if (what.startsWith("+")) {
            return side(Kept.all(), customers);
        }
        return isStatistic(what)
                ? side(Kept.valueOf(what).store(), customers)
                : Variant.valueOf(what).with(customers);
    }

    private static boolean isStatistic(String name) {
        return Arrays.stream(Kept.values()).anyMatch(each -> each.name().equals(name));
    }

    private static Side side(LiveStore.Builder builder, int customers) {
        return new Side(builder, customers, false, 0);
    }

    private static double quantile(double[] of, double share) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
