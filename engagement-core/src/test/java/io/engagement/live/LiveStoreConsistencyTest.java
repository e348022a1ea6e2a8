package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;
import org.junit.jupiter.api.Assumptions;

/** Live equals batch, whatever happens in whatever order. */
class LiveStoreConsistencyTest {
    private static final int CUSTOMERS = 4;
    private static final int STEPS = 60;
    private static final Path SCRATCH = scratch();

    private static Path scratch() {
        try {
            Path file = Files.createTempFile("life", ".live");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(seed = "20261124", tries = 300)
    void liveEqualsBatchWhateverHappens(@ForAll("lives") ActionChain<Life> chain) {
        chain.run();
    }

    /** The same with another seed each time: 460,000 operations. A property, because a chain only runs on jqwik's thread. */
    @Property(seed = "1", tries = 1)
    void inLongerRunsToo() {
        Assumptions.assumeTrue(FullRun.isOn(), "with engagement.full");
        Random random = new Random(FullRun.seed(0));
        RandomGenerator<? extends ActionChain<Life>> chains = lives().generator(1000);
        long operations = 0;
        while (operations < 460_000) {
            ActionChain<Life> chain = chains.next(random).value();
            chain.run();
            operations += chain.transformations().size();
        }
        System.out.println("LiveStoreConsistencyTest: operations " + operations);
    }

    @Provide
    ActionChainArbitrary<Life> lives() {
        return ActionChain.startWith(Life::new)
                .withAction(6, new InTime())
                .withAction(1, new Late())
                .withAction(1, new Ahead())
                .withAction(1, new Again())
                .withAction(2, new TimePasses())
                .withAction(1, new Told())
                .withAction(1, new Erased())
                .withAction(1, new Restored())
                .withAction(1, new ClockWasWrong())
                .withAction(1, new Flood())
                .withAction(1, new Failed())
                .withMaxTransformations(STEPS);
    }

    /** A store, and what a log would have been given. */
    static final class Life {
        private static final Duration WINDOW = Duration.ofHours(36);

        private final HandClock clock = new HandClock(START);
        private final Map<String, List<Interaction>> all = new HashMap<>();
        /** Without the late ones, which ordered measures do not have. */
        private final Map<String, List<Interaction>> inOrder = new HashMap<>();

        private final Map<String, Customer> known = new HashMap<>();
        private final Map<String, Double> given = new HashMap<>();
        private final List<Interaction> sent = new ArrayList<>();
        private LiveStore store = builder().withShards(2).open();
        private Instant newest = START;
        private long number;
        /** The latest time at which the store has read its clock. */
        private Instant read = Instant.MIN;

        private void read() {
            read = clock.instant().isAfter(read) ? clock.instant() : read;
        }

        private boolean isTooFarAhead() {
            return read.isAfter(Instant.MIN) && clock.instant().isAfter(read.plus(Duration.ofDays(366)));
        }

        private LiveStore.Builder builder() {
            return LiveBase.store()
                    .withMeasures(Measure.attribute("age"), Measure.given("nps", Measure.Unit.NUMBER))
                    .withClock(clock)
                    .withReorderWindow(WINDOW)
                    .withDuplicateWindow(Duration.ofDays(100_000));
        }

        void add(int customer, Instant at) {
            number++;
            Interaction interaction =
                    LiveBase.interaction("c" + customer, at, number).withId("i" + number);
            Arrival arrival = arrival(interaction);
            read();
            sent.add(interaction);
            keep(all, interaction);
            if (arrival != Arrival.LATE) {
                keep(inOrder, interaction);
            }
            assertThat(arrival == Arrival.AHEAD).isEqualTo(at.isAfter(clock.instant()));
            assertThat(arrival != Arrival.LATE || at.isBefore(newest.minus(WINDOW)))
                    .as("in the window nothing is late")
                    .isTrue();
            if (!at.isAfter(clock.instant()) && at.isAfter(newest)) {
                newest = at;
            }
        }

        /** Again, if memory runs out. */
        void tell(String customer, Optional<Integer> age, Optional<Double> nps) {
            Customer record = Customer.of(customer);
            Customer told =
                    age.map(years -> record.withAttribute("age", "" + years)).orElse(record);
            again(() -> store.know(told));
            again(() -> store.give(customer, "nps", nps.orElse(Double.NaN)));
            known.put(customer, told);
            given.remove(customer);
            nps.ifPresent(number -> given.put(customer, number));
            all.computeIfAbsent(customer, id -> new ArrayList<>());
            inOrder.computeIfAbsent(customer, id -> new ArrayList<>());
        }

        private static void again(Runnable work) {
            try {
                work.run();
            } catch (OutOfMemoryError injected) {
                Memory.asked = null;
                work.run();
            }
        }

        private static void keep(Map<String, List<Interaction>> where, Interaction interaction) {
            where.computeIfAbsent(interaction.customerId(), id -> new ArrayList<>())
                    .add(interaction);
        }

        /** Again, if memory runs out. */
        private Arrival arrival(Interaction interaction) {
            try {
                return store.add(interaction);
            } catch (OutOfMemoryError injected) {
                Memory.asked = null;
                return store.add(interaction);
            }
        }

        void failing(int left, Runnable work) {
            Thread thread = Thread.currentThread();
            int[] more = {left};
            Memory.asked = () -> {
                if (Thread.currentThread() == thread && more[0]-- <= 0) {
                    throw new OutOfMemoryError("injected");
                }
            };
            try {
                work.run();
            } finally {
                Memory.asked = null;
            }
        }

        /** Whether nothing waits that is due until then: it would stay counted. */
        boolean isQuiet(Instant right, Instant then) {
            return all.values().stream()
                    .flatMap(List::stream)
                    .noneMatch(each -> each.at().isAfter(right) && !each.at().isAfter(then));
        }

        void check() {
            List<Measure> ordered =
                    store.measures().stream().filter(Measure::ordered).toList();
            List<Measure> unordered =
                    store.measures().stream().filter(m -> !m.ordered()).toList();
            Batch whole = new Batch(all, this);
            Batch inTime = inOrder.equals(all) ? whole : new Batch(inOrder, this);
            for (String customer : all.keySet()) {
                MeasureTable live = store.measures(customer).orElseThrow();
                read();
                whole.assertSame(live, customer, unordered);
                inTime.assertSame(live, customer, ordered);
            }
            assertThat(store.report().customers()).isEqualTo(all.size());
        }

        void restore() {
            try {
                store = builder().restore(LiveBase.write(SCRATCH, store));
                read = Instant.MIN;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What logs say of all customers. */
    private static final class Batch {
        private final Map<String, List<Interaction>> interactions;
        private final LiveStore like;
        private final MeasureTable table;
        private final Map<String, Integer> rows = new HashMap<>();

        Batch(Map<String, List<Interaction>> interactions, Life life) {
            this.interactions = interactions;
            this.like = life.store;
            InteractionLog.Builder log = InteractionLog.builder();
            interactions.values().forEach(each -> each.forEach(log::add));
            life.known.values().forEach(log::customer);
            LogView view = log.build().asOf(life.clock.instant()).withGiven("nps", life.given);
            this.table = MeasureTable.of(view, like.timeScale(), like.measures());
            for (int row = 0; row < table.size(); row++) {
                rows.put(table.customerId(row), row);
            }
        }

        void assertSame(MeasureTable live, String customer, List<Measure> measures) {
            Integer row = rows.get(customer);
            if (row != null) {
                LiveBase.assertSame(live, 0, table, row, measures);
            } else {
                // Of whom all is ahead or late: a log does not have them yet.
                List<Interaction> few = interactions.getOrDefault(customer, List.of());
                LiveBase.assertSame(live, 0, LiveBase.batch(customer, table.asOf(), few, like), 0, measures);
            }
        }
    }

    private static Arbitrary<Transformer<Life>> adding(String what, long fromMinutes, long toMinutes) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, CUSTOMERS - 1),
                        Arbitraries.longs().between(fromMinutes, toMinutes))
                .as((customer, minutes) -> Transformer.mutate(what + " c" + customer + " " + minutes, life -> {
                    life.add(
                            customer,
                            what.equals("ahead")
                                    ? life.clock.instant().plusSeconds(60 * minutes)
                                    : earlier(life, minutes));
                    life.check();
                }));
    }

    private static Instant earlier(Life life, long minutes) {
        return life.newest.minusSeconds(60 * minutes);
    }

    private static final class InTime implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, CUSTOMERS - 1),
                            Arbitraries.doubles().between(0, 1))
                    .as((customer, share) -> Transformer.mutate("in time c" + customer, life -> {
                        // From the window's edge to the clock.
                        Instant edge = life.newest.minus(Life.WINDOW);
                        long width =
                                Duration.between(edge, life.clock.instant()).toMillis();
                        life.add(customer, edge.plusMillis(Math.round(share * (double) width)));
                        life.check();
                    }));
        }
    }

    private static final class Late implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return adding("late", Life.WINDOW.toMinutes() + 1, 20_000);
        }
    }

    private static final class Ahead implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return adding("ahead", 1, 5_000);
        }
    }

    private static final class Again implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Arbitraries.doubles()
                    .between(0, 1)
                    .map(share -> Transformer.mutate("again", life -> {
                        if (!life.sent.isEmpty()) {
                            int which = (int) Math.min(life.sent.size() - 1, share * life.sent.size());
                            assertThat(life.store.add(life.sent.get(which))).isEqualTo(Arrival.DUPLICATE);
                            life.check();
                        }
                    }));
        }
    }

    private static final class TimePasses implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Arbitraries.integers()
                    .between(1, 4_000)
                    .map(minutes -> Transformer.mutate("time " + minutes, life -> {
                        life.clock.advance(Duration.ofMinutes(minutes));
                        life.check();
                        // What was ahead and is due now is among the newest.
                        for (Interaction each : life.sent) {
                            if (!each.at().isAfter(life.clock.instant())
                                    && each.at().isAfter(life.newest)
                                    && life.all.containsKey(each.customerId())
                                    && life.all.get(each.customerId()).contains(each)) {
                                life.newest = each.at();
                            }
                        }
                    }));
        }
    }

    private static final class Erased implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Arbitraries.integers()
                    .between(0, CUSTOMERS - 1)
                    .map(customer -> Transformer.mutate("erase c" + customer, life -> {
                        boolean known = life.all.remove("c" + customer) != null;
                        life.inOrder.remove("c" + customer);
                        life.known.remove("c" + customer);
                        life.given.remove("c" + customer);
                        assertThat(life.store.erase("c" + customer)).isEqualTo(known);
                        life.check();
                    }));
        }
    }

    /** What is known apart from interactions, where memory may run out. */
    private static final class Told implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, CUSTOMERS - 1),
                            Arbitraries.integers().between(0, 99).optional(),
                            Arbitraries.doubles().between(-1, 10).optional(),
                            Arbitraries.integers().between(0, 6))
                    .as((customer, age, nps, left) -> Transformer.mutate("told c" + customer + " " + left, life -> {
                        life.failing(left, () -> life.tell("c" + customer, age, nps));
                        life.check();
                    }));
        }
    }

    /** Far ahead, where adding and reading are refused; or less far, where it is read; or a little back, where time stands still. */
    private static final class ClockWasWrong implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Combinators.combine(
                            Arbitraries.of(Duration.ofDays(4000), Duration.ofDays(200), Duration.ofSeconds(-50)),
                            Arbitraries.of(true, false))
                    .as((step, snapshot) -> Transformer.mutate("clock wrong by " + step + " " + snapshot, life -> {
                        Instant right = life.clock.instant();
                        life.check();
                        life.clock.advance(step);
                        if (life.isTooFarAhead()) {
                            assertThatIllegalStateException().isThrownBy(() -> life.store.scores());
                            assertThatIllegalStateException()
                                    .isThrownBy(() -> life.store.add(LiveBase.interaction("c0", right, 1)));
                        } else if (life.isQuiet(right, life.clock.instant())) {
                            life.store.scores();
                            life.read();
                        }
                        if (snapshot) {
                            life.restore();
                        }
                        life.clock.moveTo(right);
                        life.check();
                    }));
        }
    }

    /** Many of one customer ahead, in any order. */
    private static final class Flood implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, CUSTOMERS - 1),
                            Arbitraries.integers().between(1, 150),
                            Arbitraries.integers().between(1, 20_000))
                    .as((customer, count, minutes) ->
                            Transformer.mutate("flood c" + customer + " " + count + " " + minutes, life -> {
                                for (int i = 1; i <= count; i++) {
                                    life.add(
                                            customer,
                                            life.clock.instant().plusSeconds(60L * (1 + (long) i * minutes % 20_000)));
                                }
                                life.check();
                            }));
        }
    }

    /** Memory runs out in an addition, which is tried again. */
    private static final class Failed implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, CUSTOMERS),
                            Arbitraries.integers().between(0, 3),
                            Arbitraries.longs().between(-3000, 1500))
                    .as((customer, left, minutes) ->
                            Transformer.mutate("failed c" + customer + " " + left + " " + minutes, life -> {
                                life.failing(
                                        left,
                                        () -> life.add(
                                                customer, life.clock.instant().minusSeconds(60 * minutes)));
                                life.check();
                            }));
        }
    }

    private static final class Restored implements Action.Independent<Life> {
        @Override
        public Arbitrary<Transformer<Life>> transformer() {
            return Arbitraries.just(Transformer.mutate("restored", life -> {
                life.restore();
                life.check();
            }));
        }
    }
}
