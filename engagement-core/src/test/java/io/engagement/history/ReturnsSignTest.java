package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given back lowers a customer's value, with whatever sign and by whatever door it comes. */
class ReturnsSignTest {
    private static final Instant AT = Instant.parse("2025-01-01T00:00:00Z");
    private static final InteractionKind RETURN = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.RETURN);

    static Stream<DoubleFunction<InteractionLog>> doors() {
        return Stream.of(
                value -> InteractionLog.builder()
                        .add(Interaction.of("7", AT, RETURN).withValue(value))
                        .build(),
                value -> InteractionLog.builder()
                        .add("7", AT.toEpochMilli(), RETURN, value, Double.NaN)
                        .build(),
                value -> InteractionLog.builder()
                        .add(7, AT.toEpochMilli(), RETURN, value, Double.NaN)
                        .build(),
                value -> {
                    InteractionRows rows = InteractionRows.empty();
                    byte[] id = "7".getBytes(StandardCharsets.UTF_8);
                    rows.add(id, 0, id.length, AT.toEpochMilli(), RETURN, value, Double.NaN);
                    return InteractionLog.builder().addAll(rows).build();
                });
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aReturnIsMoneyGivenBack(DoubleFunction<InteractionLog> door) {
        for (double value : new double[] {45, -45}) {
            LogView view = door.apply(value).asOf(AT);
            assertThat(view.value(0)).isEqualTo(-45);
        }
        assertThat(door.apply(0).asOf(AT).value(0)).isZero();
    }

    /** Of earlier versions, which kept the sign that was told. */
    @ParameterizedTest
    @ValueSource(doubles = {45, 45.123, -45})
    void soIsWhatASavedLogHolds(double value, @TempDir Path folder) throws IOException {
        Columns sorted = new Columns();
        sorted.at = new long[] {0, 1, 2};
        sorted.kind = new int[] {1, 0, 1};
        sorted.value = new double[] {value, value, Double.NaN};
        InteractionKind purchase = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
        LogColumns columns =
                new LogColumns(new String[] {"7"}, Map.of(), new int[] {0, 3}, sorted, List.of(purchase, RETURN));
        Path file = folder.resolve("old.log");
        LogFile.write(file, columns, Optional.empty(), new LoadReport(3, 0, 0, columns.initiators(), Map.of()));
        InteractionLog read = InteractionLog.read(file);
        for (InteractionLog log :
                List.of(read, InteractionLog.builder().addAll(read).build())) {
            LogView view = log.asOf(AT);
            assertThat(view.value(0)).isEqualTo(-Math.abs(value));
            assertThat(view.interaction(0).value()).hasValue(-Math.abs(value));
            assertThat(view.value(1)).isEqualTo(value);
            assertThat(view.value(2)).isNaN();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, -30})
    void soPurchasesAreWorthLessWhateverItsSign(double value) {
        PurchaseDefinition net = PurchaseDefinition.standard().withRefunds(Filter.purpose(Purpose.RETURN));
        InteractionLog.Builder log = InteractionLog.builder();
        for (int day = 0; day < 2; day++) {
            Instant at = AT.plus(Duration.ofDays(day));
            log.add(Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(100));
            log.add(Interaction.of("c", at.plusSeconds(60), RETURN).withValue(value));
        }
        LogView view = log.build().asOf(AT.plus(Duration.ofDays(9)));
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(net.meanRepeatValue()));
        assertThat(table.column(net.meanRepeatValue()).get(0)).isEqualTo(70);
    }
}
