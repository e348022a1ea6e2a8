package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledgers that are read again and again, and effects that rest on few amounts. */
class LedgerReadingTest {
    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));

    private static Instant day(double day) {
        return START.plusMillis((long) (day * 86_400_000));
    }

    private static Interaction buy(String id, double day, double amount) {
        return Interaction.of(id, day(day), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(amount);
    }

    /** The account of a campaign as of a day. */
    private static Account account(InteractionLog log, double day, Wave... waves) {
        return account(log.asOf(day(day)), List.of(waves));
    }

    private static Account account(LogView view, List<Wave> waves) {
        return OutcomeLedger.of(view, List.of(Campaign.of("spring", waves)), WINDOWS, OutcomeRules.standard())
                .accounts(AccountLevel.CAMPAIGN)
                .get(0);
    }

    /** A wave a day of new customers, no effect, and a reading on each day on which a wave's windows are over. */
    private static boolean claimsAtAnyLook(int looks, int ofWave, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        InteractionLog.Builder log = InteractionLog.builder();
        List<Wave> waves = new ArrayList<>();
        for (int wave = 0; wave < looks; wave++) {
            Assignments.Builder arms = Assignments.builder("control");
            for (int i = 0; i < ofWave; i++) {
                String id = wave + "-" + i;
                arms.assign(id, i % 2 == 0 ? "mail" : "control", day(wave));
                for (double at : new double[] {wave + 7 * random.nextDouble(), wave + 7 + 28 * random.nextDouble()}) {
                    log.add(buy(id, at, 1 + 99 * random.nextDouble()));
                }
                if (random.nextInt(10) == 0) {
                    log.add(Interaction.of(id, day(wave + 1), Channel.WEB, Initiator.CUSTOMER, Purpose.COMPLAINT));
                }
            }
            waves.add(Wave.of(arms.build()));
        }
        InteractionLog all = log.build();
        boolean claims = false;
        for (int look = 1; look <= looks; look++) {
            Account account = account(all.asOf(day(34 + look)), waves);
            claims |= account.verdicts().stream().anyMatch(Verdict::isFinding);
        }
        return claims;
    }

    /** Trap: peeking. The last of the twenty readings is at the full level; without a guard it is a fifth of all bases. */
    @Test
    void whoReadsALedgerEveryDayClaimsNoMoreThanWhoReadsItOnce() {
        int runs = FullRun.pick(1000, 60);
        long seed = FullRun.seed(1);
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            alarms += claimsAtAnyLook(20, 40, seed + run) ? 1 : 0;
        }
        assertThat((double) alarms / runs).isLessThanOrEqualTo(FullRun.isOn() ? 0.06 : 0.1);
    }

    @Test
    void aClearEffectIsClaimedBeforeAllWindowsAreOver() {
        SplittableRandom random = new SplittableRandom(2);
        InteractionLog.Builder log = InteractionLog.builder();
        Assignments.Builder arms = Assignments.builder("control");
        for (int i = 0; i < 2000; i++) {
            int day = i / 2 % 20;
            arms.assign("c" + i, i % 2 == 0 ? "mail" : "control", day(day));
            log.add(buy("c" + i, day + 3, 10 + random.nextInt(10) + (i % 2 == 0 ? 5 : 0)));
            log.add(buy("c" + i, day + 20, 10 + random.nextInt(10)));
        }
        InteractionLog all = log.build();
        Wave wave = Wave.of(arms.build());

        Account early = account(all, 45, wave);
        assertThat(early.reasons()).contains(Reason.NOT_YET_SEEN);
        assertThat(early.verdicts()).containsExactly(Verdict.SHORT_TERM_REWARD);
        Account late = account(all, 90, wave);
        assertThat(late.reasons()).doesNotContain(Reason.NOT_YET_SEEN);
        // The same customers, read once, are surer.
        Finding open = early.finding(OutcomeStatistic.VALUE_LONG);
        assertThat(open.pValue()).isGreaterThan(open.effect().pValue());
        // So are their intervals, as told, and what could have been seen.
        double error = early.finding(OutcomeStatistic.VALUE_SHORT).effect().standardError();
        assertThat(early.sentence())
                .containsPattern(" \\+- "
                        + Sentence.number(Candidate.halfWidth(error, 1100, 900)).replace(".", "\\.")
                        + " in the first 7 days");
        assertThat(open.smallestDetectable() / open.effect().standardError()).isGreaterThan(4.5);
        Finding over = late.finding(OutcomeStatistic.VALUE_LONG);
        assertThat(over.pValue()).isEqualTo(over.effect().pValue());
    }

    /** 20 of 4,000 contacted decide, by an amount of either sign; all others are alike but for chance. */
    private static Account fewDecide(double sign) {
        SplittableRandom random = new SplittableRandom(3);
        InteractionLog.Builder log = InteractionLog.builder();
        Assignments.Builder arms = Assignments.builder("control");
        for (int i = 0; i < 8000; i++) {
            boolean isContacted = i % 2 == 0;
            String id = "c" + i;
            arms.assign(id, isContacted ? "mail" : "control", START);
            log.add(buy(id, 5, 10 + random.nextInt(5) + (isContacted ? sign * 0.02 : 0)));
            log.add(buy(id, 30, 10 + random.nextInt(5)));
            if (i % 400 == 0) {
                log.add(
                        sign > 0
                                ? buy(id, 6, 900)
                                : Interaction.of(id, day(6), Channel.STORE, Initiator.CUSTOMER, Purpose.RETURN)
                                        .withValue(-900));
            }
        }
        return account(log.build(), 40, Wave.of(arms.build()));
    }

    /** What is left has the same sign, and is not clear. */
    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void whatAFewLargeAmountsMakeIsToldAndNotClaimed(double sign) {
        Account account = fewDecide(sign);
        Finding found = account.finding(OutcomeStatistic.VALUE_SHORT);
        assertThat(found.adjusted()).isLessThan(0.01);
        assertThat(found.isClear()).isFalse();
        assertThat(account.verdicts()).containsExactly(Verdict.TOO_LITTLE_DATA);
        assertThat(account.reasons()).contains(Reason.FEW_CUSTOMERS_DECIDE);
        assertThat(account.sentence())
                .contains("did nothing clear in the first 7 days")
                .contains("rests on few customers: with the largest 1 % of gains and losses cut value in the short"
                        + " window is " + (sign > 0 ? "0.0" : "-0.0"));
    }

    @Test
    void theLargestAmountsThatAreAllowedHaveFiniteIntervals() {
        InteractionLog.Builder log = InteractionLog.builder();
        Assignments.Builder arms = Assignments.builder("control");
        for (int i = 0; i < 400; i++) {
            arms.assign("c" + i, i % 2 == 0 ? "mail" : "control", START);
            log.add(buy("c" + i, 5, i % 3 == 0 ? Interaction.MOST_MONEY : 1));
        }
        Finding found = account(log.build(), 40, Wave.of(arms.build())).finding(OutcomeStatistic.VALUE_SHORT);
        assertThat(found.effect().isDefined()).isTrue();
        assertThat(found.effect().interval(0.95).upper()).isFinite();
        assertThat(found.pValue()).isBetween(0.0, 1.0);
    }

    /** "Nothing" is said by an interval within what matters, and that it happens to be at some of many readings. */
    @Test
    void nothingIsNotFoundByReadingAgainAndAgain() {
        assertThat(Candidate.halfWidth(1, 1000, 0)).isEqualTo(Candidate.Z);
        assertThat(Candidate.halfWidth(1, 500, 500)).isGreaterThan(1.5 * Candidate.Z);
        assertThat(Candidate.halfWidth(1, 1, 999)).isGreaterThan(Candidate.halfWidth(1, 500, 500));
    }
}
