package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeasureTableTest {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(400));
    private static final PurchaseDefinition PURCHASES =
            new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneId.of("Europe/Amsterdam"));
    private static final List<Measure> MEASURES = List.of(
            Measure.count(Filter.all()),
            Measure.sum(Filter.all(), Quantity.VALUE),
            Measure.timeSinceLast(Filter.ownInitiative()),
            Measure.decayed(Filter.ownInitiative(), Duration.ofDays(60)),
            Measure.decayedExposure(Duration.ofDays(60)),
            Measure.distinctDays(Filter.all(), ZoneId.of("Europe/Amsterdam")),
            Measure.gapDeviation(Filter.all()),
            PURCHASES.frequency(),
            PURCHASES.age(),
            PURCHASES.meanRepeatValue());

    @Test
    void theBitsDoNotDependOnTheNumberOfThreads() {
        LogView view = log(30_000, START).build().asOf(NOW);
        assertThat(view.customers()).isGreaterThan(3 * 2048);
        MeasureTable one = withThreads(1, view);
        MeasureTable four = withThreads(4, view);
        for (Measure measure : MEASURES) {
            for (int row = 0; row < one.size(); row++) {
                assertThat(four.column(measure).get(row))
                        .as("%s of row %d", measure, row)
                        .isEqualTo((Double) one.column(measure).get(row));
            }
        }
    }

    @Test
    void aReadingThatIsInfiniteIsNoNumberInATableAndAlone() {
        Measure rate = Measure.of(
                new Tally(Filter.all()),
                (slots, offset, now, unit) -> slots[offset] / (now - slots[offset + Tally.LAST]),
                "rate",
                "contacts a millisecond",
                Measure.Unit.COUNT);
        Interaction last = Interaction.of("c", START, Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
        LogView then = InteractionLog.builder().add(last).build().asOf(START);
        MeasureState alone = MeasureState.of(rate);
        alone.add(last);

        assertThat(MeasureTable.of(then, TimeScale.WEEKS, List.of(rate))
                        .column(rate)
                        .get(0))
                .isNaN();
        assertThat(alone.valueAt(last.at(), TimeScale.WEEKS)).isNaN();
        assertThat(alone.valueAt(NOW, TimeScale.WEEKS)).isPositive();
    }

    private static MeasureTable withThreads(int threads, LogView view) {
        return Threads.with(threads, () -> MeasureTable.of(view, TimeScale.WEEKS, MEASURES));
    }

    @Test
    void everyRowOfALargeTableIsWhatTheCustomersOwnHistoryGives() {
        LogView view = log(20_000, START).build().asOf(NOW);
        assertThat(view.customers()).isGreaterThan(2 * 2048);
        MeasureTable table = MeasureTable.of(view, TimeScale.WEEKS, MEASURES);
        for (int row = 0; row < table.size(); row++) {
            MeasureTable own = MeasureTable.of(view.history(row), TimeScale.WEEKS, MEASURES);
            assertThat(table.customerId(row)).isEqualTo(own.customerId(0));
            for (Measure measure : MEASURES) {
                assertThat(table.column(measure).get(row))
                        .as("%s of row %d", measure, row)
                        .isEqualTo((Double) own.column(measure).get(0));
            }
        }
    }

    @Test
    void whatComesAfterTheAsOfInstantChangesNothing() {
        MeasureTable before = table(log(3000, START).build());
        InteractionLog.Builder more = log(3000, START);
        for (int i = 0; i < 500; i++) {
            more.add("c" + i, NOW.toEpochMilli() + 1 + i, KINDS.get(i % KINDS.size()), 1e6, 1e6);
        }
        MeasureTable after = table(more.build());
        assertThat(after.size()).isEqualTo(before.size());
        for (Measure measure : MEASURES) {
            for (int row = 0; row < before.size(); row++) {
                assertThat(after.column(measure).get(row))
                        .as("%s of row %d", measure, row)
                        .isEqualTo((Double) before.column(measure).get(row));
            }
        }
    }

    private static MeasureTable table(InteractionLog log) {
        return MeasureTable.of(log.asOf(NOW), TimeScale.WEEKS, MEASURES);
    }

    @Test
    void aViewAsOfTheEndOfTimeIsRefusedInWords() {
        LogView view = log(10, START).build().asOf(Instant.MAX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasureTable.of(view, TimeScale.DAYS, MEASURES))
                .withMessage("measures hold as of an instant within 285,000 years of 1970, not as of " + Instant.MAX);
        MeasureState state = MeasureState.of(MEASURES.get(0));
        assertThatIllegalArgumentException().isThrownBy(() -> state.valueAt(Instant.MIN, TimeScale.DAYS));
    }

    @Test
    void rowsThatAreNotThereHaveNoCustomer() {
        MeasureTable table =
                MeasureTable.ofColumns(NOW, TimeScale.DAYS, List.of(), Map.of(MEASURES.get(0), new double[] {1, 2}));
        assertThat(table.customerId(1)).isEqualTo("1");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.customerId(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> table.customerId(-1));
    }

    @Test
    void columnsThatAreGivenAreCopied() {
        double[] values = {1, 2};
        MeasureTable table =
                MeasureTable.ofColumns(NOW, TimeScale.DAYS, List.of("a", "b"), Map.of(MEASURES.get(0), values));
        values[0] = 9;
        assertThat(table.column(MEASURES.get(0)).get(0)).isEqualTo(1);
    }

    @Test
    void withAVeryLongHalfLifeNothingDecays() {
        Duration ages = Duration.ofDays(1_000_000_000);
        Measure effort = Measure.decayed(Filter.all(), ages);
        Measure exposure = Measure.decayedExposure(ages);
        Measure known = Measure.timeSinceFirst(Filter.all());
        MeasureTable table =
                MeasureTable.of(log(500, START).build().asOf(NOW), TimeScale.DAYS, List.of(effort, exposure, known));
        MeasureTable counts = MeasureTable.of(log(500, START).build().asOf(NOW), TimeScale.DAYS, MEASURES);
        for (int row = 0; row < table.size(); row++) {
            double count = counts.column(MEASURES.get(0)).get(row);
            assertThat(table.column(effort).get(row)).isCloseTo(count, within(1e-6 * count));
            double time = table.column(known).get(row);
            assertThat(table.column(exposure).get(row)).isCloseTo(time, within(1e-6 * time));
        }
    }

    @Test
    void aStateIsNotMergedWithItself() {
        MeasureState state = MeasureState.of(Measure.meanGap(Filter.all()));
        state.add(Interaction.of("c", START, Channel.WEB, Initiator.CUSTOMER, Purpose.USE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.merge(state))
                .withMessageContaining("a state of [mean_gap[all]] cannot be merged with itself");
    }

    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER));

    /** About three interactions a customer in the 400 days from the start. */
    private static InteractionLog.Builder log(int rows, Instant start) {
        SplittableRandom random = new SplittableRandom(7);
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int i = 0; i < rows; i++) {
            long at =
                    start.toEpochMilli() + random.nextLong(Duration.ofDays(400).toMillis());
            double value = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble(100);
            builder.add("c" + random.nextInt(1 + rows / 3), at, KINDS.get(random.nextInt(KINDS.size())), value, 0.5);
        }
        return builder;
    }
}
