package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Unit;
import io.engagement.score.Contribution;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of customers apart from interactions, as measures. */
class FactsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Measure AGE = Measure.attribute("age");
    private static final Levels SEGMENT = Levels.of("segment", List.of("basic", "gold", "silver"));
    private static final Measure GOLD = Measure.category(SEGMENT, "gold");
    private static final Measure NPS = Measure.given("nps", Unit.NUMBER);

    private static LogView view(Customer... customers) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (Customer each : customers) {
            log.customer(each);
            log.add(Interaction.of(
                    each.id(), NOW.minusSeconds(60), InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.USE)));
        }
        return log.build().asOf(NOW);
    }

    private static double[] column(LogView view, Measure measure) {
        MeasureColumn column =
                MeasureTable.of(view, TimeScale.WEEKS, List.of(measure)).column(measure);
        return IntStream.range(0, column.size()).mapToDouble(column::get).toArray();
    }

    private static Customer aged(String id, String age) {
        return Customer.of(id).withAttribute("age", age);
    }

    private static Customer of(String id, String segment) {
        return Customer.of(id).withAttribute("segment", segment);
    }

    @Test
    void anAttributeIsItsNumberAndNoNumberWhereItIsAbsentOrBlank() {
        LogView view = view(aged("a", "42"), aged("b", " -1.5 "), aged("c", ""), Customer.of("d"), aged("e", "1e3"));
        assertThat(column(view, AGE)).containsExactly(42, -1.5, Double.NaN, Double.NaN, 1000);
    }

    @Test
    void aCustomerWithoutInteractionsHasFactsToo() {
        LogView view =
                InteractionLog.builder().customer(aged("a", "42")).build().asOf(NOW);
        assertThat(column(view, AGE)).containsExactly(42);
    }

    @Test
    void whatIsNoNumberIsRefusedWithCustomerAttributeAndText() {
        for (String text : List.of(
                "1,5",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e999",
                "12f",
                "0x1p3",
                "\u0661\u0662",
                "1 000",
                "--1",
                ".",
                "e5",
                "n/a",
                "1.2.3")) {
            LogView view = view(aged("a", "1"), aged("b", text));
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> column(view, AGE))
                    .withMessageContaining("attribute age of customer b must be a number such as 42 or -1.5")
                    .withMessageContaining("was '" + text + "'");
        }
    }

    @Test
    void ofSeveralThatAreRefusedTheFirstIsNamedWhateverTheThreads() {
        Customer[] customers = IntStream.range(0, 20_000)
                .mapToObj(i -> aged(String.format("%05d", i), i % 4000 == 3999 ? "old" : "30"))
                .toArray(Customer[]::new);
        LogView view = view(customers);
        for (int i = 0; i < 5; i++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> column(view, AGE))
                    .withMessageContaining("of customer 03999 must be");
        }
    }

    @Test
    void aLongTextIsShownInPart() {
        LogView view = view(aged("a", "x".repeat(1_000_000)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> column(view, AGE))
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void aCategoryIsOneOfItsLevels() {
        LogView view = view(of("a", "gold"), of("b", " basic"), of("c", "silver"), Customer.of("d"), of("e", " "));
        assertThat(column(view, GOLD)).containsExactly(1, 0, 0, Double.NaN, Double.NaN);
    }

    @Test
    void anUnseenLevelIsRefusedByName() {
        LogView view = view(of("a", "gold"), of("b", "platinum"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> column(view, GOLD))
                .withMessageContaining("attribute segment of customer b must be a level that is known, was platinum")
                .withMessageContaining("basic|gold|silver");
    }

    @Test
    void anUnseenLevelIsTheBaselineWhereThatWasChosen() {
        LogView view = view(of("a", "gold"), of("b", "platinum"));
        Levels levels = SEGMENT.withBaseline("silver").unseenAsBaseline();
        assertThat(column(view, Measure.category(levels, "gold"))).containsExactly(1, 0);
        assertThat(column(view, Measure.category(levels, "silver"))).containsExactly(0, 1);
        assertThat(column(view, Measure.category(levels, "basic"))).containsExactly(0, 0);
    }

    @Test
    void aGivenNumberHoldsForTheViewItWasGivenToAndItsHistories() {
        LogView view = view(Customer.of("a"), Customer.of("b")).withGiven("nps", Map.of("b", 9.0, "nobody", 1.0));
        assertThat(column(view, NPS)).containsExactly(Double.NaN, 9);
        assertThat(column(view.history("b").orElseThrow().view(), NPS)).containsExactly(9);
        assertThat(column(view.history("a").orElseThrow().withGiven("nps", 3).view(), NPS))
                .containsExactly(3);
    }

    @Test
    void anEarlierViewHasNoGivenNumbersOfTheLaterOne() {
        LogView view = view(Customer.of("a")).withGiven("nps", Map.of("a", 9.0));
        assertThat(column(view.asOf(NOW.minusSeconds(1)), NPS)).containsExactly(Double.NaN);
        assertThat(column(view.asOf(NOW), NPS)).containsExactly(9);
    }

    @Test
    void givenTimesAreDaysWhateverTheUnitOfTheTable() {
        Measure left = Measure.given("left", Unit.TIME);
        LogView view = view(Customer.of("a")).withGiven("left", Map.of("a", 21.0));
        assertThat(column(view, left)).containsExactly(3);
    }

    @Test
    void aGivenNumberIsFinite() {
        LogView view = view(Customer.of("a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.withGiven("nps", Map.of("a", Double.NaN)))
                .withMessage("nps of customer a must be finite, was NaN: leave out who has none");
        MeasureState state = MeasureState.of(NPS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.give("nps", Double.POSITIVE_INFINITY))
                .withMessageContaining("nps must be finite");
    }

    @Test
    void aStateRefusesAGivenNumberThatNoMeasureReads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasureState.of(NPS).give("npss", 1))
                .withMessage(
                        "there is no given number that a measure reads 'npss': did you mean 'nps'? there are [nps]");
    }

    @Test
    void aStateIsAsItWasWhereACustomerIsRefused() {
        MeasureState state = MeasureState.of(StateLayout.of(List.of(AGE, GOLD)));
        state.know(aged("a", "42").withAttribute("segment", "gold"));
        byte[] before = state.toBytes();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.know(aged("a", "43").withAttribute("segment", "platinum")));
        assertThat(state.toBytes()).isEqualTo(before);
    }

    @Test
    void partsOfOneCustomerMustNotDifferInWhatTheyKnow() {
        MeasureState one = MeasureState.of(AGE);
        MeasureState unknown = one.copy();
        MeasureState other = one.copy();
        one.know(aged("a", "42"));
        other.know(aged("a", "43"));
        unknown.merge(one);
        assertThat(unknown.valueAt(NOW, TimeScale.DAYS)).isEqualTo(42);
        one.merge(MeasureState.of(AGE));
        assertThat(one.valueAt(NOW, TimeScale.DAYS)).isEqualTo(42);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.merge(other))
                .withMessageContaining("must agree in attribute[age], one has 42.0 and one 43.0");
    }

    @Test
    void aScorerReadsFactsInAPlanAndSaysThem() {
        Scorer scorer = Scorer.of(
                "score",
                Scale.INDEX,
                List.of(AGE.labelled("years of age"), GOLD, NPS),
                in -> Math.min(100, in[0] + 20 * in[1] + in[2]));
        LogView view = view(
                        aged("a", "30").withAttribute("segment", "basic"),
                        aged("b", "30").withAttribute("segment", "basic"),
                        aged("c", "60").withAttribute("segment", "gold"),
                        of("d", "gold"),
                        aged("e", "5"),
                        aged("f", "30").withAttribute("segment", "silver"))
                .withGiven("nps", Map.of("a", 7.0, "b", 7.0, "c", 9.0, "e", 1.0, "f", 7.0));
        ScoreTable table = ScoringPlan.of(scorer).score(view);
        assertThat(table.get(2, "score")).isEqualTo(89);
        assertThat(table.explain(2, "score").reason()).isEqualTo("Years of age 60 (typical 30): score +30");
        assertThat(table.explain(2, "score").contributions())
                .extracting(Contribution::sentence)
                .contains("Of segment gold (typical: no): score +20");
        assertThat(table.explain(3, "score").reason())
                .isEqualTo("No score yet, for want of attribute age on the customer's record and a given number nps");
        assertThat(table.explain(4, "score").reason())
                .isEqualTo("No score yet, for want of attribute segment on the customer's record");
    }
}
