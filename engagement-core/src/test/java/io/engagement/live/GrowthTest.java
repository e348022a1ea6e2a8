package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.internal.index.KeyedHash;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What much that waits costs, and what is left of who is erased. */
class GrowthTest {
    private final Path directory;
    private final HandClock clock = new HandClock(START);

    GrowthTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private LiveStore.Builder builder() {
        return LiveBase.store().withClock(clock).withShards(1).withReorderWindow(Duration.ofDays(90));
    }

    @Test
    void muchThatWaitsOfOneCustomerIsWhatALogSays() {
        SplittableRandom random = new SplittableRandom(20261128);
        for (int n : new int[] {31, 33, 511, 512, 513, 3000}) {
            LiveStore store = builder().open();
            List<Interaction> all = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                // Many of one instant, and each second one before all others.
                long seconds = i % 2 == 0 ? 60L * random.nextInt(100_000) : 6_000_000 + i;
                all.add(LiveBase.interaction("c1", START.minusSeconds(seconds), i));
                assertThat(store.add(all.get(i))).isEqualTo(Arrival.TAKEN);
                if (i % 501 == 0) {
                    assertLikeALog(store, all);
                }
            }
            assertLikeALog(store, all);
            // All is let go in its turn.
            clock.advance(Duration.ofDays(300));
            for (int i = 0; i < n; i++) {
                store.add(LiveBase.interaction("other", clock.instant(), i));
            }
            assertLikeALog(store, all);
            clock.moveTo(START);
        }
    }

    private void assertLikeALog(LiveStore store, List<Interaction> all) {
        LiveBase.assertSame(
                store.measures("c1").orElseThrow(),
                0,
                LiveBase.batch("c1", clock.instant(), all, store),
                0,
                store.measures());
    }

    /** Took half an hour. */
    @Test
    void whoIsReadAfterEachOfManyOutOfOrderIsReadInShortTime() {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            LiveStore store = builder().open();
            SplittableRandom random = new SplittableRandom(20261128);
            for (int i = 0; i < 30_000; i++) {
                Instant at = START.minusSeconds(random.nextInt(7_000_000));
                store.add(LiveBase.interaction("c1", at, i));
                assertThat(store.measures("c1")).isPresent();
            }
        });
    }

    /** Took half an hour. */
    @Test
    void whoHasManyAheadHoldsUpNobody() {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            LiveStore store = builder().withReorderWindow(Duration.ZERO).open();
            SplittableRandom random = new SplittableRandom(20261128);
            for (int i = 0; i < 100_000; i++) {
                store.add(LiveBase.interaction("c1", START.plusSeconds(3600 + random.nextInt(7_000_000)), i));
            }
            for (int i = 0; i < 100_000; i++) {
                clock.advance(Duration.ofMillis(1));
                store.add(LiveBase.interaction(i % 2 == 0 ? "c1" : "other", clock.instant(), i));
                if (i % 10 == 0) {
                    assertThat(store.measures("c1")).isPresent();
                }
            }
            assertThat(store.report().ahead()).isEqualTo(100_000);
            clock.advance(Duration.ofDays(100));
            assertThat(store.measures("c1")).isPresent();
            assertThat(store.report()).isEqualTo(LiveBase.report(2, 200_000, 0));
        });
    }

    @Test
    void ofWhoIsErasedNothingIsLeft() throws IOException {
        LiveStore store = builder().open();
        String secret = "division of the erased";
        InteractionKind kind = new InteractionKind(
                Channel.of("secret-channel"),
                Purpose.of("secret-purpose"),
                Initiator.CUSTOMER,
                false,
                io.engagement.domain.Direction.INBOUND,
                io.engagement.domain.Actor.PERSON,
                java.util.Optional.of(secret));
        InteractionKind others = InteractionKind.of(Channel.of("shared-channel"), Initiator.CUSTOMER, Purpose.USE);
        double number = 7777.777;
        for (int i = 0; i < 200; i++) {
            // In order, out of it, and ahead.
            for (long seconds : new long[] {-10_000_000L + i, -i, 5000 - i}) {
                store.add(Interaction.of("the erased one", START.plusSeconds(seconds), kind)
                        .withValue(number)
                        .withId("secret-id-" + seconds));
                store.add(Interaction.of("c1", START.plusSeconds(seconds), others));
            }
        }
        assertThat(held(store)).contains(secret, "secret-channel", "the erased one", "shared-channel");
        assertThat(numbers(store).contains(number)).isTrue();
        assertThat(store.erase("the erased one")).isTrue();
        assertThat(held(store)).contains("shared-channel").doesNotContain(secret, "secret-channel", "secret-purpose");
        assertThat(held(store)).noneMatch(text -> text.contains("erased") || text.contains("secret"));
        assertThat(numbers(store).contains(number)).isFalse();
        Path file = directory.resolve("store.live");
        store.snapshot(file);
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.UTF_16BE)
                + new String(Files.readAllBytes(file), 1, (int) Files.size(file) - 1, StandardCharsets.UTF_16BE);
        assertThat(bytes).contains("shared-channel").doesNotContain("secret").doesNotContain("erased");
        // Of who waits on, all is as it was.
        LiveStore restored = builder().restore(file);
        clock.advance(Duration.ofDays(1));
        LiveBase.assertSameStores(restored, store);
    }

    @Test
    void whatWasLetGoOfWhoIsErasedLaterIsNotLeftEither() {
        LiveStore store = builder().withReorderWindow(Duration.ofMinutes(1)).open();
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofMinutes(1));
            store.add(Interaction.of("gone", clock.instant(), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(7777.777));
        }
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMinutes(1));
            store.add(LiveBase.interaction("c1", clock.instant(), i));
        }
        assertThat(store.erase("gone")).isTrue();
        assertThat(numbers(store).contains(7777.777)).isFalse();
    }

    @Test
    void memoryOfAPeakIsGivenBack() {
        LiveStore store = builder().withReorderWindow(Duration.ofHours(1)).open();
        SplittableRandom random = new SplittableRandom(20261128);
        store.add(LiveBase.interaction("c1", START, 0));
        quiet(store);
        long before = words(store);
        for (int i = 0; i < 40_000; i++) {
            Instant at = clock.instant().minusSeconds(i % 3 == 0 ? 0 : random.nextInt(3000));
            store.add(LiveBase.interaction("d" + i % 100, at, i));
        }
        assertThat(words(store)).isGreaterThan(before + 100_000);
        quiet(store);
        // The hundred customers stay.
        assertThat(words(store)).isLessThan(before + 40_000);
    }

    private void quiet(LiveStore store) {
        for (int i = 0; i < 60_000; i++) {
            clock.advance(Duration.ofMinutes(10));
            store.add(LiveBase.interaction("c1", clock.instant(), i));
        }
    }

    @Test
    void kindsOfWhichNothingWaitsAreForgotten() throws IOException {
        StateLayout layout = StateLayout.of(List.of(Measure.meanGap(Filter.all())));
        Shard shard = new Shard(layout, new KnownKinds(layout), KeyedHash.random(), () -> Long.MAX_VALUE, 1000, 0, 0);
        for (int i = 0; i < 100_000; i++) {
            Interaction next = Interaction.of(
                    "c1", START.plusSeconds(i), Channel.of("channel-" + i), Initiator.CUSTOMER, Purpose.USE);
            shard.add(next, 1, START.plusSeconds(i).toEpochMilli(), Shard.NO_FEED, 0);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        shard.write(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(1000);
        // What so many kinds weigh is kept for all shards.
        assertThat(reachable(shard).stream().filter(String.class::isInstance)).hasSizeLessThan(KnownKinds.MOST + 300);
        shard.erase("c1", 1);
        assertThat(reachable(shard).stream().filter(String.class::isInstance)).hasSizeLessThan(300);
    }

    /** All texts that a store's shards hold, ids among them. */
    private static List<String> held(LiveStore store) {
        List<String> texts = new ArrayList<>();
        for (Object each : reachable(shards(store))) {
            if (each instanceof String text) {
                texts.add(text);
            } else if (each instanceof byte[] bytes) {
                texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        return texts.stream()
                .flatMap(text -> text.contains("the erased one")
                        ? List.of("the erased one", text).stream()
                        : List.of(text).stream())
                .toList();
    }

    /** All doubles that a store's shards hold, also as bits of longs. */
    private static List<Double> numbers(LiveStore store) {
        List<Double> numbers = new ArrayList<>();
        for (Object each : reachable(shards(store))) {
            if (each instanceof double[] doubles) {
                for (double number : doubles) {
                    numbers.add(number);
                }
            } else if (each instanceof long[] longs) {
                for (long bits : longs) {
                    numbers.add(Double.longBitsToDouble(bits));
                }
            }
        }
        return numbers;
    }

    /** How much the arrays of a store's shards hold. */
    private static long words(LiveStore store) {
        long words = 0;
        for (Object each : reachable(shards(store))) {
            words += each.getClass().isArray() ? Array.getLength(each) : 0;
        }
        return words;
    }

    private static Object shards(LiveStore store) {
        try {
            Field field = LiveStore.class.getDeclaredField("shards");
            field.setAccessible(true);
            return field.get(store);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Through fields of the live package, arrays and collections; not through the layout, which holds no customer's. */
    static Set<Object> reachable(Object from) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>(List.of(from));
        while (!left.isEmpty()) {
            Object next = left.pop();
            if (next instanceof StateLayout || !seen.add(next)) {
                continue;
            }
            if (next instanceof Object[] array) {
                for (Object each : array) {
                    push(left, each);
                }
            } else if (next instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    push(left, key);
                    push(left, value);
                });
            } else if (next instanceof Collection<?> all) {
                all.forEach(each -> push(left, each));
            } else if (next instanceof java.util.Optional<?> optional) {
                optional.ifPresent(each -> push(left, each));
            } else if (next.getClass().getName().startsWith("io.engagement")) {
                pushFields(left, next);
            }
        }
        return seen;
    }

    private static void pushFields(Deque<Object> left, Object of) {
        try {
            for (Field field : of.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    push(left, field.get(of));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static void push(Deque<Object> left, Object next) {
        if (next != null) {
            left.push(next);
        }
    }
}
