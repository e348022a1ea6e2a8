package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.OwnStatistics.Largest;
import io.engagement.OwnStatistics.LongestGap;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own statistic works wherever a built-in one does. */
class OwnStatisticTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(30));
    private static final Measure LARGEST = Largest.of(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);
    private static final Measure LONGEST = LongestGap.of(Filter.all());
    private static final List<Measure> BOTH = List.of(LARGEST, LONGEST);
    private static final List<Interaction> ROWS = List.of(buy(1, 20), buy(4, 70), buy(6, 50));

    private static Interaction buy(int day, double value) {
        return Interaction.of("c1", START.plus(Duration.ofDays(day)), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(value);
    }

    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        ROWS.forEach(log::add);
        for (String other : List.of("c2", "c3")) {
            log.add(Interaction.of(other, START, ROWS.get(0).kind()).withValue(5));
        }
        return log.build().asOf(NOW);
    }

    @Test
    void inATable() {
        MeasureTable table = MeasureTable.of(view(), TimeScale.DAYS, BOTH);
        assertThat(table.column(LARGEST).get(0)).isEqualTo(70);
        assertThat(table.column(LONGEST).get(0)).isEqualTo(3);
    }

    @Test
    void inAStateThatIsWrittenReadAndMerged() {
        StateLayout layout = StateLayout.of(BOTH);
        MeasureState early = MeasureState.of(layout);
        early.add(ROWS.get(0));
        MeasureState late = MeasureState.of(layout);
        late.add(ROWS.get(1));
        late.add(ROWS.get(2));
        MeasureState merged = MeasureState.read(layout, early.toBytes());
        merged.merge(late);
        assertThat(merged.valueAt(LARGEST, NOW, TimeScale.DAYS)).isEqualTo(70);
        assertThat(merged.valueAt(LONGEST, NOW, TimeScale.DAYS)).isEqualTo(3);
    }

    @Test
    void inALiveStoreOutOfOrderAndThroughASnapshot(@TempDir Path folder) throws IOException {
        LiveStore.Builder how = LiveStore.of(scorer())
                .withMeasures(LONGEST)
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .withReorderWindow(Duration.ofDays(10));
        LiveStore store = how.open();
        List.of(2, 0, 1).forEach(i -> store.add(ROWS.get(i)));
        store.snapshot(folder.resolve("store"));
        for (LiveStore each : List.of(store, how.restore(folder.resolve("store")))) {
            assertThat(each.score("c1", "big_spender")).hasValue(70);
            assertThat(each.measures("c1").orElseThrow().column(LONGEST).get(0)).isEqualTo(3);
        }
    }

    @Test
    void inAScorerWithItsReason() {
        assertThat(ScoringPlan.of(scorer())
                        .score(view())
                        .explain(0, "big_spender")
                        .reason())
                .contains("Largest VALUE");
    }

    private static Scorer scorer() {
        return Scorer.of("big_spender", Scale.MONEY, LARGEST, largest -> largest);
    }

    @Test
    void sentToAnotherMachine() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(StateLayout.of(BOTH));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            StateLayout there = (StateLayout) in.readObject();
            MeasureState state = MeasureState.of(there);
            ROWS.forEach(state::add);
            assertThat(state.valueAt(LONGEST, NOW, TimeScale.DAYS)).isEqualTo(3);
            assertThat(there.fingerprint()).isEqualTo(StateLayout.of(BOTH).fingerprint());
        }
    }

    @Test
    void twoDefinitionsOfOneNameAreRefused() {
        Measure fake = Measure.of(new Fake(1), (slots, offset, now, unit) -> 0, "other", "other", Unit.COUNT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateLayout.of(List.of(LONGEST, fake)))
                .withMessageContaining("longest_gap")
                .withMessageContaining(Fake.class.getName());
    }

    @Test
    void aMeasureNamedAsABuiltInOneIsNotTakenForIt() {
        Measure count = Measure.count(Filter.all());
        Measure fake = Measure.of(new Fake(1, 1, "all"), (slots, offset, now, unit) -> 0, "count", "l", Unit.COUNT);
        assertThat(fake.name()).isEqualTo(count.name());
        assertThat(fake).isNotEqualTo(count);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateLayout.of(List.of(count, fake)))
                .withMessageContaining("count[all]")
                .withMessageContaining(Fake.class.getName());
    }

    @Test
    void aStatisticWithoutSlotsAndNamesOfTwoLinesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.of(new Fake(0), (slots, offset, now, unit) -> 0, "n", "l", Unit.COUNT))
                .withMessageContaining("slot");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.of(new Fake(1), (slots, offset, now, unit) -> 0, "a\nb", "l", Unit.COUNT))
                .withMessageContaining("one line");
    }

    @Test
    void aLaterVersionIsAnotherStatisticForWhatWasWritten() {
        assertThat(fingerprint(new Fake(1, 2, "fake"))).isNotEqualTo(fingerprint(new Fake(1, 1, "fake")));
        assertThat(fingerprint(new Fake(1, 2, "fake"))).isNotEqualTo(fingerprint(new Fake(1, 3, "fake")));
    }

    private static long fingerprint(Statistic statistic) {
        Measure measure = Measure.of(statistic, (slots, offset, now, unit) -> 0, "n", "l", Unit.COUNT);
        return StateLayout.of(List.of(measure)).fingerprint();
    }

    /** Has the name of another one. */
    private record Fake(int slots, int version, String name) implements Statistic {
        Fake(int slots) {
            this(slots, 1, "longest_gap[" + Filter.all() + "]");
        }

        @Override
        public boolean ordered() {
            return true;
        }

        @Override
        public void reset(double[] state, int offset) {}

        @Override
        public void merge(double[] state, int offset, double[] other, int otherOffset) {}

        @Override
        public double weight(InteractionKind kind, ToDoubleFunction<Quantity> of) {
            return 0;
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> of, double[] state, int offset) {}
    }
}
