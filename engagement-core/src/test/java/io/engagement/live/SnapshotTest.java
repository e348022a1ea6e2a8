package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.StateLayout;
import io.engagement.score.ScoreTable;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private final Path directory;

    private final HandClock clock = new HandClock(START.plus(Duration.ofDays(30)));
    private final LiveStore.Builder restoring = builder();

    SnapshotTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aSnapshotHoldsAllThatIsKnown() throws IOException {
        LiveStore store = filled(500, 16);
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        LiveStore restored = builder().restore(file);
        assertThat(restored.report()).isEqualTo(store.report());
        assertSameScores(restored, store);
        assertThat(restored.feed("orders").position())
                .isEqualTo(store.feed("orders").position());
        assertThat(directory)
                .isDirectoryContaining(path -> path.equals(file))
                .isDirectoryNotContaining("glob:**.partial");
        // What waited for its time waits on, what is remembered is remembered.
        clock.advance(Duration.ofDays(9));
        assertSameScores(restored, store);
        assertThat(restored.report().ahead()).isZero();
    }

    /** A virtual thread that holds one keeps its carrier from all others while it waits for the disk. */
    @Test
    void noMonitorIsHeldWhileASnapshotIsWritten() throws IOException {
        List<String> held = new ArrayList<>();
        LiveStore store = filled(50, 2);
        store.snapshot(new OutputStream() {
            @Override
            public void write(int one) {
                assertThat(Thread.holdsLock(store)).isFalse();
                for (Field field : LiveStore.class.getDeclaredFields()) {
                    if (isHeld(field, store)) {
                        held.add(field.getName());
                    }
                }
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                write(0);
            }
        });
        assertThat(held).isEmpty();
    }

    private static boolean isHeld(Field field, LiveStore store) {
        try {
            field.setAccessible(true);
            Object value = field.get(store);
            return value != null && Thread.holdsLock(value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInteractionThatWaitsComesBackWithAllThatMeasuresRead() throws IOException {
        LiveStore store = builder().open();
        InteractionKind kind = new InteractionKind(
                Channel.of("kiosk"),
                Purpose.PURCHASE,
                Initiator.CUSTOMER,
                true,
                io.engagement.domain.Direction.INBOUND,
                io.engagement.domain.Actor.PERSON,
                Optional.of("Müller & Co"));
        store.add(Interaction.of("c1", clock.instant().plusSeconds(60), kind)
                .withId("x")
                .withValue(5)
                .withCost(1)
                .withSatisfaction(0.75)
                .withDuration(Duration.ofMillis(1234)));
        store.add(Interaction.of("c1", clock.instant().plusSeconds(61), kind));
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        LiveStore restored = builder().restore(file);
        clock.advance(Duration.ofMinutes(2));
        assertThat(restored.measures("c1").orElseThrow().measures()).isNotEmpty();
        LiveBase.assertSame(
                restored.measures("c1").orElseThrow(), 0, store.measures("c1").orElseThrow(), 0, store.measures());
    }

    @Test
    void whatAShorterWindowLetGoOfIsNotTakenBackForALongerOne() throws IOException {
        LiveStore store =
                builder().withReorderWindow(Duration.ZERO).withShards(1).open();
        InteractionKind kind = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
        for (int hours : new int[] {12, 0}) {
            store.add(Interaction.of("c1", clock.instant().minus(Duration.ofHours(hours)), kind));
        }
        // So many that what left the window is settled meanwhile.
        for (int i = 0; i < 100; i++) {
            store.add(LiveBase.interaction("c2", clock.instant(), 1));
        }
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        LiveStore restored = builder().restore(file);
        Interaction earlier = Interaction.of("c1", clock.instant().minus(Duration.ofHours(30)), kind);
        Interaction between = Interaction.of("c1", clock.instant().minus(Duration.ofHours(6)), kind);
        assertThat(restored.add(earlier)).isEqualTo(Arrival.LATE);
        assertThat(restored.add(between)).isEqualTo(Arrival.TAKEN);
        assertThat(restored.measures("c1")).isPresent();
    }

    @Test
    void everyChangedBitIsFound() throws IOException {
        Path damaged = directory.resolve("damaged.live");
        LiveStore.Builder one = LiveStore.of(LiveBase.RISK).withClock(clock);
        for (int format = 1; format <= Snapshots.FORMAT; format++) {
            byte[] whole = SnapshotFiles.format(format);
            for (int bit = 0; bit < 8 * whole.length; bit++) {
                byte[] changed = whole.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                LiveBase.write(damaged, changed);
                assertThatExceptionOfType(SnapshotException.class)
                        .as("bit %d of format %d", bit, format)
                        .isThrownBy(() -> one.restore(damaged));
            }
        }
    }

    @Test
    void everyCutIsFound() throws IOException {
        Path cut = directory.resolve("cut.live");
        LiveStore.Builder one = LiveStore.of(LiveBase.RISK).withClock(clock);
        for (int format = 1; format <= Snapshots.FORMAT; format++) {
            byte[] whole = SnapshotFiles.format(format);
            for (int length = 0; length < whole.length; length++) {
                LiveBase.write(cut, Arrays.copyOf(whole, length));
                assertThatExceptionOfType(SnapshotException.class)
                        .as("length %d of format %d", length, format)
                        .isThrownBy(() -> one.restore(cut));
            }
            LiveBase.write(cut, Arrays.copyOf(whole, whole.length + 1));
            assertThatExceptionOfType(SnapshotException.class)
                    .isThrownBy(() -> one.restore(cut))
                    .withMessageContaining("behind its end");
        }
    }

    @Test
    void damageIsFoundInSnapshotsOfManyFrames() throws IOException {
        Path file = directory.resolve("store.live");
        filled(4000, 8).snapshot(file);
        byte[] whole = Files.readAllBytes(file);
        assertThat(whole.length).isGreaterThan(5 * Frames.FULL);
        Path damaged = directory.resolve("damaged.live");
        SplittableRandom random = new SplittableRandom(FullRun.seed(20261124));
        int tries = FullRun.pick(2000, 20);
        for (int i = 0; i < tries; i++) {
            long bit = random.nextLong(8L * whole.length);
            byte[] changed = whole.clone();
            changed[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
            LiveBase.write(damaged, changed);
            assertRefused(damaged, "bit " + bit);
            int length = random.nextInt(whole.length);
            LiveBase.write(damaged, Arrays.copyOf(whole, length));
            assertRefused(damaged, "length " + length);
        }
        // Two whole frames that have changed places.
        byte[] swapped = whole.clone();
        int frame = Frames.FULL + 12;
        System.arraycopy(whole, SnapshotImage.HEAD, swapped, SnapshotImage.HEAD + frame, frame);
        System.arraycopy(whole, SnapshotImage.HEAD + frame, swapped, SnapshotImage.HEAD, frame);
        LiveBase.write(damaged, swapped);
        assertRefused(damaged, "swapped frames");
    }

    @Test
    void aFileOfAnotherKindIsToldSo() throws IOException {
        Path file = Files.writeString(directory.resolve("customers.csv"), "id,at,channel\n");
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> builder().restore(file))
                .withMessageContaining("does not begin as a snapshot");
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> builder().restore(directory.resolve("missing.live")));
    }

    @Test
    void aSnapshotOfOtherMeasuresIsToldSo() throws IOException {
        Path file = directory.resolve("store.live");
        LiveStore.of(LiveBase.RISK).open().snapshot(file);
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> LiveStore.of(LiveBase.ENGAGEMENT).restore(file))
                .withMessageContaining("other measures")
                .withMessageContaining("frequency")
                .withMessageContaining("that the scorers of this store do not read, and lacks [")
                .withMessageContaining("decayed");
    }

    /** Written by a version that told contracts of one instant apart by their order. */
    @Test
    void aSnapshotOfMeasuresThatKeepSomethingElseSinceIsToldSo() throws IOException {
        Path file = Files.write(directory.resolve("old.live"), SnapshotFiles.contracts());
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> LiveStore.of(LiveBase.RISK)
                        .withMeasures(LiveBase.CONTRACT.age())
                        .restore(file))
                .withMessageContaining("a version of the library that kept something else")
                .withMessageContaining("begin anew from the log");
    }

    /** More than are kept of kinds of which nothing waits. */
    @Test
    void interactionsOfManyKindsThatWaitComeBackAsTheyAre() throws IOException {
        LiveStore store = builder().withShards(1).open();
        for (int i = 0; i < 200; i++) {
            Channel channel = i % 2 == 0 ? Channel.of("channel " + i) : Channel.WEB;
            Purpose purpose = i % 3 == 0 ? Purpose.PURCHASE : Purpose.of("purpose " + i);
            store.add(Interaction.of(
                    "c1",
                    clock.instant().plusSeconds(60L * (i % 2) - i),
                    InteractionKind.of(channel, i % 5 == 0 ? Initiator.COMPANY : Initiator.CUSTOMER, purpose)));
        }
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        LiveStore restored = builder().restore(file);
        assertThat(restored.report()).isEqualTo(store.report());
        clock.advance(Duration.ofMinutes(9));
        LiveBase.assertSame(
                restored.measures("c1").orElseThrow(), 0, store.measures("c1").orElseThrow(), 0, store.measures());
        assertThat(restored.report()).isEqualTo(store.report());
    }

    @Test
    void whatCannotBeWrittenLeavesTheFileAsItWas() throws IOException {
        Path file = directory.resolve("store.live");
        LiveStore store = filled(3, 1);
        store.snapshot(file);
        byte[] before = Files.readAllBytes(file);
        Files.delete(directory.resolve("store.live.lock"));
        Files.createDirectory(directory.resolve("store.live.lock"));
        store.add(LiveBase.interaction("new", clock.instant(), 1));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.snapshot(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> store.snapshot(directory.resolve("no/such/directory.live")));
    }

    @Test
    void filesOfEachFormatAreReadForEver() throws IOException {
        // One shard, one customer, a feed.
        assertIsTheOne(SnapshotFiles.format(1), InitiatorCounts.NONE);
        assertIsTheOne(SnapshotFiles.format(2), InitiatorCounts.NONE);
        assertIsTheOne(SnapshotFiles.format(3), new InitiatorCounts(1, 1, 0));
        assertIsTheOne(SnapshotFiles.format(4), new InitiatorCounts(1, 1, 0));
    }

    private void assertIsTheOne(byte[] written, InitiatorCounts initiators) throws IOException {
        Path file = Files.write(directory.resolve("old.live"), written);
        LiveStore store = LiveStore.of(LiveBase.RISK).withClock(clock).restore(file);
        assertThat(store.report()).isEqualTo(new LiveReport(1, 2, 0, 0, 0, 1, 0, 0, initiators));
        assertThat(store.feed("orders").position()).hasValue(2);
        assertThat(store.score("c1", "retention_risk")).isPresent();
    }

    @Test
    void aLaterFormatIsToldSo() throws IOException {
        Path file = directory.resolve("later.live");
        filled(1, 1).snapshot(file);
        byte[] whole = Files.readAllBytes(file);
        SnapshotImage image =
                SnapshotImage.of(whole, StateLayout.of(filled(1, 1).measures()));
        byte[] head = image.head();
        head[11] = 5;
        LiveBase.write(file, SnapshotImage.file(head, image.payload()));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> builder().restore(file))
                .withMessageContaining("format 5")
                .withMessageContaining("reads 1 to 4");
        LiveBase.write(file, SnapshotImage.file(image.head(), Arrays.copyOf(image.payload(), 3)));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> builder().restore(file))
                .withMessageContaining("less than it says");
        LiveBase.write(
                file, SnapshotImage.file(image.head(), Arrays.copyOf(image.payload(), image.payload().length + 1)));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> builder().restore(file))
                .withMessageContaining("holds more");
    }

    private LiveStore.Builder builder() {
        return LiveBase.store()
                .withClock(clock)
                .withReorderWindow(Duration.ofDays(2))
                .withDuplicateWindow(Duration.ofDays(20));
    }

    private LiveStore filled(int customers, int shards) {
        LiveStore store = builder().withShards(shards).open();
        Feed feed = store.feed("orders");
        for (int i = 0; i < 4 * customers; i++) {
            Interaction interaction =
                    LiveBase.interaction("c" + i % customers, START.plus(Duration.ofHours(200L * i / customers)), i);
            feed.add(interaction.withId("i" + i), i);
        }
        store.add(LiveBase.interaction("c0", clock.instant().plusSeconds(3600), 5));
        return store;
    }

    private void assertRefused(Path file, String what) {
        assertThatExceptionOfType(SnapshotException.class)
                .as(what)
                .isThrownBy(() -> restoring.restore(file))
                .withNoCause();
    }

    static void assertSameScores(LiveStore actual, LiveStore expected) {
        ScoreTable scores = actual.scores();
        ScoreTable others = expected.scores();
        assertThat(scores.size()).isEqualTo(others.size());
        for (String name : others.names()) {
            assertThat(scores.column(name)).as(name).containsExactly(others.column(name));
        }
        for (int row = 0; row < others.size(); row++) {
            assertThat(scores.customerId(row)).isEqualTo(others.customerId(row));
        }
    }
}
