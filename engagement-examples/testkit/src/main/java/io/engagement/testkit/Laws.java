package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the laws of a statistic are tried with. */
final class Laws {
    private static final int HISTORIES = 150;
    private static final int PARTS = 4;

    /** As a snapshot is forced to the disk. */
    private static final int RECENT = 12;

    private final StatisticContract contract;
    private final StateLayout layout;

    Laws(StatisticContract contract) {
        this.contract = contract;
        this.layout = StateLayout.of(contract.measures());
    }

    StateLayout layout() {
        return layout;
    }

    List<List<Interaction>> histories() {
        SplittableRandom random = new SplittableRandom(1);
        List<List<Interaction>> all = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            all.add(List.copyOf(contract.history(random)));
        }
        return all;
    }

    /** A few that are not empty and end long before the years that a clock may not show. */
    List<List<Interaction>> recentHistories() {
        return histories().stream()
                .filter(history ->
                        !history.isEmpty() && Math.abs(history.get(0).at().toEpochMilli()) < 1L << 42)
                .limit(RECENT)
                .toList();
    }

    /** A little after the last one. */
    Instant now(List<Interaction> history) {
        return history.isEmpty()
                ? Instant.EPOCH
                : history.get(history.size() - 1).at().plusMillis(history.size() * 7_777_777L);
    }

    double[] readings(Slots slots, Instant now) {
        return readings(slots, now, TimeScale.DAYS);
    }

    double[] readings(Slots slots, Instant now, TimeScale scale) {
        double[] before = slots.own();
        double[] readings = new double[layout.measures().size()];
        for (int m = 0; m < readings.length; m++) {
            readings[m] = slots.valueAt(m, now, scale);
        }
        assertThat(slots.own())
                .as("slots that were read: a reading writes nothing")
                .isEqualTo(before);
        return readings;
    }

    List<Interaction> shuffled(List<Interaction> history, SplittableRandom random) {
        List<Interaction> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }

    /** Each interaction in one of them: in order of time, or of any if unordered; all in the same one if parts cannot be merged. */
    List<List<Interaction>> parts(List<Interaction> history, SplittableRandom random) {
        return layout.mergeable() ? cut(history, random) : whole(history, random);
    }

    private static List<List<Interaction>> whole(List<Interaction> history, SplittableRandom random) {
        List<List<Interaction>> parts = new ArrayList<>(Collections.nCopies(PARTS, List.of()));
        parts.set(random.nextInt(PARTS), history);
        return parts;
    }

    private List<List<Interaction>> cut(List<Interaction> history, SplittableRandom random) {
        int[] cuts = random.ints(PARTS - 1, 0, history.size() + 1).sorted().toArray();
        List<Interaction> rows = layout.ordered() ? history : shuffled(history, random);
        List<List<Interaction>> parts = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            parts.add(rows.subList(from, cut));
            from = cut;
        }
        parts.add(rows.subList(from, rows.size()));
        return parts;
    }

    LogView view(List<Interaction> history) {
        InteractionLog.Builder log = InteractionLog.builder();
        history.forEach(log::add);
        return log.build().asOf(now(history));
    }

    void assertUnchangedIfRefused(Slots slots, Runnable change, List<Interaction> history) {
        double[] before = slots.own();
        try {
            change.run();
        } catch (IllegalArgumentException refused) {
            assertThat(slots.own())
                    .as("slots after a refusal, of %s: check first, then write", history)
                    .isEqualTo(before);
        }
    }

    void assertIsPossible(ThrowingCallable check, List<Interaction> history) {
        assertThatCode(check)
                .as("isPossible() of what interactions led to, which is true: %s", history)
                .doesNotThrowAnyException();
    }

    void assertMergedWithNothingItIsTheSame(Slots part, List<Interaction> history) {
        for (Slots[] two : new Slots[][] {{Slots.empty(layout), part}, {part.copy(), Slots.empty(layout)}}) {
            assertThatCode(() -> two[0].merge(two[1]))
                    .as(Advice.PURE_MERGE, history)
                    .doesNotThrowAnyException();
            assertThat(two[0].own()).as(Advice.PURE_MERGE, history).isEqualTo(part.own());
        }
    }

    void assertClose(Slots slots, double[] expected, List<Interaction> history) {
        double[] readings = readings(slots, now(history));
        for (int m = 0; m < readings.length; m++) {
            assertClose(readings[m], expected[m], layout.measures().get(m), history);
        }
    }

    void assertClose(double reading, double expected, Measure measure, List<Interaction> history) {
        double away = Math.abs(reading - expected) / Math.max(1, Math.abs(expected));
        assertThat(Double.compare(reading, expected) == 0 || away <= contract.tolerance())
                .as(
                        "%s is %s, should be %s in this order or split, of %s: enter() and merge() must lead to one state;"
                                + " ordered() is true if they need order, mergeable() false if parts cannot say it",
                        measure, reading, expected, history)
                .isTrue();
    }
}
