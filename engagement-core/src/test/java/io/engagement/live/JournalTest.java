package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.measure.KindWeights;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalTest {
    private static final long DAY = 86_400_000;

    static Stream<StateLayout> layouts() {
        Measure count = Measure.count(Filter.all());
        Measure gap = Measure.meanGap(Filter.all());
        List<Measure> many = new ArrayList<>(List.of(count));
        for (int hours = -12; hours <= 13; hours++) {
            // 78 slots: more than a word has bits.
            many.add(Measure.distinctDays(Filter.all(), ZoneOffset.ofHours(hours)));
        }
        return Stream.of(StateLayout.of(List.of(count, gap)), StateLayout.of(many), StateLayout.of(List.of(count)));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void whatIsTakenBackIsAsItWas(StateLayout layout) {
        SplittableRandom random = new SplittableRandom(20261125);
        Kinds kinds = new Kinds(new KnownKinds(layout));
        Journal journal = new Journal(layout, kinds);
        double[] state = new double[layout.slots() + 3];
        layout.reset(state, 3);
        Deque<double[]> before = new ArrayDeque<>();
        Deque<Long> entries = new ArrayDeque<>();
        long at = 0;
        for (int i = 0; i < 5000; i++) {
            if (!entries.isEmpty() && random.nextInt(3) == 0) {
                long entry = entries.pop();
                assertThat(journal.holds(entry)).isTrue();
                assertThat(journal.previous(entry)).isEqualTo(entries.isEmpty() ? Journal.NONE : entries.peek());
                journal.restore(entry, state, 3);
                journal.remove(entry);
                assertThat(ordered(state, layout)).containsExactly(ordered(before.pop(), layout));
                at -= DAY;
            }
            at += random.nextInt(3) * DAY;
            Interaction next =
                    Interaction.of("c1", Instant.ofEpochMilli(at), Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
            KindWeights weights = layout.weights(next.kind());
            if (!layout.isInOrder(at, weights, state, 3)) {
                continue;
            }
            double[] now = state.clone();
            journal.keepAll(state, 3);
            layout.addOrdered(next, weights, state, 3);
            assertThat(journal.isChanged(state, 3)).isEqualTo(!Arrays.equals(now, state));
            if (journal.isChanged(state, 3)) {
                long last = entries.isEmpty() ? Journal.NONE : entries.peek();
                entries.push(journal.add(last, held(next, kinds), 0, state, 3));
                before.push(now);
            }
        }
        assertThat(entries.isEmpty()).isEqualTo(!layout.ordered());
    }

    @Test
    void theOldestAreLetGoInTheirTurn() {
        StateLayout layout = StateLayout.of(List.of(Measure.distinctDays(Filter.all(), ZoneId.of("UTC"))));
        Kinds kinds = new Kinds(new KnownKinds(layout));
        Journal journal = new Journal(layout, kinds);
        double[] state = new double[layout.slots()];
        layout.reset(state, 0);
        long last = Journal.NONE;
        List<Long> entries = new ArrayList<>();
        for (int day = 0; day < 1000; day++) {
            Interaction next = Interaction.of(
                            "c1", Instant.ofEpochMilli(day * DAY), Channel.WEB, Initiator.CUSTOMER, Purpose.USE)
                    .withValue(day);
            journal.keepAll(state, 0);
            layout.addOrdered(next, layout.weights(next.kind()), state, 0);
            last = journal.add(last, held(next, kinds), 0, state, 0);
            entries.add(last);
            journal.sweep((day - 10) * DAY + 1);
            if (day > 20) {
                assertThat(journal.holds(entries.get(day - 10))).isFalse();
                assertThat(journal.holds(entries.get(day - 9))).isTrue();
            }
        }
        // One that is taken out is let go whatever its time.
        journal.remove(entries.get(990));
        assertThat(journal.holds(entries.get(990))).isTrue();
        journal.sweep(0);
        assertThat(journal.holds(entries.get(990))).isFalse();
        assertThat(journal.holds(entries.get(991))).isTrue();
        long[] back = takenBack(journal, layout, kinds, entries.get(999), state);
        assertThat(back[PackedInteraction.AT]).isEqualTo(999 * DAY);
        assertThat(quantity(back, Quantity.VALUE)).isEqualTo(999);
        assertThat(quantity(back, Quantity.COST)).isNaN();
        assertThat(quantity(back, Quantity.DURATION)).isNaN();
    }

    private static long[] held(Interaction interaction, Kinds kinds) {
        long[] held = new long[PackedInteraction.WORDS];
        PackedInteraction.put(interaction, kinds.number(interaction.kind(), kinds.of(interaction.kind())), held, 0);
        return held;
    }

    private static long[] takenBack(Journal journal, StateLayout layout, Kinds kinds, long entry, double[] state) {
        Backlog backlog = new Backlog(layout, kinds);
        journal.takeBack(entry, backlog, state, 0);
        long[] held = new long[PackedInteraction.WORDS];
        backlog.copyFirst(held);
        return held;
    }

    private static double quantity(long[] held, Quantity quantity) {
        return PackedInteraction.quantities(held, 0).applyAsDouble(quantity);
    }

    @Test
    void theOldestAreLetGoBeforeItGrows() {
        StateLayout layout = StateLayout.of(List.of(Measure.distinctDays(Filter.all(), ZoneId.of("UTC"))));
        Kinds kinds = new Kinds(new KnownKinds(layout));
        Journal journal = new Journal(layout, kinds);
        double[] state = new double[layout.slots()];
        layout.reset(state, 0);
        journal.sweep(500 * DAY);
        List<Long> entries = new ArrayList<>();
        for (int day = 0; day < 1000; day++) {
            Interaction next =
                    Interaction.of("c1", Instant.ofEpochMilli(day * DAY), Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
            journal.keepAll(state, 0);
            layout.addOrdered(next, layout.weights(next.kind()), state, 0);
            entries.add(journal.add(Journal.NONE, held(next, kinds), 0, state, 0));
        }
        assertThat(journal.holds(entries.get(499))).isFalse();
        assertThat(journal.holds(entries.get(500))).isTrue();
    }

    @Test
    void quantitiesAreKept() {
        StateLayout layout = StateLayout.of(List.of(Measure.meanGap(Filter.all())));
        Kinds kinds = new Kinds(new KnownKinds(layout));
        Journal journal = new Journal(layout, kinds);
        double[] state = new double[layout.slots()];
        layout.reset(state, 0);
        Interaction whole = Interaction.of("c1", Instant.EPOCH, Channel.WEB, Initiator.CUSTOMER, Purpose.USE)
                .withCost(0.5)
                .withSatisfaction(0.25)
                .withDuration(Duration.ofMillis(77));
        journal.keepAll(state, 0);
        layout.addOrdered(whole, layout.weights(whole.kind()), state, 0);
        long entry = journal.add(Journal.NONE, held(whole, kinds), 0, state, 0);
        long[] back = takenBack(journal, layout, kinds, entry, state);
        assertThat(kinds.get(PackedInteraction.kind(back, 0)).kind()).isEqualTo(whole.kind());
        assertThat(quantity(back, Quantity.VALUE)).isNaN();
        assertThat(quantity(back, Quantity.COST)).isEqualTo(0.5);
        assertThat(quantity(back, Quantity.SATISFACTION)).isEqualTo(0.25);
        assertThat(quantity(back, Quantity.DURATION)).isEqualTo(77);
    }

    private static double[] ordered(double[] state, StateLayout layout) {
        return Arrays.copyOfRange(state, 3 + layout.unorderedSlots(), state.length);
    }
}
