package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laws of {@link io.engagement.measure.spi.Statistic}. A test of one's own implements it and names the measures that read
 * the statistic; each law is tried on some hundred random histories, the same in every run.
 */
public interface StatisticContract {
    /**
     * All measures that read one statistic, of one definition.
     *
     * @return at least one
     */
    List<Measure> measures();

    /**
     * How far a reading may be from that of the same interactions in another order or split, as sums round.
     *
     * @return relative to the larger of the reading and 1
     */
    default double tolerance() {
        return 1e-9;
    }

    /**
     * One customer's interactions, any that are legal. Refine it if the statistic takes part in too few of the usual ones.
     *
     * @param random to draw them from
     * @return in order of time, some at one instant; may be empty
     */
    default List<Interaction> history(SplittableRandom random) {
        return Histories.next(random);
    }

    /** Readings differ between histories, so that the other tests can fail. */
    @Test
    default void theHistoriesAreWorthTesting() {
        Laws laws = new Laws(this);
        for (int measure = 0; measure < measures().size(); measure++) {
            Set<Double> values = new HashSet<>();
            for (List<Interaction> history : laws.histories()) {
                values.add(laws.readings(Slots.of(laws.layout(), history), laws.now(history))[measure]);
            }
            assertThat(values)
                    .as(
                            "different values of %s: refine history(random), so that it takes part in more",
                            measures().get(measure))
                    .hasSizeGreaterThan(1);
        }
    }

    /** Names are lines that tell the measures, which read one statistic. */
    @Test
    default void theMeasuresReadOneStatisticAndHaveNamesOfALine() {
        assertThat(measures())
                .as("measures(): one or more, each with a name of its own")
                .isNotEmpty()
                .extracting(Measure::name)
                .doesNotHaveDuplicates();
        for (Measure measure : measures()) {
            assertThat(measure.name().lines())
                    .as("name of %s, " + Advice.LINE, measure)
                    .hasSize(1);
            assertThat(measure.label().lines())
                    .as("label of %s, " + Advice.LINE, measure)
                    .hasSize(1);
            StateLayout alone = StateLayout.of(List.of(measure));
            assertThat(alone.fingerprint())
                    .as(Advice.SAME_STATISTIC + "; its name() and slots() are always the same")
                    .isEqualTo(new Laws(this).layout().fingerprint());
            assertThat(alone.slots()).as("slots() of %s", measure).isPositive();
        }
    }

    /**
     * What is sent to another machine reads the same there.
     *
     * @throws IOException if it cannot be sent
     * @throws ClassNotFoundException never
     */
    @Test
    default void sentToAnotherMachineItReadsTheSame() throws IOException, ClassNotFoundException {
        Laws laws = new Laws(this);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(laws.layout());
        }
        StateLayout there;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            there = (StateLayout) in.readObject();
        }
        assertThat(there).as(Advice.SENT, measures()).isEqualTo(laws.layout());
        assertThat(there.fingerprint())
                .as(Advice.SENT, "name() and slots() of " + measures())
                .isEqualTo(laws.layout().fingerprint());
        for (List<Interaction> history : laws.histories()) {
            Slots here = Slots.of(laws.layout(), history);
            Slots other = Slots.of(there, history);
            assertThat(other.own()).as(Advice.SENT, history).isEqualTo(here.own());
            assertThat(laws.readings(other, laws.now(history)))
                    .as(Advice.SENT, history)
                    .isEqualTo(laws.readings(here, laws.now(history)));
        }
    }

    /** In any order if unordered, else in any within one instant. */
    @Test
    default void theOrderDoesNotMatter() {
        Laws laws = new Laws(this);
        SplittableRandom random = new SplittableRandom(2);
        for (List<Interaction> history : laws.histories()) {
            double[] whole = laws.readings(Slots.of(laws.layout(), history), laws.now(history));
            List<Interaction> shuffled = laws.shuffled(history, random);
            if (laws.layout().ordered()) {
                shuffled.sort(Comparator.comparing(Interaction::at));
            }
            laws.assertClose(Slots.of(laws.layout(), shuffled), whole, history);
        }
    }

    /** If the statistic says that it does not look at campaigns, these change nothing. */
    @Test
    default void campaignsThatAreNotLookedAtChangeNothing() {
        Laws laws = new Laws(this);
        if (laws.layout().looksAtCampaigns()) {
            return;
        }
        for (List<Interaction> history : laws.histories()) {
            List<Interaction> ofCampaigns = new ArrayList<>();
            for (Interaction each : history) {
                ofCampaigns.add(each.withCampaign("campaign " + ofCampaigns.size() % 3));
            }
            assertThat(Slots.of(laws.layout(), ofCampaigns).own())
                    .as("%s: who reads campaigns says so by looksAtCampaigns()", history)
                    .isEqualTo(Slots.of(laws.layout(), history).own());
        }
    }

    /** What is not mergeable merges with nothing, which the next two laws try, and with nothing else. */
    @Test
    default void whatIsNotMergeableRefusesParts() {
        Laws laws = new Laws(this);
        if (laws.layout().mergeable()) {
            return;
        }
        for (List<Interaction> history : laws.histories()) {
            Slots first = Slots.of(laws.layout(), history.subList(0, history.size() / 2));
            Slots second = Slots.of(laws.layout(), history.subList(history.size() / 2, history.size()));
            double[] nothing = Slots.empty(laws.layout()).own();
            if (!Arrays.equals(first.own(), nothing) && !Arrays.equals(second.own(), nothing)) {
                Slots before = first.copy();
                assertThatThrownBy(
                                () -> first.merge(second), "%s: merge() refuses parts, or mergeable() is true", history)
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(first.own())
                        .as("slots after a refusal, of %s: refuse first, then write", history)
                        .isEqualTo(before.own());
            }
        }
    }

    /** Parts, which may be empty, are merged in any way if unordered, else as they follow in time. */
    @Test
    default void theSplitDoesNotMatter() {
        Laws laws = new Laws(this);
        SplittableRandom random = new SplittableRandom(3);
        for (List<Interaction> history : laws.histories()) {
            double[] whole = laws.readings(Slots.of(laws.layout(), history), laws.now(history));
            List<Slots> parts = new ArrayList<>();
            for (List<Interaction> part : laws.parts(history, random)) {
                parts.add(Slots.of(laws.layout(), part));
            }
            while (parts.size() > 1) {
                int at = random.nextInt(parts.size() - 1);
                parts.get(at).merge(parts.remove(at + 1));
            }
            laws.assertClose(parts.get(0), whole, history);
        }
    }

    /** Merging is associative, and nothing merged with a part is the part. */
    @Test
    default void mergingIsAssociative() {
        Laws laws = new Laws(this);
        SplittableRandom random = new SplittableRandom(4);
        for (List<Interaction> history : laws.histories()) {
            List<List<Interaction>> cut = laws.parts(history, random);
            Slots a = Slots.of(laws.layout(), cut.get(0));
            Slots b = Slots.of(laws.layout(), cut.get(1));
            Slots c = Slots.of(laws.layout(), cut.get(2));
            laws.assertMergedWithNothingItIsTheSame(a, history);
            Slots left = a.copy().merge(b).merge(c);
            Slots right = a.copy().merge(b.copy().merge(c));
            laws.assertClose(right, laws.readings(left, laws.now(history)), history);
        }
    }

    /** To the bit. */
    @Test
    default void writtenAndReadItIsTheSame() {
        Laws laws = new Laws(this);
        for (List<Interaction> history : laws.histories()) {
            MeasureState state = MeasureState.of(laws.layout());
            history.forEach(state::add);
            laws.assertIsPossible(() -> MeasureState.read(laws.layout(), state.toBytes()), history);
            MeasureState read = MeasureState.read(laws.layout(), state.toBytes());
            assertThat(read.toBytes()).as(Advice.BYTES, history).isEqualTo(state.toBytes());
            double[] readings = measures().stream()
                    .mapToDouble(measure -> read.valueAt(measure, laws.now(history), TimeScale.DAYS))
                    .toArray();
            assertThat(readings)
                    .as("%s of %s, as it was before it was written: slots hold all of the state", measures(), history)
                    .isEqualTo(laws.readings(Slots.of(laws.layout(), history), laws.now(history)));
        }
    }

    /** What interactions lead to is possible, however it is split. */
    @Test
    default void whateverInteractionsLeadToIsPossible() {
        Laws laws = new Laws(this);
        SplittableRandom random = new SplittableRandom(5);
        for (List<Interaction> history : laws.histories()) {
            Slots whole = Slots.empty(laws.layout());
            int count = 0;
            for (List<Interaction> part : laws.parts(history, random)) {
                Slots slots = Slots.of(laws.layout(), part);
                laws.assertIsPossible(() -> slots.check(laws.now(history)), history);
                whole.merge(slots);
                laws.assertIsPossible(() -> whole.check(laws.now(history)), history);
                count += part.size();
                assertThat(whole.atLeast())
                        .as("interactionsAtLeast(), no more than there were, of %s", history)
                        .isBetween(0.0, (double) count);
            }
        }
    }

    /** The same bits: one definition through two doors. */
    @Test
    default void aTableSaysWhatAStateSays() {
        Laws laws = new Laws(this);
        for (List<Interaction> history : laws.histories()) {
            if (!history.isEmpty()) {
                LogView view = laws.view(history);
                List<Interaction> rows = new ArrayList<>();
                for (int i = view.start(0); i < view.end(0); i++) {
                    rows.add(view.interaction(i));
                }
                Slots slots = Slots.of(laws.layout(), rows);
                MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, measures());
                double[] readings = measures().stream()
                        .mapToDouble(measure -> table.column(measure).get(0))
                        .toArray();
                assertThat(readings)
                        .as("%s of %s, by reader(view) in a table: it says what enter() says", measures(), history)
                        .isEqualTo(laws.readings(slots, view.asOf()));
            }
        }
    }

    /** What comes too early is refused, or changes nothing; what is the next one is taken. */
    @Test
    default void whatIsRefusedLeavesTheSlotsAsTheyWere() {
        Laws laws = new Laws(this);
        SplittableRandom random = new SplittableRandom(6);
        for (List<Interaction> history : laws.histories()) {
            Slots slots = Slots.of(laws.layout(), history);
            for (Interaction row : history) {
                Interaction early = Histories.interaction(row.at().minusMillis(random.nextLong(1L << 32)), random);
                Slots tried = slots.copy();
                if (slots.isNext(early)) {
                    assertThatCode(() -> tried.add(early))
                            .as("%s and %s, which takes(at, ..) says is the next: enter() takes it", history, early)
                            .doesNotThrowAnyException();
                } else {
                    laws.assertUnchangedIfRefused(tried, () -> tried.add(early), history);
                    assertThat(tried.own())
                            .as(
                                    "%s and %s, which is too early: takes(at, ..) says so before anything is written",
                                    history, early)
                            .isEqualTo(slots.own());
                }
                Slots other = Slots.of(laws.layout(), List.of(early));
                laws.assertUnchangedIfRefused(tried, () -> tried.merge(other), history);
            }
        }
    }

    /**
     * Whatever comes within the window, and through a snapshot.
     *
     * @param folder for the snapshot
     * @throws IOException if it cannot be written
     */
    @Test
    default void aLiveStoreSaysWhatATableSays(@TempDir Path folder) throws IOException {
        Laws laws = new Laws(this);
        SplittableRandom random = new SplittableRandom(8);
        for (List<Interaction> history : laws.recentHistories()) {
            Scorer scorer = Scorer.of("first", Scale.COUNT, measures().get(0), value -> value);
            LiveStore.Builder how = LiveStore.of(scorer)
                    .withMeasures(measures().toArray(new Measure[0]))
                    .withShards(1)
                    .withClock(Clock.fixed(laws.now(history), ZoneOffset.UTC))
                    .withReorderWindow(Duration.ofDays(100_000));
            LiveStore store = how.open();
            List<Interaction> shuffled = laws.shuffled(history, random);
            shuffled.subList(0, shuffled.size() / 2).forEach(store::add);
            Path snapshot = folder.resolve("store");
            store.snapshot(snapshot);
            LiveStore restored = how.restore(snapshot);
            Files.delete(snapshot);
            shuffled.subList(shuffled.size() / 2, shuffled.size()).forEach(restored::add);
            double[] whole = laws.readings(Slots.of(laws.layout(), history), laws.now(history), restored.timeScale());
            MeasureTable live = restored.measures("c").orElseThrow();
            for (int m = 0; m < whole.length; m++) {
                laws.assertClose(
                        live.column(measures().get(m)).get(0),
                        whole[m],
                        measures().get(m),
                        history);
            }
        }
    }
}
