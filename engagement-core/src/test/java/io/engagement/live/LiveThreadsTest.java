package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Initiators that a live store infers. */
class LiveThreadsTest {
    private static final Measure OWN = Measure.count(Filter.ownInitiative());
    private static final Measure OURS = Measure.count(Filter.initiatedBy(Initiator.COMPANY));

    private final Path directory;
    private final HandClock clock = new HandClock(START.plus(Duration.ofDays(400)));

    LiveThreadsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private LiveStore.Builder builder() {
        return LiveBase.store()
                .withMeasures(OWN, OURS)
                .withClock(clock)
                .withShards(1)
                .withReorderWindow(Duration.ofHours(1))
                .withThreadHorizon(Duration.ofDays(30));
    }

    private static Interaction mail(String customer, Duration at, Direction direction) {
        return Interaction.of(customer, START.plus(at), Channel.EMAIL, Initiator.UNKNOWN, Purpose.QUESTION)
                .withDirection(direction);
    }

    private static void assertCounts(LiveStore store, String customer, double own, double ours) {
        assertThat(store.measures(customer).orElseThrow().column(OWN).get(0))
                .as("own")
                .isEqualTo(own);
        assertThat(store.measures(customer).orElseThrow().column(OURS).get(0))
                .as("ours")
                .isEqualTo(ours);
    }

    @Test
    void anEarlierOneThatComesLateChangesTheInitiatorsOfItsThread() {
        LiveStore store = builder().open();
        for (int minutes : new int[] {30, 40, 50}) {
            store.add(mail("c", Duration.ofMinutes(minutes), Direction.INBOUND).withConversation("t"));
        }
        assertCounts(store, "c", 3, 0);
        store.add(mail("c", Duration.ofMinutes(10), Direction.OUTBOUND).withConversation("t"));
        assertCounts(store, "c", 0, 4);
        store.add(mail("c", Duration.ofMinutes(5), Direction.UNKNOWN).withConversation("t"));
        assertCounts(store, "c", 0, 0);
        assertThat(store.report().initiators()).isEqualTo(new InitiatorCounts(0, 0, 5));
    }

    @Test
    void whatIsAnsweredMayComeBehindItsAnswer() {
        LiveStore store = builder().open();
        store.add(
                mail("c", Duration.ofMinutes(30), Direction.INBOUND).withId("b").withInReplyTo("a"));
        store.add(mail("c", Duration.ofMinutes(40), Direction.OUTBOUND).withInReplyTo("b"));
        assertThat(store.report().initiators()).isEqualTo(new InitiatorCounts(0, 0, 2));
        store.add(Interaction.of("c", START, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                .withId("a"));
        assertCounts(store, "c", 0, 3);
        assertThat(store.report().initiators()).isEqualTo(new InitiatorCounts(1, 2, 0));
    }

    @Test
    void whatAnswersWhatIsNoMoreRememberedIsUnknownAndCounted() {
        LiveStore store = builder().open();
        store.add(Interaction.of("c", START, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                .withId("a"));
        store.add(mail("c", Duration.ofDays(29), Direction.INBOUND).withInReplyTo("a"));
        assertThat(store.report().initiators()).isEqualTo(new InitiatorCounts(1, 1, 0));
        // Twice the horizon, and something in between by which time goes on.
        store.add(mail("d", Duration.ofDays(45), Direction.INBOUND));
        store.add(mail("d", Duration.ofDays(80), Direction.INBOUND).withConversation("other"));
        store.add(mail("d", Duration.ofDays(115), Direction.INBOUND).withConversation("other"));
        store.add(mail("c", Duration.ofDays(116), Direction.INBOUND).withInReplyTo("a"));
        assertCounts(store, "c", 0, 2);
        assertThat(store.report().initiators()).isEqualTo(new InitiatorCounts(1, 3, 2));
    }

    @Test
    void aConversationIsRememberedSinceItsLastInteraction() {
        LiveStore store = builder().open();
        store.add(mail("c", Duration.ZERO, Direction.OUTBOUND).withConversation("t"));
        for (int days = 20; days <= 300; days += 20) {
            store.add(mail("c", Duration.ofDays(days), Direction.INBOUND).withConversation("t"));
        }
        assertCounts(store, "c", 0, 16);
    }

    @Test
    void withoutAHorizonInitiatorsAreTakenAsTheyAreGiven() {
        LiveStore store = builder().withThreadHorizon(Duration.ZERO).open();
        store.add(mail("c", Duration.ZERO, Direction.INBOUND).withConversation("t"));
        Interaction inferred = mail("c", Duration.ZERO, Direction.INBOUND);
        store.add(inferred.withKind(inferred.kind().withInferredInitiator(Initiator.COMPANY)));
        assertCounts(store, "c", 0, 1);
        assertThat(store.report().initiators()).isEqualTo(new InitiatorCounts(0, 1, 1));
    }

    @Test
    void threadsOfALogAreRememberedWhenItIsAdded() {
        List<Interaction> before = List.of(
                mail("c", Duration.ofDays(1), Direction.OUTBOUND).withId("a").withConversation("t"),
                mail("c", Duration.ofDays(380), Direction.INBOUND).withConversation("t"),
                mail("c", Duration.ofDays(380), Direction.INBOUND).withId("b").withConversation("u"),
                mail("d", Duration.ofDays(399), Direction.INBOUND).withConversation("v"),
                mail("d", Duration.ofDays(399).plusMinutes(30), Direction.INBOUND)
                        .withConversation("v"));
        List<Interaction> after = List.of(
                mail("c", Duration.ofDays(399).plusMinutes(40), Direction.INBOUND)
                        .withConversation("t"),
                mail("c", Duration.ofDays(399).plusMinutes(41), Direction.OUTBOUND)
                        .withInReplyTo("b"),
                // Precedes two that are in.
                mail("d", Duration.ofDays(399).minusMinutes(10), Direction.OUTBOUND)
                        .withConversation("v"));
        InteractionLog.Builder all = InteractionLog.builder();
        InteractionLog.Builder log = InteractionLog.builder();
        before.forEach(log::add);
        before.forEach(all::add);
        after.forEach(all::add);
        LiveStore store = builder().open();
        store.addAll(log.build().asOf(clock.instant()));
        after.forEach(store::add);
        LogView whole = all.build().asOf(clock.instant());
        assertThat(store.report().initiators()).isEqualTo(whole.initiators());
        MeasureTable batch = MeasureTable.of(whole, store.timeScale(), store.measures());
        for (int row = 0; row < batch.size(); row++) {
            MeasureTable live = store.measures(batch.customerId(row)).orElseThrow();
            LiveBase.assertSame(live, 0, batch, row, store.measures());
        }
        assertCounts(store, "d", 0, 3);
    }

    @Test
    void ofWhoIsErasedNoThreadIsLeft() throws IOException {
        LiveStore store = builder().open();
        for (String customer : List.of("gone", "stays")) {
            store.add(mail(customer, Duration.ZERO, Direction.OUTBOUND)
                    .withConversation("t")
                    .withId(customer + " secret"));
            store.add(mail(customer, Duration.ofDays(3), Direction.INBOUND).withInReplyTo(customer + " secret"));
            store.add(mail(customer, Duration.ofDays(500), Direction.INBOUND).withConversation(customer + " secret"));
        }
        assertThat(store.report().ahead()).isEqualTo(2);
        assertThat(store.erase("gone")).isTrue();
        assertThat(store.report().ahead()).isEqualTo(1);
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_16BE)
                + new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_16BE);
        assertThat(text).contains("stays secret").doesNotContain("gone");
        // Who comes back under the name begins anew: the answer answers nothing.
        store.add(mail("gone", Duration.ofDays(3), Direction.INBOUND).withInReplyTo("gone secret"));
        store.add(mail("gone", Duration.ofDays(3), Direction.INBOUND).withConversation("t"));
        assertCounts(store, "gone", 1, 0);
        store.add(mail("stays", Duration.ofDays(3), Direction.INBOUND).withInReplyTo("stays secret"));
        assertCounts(store, "stays", 0, 3);
    }

    @Test
    void whereverMemoryRunsOutAStoreOfThreadsIsAsItWas() {
        List<Interaction> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Interaction next = mail(
                            "c" + i % 3,
                            Duration.ofMinutes((i * 37) % 60),
                            List.of(Direction.values()).get(i % 2))
                    .withId("i" + i)
                    .withValue(i);
            all.add(i % 3 == 0 ? next.withInReplyTo("i" + (i + 5) % 40) : next.withConversation("t" + i % 4));
        }
        LiveStore expected = builder().open();
        all.forEach(expected::add);
        int failed = 0;
        for (int step = 0; step < 60; step++) {
            LiveStore store = builder().open();
            LiveStore twin = builder().open();
            int[] left = {step};
            for (Interaction each : all) {
                Memory.asked = () -> {
                    if (left[0]-- == 0) {
                        throw new OutOfMemoryError("injected");
                    }
                };
                try {
                    store.add(each);
                } catch (OutOfMemoryError injected) {
                    failed++;
                    Memory.asked = null;
                    LiveBase.assertSameStores(store, twin);
                    assertThat(store.report()).isEqualTo(twin.report());
                    store.add(each);
                } finally {
                    Memory.asked = null;
                }
                twin.add(each);
            }
            LiveBase.assertSameStores(store, expected);
            assertThat(store.report()).isEqualTo(expected.report());
        }
        assertThat(failed).isGreaterThan(20);
    }

    /** Whatever is changed of what a snapshot says of threads, the checksums made right: refused, or a store that is sound. */
    @Test
    void aForgedSnapshotOfThreadsIsRefusedOrSound() throws IOException {
        LiveStore.Builder one = LiveStore.of(LiveBase.RISK)
                .withMeasures(OWN, OURS, Measure.meanGap(Filter.ownInitiative()))
                .withClock(clock)
                .withShards(1)
                .withReorderWindow(Duration.ofHours(1));
        LiveStore store = one.open();
        Instant recent = clock.instant().minus(Duration.ofHours(2));
        Duration from = Duration.between(START, recent);
        store.add(mail("c", from.minusDays(1), Direction.OUTBOUND)
                .withConversation("t")
                .withId("a"));
        for (int minutes = 60; minutes < 130; minutes += 10) {
            store.add(mail("c", from.plusMinutes(minutes), Direction.INBOUND)
                    .withConversation("u" + minutes % 20)
                    .withInReplyTo("a")
                    .withId("i" + minutes));
        }
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        SnapshotImage image =
                SnapshotImage.of(Files.readAllBytes(file), io.engagement.measure.StateLayout.of(store.measures()));
        assertThat(image.shards().get(0).inThreads()).hasSize(7);
        int refused = 0;
        int sound = 0;
        boolean begun = false;
        for (SnapshotImage.Field field : image.fields()) {
            begun |= field.what().equals("given initiators");
            for (int value : begun ? new int[] {0, 1, 2, 3, 127, -1} : new int[0]) {
                byte[] payload = image.payload();
                payload[field.at() + field.size() - 1] = (byte) value;
                Files.write(file, SnapshotImage.file(image.head(), payload));
                try {
                    LiveStore forged = one.restore(file);
                    forged.add(
                            mail("c", from.plusMinutes(65), Direction.OUTBOUND).withConversation("u0"));
                    StoreInvariants.assertHold(forged, directory.resolve("scratch.live"));
                    assertThat(forged.erase("c")).isTrue();
                    sound++;
                } catch (SnapshotException changed) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
        assertThat(sound).isGreaterThan(100);
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> one.restore(Files.write(file, new byte[99])));
    }
}
