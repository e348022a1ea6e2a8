package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.live.LiveStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What one customer's disorder costs a shard: the median time of an interaction and of a reading when so many of the customer's
 * wait out of order in the window, lie ahead, or are of one conversation. Prints a table.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar io.engagement.benchmarks.LiveDisorder 1000 10000 80000 200000}.
 */
public final class LiveDisorder {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final int TIMES = 50;

    private LiveDisorder() {}

    private enum Disorder {
        /** In any order. */
        RANDOM {
            @Override
            Duration ago(int i, int n, SplittableRandom random) {
                return Duration.ofMillis(random.nextInt(1_728_000_000) * 4L);
            }
        },
        /** The newest first. */
        BACKWARDS {
            @Override
            Duration ago(int i, int n, SplittableRandom random) {
                return Duration.ofMillis(1000L * i);
            }
        },
        /** Of the future, in any order, while others of the customer come. */
        AHEAD {
            @Override
            Duration ago(int i, int n, SplittableRandom random) {
                return Duration.ofSeconds(-1 - random.nextInt(8_000_000));
            }
        },
        /** Of one conversation at one instant, in any order of their values. */
        CONVERSATION {
            @Override
            Duration ago(int i, int n, SplittableRandom random) {
                return Duration.ofMinutes(5);
            }

            @Override
            Interaction next(int i, int n, SplittableRandom random) {
                return Interaction.of(
                                "c1", NOW.minus(ago(i, n, random)), Channel.EMAIL, Initiator.UNKNOWN, Purpose.QUESTION)
                        .withDirection(Direction.INBOUND)
                        .withConversation("t")
                        .withValue(1 + random.nextInt(1_000_000));
            }
        };

        abstract Duration ago(int i, int n, SplittableRandom random);

        Interaction next(int i, int n, SplittableRandom random) {
            return interaction("c1", ago(i, n, random));
        }
    }

    /**
     * Prints.
     *
     * @param args numbers of interactions that wait
     */
    public static void main(String[] args) {
        System.out.printf(
                "%-10s %8s %12s %12s %12s %14s%n", "disorder", "n", "fill us", "add us", "read us", "add+read us");
        for (Disorder disorder : Disorder.values()) {
            run(disorder, 5000, false);
            for (String n : args) {
                run(disorder, Integer.parseInt(n), true);
            }
        }
    }

    private static void run(Disorder disorder, int n, boolean printed) {
        LiveStore store = LiveEvents.store()
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .withReorderWindow(Duration.ofDays(90))
                .withShards(1)
                .open();
        SplittableRandom random = new SplittableRandom(7);
        double fill = micros(n, i -> store.add(disorder.next(i, n, random)));
        // Some now, as otherwise nothing of those ahead is looked at.
        double add = micros(TIMES, i -> {
            store.add(
                    disorder == Disorder.CONVERSATION
                            ? disorder.next(n + i, n, random)
                            : interaction("c1", Duration.ofMillis(TIMES - i)));
            store.add(interaction("other", Duration.ofMillis(TIMES - i)));
        });
        double read = micros(TIMES, i -> store.measures("c1"));
        double both = micros(TIMES, i -> {
            store.add(disorder == Disorder.AHEAD ? interaction("c1", Duration.ZERO) : disorder.next(n + i, n, random));
            store.measures("c1");
        });
        if (printed) {
            System.out.printf("%-10s %8d %12.2f %12.2f %12.2f %14.2f%n", disorder, n, fill, add, read, both);
        }
    }

    private static Interaction interaction(String customer, Duration ago) {
        return Interaction.of(customer, NOW.minus(ago), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(20);
    }

    private interface Work {
        void run(int i);
    }

    private static double micros(int times, Work work) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run(i);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[times / 2] / 1000.0;
    }
}
