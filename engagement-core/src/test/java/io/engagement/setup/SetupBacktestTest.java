package io.engagement.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Evaluation;
import io.engagement.evaluate.EvaluationTable;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Calibration;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.survival.ContractLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A set-up says how its scores did when they were made of what was known a horizon ago. */
class SetupBacktestTest {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(500).withSeed(20261130);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());
    private static final ScoringSetup SETUP = ScoringSetup.fit(VIEW);
    private static final Duration QUARTER = Duration.ofDays(90);

    private static EvaluationTable backtest(ScoringSetup setup) {
        return setup.backtest().orElseThrow();
    }

    private static List<String> scorers(ScoringSetup setup) {
        return backtest(setup).evaluations().stream().map(Evaluation::scorer).toList();
    }

    @Test
    void everyScoreIsJudgedByWhatItForetellsOrSaysWhyNot() {
        assertThat(scorers(SETUP))
                .containsExactly(
                        "engagement", "momentum", "retention_risk", "p_alive", "expected_purchases", "lifetime_value");
        assertThat(backtest(SETUP).of("engagement").orElseThrow().origins())
                .containsExactly(SIMULATION.end().minus(Duration.ofDays(30)));
        Evaluation risk = backtest(SETUP).of("retention_risk").orElseThrow();
        assertThat(risk.origins()).containsExactly(SIMULATION.end().minus(QUARTER));
        assertThat(risk.outcome()).isEqualTo("no purchase within 90 days");
        assertThat(risk.figure("auc").orElseThrow().value()).isGreaterThan(0.6);
        assertThat(backtest(SETUP).of("expected_purchases").orElseThrow().figure("crps"))
                .isPresent();
        assertThat(backtest(SETUP).of("lifetime_value").orElseThrow().mean()).isPositive();
        assertThat(backtest(SETUP).of("p_alive").orElseThrow().verdict())
                .isEqualTo(
                        "p_alive could not be judged: nobody sees who has left: retention_risk is what follows from it");
    }

    @Test
    void theSummarySaysInOneSentenceHowFarToTrustIt() {
        assertThat(SETUP.summary())
                .endsWith("backtest: " + backtest(SETUP).verdict() + "\n")
                .containsPattern(
                        "(?m)^backtest: engagement ranks .*; retention_risk ranks .*; expected_purchases was .*\\.$");
        assertThat(ScoringSetup.fit(VIEW, FitChoices.usual().withBacktest(0)).summary())
                .endsWith("backtest: None, so that nothing tells how far these scores can be trusted.\n");
    }

    @Test
    void aBacktestIsSavedAndReadToTheSameBits() {
        ScoringSetup read = ScoringSetup.read(SETUP.toText(), Registry.empty());

        assertThat(read.backtest()).isEqualTo(SETUP.backtest());
        assertThat(read.toText()).isEqualTo(SETUP.toText());
        assertThat(read.summary()).isEqualTo(SETUP.summary());
        ScoringSetup without = ScoringSetup.fit(VIEW, FitChoices.usual().withBacktest(0));
        assertThat(ScoringSetup.read(without.toText(), Registry.empty()).backtest())
                .isEmpty();
        assertThat(without.backtested(VIEW, FitChoices.usual()).toText()).isEqualTo(SETUP.toText());
    }

    @Test
    void whatIsChangedLosesItsBacktestAndTheOthersKeepTheirs() {
        assertThat(scorers(SETUP.withHorizon(Duration.ofDays(30))))
                .containsExactly("engagement", "momentum", "p_alive");
        assertThat(scorers(SETUP.with(SETUP.fitted(Subject.ENGAGEMENT).orElseThrow())))
                .doesNotContain("engagement", "momentum")
                .contains("retention_risk");
        assertThat(scorers(SETUP.with(SETUP.fitted(Subject.PURCHASES).orElseThrow())))
                .containsExactly("engagement", "momentum");
        assertThat(SETUP.withHorizon(Duration.ofDays(30)).summary())
                .endsWith(" Changed since: retention_risk, expected_purchases, lifetime_value.\n");
        assertThat(SETUP.withValueHorizon(Duration.ofDays(365)).backtest()).isEqualTo(SETUP.backtest());
        assertThat(scorers(SETUP.withMargin(0.3)))
                .doesNotContain("lifetime_value")
                .contains("expected_purchases");
        assertThat(scorers(SETUP.withoutLevel()))
                .doesNotContain("lifetime_value", "expected_purchases")
                .contains("retention_risk");
        Calibration calibration = Calibration.platt(new double[] {0.1, 0.9}, new boolean[] {false, true});
        assertThat(scorers(SETUP.withCalibration("retention_risk", calibration)))
                .doesNotContain("retention_risk")
                .contains("expected_purchases");
    }

    /** What was saved a quarter ago, by what happened since. */
    @Test
    void savedScoresAreJudgedFromWhenTheyWereFittedOn() {
        ScoringSetup saved = ScoringSetup.fit(VIEW.asOf(SIMULATION.end().minus(QUARTER)));
        EvaluationTable since = saved.judgedBy(VIEW, saved.fittedAt().orElseThrow());

        assertThat(since.of("retention_risk").orElseThrow().figures())
                .isEqualTo(backtest(SETUP).of("retention_risk").orElseThrow().figures());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        saved.judgedBy(VIEW, SIMULATION.end().minus(QUARTER).minusMillis(1)))
                .withMessageContaining("until when the models were fitted");
        assertThat(SETUP.judgedBy(VIEW, SIMULATION.end())
                        .of("retention_risk")
                        .orElseThrow()
                        .notes())
                .anyMatch(note -> note.contains("was dropped: the log ends at"));
    }

    @Test
    void aBaseThatIsTooYoungIsScoredAndSaysThatNothingCouldBeJudged() {
        InteractionLog.Builder log = InteractionLog.builder();
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        for (int i = 0; i < 200; i++) {
            log.add(Interaction.of(
                    "c" + i % 40,
                    start.plus(Duration.ofHours(5L * i)),
                    Channel.WEB,
                    Initiator.CUSTOMER,
                    Purpose.PURCHASE));
        }
        ScoringSetup setup = ScoringSetup.fit(log.build().asOf(start.plus(Duration.ofDays(42))));

        assertThat(backtest(setup).of("retention_risk").orElseThrow().verdict())
                .startsWith("retention_risk could not be judged: origin ")
                .contains("was dropped: the log begins at 2024-01-01T00:00:00Z");
    }

    @Test
    void purchasesByPeriodAndOwnScoresSayWhyTheyAreNotJudged() {
        Scorer own = Scorer.of("own", Scale.COUNT, Measure.count(Filter.all()), count -> count);
        ScoringSetup months = ScoringSetup.fit(
                        VIEW,
                        FitChoices.usual()
                                .withBacktest(0)
                                .withPurchases(PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS)))
                .with(own)
                .backtested(VIEW, FitChoices.usual());

        assertThat(backtest(months).of("retention_risk").orElseThrow().notes())
                .containsExactly("purchases are by period: 'compare' judges their models");
        assertThat(backtest(months).of("own").orElseThrow().notes())
                .singleElement()
                .asString()
                .startsWith("what it foretells is its maker's to say");
    }

    @Test
    void churnRiskIsJudgedByTheNextRenewal() {
        FitChoices choices = FitChoices.usual().withContracts(ContractTerms.standard(TimeScale.MONTHS));
        LogView contracts = ContractLogs.view(900, 3);
        ScoringSetup setup = ScoringSetup.fit(contracts, choices);

        assertThat(backtest(setup).of("churn_risk").orElseThrow().outcome()).isEqualTo("the next renewal is missed");
        Evaluation churn = backtest(setup.withRenewals(9).backtested(contracts, choices))
                .of("churn_risk")
                .orElseThrow();
        assertThat(churn.outcome()).isEqualTo("one of the next 9 renewals is missed");
        assertThat(churn.rows()).isGreaterThan(300);
        assertThat(churn.mean()).isBetween(0.02, 0.2);
        assertThat(churn.figure("in_the_large").orElseThrow().value()).isBetween(-0.05, 0.05);
        assertThat(scorers(setup.withRenewals(2))).doesNotContain("churn_risk");
        assertThat(backtest(setup.backtested(contracts, FitChoices.usual()))
                        .of("churn_risk")
                        .orElseThrow()
                        .notes())
                .singleElement()
                .asString()
                .endsWith("the choices by which models are fitted anew hold no contracts");
    }

    @Test
    void negativeNumbersOfOriginsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitChoices.usual().withBacktest(-1))
                .withMessage("origins must not be negative, were -1");
    }
}
