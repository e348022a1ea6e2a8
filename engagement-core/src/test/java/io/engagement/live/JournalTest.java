package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final StateLayout layout = StateLayout.of(List.of(Measure.meanGap(Filter.all())));
    private final Kinds kinds = new Kinds(new KnownKinds(layout));
    private final Journal journal = new Journal(kinds);
    private final long[] read = new long[PackedInteraction.WORDS];

    private record Entry(long place, int row, Interaction interaction, long previous) {}

    @Test
    void entriesAreKeptAndLinkedWhileTheRingGoesRoundGrowsAndShrinks() {
        SplittableRandom random = new SplittableRandom(20261129);
        Deque<Entry> all = new ArrayDeque<>();
        Map<Integer, Long> last = new HashMap<>();
        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean grows = i / 4000 % 2 == 0;
            if (!all.isEmpty() && random.nextInt(10) < (grows ? 4 : 6)) {
                Entry oldest = all.remove();
                assertThat(journal.first()).isEqualTo(oldest.place);
                journal.removeFirst();
                assertThat(journal.holds(oldest.place)).isFalse();
                journal.shrink();
            } else {
                Interaction next = interaction(i, random);
                int row = random.nextInt(50);
                long previous = last.getOrDefault(row, Journal.NONE);
                journal.reserve();
                Entry entry = new Entry(journal.add(row, previous, held(next)), row, next, previous);
                last.put(row, entry.place);
                all.add(entry);
            }
            most = Math.max(most, journal.words());
            assertThat(journal.isEmpty()).isEqualTo(all.isEmpty());
            if (i % 100 == 0) {
                assertHolds(all);
            }
        }
        while (!all.isEmpty()) {
            all.remove();
            journal.removeFirst();
            journal.shrink();
        }
        assertThat(journal.words()).isLessThan(most);
    }

    private void assertHolds(Deque<Entry> all) {
        long place = journal.first();
        for (Entry each : all) {
            assertThat(place).isEqualTo(each.place);
            assertThat(journal.row(place)).isEqualTo(each.row);
            assertThat(journal.at(place)).isEqualTo(each.interaction.at().toEpochMilli());
            if (journal.holds(each.previous)) {
                assertThat(journal.previous(place)).isEqualTo(each.previous);
            } else {
                assertThat(journal.holds(journal.previous(place))).isFalse();
            }
            assertRead(place, each.interaction);
            place = journal.after(place);
        }
        assertThat(journal.isBefore(place, Long.MAX_VALUE)).isFalse();
    }

    private void assertRead(long place, Interaction interaction) {
        journal.read(place, read);
        assertThat(kinds.get(PackedInteraction.kind(read, 0)).kind()).isEqualTo(interaction.kind());
        for (Quantity each : Quantity.values()) {
            assertThat(PackedInteraction.quantities(read, 0).applyAsDouble(each))
                    .as("%s", each)
                    .isEqualTo((Double) each.of(interaction));
        }
    }

    @Test
    void ofWhatIsTakenOutNothingIsLeftButItsPlace() {
        SplittableRandom random = new SplittableRandom(1);
        long one = journal.add(1, Journal.NONE, held(interaction(5, random)));
        Interaction second = interaction(6, random);
        long two = journal.add(1, one, held(second));
        assertThat(journal.isBefore(one, 5)).isFalse();
        journal.remove(one);
        assertThat(journal.isGone(one)).isTrue();
        assertThat(journal.isBefore(one, 5)).as("whatever its time").isTrue();
        journal.read(one, read);
        assertThat(read[PackedInteraction.AT]).isEqualTo(Long.MIN_VALUE);
        assertThat(journal.after(one)).isEqualTo(two);
        assertThat(journal.isGone(two)).isFalse();
        assertRead(two, second);
        journal.removeFirst();
        journal.removeFirst();
        journal.wipe();
        journal.read(two, read);
        assertThat(read[PackedInteraction.AT]).as("of what was let go").isZero();
    }

    @Test
    void aKindIsInUseAsLongAsAnEntryHasIt() {
        SplittableRandom random = new SplittableRandom(2);
        Interaction of = interaction(1, random).withCampaign("spring");
        long[] held = held(of);
        int number = PackedInteraction.kind(held, 0);
        journal.add(1, Journal.NONE, held);
        kinds.forget();
        assertThat(kinds.get(number).kind()).isEqualTo(of.kind());
        journal.removeFirst();
        kinds.forget();
        assertThat(held(interaction(2, random).withCampaign("summer"))[PackedInteraction.KIND])
                .as("the number is free")
                .isEqualTo(number);
    }

    private static Interaction interaction(long at, SplittableRandom random) {
        Interaction bare = Interaction.of("c1", Instant.ofEpochMilli(at), Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
        return switch (random.nextInt(4)) {
            case 0 -> bare;
            case 1 -> bare.withValue(at);
            case 2 -> bare.withCost(0.5).withSatisfaction(0.25).withDuration(Duration.ofMillis(77));
            default -> bare.withId("i" + at).withInReplyTo("i1").withConversation("k");
        };
    }

    private long[] held(Interaction interaction) {
        long[] held = new long[PackedInteraction.WORDS];
        PackedInteraction.put(interaction, kinds.number(interaction.kind(), kinds.of(interaction.kind())), held, 0);
        return held;
    }
}
