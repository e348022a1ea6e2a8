package io.engagement.score;

import static io.engagement.score.ScoreTables.CONTACTS;
import static io.engagement.score.ScoreTables.SILENCE;
import static io.engagement.score.ScoreTables.SPENT;
import static io.engagement.score.ScoreTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.Threads;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.simulate.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoringPlanTest {
    private static final Scorer DAYS = Scorer.of("days", Scale.COUNT, SILENCE, days -> days);
    private static final Scorer PACE =
            Scorer.of("pace", Scale.COUNT, CONTACTS, SILENCE, (contacts, days) -> contacts / (1 + days));
    private static final Scorer SPENDING = Scorer.of("spending", Scale.MONEY, SPENT, spent -> spent);

    @Test
    void measuresAreTheUnionInTheOrderOfTheScorers() {
        ScoringPlan plan = ScoringPlan.of(DAYS, PACE, SPENDING);

        assertThat(plan.measures()).containsExactly(SILENCE, CONTACTS, SPENT);
        assertThat(plan.timeScale()).isEqualTo(TimeScale.DAYS);
    }

    @Test
    void thePlanScoresAsEachScorerAlone() {
        MeasureTable table = ScoreTables.random(3 * ScoringPlan.CHUNKS.length() + 17);
        ScoreTable scores = ScoringPlan.of(DAYS, PACE, SPENDING).score(table);

        for (Scorer scorer : List.of(DAYS, PACE, SPENDING)) {
            RowScorer alone = scorer.prepare(table);
            double[] expected = new double[table.size()];
            alone.score(0, expected.length, expected);
            assertThat(scores.column(scorer.name())).isEqualTo(expected);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() throws Exception {
        MeasureTable table = ScoreTables.random(5 * ScoringPlan.CHUNKS.length());
        ScoringPlan plan = ScoringPlan.of(PACE);
        double[] one = in(1, plan, table);

        assertThat(in(4, plan, table)).isEqualTo(one);
        assertThat(plan.score(table).column("pace")).isEqualTo(one);
    }

    private static double[] in(int threads, ScoringPlan plan, MeasureTable table) throws Exception {
        return Threads.with(threads, () -> plan.score(table)).column("pace");
    }

    @Test
    void rowsOfTheSameReadingsShareAnExplanation() {
        MeasureTable table = table(TimeScale.DAYS, SILENCE, 3, Double.NaN, 7, 3, Double.NaN, 0, -0.0);
        ScoreTable scores = ScoringPlan.of(DAYS).score(table);

        assertThat(scores.explain(3, "days")).isSameAs(scores.explain(0, "days"));
        assertThat(scores.explain(4, "days")).isSameAs(scores.explain(1, "days"));
        assertThat(scores.explain(2, "days")).isNotEqualTo(scores.explain(0, "days"));
        assertThat(scores.explain(6, "days")).isNotSameAs(scores.explain(5, "days"));
    }

    @Test
    void sharedExplanationsAreThoseOfEachRowAlone() {
        MeasureTable table = MeasureTable.ofColumns(
                ScoreTables.AS_OF,
                TimeScale.DAYS,
                List.of(),
                Map.of(CONTACTS, some(7, 3, 5000), SILENCE, some(11, 400, 5000)));
        ScoreTable scores = ScoringPlan.of(PACE).score(table);
        RowScorer alone = PACE.prepare(table);

        for (int row = 0; row < table.size(); row++) {
            assertThat(scores.explain(row, "pace")).isEqualTo(alone.explain(row));
        }
    }

    private static double[] some(long seed, int different, int size) {
        return new Random(seed).ints(size, 0, different).asDoubleStream().toArray();
    }

    @Test
    void aLogIsMeasuredAndScoredInOneCall() {
        Simulation simulation = Simulation.withDefaults().withCustomers(50).withSeed(3);
        LogView view = simulation.log().asOf(simulation.end());
        ScoreTable scores = ScoringPlan.of(DAYS, PACE).score(view);

        assertThat(scores.size()).isEqualTo(view.customers());
        assertThat(scores.asOf()).isEqualTo(view.asOf());
        assertThat(scores.customerId(4)).isEqualTo(view.customerId(4));
        assertThat(scores.get(4, "days")).isEqualTo(DAYS.score(view.history(4)));
        assertThat(scores.explain(4, "days").value()).isEqualTo(scores.get(4, "days"));
    }

    @Test
    void aLogWithoutCustomersGivesATableWithoutRows() {
        ScoreTable none =
                ScoringPlan.of(DAYS).score(InteractionLog.builder().build().asOf(ScoreTables.AS_OF));

        assertThat(none.size()).isZero();
        assertThat(none.column("days")).isEmpty();
        assertThat(none.top("days", 3)).isEmpty();
        assertThat(none.names()).containsExactly("days");
    }

    @Test
    void theTopIsTheHighestFirstAndThoseWithoutAScoreLast() {
        ScoreTable scores = ScoringPlan.of(DAYS).score(table(TimeScale.DAYS, SILENCE, 3, Double.NaN, 7, 0, 7));

        assertThat(scores.top("days", 3)).containsExactly(2, 4, 0);
        assertThat(scores.top("days", 9)).containsExactly(2, 4, 0, 3, 1);
        assertThat(scores.top("days", 0)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scores.top("days", -1))
                .withMessage("most must not be negative, was -1");
    }

    @Test
    void aColumnIsACopy() {
        ScoreTable scores = ScoringPlan.of(DAYS).score(table(TimeScale.DAYS, SILENCE, 3));
        scores.column("days")[0] = 99;

        assertThat(scores.get(0, "days")).isEqualTo(3);
        assertThat(scores.scale("days")).isEqualTo(Scale.COUNT);
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() {
        ScoreTable scores = ScoringPlan.of(DAYS).score(table(TimeScale.DAYS, SILENCE, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scores.get(0, "risk"))
                .withMessage("there is no score 'risk': there are [days]");
        assertThatThrownBy(() -> scores.get(1, "days")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scores.customerId(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scores.explain(-1, "days")).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void plansThatCannotBeCarriedOutAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(ScoringPlan::of).withMessageContaining("at least one scorer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringPlan.of(DAYS, PACE, DAYS))
                .withMessage("names of scorers must differ, two are days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringPlan.of(DAYS, in("weekly", TimeScale.WEEKS), in("monthly", TimeScale.MONTHS)))
                .withMessageContaining("weekly wants times in WEEKS, but monthly wants times in MONTHS");
    }

    @Test
    void aTableInAnotherUnitIsRefusedByName() {
        ScoringPlan plan = ScoringPlan.of(DAYS, in("weekly", TimeScale.WEEKS));

        assertThat(plan.timeScale()).isEqualTo(TimeScale.WEEKS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.score(table(TimeScale.DAYS, SILENCE, 3)))
                .withMessage("the plan wants times in WEEKS, the table has them in DAYS");
    }

    /** A scorer that wants its own unit. */
    private static Scorer in(String name, TimeScale unit) {
        return new Scorer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Scale scale() {
                return Scale.COUNT;
            }

            @Override
            public List<Measure> inputs() {
                return DAYS.inputs();
            }

            @Override
            public Optional<TimeScale> timeScale() {
                return Optional.of(unit);
            }

            @Override
            public RowScorer prepare(MeasureTable table) {
                return DAYS.prepare(table);
            }
        };
    }
}
