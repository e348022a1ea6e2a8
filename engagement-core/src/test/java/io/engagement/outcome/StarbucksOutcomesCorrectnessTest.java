package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.history.LogView;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.PooledEffect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The oracles of {@code starbucks_offers} for outcomes, by their ids, and what the ledger says of its three types of offer. */
class StarbucksOutcomesCorrectnessTest {
    private static final double EXACT = 1e-9;
    private static final OutcomeRules SPEND = OutcomeRules.standard().withoutCosts();

    private static StarbucksOffers offers;

    @BeforeAll
    static void load() {
        offers = StarbucksOffers.load();
    }

    private static void equal(double value, double oracle, double tolerance) {
        assertThat(value).isCloseTo(oracle, within(tolerance * Math.max(1, Math.abs(oracle))));
    }

    private static void equal(Effect effect, double estimate, double error) {
        equal(effect.estimate(), estimate, EXACT);
        equal(effect.standardError(), error, EXACT);
    }

    /** The effect of an offer of a wave on spend in the period that begins at another one, among some customers. */
    private static Account spend(int wave, int period, Predicate<String> customers) {
        Wave offered = Wave.of(offers.assignments(wave, StarbucksOffers.WAVES[period], customers));
        OutcomeWindows windows =
                OutcomeWindows.of(Duration.ofHours(StarbucksOffers.hours(period)), Duration.ofHours(1));
        return OutcomeLedger.of(offers.longAfter(), List.of(Campaign.of("offers", offered)), windows, SPEND)
                .accounts()
                .get(0);
    }

    private static Effect spend(int wave, int period) {
        return spend(wave, period, id -> true)
                .finding(OutcomeStatistic.VALUE_SHORT)
                .effect();
    }

    @Test
    @DisplayName("starbucks.totals")
    void totalsByPeriod() {
        double[] spend = new double[6];
        int[] transactions = new int[6];
        double[] reward = new double[6];
        LogView view = offers.longAfter();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                long hours = (view.epochMilli(i) - StarbucksOffers.BEGIN.toEpochMilli()) / 3_600_000;
                int period = StarbucksOffers.period((int) hours);
                transactions[period] += Double.isNaN(view.value(i)) ? 0 : 1;
                spend[period] += Double.isNaN(view.value(i)) ? 0 : view.value(i);
                reward[period] += Double.isNaN(view.cost(i)) ? 0 : view.cost(i);
            }
        }
        assertThat(transactions).containsExactly(25923, 29372, 14481, 22057, 16588, 30532);
        assertThat(reward).containsExactly(22903.0, 27046.0, 19095.0, 31269.0, 25582.0, 36784.0);
        assertThat(IntStream.range(0, 6).map(offers::received))
                .containsExactly(12650, 12669, 12711, 12778, 12704, 12765);
        double[] oracle = {327292.95, 371083.92, 181664.07, 280234.13, 217250.81, 397926.09};
        IntStream.range(0, 6).forEach(period -> equal(spend[period], oracle[period], EXACT));
    }

    /** Wave, lag, estimate, standard error. */
    private static final double[][] ITT = {
        {1, 0, 11.53620267139158, 0.6396244631003313},
        {1, 1, 0.944371305256464, 0.7472922730663655},
        {1, 2, -0.3633958566171476, 0.5636552910919665},
        {2, 0, 12.221249200670703, 0.6139961179968516},
        {2, 1, 0.32345669089126083, 0.532930615245714},
        {2, 2, 0.7036081967231347, 0.6678083478660267},
        {3, 0, 6.225114815562179, 0.37874575141323436},
        {3, 1, 2.8439435647785523, 0.5775996287877719},
        {3, 2, 1.007668092833125, 0.5716861905156501},
        {4, 0, 5.094134341584699, 0.6534344624902656},
        {4, 1, 1.5093988487140262, 0.6093045513735448},
        {4, 2, -0.7286021046358151, 0.9670834472415867},
        {5, 0, 4.803895211525923, 0.564894738172068},
        {5, 1, 2.5419000394016606, 0.8937810491202153},
        {6, 0, 7.73039734534596, 0.8704564111071806}
    };

    @Test
    @DisplayName(
            "starbucks.wave.spend.itt, starbucks.spend.pooled.lag0, starbucks.spend.pooled.lag1, starbucks.spend.pooled.lag2")
    void theEffectOfEachWaveInItsPeriodAndLaterOnes() {
        List<List<Effect>> byLag = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (double[] row : ITT) {
            int wave = (int) row[0] - 1;
            int lag = (int) row[1];
            Effect effect = spend(wave, wave + lag);
            equal(effect, row[2], row[3]);
            byLag.get(lag).add(effect);
        }
        pooled(byLag.get(0), 7.485271067489455, 0.23024366147837388, 146.67788223975506, 5);
        pooled(byLag.get(1), 1.5179878886357367, 0.28566262964842587, 12.195757591484426, 4);
        pooled(byLag.get(2), 0.28764655968139563, 0.32412164950615296, 4.412609689632285, 3);
    }

    private static void pooled(List<Effect> effects, double estimate, double error, double q, int degrees) {
        PooledEffect pooled = PooledEffect.of(effects);
        equal(pooled.effect(), estimate, error);
        equal(pooled.q(), q, EXACT);
        assertThat(pooled.degreesOfFreedom()).isEqualTo(degrees);
    }

    @Test
    @DisplayName("starbucks.spend.distlag, starbucks.cross.R and starbucks.permanence.lag1")
    void whatRemainsOneAndTwoWavesLater() {
        DistributedLag lags = DistributedLag.of(
                offers.longAfter(), offers.waves(), StarbucksOffers.hour(StarbucksOffers.END), 2, SPEND);

        double[] b = {1.56854198022441, 0.42676418598579957, 0.04837587976730129};
        double[] errors = {0.07984749297511086, 0.08498803982200391, 0.08876789626465742};
        double[] corrected = {0.0798533646064659, 0.0849942894664523, 0.0887744238630299};
        double[][] covariance = {
            {0.006375622134410379, -0.00019609671922621492, 0.0004586021268840257},
            {-0.00019609671922621286, 0.0072229669127865225, 0.00036198204752318884},
            {0.00045860212688402576, 0.00036198204752318564, 0.00787973940725298}
        };
        for (int lag = 0; lag < 3; lag++) {
            equal(lags.effect(lag).estimate(), b[lag], 1e-8);
            equal(lags.effect(lag).standardError(), errors[lag], 1e-8);
            equal(lags.effect(lag).standardError() * lags.correction(), corrected[lag], 1e-8);
            for (int other = 0; other < 3; other++) {
                equal(lags.covariance(lag, other), covariance[lag][other], 1e-8);
            }
        }
        assertThat(lags.rows()).isEqualTo(68_000);
        assertThat(lags.permanence(1).estimate()).isCloseTo(0.27, within(0.005));
        assertThat(lags.permanence(1).interval().lower()).isCloseTo(0.16, within(0.005));
        assertThat(lags.permanence(1).interval().upper()).isCloseTo(0.39, within(0.005));
        equal(spend(0, 0), 11.5362026713916, 0.639624463100331);
    }

    @Test
    @DisplayName("starbucks.placebo.future: an offer did nothing before it came")
    void anOfferDidNothingBeforeItCame() {
        double[][] oracle = {
            {0.6531983396075915, 0.7503733564046626, 0.8704977782491169},
            {0.7999724800187487, 0.7483094169602823, 1.069039707222084},
            {0.3653262765326968, 0.4855860234070239, 0.7523410043177375},
            {0.2753924202820066, 0.5906676099561072, 0.4662392446108077},
            {0.4677820125962402, 0.626009868513559, 0.7472438313264519}
        };
        for (int wave = 1; wave < 6; wave++) {
            Effect placebo = spend(wave, wave - 1);
            equal(placebo, oracle[wave - 1][0], oracle[wave - 1][1]);
            equal(placebo.z(), oracle[wave - 1][2], EXACT);
        }
    }

    @Test
    @DisplayName("starbucks.pressure.randomised: an offer brings less after a wave that brought one")
    void anOfferBringsLessAfterAWaveThatBroughtOne() {
        double[][] oracle = {{2.076089627739712, 0.09203910697994595}, {1.5617960340365722, 0.0694549951752607}};
        for (int before = 0; before < 2; before++) {
            boolean reached = before == 1;
            List<Effect> perDay = new ArrayList<>();
            for (int wave = 1; wave < 6; wave++) {
                int previous = wave - 1;
                Account account = spend(wave, wave, id -> offers.received(previous, id) == reached);
                perDay.add(account.finding(OutcomeStatistic.VALUE_SHORT)
                        .effect()
                        .times(24.0 / StarbucksOffers.hours(wave)));
            }
            equal(PooledEffect.of(perDay).effect(), oracle[before][0], oracle[before][1]);
        }
    }

    /** Type, window, cells, spend, its standard error, rewards. */
    private static final Object[][] RUNNING_AND_AFTER = {
        {"bogo", 0, 22, 9.756946790700194, 0.3126614657022694, 3.5337948943620296},
        {"bogo", 72, 18, 0.1172130657851037, 0.2109584974093871, 0.0654786704613459},
        {"bogo", 168, 14, -0.21135357513020853, 0.4011542887894294, 0.074045373589719},
        {"discount", 0, 18, 11.425415129812421, 0.39848858693740113, 1.6709677944771548},
        {"discount", 72, 14, 0.008885107010118473, 0.2625676709076058, -0.007592042943966879},
        {"discount", 168, 10, 0.3839048847610876, 0.5050102392989609, -0.05059990308655095},
        {"informational", 0, 12, 4.209850798136816, 0.24276168018594255, 0.030961924650474287},
        {"informational", 72, 10, -0.3241713887384128, 0.2063460123280511, -0.014124451757297193},
        {"informational", 168, 8, -0.3115049717912676, 0.4606874902855295, -0.019402537408887463}
    };

    @Test
    @DisplayName("starbucks.running_vs_after: spend and rewards while an offer runs and after it ended")
    void spendAndRewardsWhileAnOfferRunsAndAfterItEnded() {
        for (Object[] row : RUNNING_AND_AFTER) {
            int hours = (int) row[1];
            OutcomeStatistic statistic = hours == 0 ? OutcomeStatistic.VALUE_SHORT : OutcomeStatistic.VALUE_LONG;
            Campaign campaign = offers.byType().stream()
                    .filter(each -> each.name().equals(row[0]))
                    .findFirst()
                    .orElseThrow();
            OutcomeWindows windows =
                    OutcomeWindows.whileIncentiveRuns(hours == 0 ? Duration.ofMillis(1) : Duration.ofHours(hours));
            List<Effect> spend = cells(campaign, windows, SPEND, statistic);
            List<Effect> rewards =
                    cells(campaign, windows, OutcomeRules.standard().withMargin(0), statistic);

            assertThat(spend).hasSize((int) row[2]);
            equal(PooledEffect.of(spend).effect(), (double) row[3], (double) row[4]);
            double weights = 0;
            double sum = 0;
            for (int cell = 0; cell < spend.size(); cell++) {
                double error = spend.get(cell).standardError();
                weights += 1 / (error * error);
                sum -= rewards.get(cell).estimate() / (error * error);
            }
            equal(sum / weights, (double) row[5], EXACT);
        }
    }

    private static List<Effect> cells(
            Campaign campaign, OutcomeWindows windows, OutcomeRules rules, OutcomeStatistic statistic) {
        return OutcomeLedger.of(offers.atTheEnd(), List.of(campaign), windows, rules)
                .accounts(AccountLevel.WAVE)
                .stream()
                .filter(account -> account.contacted() > 0)
                .map(account -> account.finding(statistic).effect())
                .toList();
    }

    @Test
    @DisplayName("starbucks.trap.selection_into_viewing: who looked would have bought more anyway")
    void whoLookedWouldHaveBoughtMoreAnyway() {
        double[][] oracle = {
            {16.14854232888083, 11.53620267139158, 0.78600790513834, 0.0},
            {17.100582370287107, 12.221249200670703, 0.7886178861788617, 0.026090972061879474},
            {9.279843574106813, 6.225114815562179, 0.6812996617103296, 0.0240149218932152},
            {8.937234871557134, 5.094134341584699, 0.7283612458913759, 0.08432022738038844},
            {7.650851585148677, 4.803895211525923, 0.6867915617128464, 0.04958100558659218},
            {13.844911586836762, 7.73039734534596, 0.7757931844888367, 0.09704840613931523}
        };
        for (int wave = 0; wave < 6; wave++) {
            int number = wave;
            double looked = 0;
            double lookedAt = 0;
            double rest = 0;
            double restAt = 0;
            Map<String, Double> spent = offers.spend(wave);
            for (int c = 1; c <= StarbucksOffers.CUSTOMERS; c++) {
                String id = String.valueOf(c);
                if (offers.received(number, id)) {
                    boolean viewed = offers.viewed(number, id);
                    looked += viewed ? 1 : 0;
                    lookedAt += viewed ? spent.getOrDefault(id, 0.0) : 0;
                    rest += viewed ? 0 : 1;
                    restAt += viewed ? 0 : spent.getOrDefault(id, 0.0);
                }
            }
            equal(lookedAt / looked - restAt / rest, oracle[wave][0], EXACT);
            equal(spend(wave, wave).estimate(), oracle[wave][1], EXACT);
            equal(looked / offers.received(wave), oracle[wave][2], EXACT);
            assertThat(lookedAt / looked - restAt / rest)
                    .isGreaterThan(spend(wave, wave).estimate());
        }
    }

    @Test
    @DisplayName("what customers did of their own accord is no treatment")
    void whatCustomersDidIsNoTreatment() {
        assertThatThrownBy(() -> Campaign.ofLog(offers.longAfter(), "views"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no treatment");
    }

    @Test
    @DisplayName("starbucks.trap.regression_to_mean: the best spend less without any contact")
    void theBestSpendLessWithoutAnyContact() {
        double[][] oracle = {
            {0.0, 10.161176470588234},
            {0.3500115473441109, 8.502794457274828},
            {6.198683602771362, 6.191235565819862},
            {20.09317551963049, 18.535173210161663},
            {67.20849884526558, 20.21637413394919}
        };
        Map<String, Double> before = offers.spend(0);
        Map<String, Double> after = offers.spend(1);
        List<String> controls = IntStream.rangeClosed(1, StarbucksOffers.CUSTOMERS)
                .mapToObj(String::valueOf)
                .filter(id -> !offers.received(1, id))
                .sorted(Comparator.comparingDouble(id -> before.getOrDefault(id, 0.0)))
                .toList();
        for (int fifth = 0; fifth < 5; fifth++) {
            // 4,331 controls: one more in the first fifth.
            List<String> own = controls.subList(866 * fifth + Math.min(fifth, 1), 866 * (fifth + 1) + 1);
            equal(mean(own, before), oracle[fifth][0], EXACT);
            equal(mean(own, after), oracle[fifth][1], EXACT);
        }
    }

    private static double mean(List<String> ids, Map<String, Double> amounts) {
        return ids.stream().mapToDouble(id -> amounts.getOrDefault(id, 0.0)).sum() / ids.size();
    }

    @Test
    @DisplayName(
            "acceptance 2 of issue 16: three short-term rewards, no long-term one, none moved forward, nothing remains")
    void allThreeTypesOfOfferAreShortTermRewardsAndNoMore() {
        OutcomeLedger ledger = OutcomeLedger.of(
                offers.atTheEnd(),
                offers.byType(),
                OutcomeWindows.whileIncentiveRuns(Duration.ofDays(3)),
                OutcomeRules.standard());

        List<Account> types = ledger.accounts(AccountLevel.CAMPAIGN);
        assertThat(types).extracting(Account::name).containsExactly("bogo", "discount", "informational");
        for (Account account : types) {
            assertThat(account.verdicts()).as(account.sentence()).containsExactly(Verdict.SHORT_TERM_REWARD);
            assertThat(account.evidence()).isEqualTo(Evidence.RANDOMISED);
            assertThat(account.permanence().interval().contains(0)).isTrue();
            assertThat(account.permanence().interval().upper()).isLessThan(0.25);
        }
        assertThat(ledger.accounts(AccountLevel.PURPOSE))
                .singleElement()
                .satisfies(offer -> assertThat(offer.verdicts()).containsExactly(Verdict.SHORT_TERM_REWARD));
        // Waves may be too small to tell, but none tells anything else.
        assertThat(ledger.accounts(AccountLevel.WAVE)).allSatisfy(wave -> assertThat(wave.verdicts())
                .hasSize(1)
                .containsAnyOf(Verdict.SHORT_TERM_REWARD, Verdict.TOO_LITTLE_DATA));
    }
}
