package io.engagement.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.LevelMiss;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Evaluation;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.spend.FirstPurchase;
import io.engagement.spend.GammaGamma;
import io.engagement.testkit.ScorerContract;
import io.engagement.value.DiscountRate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A set-up learns the level of expected purchases, chooses how spend is read, and is judged by profit. */
class SetupLevelTest {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(400).withSeed(12);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());
    private static final Filter PURCHASED = Filter.purpose(Purpose.PURCHASE);
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final ScoringSetup SETUP = ScoringSetup.fit(VIEW);
    private static final LevelCorrection TOO_MANY =
            LevelCorrection.of(QUARTER, List.of(new LevelMiss(1120, 1000, 900), new LevelMiss(1080, 1000, 900)));

    @Nested
    class ValueOfASetUp implements ScorerContract {
        @Override
        public Scorer scorer() {
            return SETUP.withLevel(TOO_MANY).withMargin(0.4).scorer("lifetime_value");
        }

        @Override
        public LogView view() {
            return VIEW;
        }
    }

    private static double[] column(ScoringSetup setup, String score) {
        return setup.plan().score(VIEW).column(score);
    }

    @Test
    void theLevelIsLearnedOverTheHorizonOfTheScoreAndSaidInTheSummary() {
        LevelCorrection level = SETUP.level().orElseThrow();

        assertThat(level.horizon()).isEqualTo(QUARTER);
        assertThat(level.misses()).isNotEmpty();
        assertThat(SETUP.summary()).contains("\nlevel: " + level + "\n");
        assertThat(ScoringSetup.fit(
                                VIEW,
                                FitChoices.usual()
                                        .withHorizon(Duration.ofDays(30))
                                        .withBacktest(0))
                        .level()
                        .orElseThrow()
                        .horizon())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void itMovesExpectationsAndNothingElse() {
        double factor = TOO_MANY.factor(QUARTER);
        double[] plain = column(SETUP.withoutLevel(), "expected_purchases");
        double[] levelled = column(SETUP.withLevel(TOO_MANY), "expected_purchases");
        for (int row = 0; row < plain.length; row++) {
            assertThat(levelled[row]).isEqualTo(Double.valueOf(plain[row] * factor));
        }
        for (String score : List.of("retention_risk", "p_alive", "engagement")) {
            assertThat(column(SETUP.withLevel(TOO_MANY), score)).isEqualTo(column(SETUP, score));
        }
        assertThat(column(SETUP.withLevel(TOO_MANY), "lifetime_value"))
                .isNotEqualTo(column(SETUP.withoutLevel(), "lifetime_value"));
    }

    @Test
    void aSavedSetUpHasTheSameLevelAndReasons() {
        ScoringSetup read = ScoringSetup.read(SETUP.toText(), Registry.empty());

        assertThat(read.toText()).isEqualTo(SETUP.toText());
        assertThat(read.summary()).isEqualTo(SETUP.summary());
        assertThat(column(read, "lifetime_value")).isEqualTo(column(SETUP, "lifetime_value"));
        assertThat(read.spendAdvice()).isEqualTo(SETUP.spendAdvice()).isPresent();
    }

    @Test
    void anotherModelOfPurchasesHasNoLevelYetAndPurchasesByPeriodHaveNone() {
        assertThat(SETUP.with(SETUP.fitted(Subject.PURCHASES).orElseThrow()).level())
                .isEmpty();
        assertThat(ScoringSetup.fit(
                                VIEW,
                                FitChoices.usual()
                                        .withBacktest(0)
                                        .withPurchases(
                                                PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS)))
                        .level())
                .isEmpty();
    }

    @Test
    void theBestModelIsCorrectedByWhatItsOwnFamilyMissed() {
        FitChoices best = FitChoices.usual().withPurchaseModel(FitChoices.BEST).withBacktest(0);
        ScoringSetup setup = ScoringSetup.fit(VIEW, best);
        FitChoices same = FitChoices.usual()
                .withPurchaseModel(setup.purchases().orElseThrow().name())
                .withBacktest(0);
        assertThat(setup.level().orElseThrow().toText())
                .isEqualTo(ScoringSetup.fit(VIEW, same).level().orElseThrow().toText());
    }

    @Test
    void howSpendIsReadIsChosenByABacktestAndSaid() {
        assertThat(SETUP.spendAdvice().orElseThrow())
                .containsPattern(
                        "^of (repeat|all) purchases, which ranked .* 0\\.\\d+ with the first purchase, 0\\.\\d+ without$");
        assertThat(SETUP.summary())
                .contains("\n  chosen: " + SETUP.spendAdvice().orElseThrow());
        ScoringSetup asked = ScoringSetup.fit(
                VIEW, FitChoices.usual().withSpendModel("gamma-gamma-all").withBacktest(0));
        assertThat(((GammaGamma) asked.spend().orElseThrow()).firstPurchase()).isEqualTo(FirstPurchase.INCLUDED);
        assertThat(asked.spendAdvice()).isEmpty();
    }

    /** Two customers who bought, one who costs. */
    @Test
    void valueIsJudgedByTheProfitOfTheHorizon() {
        Instant end = SIMULATION.end();
        Instant origin = end.minus(QUARTER);
        InteractionLog.Builder more = InteractionLog.builder();
        SIMULATION.interactions().forEach(more::add);
        for (int row = 0; row < VIEW.customers(); row += 2) {
            for (int week = 0; week < 60; week++) {
                more.add(Interaction.of(
                                VIEW.customerId(row),
                                end.minus(Duration.ofDays(7L * week + 3)),
                                Channel.PHONE,
                                Initiator.COMPANY,
                                Purpose.HELP)
                        .withCost(2));
            }
        }
        LogView view = more.build().asOf(end);
        ScoringSetup setup = ScoringSetup.fit(view, FitChoices.usual().withBacktest(0))
                .withMargin(0.5)
                .withDiscount(DiscountRate.none());
        Evaluation judged = setup.backtested(view, FitChoices.usual())
                .backtest()
                .orElseThrow()
                .of("lifetime_value")
                .orElseThrow();

        assertThat(judged.outcome()).contains("0.5").contains("within 90 days");
        assertThat(judged.mean()).isCloseTo(profit(view, view.asOf(origin), judged.rows()), within(1e-9));
        assertThat(setup.withoutCosts()
                        .backtested(view, FitChoices.usual())
                        .backtest()
                        .orElseThrow()
                        .of("lifetime_value")
                        .orElseThrow()
                        .mean())
                .isGreaterThan(judged.mean() + 5);
    }

    private static double profit(LogView view, LogView known, long rows) {
        double sum = 0;
        for (int row = 0; row < known.customers(); row++) {
            int then = view.row(known.customerId(row)).orElseThrow();
            boolean bought =
                    IntStream.range(known.start(row), known.end(row)).anyMatch(at -> PURCHASED.matches(known, at));
            for (int at = known.end(row); bought && at < view.end(then); at++) {
                sum += PURCHASED.matches(view, at) ? 0.5 * orZero(view.value(at)) : -orZero(view.cost(at));
            }
        }
        return sum / rows;
    }

    private static double orZero(double amount) {
        return Double.isNaN(amount) ? 0 : amount;
    }
}
