package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.live.SnapshotImage.PackedInteraction;
import io.engagement.measure.StateLayout;
import io.engagement.score.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of every store, whatever it has been through: seen from outside, and in the snapshot that it writes. */
final class StoreInvariants {
    private StoreInvariants() {}

    /** Of what the store says and writes; the store stays as it is, but for what its time has brought. */
    static void assertHold(LiveStore store, Path scratch) throws IOException {
        ScoreTable scores = store.scores();
        LiveReport report = store.report();
        assertThat(report.customers()).as("customers").isEqualTo(scores.size());
        assertThat(report.late()).as("late").isBetween(0L, report.taken());
        assertThat(report.initiators().all()).as("initiators").isLessThanOrEqualTo(report.taken());
        for (int row = 0; row < scores.size(); row++) {
            String id = scores.customerId(row);
            assertThat(row == 0 || scores.customerId(row - 1).compareTo(id) < 0)
                    .as("each customer once, in order")
                    .isTrue();
            assertThat(store.measures(id)).as("found: %s", id).isPresent();
        }
        LiveBase.write(scratch, store);
        assertImage(SnapshotImage.of(Files.readAllBytes(scratch), StateLayout.of(store.measures())), report);
    }

    private static void assertImage(SnapshotImage image, LiveReport report) {
        Set<String> customers = new HashSet<>();
        long ahead = 0;
        for (SnapshotImage.Shard shard : image.shards()) {
            assertThat(shard.newest()).as("newest").isLessThanOrEqualTo(shard.now());
            assertThat(shard.now()).as("now").isLessThanOrEqualTo(shard.latest());
            assertThat(shard.positions().size())
                    .as("feeds")
                    .isLessThanOrEqualTo(image.feeds().size());
            for (String each : shard.customers()) {
                assertThat(customers.add(each)).as("once: %s", each).isTrue();
            }
            assertThat(shard.customers()).containsAll(shard.held().keySet());
            ahead += shard.ahead();
            ahead += shard.inThreads().stream().filter(each -> !each.counted()).count();
            assertThat(shard.held().values().stream()
                            .flatMap(List::stream)
                            .filter(each -> !each.counted())
                            .count())
                    .as("ahead")
                    .isEqualTo(shard.ahead());
            for (List<PackedInteraction> own : shard.held().values()) {
                assertThat(own).isNotEmpty().allMatch(each -> each.kind() >= 0 && each.kind() < shard.kinds());
                assertThat(own).filteredOn(PackedInteraction::counted).allMatch(each -> each.at() <= shard.newest());
                assertThat(own).filteredOn(each -> !each.counted()).allMatch(each -> each.at() > shard.now());
            }
        }
        assertThat(customers).hasSize((int) report.customers());
        assertThat(ahead).isEqualTo(report.ahead());
        image.feeds().values().forEach(complete -> assertThat(complete)
                .as("a feed's position")
                .isLessThanOrEqualTo(image.shards().stream()
                        .flatMapToLong(shard -> shard.positions().stream().mapToLong(Long::longValue))
                        .max()
                        .orElse(Long.MIN_VALUE)));
    }

    /** That whatever comes next works: interactions in and out of order, with and without ids, by feeds, time, erasing. */
    static void assertGoesOn(LiveStore store, HandClock clock, LiveStore.Builder builder, Path scratch)
            throws IOException {
        ScoreTable before = store.scores();
        List<String> some = new ArrayList<>(List.of("a new one", "another whose id is longer than a row has room for"));
        for (int row = 0; row < Math.min(4, before.size()); row++) {
            some.add(before.customerId(row));
        }
        Feed feed = store.feed("orders");
        long position = feed.position().orElse(0);
        Instant now = clock.instant();
        int number = 0;
        for (Duration age : List.of(Duration.ZERO, Duration.ofDays(3), Duration.ofHours(1), Duration.ofHours(-1))) {
            for (String each : some) {
                Interaction next = LiveBase.interaction(each, now.minus(age), number++);
                store.add(next);
                store.add(next.withId("n" + number));
                if (position < Long.MAX_VALUE - 1000) {
                    feed.add(next, ++position);
                }
                assertThat(store.score(each)).isPresent();
            }
        }
        clock.advance(Duration.ofDays(300));
        some.forEach(each -> store.add(LiveBase.interaction(each, clock.instant(), 3)));
        assertHold(store, scratch);
        LiveStore again = builder.restore(scratch);
        // A snapshot does not tell how often own code threw, as it may with a forged number in its slot.
        assertThat(again.report())
                .usingRecursiveComparison()
                .ignoringFields("setAside")
                .isEqualTo(store.report());
        SnapshotTest.assertSameScores(again, store);
        ScoreTable all = store.scores();
        for (int row = 0; row < all.size(); row++) {
            assertThat(store.erase(all.customerId(row))).isTrue();
        }
        assertThat(store.report().customers()).isZero();
        assertHold(store, scratch);
    }
}
