package io.engagement.live;

import static io.engagement.live.LiveBase.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.live.LiveBase.HandClock;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user's own code throws when nobody is there to be told. */
class SetAsideTest {
    private static final double SEVEN = 7;
    private static final double POISON = 13;
    private static final Measure COUNT = Measure.count(Filter.all());

    private final HandClock clock = new HandClock(START.plus(Duration.ofDays(1)));

    /** The sum of values; a poison throws once a seven has come. */
    private record Superstitious(boolean ordered) implements Statistic {
        static Measure measure(boolean ordered) {
            return Measure.of(
                    new Superstitious(ordered),
                    (slots, at, now, unit) -> slots[at],
                    "sum",
                    "sum of values",
                    Unit.MONEY);
        }

        @Override
        public String name() {
            return "superstitious";
        }

        @Override
        public int slots() {
            return 3;
        }

        @Override
        public void reset(double[] slots, int offset) {
            slots[offset] = 0;
            slots[offset + 1] = 0;
            slots[offset + 2] = Double.NEGATIVE_INFINITY;
        }

        @Override
        public double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities) {
            return 1;
        }

        @Override
        public boolean takes(double at, double[] slots, int offset) {
            return !ordered || at >= slots[offset + 2];
        }

        @Override
        public void enter(double at, double weight, ToDoubleFunction<Quantity> of, double[] slots, int offset) {
            double value = of.applyAsDouble(Quantity.VALUE);
            slots[offset + 2] = Math.max(slots[offset + 2], at);
            slots[offset] += value;
            if (value == SEVEN) {
                slots[offset + 1] = 1;
            }
            if (value == POISON && slots[offset + 1] > 0) {
                throw new UnsupportedOperationException("a thirteen after a seven");
            }
        }

        @Override
        public void merge(double[] slots, int offset, double[] other, int otherOffset) {
            slots[offset] += other[otherOffset];
            slots[offset + 1] = Math.max(slots[offset + 1], other[otherOffset + 1]);
            slots[offset + 2] = Math.max(slots[offset + 2], other[otherOffset + 2]);
        }
    }

    private LiveStore.Builder builder(boolean ordered) {
        return LiveStore.of(LiveBase.RISK)
                .withMeasures(COUNT, Superstitious.measure(ordered))
                .withClock(clock)
                .withShards(1)
                .withReorderWindow(Duration.ofMinutes(30));
    }

    private static Interaction row(String customer, int minute, double value) {
        return Interaction.of(
                        customer, START.plus(Duration.ofMinutes(minute)), Channel.WEB, Initiator.CUSTOMER, Purpose.USE)
                .withValue(value);
    }

    private static void assertHas(LiveStore store, String customer, double count, double sum) {
        MeasureTable table = store.measures(customer).orElseThrow();
        assertThat(table.column(COUNT).get(0)).isEqualTo(count);
        assertThat(table.measures().stream()
                        .filter(measure -> measure.name().startsWith("sum"))
                        .mapToDouble(measure -> table.column(measure).get(0))
                        .findFirst())
                .hasValue(sum);
    }

    private static void assertGoesOn(LiveStore store) {
        assertThat(store.add(row("other", 300, 1))).isEqualTo(Arrival.TAKEN);
        assertHas(store, "other", 1, 1);
    }

    @Test
    void whatIsThrownWhenWhatWaitsIsPutInOrderSetsThatOneAside(@TempDir Path folder) throws IOException {
        LiveStore store = builder(true).open();
        store.add(row("c", 50, 1));
        store.add(row("c", 40, POISON));
        assertHas(store, "c", 2, 14);
        store.add(row("c", 30, SEVEN));
        assertHas(store, "c", 3, 8);
        assertThat(store.report().setAside()).isZero();
        Path file = folder.resolve("store.live");
        store.snapshot(file);
        LiveStore restored = builder(true).restore(file);
        for (LiveStore each : new LiveStore[] {store, restored}) {
            for (int minute = 100; minute < 140; minute++) {
                each.add(row("d", minute, 1));
            }
            assertHas(each, "c", 3, 8);
            assertThat(each.report().setAside()).isEqualTo(1);
            assertGoesOn(each);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsThrownWhenItsTimeHasComeSetsThatOneAside(boolean ordered) {
        LiveStore store = builder(ordered).open();
        clock.moveTo(START.plus(Duration.ofMinutes(10)));
        store.add(row("c", 20, POISON));
        store.add(row("c", 5, SEVEN));
        clock.moveTo(START.plus(Duration.ofMinutes(400)));
        assertHas(store, "c", 1, 7);
        assertThat(store.report().setAside()).isEqualTo(1);
        assertThat(store.report().ahead()).isZero();
        assertGoesOn(store);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsThrownOfAThreadSetsThatOneAside(boolean ordered) {
        LiveStore store = builder(ordered).open();
        for (double[] each : new double[][] {{50, 1}, {40, POISON}, {30, SEVEN}}) {
            Interaction raw = Interaction.of(
                    "c",
                    START.plus(Duration.ofMinutes((long) each[0])),
                    Channel.EMAIL,
                    Initiator.UNKNOWN,
                    Purpose.QUESTION);
            store.add(raw.withDirection(Direction.INBOUND).withConversation("t").withValue(each[1]));
        }
        for (int minute = 100; minute < 140; minute++) {
            store.add(row("d", minute, 1));
        }
        assertHas(store, "c", ordered ? 3 : 2, 8);
        assertThat(store.report().setAside()).isEqualTo(1);
        assertGoesOn(store);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsThrownWhenItComesIsToldAndLeavesAllAsItWas(boolean ordered) {
        LiveStore store = builder(ordered).open();
        store.add(row("c", 50, SEVEN));
        assertThatIllegalStateException()
                .isThrownBy(() -> store.add(row("c", 51, POISON)))
                .withMessageContaining("superstitious")
                .withMessageContaining("a thirteen after a seven");
        assertHas(store, "c", 1, 7);
        assertThat(store.report().setAside()).isZero();
        assertThat(store.add(row("c", 51, 1))).isEqualTo(Arrival.TAKEN);
        assertHas(store, "c", 2, 8);
    }
}
