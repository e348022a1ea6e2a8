package io.engagement.live;

import io.engagement.measure.Measure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;

/** How a store is to be. Changed only while a copy is made. */
final class StoreOptions {
    List<Measure> measures = new ArrayList<>();
    Clock clock = Clock.systemUTC();
    Duration reorderWindow = Duration.ofMinutes(1);
    Duration duplicateWindow = Duration.ofHours(1);
    Duration longestClockStep = Duration.ofDays(366);
    Duration threadHorizon = Duration.ofDays(30);
    int shards = 64;
    Optional<SecretKey> snapshotKey = Optional.empty();

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
