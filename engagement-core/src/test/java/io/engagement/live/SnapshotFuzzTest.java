package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.live.SnapshotImage.Field;
import io.engagement.measure.StateLayout;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots that somebody has changed and framed anew with right checksums: refused as such, within time and memory, or a
 * store that goes on as any other.
 */
class SnapshotFuzzTest {
    private static final int MUTATIONS = FullRun.pick(21_000, 800);

    /**
     * What a restored store takes beside what stands in the file: a frame's buffer (64 KB), what kinds weigh (16 KB), its
     * scorers' layout, empty tables, threads of conversations: 165,000 bytes were measured, and 26,000 more for a refusal that lists
     * other measures. The rest is for other JVMs, and for some twenty measures more.
     */
    private static final long FIXED_BYTES = 4 << 16;

    private static final long NANOS = 1_000_000_000;

    private final Path directory;

    SnapshotFuzzTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aForgedSnapshotIsRefusedOrAStoreLikeAnyOther() throws IOException {
        long seed = FullRun.seed(20261128);
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> outcomes = new TreeMap<>();
        List<Base> bases = List.of(base(false, 1), base(true, 2), base(true, 4));
        for (int i = 0; i < MUTATIONS; i++) {
            Base base = bases.get(random.nextInt(bases.size()));
            SplittableRandom own = random.split();
            byte[] payload = base.image.payload();
            StringBuilder what = new StringBuilder();
            for (int n = 1 + (own.nextInt(4) == 0 ? own.nextInt(4) : 0); n > 0; n--) {
                payload = mutate(payload, base.image.fields(), own, what);
            }
            String outcome = outcome(
                    base, SnapshotImage.file(base.image.head(), payload), "seed " + seed + ", " + i + ": " + what);
            outcomes.merge(outcome, 1, Integer::sum);
        }
        if (FullRun.isOn()) {
            System.out.println("snapshots forged with seed " + seed + ": " + outcomes);
        }
        assertThat(outcomes.getOrDefault("refused", 0)).as("%s", outcomes).isGreaterThan(MUTATIONS / 3);
        assertThat(outcomes.getOrDefault("like any other", 0))
                .as("%s", outcomes)
                .isGreaterThan(MUTATIONS / 100);
    }

    /** Each number once to each of its extremes: no field of any kind goes unseen. */
    @Test
    void eachNumberIsChecked() throws IOException {
        Base base = base(true, 2);
        Map<String, Field> oneOfEach = new HashMap<>();
        base.image.fields().forEach(field -> oneOfEach.put(field.what(), field));
        assertThat(oneOfEach.size()).isGreaterThan(60);
        for (Field field : oneOfEach.values()) {
            for (long extreme : extremes(field)) {
                byte[] payload = base.image.payload();
                put(payload, field, extreme);
                outcome(base, SnapshotImage.file(base.image.head(), payload), field + " to " + extreme);
            }
        }
    }

    private String outcome(Base base, byte[] file, String what) throws IOException {
        Path path = LiveBase.write(directory.resolve("forged.live"), file);
        HandClock clock = new HandClock(base.clock.instant());
        LiveStore.Builder builder = base.builder(clock);
        LiveStore store;
        long before = Allocations.bytes();
        long began = System.nanoTime();
        try {
            store = builder.restore(path);
        } catch (SnapshotException refused) {
            assertThat(refused.getCause() instanceof RuntimeException)
                    .as("%s: foreseen, but for %s", what, refused.getCause())
                    .isFalse();
            assertThat(refused.getMessage()).as(what).hasSizeLessThan(6000).doesNotContain("\n");
            return "refused";
        } catch (IOException | RuntimeException | Error thrown) {
            return fail(what + ": " + thrown, thrown);
        } finally {
            assertThat(System.nanoTime() - began).as("time of %s", what).isLessThan(NANOS);
            long most = 4L * file.length + FIXED_BYTES;
            assertThat(Allocations.bytes() - before < most || allocatedAgain(builder, path) < most)
                    .as("memory of %s for %d bytes", what, file.length)
                    .isTrue();
        }
        try {
            Path scratch = directory.resolve("scratch.live");
            StoreInvariants.assertHold(store, scratch);
            StoreInvariants.assertGoesOn(store, clock, builder, scratch);
        } catch (IOException | RuntimeException | Error broken) {
            return fail(what + ": " + broken.getMessage(), broken);
        }
        return "like any other";
    }

    /** Without what is loaded once in a JVM. */
    private static long allocatedAgain(LiveStore.Builder builder, Path path) throws IOException {
        long before = Allocations.bytes();
        try {
            builder.restore(path);
        } catch (SnapshotException refused) {
            return Allocations.bytes() - before;
        }
        return Allocations.bytes() - before;
    }

    private static byte[] mutate(byte[] payload, List<Field> fields, SplittableRandom random, StringBuilder what) {
        Field field = fields.get(random.nextInt(fields.size()));
        Field other = fields.get(random.nextInt(fields.size()));
        int kind = random.nextInt(12);
        what.append(kind).append(' ').append(field).append(' ').append(other).append("; ");
        if (field.at() + field.size() > payload.length || other.at() + other.size() > payload.length) {
            return payload;
        }
        byte[] changed = payload.clone();
        switch (kind) {
            case 0 -> {
                return Arrays.copyOf(payload, field.at());
            }
            case 1 -> {
                return without(payload, Math.min(field.at(), other.at()), Math.max(field.at(), other.at()));
            }
            case 2 -> {
                return twice(payload, field.at(), Math.min(payload.length, field.at() + random.nextInt(400)));
            }
            case 3 -> System.arraycopy(payload, other.at(), changed, field.at(), Math.min(field.size(), other.size()));
            case 4, 5 -> changed[field.at() + random.nextInt(field.size())] ^= (byte) (1 << random.nextInt(8));
            case 6, 7 -> put(changed, field, get(payload, field) + random.nextInt(7) - 3);
            case 8 -> put(changed, field, random.nextLong());
            case 9 -> put(changed, field, Double.doubleToRawLongBits(random.nextInt(2000) - 1000.0));
            default -> {
                long[] extremes = extremes(field);
                put(changed, field, extremes[random.nextInt(extremes.length)]);
            }
        }
        return changed;
    }

    private static byte[] without(byte[] payload, int from, int to) {
        byte[] rest = Arrays.copyOf(payload, payload.length - (to - from));
        System.arraycopy(payload, to, rest, from, payload.length - to);
        return rest;
    }

    private static byte[] twice(byte[] payload, int from, int to) {
        byte[] longer = Arrays.copyOf(payload, payload.length + to - from);
        System.arraycopy(payload, from, longer, to, payload.length - from);
        return longer;
    }

    private static long[] extremes(Field field) {
        return switch (field.type()) {
            case FLAG, BYTE -> new long[] {0, 1, 2, -1, 127};
            case CHAR -> new long[] {0, ' ', 'Z', 0xD800, 0xFFFF};
            case INT -> new long[] {0, 1, -1, 2, 16, 255, 65_536, 1 << 24, Integer.MAX_VALUE, Integer.MIN_VALUE};
            case LONG ->
                new long[] {
                    0,
                    1,
                    -1,
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    1L << 31,
                    1L << 53,
                    -(1L << 53),
                    1L << 60,
                    START.toEpochMilli(),
                    START.plus(Duration.ofDays(4000)).toEpochMilli()
                };
            case DOUBLE ->
                Arrays.stream(new double[] {
                            0,
                            -0.0,
                            1,
                            -1,
                            0.5,
                            1e9,
                            1e17,
                            1e308,
                            -1e308,
                            Double.NaN,
                            Double.POSITIVE_INFINITY,
                            Double.NEGATIVE_INFINITY,
                            Double.MIN_VALUE,
                            START.toEpochMilli()
                        })
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray();
        };
    }

    private static void put(byte[] payload, Field field, long bits) {
        ByteBuffer at = ByteBuffer.wrap(payload, field.at(), field.size());
        switch (field.size()) {
            case 1 -> at.put((byte) bits);
            case 2 -> at.putShort((short) bits);
            case 4 -> at.putInt((int) bits);
            default -> at.putLong(bits);
        }
    }

    private static long get(byte[] payload, Field field) {
        ByteBuffer at = ByteBuffer.wrap(payload, field.at(), field.size());
        return switch (field.size()) {
            case 1 -> at.get();
            case 2 -> at.getShort();
            case 4 -> at.getInt();
            default -> at.getLong();
        };
    }

    /** A snapshot with something of all that there is: feeds, ids, what waits for its time and for earlier ones. */
    private Base base(boolean all, int shards) throws IOException {
        HandClock clock = new HandClock(START.plus(Duration.ofDays(30)));
        Base base = new Base(all, clock);
        LiveStore store = base.builder(clock).withShards(shards).open();
        if (all) {
            // A wrong clock has left something behind.
            clock.advance(Duration.ofDays(10));
            store.add(LiveBase.interaction("c3", clock.instant(), 1).withId("ahead"));
            clock.advance(Duration.ofDays(-10));
        }
        Feed feed = store.feed("orders");
        for (int i = 0; i < 30; i++) {
            String customer = i % 5 == 0 ? "one with a longer id \u20ac" : "c" + i % 5;
            Interaction next = LiveBase.interaction(customer, START.plus(Duration.ofHours(24L * i)), i);
            feed.add(i % 3 == 0 ? next : next.withId("i" + i), i);
        }
        store.feed("never used");
        InteractionKind kind = InteractionKind.of(Channel.of("kiosk"), Initiator.CUSTOMER, Purpose.PURCHASE);
        for (int hours : new int[] {30, 2, 20, 5, -1, -40}) {
            Interaction next = Interaction.of("c1", clock.instant().minus(Duration.ofHours(hours)), kind);
            store.add(next.withValue(3).withCost(1).withDepartment("north"));
            store.add(LiveBase.interaction("c2", next.at(), hours));
        }
        Path file = directory.resolve("base" + all + shards + ".live");
        store.snapshot(file);
        base.image = SnapshotImage.of(Files.readAllBytes(file), StateLayout.of(store.measures()));
        StoreInvariants.assertHold(base.builder(clock).restore(file), directory.resolve("scratch.live"));
        return base;
    }

    private static final class Base {
        private final LiveStore.Builder builder;
        private final HandClock clock;
        private SnapshotImage image;

        Base(boolean all, HandClock clock) {
            this.clock = clock;
            this.image = SnapshotImage.empty();
            this.builder = (all ? LiveBase.store() : LiveStore.of(LiveBase.RISK))
                    .withReorderWindow(Duration.ofDays(2))
                    .withDuplicateWindow(Duration.ofDays(20));
        }

        LiveStore.Builder builder(HandClock own) {
            return builder.withClock(own);
        }
    }
}
