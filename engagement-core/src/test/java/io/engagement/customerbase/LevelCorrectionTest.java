package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LevelCorrectionTest {
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final BetaGeometricNbd MODEL = BetaGeometricNbd.of(0.8, 8, 0.8, 2.4, TimeScale.WEEKS);
    private static final LevelCorrection TOO_MANY =
            LevelCorrection.of(QUARTER, List.of(miss(1120, 1000), miss(1060, 1000), miss(1000, 1010)));
    private static final Instant START = Instant.parse("2023-01-02T00:00:00Z");
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(400).withSeed(5);

    /** Of so many that chance hardly takes part. */
    private static LevelMiss miss(double expected, double actual) {
        return new LevelMiss(1000 * expected, 1000 * actual, 1000 * expected);
    }

    @Nested
    class OfExpectedPurchases implements ScorerContract {
        @Override
        public Scorer scorer() {
            return MODEL.expectedPurchases(QUARTER, TOO_MANY);
        }
    }

    @Test
    void aRatioIsShrunkByItsCredibility() {
        LevelMiss few = new LevelMiss(20, 10, 30);
        LevelMiss many = new LevelMiss(20_000, 10_000, 30_000);

        assertThat(few.credibleRatio()).isCloseTo((10 + 150.0) / (20 + 150), within(1e-12));
        assertThat(many.credibleRatio()).isCloseTo((10_000 + 150.0) / (20_000 + 150), within(1e-12));
        assertThat(new LevelMiss(0, 0, 0).credibleRatio()).isEqualTo(1);
        assertThat(new LevelMiss(5, 0, 0).credibleRatio()).isPositive();
    }

    @Test
    void theFactorIsTheLastMissAsFarAsItPersists() {
        double last = Math.log(1000 / 1120.0);
        LevelCorrection one = LevelCorrection.of(QUARTER, List.of(miss(1120, 1000)));

        assertThat(one.persistence()).isCloseTo(0.3, within(1e-12));
        assertThat(one.factor(QUARTER)).isCloseTo(Math.exp(0.3 * last), within(1e-4));
        double before = Math.log(1000 / 1060.0);
        double earlier = Math.log(1010 / 1000.0);
        assertThat(TOO_MANY.persistence())
                .isCloseTo(
                        (4 * 0.3 * 0.01 + last * before + before * earlier)
                                / (4 * 0.01 + before * before + earlier * earlier),
                        within(1e-3));
    }

    @Test
    void missesThatStayAreCorrectedMoreThanMissesThatAlternate() {
        LevelCorrection steady =
                LevelCorrection.of(QUARTER, List.of(miss(1200, 1000), miss(1200, 1000), miss(1200, 1000)));
        LevelCorrection swinging =
                LevelCorrection.of(QUARTER, List.of(miss(1200, 1000), miss(1000, 1200), miss(1200, 1000)));

        assertThat(steady.persistence()).isGreaterThan(0.6);
        assertThat(swinging.persistence()).isZero();
        assertThat(swinging.factor(QUARTER)).isEqualTo(1);
    }

    @Test
    void whatLiesFarAheadIsHardlyCorrected() {
        assertThat(TOO_MANY.factor(Duration.ofDays(30))).isEqualTo(TOO_MANY.factor(QUARTER));
        double before = TOO_MANY.factor(QUARTER);
        for (int quarters = 2; quarters < 400; quarters++) {
            double factor = TOO_MANY.factor(QUARTER.multipliedBy(quarters));
            assertThat(factor).isBetween(before, 1.0);
            before = factor;
        }
        assertThat(TOO_MANY.factor(TimeScale.WEEKS, Double.POSITIVE_INFINITY, 0))
                .isCloseTo(1, within(1e-12));
        double perWeek = Math.log(1.1) / 52;
        double discounted = TOO_MANY.factor(TimeScale.WEEKS, Double.POSITIVE_INFINITY, perWeek);
        assertThat(discounted)
                .isBetween(TOO_MANY.factor(QUARTER), 1.0)
                .isCloseTo(TOO_MANY.factor(TimeScale.WEEKS, 1e6, perWeek), within(1e-12));
        assertThat(TOO_MANY.factor(TimeScale.DAYS, 365, 0))
                .isCloseTo(TOO_MANY.factor(TimeScale.WEEKS, 365 / 7.0, 0), within(1e-14));
    }

    @Test
    void halfOfLastYearsMissInTheSameSeasonIsAdded() {
        LevelCorrection season =
                LevelCorrection.of(QUARTER, List.of(miss(1000, 1000))).withYearAgo(miss(1000, 1210));

        assertThat(season.factor(QUARTER)).isCloseTo(1.1, within(1e-3));
        assertThat(season)
                .hasToString("the model expected as many as came in the last 90 days, and 17 % too few in this season a"
                        + " year ago: those of the next 90 days are multiplied by 1.10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevelCorrection.of(QUARTER, List.of()).withYearAgo(miss(1, 1)))
                .withMessageContaining("the last one must be, too");
    }

    @Test
    void aTextHoldsTheSameBits() {
        LevelCorrection season = TOO_MANY.withYearAgo(new LevelMiss(0.1, 3, 7.7));

        LevelCorrection read = LevelCorrection.FAMILY.read(season.toText(), Registry.empty());
        assertThat(read.toText()).isEqualTo(season.toText());
        assertThat(read.factor(QUARTER)).isEqualTo(season.factor(QUARTER));
        assertThat(read.misses()).isEqualTo(season.misses());
        assertThat(read.yearAgo()).isEqualTo(season.yearAgo());
        LevelCorrection none = LevelCorrection.of(QUARTER, List.of());
        assertThat(LevelCorrection.FAMILY.read(none.toText()).factor(QUARTER)).isEqualTo(1);
    }

    @Test
    void anExplanationNamesTheLevelAsAFactor() {
        LogView view = SIMULATION.log().asOf(SIMULATION.end());
        Scorer plain = MODEL.expectedPurchases(QUARTER);
        Scorer levelled = MODEL.expectedPurchases(QUARTER, TOO_MANY);
        MeasureTable table = MeasureTable.of(view, TimeScale.WEEKS, levelled.inputs());
        double factor = TOO_MANY.factor(QUARTER);

        Explanation why = levelled.prepare(table).explain(7);
        assertThat(why.value()).isEqualTo(plain.prepare(table).score(7) * factor);
        assertThat(why.baseline()).isEqualTo(plain.prepare(table).explain(7).baseline());
        Contribution level = why.contributions().stream()
                .filter(each -> each.name().equals("level"))
                .findFirst()
                .orElseThrow();
        assertThat(level.amount()).isNegative();
        assertThat(level.sentence()).contains("The model expected 12 % too many in the last 90 days: x 0.9");
    }

    @Test
    void ofNoMissNothingIsChangedOrExplained() {
        LogView view = SIMULATION.log().asOf(SIMULATION.end());
        Scorer same = MODEL.expectedPurchases(QUARTER, LevelCorrection.of(QUARTER, List.of()));
        assertThat(ScoringPlan.of(same).score(view).column("expected_purchases"))
                .isEqualTo(ScoringPlan.of(MODEL.expectedPurchases(QUARTER))
                        .score(view)
                        .column("expected_purchases"));
        MeasureTable table = MeasureTable.of(view, TimeScale.WEEKS, same.inputs());
        assertThat(same.prepare(table).explain(3).contributions())
                .noneMatch(each -> each.name().equals("level"));
    }

    @Test
    void aProbabilityHasNoLevel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurchaseQuantity.alive(MODEL).levelled(TOO_MANY))
                .withMessageContaining("no probability is corrected by it");
    }

    /** Everybody buys at random, at one rate before a day and at another from it on. */
    private static List<Interaction> shifting(int customers, int days, int shift, double before, double after) {
        Random random = new Random(8);
        List<Interaction> all = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            for (int day = 0; day < days; day++) {
                if (day == customer % 20 || random.nextDouble() < (day < shift ? before : after)) {
                    all.add(purchase("c" + customer, day));
                }
            }
        }
        return all;
    }

    private static Interaction purchase(String customer, int day) {
        return Interaction.of(
                customer, START.plus(Duration.ofDays(day)), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    }

    private static InteractionLog log(List<Interaction> interactions) {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions.forEach(log::add);
        return log.build();
    }

    private static LogView asOf(List<Interaction> interactions, int day) {
        return log(interactions).asOf(START.plus(Duration.ofDays(day)));
    }

    private static CustomerBaseModel nbd(LogView known) {
        return Nbd.fit(Purchases.of(known, TimeScale.DAYS, PurchaseDefinition.standard()))
                .model();
    }

    private static LevelCorrection learn(LogView view, int days) {
        return LevelCorrection.learn(view, Duration.ofDays(days), LevelCorrectionTest::nbd);
    }

    @Test
    void demandThatFellIsSeen() {
        LevelCorrection level = learn(asOf(shifting(300, 200, 140, 0.10, 0.05), 199), 30);

        assertThat(level.misses()).hasSize(3);
        assertThat(level.misses().get(0).credibleRatio()).isBetween(0.5, 0.8);
        assertThat(level.misses().get(2).credibleRatio()).isBetween(0.9, 1.1);
        assertThat(level.factor(Duration.ofDays(30))).isLessThan(0.95);
    }

    @Test
    void aSteadyBaseIsLeftNearlyAsItIs() {
        assertThat(learn(asOf(shifting(300, 200, 0, 0.1, 0.1), 199), 30).factor(Duration.ofDays(30)))
                .isCloseTo(1, within(0.03));
    }

    @Test
    void aBaseThatGrowsDoesNotMoveWhatIsSaidOfTodaysCustomers() {
        List<Interaction> few = shifting(300, 200, 140, 0.10, 0.05);
        List<Interaction> grown = new ArrayList<>(few);
        for (int newcomer = 0; newcomer < 500; newcomer++) {
            grown.add(purchase("new" + newcomer, 171 + newcomer % 20));
            grown.add(purchase("new" + newcomer, 192 + newcomer % 5));
        }
        assertThat(learn(asOf(grown, 199), 30).misses().get(0))
                .isEqualTo(learn(asOf(few, 199), 30).misses().get(0));
    }

    @Test
    void nobodyLooksAheadAndOrderChangesNoBit() {
        List<Interaction> all = shifting(100, 200, 140, 0.10, 0.05);
        String level = learn(
                        asOf(
                                all.stream()
                                        .filter(each -> each.at().isBefore(START.plus(Duration.ofDays(151))))
                                        .toList(),
                                150),
                        30)
                .toText();

        assertThat(learn(asOf(all, 150), 30).toText()).isEqualTo(level);
        List<Interaction> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(learn(asOf(shuffled, 150), 30).toText()).isEqualTo(level);
    }

    @Test
    void aShortLogChangesNothingAndSaysSo() {
        List<Interaction> all = shifting(100, 60, 30, 0.10, 0.05);
        LevelCorrection none = learn(asOf(all, 50), 30);

        assertThat(none.misses()).isEmpty();
        assertThat(none.factor(Duration.ofDays(30))).isEqualTo(1);
        assertThat(none).hasToString("not corrected: the log is too short to tell what was missed 30 days ago");
        Function<LogView, CustomerBaseModel> never = known -> {
            throw FitException.of("none", "nothing can be fitted", List.of());
        };
        assertThat(LevelCorrection.learn(asOf(all, 50), Duration.ofDays(10), never)
                        .misses())
                .isEmpty();
    }

    @Test
    void horizonsBeyondAllTimeAreTooLongForAnyLog() {
        LogView view = asOf(shifting(100, 60, 30, 0.10, 0.05), 50);
        for (Duration horizon : List.of(Duration.ofDays(400_000_000_000L), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThat(LevelCorrection.learn(view, horizon, known -> MODEL).misses())
                    .isEmpty();
        }
        LogView empty = InteractionLog.builder().build().asOf(Instant.MIN);
        assertThat(LevelCorrection.learn(empty, QUARTER, known -> MODEL).misses())
                .isEmpty();
    }

    @Test
    void aYearAgoIsKnownWhereTheLogReachesBack() {
        List<Interaction> all = shifting(60, 420, 0, 0.1, 0.1);
        assertThat(learn(asOf(all, 400), 30).yearAgo()).isPresent();
        assertThat(learn(asOf(all, 380), 30).yearAgo()).isEmpty();
    }

    @Test
    void purchasesByPeriodAreRefused() {
        PurchaseDefinition months = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevelCorrection.learn(
                        asOf(shifting(100, 400, 0, 0.1, 0.1), 399), Duration.ofDays(60), known -> Nbd.fit(
                                        Purchases.of(known, TimeScale.MONTHS, months))
                                .model()))
                .withMessage("purchases must be by days for a correction of the level, were by MONTHS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevelCorrection.of(Duration.ZERO, List.of()))
                .withMessage("horizon must be positive, was PT0S");
    }
}
