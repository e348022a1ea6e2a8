package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acceptance 3 without a hold-out, through the ledger: 20 bases of each kind, 200 in a full run. */
class ObservedRecoveryTest {
    private static final int RUNS = FullRun.pick(200, 20);
    private static final double FIVE = 5 * ObservedBase.ERROR_A_DAY;
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(28), Duration.ofDays(28));

    private static final ObservedBase.Selection AT_RANDOM = (rate, month) -> -0.7;
    /** Good customers are contacted: their trends are parallel. */
    private static final ObservedBase.Selection ON_RATE = (rate, month) -> -1.2 + 0.5 * rate;
    /** Who bought much in the last four weeks is contacted: it is chance for the larger part. */
    private static final ObservedBase.Selection ON_LAST_MONTH = (rate, month) -> -1.7 + 0.05 * month;

    private static final Map<String, List<Account>> DONE = new ConcurrentHashMap<>();

    private static List<Account> accounts(String name, ObservedBase.Selection selection, DoubleUnaryOperator effect) {
        return DONE.computeIfAbsent(name, kind -> {
            long seed = FullRun.seed(4711);
            List<Account> all = IntStream.range(0, RUNS)
                    .mapToObj(i -> ObservedBase.of(seed + 7919L * i, selection)
                            .plus(effect)
                            .account(WINDOWS))
                    .toList();
            tell(kind, all);
            return all;
        });
    }

    private static double share(List<Account> accounts, Predicate<Account> which) {
        return (double) accounts.stream().filter(which).count() / accounts.size();
    }

    private static boolean isClaimed(Account account) {
        return account.verdicts().stream().anyMatch(Verdict::isFinding);
    }

    private static void tell(String name, List<Account> all) {
        if (FullRun.isOn()) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: claimed %.3f, credible %.3f, departure claimed %.3f%n",
                    name,
                    share(all, ObservedRecoveryTest::isClaimed),
                    share(all, account -> account.evidence() == Evidence.CREDIBLE),
                    share(all, account -> account.finding(OutcomeStatistic.DEPARTURE)
                            .isClear()));
        }
    }

    private static double whole(double day) {
        return day < 0 ? 0 : FIVE;
    }

    private static List<Account> effects(String name, ObservedBase.Selection selection) {
        return accounts("effect, " + name, selection, ObservedRecoveryTest::whole);
    }

    @Test
    void effectsOfFiveStandardErrorsAreClaimed() {
        assertThat(share(effects("at random", AT_RANDOM), ObservedRecoveryTest::isClaimed))
                .isGreaterThanOrEqualTo(0.6);
        assertThat(share(effects("good customers", ON_RATE), ObservedRecoveryTest::isClaimed))
                .isGreaterThanOrEqualTo(0.6);
    }

    /** Of the others two of three get summer's contact on the same day, and buy for 1 a day more because of it. */
    private static List<Account> besideSummer(
            String name, ObservedBase.Selection selection, DoubleUnaryOperator effect) {
        return DONE.computeIfAbsent("beside summer, " + name, kind -> {
            long seed = FullRun.seed(815);
            List<Account> all = IntStream.range(0, RUNS)
                    .mapToObj(i -> besideSummer(
                            ObservedBase.of(seed + 7919L * i, selection).plus(effect), seed + i))
                    .toList();
            tell(kind, all);
            return all;
        });
    }

    private static Account besideSummer(ObservedBase base, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Assignments.Builder summer = Assignments.builder("held out");
        for (int i = 0; i < ObservedBase.CUSTOMERS; i++) {
            if (!base.isContacted(i) && i % 3 != 0) {
                summer.assign("c" + i, "mail", ObservedBase.CONTACT);
                for (int day = 0; day < 60; day++) {
                    if (random.nextInt(10) == 0) {
                        base.log()
                                .add(Interaction.of(
                                                "c" + i,
                                                ObservedBase.after(day + random.nextDouble()),
                                                Channel.STORE,
                                                Initiator.CUSTOMER,
                                                Purpose.PURCHASE)
                                        .withValue(10));
                    }
                }
            }
        }
        List<Campaign> both =
                List.of(Campaign.of("spring", base.wave()), Campaign.of("summer", Wave.of(summer.build())));
        return OutcomeLedger.of(base.view(), both, WINDOWS, OutcomeRules.standard())
                .accounts(AccountLevel.CAMPAIGN)
                .get(0);
    }

    @Test
    void besideACampaignThatExcludesItAnEffectIsClaimedIfThereIsOne() {
        assertThat(share(besideSummer("effect", ON_RATE, ObservedRecoveryTest::whole), ObservedRecoveryTest::isClaimed))
                .isGreaterThanOrEqualTo(0.6);
        assertThat(share(besideSummer("nothing", ON_RATE, day -> 0), ObservedRecoveryTest::isClaimed))
                .isLessThanOrEqualTo(FullRun.pick(6, 10) / 100.0);
    }

    /** At most 6 % of 200; of 20, 6 % happen to be two in one of four such tests. */
    private static void claimsNothing(String name, ObservedBase.Selection selection, DoubleUnaryOperator effect) {
        assertThat(share(accounts(name, selection, effect), ObservedRecoveryTest::isClaimed))
                .isLessThanOrEqualTo(FullRun.pick(6, 10) / 100.0);
    }

    @Test
    void selectionWithoutEffectIsNotClaimed() {
        claimsNothing("at random", AT_RANDOM, day -> 0);
        claimsNothing("good customers", ON_RATE, day -> 0);
        claimsNothing("who bought last month", ON_LAST_MONTH, day -> 0);
    }

    @Test
    void driftIsNeverClaimed() {
        // 2.8 standard errors over the six weeks between the centres of a placebo's window and its base.
        double slope = 2.8 * ObservedBase.ERROR_A_DAY / 42;
        List<Account> drift = accounts("drift", AT_RANDOM, day -> slope * (day + 7 * ObservedBase.WEEKS_BEFORE));

        assertThat(share(drift, ObservedRecoveryTest::isClaimed)).isLessThanOrEqualTo(FullRun.pick(1, 0) / 100.0);
    }

    @Test
    void intervalsCoverTheTruth() {
        long covered = effects("good customers", ON_RATE).stream()
                .flatMap(account -> List.of(OutcomeStatistic.VALUE_SHORT, OutcomeStatistic.VALUE_LONG).stream()
                        .map(statistic -> account.finding(statistic).effect()))
                .filter(effect -> effect.interval(0.95).contains(28 * FIVE))
                .count();

        // Of 40: 92 % and three standard errors less.
        assertThat((double) covered / RUNS / 2).isGreaterThanOrEqualTo(FullRun.pick(90, 80) / 100.0);
    }

    /** What was told for windows of 8, 10 and 13 days before was 12.43 for each, of 1 a day. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 10, 13, 14, 28})
    void windowsAreAsLongAsAsked(int days) {
        int runs = FullRun.pick(40, 4);
        OutcomeWindows windows = OutcomeWindows.of(Duration.ofDays(days), Duration.ofDays(days + 1));
        List<Account> accounts = IntStream.range(0, runs)
                .mapToObj(i -> ObservedBase.of(FullRun.seed(99) + 31L * i, AT_RANDOM)
                        .plus(day -> day < 0 ? 0 : day < days ? 1 : 2)
                        .account(windows))
                .toList();

        mean(accounts, OutcomeStatistic.VALUE_SHORT, days);
        mean(accounts, OutcomeStatistic.VALUE_LONG, 2 * (days + 1));
    }

    private static void mean(List<Account> accounts, OutcomeStatistic statistic, double truth) {
        double sum = 0;
        double errors = 0;
        for (Account account : accounts) {
            Effect effect = account.finding(statistic).effect();
            sum += effect.estimate();
            errors += effect.standardError();
        }
        double error = errors / accounts.size() / Math.sqrt(accounts.size());
        assertThat((sum / accounts.size() - truth) / error).isBetween(-3.5, 3.5);
        assertThat(error).as("could tell a day").isLessThan(truth / 14);
    }
}
