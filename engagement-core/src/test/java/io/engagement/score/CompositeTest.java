package io.engagement.score;

import static io.engagement.score.ScoreTables.CONTACTS;
import static io.engagement.score.ScoreTables.SILENCE;
import static io.engagement.score.ScoreTables.SPENT;
import static io.engagement.score.ScoreTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.measure.MeasureTable;
import io.engagement.testkit.ScorerContract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompositeTest {
    private static final Scorer RISK = Scorer.of(
            "risk", Scale.PROBABILITY, SILENCE, CONTACTS, (days, contacts) -> 1 - Math.exp(-days / (20 + contacts)));
    private static final Scorer LOYALTY = Composite.mapped("loyalty", Scale.INDEX, RISK, risk -> 100 * (1 - risk));
    private static final Scorer SPENDING =
            Scorer.of("spending", Scale.INDEX, SPENT, spent -> 100 * spent / (100 + spent));

    @Nested
    class Weighted implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Composite.weighted("health", Scale.INDEX, Map.of(LOYALTY, 2.0, SPENDING, 1.0, RISK, 0.5));
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    @Nested
    class Mapped implements ScorerContract {
        @Override
        public Scorer scorer() {
            return LOYALTY;
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    @Nested
    class Calibrated implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Composite.calibrated(
                    "calibrated", RISK, Calibration.isotonic(new double[] {0.1, 0.3, 0.5, 0.6, 0.9}, new boolean[] {
                        false, true, false, true, true
                    }));
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    @Nested
    class Thresholded implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Composite.thresholded("at_risk", RISK, 0.8);
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    @Nested
    class Banded implements ScorerContract {
        @Override
        public Scorer scorer() {
            return Composite.banded("band", RISK, Bands.of(List.of("safe", "at risk", "lost"), 0.5, 0.9));
        }

        @Override
        public MeasureTable table() {
            return ScoreTables.random(300);
        }
    }

    private static final Scorer DAYS = Scorer.of("days", Scale.COUNT, SILENCE, days -> days);
    private static final Scorer DOUBLE = Scorer.of("double", Scale.COUNT, SILENCE, days -> 2 * days);

    @Test
    void aWeightedScoreIsTheWeightedMeanAndEachComponentContributesItsShare() {
        Scorer mean = Composite.weighted("mean", Scale.COUNT, Map.of(DAYS, 3.0, DOUBLE, 1.0));
        Explanation why = mean.prepare(table(TimeScale.DAYS, SILENCE, 8, 4, 4)).explain(0);

        assertThat(why.value()).isEqualTo((3 * 8 + 16) / 4.0);
        assertThat(why.baseline()).isEqualTo((3 * 4 + 8) / 4.0);
        assertThat(why.contributions()).extracting(Contribution::name).containsExactly("days", "double");
        assertThat(why.contributions()).extracting(Contribution::amount).containsExactly(3.0, 2.0);
        assertThat(why.reason())
                .isEqualTo("Days 8 (typical 4), " + SILENCE.label() + " 8 days (typical 4 days): mean +3");
    }

    @Test
    void theOrderOfTheWeightsChangesNoBit() {
        Map<Scorer, Double> one = new LinkedHashMap<>();
        one.put(LOYALTY, 0.3);
        one.put(SPENDING, 0.1);
        Map<Scorer, Double> other = new LinkedHashMap<>();
        other.put(SPENDING, 0.1);
        other.put(LOYALTY, 0.3);
        MeasureTable table = ScoreTables.random(200);

        assertThat(ScoringPlan.of(Composite.weighted("health", Scale.INDEX, one))
                        .score(table)
                        .column("health"))
                .isEqualTo(ScoringPlan.of(Composite.weighted("health", Scale.INDEX, other))
                        .score(table)
                        .column("health"));
    }

    @Test
    void aComponentOfNoWeightIsLeftOut() {
        Scorer alone = Composite.weighted("alone", Scale.COUNT, Map.of(DAYS, 1.0, SPENDING, 0.0));

        assertThat(alone.inputs()).containsExactly(SILENCE);
        assertThat(alone.prepare(table(TimeScale.DAYS, SILENCE, 8)).score(0)).isEqualTo(8);
    }

    @Test
    void aMissingComponentMeansNoScoreAndIsNamed() {
        Scorer mean = Composite.weighted("mean", Scale.COUNT, Map.of(DAYS, 3.0, DOUBLE, 1.0));
        RowScorer rows = mean.prepare(table(TimeScale.DAYS, SILENCE, Double.NaN, 4));

        assertThat(rows.score(0)).isNaN();
        assertThat(rows.explain(0).reason())
                .startsWith("No mean without days: no days yet, for want of " + SILENCE.label());
    }

    @Test
    void aMeanOfHundredsIsNotMoreThanAHundred() {
        Map<Scorer, Double> weights = new LinkedHashMap<>();
        for (int index = 0; index < 11; index++) {
            weights.put(Scorer.of("all_" + index, Scale.INDEX, SILENCE, days -> 100), 0.1 + index / 7.0);
        }
        Scorer mean = Composite.weighted("mean", Scale.INDEX, weights);

        assertThat(mean.prepare(table(TimeScale.DAYS, SILENCE, 1)).score(0)).isBetween(100 - 1e-12, 100.0);
    }

    @Test
    void weightsThatMakeNoMeanAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.weighted("mean", Scale.COUNT, Map.of(DAYS, -1.0)))
                .withMessage("weight of days in mean must be finite and not negative, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.weighted("mean", Scale.COUNT, Map.of(DAYS, Double.NaN)))
                .withMessageContaining("was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.weighted("mean", Scale.COUNT, Map.of()))
                .withMessageContaining("positive and finite number, were 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.weighted("mean", Scale.INDEX, Map.of(DAYS, 1.0)))
                .withMessageContaining("days is a COUNT, which has no mean on the INDEX scale");
        Scorer sameName = Scorer.of("days", Scale.COUNT, CONTACTS, contacts -> contacts);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.weighted("mean", Scale.COUNT, Map.of(DAYS, 1.0, sameName, 1.0)))
                .withMessageContaining("two are days");
    }

    @Test
    void aMappedScoreSaysWhatItsComponentSays() {
        Scorer half = Composite.mapped("half", Scale.COUNT, DAYS, days -> days / 2);
        Explanation why = half.prepare(table(TimeScale.DAYS, SILENCE, 8, 4, 4)).explain(0);

        assertThat(why.value()).isEqualTo(4);
        assertThat(why.baseline()).isEqualTo(2);
        assertThat(why.reason()).isEqualTo(Wording.capital(SILENCE.label()) + " 8 days (typical 4 days): half +2");
    }

    @Test
    void aMapThatGivesNoneSaysForWhat() {
        Scorer none = Composite.mapped("none", Scale.COUNT, DAYS, days -> days > 5 ? Double.NaN : days);
        RowScorer rows = none.prepare(table(TimeScale.DAYS, SILENCE, 8, 4, Double.NaN));

        assertThat(rows.explain(0).reason()).isEqualTo("No score: there is none for days 8");
        assertThat(rows.explain(1).baseline()).isNaN();
        assertThat(rows.explain(2).reason()).startsWith("No days yet, for want of");
    }

    @Test
    void partsThatCannotBeToldApartStandTogether() {
        Scorer sum = Scorer.of("sum", Scale.COUNT, SILENCE, CONTACTS, Double::sum);
        Scorer whole = Composite.mapped("whole", Scale.COUNT, sum, s -> s > 5 && s < 20 ? Double.NaN : s);
        MeasureTable table = MeasureTable.ofColumns(
                ScoreTables.AS_OF,
                TimeScale.DAYS,
                List.of(),
                Map.of(SILENCE, new double[] {12, 1, 1}, CONTACTS, new double[] {13, 2, 2}));
        Explanation why = whole.prepare(table).explain(0);

        assertThat(why.baseline()).isEqualTo(3);
        assertThat(why.contributions()).extracting(Contribution::name).containsExactly("sum");
        assertThat(why.contributions()).extracting(Contribution::amount).containsExactly(22.0);
    }

    @Test
    void aThresholdThatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.thresholded("never", DAYS, Double.NaN))
                .withMessage("threshold of never must be a number, was NaN");
    }

    @Test
    void bandsNameScoresAndABoundBelongsToTheHigherBand() {
        Bands bands = Bands.of(List.of("safe", "at risk", "lost"), 0.5, 0.9);

        assertThat(bands.names()).containsExactly("safe", "at risk", "lost");
        assertThat(bands.band(0.49)).contains("safe");
        assertThat(bands.band(0.5)).contains("at risk");
        assertThat(bands.band(7)).contains("lost");
        assertThat(bands.band(Double.NaN)).isEmpty();
        assertThat(Bands.of(List.of("all")).band(3)).contains("all");
    }

    @Test
    void bandsThatOverlapAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bands.of(List.of("a", "b"), 1, 2))
                .withMessage("2 bands need 1 bounds, were 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bands.of(List.of("a", "b", "c"), 2, 2))
                .withMessageContaining("rise, were [2.0, 2.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> Bands.of(List.of("a", "b"), Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bands.of(List.of("a", "a"), 1))
                .withMessageContaining("different names");
    }
}
