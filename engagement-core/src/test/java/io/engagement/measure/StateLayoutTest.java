package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** States in columns, as stores and distributed jobs keep them. */
class StateLayoutTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(60));
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();
    private static final List<Measure> MEASURES = List.of(
            PURCHASES.frequency(),
            Measure.count(Filter.ownInitiative()),
            PURCHASES.recency(),
            Measure.meanGap(Filter.all()),
            PURCHASES.age(),
            Measure.sum(Filter.all(), Quantity.VALUE),
            Measure.decayed(Filter.ownInitiative(), Duration.ofDays(9)),
            Measure.distinctDays(Filter.all(), ZoneId.of("Europe/Amsterdam")),
            Measure.timeSinceLast(Filter.ownInitiative()),
            PURCHASES.meanRepeatValue());
    private static final StateLayout LAYOUT = StateLayout.of(MEASURES);

    @Test
    void whatMeasuresShareIsKeptOnceAndUnorderedOnesComeFirst() {
        assertThat(LAYOUT.slots()).isEqualTo(3 + 3 + 2 + 10 + 4 + 3);
        assertThat(LAYOUT.measures()).isEqualTo(MEASURES);
        assertThat(LAYOUT.ordered()).isTrue();
        assertThat(StateLayout.of(List.of(MEASURES.get(1), MEASURES.get(1))).measures())
                .hasSize(1);
        assertThat(StateLayout.of(List.of(MEASURES.get(1))).ordered()).isFalse();
        double[] state = new double[LAYOUT.slots()];
        LAYOUT.reset(state, 0);
        double[] empty = state.clone();
        Interaction purchase = row("a", 3, Purpose.PURCHASE);
        KindWeights weights = LAYOUT.weights(purchase.kind());
        LAYOUT.addUnordered(purchase, weights, state, 0);
        assertThat(Arrays.copyOfRange(state, 8, state.length))
                .containsExactly(Arrays.copyOfRange(empty, 8, state.length));
        LAYOUT.addOrdered(purchase, weights, state, 0);
        double[] atOnce = empty.clone();
        LAYOUT.add(purchase, weights, atOnce, 0);
        assertThat(state).containsExactly(atOnce).isNotEqualTo(empty);
    }

    @Test
    void aLayoutKnowsWhichKindsMustComeInOrder() {
        StateLayout purchases = StateLayout.of(List.of(PURCHASES.frequency(), Measure.count(Filter.all())));
        assertThat(purchases.takesPartInOrder(
                        purchases.weights(row("a", 1, Purpose.PURCHASE).kind())))
                .isTrue();
        assertThat(purchases.takesPartInOrder(
                        purchases.weights(row("a", 1, Purpose.USE).kind())))
                .isFalse();
    }

    @Test
    void manyStatesGiveTheTableOfTheLog() {
        Random random = new Random(20261124);
        InteractionLog.Builder builder = InteractionLog.builder();
        double[] states = new double[20 * LAYOUT.slots()];
        for (int customer = 0; customer < 20; customer++) {
            LAYOUT.reset(states, customer * LAYOUT.slots());
            double day = 0;
            for (int i = random.nextInt(12); i >= 0; i--) {
                Purpose purpose = random.nextBoolean() ? Purpose.PURCHASE : Purpose.USE;
                Interaction row = row("c%02d".formatted(customer), day += random.nextDouble() * 5, purpose)
                        .withValue(0.1 * i);
                builder.add(row);
                LAYOUT.add(row, LAYOUT.weights(row.kind()), states, customer * LAYOUT.slots());
            }
        }
        LogView view = builder.build().asOf(NOW);
        MeasureTable expected = MeasureTable.of(view, TimeScale.WEEKS, MEASURES);
        MeasureTable table = LAYOUT.table(states, 20, view::customerId, NOW, TimeScale.WEEKS);
        assertThat(table.size()).isEqualTo(20);
        assertThat(table.measures()).isEqualTo(MEASURES);
        assertThat(table.customerId(7)).isEqualTo("c07");
        for (Measure measure : MEASURES) {
            for (int row = 0; row < 20; row++) {
                assertThat(table.column(measure).get(row))
                        .as("%s of %d", measure, row)
                        .isEqualTo((Double) expected.column(measure).get(row));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAYOUT.table(states, 21, view::customerId, NOW, TimeScale.WEEKS))
                .withMessageContaining("was 21");
    }

    @Test
    void aStateThatWasWrittenIsReadToTheBit() {
        MeasureState state = MeasureState.of(LAYOUT);
        state.add(row("a", 1.5, Purpose.PURCHASE).withValue(3.25));
        state.add(row("a", 4.5, Purpose.PURCHASE).withValue(0.1));
        byte[] bytes = state.toBytes();
        assertThat(bytes).hasSize(LAYOUT.encodedBytes()).hasSize(1 + 25 * 8);
        MeasureState read = MeasureState.read(LAYOUT, bytes);
        assertThat(read.toBytes()).isEqualTo(bytes);
        for (Measure measure : MEASURES) {
            assertThat(read.valueAt(measure, NOW, TimeScale.DAYS))
                    .isEqualTo(state.valueAt(measure, NOW, TimeScale.DAYS));
        }
        read.add(row("a", 5, Purpose.USE));
        assertThat(read.toBytes()).isNotEqualTo(bytes);
    }

    /** If this fails, states that users have stored can no longer be read: give the encoding a new version. */
    @Test
    void theEncodingIsPinned() {
        StateLayout layout = StateLayout.of(List.of(
                Measure.count(Filter.ownInitiative()), Measure.decayed(Filter.ownInitiative(), Duration.ofDays(1))));
        MeasureState state = MeasureState.of(layout);
        state.add(row("a", 1, Purpose.USE));
        assertThat(HexFormat.of().formatHex(state.toBytes()))
                .isEqualTo("01" + "3ff0000000000000" + "4279cabd83800000" + "4279cabd83800000" + "4279cabd83800000"
                        + "3ff0000000000000");
        assertThat(layout.fingerprint()).isEqualTo(7527536068372118196L);
        assertThat(LAYOUT.fingerprint()).isEqualTo(2092938718352416096L);
        PurchaseDefinition net = PURCHASES.withRefunds(Filter.purpose(Purpose.RETURN));
        StateLayout netSpend = StateLayout.of(List.of(net.meanRepeatValue(), net.meanEarning()));
        assertThat(netSpend.slots()).isEqualTo(25);
        assertThat(netSpend.fingerprint()).isEqualTo(5897819418439919558L);
    }

    @Test
    void fingerprintsTellWhatIsKeptNotWhatIsReadOfIt() {
        assertThat(StateLayout.of(List.of(PURCHASES.recency())).fingerprint())
                .isEqualTo(StateLayout.of(List.of(PURCHASES.age())).fingerprint())
                .isNotEqualTo(
                        StateLayout.of(List.of(Measure.meanGap(Filter.all()))).fingerprint());
    }

    @Test
    void statesOfOtherVersionsAndLengthsAreRefused() {
        byte[] bytes = MeasureState.of(LAYOUT).toBytes();
        bytes[0] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasureState.read(LAYOUT, bytes))
                .withMessageStartingWith("states of encoding version 2 cannot be read: this library knows version 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasureState.read(LAYOUT, new byte[7]))
                .withMessageContaining("201 bytes, these are 7");
        assertThatExceptionOfType(BufferUnderflowException.class)
                .isThrownBy(() -> LAYOUT.read(ByteBuffer.wrap(new byte[] {1, 0}), new double[25], 0));
    }

    @Test
    void buffersKeepTheirByteOrder() {
        ByteBuffer buffer = ByteBuffer.allocate(LAYOUT.encodedBytes()).order(ByteOrder.LITTLE_ENDIAN);
        double[] state = new double[LAYOUT.slots()];
        LAYOUT.reset(state, 0);
        LAYOUT.write(state, 0, buffer);
        double[] read = new double[LAYOUT.slots()];
        LAYOUT.read(buffer.flip(), read, 0);
        assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(read).containsExactly(state);
    }

    @Test
    void partsThatOverlapLeaveTheStateAsItWas() {
        MeasureState late = MeasureState.of(LAYOUT);
        late.add(row("a", 8, Purpose.PURCHASE));
        byte[] before = late.toBytes();
        MeasureState early = MeasureState.of(LAYOUT);
        early.add(row("a", 7, Purpose.PURCHASE));
        assertThatIllegalArgumentException().isThrownBy(() -> late.merge(early));
        assertThatIllegalArgumentException().isThrownBy(() -> late.add(row("a", 7, Purpose.PURCHASE)));
        assertThat(late.toBytes()).isEqualTo(before);
        early.merge(late);
        MeasureState both = MeasureState.of(LAYOUT);
        both.add(row("a", 7, Purpose.PURCHASE));
        both.add(row("a", 8, Purpose.PURCHASE));
        assertThat(early.toBytes()).isEqualTo(both.toBytes());
    }

    @Test
    void aStateOfSeveralMeasuresWantsToKnowWhich() {
        MeasureState state = MeasureState.of(LAYOUT);
        assertThatIllegalStateException().isThrownBy(() -> state.valueAt(NOW, TimeScale.DAYS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.valueAt(Measure.count(Filter.all()), NOW, TimeScale.DAYS))
                .withMessageStartingWith("the state has no measure count[all]; it has [");
    }

    @Test
    void aLayoutThatWasSerialisedIsTheSame() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(LAYOUT);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            StateLayout read = (StateLayout) in.readObject();
            assertThat(read).isEqualTo(LAYOUT).hasSameHashCodeAs(LAYOUT).hasToString(LAYOUT.toString());
            assertThat(read.fingerprint()).isEqualTo(LAYOUT.fingerprint());
            List<Measure> fewer = new ArrayList<>(MEASURES.subList(1, 4));
            assertThat(StateLayout.of(fewer)).isNotEqualTo(LAYOUT).isNotEqualTo("a layout");
        }
    }

    private static Interaction row(String customer, double day, Purpose purpose) {
        Instant at = START.plusMillis(Math.round(day * 86_400_000));
        return Interaction.of(customer, at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }
}
