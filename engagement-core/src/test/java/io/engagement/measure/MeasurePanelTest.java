package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurePanelTest {
    private static final Filter OWN = Filter.ownInitiative();
    private static final List<Measure> MEASURES = List.of(
            Measure.count(OWN),
            Measure.timeSinceFirst(OWN),
            Measure.timeSinceLast(OWN),
            Measure.distinctDays(OWN, ZoneOffset.UTC),
            Measure.meanGap(OWN),
            Measure.gapDeviation(OWN),
            Measure.decayed(OWN, Duration.ofDays(7)));

    private final Simulation simulation =
            Simulation.withDefaults().withCustomers(300).withSeed(9);
    private final LogView view = simulation.log().asOf(simulation.end());
    private final Instant earlier = simulation.end().minus(Duration.ofDays(90));
    private final Instant later = simulation.end().minus(Duration.ofDays(10));

    @Test
    void aPanelHoldsWhatTablesOfTheEarlierViewsHold() {
        int[] rows = IntStream.range(0, view.customers())
                .map(i -> view.customers() - 1 - i)
                .toArray();
        List<MeasureTable> panel =
                MeasurePanel.of(view, TimeScale.DAYS, MEASURES, rows, List.of(earlier, later, simulation.end()));
        for (MeasureTable table : panel) {
            LogView then = view.asOf(table.asOf());
            MeasureTable alone = MeasureTable.of(then, TimeScale.DAYS, MEASURES);
            for (int i = 0; i < rows.length; i++) {
                assertThat(table.customerId(i)).isEqualTo(view.customerId(rows[i]));
                OptionalInt row = then.row(view.customerId(rows[i]));
                for (Measure measure : MEASURES) {
                    Double value = table.column(measure).get(i);
                    if (row.isPresent()) {
                        assertThat(value)
                                .isEqualTo((Double) alone.column(measure).get(row.getAsInt()));
                    } else {
                        assertThat(value).isIn(0.0, Double.NaN);
                    }
                }
            }
        }
    }

    @Test
    void instantsAscendAndAreNotLaterThanTheView() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasurePanel.of(view, TimeScale.DAYS, MEASURES, new int[0], List.of(later, earlier)))
                .withMessageContaining("must ascend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasurePanel.of(
                        view,
                        TimeScale.DAYS,
                        MEASURES,
                        new int[0],
                        List.of(simulation.end().plusSeconds(1))))
                .withMessageContaining("not be later");
    }
}
