package io.engagement.setup;

import static io.engagement.setup.UseAndPurchases.PURCHASES;
import static io.engagement.setup.UseAndPurchases.USE;
import static io.engagement.setup.UseAndPurchases.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.live.LiveStore;
import io.engagement.live.SnapshotException;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.StateLayout;
import io.engagement.retention.ChurnRiskScorer;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Calibration;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.spend.Earnings;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.Spending;
import io.engagement.survival.ContractModel;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import io.engagement.value.ContractValueScorer;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A base of use and of purchases: each wrong pairing of a model and a definition, which used to be silent, is refused by a message
 * that names the difference.
 */
class WrongPairingTest {
    private static final Duration MONTH = Duration.ofDays(28);
    private static final PurchaseDefinition BERLIN =
            new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneId.of("Europe/Berlin"));
    private static final Fitted<BetaGeometricNbd> OF_USE = buying(TimeScale.WEEKS, USE);
    private static final Fitted<BetaGeometricNbd> OF_PURCHASES = buying(TimeScale.WEEKS, PURCHASES);
    private static final Fitted<GammaGamma> SPENT_IN_USE = GammaGamma.fit(Spending.of(VIEW, USE));
    private static final Fitted<GammaGamma> SPENT_ON_PURCHASES = GammaGamma.fit(Spending.of(VIEW, PURCHASES));

    private static Fitted<BetaGeometricNbd> buying(TimeScale scale, PurchaseDefinition definition) {
        return BetaGeometricNbd.fit(Purchases.of(VIEW, scale, definition));
    }

    private static void refused(ThrowingCallable pairing, String... words) {
        assertThatIllegalArgumentException().isThrownBy(pairing).satisfies(e -> assertThat(e.getMessage())
                .contains(words));
    }

    @Test
    void aModelOfUseWithSpendOnPurchases() {
        String difference =
                "bg-nbd and gamma-gamma have different definitions: what counts as a purchase is purpose=USE here,"
                        + " purpose=PURCHASE there";
        refused(() -> ScoringSetup.of(OF_USE, SPENT_ON_PURCHASES), difference);
        refused(
                () -> LifetimeValueScorer.of(OF_USE.model(), SPENT_ON_PURCHASES.model(), MONTH, DiscountRate.none()),
                difference);
    }

    @Test
    void aModelOfPurchasesWithSpendInUse() {
        refused(
                () -> ScoringSetup.of(OF_PURCHASES, SPENT_ON_PURCHASES).with(SPENT_IN_USE),
                "what counts as a purchase is purpose=PURCHASE here, purpose=USE there");
    }

    @Test
    void purchasesByDayWithSpendByMonth() {
        refused(
                () -> ScoringSetup.of(
                        OF_PURCHASES, GammaGamma.fit(Spending.of(VIEW, PURCHASES.byPeriod(TimeScale.MONTHS)))),
                "purchases are counted by day in UTC here, by calendar month in UTC there");
    }

    @Test
    void purchasesByMonthWithSpendByDay() {
        Fitted<PeriodicBetaBernoulli> monthly = PeriodicBetaBernoulli.FAMILY.fit(
                Purchases.of(VIEW, TimeScale.MONTHS, PURCHASES.byPeriod(TimeScale.MONTHS)));
        refused(
                () -> ScoringSetup.of(monthly, SPENT_ON_PURCHASES),
                "bg-bb and gamma-gamma",
                "by calendar month in UTC here, by day in UTC there");
    }

    @Test
    void purchaseDaysOfTwoZones() {
        refused(
                () -> ScoringSetup.of(buying(TimeScale.WEEKS, BERLIN), SPENT_ON_PURCHASES),
                "by day in Europe/Berlin here, by day in UTC there");
    }

    @Test
    void spendLessReturnsGoesWithPurchasesButNotWithUse() {
        Fitted<HurdleGammaGamma> net =
                HurdleGammaGamma.fit(Earnings.of(VIEW, PURCHASES.withRefunds(Filter.purpose(Purpose.RETURN))));
        assertThat(ScoringSetup.of(OF_PURCHASES, net).scorer("lifetime_value").definitions())
                .as("what is given back is a matter of what is spent only")
                .containsExactly(OF_PURCHASES.model().definition(), net.model().definition());
        refused(() -> ScoringSetup.of(OF_USE, net), "purpose=USE here, purpose=PURCHASE there");
    }

    @Test
    void costsInAnotherUnitOfTime() {
        refused(
                () -> ScoringSetup.of(OF_PURCHASES, SPENT_ON_PURCHASES)
                        .withCosts(CostToServe.fit(VIEW, TimeScale.DAYS)),
                "costs must be per unit of the model's time, WEEKS, were in DAYS");
    }

    @Test
    void purchasesByMonthOfAModelInWeeks() {
        refused(
                () -> OF_PURCHASES.model().withDefinition(PURCHASES.byPeriod(TimeScale.MONTHS)),
                "purchases by MONTHS are in MONTHS, not in WEEKS");
        refused(() -> Purchases.of(VIEW, TimeScale.WEEKS, PURCHASES.byPeriod(TimeScale.MONTHS)), "MONTHS", "WEEKS");
    }

    @Test
    void aModelOfOpportunitiesWithPurchasesByDay() {
        refused(() -> PeriodicBetaBernoulli.FAMILY.fit(Purchases.of(VIEW, TimeScale.WEEKS, PURCHASES)), "by period");
    }

    @Test
    void aModelOfUseWithATableOfPurchases() {
        MeasureTable purchases = MeasureTable.of(
                VIEW, TimeScale.WEEKS, List.of(PURCHASES.frequency(), PURCHASES.recency(), PURCHASES.age()));
        for (Scorer scorer : ScoringSetup.of(OF_USE).scorers()) {
            refused(() -> scorer.prepare(purchases), "frequency[purpose=USE, Z]", "frequency[purpose=PURCHASE, Z]");
        }
        refused(() -> ScoringSetup.of(OF_USE).plan().score(purchases), "purpose=USE");
    }

    @Test
    void aModelOfUseWithStatesOfPurchases() {
        StateLayout purchases =
                StateLayout.of(ScoringSetup.of(OF_PURCHASES).plan().measures());
        for (Scorer scorer : ScoringSetup.of(OF_USE).scorers()) {
            scorer.inputs()
                    .forEach(input -> refused(
                            () -> MeasureState.of(purchases).valueAt(input, UseAndPurchases.NOW, TimeScale.WEEKS),
                            "purpose=USE"));
        }
    }

    @Test
    void aSnapshotOfUseInAStoreOfPurchases(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("customers.live");
        store(OF_USE).open().snapshot(file);
        assertThatExceptionOfType(SnapshotException.class)
                .isThrownBy(() -> store(OF_PURCHASES).restore(file))
                .withMessageContaining("measures");
    }

    private static LiveStore.Builder store(Fitted<?> model) {
        return LiveStore.of(ScoringSetup.of(model).scorers().toArray(Scorer[]::new));
    }

    @Test
    void scorersOfOnePlanInTwoUnits() {
        Scorer days = RetentionRiskScorer.of(buying(TimeScale.DAYS, USE).model(), MONTH)
                .withName("risk_of_use");
        refused(
                () -> ScoringSetup.of(OF_PURCHASES).with(days),
                "retention_risk wants times in WEEKS, but risk_of_use wants times in DAYS");
        Scorer weeks = RetentionRiskScorer.of(OF_USE.model(), MONTH).withName("risk_of_use");
        ScoringSetup both = ScoringSetup.of(OF_PURCHASES, SPENT_ON_PURCHASES).with(weeks);
        assertThat(both.plan().score(VIEW).definitions("risk_of_use"))
                .as("scorers of one plan may count differently, and the table says what")
                .containsExactly(USE);
    }

    @Test
    void aContractModelThatDoesNotSayWhatAContractIs() {
        Fitted<ShiftedBetaGeometric> plain = ShiftedBetaGeometric.fit(
                Tenures.of(new int[] {1, 2, 3, 4, 5, 6}, new boolean[] {true, true, false, true, false, false}));
        refused(
                () -> ScoringSetup.of(plain),
                "the model sbg does not say what a contract is",
                "model.withTerms(ContractTerms.standard(TimeScale.MONTHS))");
        ContractModel model = plain.model();
        refused(() -> ChurnRiskScorer.of(model, 1), "does not say what a contract is");
        refused(
                () -> ContractValueScorer.of(model, Payments.standard().measure(), DiscountRate.annual(0.1)),
                "does not say what a contract is");
    }

    @Test
    void aContractByWeeksWithATableOfMonths() {
        Fitted<ShiftedBetaGeometric> weekly =
                ShiftedBetaGeometric.fit(Tenures.of(VIEW, ContractTerms.standard(TimeScale.WEEKS)));
        ScoringPlan monthly = ScoringSetup.of(
                        ShiftedBetaGeometric.fit(Tenures.of(VIEW, ContractTerms.standard(TimeScale.MONTHS))))
                .plan();
        MeasureTable months = MeasureTable.of(VIEW, TimeScale.DAYS, monthly.measures());
        refused(() -> ScoringSetup.of(weekly).scorer("churn_risk").prepare(months), "WEEKS", "MONTHS");
    }

    @Test
    void anEngagementWithAnotherOnesTable() {
        EngagementDefinition web = EngagementDefinition.withDefaults().withFilter(Filter.purpose(Purpose.USE));
        Scorer ofUse = EngagementScorer.of(DiscountedGammaPoisson.fit(VIEW, web).model());
        ScoringPlan ofAll = ScoringSetup.of(DiscountedGammaPoisson.fit(VIEW, EngagementDefinition.withDefaults()))
                .plan();
        MeasureTable all = MeasureTable.of(VIEW, TimeScale.DAYS, ofAll.measures());
        refused(() -> ofUse.prepare(all), "purpose=USE");
    }

    @Test
    void twoModelsOfOneSubject() {
        refused(
                () -> ScoringSetup.of(OF_USE, Nbd.FAMILY.fit(Purchases.of(VIEW, TimeScale.WEEKS, PURCHASES))),
                "there must be one model of purchases, there are bg-nbd and nbd");
    }

    @Test
    void aTextOfAModelThatIsReadAsAnother() {
        refused(
                () -> CustomerBaseModels.readFitted(SPENT_ON_PURCHASES.toText()),
                "the text holds a gamma-gamma, which is no model of a customer base");
        refused(() -> GammaGamma.FAMILY.readFitted(OF_USE.toText()), "the text holds a bg-nbd, not a gamma-gamma");
        String spend = SPENT_ON_PURCHASES
                .model()
                .toText()
                .replaceFirst(" format 2", "")
                .replaceFirst("checksum .*", "");
        refused(
                () -> GammaGamma.FAMILY.read(spend.replace("purchases 1;", "contracts 1;"), Registry.empty()),
                "must begin with 'purchases'",
                "began with 'contracts 1'");
    }

    @Test
    void aCalibrationOfWhatIsNoProbability() {
        Calibration any = Calibration.platt(new double[] {0.2, 0.8}, new boolean[] {false, true});
        refused(
                () -> ScoringSetup.of(OF_PURCHASES).withCalibration("expected_purchases", any),
                "expected_purchases is on the COUNT scale");
    }

    @Test
    void thePairsThatBelongTogetherScore() {
        for (ScoringSetup setup :
                List.of(ScoringSetup.of(OF_USE, SPENT_IN_USE), ScoringSetup.of(OF_PURCHASES, SPENT_ON_PURCHASES))) {
            assertThat(Arrays.stream(setup.plan().score(VIEW).column("lifetime_value")))
                    .anyMatch(value -> value > 0);
            assertThat(setup.definitions()).hasSize(1);
        }
        assertThat(new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneId.of("UTC")))
                .as("one zone by two names")
                .isEqualTo(new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneOffset.UTC));
    }
}
