package io.engagement.score;

import static io.engagement.score.ScoreTables.CONTACTS;
import static io.engagement.score.ScoreTables.SILENCE;
import static io.engagement.score.ScoreTables.SPENT;
import static io.engagement.score.ScoreTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.testkit.ScorerContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LambdaScorerTest {
    @Nested
    class OfOneMeasure implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Scorer.of("silence", Scale.INDEX, SILENCE, days -> 100 * -Math.expm1(-days / 30));
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    @Nested
    class OfTwoMeasures implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Scorer.of("pace", Scale.COUNT, CONTACTS, SILENCE, (contacts, days) -> contacts / (1 + days));
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    @Nested
    class OfSeveralMeasures implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Scorer.of(
                    "profit",
                    Scale.MONEY,
                    List.of(SPENT, CONTACTS, SILENCE),
                    inputs -> (inputs[0] - 3 * inputs[1]) * Math.exp(-inputs[2] / 100));
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    @Test
    void timesReachTheKernelInDaysWhateverTheTablesUnit() {
        Scorer days = Scorer.of("days", Scale.COUNT, SILENCE, each -> each);

        assertThat(days.prepare(table(TimeScale.WEEKS, SILENCE, 2, 3)).score(0)).isEqualTo(14);
        assertThat(days.prepare(table(TimeScale.WEEKS, SILENCE, 2, 2))
                        .explain(0)
                        .reason())
                .isEqualTo(
                        "Time since the last contact 2 weeks (typical 2 weeks): days 14, like the typical customer's");
        assertThat(days.prepare(table(TimeScale.WEEKS, SILENCE, 2, 4, 9))
                        .explain(0)
                        .reason())
                .isEqualTo(Wording.capital(SILENCE.label()) + " 2 weeks (typical 4 weeks): days -14");
    }

    @Test
    void anUnknownInputGivesNoScoreWithoutCallingTheKernel() {
        List<Double> seen = new ArrayList<>();
        Scorer one = Scorer.of("one", Scale.COUNT, SILENCE, days -> {
            seen.add(days);
            return days;
        });
        RowScorer rows = one.prepare(table(TimeScale.DAYS, SILENCE, Double.NaN, 5));

        assertThat(rows.score(0)).isNaN();
        assertThat(rows.explain(0).reason())
                .isEqualTo("No one yet, for want of " + SILENCE.label()
                        + ": the first interaction that tells it gives one");
        assertThat(seen).isEmpty();
    }

    @Test
    void aKernelThatSaysNanGivesNoScore() {
        Scorer none = Scorer.of("none", Scale.MONEY, SILENCE, days -> Double.NaN);

        assertThat(none.prepare(table(TimeScale.DAYS, SILENCE, 1, 2)).explain(0).reason())
                .isEqualTo("No none: it does not exist for the values of this customer");
    }

    @Test
    void aNumberOffItsScaleIsRefusedWithRowAndValue() {
        MeasureTable table = table(TimeScale.DAYS, SILENCE, 0.5, 1.5);
        RowScorer probability =
                Scorer.of("chance", Scale.PROBABILITY, SILENCE, days -> days).prepare(table);

        assertThat(probability.score(0)).isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probability.score(0, 2, new double[2]))
                .withMessage("chance must give a PROBABILITY from 0.0 to 1.0 or NaN, gave 1.5 in row 1");
        RowScorer endless = Scorer.of("endless", Scale.MONEY, SILENCE, days -> 1 / (days - 1.5))
                .prepare(table);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endless.score(1))
                .withMessageContaining("gave Infinity in row 1");
    }

    @Test
    void aTypicalCustomerWithoutScoreLeavesTheScoreWithoutReasons() {
        Scorer root = Scorer.of("root", Scale.COUNT, SILENCE, days -> days < 3 ? days : Double.NaN);
        Explanation why = root.prepare(table(TimeScale.DAYS, SILENCE, 1, 5, 6)).explain(0);

        assertThat(why.value()).isEqualTo(1);
        assertThat(why.baseline()).isNaN();
        assertThat(why.contributions()).isEmpty();
        assertThat(why.reason()).startsWith("No reasons: the typical customer");
    }

    @Test
    void namesThatCannotNameAColumnAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorer.of("My score", Scale.INDEX, SILENCE, days -> days))
                .withMessageContaining("\"My score\"");
    }

    @Test
    void inputsThatCannotBeExplainedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorer.of("none", Scale.INDEX, List.of(), inputs -> 0))
                .withMessage("none must read 1 to 12 measures, were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorer.of("same", Scale.INDEX, SILENCE, SILENCE, Double::sum))
                .withMessageContaining("each measure once");
        List<Measure> many = new ArrayList<>();
        for (int index = 0; index < 13; index++) {
            many.add(Measure.count(Filter.department("d" + index)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorer.of("many", Scale.INDEX, many, inputs -> 0))
                .withMessage("many must read 1 to 12 measures, were 13");
    }
}
