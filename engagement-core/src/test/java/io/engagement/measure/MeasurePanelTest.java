package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Unit;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
    void attributesAreThereAtAllInstantsAndGivenNumbersAtTheViewsOwn() {
        Measure age = Measure.attribute("age");
        Measure given = Measure.given("nps", Unit.NUMBER);
        LogView known = InteractionLog.builder()
                .customer(Customer.of("a").withAttribute("age", "42"))
                .customer(Customer.of("b").withAttribute("age", "7"))
                .build()
                .asOf(later)
                .withGiven("nps", Map.of("b", 9.0));
        List<Measure> facts = List.of(age, given);
        for (MeasureTable table :
                MeasurePanel.of(known, TimeScale.DAYS, facts, new int[] {1, 0}, List.of(earlier, later))) {
            MeasureTable alone = MeasureTable.of(known.asOf(table.asOf()), TimeScale.DAYS, facts);
            for (Measure fact : facts) {
                assertThat((Double) table.column(fact).get(0))
                        .isEqualTo((Double) alone.column(fact).get(1));
                assertThat((Double) table.column(fact).get(1))
                        .isEqualTo((Double) alone.column(fact).get(0));
            }
            assertThat(table.column(age).get(0)).isEqualTo(7);
            assertThat((Double) table.column(given).get(0))
                    .isEqualTo(Double.valueOf(table.asOf().equals(later) ? 9 : Double.NaN));
        }
    }

    @Test
    void theFirstRowWithAWrongAttributeIsNamedWhateverTheThreads() {
        InteractionLog.Builder log = InteractionLog.builder();
        IntStream.range(0, 2000)
                .forEach(i -> log.customer(
                        Customer.of(String.format("%04d", i)).withAttribute("age", i % 500 == 499 ? "old" : "30")));
        LogView wrong = log.build().asOf(later);
        int[] rows = IntStream.range(0, 2000).toArray();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MeasurePanel.of(wrong, TimeScale.DAYS, List.of(Measure.attribute("age")), rows, List.of(later)))
                .withMessageStartingWith("attribute age of customer 0499 must be");
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
