package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's own code that throws is named, and leaves what it was asked for as it was. */
class OwnCodeFailureTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final double POISON = 13;

    /** Where a statistic throws when it meets the poison. */
    private enum Where {
        WEIGHT,
        ENTER,
        MERGE
    }

    /** The latest time. */
    private record Faulty(boolean ordered, Where where, int slots) implements Statistic {
        Faulty(boolean ordered, Where where) {
            this(ordered, where, 1);
        }

        Measure measure() {
            return Measure.of(this, (slots, offset, now, unit) -> slots[offset], "latest", "latest time", Unit.COUNT);
        }

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public void reset(double[] state, int offset) {
            state[offset] = 0;
        }

        @Override
        public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            throwAt(Where.WEIGHT, quantities.applyAsDouble(Quantity.VALUE));
            return 1;
        }

        @Override
        public boolean takes(double at, double[] state, int offset) {
            return !ordered || at >= state[offset];
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset) {
            throwAt(Where.ENTER, quantities.applyAsDouble(Quantity.VALUE));
            state[offset] = Math.max(state[offset], at);
        }

        @Override
        public void merge(double[] state, int offset, double[] other, int otherOffset) {
            throwAt(Where.MERGE, POISON);
            state[offset] = Math.max(state[offset], other[otherOffset]);
        }

        private void throwAt(Where here, double value) {
            if (where == here && value == POISON) {
                throw new UnsupportedOperationException("no thirteen");
            }
        }
    }

    private static Stream<Measure> measures() {
        Filter condition = Filter.where("lucky", (kind, quantities) -> {
            if (quantities.applyAsDouble(Quantity.VALUE) == POISON) {
                throw new UnsupportedOperationException("no thirteen");
            }
            return true;
        });
        return Stream.of(
                new Faulty(false, Where.WEIGHT).measure(),
                new Faulty(false, Where.ENTER).measure(),
                new Faulty(true, Where.WEIGHT).measure(),
                new Faulty(true, Where.ENTER).measure(),
                Measure.count(condition),
                Measure.meanGap(condition));
    }

    private static Interaction row(int minute, double value) {
        return Interaction.of(
                        "c",
                        NOW.minus(Duration.ofMinutes(60 - minute)),
                        Channel.WEB,
                        Initiator.CUSTOMER,
                        Purpose.PURCHASE)
                .withValue(value)
                .withId("i" + minute);
    }

    private static LiveStore.Builder store(Measure measure) {
        return LiveStore.of(Scorer.of("count", Scale.COUNT, Measure.count(Filter.all()), count -> count))
                .withMeasures(measure, Measure.meanGap(Filter.all()), Measure.sum(Filter.all(), Quantity.VALUE))
                .withReorderWindow(Duration.ofMinutes(30))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<Double> all(LiveStore store) {
        MeasureTable table = store.measures("c").orElseThrow();
        return table.measures().stream()
                .map(measure -> table.column(measure).get(0))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("measures")
    void leavesAStoreAsItWas(Measure measure, @TempDir Path folder) throws IOException {
        LiveStore store = store(measure).open();
        // In order, out of order, too late.
        for (int poisoned : List.of(58, 45, 1)) {
            store.add(row(50 + poisoned % 5, 1));
            List<Double> before = all(store);
            Object report = store.report();
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.add(row(poisoned, POISON)))
                    .withMessageMatching("(?s).*(faulty|lucky).*no thirteen.*");
            assertThat(all(store)).isEqualTo(before);
            assertThat(store.report()).isEqualTo(report);
        }
        store.add(row(59, 2));
        store.snapshot(folder.resolve("store"));
        assertThat(all(store(measure).restore(folder.resolve("store")))).isEqualTo(all(store));
    }

    @ParameterizedTest
    @MethodSource("measures")
    void leavesNoCustomerWhoIsNew(Measure measure) {
        LiveStore store = store(measure).open();
        assertThatIllegalStateException().isThrownBy(() -> store.add(row(5, POISON)));
        assertThat(store.measures("c")).isEmpty();
        assertThat(store.report().customers()).isZero();
    }

    @ParameterizedTest
    @MethodSource("measures")
    void leavesAStateAsItWas(Measure measure) {
        MeasureState state = MeasureState.of(StateLayout.of(List.of(Measure.count(Filter.all()), measure)));
        state.add(row(1, 1));
        byte[] before = state.toBytes();
        assertThatIllegalStateException()
                .isThrownBy(() -> state.add(row(2, POISON)))
                .withMessageMatching("(?s).*(faulty|lucky).*no thirteen.*");
        assertThat(state.toBytes()).isEqualTo(before);
    }

    @Test
    void leavesAStateAsItWasThatIsMerged() {
        StateLayout layout =
                StateLayout.of(List.of(Measure.count(Filter.all()), new Faulty(false, Where.MERGE).measure()));
        MeasureState one = MeasureState.of(layout);
        one.add(row(1, 1));
        byte[] before = one.toBytes();
        assertThatIllegalStateException()
                .isThrownBy(() -> one.merge(one.copy()))
                .withMessageContaining("faulty");
        assertThat(one.toBytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("measures")
    void isNamedByATable(Measure measure) {
        LogView view = InteractionLog.builder().add(row(1, POISON)).build().asOf(NOW);
        assertThatIllegalStateException()
                .isThrownBy(() -> MeasureTable.of(view, TimeScale.DAYS, List.of(measure)))
                .withMessageMatching("(?s).*(faulty|lucky).*no thirteen.*");
    }

    @Test
    void aReadingIsNamed() {
        Measure measure = Measure.of(
                new Faulty(false, Where.MERGE),
                (slots, offset, now, unit) -> {
                    throw new UnsupportedOperationException("no thirteen");
                },
                "unread",
                "label",
                Unit.COUNT);
        MeasureState state = MeasureState.of(measure);
        assertThatIllegalStateException()
                .isThrownBy(() -> state.valueAt(NOW, TimeScale.DAYS))
                .withMessageContaining("unread[faulty]");
    }

    @Test
    void moreSlotsThanMemoryTakesAreRefused() {
        for (int slots : new int[] {1_000_000_000, Integer.MAX_VALUE}) {
            Measure measure = new Faulty(false, Where.MERGE, slots).measure();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StateLayout.of(List.of(measure)))
                    .withMessageContaining("faulty")
                    .withMessageContaining("1048576");
        }
    }
}
