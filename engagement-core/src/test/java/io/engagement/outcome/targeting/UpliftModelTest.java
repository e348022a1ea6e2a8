package io.engagement.outcome.targeting;

import static io.engagement.outcome.targeting.Planted.MAIL;
import static io.engagement.outcome.targeting.Planted.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpliftModelTest {
    @ParameterizedTest
    @EnumSource
    void eachLearnerFindsWhoGains(UpliftLearner learner) {
        Trial trial = Planted.trial(4_000, 3, 0, (x, y) -> y);
        UpliftModel model = UpliftModel.fit(trial.part(0, 2, 1), learner);
        UpliftJudgement judged = model.judge(trial.part(1, 2, 1), MAIL, 7);

        assertThat(judged.verdict()).isEqualTo(1);
        assertThat(judged.autoc().interval(0.95).lower()).isPositive();
        assertThat(judged.rateQini().interval(0.95).lower()).isPositive();
        assertThat(model.gain(MAIL, 0, 2)).isCloseTo(2, within(0.7));
        assertThat(model.gain(MAIL, 0, -2)).isCloseTo(-2, within(0.7));
        assertThat(judged.sentence()).contains("tells who gains more by mail");
    }

    @ParameterizedTest
    @EnumSource
    void whereAllGainAlikeNoLearnerTellsWhoGainsMore(UpliftLearner learner) {
        int told = 0;
        for (int seed = 0; seed < 40; seed++) {
            Trial trial = Planted.trial(1_000, seed, 0, (x, y) -> 1);
            UpliftModel model = UpliftModel.fit(trial.part(0, 2, 1), learner);
            told += model.judge(trial.part(1, 2, 1), MAIL, 7).verdict() == 1 ? 1 : 0;
        }
        // 2.5 % of 40 is one.
        assertThat(told).isLessThanOrEqualTo(4);
    }

    private static UpliftJudgement inOrder(int times) {
        Trial.Builder rows = Trial.builder(NONE, "x");
        for (int i = 0; i < 400; i++) {
            for (int again = 0; again < times; again++) {
                rows.add("c" + i, i % 2 == 0 ? MAIL : NONE, i * 37 % 101, 0, i);
            }
        }
        Trial trial = rows.build();
        double[] scores = new double[trial.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = trial.covariate(row, 0);
        }
        return UpliftJudgement.of(trial, 1, scores, new double[scores.length], new double[scores.length], 2, 1);
    }

    /** Four rows of each customer, all the same, tell no more than one. */
    @Test
    void rowsOfOneCustomerAreNotIndependent() {
        for (double share : new double[] {0.3, 1}) {
            Effect once = inOrder(1).gainOfTop(share);
            Effect again = inOrder(4).gainOfTop(share);

            assertThat(again.estimate()).isCloseTo(once.estimate(), within(1e-9));
            assertThat(again.standardError()).isCloseTo(once.standardError(), within(0.02 * once.standardError()));
        }
    }

    @Test
    void aLearnerThatSawARowRefusesToBeJudgedOnIt() {
        Trial trial = Planted.trial(200, 3, 0, (x, y) -> y);
        UpliftModel model = UpliftModel.fit(trial.where(row -> row < 150), UpliftLearner.TWO_MODELS);

        assertThat(model.saw(trial.customer(149))).isTrue();
        assertThat(model.saw(trial.customer(150))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.judge(trial.where(row -> row >= 149), MAIL, 1))
                .withMessageContaining("'" + trial.customer(149) + "'")
                .withMessageContaining("did not see");
        assertThat(model.judge(trial.where(row -> row >= 150), MAIL, 1).rows()).isEqualTo(50);
    }

    @Test
    void rowsOfAnotherTrialCannotJudge() {
        UpliftModel model = UpliftModel.fit(Planted.trial(100, 1, 0, (x, y) -> y), UpliftLearner.TWO_MODELS);
        Trial other = Trial.builder(NONE, "z")
                .add("a", NONE, 1, 0, 1)
                .add("b", MAIL, 1, 0, 1)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.judge(other, MAIL, 1))
                .withMessageContaining("[x, y]")
                .withMessageContaining("[z]");
    }

    @Test
    void moneyIsJudgedInTheSameUnit() {
        Trial trial = Planted.trial(200, 1, 0, (x, y) -> y);
        UpliftModel model = UpliftModel.fit(trial.part(0, 2, 1), UpliftLearner.TWO_MODELS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.judge(trial.part(1, 2, 1).withWorth(2), MAIL, 1))
                .withMessage("judging must have the worth of the rows learnt from, 1.0, had 2.0");
    }

    @Test
    void aCustomerOfWhomACovariateIsNotKnownIsExpectedToGainAsTheMean() {
        Trial.Builder trial = Trial.builder(NONE, "x");
        for (int i = 0; i < 400; i++) {
            double x = i % 7;
            boolean mailed = i % 2 == 0;
            boolean known = i % 5 != 0;
            trial.add("c" + i, mailed ? MAIL : NONE, x + (mailed ? 3 : 0), 0, known ? x : Double.NaN);
        }
        UpliftModel model = UpliftModel.fit(trial.build(), UpliftLearner.TWO_MODELS);

        assertThat(model.gain(MAIL, Double.NaN)).isCloseTo(3, within(0.3));
        assertThat(model.gain(MAIL, 4)).isCloseTo(3, within(0.1));
    }

    @Test
    void covariatesThatAreMadeOfEachOtherNeedARidge() {
        Trial.Builder rows = Trial.builder(NONE, "x", "twice x");
        for (int i = 0; i < 100; i++) {
            rows.add("c" + i, i % 2 == 0 ? MAIL : NONE, i % 3, 0, i, 2 * i);
        }
        Trial trial = rows.build();

        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> UpliftModel.fit(trial, UpliftLearner.TWO_MODELS, 0))
                .withMessageContaining("covariate made of others");
        assertThat(UpliftModel.fit(trial, UpliftLearner.TWO_MODELS).gain(MAIL, 3, 6))
                .isFinite();
    }

    @Test
    void anArmInWhichNothingHappenedIsExpectedToStaySo() {
        Trial.Builder trial = Trial.builder(NONE, "x");
        for (int i = 0; i < 100; i++) {
            trial.add("c" + i, i % 2 == 0 ? MAIL : NONE, i % 4 == 0 ? 1 : 0, 0, i % 7);
        }
        UpliftModel model = UpliftModel.fit(trial.build().withWorth(10), UpliftLearner.TWO_MODELS);

        assertThat(model.gain(MAIL, 3)).isCloseTo(5, within(0.5));
    }

    @Test
    void theScorerSaysInAPlanWhatTheModelSays() {
        LogView view = Planted.view(60);
        List<Measure> measures = List.of(Measure.count(Filter.all()), Measure.timeSinceLast(Filter.all()));
        MeasureTable before = MeasureTable.of(view, TimeScale.DAYS, measures);
        Assignments.Builder arms = Assignments.builder(NONE);
        Map<String, Double> outcomes = new HashMap<>();
        for (int row = 0; row < view.customers(); row++) {
            arms.assign(view.customerId(row), row % 2 == 0 ? MAIL : NONE, view.asOf());
            outcomes.put(
                    view.customerId(row),
                    row % 5 + (row % 2 == 0 ? before.column(measures.get(0)).get(row) : 0));
        }
        Trial trial = Trial.of(arms.build(), before, outcomes, Map.of(MAIL, 0.2));
        UpliftModel model = UpliftModel.fit(trial, UpliftLearner.ROBUST_SCORES);
        ScoreTable scores =
                ScoringPlan.of(model.scorer("mail_gain", MAIL, measures)).score(view);

        for (int row = 0; row < view.customers(); row++) {
            assertThat(scores.get(row, "mail_gain"))
                    .isEqualTo(model.gain(
                            MAIL,
                            before.column(measures.get(0)).get(row),
                            before.column(measures.get(1)).get(row)));
        }
        assertThat(model.cost(MAIL)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void anArmThatNobodyWasInIsRefusedByName() {
        UpliftModel model = UpliftModel.fit(Planted.trial(100, 1, 0, (x, y) -> y), UpliftLearner.TWO_MODELS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.gain(NONE, 0, 0))
                .withMessage("arm must be one of [mail], was 'none'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.gain(MAIL, 0))
                .withMessage("known must be [x, y], were 1 numbers");
    }
}
