package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.customerbase.LevelCorrection;
import io.engagement.customerbase.LevelMiss;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.value.DiscountRate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Filter BOUGHT = Filter.purpose(Purpose.PURCHASE);
    private static final Duration HORIZON = Duration.ofDays(60);
    private static final Scorer SILENCE =
            Scorer.of("silence", Scale.COUNT, Measure.timeSinceLast(BOUGHT), days -> days);
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(600).withSeed(20261129);
    private static final InteractionLog LOG = SIMULATION.log();
    private static final LogView VIEW = LOG.asOf(SIMULATION.end());
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static Scorer risk(LogView known) {
        return RetentionRiskScorer.of(model(known), HORIZON);
    }

    private static BetaGeometricNbd model(LogView known) {
        return BetaGeometricNbd.fit(Purchases.of(known, TimeScale.WEEKS, PurchaseDefinition.standard()))
                .model();
    }

    private static Backtest risks() {
        return Backtest.of(Outcome.nothing(BOUGHT, HORIZON))
                .with("risk", BacktestTest::risk)
                .with(SILENCE);
    }

    private static Instant day(double day) {
        return START.plusMillis(Math.round(day * 86_400_000));
    }

    private static Interaction bought(String customer, double day) {
        return Interaction.of(customer, day(day), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(10);
    }

    private static LogView view(double end, Interaction... interactions) {
        InteractionLog.Builder log = InteractionLog.builder();
        Arrays.stream(interactions).forEach(log::add);
        return log.build().asOf(day(end));
    }

    @Test
    void everyScorerIsJudgedByWhatHappenedAfterItsOrigin() {
        BacktestResult result = risks().run(VIEW);

        assertThat(result.origins())
                .containsExactly(
                        SIMULATION.end().minus(HORIZON.multipliedBy(3)),
                        SIMULATION.end().minus(HORIZON.multipliedBy(2)),
                        SIMULATION.end().minus(HORIZON));
        assertThat(result.notes()).isEmpty();
        assertThat(result.table().evaluations()).extracting(Evaluation::scorer).containsExactly("risk", "silence");
        Evaluation risk = result.of("risk");
        assertThat(risk.value("auc")).isGreaterThan(0.6);
        assertThat(risk.value("slope")).isBetween(0.3, 2.0);
        assertThat(risk.reliability()).hasSize(10);
        assertThat(result.of("silence").reliability()).isEmpty();
        assertThat(result.of("silence").figure("brier").orElseThrow().note())
                .hasValue("the scorer is on the COUNT scale, which gives no probabilities");
        assertThat(result.byOrigin("risk"))
                .extracting(Evaluation::rows)
                .hasSize(3)
                .doesNotContain(0);
        assertThat(result.byOrigin("risk").stream().mapToInt(Evaluation::rows).sum())
                .isEqualTo(risk.rows());
    }

    /** By hand: who bought by day 100, and not within the ten days after it. */
    @Test
    void thePopulationHasActedAndTheHorizonBeginsAfterTheOrigin() {
        LogView view = view(
                115,
                bought("at the origin", 100),
                bought("at the end", 1),
                bought("at the end", 110),
                bought("too late", 1),
                bought("too late", 110.01),
                bought("new", 105));
        Outcome.Observed observed =
                Outcome.occurs(BOUGHT, Duration.ofDays(10)).observe(view.asOf(day(100)), view.asOf(day(110)));

        assertThat(Arrays.stream(observed.rows()).mapToObj(view.asOf(day(100))::customerId))
                .containsExactly("at the end", "at the origin", "too late");
        assertThat(observed.amounts()).containsExactly(1, 0, 0);
    }

    @Test
    void amountsAreCountedAndAddedUpWithinTheHorizon() {
        LogView known = view(
                        120, bought("a", 1), bought("a", 101), bought("a", 101.2), bought("a", 109), bought("b", 2))
                .asOf(day(120));
        Duration ten = Duration.ofDays(10);

        assertThat(Outcome.count(BOUGHT, ten)
                        .observe(known.asOf(day(100)), known.asOf(day(110)))
                        .amounts())
                .containsExactly(3, 0);
        assertThat(Outcome.money(BOUGHT, ten)
                        .observe(known.asOf(day(100)), known.asOf(day(110)))
                        .amounts())
                .containsExactly(30, 0);
        assertThat(Outcome.purchases(PurchaseDefinition.standard(), ten)
                        .observe(known.asOf(day(100)), known.asOf(day(110)))
                        .amounts())
                .containsExactly(2, 0);
        assertThat(Outcome.noPurchase(PurchaseDefinition.standard(), ten)
                        .observe(known.asOf(day(100)), known.asOf(day(110)))
                        .amounts())
                .containsExactly(0, 1);
    }

    /** Weekly, 30 and 60 days: gaps of 7 (10 of them) and 30 (2): the population's 130/12; three of (70 + 2 x 130/12)/12. */
    @Test
    void silenceIsMeasuredByTheCustomersOwnGaps() {
        List<Interaction> all = new ArrayList<>();
        for (int week = 0; week <= 10; week++) {
            all.add(bought("weekly", 7 * week));
        }
        all.add(bought("weekly", 93.5));
        for (int month = 0; month <= 2; month++) {
            all.add(bought("monthly", 30 * month));
        }
        all.add(bought("monthly", 93.5));
        LogView view = view(200, all.toArray(Interaction[]::new));
        Outcome outcome = Outcome.nothingWithinOwnGaps(BOUGHT, ZoneOffset.UTC, 3, Duration.ofDays(90));

        assertThat(outcome.observe(view.asOf(day(70)), view.asOf(day(160))).amounts())
                .as("weekly: gone after 22.9 days, monthly: back within 61.2 days")
                .containsExactly(0, 1);
        assertThat(outcome).hasToString("no purpose=PURCHASE within 3 own gaps, at most 90 days");
    }

    /** One gap of 20 days: three of (2 x 20)/2 are waited for of who bought on one day, however often. */
    @Test
    void whatElseIsBoughtOnADayIsNoGap() {
        List<Interaction> all = new ArrayList<>(List.of(bought("again", 0), bought("again", 20)));
        for (int hour = 0; hour < 24; hour++) {
            all.add(bought("again", 20 + hour / 24.0));
            for (String once : List.of("a", "b", "c")) {
                all.add(bought(once, hour / 24.0));
            }
        }
        all.add(bought("a", 89));
        all.add(bought("b", 91));
        LogView view = view(200, all.toArray(Interaction[]::new));
        RetentionDefinition retention = RetentionDefinition.of(PurchaseDefinition.standard(), Duration.ofDays(100))
                .withOwnGaps(3);

        LogView known = view.asOf(day(30));
        assertThat(retention.baseGap(known)).isEqualTo(20 * TimeScale.DAYS.millis());
        assertThat(retention.stay(
                        known,
                        view.asOf(day(130)),
                        retention.baseGap(known),
                        known.row("a").orElseThrow(),
                        known.row("b").orElseThrow()))
                .containsExactly(true, false);
    }

    /** Signed up on 5 January, by the month; seen on 10 March, in the third month, and on 11 April. */
    @Test
    void aRenewalIsMissedByWhoHasCancelledBeforeIt() {
        LogView view = view(
                200,
                contract("stays", 4, Purpose.SIGN_UP),
                contract("cancels before it", 4, Purpose.SIGN_UP),
                contract("cancels before it", 80, Purpose.CANCELLATION),
                contract("cancels after it", 4, Purpose.SIGN_UP),
                contract("cancels after it", 98, Purpose.CANCELLATION),
                contract("had left", 4, Purpose.SIGN_UP),
                contract("had left", 50, Purpose.CANCELLATION),
                contract("came back", 4, Purpose.SIGN_UP),
                contract("came back", 20, Purpose.CANCELLATION),
                contract("came back", 60, Purpose.SIGN_UP),
                contract("came back", 85, Purpose.CANCELLATION),
                contract("came back", 86, Purpose.SIGN_UP));
        Outcome outcome = Outcome.notRenewed(ContractTerms.standard(TimeScale.MONTHS), 1);
        LogView known = view.asOf(day(69));
        Outcome.Observed observed = outcome.observe(known, view.asOf(day(69).plus(outcome.horizon())));

        assertThat(Arrays.stream(observed.rows()).mapToObj(known::customerId))
                .containsExactly("came back", "cancels after it", "cancels before it", "stays");
        assertThat(observed.amounts()).containsExactly(1, 0, 1, 0);
        assertThat(Outcome.notRenewed(ContractTerms.standard(TimeScale.MONTHS), 2)
                        .observe(known, view.asOf(day(69).plus(outcome.horizon().multipliedBy(2))))
                        .amounts())
                .containsExactly(1, 1, 1, 0);
    }

    private static Interaction contract(String customer, double day, Purpose purpose) {
        return Interaction.of(customer, day(day), Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    @Test
    void aHorizonThatIsNotWhollySeenIsDroppedAndNotGuessed() {
        BacktestResult result = risks().withOrigins(
                        SIMULATION.end().minus(HORIZON).plusMillis(1),
                        SIMULATION.end().minus(HORIZON))
                .run(VIEW);

        assertThat(result.origins()).containsExactly(SIMULATION.end().minus(HORIZON));
        assertThat(result.notes())
                .singleElement()
                .asString()
                .contains("was dropped: the log ends at", "before the 60 days after it are seen");
    }

    @Test
    void aHorizonBeyondAllTimeIsNeverWhollySeen() {
        for (Duration horizon : List.of(Duration.ofDays(400_000_000_000L), Duration.ofSeconds(Long.MAX_VALUE))) {
            Backtest backtest = Backtest.of(Outcome.nothing(BOUGHT, horizon)).with(SILENCE);
            List<BacktestResult> results = List.of(
                    backtest.run(VIEW),
                    backtest.withOrigins(2, Duration.ofSeconds(Long.MAX_VALUE)).run(VIEW),
                    backtest.withOrigins(START, Instant.MAX).run(VIEW));
            assertThat(results).allSatisfy(result -> {
                assertThat(result.origins()).isEmpty();
                assertThat(result.of("silence").verdict()).startsWith("silence could not be judged: ");
            });
        }
    }

    @Test
    void profitOfALogThatEndsBeyondAllTimeIsJudgedAsWhatItShows() {
        LogView forever = InteractionLog.builder()
                .add(bought("a", 1))
                .add(bought("b", 2))
                .build()
                .asOf(Instant.MAX);
        Backtest profit = Backtest.of(
                        Outcome.profit(BOUGHT, 0.5, Filter.all().negate(), DiscountRate.annual(0.1), HORIZON))
                .with(SILENCE);

        assertThat(profit.run(forever).of("silence").notes())
                .anySatisfy(note -> assertThat(note).contains("measures hold as of an instant within"));
    }

    @Test
    void countsWithinLessThanAMillisecondHaveDistributions() {
        LevelCorrection level = LevelCorrection.of(HORIZON, List.of(new LevelMiss(2e6, 1e6, 2e6)));
        BacktestResult result = Backtest.of(Outcome.purchases(PurchaseDefinition.standard(), Duration.ofNanos(1)))
                .withOrigins(SIMULATION.end().minus(HORIZON))
                .withModel("bg-nbd", BacktestTest::model, known -> level)
                .run(VIEW);

        assertThat(result.amounts("bg-nbd").crps().value()).isBetween(0.0, 1e-9);
    }

    @Test
    void ranksThatAreNoneAreNotPrintedAsNumbers() {
        BacktestResult result = Backtest.of(Outcome.count(BOUGHT, HORIZON))
                .withOrigins(1, HORIZON)
                .with(Scorer.of("one", Scale.COUNT, Measure.count(BOUGHT), count -> 1))
                .run(view(100, bought("a", 1), bought("a", 60), bought("b", 2), bought("b", 70)));

        assertThat(result.of("one").verdict())
                .endsWith("its ranks could not be judged: all scores or all outcomes are equal");
    }

    @Test
    void originsBeforeTheFirstActAreDropped() {
        BacktestResult result =
                risks().withOrigins(Instant.parse("1970-01-01T00:00:00Z")).run(VIEW);

        assertThat(result.origins()).isEmpty();
        assertThat(result.notes().get(0)).contains("was dropped: the log begins at");
        assertThat(result.of("risk").verdict()).startsWith("risk could not be judged: origin 1970");
        assertThat(result.toString()).contains("judged at no origin");
        assertThatIllegalStateException()
                .isThrownBy(() -> result.probabilities("risk"))
                .withMessageContaining("nothing could be judged");
    }

    @Test
    void anEmptyLogIsNotJudgedAndSaysSo() {
        BacktestResult result = risks().run(InteractionLog.builder().build().asOf(START));

        assertThat(result.notes()).hasSize(3).allSatisfy(note -> assertThat(note)
                .endsWith("was dropped: the log is empty"));
    }

    @Test
    void whereNothingWasBoughtNothingIsPraised() {
        LogView closed = view(400, bought("a", 1), bought("a", 20), bought("b", 2), bought("b", 60), bought("c", 3));
        BacktestResult result = Backtest.of(Outcome.nothing(BOUGHT, HORIZON))
                .withOrigins(1, HORIZON)
                .with(SILENCE)
                .run(closed);

        assertThat(result.notes()).containsExactly("nothing was bought in the hold-out");
        assertThat(result.of("silence").verdict())
                .isEqualTo("silence could not be judged: nothing was bought in the hold-out");
        BacktestResult counts = Backtest.of(Outcome.purchases(PurchaseDefinition.standard(), HORIZON))
                .withOrigins(1, HORIZON)
                .with(Scorer.of("one", Scale.COUNT, Measure.count(BOUGHT), count -> 1))
                .run(closed);
        assertThat(counts.of("one").verdict()).isEqualTo("one could not be judged: nothing was bought in the hold-out");
        assertThat(counts.toString()).doesNotContain("Infinity", "NaN");
    }

    @Test
    void aModelThatCannotBeFittedIsToldAndTheOthersAreJudged() {
        BacktestResult result = risks().with("none", known -> {
                    throw FitException.of("none", "there is nothing", List.of("Is there?"));
                })
                .run(VIEW);

        assertThat(result.of("none").rows()).isZero();
        assertThat(result.of("none").notes()).hasSize(3).allMatch(note -> note.contains("cannot fit none"));
        assertThat(result.of("risk")).isEqualTo(risks().run(VIEW).of("risk"));
    }

    @Test
    void whoHasNoScoreIsCountedAndLeftOut() {
        Scorer some = Scorer.of("some", Scale.COUNT, Measure.count(BOUGHT), count -> count > 1 ? count : Double.NaN);
        BacktestResult result = Backtest.of(Outcome.occurs(BOUGHT, HORIZON))
                .withOrigins(1, HORIZON)
                .with(some)
                .with(SILENCE)
                .run(VIEW);

        assertThat(result.of("some").rows()).isLessThan(result.of("silence").rows());
        assertThat(result.of("some").notes()).singleElement().asString().contains("customers have no score at");
        assertThat(result.differences("some", "silence"))
                .extracting(PairedDifference::name)
                .containsExactly("auc");
    }

    @Test
    void anIndexIsAProbabilityOfAHundred() {
        BacktestResult result = Backtest.of(Outcome.engages(EngagementDefinition.withDefaults()))
                .withOrigins(1, HORIZON)
                .with(
                        "engagement",
                        known -> EngagementScorer.of(
                                DiscountedGammaPoisson.fit(known, EngagementDefinition.withDefaults())
                                        .model()))
                .run(VIEW);

        Evaluation engagement = result.of("engagement");
        assertThat(engagement.value("auc")).isGreaterThan(0.6);
        assertThat(engagement.value("in_the_large")).isCloseTo(0, within(0.15));
        assertThat(engagement.verdict()).contains("they said ").contains("and it happened to ");
    }

    @Test
    void aModelsDistributionsAreJudgedToo() {
        BacktestResult result = Backtest.of(Outcome.purchases(PurchaseDefinition.standard(), HORIZON))
                .withModel("bg-nbd", BacktestTest::model)
                .with("same", known -> model(known).expectedPurchases(HORIZON))
                .run(VIEW);

        Evaluation model = result.of("bg-nbd");
        assertThat(model.value("mae")).isEqualTo(result.of("same").value("mae"));
        assertThat(model.value("crps")).isBetween(0.0, model.value("mae"));
        assertThat(model.value("coverage_95")).isBetween(0.85, 1.0);
        assertThat(result.of("same").figure("crps")).isEmpty();
        assertThat(result.amounts("bg-nbd").crps().value()).isEqualTo(model.value("crps"));
    }

    @Test
    void onlyTheOrderOfAProbabilityIsJudgedByAmounts() {
        BacktestResult result = Backtest.of(Outcome.money(BOUGHT, HORIZON))
                .with("risk", BacktestTest::risk)
                .run(VIEW);

        assertThat(result.of("risk").value("rank_correlation")).isNegative();
        assertThat(result.of("risk").figure("bias").orElseThrow().note())
                .hasValue("the scorer is on the PROBABILITY scale, of which only the order is judged by amounts");
        assertThatIllegalStateException().isThrownBy(() -> result.probabilities("risk"));
    }

    @Test
    void scorersAreComparedOnTheSameCustomers() {
        BacktestResult result = risks().with("again", BacktestTest::risk).run(VIEW);

        assertThat(result.differences("risk", "again"))
                .extracting(PairedDifference::difference)
                .containsOnly(0.0);
        PairedDifference auc = result.differences("risk", "silence").get(0);
        assertThat(auc.difference())
                .isCloseTo(result.of("risk").value("auc") - result.of("silence").value("auc"), within(1e-15));
        assertThat(result.bootstrap("risk", "silence", 100, 1).get(0).standardError() / auc.standardError())
                .isBetween(0.7, 1.4);
        assertThat(result.probabilities("risk").auc())
                .isEqualTo(result.of("risk").figure("auc").orElseThrow());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.of("nobody"))
                .withMessageContaining("there is no scorer in the backtest 'nobody'");
    }

    /** The horizon is in the log already; what is appended comes after it, of old and of new customers and of a new kind. */
    @Test
    void appendingTheFutureChangesNoPastScore() {
        Instant[] origins = {
            SIMULATION.end().minus(HORIZON.multipliedBy(2)), SIMULATION.end().minus(HORIZON)
        };
        List<Interaction> later = new ArrayList<>(SIMULATION.interactions());
        for (int i = 0; i < 300; i++) {
            String customer = i % 2 == 0 ? VIEW.customerId(i % VIEW.customers()) : "later" + i;
            later.add(Interaction.of(
                    customer,
                    SIMULATION.end().plusSeconds(i + 1),
                    Channel.of("carrier pigeon"),
                    Initiator.CUSTOMER,
                    Purpose.PURCHASE));
        }
        InteractionLog.Builder log = InteractionLog.builder();
        later.forEach(log::add);
        LogView longer = log.build().asOf(SIMULATION.end().plus(HORIZON));

        assertThat(risks().withOrigins(origins).run(longer).table())
                .isEqualTo(risks().withOrigins(origins)
                        .run(onlyInteractions(SIMULATION.interactions()))
                        .table());
    }

    private static LogView onlyInteractions(List<Interaction> all) {
        InteractionLog.Builder log = InteractionLog.builder();
        all.forEach(log::add);
        return log.build().asOf(SIMULATION.end());
    }

    @Test
    void theOrderOfArrivalChangesNoBit() {
        List<Interaction> shuffled = new ArrayList<>(SIMULATION.interactions());
        Collections.shuffle(shuffled, new Random(3));

        assertThat(risks().run(onlyInteractions(shuffled)).table())
                .isEqualTo(
                        risks().run(onlyInteractions(SIMULATION.interactions())).table());
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        EvaluationTable alone = Threads.with(1, () -> risks().run(VIEW).table());

        assertThat(Threads.with(3, () -> risks().run(VIEW).table())).isEqualTo(alone);
    }

    @Test
    void movingTheEndOfTheLogDropsOriginsAndChangesNoOutcome() {
        Instant[] origins = {
            SIMULATION.end().minus(HORIZON.multipliedBy(2)), SIMULATION.end().minus(HORIZON)
        };
        BacktestResult whole = risks().withOrigins(origins).run(VIEW);
        BacktestResult shorter =
                risks().withOrigins(origins).run(VIEW.asOf(SIMULATION.end().minusSeconds(1)));

        assertThat(shorter.origins()).containsExactly(origins[0]);
        assertThat(shorter.byOrigin("risk").get(0).figures())
                .isEqualTo(whole.byOrigin("risk").get(0).figures());
    }

    @Test
    void customersWithoutAnyActAreNotOfThePopulation() {
        InteractionLog.Builder log = InteractionLog.builder();
        log.add(bought("a", 1));
        log.add(Interaction.of("mailed", day(2), Channel.of("mail"), Initiator.COMPANY, Purpose.OFFER));
        log.customer(Customer.of("registered"));
        LogView view = log.build().asOf(day(200));

        assertThat(Outcome.occurs(BOUGHT, HORIZON)
                        .observe(view.asOf(day(100)), view)
                        .rows())
                .hasSize(1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backtest.of(Outcome.occurs(BOUGHT, HORIZON)).run(VIEW))
                .withMessage("a backtest needs a scorer: see with");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> risks().with(SILENCE))
                .withMessage("names of scorers must differ, two are silence");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outcome.occurs(BOUGHT, Duration.ZERO))
                .withMessage("horizon must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Outcome.purchases(PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS), HORIZON))
                .withMessageContaining("purchases must be by days, were by MONTHS");
    }
}
