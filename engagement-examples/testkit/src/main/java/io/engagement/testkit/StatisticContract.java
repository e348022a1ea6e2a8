package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laws of {@link io.engagement.measure.spi.Statistic}. A test of one's own implements it and names the measures that read
 * the statistic; each law is tried on some hundred random histories, the same in every run. One that is broken is told by the fewest
 * interactions that break it.
 *
 * <p>Of an ordered statistic the laws demand nothing of the order within one instant but that it does not matter: where only dates
 * are known, all of a day stands at its start, and comes in any order.
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
                values.add(laws.readings(laws.slots(history), laws.now(history))[measure]);
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
        assertThat(there).as("%s: %s", measures(), Advice.SENT).isEqualTo(laws.layout());
        assertThat(there.fingerprint())
                .as("name() and slots() of %s: %s", measures(), Advice.SENT)
                .isEqualTo(laws.layout().fingerprint());
        laws.hold((history, random) -> {
            Slots here = laws.slots(history);
            Slots other = Slots.of(there, history);
            laws.assertSame(other.own(), here.own(), Advice.SENT, history);
            laws.assertSame(
                    laws.read("here", here, history),
                    laws.read("there", other, history),
                    history,
                    "a statistic that was sent reads the same",
                    Advice.SENT);
        });
    }

    /** In any order if unordered, else in any within one instant: where only dates are known, nobody knows which was first. */
    @Test
    default void theOrderDoesNotMatter() {
        Laws laws = new Laws(this);
        boolean ordered = laws.layout().ordered();
        laws.hold((history, random) -> {
            List<Interaction> other = laws.reordered(history, random);
            laws.assertClose(
                    laws.read("in the order " + Shown.order(history, history), laws.slots(history), history),
                    laws.read("in the order " + Shown.order(other, history), laws.slots(other), history),
                    history,
                    ordered ? Advice.TIES : Advice.ANY_ORDER,
                    ordered ? Advice.ALLOW_TIES : Advice.ALLOW_ANY_ORDER);
        });
    }

    /** If the statistic says that it does not look at campaigns, these change nothing. */
    @Test
    default void campaignsThatAreNotLookedAtChangeNothing() {
        Laws laws = new Laws(this);
        if (laws.layout().looksAtCampaigns()) {
            return;
        }
        laws.hold((history, random) -> {
            List<Interaction> ofCampaigns = new ArrayList<>();
            for (Interaction each : history) {
                ofCampaigns.add(each.withCampaign("campaign " + ofCampaigns.size() % 3));
            }
            laws.assertSame(
                    laws.slots(ofCampaigns).own(),
                    laws.slots(history).own(),
                    "campaigns change nothing: who reads them says so by looksAtCampaigns()",
                    ofCampaigns);
        });
    }

    /** What is not mergeable merges with nothing, which the next two laws try, and with nothing else. */
    @Test
    default void whatIsNotMergeableRefusesParts() {
        Laws laws = new Laws(this);
        if (laws.layout().mergeable()) {
            return;
        }
        laws.hold((history, random) -> {
            Slots first = laws.slots(history.subList(0, history.size() / 2));
            Slots second = laws.slots(history.subList(history.size() / 2, history.size()));
            double[] nothing = Slots.empty(laws.layout()).own();
            if (!Arrays.equals(first.own(), nothing) && !Arrays.equals(second.own(), nothing)) {
                laws.assertRefused(first, second, history);
            }
        });
    }

    /** Parts, which may be empty, are merged in any way if unordered, else as they follow in time. */
    @Test
    default void theSplitDoesNotMatter() {
        Laws laws = new Laws(this);
        laws.hold((history, random) -> {
            List<List<Interaction>> cut = laws.parts(history, random);
            List<Slots> parts = new ArrayList<>();
            cut.forEach(part -> parts.add(laws.slots(part)));
            while (parts.size() > 1) {
                int at = random.nextInt(parts.size() - 1);
                parts.get(at).merge(parts.remove(at + 1));
            }
            laws.assertClose(
                    laws.read("in one part", laws.slots(history), history),
                    laws.read("in the parts " + Shown.parts(cut, history), parts.get(0), history),
                    history,
                    "parts that are merged say what the whole says",
                    Advice.MERGE);
        });
    }

    /** Merging is associative, and nothing merged with a part is the part. */
    @Test
    default void mergingIsAssociative() {
        Laws laws = new Laws(this);
        laws.hold((history, random) -> {
            List<List<Interaction>> cut = laws.parts(history, random).subList(0, 3);
            Slots a = laws.slots(cut.get(0));
            Slots b = laws.slots(cut.get(1));
            Slots c = laws.slots(cut.get(2));
            laws.assertMergedWithNothingItIsTheSame(a, history);
            String parts = " of the parts " + Shown.parts(cut, history);
            laws.assertClose(
                    laws.read(
                            "the first two merged first," + parts,
                            a.copy().merge(b).merge(c),
                            history),
                    laws.read(
                            "the last two merged first," + parts,
                            a.copy().merge(b.copy().merge(c)),
                            history),
                    history,
                    "it does not matter which parts are merged first",
                    Advice.MERGE);
        });
    }

    /** To the bit. */
    @Test
    default void writtenAndReadItIsTheSame() {
        Laws laws = new Laws(this);
        laws.hold((history, random) -> {
            MeasureState state = MeasureState.of(laws.layout());
            history.forEach(state::add);
            laws.assertIsPossible(() -> MeasureState.read(laws.layout(), state.toBytes()), history);
            MeasureState read = MeasureState.read(laws.layout(), state.toBytes());
            laws.assertSame(read.toBytes(), state.toBytes(), Advice.BYTES, history);
            double[] readings = measures().stream()
                    .mapToDouble(measure -> read.valueAt(measure, laws.now(history), TimeScale.DAYS))
                    .toArray();
            laws.assertSame(
                    laws.read("before it was written", laws.slots(history), history),
                    new Laws.Read("read back", readings),
                    history,
                    Advice.BYTES,
                    "keep in the slots what readings need, and nothing beside them");
        });
    }

    /** What interactions lead to is possible, however it is split. */
    @Test
    default void whateverInteractionsLeadToIsPossible() {
        Laws laws = new Laws(this);
        laws.hold((history, random) -> {
            Slots whole = Slots.empty(laws.layout());
            int count = 0;
            for (List<Interaction> part : laws.parts(history, random)) {
                Slots slots = laws.slots(part);
                laws.assertIsPossible(() -> slots.check(laws.now(history)), history);
                whole.merge(slots);
                laws.assertIsPossible(() -> whole.check(laws.now(history)), history);
                count += part.size();
                laws.assertAtMost(whole.atLeast(), count, history);
            }
        });
    }

    /** The same bits: one definition through two doors. */
    @Test
    default void aTableSaysWhatAStateSays() {
        Laws laws = new Laws(this);
        laws.hold((history, random) -> {
            if (!history.isEmpty()) {
                LogView view = laws.view(history);
                List<Interaction> rows = new ArrayList<>();
                for (int i = view.start(0); i < view.end(0); i++) {
                    rows.add(view.interaction(i));
                }
                MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, measures());
                double[] readings = measures().stream()
                        .mapToDouble(measure -> table.column(measure).get(0))
                        .toArray();
                laws.assertSame(
                        new Laws.Read("by enter()", laws.readings(laws.slots(rows), view.asOf())),
                        new Laws.Read("by reader(view), in a table", readings),
                        history,
                        "a table says what a state says, to the bit",
                        "let reader(view) do what enter() does, or leave it out: it says what enter() says");
            }
        });
    }

    /** What comes too early is refused, or changes nothing; what is the next one is taken. */
    @Test
    default void whatIsRefusedLeavesTheSlotsAsTheyWere() {
        Laws laws = new Laws(this);
        laws.hold((history, random) -> {
            Slots slots = laws.slots(history);
            for (Interaction row : history) {
                Interaction early = Histories.interaction(row.at().minusMillis(random.nextLong(1L << 32)), random);
                Slots tried = slots.copy();
                if (slots.isNext(early)) {
                    laws.assertTaken(tried, early, history);
                } else {
                    laws.assertUnchangedIfRefused(tried, () -> tried.add(early), history);
                    laws.assertUnchanged(tried, slots.own(), Advice.early(early), history);
                }
                laws.assertUnchangedIfRefused(tried, () -> tried.merge(laws.slots(List.of(early))), history);
            }
        });
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
            double[] whole = laws.readings(laws.slots(history), laws.now(history), restored.timeScale());
            MeasureTable live = restored.measures("c").orElseThrow();
            double[] now = measures().stream()
                    .mapToDouble(measure -> live.column(measure).get(0))
                    .toArray();
            laws.assertClose(
                    new Laws.Read("in order", whole),
                    new Laws.Read("live, out of order and through a snapshot", now),
                    history,
                    "a live store says what a table says",
                    "mend the laws of order, split and writing first: this one follows from them");
        }
    }
}
