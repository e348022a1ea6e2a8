package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.covariate.KnownCustomers;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Bootstrap;
import io.engagement.evaluate.Comparison;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Filter;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model was fitted to is what it scores, in memory and when it was read back. */
class DefinitionsTravelTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final PurchaseDefinition PURCHASES =
            new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), AMSTERDAM);
    private static final PurchaseDefinition USE = new PurchaseDefinition(Filter.purpose(Purpose.USE), AMSTERDAM);
    private static final Duration MONTH = Duration.ofDays(28);
    private static final LogView VIEW = log().asOf(Instant.parse("2026-07-01T00:00:00Z"));

    /** 400 customers who use something often and buy it rarely. */
    private static InteractionLog log() {
        SplittableRandom random = new SplittableRandom(5);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 400; customer++) {
            Instant at = Instant.parse("2026-01-01T08:00:00Z").plus(Duration.ofHours(random.nextInt(900)));
            double days = 2 + 20 * random.nextDouble();
            for (int act = 0; act < 40 && random.nextDouble() < 0.93; act++) {
                Purpose purpose = act % 4 == 0 ? Purpose.PURCHASE : Purpose.USE;
                log.add(Interaction.of("c" + customer, at, Channel.APP, Initiator.CUSTOMER, purpose));
                at = at.plus(Duration.ofMinutes((long) (-1440 * days * Math.log(1 - random.nextDouble()))));
                if (at.isAfter(Instant.parse("2026-06-30T00:00:00Z"))) {
                    break;
                }
            }
        }
        return log.build();
    }

    static Stream<PurchaseFamily<?>> families() {
        return CustomerBaseModels.candidatesByPeriod().stream();
    }

    private static Purchases read(PurchaseFamily<?> family, PurchaseDefinition definition) {
        return family.name().equals("bg-bb")
                ? Purchases.of(VIEW, TimeScale.MONTHS, definition.byPeriod(TimeScale.MONTHS))
                : Purchases.of(VIEW, TimeScale.WEEKS, definition);
    }

    @ParameterizedTest
    @MethodSource("families")
    void aModelOfUseScoresUseAndIsReadBackAsOne(PurchaseFamily<?> family) {
        Purchases purchases = read(family, USE);
        CustomerBaseModel model = family.fit(purchases).model();
        PurchaseDefinition counted = purchases.definition();
        assertThat(counted.filter()).isEqualTo(USE.filter());
        assertThat(model.definition()).isEqualTo(counted);
        CustomerBaseModel read = CustomerBaseModels.read(model.toText());
        assertThat(read.definition()).isEqualTo(counted);
        assertThat(read.toText()).isEqualTo(model.toText()).contains("definition " + counted.toText());
        for (Scorer scorer :
                List.of(read.probabilityAlive(), read.expectedPurchases(MONTH), RetentionRiskScorer.of(read, MONTH))) {
            assertThat(scorer.inputs())
                    .as(scorer.name())
                    .containsExactly(counted.frequency(), counted.recency(), counted.age());
            assertThat(scorer.definitions()).containsExactly(counted);
        }
    }

    @Test
    void scorersOfOnePlanMayCountDifferentlyAndTheTableSaysWhat() {
        CustomerBaseModel use =
                BetaGeometricNbd.fit(Purchases.of(VIEW, TimeScale.WEEKS, USE)).model();
        CustomerBaseModel purchases = BetaGeometricNbd.fit(Purchases.of(VIEW, TimeScale.WEEKS, PURCHASES))
                .model();
        ScoreTable table = ScoringPlan.of(
                        RetentionRiskScorer.of(use, MONTH).withAct("visit").withName("risk_of_use"),
                        RetentionRiskScorer.of(purchases, MONTH))
                .score(VIEW);
        assertThat(table.definitions("risk_of_use")).containsExactly(USE);
        assertThat(table.definitions("retention_risk")).containsExactly(PURCHASES);
        assertThat(USE.differenceFrom(PURCHASES))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("purpose=USE").contains("purpose=PURCHASE"));
        assertThat(table.column("risk_of_use")).isNotEqualTo(table.column("retention_risk"));
    }

    @Test
    void aModelOfUseIsRefusedATableOfPurchases() {
        Scorer risk = RetentionRiskScorer.of(
                BetaGeometricNbd.fit(Purchases.of(VIEW, TimeScale.WEEKS, USE)).model(), MONTH);
        MeasureTable purchases = MeasureTable.of(
                VIEW, TimeScale.WEEKS, List.of(PURCHASES.frequency(), PURCHASES.recency(), PURCHASES.age()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> risk.prepare(purchases))
                .withMessageContaining("purpose=USE");
    }

    @Test
    void everyFitPassesTheDefinitionOn() {
        Purchases purchases = Purchases.of(VIEW, TimeScale.WEEKS, USE);
        double[] size = new double[purchases.size()];
        for (int row = 0; row < size.length; row++) {
            size[row] = row % 2;
        }
        Covariates covariates = Covariates.of(Fact.attribute("size"));
        assertThat(CovariateModel.family(ParetoNbd.FAMILY, covariates)
                        .fit(KnownCustomers.of(purchases, covariates, size))
                        .model()
                        .given(1)
                        .definition())
                .isEqualTo(USE);
        assertThat(Bootstrap.of(purchases, 2, 1, rows -> Nbd.fit(rows).model(), done -> {})
                        .models())
                .allMatch(model -> model.definition().equals(USE));
        Comparison comparison = Comparison.of(VIEW, TimeScale.WEEKS, USE, List.of(Nbd.FAMILY, BetaGeometricNbd.FAMILY));
        assertThat(comparison.best().model().definition()).isEqualTo(USE);
        assertThat(PurchaseTimes.of(VIEW, TimeScale.WEEKS, USE).purchases().definition())
                .isEqualTo(USE);
    }

    @Test
    void plainColumnsAreTakenAsTheUsualPurchasesUntilTold() {
        double[] one = {1};
        Purchases plain = Purchases.of(TimeScale.MONTHS, one, one, new double[] {4});
        assertThat(plain.definition()).isEqualTo(PurchaseDefinition.standard());
        assertThat(plain.withDefinition(USE).distinct().definition()).isEqualTo(USE);
        assertThat(Nbd.of(1, 2, TimeScale.WEEKS).definition()).isEqualTo(PurchaseDefinition.standard());
        assertThat(PeriodicBetaBernoulli.fit(plain).model().definition())
                .as("a model of periods reads them by period")
                .isEqualTo(PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.withDefinition(USE.byPeriod(TimeScale.WEEKS)))
                .withMessage("purchases by WEEKS are in WEEKS, not in MONTHS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeriodicBetaBernoulli.fit(plain).model().convertedTo(TimeScale.WEEKS))
                .withMessage("purchases by MONTHS are in MONTHS, not in WEEKS");
    }

    @Test
    void aTextOfBeforeIsOneOfTheUsualPurchases() {
        String text = Nbd.of(1, 2, TimeScale.WEEKS).withDefinition(USE).toText();
        String before = text.substring(0, text.indexOf("definition ")).replace(" format 2", "");
        assertThat(CustomerBaseModels.read(before).definition()).isEqualTo(PurchaseDefinition.standard());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerBaseModels.read(before + "definition purchases 9; of all; zone Z\n"))
                .withMessageContaining("was it written by a later version of the library?");
    }
}
