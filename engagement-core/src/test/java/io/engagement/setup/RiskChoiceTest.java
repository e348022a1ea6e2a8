package io.engagement.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Evaluation;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskChoiceTest {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(400).withSeed(11);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());
    private static final FitChoices CHOICES = FitChoices.usual().withBacktest(0);
    private static final Duration QUARTER = Duration.ofDays(90);

    private static ScoringSetup fitted(String model) {
        return ScoringSetup.fit(VIEW, CHOICES.withRetentionModel(model));
    }

    private static double[] risks(Scorer scorer) {
        return ScoringPlan.of(scorer).score(VIEW).column("retention_risk");
    }

    private static double[] risks(ScoringSetup setup) {
        return risks(setup.scorer("retention_risk"));
    }

    @Test
    void theRiskIsByTheModelsThatAreAskedFor() {
        ScoringSetup both = fitted("both");
        CustomerBaseModel buying = both.purchases().orElseThrow();
        AdditiveLogistic acting = both.retention().orElseThrow();
        assertThat(risks(both)).isEqualTo(risks(RetentionRiskScorer.of(buying, acting)));
        assertThat(risks(fitted("additive-logistic"))).isEqualTo(risks(RetentionRiskScorer.of(acting)));
        assertThat(risks(fitted("purchases"))).isEqualTo(risks(RetentionRiskScorer.of(buying, QUARTER)));
        assertThat(fitted("purchases").retention()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHOICES.withRetentionModel("logistic"))
                .withMessageContaining("additive-logistic");
    }

    @Test
    void aBacktestChoosesAndTheSummarySaysSo() {
        ScoringSetup best = fitted("best");
        assertThat(best.riskAdvice().orElseThrow())
                .containsPattern(
                        "^by .*: log loss a horizon ago bg-nbd [0-9.]+, additive-logistic [0-9.]+, their mean [0-9.]+;"
                                + " two ago bg-nbd [0-9.]+, additive-logistic [0-9.]+, their mean [0-9.]+$");
        assertThat(best.summary())
                .contains("risk: within 90 days, " + best.riskAdvice().orElseThrow() + "\n");
        ScoringSetup same = best.retention().isEmpty()
                ? fitted("purchases")
                : fitted(best.riskAdvice().orElseThrow().startsWith("by the mean") ? "both" : "additive-logistic");
        assertThat(risks(best)).isEqualTo(risks(same));
    }

    @Test
    void aLogThatIsTooShortForALookLeavesTheModelOfPurchases() {
        LogView young = SIMULATION.log().asOf(VIEW.asOf().minus(Duration.ofDays(600)));
        ScoringSetup setup = ScoringSetup.fit(young, CHOICES.withHorizon(Duration.ofDays(400)));
        assertThat(setup.retention()).isEmpty();
        assertThat(setup.riskAdvice().orElseThrow()).contains("by the model of purchases, as the log is too short");
        assertThat(setup.missing()).doesNotContainKey("retention_risk");
    }

    @Test
    void anotherHorizonIsThatOfTheModelOfPurchases() {
        ScoringSetup both = fitted("both");
        Duration month = Duration.ofDays(30);
        assertThat(risks(both.withHorizon(month)))
                .isEqualTo(risks(RetentionRiskScorer.of(both.purchases().orElseThrow(), month)));
        assertThat(both.withHorizon(month).summary())
                .contains(
                        "risk: within 30 days, by the model of purchases, as additive-logistic was fitted to a purchase"
                                + " within 90 days");
        assertThat(risks(both.withHorizon(month).withHorizon(QUARTER))).isEqualTo(risks(both));
        assertThat(both.withHorizon(QUARTER).riskAdvice()).isEqualTo(both.riskAdvice());
        ScoringSetup monthly = ScoringSetup.fit(
                VIEW, CHOICES.withRetentionModel("additive-logistic").withHorizon(month));
        assertThat(risks(monthly))
                .isEqualTo(risks(RetentionRiskScorer.of(
                        AdditiveLogistic.fit(VIEW, RetentionDefinition.of(PurchaseDefinition.standard(), month))
                                .model())));
    }

    @Test
    void riskByOwnGapsIsTheAdditiveModelsAndJudgedByOwnGaps() {
        ScoringSetup setup = ScoringSetup.fit(VIEW, FitChoices.usual().withOwnGaps(3));
        RetentionDefinition gaps =
                RetentionDefinition.of(PurchaseDefinition.standard(), QUARTER).withOwnGaps(3);
        assertThat(setup.retention().orElseThrow().definition()).isEqualTo(gaps);
        assertThat(setup.summary()).contains("risk: within 3 own gaps, at most 90 days, by additive-logistic");
        Evaluation judged = setup.backtest().orElseThrow().of("retention_risk").orElseThrow();
        assertThat(judged.outcome()).isEqualTo("no purchase within 3 own gaps, at most 90 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHOICES.withRetentionModel("both").withOwnGaps(3))
                .withMessageContaining("own gaps");
    }

    @Test
    void riskByOwnGapsIsTheAdditiveModelsWhateverElseWasFittedElsewhere() {
        Fitted<?> byGaps = ScoringSetup.fit(VIEW, CHOICES.withOwnGaps(3), Subject.RETENTION);
        ScoringSetup setup = ScoringSetup.of(ScoringSetup.fit(VIEW, CHOICES, Subject.PURCHASES), byGaps);
        assertThat(risks(setup)).isEqualTo(risks(RetentionRiskScorer.of((AdditiveLogistic) byGaps.model())));
    }

    @Test
    void riskIsThereWithoutAModelOfPurchases() {
        ScoringSetup alone = ScoringSetup.of(ScoringSetup.fit(VIEW, CHOICES, Subject.RETENTION));
        assertThat(alone.scorers()).extracting(Scorer::name).containsExactly("retention_risk");
        assertThat(alone.missing()).doesNotContainKey("retention_risk").containsKey("p_alive");
        assertThat(alone.summary()).contains("retention: additive-logistic");
        assertThat(alone.backtested(VIEW, CHOICES).backtest().orElseThrow().of("retention_risk"))
                .isPresent();
    }

    @Test
    void purchasesByPeriodHaveTheirOwnModelAlone() {
        FitChoices monthly = CHOICES.withPurchases(PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS))
                .withPurchaseModel("bg-bb");
        ScoringSetup setup = ScoringSetup.fit(VIEW, monthly);
        assertThat(setup.retention()).isEmpty();
        assertThat(setup.riskAdvice()).isEmpty();
    }

    @Test
    void whatPurchasesByPeriodCannotGiveIsNotPassedOverInSilence() {
        FitChoices monthly = CHOICES.withPurchaseModel("bg-bb");
        for (FitChoices asked : List.of(monthly.withOwnGaps(3), monthly.withRetentionModel("both"))) {
            ScoringSetup setup = ScoringSetup.fit(VIEW, asked);
            assertThat(setup.failures().get(Subject.RETENTION)).contains("purchases are by period");
            assertThat(setup.riskAdvice().orElseThrow())
                    .isEqualTo("by the model of purchases, as there is no additive-logistic: purchases are by period");
            assertThat(ScoringSetup.read(setup.toText(), Registry.empty()).summary())
                    .isEqualTo(setup.summary());
        }
    }

    @Test
    void whereOwnGapsWereNotYetKnownNothingElseIsJudgedInTheirPlace() {
        LogView young = SIMULATION.log().asOf(VIEW.asOf().minus(Duration.ofDays(620)));
        ScoringSetup setup = ScoringSetup.fit(
                young, FitChoices.usual().withHorizon(Duration.ofDays(60)).withOwnGaps(3));
        assertThat(setup.retention()).isPresent();
        Evaluation judged = setup.backtest().orElseThrow().of("retention_risk").orElseThrow();
        assertThat(judged.outcome()).contains("own gaps");
        assertThat(judged.verdict()).contains("could not be judged");
        assertThat(judged.notes()).anySatisfy(note -> assertThat(note).contains("fewer than 20 customers"));
        assertThat(setup.backtested(young, FitChoices.usual())
                        .backtest()
                        .orElseThrow()
                        .of("retention_risk")
                        .orElseThrow()
                        .notes())
                .anySatisfy(note -> assertThat(note)
                        .contains(
                                "the choices by which models are fitted anew are not of a purchase within 3 own gaps"));
    }

    @Test
    void anotherHorizonThanThatOfOwnGapsIsJudgedByPurchases() {
        FitChoices gaps = CHOICES.withOwnGaps(3);
        ScoringSetup other =
                ScoringSetup.fit(VIEW, gaps).withHorizon(Duration.ofDays(30)).backtested(VIEW, gaps);
        Evaluation judged = other.backtest().orElseThrow().of("retention_risk").orElseThrow();
        assertThat(judged.outcome()).isEqualTo("no purchase within 30 days");
        assertThat(judged.figure("auc")).isPresent();
    }

    @Test
    void purchasesThatNobodyMadeHaveNoModel() {
        PurchaseDefinition none = new PurchaseDefinition(Filter.all().negate(), ZoneOffset.UTC);
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> ScoringSetup.fit(VIEW, CHOICES.withPurchases(none), Subject.RETENTION))
                .withMessageContaining("no purchase");
        ScoringSetup setup = ScoringSetup.fit(VIEW, CHOICES.withPurchases(none));
        assertThat(setup.missing().get("retention_risk")).contains("there is no model of purchases");
    }
}
