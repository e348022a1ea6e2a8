package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.StateLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What binds the parts of a snapshot to each other, and to who has the key. */
class SnapshotSealTest {
    private static final byte[] KEY =
            "a key that nobody else knows, 32".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    /** Of an interaction that waits: its mark, kind, time, whether it counts, and four quantities. */
    private static final int HELD_BYTES = 1 + Integer.BYTES + 9 * Long.BYTES;

    private final Path file;
    private final HandClock clock = new HandClock(START.plus(Duration.ofDays(30)));

    SnapshotSealTest(@TempDir Path directory) {
        this.file = directory.resolve("store.live");
    }

    @Test
    void noMixtureOfTwoSnapshotsIsRestored() throws IOException {
        LiveStore store = builder().withShards(4).open();
        List<byte[]> one = generation(store, 0);
        List<byte[]> other = generation(store, 1);
        LiveStore stranger = builder().withShards(4).open();
        generation(stranger, 0);
        List<byte[]> foreign = generation(stranger, 1);
        assertThat(one.size()).isBetween(7, 10);
        int mixtures = 0;
        for (List<byte[]> with : List.of(other, foreign)) {
            for (int mask = 1; mask < (1 << one.size()) - 1; mask++) {
                ByteArrayOutputStream mixed = new ByteArrayOutputStream();
                for (int i = 0; i < one.size(); i++) {
                    mixed.writeBytes((mask >> i & 1) == 0 ? one.get(i) : with.get(Math.min(i, with.size() - 1)));
                }
                LiveBase.write(file, mixed.toByteArray());
                assertThatExceptionOfType(SnapshotException.class)
                        .as("mixture %s", Integer.toBinaryString(mask))
                        .isThrownBy(() -> builder().restore(file));
                mixtures++;
            }
        }
        assertThat(mixtures).isGreaterThan(250);
    }

    /** What stands before all frames, these, and the seal. */
    private List<byte[]> generation(LiveStore store, int number) throws IOException {
        Feed feed = store.feed("events");
        for (int i = 0; i < 280; i++) {
            feed.add(LiveBase.interaction("c" + i, START.plus(Duration.ofDays(number)), i), 280L * number + i);
        }
        store.snapshot(file);
        byte[] whole = Files.readAllBytes(file);
        List<byte[]> parts = SnapshotImage.frames(whole);
        parts.add(0, Arrays.copyOf(whole, SnapshotImage.HEAD));
        parts.add(Arrays.copyOfRange(whole, whole.length - SnapshotImage.SEAL, whole.length));
        return parts;
    }

    /** As the mixtures were that were restored: the feed's end from one, its interactions from another. */
    @Test
    void aFeedIsNoFurtherThanWhatItsShardsHaveSeen() throws IOException {
        LiveStore store = builder().withShards(1).open();
        store.feed("events").add(LiveBase.interaction("c", START, 1), 7);
        store.snapshot(file);
        SnapshotImage image = image(store);
        byte[] payload = image.payload();
        payload[payload.length - 1] = 8;
        LiveBase.write(file, SnapshotImage.file(image.head(), payload));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> builder().restore(file))
                .withMessageContaining("position of a feed");
    }

    @Test
    void twoSnapshotsOfOneStoreDiffer() throws IOException {
        LiveStore store = builder().open();
        store.snapshot(file);
        byte[] first = Files.readAllBytes(file);
        store.snapshot(file);
        assertThat(Files.readAllBytes(file)).isNotEqualTo(first);
    }

    @Test
    void aKeyMakesForgeryDetectable() throws IOException {
        LiveStore store = builder().withSnapshotKey(KEY).open();
        store.add(LiveBase.interaction("c", START, 1));
        store.snapshot(file);
        assertThat(builder().withSnapshotKey(KEY.clone()).restore(file).report())
                .isEqualTo(store.report());
        assertRefused(builder(), "restore it with that");
        byte[] another = KEY.clone();
        another[0]++;
        assertRefused(builder().withSnapshotKey(another), "another key");
        SnapshotImage image = image(store);
        byte[] forged = image.payload();
        forged[forged.length - 1] ^= 1;
        assertThat(SnapshotImage.file(image.head(), image.payload(), KEY)).isEqualTo(Files.readAllBytes(file));
        LiveBase.write(file, SnapshotImage.file(image.head(), image.payload(), another));
        assertRefused(builder().withSnapshotKey(KEY), "another key");
        byte[] unkeyed = image.head();
        unkeyed[15] = 0;
        LiveBase.write(file, SnapshotImage.file(unkeyed, image.payload()));
        assertRefused(builder().withSnapshotKey(KEY), "anybody can have made it");
        assertThat(builder().restore(file).report()).isEqualTo(store.report());
        LiveBase.write(file, SnapshotFiles.format(1));
        assertRefused(LiveStore.of(LiveBase.RISK).withSnapshotKey(KEY), "anybody can have made it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().withSnapshotKey(new byte[15]))
                .withMessageContaining("at least 16 bytes")
                .withMessageContaining("had 15");
    }

    private void assertRefused(LiveStore.Builder builder, String why) {
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> builder.restore(file))
                .withMessageContaining(why);
    }

    /** Found by the long run of the fuzz test: it was restored, and wrote snapshots that no store restored. */
    @Test
    void moreThatWaitThanWereTakenAreRefused() throws IOException {
        LiveStore store = LiveBase.store()
                .withClock(clock)
                .withReorderWindow(Duration.ofDays(2))
                .withShards(1)
                .open();
        store.add(LiveBase.interaction("c", START, 1));
        store.add(LiveBase.interaction("c", START.minus(Duration.ofHours(5)), 2));
        store.snapshot(file);
        SnapshotImage image = image(store);
        byte[] payload = image.payload();
        int times = 0;
        ByteArrayOutputStream forged = new ByteArrayOutputStream();
        int from = 0;
        for (SnapshotImage.Field field : image.fields()) {
            if (field.what().equals("held kind")) {
                // With the mark before it.
                int begin = field.at() - 1;
                forged.write(payload, from, begin - from);
                for (int i = 0; i < 3; i++) {
                    forged.write(payload, begin, HELD_BYTES);
                }
                from = begin + HELD_BYTES;
                times++;
            }
        }
        forged.write(payload, from, payload.length - from);
        assertThat(times).isBetween(1, 2);
        LiveBase.write(file, SnapshotImage.file(image.head(), forged.toByteArray()));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> LiveBase.store().withClock(clock).restore(file))
                .withMessageContaining("number of interactions taken must be no less than customers have had, was 2");
    }

    /** Ids that fall into one place of a table are crafted with the keys that stand in the snapshot. */
    @Test
    void idsThatAreCraftedToCollideAreRefusedInTime() throws IOException {
        LiveStore store = LiveStore.of(LiveBase.RISK).withShards(1).open();
        for (int i = 0; i < 30_000; i++) {
            store.add(LiveBase.interaction("c", START, 1).withId("i" + i));
        }
        store.snapshot(file);
        SnapshotImage image = image(store);
        byte[] payload = image.payload();
        for (SnapshotImage.Field field : image.fields()) {
            if (field.what().equals("id high")) {
                // The lower half, which chooses the place.
                Arrays.fill(payload, field.at() + 4, field.at() + 8, (byte) 0);
            }
        }
        LiveBase.write(file, SnapshotImage.file(image.head(), payload));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> LiveStore.of(LiveBase.RISK).restore(file))
                .withMessageContaining("places of ids");
    }

    /** Of ids that end in the four characters of the second key, all hashes are the same. */
    @Test
    void customersWhoAreCraftedToCollideAreRefusedInTime() throws IOException {
        LiveStore store = LiveStore.of(LiveBase.RISK)
                .withReorderWindow(Duration.ZERO)
                .withShards(1)
                .open();
        for (int i = 0; i < 9000; i++) {
            store.add(LiveBase.interaction("%04dxxxx".formatted(i), START.plusSeconds(i), i));
        }
        store.snapshot(file);
        SnapshotImage image = image(store);
        ByteBuffer payload = ByteBuffer.wrap(image.payload());
        long second = 0;
        int character = 0;
        for (SnapshotImage.Field field : image.fields()) {
            if (field.what().equals("second key")) {
                second = payload.getLong(field.at());
            }
            if (field.what().equals("character of customer") && character++ % 8 >= 4) {
                payload.putChar(field.at(), (char) (second >>> (Character.SIZE * ((character - 1) % 4))));
            }
        }
        LiveBase.write(file, SnapshotImage.file(image.head(), payload.array()));
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> LiveStore.of(LiveBase.RISK).restore(file))
                .withMessageContaining("places of ids");
    }

    @Test
    void aStoreTakesNoMoreMemoryToRestoreThanFourTimesTheFile() throws IOException {
        LiveStore store = builder().withShards(16).open();
        Feed feed = store.feed("events");
        for (int i = 0; i < 24_000; i++) {
            feed.add(
                    LiveBase.interaction("customer " + i % 6000, START.plus(Duration.ofMinutes(i)), i)
                            .withId("i" + i),
                    i);
        }
        store.snapshot(file);
        builder().restore(file);
        long before = Allocations.bytes();
        LiveStore restored = builder().restore(file);
        long taken = Allocations.bytes() - before;
        assertThat(restored.report()).isEqualTo(store.report());
        assertThat(taken).as("for %d bytes", Files.size(file)).isLessThan(4 * Files.size(file));
    }

    /** What waits takes more than what has been settled. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void whatWaitsTakesNoMoreMemoryToRestoreThanFourTimesTheFile(int hours) throws IOException {
        LiveStore store = LiveStore.of(LiveBase.RISK)
                .withClock(clock)
                .withReorderWindow(Duration.ofDays(2))
                .open();
        for (int i = 0; i < 20_000; i++) {
            store.add(LiveBase.interaction("customer " + i, clock.instant().plus(Duration.ofHours(hours)), 0));
        }
        store.snapshot(file);
        LiveStore.Builder same = LiveStore.of(LiveBase.RISK).withClock(clock).withReorderWindow(Duration.ofDays(2));
        same.restore(file);
        long before = Allocations.bytes();
        LiveStore restored = same.restore(file);
        long taken = Allocations.bytes() - before;
        assertThat(restored.report()).isEqualTo(store.report());
        assertThat(restored.report().ahead()).isEqualTo(hours > 0 ? 20_000 : 0);
        assertThat(taken).as("for %d bytes", Files.size(file)).isLessThan(4 * Files.size(file));
    }

    private SnapshotImage image(LiveStore store) throws IOException {
        return SnapshotImage.of(Files.readAllBytes(file), StateLayout.of(store.measures()));
    }

    private LiveStore.Builder builder() {
        return LiveBase.store().withClock(clock).withReorderWindow(Duration.ofDays(2));
    }
}
