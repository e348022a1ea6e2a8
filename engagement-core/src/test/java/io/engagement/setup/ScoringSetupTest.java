package io.engagement.setup;

import static io.engagement.setup.UseAndPurchases.PURCHASES;
import static io.engagement.setup.UseAndPurchases.USE;
import static io.engagement.setup.UseAndPurchases.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.dialogue.MomentumScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.live.LiveStore;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.RetentionDefinition;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Calibration;
import io.engagement.score.Composite;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.FirstPurchase;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.Spending;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoringSetupTest {
    private static final ContractTerms MONTHLY = ContractTerms.standard(TimeScale.MONTHS);
    private static final ScoringSetup USUAL = ScoringSetup.fit(VIEW);
    private static final ScoringSetup ALL =
            ScoringSetup.fit(VIEW, FitChoices.usual().withContracts(MONTHLY).withRetentionModel("both"));

    private static ScoreTable scores(ScoringSetup setup) {
        return setup.plan().score(VIEW);
    }

    @Test
    void aBaseIsFittedInOneCallAndScoredAsByModelsFittedByHand() {
        AdditiveLogistic acts =
                AdditiveLogistic.fit(VIEW, EngagementDefinition.withDefaults()).model();
        BetaGeometricNbd buying = BetaGeometricNbd.fit(Purchases.of(VIEW, TimeScale.WEEKS, PURCHASES))
                .model();
        FirstPurchase first = ((GammaGamma) ALL.spend().orElseThrow()).firstPurchase();
        GammaGamma spend = GammaGamma.fit(Spending.of(VIEW, PURCHASES, first)).model();
        ShiftedBetaGeometric staying =
                ShiftedBetaGeometric.fit(Tenures.of(VIEW, MONTHLY)).model();
        Measure paid = Measure.mean(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE);
        Duration quarter = Duration.ofDays(90);
        RetentionDefinition quarterly = RetentionDefinition.of(PURCHASES, quarter);
        Duration threeYears = Duration.ofDays(3 * 365);
        DiscountRate discount = DiscountRate.annual(0.1);
        LevelCorrection level = LevelCorrection.learn(
                VIEW, quarter, known -> BetaGeometricNbd.fit(Purchases.of(known, TimeScale.WEEKS, PURCHASES))
                        .model());
        ScoreTable byHand = ScoringPlan.of(
                        EngagementScorer.of(acts),
                        MomentumScorer.of(acts.gammaPoisson()),
                        RetentionRiskScorer.of(
                                buying, AdditiveLogistic.fit(VIEW, quarterly).model()),
                        buying.probabilityAlive(),
                        buying.expectedPurchases(quarter, level),
                        LifetimeValueScorer.of(buying, spend, threeYears, discount)
                                .withLevel(level)
                                .withCosts(CostToServe.fit(VIEW, TimeScale.WEEKS)),
                        ChurnRiskScorer.of(staying, 1),
                        ContractValueScorer.of(staying, paid, discount, 36))
                .score(VIEW);
        assertThat(scores(ALL).names()).isEqualTo(byHand.names());
        byHand.names()
                .forEach(name -> assertThat(scores(ALL).column(name)).as(name).isEqualTo(byHand.column(name)));
        assertThat(ALL.scorers()).extracting(Scorer::name).isEqualTo(byHand.names());
        assertThat(ALL.missing()).isEmpty();
        assertThat(ALL.definitions())
                .containsExactly(EngagementDefinition.withDefaults(), PURCHASES, quarterly, MONTHLY);
        assertThat(USUAL.scorers()).hasSize(6);
        assertThat(USUAL.missing()).as("nobody asked for contracts").isEmpty();
    }

    @Test
    void choicesSayWhatIsFittedAndToWhat() {
        ScoringSetup use = ScoringSetup.fit(
                VIEW,
                FitChoices.usual()
                        .withPurchases(USE)
                        .withTimeScale(TimeScale.DAYS)
                        .withPurchaseModel("nbd")
                        .withEngagement(EngagementDefinition.withDefaults().withHorizon(Duration.ofDays(7))));
        assertThat(use.purchases()).hasValueSatisfying(model -> {
            assertThat(model.name()).isEqualTo("nbd");
            assertThat(model.timeScale()).isEqualTo(TimeScale.DAYS);
            assertThat(model.definition()).isEqualTo(USE);
        });
        assertThat(use.spend())
                .hasValueSatisfying(model -> assertThat(model.definition()).isEqualTo(USE));
        assertThat(use.engagement())
                .hasValueSatisfying(
                        model -> assertThat(model.definition().horizon()).isEqualTo(Duration.ofDays(7)));
        ScoringSetup returns = ScoringSetup.fit(
                VIEW,
                FitChoices.usual()
                        .withSpendModel("normal-normal")
                        .withContractModel("bdw")
                        .withContracts(MONTHLY)
                        .withPayments(Filter.purpose(Purpose.USE)));
        assertThat(returns.spend()).hasValueSatisfying(model -> assertThat(model.definition())
                .isEqualTo(PURCHASES.withRefunds(Filter.purpose(Purpose.RETURN))));
        assertThat(returns.contracts())
                .hasValueSatisfying(model -> assertThat(model.name()).isEqualTo("bdw"));
        assertThat(scores(returns).column("contract_value"))
                .isNotEqualTo(scores(ALL).column("contract_value"));
    }

    @Test
    void theBestModelIsWhatAComparisonAdvises() {
        ScoringSetup best = ScoringSetup.fit(VIEW, FitChoices.usual().withPurchaseModel(FitChoices.BEST));
        String advised = Comparison.of(VIEW, CustomerBaseModels.candidates()).advice();
        assertThat(best.advice()).contains(advised);
        assertThat(best.summary()).contains("compared: " + advised);
        assertThat(advised)
                .startsWith("Use "
                        + best.fitted(Subject.PURCHASES)
                                .orElseThrow()
                                .provenance()
                                .model()
                                .replaceFirst("-\\d$", "-"));
        assertThat(USUAL.advice()).isEmpty();
        assertThat(ScoringSetup.read(best.toText(), Registry.empty()).advice()).contains(advised);
    }

    @Test
    void aModelByPeriodIsOfMonthsUnlessToldAndSpendGoesWithIt() {
        FitChoices choices = FitChoices.usual().withPurchaseModel("bg-bb");
        ScoringSetup months = ScoringSetup.fit(VIEW, choices);
        assertThat(months.definitions()).contains(PURCHASES.byPeriod(TimeScale.MONTHS));
        assertThat(months.missing()).isEmpty();
        ScoringSetup weeks = ScoringSetup.fit(VIEW, choices.withPurchases(PURCHASES.byPeriod(TimeScale.WEEKS)));
        assertThat(weeks.purchases().orElseThrow().timeScale()).isEqualTo(TimeScale.WEEKS);
        assertThat(weeks.spend().orElseThrow().definition().period()).contains(TimeScale.WEEKS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weeks.withHorizon(Duration.ofDays(2)))
                .withMessageContaining("a horizon of bg-bb is a whole number of WEEKS");
    }

    @Test
    void aHorizonThatIsNotToldIsAtLeastAPeriod() {
        LogView years = UseAndPurchases.log(400, Initiator.CUSTOMER).asOf(Instant.parse("2029-01-01T00:00:00Z"));
        FitChoices yearly = FitChoices.usual()
                .withPurchases(PURCHASES.byPeriod(TimeScale.YEARS))
                .withPurchaseModel("bg-bb");
        assertThat(ScoringSetup.fit(years, yearly).scorers())
                .extracting(Scorer::name)
                .contains("retention_risk", "expected_purchases");
    }

    @Test
    void whatIsFittedOneByOneIsWhatIsFittedTogether() {
        FitChoices choices = FitChoices.usual().withContracts(MONTHLY);
        Fitted<?>[] models = Arrays.stream(Subject.values())
                .map(subject -> ScoringSetup.fit(VIEW, choices, subject))
                .toArray(Fitted<?>[]::new);
        ScoringSetup one = ScoringSetup.of(models)
                .withCosts(CostToServe.fit(VIEW, TimeScale.WEEKS))
                .withLevel(ALL.level().orElseThrow())
                .withPayments(Payments.of(VIEW, Filter.purpose(Purpose.PURCHASE)));
        ALL.scorers().forEach(scorer -> assertThat(scores(one).column(scorer.name()))
                .as(scorer.name())
                .isEqualTo(scores(ALL).column(scorer.name())));
        assertThat(scores(one).explain(3, "contract_value"))
                .isEqualTo(scores(ALL).explain(3, "contract_value"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.of(models[2], models[2]))
                .withMessage("there must be one model of purchases, there are bg-nbd and bg-nbd");
    }

    private static LogView withoutValues() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 200; i++) {
            log.add(Interaction.of(
                    "c" + i % 50,
                    Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(i * 7L + i % 50L * i % 13 * 24)),
                    Channel.WEB,
                    Initiator.CUSTOMER,
                    Purpose.PURCHASE));
        }
        return log.build().asOf(UseAndPurchases.NOW);
    }

    @Test
    void aFitThatFailsLeavesItsScoresOutAndSaysWhy() {
        LogView view = withoutValues();
        ScoringSetup setup = ScoringSetup.fit(view, FitChoices.usual().withContracts(MONTHLY));
        assertThat(setup.scorers())
                .extracting(Scorer::name)
                .containsExactly("engagement", "momentum", "retention_risk", "p_alive", "expected_purchases");
        assertThat(setup.missing()).containsOnlyKeys("lifetime_value", "churn_risk", "contract_value");
        assertThat(setup.missing().get("lifetime_value"))
                .startsWith(
                        "there is no model of spend: no customer has both a repeat purchase and positive mean spend");
        assertThat(setup.failures().get(Subject.SPEND)).contains("Check: 1. Do purchases carry their value?");
        assertThat(setup.doubts()).anyMatch(doubt -> doubt.startsWith("spend: no customer"));
        assertThat(setup.summary())
                .contains("spend: NO MODEL; cannot fit gamma-gamma")
                .contains("  no churn_risk: there is no model of contracts: no customer has a contract");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.scorer("lifetime_value"))
                .withMessageStartingWith("there is no score 'lifetime_value', as there is no model of spend: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.scorer("retention_rsk"))
                .withMessageStartingWith(
                        "there is no score 'retention_rsk': did you mean 'retention_risk'? there are [engagement, momentum,");
        ScoringSetup read = ScoringSetup.read(setup.toText(), Registry.empty());
        assertThat(read.missing()).isEqualTo(setup.missing());
        assertThat(read.failures()).isEqualTo(setup.failures());
        Fitted<GammaGamma> spend = GammaGamma.fit(Spending.of(VIEW, PURCHASES));
        assertThat(setup.with(spend).missing())
                .as("a model from elsewhere takes the place of the failure")
                .doesNotContainKey("lifetime_value");
    }

    @Test
    void whereNothingCanBeFittedTheExceptionHoldsTheReasonOfEach() {
        LogView empty = InteractionLog.builder().build().asOf(UseAndPurchases.NOW);
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> ScoringSetup.fit(empty))
                .withMessageContaining("cannot fit scoring set-up: no model could be fitted (engagement: ")
                .withMessageContaining("; purchases: ")
                .satisfies(
                        e -> assertThat(e.getSuppressed()).hasSize(3).allMatch(each -> each instanceof FitException));
    }

    @Test
    void eachChangeIsACopyAndReachesItsScoresOnly() {
        ScoringSetup half = ALL.withMargin(0.5).withoutCosts();
        double[] whole = scores(ALL.withoutCosts()).column("lifetime_value");
        double[] halved = scores(half).column("lifetime_value");
        assertThat(halved)
                .isEqualTo(Arrays.stream(whole).map(value -> value / 2).toArray());
        assertChanges(ALL.withMargin(0.5), "lifetime_value", "contract_value");
        assertChanges(ALL.withDiscount(DiscountRate.none()), "lifetime_value", "contract_value");
        assertChanges(ALL.withValueHorizon(Duration.ofDays(365)), "lifetime_value", "contract_value");
        assertChanges(ALL.withValueOfAllFuture(), "lifetime_value", "contract_value");
        assertChanges(ALL.withoutCosts(), "lifetime_value");
        assertChanges(ALL.withCosts(CostToServe.of(TimeScale.WEEKS, 1, 1)), "lifetime_value");
        assertChanges(ALL.withHorizon(Duration.ofDays(30)), "retention_risk", "expected_purchases");
        assertChanges(ALL.withRenewals(3), "churn_risk");
        assertChanges(ALL.withPayments(Payments.of(VIEW, Filter.purpose(Purpose.USE))), "contract_value");
        assertChanges(
                ALL.with(CustomerBaseModels.family("pareto-nbd").fit(Purchases.of(VIEW, TimeScale.WEEKS, PURCHASES))),
                "retention_risk",
                "p_alive",
                "expected_purchases",
                "lifetime_value");
    }

    private static void assertChanges(ScoringSetup changed, String... names) {
        ScoreTable before = scores(ALL);
        ScoreTable after = scores(changed);
        assertThat(before.names())
                .filteredOn(name -> !Arrays.equals(before.column(name), after.column(name)))
                .containsExactly(names);
    }

    @Test
    void whatIsOutOfItsRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withMargin(1.5))
                .withMessage("margin must be between 0 and 1, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withHorizon(Duration.ZERO))
                .withMessage("horizon must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withValueHorizon(Duration.ofDays(-1)))
                .withMessageStartingWith("value horizon must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withValueHorizon(Duration.ofDays(9)))
                .withMessageContaining("at least half a period of contracts, which is one of MONTHS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withDiscount(DiscountRate.none()).withValueOfAllFuture())
                .withMessageContaining("positive discount rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withRenewals(0))
                .withMessage("renewals must be at least 1, were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitChoices.usual().withSpendModel("gamma"))
                .withMessageContaining("there is no model of spend 'gamma': there are [best, gamma-gamma,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FitChoices.usual().withContractModel("weibull"))
                .withMessageContaining("there is no model of contracts 'weibull': there are [sbg, bdw]");
        assertThatIllegalArgumentException().isThrownBy(() -> FitChoices.usual().withPurchaseModel("bgnbd"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoringSetup.of().plan())
                .withMessage("a plan needs at least one scorer");
    }

    @Test
    void aCalibratedScoreTakesThePlaceOfTheScore() {
        ScoreTable known = ALL.plan().score(VIEW);
        int[] rows = IntStream.range(0, known.size())
                .filter(row -> !Double.isNaN(known.get(row, "retention_risk")))
                .toArray();
        double[] risk = Arrays.stream(rows)
                .mapToDouble(row -> known.get(row, "retention_risk"))
                .toArray();
        boolean[] outcomes = new boolean[risk.length];
        for (int row = 0; row < risk.length; row++) {
            outcomes[row] = (row * 7919) % 100 < 50 * risk[row];
        }
        Calibration calibration = Calibration.platt(risk, outcomes);
        ScoringSetup calibrated = ALL.withCalibration("retention_risk", calibration);
        assertChanges(calibrated, "retention_risk");
        assertThat(scores(calibrated).get(rows[5], "retention_risk")).isEqualTo(calibration.applyAsDouble(risk[5]));
        assertThat(calibrated.summary()).contains("calibrated: retention_risk (on " + rows.length + " outcomes)");
        double[] engagement = Arrays.stream(rows)
                .mapToDouble(row -> known.get(row, "engagement"))
                .toArray();
        Calibration index = Calibration.platt(engagement, outcomes);
        assertThat(scores(ALL.withCalibration("engagement", index)).get(rows[5], "engagement"))
                .isEqualTo(100 * index.applyAsDouble(engagement[5]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.withCalibration("lifetime_value", calibration))
                .withMessageContaining("lifetime_value is on the MONEY scale");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USUAL.withCalibration("churn_risk", calibration))
                .withMessageContaining("there is no score to calibrate 'churn_risk': there are [engagement,");
    }

    @Test
    void aCompositeFollowsTheScoresThatItIsMadeOf() {
        ScoringSetup loyal = ALL.with(
                Composite.mapped("loyalty", Scale.INDEX, ALL.scorer("retention_risk"), risk -> 100 * (1 - risk)));
        ScoringSetup health = loyal.with(Composite.weighted(
                "health", Scale.INDEX, Map.of(loyal.scorer("loyalty"), 2.0, loyal.scorer("engagement"), 1.0)));
        assertThat(scores(health).names()).endsWith("loyalty", "health");
        ScoringSetup month = health.withHorizon(Duration.ofDays(30));
        double risk = scores(ALL.withHorizon(Duration.ofDays(30))).get(5, "retention_risk");
        assertThat(scores(month).get(5, "loyalty")).isEqualTo(100 * (1 - risk));
        assertThat(scores(month).get(5, "health")).isNotEqualTo(scores(health).get(5, "health"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USUAL.with(
                        Composite.mapped("staying", Scale.PROBABILITY, ALL.scorer("churn_risk"), churn -> 1 - churn)))
                .withMessageStartingWith(
                        "the score staying is made of churn_risk, which is not among the components [engagement,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ALL.with(ALL.scorer("p_alive")))
                .withMessage("names of scores must differ, two are p_alive");
    }

    @Test
    void aLiveStoreOfTheScorersSaysWhatThePlanSays() {
        LiveStore store = LiveStore.of(ALL.scorers().toArray(Scorer[]::new))
                .withClock(Clock.fixed(UseAndPurchases.NOW, ZoneOffset.UTC))
                .withReorderWindow(Duration.ofDays(400))
                .open();
        for (int position = 0; position < VIEW.size(); position++) {
            store.add(VIEW.interaction(position));
        }
        ScoreTable table = scores(ALL);
        for (int row : new int[] {0, 17, 211}) {
            for (String name : table.names()) {
                double live = store.score(table.customerId(row), name).orElse(Double.NaN);
                assertThat(Double.valueOf(live)).as(name).isEqualTo(Double.valueOf(table.get(row, name)));
            }
        }
    }
}
