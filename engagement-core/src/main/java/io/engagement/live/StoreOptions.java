package io.engagement.live;

import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** How a store is to be. Changed only while a copy is made. */
final class StoreOptions {
    /** Bytes of a key: fewer can be guessed. */
    private static final int LEAST_KEY = 16;

    /** A thousand years: two such windows and any instant can be added up. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    List<Measure> measures = new ArrayList<>();
    Clock clock = Clock.systemUTC();
    Duration reorderWindow = Duration.ofMinutes(1);
    Duration duplicateWindow = Duration.ofHours(1);
    Duration longestClockStep = Duration.ofDays(366);
    Duration threadHorizon = Duration.ofDays(30);
    int shards = 64;
    Optional<SecretKey> snapshotKey = Optional.empty();

    static Duration checked(String name, Duration window) {
        if (window.isNegative() || window.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from 0 to " + LONGEST.toDays() + " days, was " + window);
        }
        return window;
    }

    static int checkedShards(int shards) {
        if (Integer.bitCount(shards) != 1 || shards < 1 || shards > Shards.MOST) {
            throw new IllegalArgumentException(
                    "shards must be a power of 2 from 1 to " + Shards.MOST + ", was " + shards);
        }
        return shards;
    }

    static SecretKey checkedKey(byte[] key) {
        if (key.length < LEAST_KEY) {
            throw new IllegalArgumentException(
                    "key must have at least " + LEAST_KEY + " bytes, 32 random ones are best, had " + key.length);
        }
        return new SecretKeySpec(key, "HmacSHA256");
    }

    StoreClock storeClock() {
        return new StoreClock(clock, longestClockStep);
    }

    /** For how long threads are remembered: what is still in the reorder window is anyway. */
    long horizonMillis() {
        return threadHorizon.isZero() ? 0 : Math.max(threadHorizon.toMillis(), reorderWindow.toMillis());
    }

    /** Makes the shards of a store. */
    Function<KeyedHash, Shard> shard(StateLayout layout, StoreClock told) {
        KnownKinds known = new KnownKinds(layout);
        return hash -> new Shard(
                layout,
                known,
                hash,
                told::millis,
                reorderWindow.toMillis(),
                duplicateWindow.toMillis(),
                horizonMillis());
    }

    StoreOptions changed(Consumer<StoreOptions> change) {
        StoreOptions copy = new StoreOptions();
        copy.measures = new ArrayList<>(measures);
        copy.clock = clock;
        copy.reorderWindow = reorderWindow;
        copy.duplicateWindow = duplicateWindow;
        copy.longestClockStep = longestClockStep;
        copy.threadHorizon = threadHorizon;
        copy.shards = shards;
        copy.snapshotKey = snapshotKey;
        change.accept(copy);
        return copy;
    }
}
