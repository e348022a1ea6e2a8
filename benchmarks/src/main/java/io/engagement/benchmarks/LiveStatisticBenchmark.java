package io.engagement.benchmarks;

import io.engagement.dialogue.answers.AnswerMeasures;
import io.engagement.dialogue.preference.ContactPreferences;
import io.engagement.dialogue.preference.CustomerZones;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.initiative.SilenceHabit;
import io.engagement.live.LiveStore;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What each statistic of a dialogue costs a live store of the three scorers, in ns an interaction, in batches of 500: the
 * difference to {@code NONE}.
 *
 * <p>On one core: {@code taskset -c 0 java -jar benchmarks/target/benchmarks.jar LiveStatisticBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LiveStatisticBenchmark.EVENTS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class LiveStatisticBenchmark {
    static final int EVENTS = 1 << 18;
    private static final int BATCH = 500;
    private static final int CUSTOMERS = 100_000;

    /** Which statistic the store keeps beside those of the scorers. */
    @Param
    private Kept kept = Kept.NONE;

    private LiveStore store = LiveEvents.store().open();
    private LiveEvents events = new LiveEvents(1, Instant.EPOCH, false, 0, 0);
    private Interaction[] next = {};

    /** A statistic. */
    public enum Kept {
        /** None of a dialogue. */
        NONE {
            @Override
            List<Measure> measures() {
                return List.of();
            }
        },
        /** None, but one that is small and ordered, and takes every interaction: what order costs. */
        ORDER {
            @Override
            List<Measure> measures() {
                return List.of(Measure.meanGap(Filter.all()));
            }
        },
        /** Who begins conversations. */
        CONVERSATIONS {
            @Override
            List<Measure> measures() {
                return List.of(ConversationRule.standard().conversations(Initiator.CUSTOMER));
            }
        },
        /** The same of the last 90 days. */
        CONVERSATIONS_LATELY {
            @Override
            List<Measure> measures() {
                return List.of(
                        ConversationRule.standard().conversationsWithin(Initiator.CUSTOMER, Duration.ofDays(90)));
            }
        },
        /** What customers answer. */
        ANSWERS {
            @Override
            List<Measure> measures() {
                return AnswerMeasures.ofCustomers(Duration.ofDays(7)).all();
            }
        },
        /** By which channels, at which hours and on which weekdays they act, and are contacted. */
        PREFERENCE {
            @Override
            List<Measure> measures() {
                return List.of(ContactPreferences.of(
                                new RandomBase(10_000)
                                        .log()
                                        .asOf(Instant.ofEpochMilli(RandomBase.START + RandomBase.LENGTH)),
                                CustomerZones.all(ZoneOffset.UTC))
                        .contactFit(ZoneOffset.UTC));
            }
        },
        /** How unusual the present silence is. */
        HABIT {
            @Override
            List<Measure> measures() {
                return SilenceHabit.of(0, 1, 1).scorer().inputs();
            }
        },
        /** How long one usually rests. */
        RESTS {
            @Override
            List<Measure> measures() {
                return List.of(Measure.restQuantile(Filter.ownInitiative(), 0.95, Duration.ofHours(24)));
            }
        };

        private static final List<Kept> OF_DIALOGUE =
                List.of(CONVERSATIONS, CONVERSATIONS_LATELY, ANSWERS, PREFERENCE, HABIT, RESTS);

        abstract List<Measure> measures();

        LiveStore.Builder store() {
            return store(List.of(this));
        }

        /** All statistics of a dialogue but this one. */
        LiveStore.Builder others() {
            return store(OF_DIALOGUE.stream().filter(each -> each != this).toList());
        }

        /** All statistics of a dialogue. */
        static LiveStore.Builder all() {
            return store(OF_DIALOGUE);
        }

        private static LiveStore.Builder store(List<Kept> kept) {
            return LiveEvents.store()
                    .withMeasures(kept.stream()
                            .flatMap(each -> each.measures().stream())
                            .toArray(Measure[]::new));
        }
    }

    /** A store that knows each customer. */
    @Setup
    public void fill() {
        store = kept.store().open();
        events = new LiveEvents(CUSTOMERS, Instant.now().minus(Duration.ofDays(2)), false, 0, 42);
        events.fill(store);
    }

    /** The next interactions. */
    @Setup(Level.Invocation)
    public void draw() {
        next = new Interaction[EVENTS];
        Arrays.setAll(next, i -> events.next());
    }

    /**
     * Adding in batches.
     *
     * @return the store
     */
    @Benchmark
    public LiveStore add() {
        List<Interaction> all = Arrays.asList(next);
        for (int from = 0; from < EVENTS; from += BATCH) {
            store.addAll(all.subList(from, Math.min(from + BATCH, EVENTS)));
        }
        return store;
    }
}
