package io.engagement.testkit;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.StateLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What the laws of a statistic are tried with, and how a broken one is told: by the fewest interactions that break it. */
final class Laws {
    private static final int HISTORIES = 150;
    private static final int PARTS = 4;

    /** By how many orders and splits it is tried whether fewer interactions break a law too. */
    private static final int SEEDS = 12;

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

    Slots slots(List<Interaction> rows) {
        return Slots.of(layout, rows);
    }

    List<List<Interaction>> histories() {
        SplittableRandom random = new SplittableRandom(1);
        List<List<Interaction>> all = new ArrayList<>();
        for (int i = 0; i < HISTORIES; i++) {
            all.add(List.copyOf(contract.history(random)));
        }
        return all;
    }

    /** A law, as it is tried on one history. */
    @FunctionalInterface
    interface Law {
        void check(List<Interaction> history, SplittableRandom random);
    }

    /** Tries a law on all histories. */
    void hold(Law law) {
        List<List<Interaction>> all = histories();
        for (int i = 0; i < all.size(); i++) {
            Optional<AssertionError> broken = tried(law, all.get(i), i);
            if (broken.isPresent()) {
                throw smallest(law, all.get(i), broken.get());
            }
        }
    }

    private static Optional<AssertionError> tried(Law law, List<Interaction> history, int seed) {
        try {
            law.check(history, new SplittableRandom(seed));
            return Optional.empty();
        } catch (AssertionError broken) {
            return Optional.of(broken);
        } catch (RuntimeException thrown) {
            AssertionError broken = Shown.broken(
                    "what is legal was refused: " + Shown.root(thrown),
                    Shown.rows(history),
                    "take it, or say ordered() is true if interactions must come in order of time");
            broken.initCause(thrown);
            return Optional.of(broken);
        }
    }

    /** What is told where one interaction after the other is left out for as long as the rest breaks the law. */
    private static AssertionError smallest(Law law, List<Interaction> history, AssertionError broken) {
        List<Interaction> rest = history;
        AssertionError told = broken;
        for (int i = rest.size() - 1; i >= 0; i--) {
            List<Interaction> fewer = new ArrayList<>(rest);
            fewer.remove(i);
            Optional<AssertionError> still = IntStream.range(0, SEEDS)
                    .mapToObj(seed -> tried(law, fewer, seed))
                    .flatMap(Optional::stream)
                    .findFirst();
            rest = still.isPresent() ? fewer : rest;
            told = still.orElse(told);
        }
        return told;
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
        Shown.assertSame(slots.own(), before, "slot", "slots that were read: a reading writes nothing");
        return readings;
    }

    List<Interaction> shuffled(List<Interaction> history, SplittableRandom random) {
        List<Interaction> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }

    /** In any order if unordered; else interactions of one instant in any, as data with dates only have them. */
    List<Interaction> reordered(List<Interaction> history, SplittableRandom random) {
        List<Interaction> reordered = shuffled(history, random);
        if (layout.ordered()) {
            reordered.sort(Comparator.comparing(Interaction::at));
        }
        return reordered;
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
            assertUnchanged(slots, before, "a refusal leaves the slots as they were: check first, then write", history);
        }
    }

    void assertUnchanged(Slots slots, double[] before, String law, List<Interaction> history) {
        assertSame(slots.own(), before, law, history);
    }

    void assertSame(double[] slots, double[] expected, String law, List<Interaction> history) {
        Shown.assertSame(slots, expected, "slot", with(law, history));
    }

    void assertSame(byte[] state, byte[] expected, String law, List<Interaction> history) {
        Shown.assertSame(state, expected, with(law, history));
    }

    private static String with(String law, List<Interaction> history) {
        return law + System.lineSeparator() + String.join(System.lineSeparator(), Shown.rows(history));
    }

    void assertIsPossible(Runnable check, List<Interaction> history) {
        try {
            check.run();
        } catch (IllegalArgumentException impossible) {
            throw Shown.broken(
                    "what interactions led to is possible: " + Shown.root(impossible),
                    Shown.rows(history),
                    "let isPossible() be true of all that enter() and merge() make");
        }
    }

    void assertTaken(Slots slots, Interaction next, List<Interaction> history) {
        try {
            slots.add(next);
        } catch (IllegalArgumentException refused) {
            throw Shown.broken(
                    "what takes(at, ..) says is the next one, enter() takes, and it does not: " + Shown.row(next),
                    Shown.rows(history),
                    "let both look at the same slot");
        }
    }

    void assertRefused(Slots first, Slots second, List<Interaction> history) {
        double[] before = first.own();
        try {
            first.merge(second);
        } catch (IllegalArgumentException refused) {
            assertUnchanged(
                    first, before, "a refusal leaves the slots as they were: refuse first, then write", history);
            return;
        }
        throw Shown.broken(
                "what is not mergeable refuses parts that have both seen something",
                Shown.rows(history),
                "throw IllegalArgumentException in merge(), or mergeable() is true");
    }

    void assertAtMost(double least, int count, List<Interaction> history) {
        if (!(least >= 0 && least <= count)) {
            throw Shown.broken(
                    "no more interactions took part than there were, " + count + ": least() is " + least,
                    Shown.rows(history),
                    "let least() be what the slots prove, or leave it out");
        }
    }

    void assertMergedWithNothingItIsTheSame(Slots part, List<Interaction> history) {
        for (Slots[] two : new Slots[][] {{Slots.empty(layout), part}, {part.copy(), Slots.empty(layout)}}) {
            try {
                two[0].merge(two[1]);
            } catch (IllegalArgumentException refused) {
                throw Shown.broken(
                        "merge() with nothing was refused: " + Shown.root(refused),
                        Shown.rows(history),
                        Advice.PURE_MERGE);
            }
            assertSame(two[0].own(), part.own(), Advice.PURE_MERGE, history);
        }
    }

    /** What was read in one way, such as {@code in the order 2, 1}: of all measures. */
    static final class Read {
        private final String how;
        private final double[] readings;

        Read(String how, double... readings) {
            this.how = how;
            this.readings = readings;
        }
    }

    Read read(String how, Slots slots, List<Interaction> history) {
        return new Read(how, readings(slots, now(history)));
    }

    /** Two ways to one reading, but for rounding. */
    void assertClose(Read one, Read other, List<Interaction> history, String law, String remedy) {
        assertWithin(contract.tolerance(), one, other, history, law, remedy);
    }

    /** To the bit. */
    void assertSame(Read one, Read other, List<Interaction> history, String law, String remedy) {
        assertWithin(0, one, other, history, law, remedy);
    }

    private void assertWithin(
            double tolerance, Read one, Read other, List<Interaction> history, String law, String remedy) {
        for (int m = 0; m < one.readings.length; m++) {
            double expected = one.readings[m];
            double reading = other.readings[m];
            double away = Math.abs(reading - expected) / Math.max(1, Math.abs(expected));
            if (Double.compare(reading, expected) != 0 && !(away <= tolerance)) {
                String measure = ": " + layout.measures().get(m).label() + " is ";
                List<String> found = new ArrayList<>(Shown.rows(history));
                found.add(one.how + measure + expected);
                found.add(other.how + measure + reading);
                throw Shown.broken(law, found, remedy);
            }
        }
    }
}
