package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Bootstrap;
import io.engagement.evaluate.ComparedModel;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Seasons that are known ahead move scores, as of any instant. */
class SeasonalParetoNbdTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(7 * 90));
    private static final int WEEKS = 130;
    private static final Duration QUARTER = Duration.ofDays(91);
    private static final PurchaseDefinition DAYS = PurchaseDefinition.standard();
    private static final TimeVaryingCovariates SEASONS = seasons();
    private static final TimeVaryingParetoNbd TRUTH = TimeVaryingParetoNbd.of(
            ParetoNbd.of(1.1, 9, 0.7, 14, TimeScale.WEEKS), List.of("season"), new double[] {0.9}, new double[] {0.3});
    private static final LogView VIEW = log().asOf(NOW);
    private static final Fitted<SeasonalParetoNbd> FITTED =
            SeasonalParetoNbd.family(SEASONS).fit(purchases(VIEW));
    private static final SeasonalParetoNbd MODEL = FITTED.model();

    private static TimeVaryingCovariates seasons() {
        return TimeVaryingCovariates.weekly(START, WEEKS).common("season", seasonOf(WEEKS));
    }

    private static double[] seasonOf(int weeks) {
        double[] season = new double[weeks];
        Arrays.setAll(season, week -> Math.sin(2 * Math.PI * week / 52));
        return season;
    }

    private static InteractionLog log() {
        List<Instant> starts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            starts.add(START.plus(Duration.ofDays(i % 200)));
        }
        PurchaseTimes drawn = TRUTH.simulate(TimeVaryingBases.begun(starts, NOW), SEASONS, 5);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int row = 0; row < drawn.size(); row++) {
            for (int number = 0; number <= drawn.frequency(row); number++) {
                log.add(Interaction.of(
                        "c" + row,
                        Instant.ofEpochMilli(drawn.epochMilli(row, number)),
                        Channel.WEB,
                        Initiator.CUSTOMER,
                        Purpose.PURCHASE));
            }
        }
        return log.build();
    }

    private static Purchases purchases(LogView view) {
        return Purchases.of(view, TimeScale.WEEKS, DAYS).withTimes(view);
    }

    private static List<Scorer> scorers(CustomerBaseModel model) {
        return List.of(
                RetentionRiskScorer.of(model, QUARTER), model.probabilityAlive(), model.expectedPurchases(QUARTER));
    }

    private static ScoringPlan plan(CustomerBaseModel model) {
        return ScoringPlan.of(scorers(model).toArray(Scorer[]::new));
    }

    @Test
    void theFitFindsTheSeasonAndItsProvenanceCountsInteractions() {
        assertThat(FITTED.interval("purchases.season", 0.999).contains(0.9)).isTrue();
        assertThat(FITTED.provenance().interactions().orElseThrow().given()).isEqualTo(VIEW.size());
        assertThat(FITTED.provenance().periodEnd()).contains(NOW);
    }

    @Test
    void aScoreIsThatOfTheModelAsOfTheInstantToTheBit() {
        ScoringPlan plan = plan(MODEL);
        for (Instant instant : List.of(NOW, NOW.minus(Duration.ofDays(100)), NOW.minus(Duration.ofDays(10)))) {
            LogView view = VIEW.asOf(instant);
            ScoreTable table = plan.score(view);
            PiecewiseParetoNbd then = MODEL.rates().asOf(instant, SEASONS);
            Purchases purchases = Purchases.of(view, TimeScale.WEEKS, DAYS);
            for (int row = 0; row < table.size(); row += 7) {
                double x = purchases.frequency(row);
                double recency = purchases.recency(row);
                double age = purchases.age(row);
                assertThat(table.get(row, "p_alive")).isEqualTo(then.probabilityAlive(x, recency, age));
                assertThat(table.get(row, "retention_risk")).isEqualTo(then.probabilityNoPurchase(x, recency, age, 13));
                assertThat(table.get(row, "expected_purchases")).isEqualTo(then.expectedPurchases(x, recency, age, 13));
            }
        }
    }

    @Test
    void moreIsExpectedOfAHighSeason() {
        Instant low = START.plus(Duration.ofDays(7 * 26));
        Instant high = START.plus(Duration.ofDays(7 * 52));
        assertThat(MODEL.asOf(high).expectedPurchases(13))
                .isGreaterThan(1.5 * MODEL.asOf(low).expectedPurchases(13));
    }

    @Test
    void tableAloneAndLiveAreOneToTheBit() {
        ScoreTable table = plan(MODEL).score(VIEW);
        LiveStore store = LiveStore.of(scorers(MODEL).toArray(Scorer[]::new))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .open();
        store.addAll(VIEW);
        for (int row = 0; row < table.size(); row += 9) {
            String id = table.customerId(row);
            for (Scorer scorer : scorers(MODEL)) {
                Explanation alone = scorer.explain(VIEW.history(id).orElseThrow());
                assertThat(alone.value()).isEqualTo(table.get(row, scorer.name()));
                assertThat(alone.reason()).isNotBlank();
                assertThat(store.score(id).orElseThrow().explain(0, scorer.name()))
                        .isEqualTo(alone);
            }
        }
    }

    @Test
    void textsAreReadToTheBitAloneAndInASetUp() {
        CustomerBaseModel read = CustomerBaseModels.read(MODEL.toText());
        assertThat(read.toText()).isEqualTo(MODEL.toText());
        assertThat(CustomerBaseModels.readFitted(FITTED.toText()).toText()).isEqualTo(FITTED.toText());
        SeasonalParetoNbd endless = SeasonalParetoNbd.of(MODEL.rates(), SEASONS.withoutEnd(), NOW);
        assertThat(CustomerBaseModels.read(endless.toText()).toText()).isEqualTo(endless.toText());
        ScoringSetup setup = ScoringSetup.of(FITTED);
        ScoringSetup again = ScoringSetup.read(setup.toText(), Registry.empty());
        assertThat(again.plan().score(VIEW).column("retention_risk"))
                .isEqualTo(setup.plan().score(VIEW).column("retention_risk"));
    }

    @Test
    void aHorizonBeyondTheCalendarIsRefusedByAMessageThatTellsItsEnd() {
        ScoringPlan plan = ScoringPlan.of(MODEL.expectedPurchases(Duration.ofDays(7 * 41)));
        assertThatThrownBy(() -> plan.score(VIEW))
                .hasStackTraceContaining("the covariates are known until 40.0 from now, and are needed until 41.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(MODEL).score(log().asOf(START.plus(Duration.ofDays(7 * 140)))))
                .withMessageContaining("the covariates must be known as of");
    }

    @Test
    void aModelOfOneInstantIsRefusedATableOfAnother() {
        PiecewiseParetoNbd then = MODEL.asOf(NOW.minus(QUARTER));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(then).score(VIEW))
                .withMessageContaining("score by a SeasonalParetoNbd, which is of any instant");
    }

    @Test
    void whatIsEachCustomersOwnIsNoSeason() {
        TimeVaryingCovariates own = SEASONS.constant("size", Map.of("c1", 1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeasonalParetoNbd.family(own))
                .withMessageContaining("are each customer's own");
    }

    @Test
    void itIsComparedWithModelsOfNoSeasonAndForeseesBetterWhereSeasonsMatter() {
        Comparison comparison = Comparison.of(
                VIEW, List.of(ParetoNbd.FAMILY, SeasonalParetoNbd.family(SEASONS), BetaGeometricNbd.FAMILY));
        ComparedModel seasonal = comparison.of("seasonal-pareto-nbd");
        assertThat(comparison.best().name()).isEqualTo("seasonal-pareto-nbd");
        assertThat(seasonal.logScore())
                .isGreaterThan(comparison.of("pareto-nbd").logScore());
        assertThat(seasonal.fitted().orElseThrow().toText()).isEqualTo(FITTED.toText());
        // What families without times say is the same, whatever they are compared with.
        assertThat(comparison.of("pareto-nbd").fitted().orElseThrow().toText())
                .isEqualTo(Comparison.of(VIEW, List.of(ParetoNbd.FAMILY))
                        .of("pareto-nbd")
                        .fitted()
                        .orElseThrow()
                        .toText());
    }

    @Test
    void aCalendarThatEndsTooEarlyFailsInAComparisonWithTheReason() {
        TimeVaryingCovariates brief =
                TimeVaryingCovariates.weekly(START, 70).common("season", Arrays.copyOf(seasonOf(WEEKS), 70));
        Comparison comparison = Comparison.of(VIEW, List.of(ParetoNbd.FAMILY, SeasonalParetoNbd.family(brief)));
        assertThat(comparison.of("seasonal-pareto-nbd").failure())
                .contains("the covariates must end no earlier than the purchases");
    }

    @Test
    void itIsBootstrappedByCustomersWithTheirTimes() {
        PurchaseFamily<SeasonalParetoNbd> family = SeasonalParetoNbd.family(SEASONS);
        Purchases some = purchases(VIEW).rows(IntStream.range(0, 150).toArray());
        Bootstrap<SeasonalParetoNbd> bootstrap =
                Bootstrap.of(some, 20, 11, rows -> family.fit(rows).model(), done -> {});
        assertThat(bootstrap.failures()).isZero();
        double error = family.fit(some).standardErrors()[4];
        assertThat(bootstrap.standardError(model -> model.rates().onPurchases("season")))
                .isBetween(0.4 * error, 2.5 * error);
    }

    @Test
    void aSetUpFitsIt() {
        ScoringSetup setup = ScoringSetup.fit(
                VIEW,
                FitChoices.usual()
                        .withPurchaseModel(SeasonalParetoNbd.family(SEASONS))
                        .withBacktest(0));
        assertThat(setup.plan().score(VIEW).column("retention_risk"))
                .isEqualTo(ScoringSetup.of(FITTED).plan().score(VIEW).column("retention_risk"));
    }

    @Test
    void purchasesWithoutTheirTimesAreRefusedWithTheRemedy() {
        Purchases without = Purchases.of(VIEW, TimeScale.WEEKS, DAYS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeasonalParetoNbd.family(SEASONS).fit(without))
                .withMessageContaining("add the times by purchases.withTimes(view)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> without.withTimes(VIEW.asOf(NOW.minus(Duration.ofDays(200)))))
                .withMessageContaining("is it the view that was read, and the definition?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> without.distinct().withTimes(VIEW))
                .withMessageContaining("the purchases are not known to be whose");
    }

    @Test
    void textsBeforeTermsWereWrittenAreRead() {
        String old = MODEL.toText()
                .replaceFirst("seasonal-pareto-nbd 2.*", "seasonal-pareto-nbd 1")
                .replaceAll("(penalty|covariate.0.moves|checksum).*\n", "");
        assertThat(CustomerBaseModels.read(old).toText()).isEqualTo(MODEL.toText());
    }

    /** Reasons ask of each at one own gap after the last purchase, which may be of one who is older than the calendar. */
    @Test
    void customersOfTheCalendarsFirstDayAreExplained() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int day : new int[] {0, 200, 390, 610}) {
            log.add(Interaction.of(
                    "old", START.plus(Duration.ofDays(day)), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
        }
        LogView view = log.build().asOf(NOW);
        for (Scorer scorer : scorers(MODEL)) {
            Explanation why = ScoringPlan.of(scorer).score(view).explain(0, scorer.name());
            assertThat(why.reason()).isNotBlank();
            assertThat(why.value()).isEqualTo(ScoringPlan.of(scorer).score(view).get(0, scorer.name()));
        }
        LogView early = InteractionLog.builder()
                .add(Interaction.of("before", START.minusMillis(1), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE))
                .build()
                .asOf(NOW);
        assertThatThrownBy(() -> plan(MODEL).score(early)).hasStackTraceContaining("the covariates are known from");
    }
}
