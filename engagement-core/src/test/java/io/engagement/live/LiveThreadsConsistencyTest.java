package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.MeasureTable;
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
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A live store that is fed with raw rows in threads says what a log of them says, in any order within the window. */
class LiveThreadsConsistencyTest {
    private static final int STEPS = 120;
    private static final Duration WINDOW = Duration.ofHours(36);

    @Property(seed = "20261129", tries = 40, edgeCases = EdgeCasesMode.NONE)
    void liveEqualsTheLogOnRawRowsInThreads(@ForAll int seed) {
        run(new Random(seed));
    }

    /** The same with another seed each time. */
    @Test
    void inLongerRunsToo() {
        Assumptions.assumeTrue(Boolean.getBoolean("engagement.full"), "with engagement.full");
        long seed = System.nanoTime();
        System.out.println("LiveThreadsConsistencyTest: seed " + seed);
        Random seeds = new Random(seed);
        for (int i = 0; i < 500; i++) {
            run(new Random(seeds.nextLong()));
        }
    }

    private static void run(Random random) {
        Life life = new Life(random);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(24)) {
                case 0 -> life.advance(random.nextInt(4_000));
                case 1 -> life.advance(random.nextInt(100));
                case 2 -> life.erase("c" + random.nextInt(Life.CUSTOMERS));
                case 3 -> life.restore();
                case 4 -> life.ahead();
                case 5 -> life.beginAnew();
                default -> life.inTime();
            }
            if (random.nextInt(4) == 0) {
                life.check();
            }
        }
        life.check();
    }

    /** A store, and what a log would have been given. */
    private static final class Life {
        private static final int CUSTOMERS = 3;
        private static final List<Purpose> PURPOSES =
                List.of(Purpose.PURCHASE, Purpose.USE, Purpose.QUESTION, Purpose.COMPLAINT);

        private final Random random;
        private final boolean looksAtCampaigns;
        private final HandClock clock = new HandClock(START);
        private final Map<String, List<Interaction>> all = new HashMap<>();
        private LiveStore store;
        private Instant newest = START.minus(Duration.ofDays(1));
        private int number;
        /** Whether nobody whose interactions were counted was erased. */
        private boolean counts = true;

        Life(Random random) {
            this.random = random;
            this.looksAtCampaigns = random.nextBoolean();
            this.store = builder().withShards(1).open();
        }

        private LiveStore.Builder builder() {
            return (looksAtCampaigns
                            ? LiveBase.store()
                            : LiveStore.of(LiveBase.ENGAGEMENT, LiveBase.RISK, LiveBase.VALUE))
                    .withClock(clock)
                    .withReorderWindow(WINDOW)
                    .withThreadHorizon(Duration.ofDays(4_000));
        }

        /** From the window's edge to the clock, some of one instant. */
        void inTime() {
            tellNewest();
            Instant edge = newest.minus(WINDOW);
            long width = Duration.between(edge, clock.instant()).toMillis();
            long offset = Math.round(random.nextDouble() * (double) width);
            Instant at = random.nextInt(3) == 0 && !newest.isAfter(clock.instant())
                    ? newest
                    : edge.plusMillis(Math.min(width, offset));
            assertThat(add(at)).isEqualTo(Arrival.TAKEN);
            tellNewest();
        }

        void advance(int minutes) {
            clock.advance(Duration.ofMinutes(minutes));
            tellNewest();
        }

        void ahead() {
            assertThat(add(clock.instant().plusSeconds(1 + 60L * random.nextInt(3_000))))
                    .isEqualTo(Arrival.AHEAD);
        }

        private void tellNewest() {
            all.values().stream()
                    .flatMap(List::stream)
                    .map(Interaction::at)
                    .filter(at -> !at.isAfter(clock.instant()))
                    .filter(at -> at.isAfter(newest))
                    .max(Instant::compareTo)
                    .ifPresent(at -> newest = at);
        }

        private Arrival add(Instant at) {
            Interaction next = next(at);
            all.computeIfAbsent(next.customerId(), unknown -> new ArrayList<>()).add(next);
            return random.nextBoolean()
                    ? store.add(next)
                    : store.addAll(List.of(next)).get(0);
        }

        /** Few ids and conversations, so that they hang together; answers to earlier, later and missing ones. */
        private Interaction next(Instant at) {
            String customer = "c" + random.nextInt(CUSTOMERS);
            InteractionKind kind = new InteractionKind(
                    random.nextBoolean() ? Channel.EMAIL : Channel.WEB,
                    PURPOSES.get(random.nextInt(PURPOSES.size())),
                    random.nextInt(4) == 0 ? List.of(Initiator.values()).get(random.nextInt(3)) : Initiator.UNKNOWN,
                    false,
                    List.of(Direction.values()).get(random.nextInt(3)),
                    Actor.PERSON,
                    Optional.empty(),
                    random.nextInt(3) == 0
                            ? Optional.of(random.nextBoolean() ? "spring" : "summer")
                            : Optional.empty());
            Interaction next = Interaction.of(customer, at, kind);
            if (random.nextInt(3) > 0) {
                next = next.withValue(1 + random.nextInt(3));
            }
            if (random.nextInt(4) > 0) {
                next = next.withId(customer + "-" + number++);
            }
            if (random.nextInt(3) > 0) {
                next = next.withInReplyTo(customer + "-" + Math.max(0, number - 8 + random.nextInt(10)));
            }
            return random.nextInt(3) > 0 ? next.withConversation("t" + random.nextInt(5)) : next;
        }

        void erase(String customer) {
            assertThat(store.erase(customer)).isEqualTo(all.remove(customer) != null);
            // What was counted stays counted.
            counts = false;
        }

        void restore() {
            try {
                Path file = Files.createTempFile("life", ".live");
                try {
                    store.snapshot(file);
                    store = builder().restore(file);
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** From the log; what lies ahead comes again. */
        void beginAnew() {
            store = builder().withShards(1).open();
            LogView view = log().asOf(clock.instant());
            store.addAll(view);
            for (List<Interaction> own : all.values()) {
                own.stream().filter(each -> each.at().isAfter(clock.instant())).forEach(store::add);
            }
            newest = START.minus(Duration.ofDays(1));
            tellNewest();
            counts = true;
        }

        private InteractionLog log() {
            InteractionLog.Builder builder = InteractionLog.builder();
            all.values().forEach(own -> own.forEach(builder::add));
            return builder.build();
        }

        void check() {
            LogView view = log().asOf(clock.instant());
            MeasureTable batch = MeasureTable.of(view, store.timeScale(), store.measures());
            for (int row = 0; row < batch.size(); row++) {
                MeasureTable live = store.measures(batch.customerId(row)).orElseThrow();
                LiveBase.assertSame(live, 0, batch, row, store.measures());
            }
            if (counts) {
                assertThat(store.report().initiators()).isEqualTo(view.initiators());
                assertThat(store.report().taken()).isEqualTo(view.size());
            }
            assertThat(store.report().late()).isZero();
        }
    }
}
