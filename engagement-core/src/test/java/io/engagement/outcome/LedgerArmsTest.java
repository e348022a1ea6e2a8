package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.internal.base.Leaving;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.experiment.SampleRatio;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where contacted and held-out come from: planned shares, unknown ids, sends that roll, waves that are given twice. */
class LedgerArmsTest {
    private static final int CUSTOMERS = 2000;
    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));
    private static final ArmShares HALVES = ArmShares.of("control", Map.of("control", 0.5, "mail", 0.5));

    private final InteractionLog.Builder log = InteractionLog.builder();

    private static boolean isEven(int customer) {
        return customer % 2 == 0;
    }

    private static Instant day(double day) {
        return START.plusMillis((long) (day * 86_400_000));
    }

    private void buy(String id, double day, double amount) {
        log.add(Interaction.of(id, day(day), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(amount));
    }

    /** Before, and in both windows; the contacted spend ten more in the short one. */
    private void purchases(int customers, IntPredicate contacted, IntFunction<String> id) {
        SplittableRandom random = new SplittableRandom(5);
        for (int customer = 0; customer < customers; customer++) {
            String own = id.apply(customer);
            buy(own, -3 - 20 * random.nextDouble(), 10 + random.nextInt(5));
            buy(own, 1 + 5 * random.nextDouble(), 10 + random.nextInt(5) + (contacted.test(customer) ? 10 : 0));
            buy(own, 8 + 20 * random.nextDouble(), 10 + random.nextInt(5));
        }
    }

    private static Assignments arms(
            int customers, IntPredicate contacted, IntFunction<String> id, IntToDoubleFunction day) {
        Assignments.Builder all = Assignments.builder("control");
        for (int customer = 0; customer < customers; customer++) {
            all.assign(
                    id.apply(customer),
                    contacted.test(customer) ? "mail" : "control",
                    day(day.applyAsDouble(customer)));
        }
        return all.build();
    }

    private static Assignments arms(IntPredicate contacted, IntFunction<String> id) {
        return arms(CUSTOMERS, contacted, id, customer -> 0);
    }

    private Account account(OutcomeRules rules, Wave... waves) {
        return OutcomeLedger.of(log.build().asOf(day(90)), List.of(Campaign.of("spring", waves)), WINDOWS, rules)
                .accounts(AccountLevel.CAMPAIGN)
                .get(0);
    }

    private Account account(Wave... waves) {
        return account(OutcomeRules.standard(), waves);
    }

    @Test
    void ofArmsThatAreNotAsLargeAsPlannedNothingIsClaimed() {
        IntPredicate lost = customer -> isEven(customer) && customer % 10 != 0;
        purchases(CUSTOMERS, lost, customer -> "c" + customer);
        Wave wave = Wave.of(arms(lost, customer -> "c" + customer));

        Account planned = account(wave.withPlannedShares(HALVES));
        assertThat(planned.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(planned.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(planned.sentence())
                .isEqualTo(
                        "spring: no causal claim (arms are not as large as planned; too few customers with anything to count: harm,"
                                + " departure).");
        // 800 and 1,200 where 1,000 and 1,000 were planned.
        assertThat(planned.arms().sampleRatio().orElseThrow())
                .isEqualTo(SampleRatio.of(Map.of("mail", 800, "control", 1200), HALVES));
        ArmShares right = ArmShares.of("control", Map.of("control", 0.6, "mail", 0.4));
        assertThat(account(wave.withPlannedShares(right)).verdicts()).containsExactly(Verdict.SHORT_TERM_REWARD);
        assertThat(account(wave).arms().sampleRatio()).isEmpty();
        assertThatThrownBy(() -> wave.withPlannedShares(ArmShares.of("none", Map.of("none", 0.5, "mail", 0.5))))
                .hasMessage("the hold-out of the planned shares must be 'control', as in the assignments, was 'none'");
        assertThatThrownBy(() -> wave.withPlannedShares(ArmShares.of("control", Map.of("control", 0.5, "sms", 0.5))))
                .hasMessageContaining("there is no planned arm 'mail'");
    }

    /** 1,070 against 930 has p = .0017, twice that p = .00004. */
    @Test
    void wavesThatAreEachALittleOffAreOffTogether() {
        IntPredicate more = customer -> customer % 200 < 107;
        purchases(CUSTOMERS, more, customer -> "c" + customer);
        Wave one = Wave.of(arms(more, customer -> "c" + customer)).withPlannedShares(HALVES);
        Wave two = Wave.of(arms(CUSTOMERS, more, customer -> "c" + customer, customer -> 40))
                .withPlannedShares(HALVES);

        assertThat(account(one).reasons()).doesNotContain(Reason.SAMPLE_RATIO);
        assertThat(account(one, two).reasons()).contains(Reason.SAMPLE_RATIO);
    }

    @Test
    void twoArmsOfOneDrawAreTestedOnce() {
        Assignments.Builder all = Assignments.builder("control");
        for (int customer = 0; customer < 2000; customer++) {
            int arm = customer % 200;
            all.assign("c" + customer, arm < 107 ? "control" : arm < 154 ? "mail" : "sms", START);
        }
        purchases(CUSTOMERS, customer -> customer % 200 >= 107, customer -> "c" + customer);
        ArmShares planned = ArmShares.of("control", Map.of("control", 0.5, "mail", 0.25, "sms", 0.25));
        Assignments drawn = all.build();

        Account account = account(
                Wave.of(drawn, "mail").withPlannedShares(planned),
                Wave.of(drawn, "sms").withPlannedShares(planned));
        assertThat(account.arms().sampleRatio())
                .contains(SampleRatio.of(Map.of("control", 1070, "mail", 470, "sms", 460), planned));
        assertThat(account.reasons()).doesNotContain(Reason.SAMPLE_RATIO);
    }

    @Test
    void customersWhomTheLogDoesNotKnowAreCountedAndTold() {
        purchases(CUSTOMERS - 500, LedgerArmsTest::isEven, customer -> "c" + customer);
        Wave wave = Wave.of(arms(LedgerArmsTest::isEven, customer -> "c" + customer));

        Account told = account(wave);
        assertThat(told.arms().unknownContacted()).isEqualTo(250);
        assertThat(told.arms().unknownHeldOut()).isEqualTo(250);
        assertThat(told.sentence())
                .contains("the log does not know all who were assigned: 500 of 2,000, who count as idle");
        assertThat(told.verdicts()).containsExactly(Verdict.SHORT_TERM_REWARD);
        Account idle = account(OutcomeRules.standard().withUnknownCustomers(UnknownCustomers.IDLE), wave);
        assertThat(idle.reasons()).doesNotContain(Reason.UNKNOWN_CUSTOMERS);
        assertThat(idle.arms().unknownContacted()).isEqualTo(250);
        assertThat(idle.finding(OutcomeStatistic.VALUE_SHORT)).isEqualTo(told.finding(OutcomeStatistic.VALUE_SHORT));
        OutcomeRules refusing = OutcomeRules.standard().withUnknownCustomers(UnknownCustomers.REFUSED);
        assertThatThrownBy(() -> account(refusing, wave))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("all assigned customers must be in the log, 500 are not, such as 'c1500': correct the ids,"
                        + " or say that unknown customers did nothing");
    }

    @Test
    void idsThatDifferInCaseOrLeadingZerosAreNamedAndNothingIsClaimed() {
        purchases(CUSTOMERS, LedgerArmsTest::isEven, customer -> "C" + customer);
        Account none = account(Wave.of(arms(LedgerArmsTest::isEven, customer -> String.format("c%05d", customer))));

        assertThat(none.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(none.reasons()).contains(Reason.UNKNOWN_CUSTOMERS, Reason.IDS_ALIKE, Reason.FEW_CUSTOMERS);
        assertThat(OutcomeStatistic.values())
                .allSatisfy(statistic ->
                        assertThat(none.finding(statistic).effect().isDefined()).isFalse());
        assertThat(none.arms().alike()).isEqualTo(CUSTOMERS);
        assertThat(none.sentence())
                .contains(
                        "2,000 of 2,000, who count as idle; 2000 differ from an id of the log only in case or leading zeros, such as"
                                + " 'c00000' and 'C0'");
        // Of one arm only, as two systems write them.
        Account half = account(
                Wave.of(arms(LedgerArmsTest::isEven, customer -> isEven(customer) ? "C" + customer : "c0" + customer)));
        assertThat(half.reasons()).contains(Reason.IDS_ALIKE);
        assertThat(half.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
    }

    @Test
    void whereNearlyAllAreUnknownThereIsTooLittleDataUnlessTheyAreKnownToBeIdle() {
        purchases(400, LedgerArmsTest::isEven, customer -> "c" + customer);
        Wave wave = Wave.of(arms(6000, LedgerArmsTest::isEven, customer -> "c" + customer, customer -> 0));

        Account doubted = account(wave);
        assertThat(doubted.verdicts()).containsExactly(Verdict.TOO_LITTLE_DATA);
        assertThat(doubted.sentence()).contains("5,600 of 6,000");
        Account idle = account(OutcomeRules.standard().withUnknownCustomers(UnknownCustomers.IDLE), wave);
        assertThat(idle.verdicts()).containsExactly(Verdict.SHORT_TERM_REWARD);
    }

    @Test
    void theSameWaveGivenTwiceDoesNotPassTheFloorOfAHundredCustomers() {
        purchases(110, LedgerArmsTest::isEven, customer -> "c" + customer);
        Wave wave = Wave.of(arms(110, LedgerArmsTest::isEven, customer -> "c" + customer, customer -> 0));

        Account twice = account(wave, wave);
        assertThat(twice.contacted()).isEqualTo(110);
        assertThat(twice.reasons()).contains(Reason.FEW_CUSTOMERS, Reason.SAME_CONTACT_TWICE);
        assertThat(twice.verdicts()).containsExactly(Verdict.TOO_LITTLE_DATA);
        assertThat(twice.sentence()).contains("the same contact is given more than once: 55");
        assertThat(account(wave).reasons()).doesNotContain(Reason.SAME_CONTACT_TWICE);
    }

    /** Spend rises by the day, mails go out over four weeks and do nothing; who is held out was drawn on the first day. */
    private void rising(int customers) {
        SplittableRandom random = new SplittableRandom(8);
        for (int customer = 0; customer < customers; customer++) {
            for (int day = -14; day < 63; day++) {
                if (random.nextInt(3) == 0) {
                    buy("c" + customer, day + random.nextDouble(), (20 + day) * (0.5 + random.nextDouble()));
                }
            }
        }
    }

    @Test
    void aSendThatRollsOverWeeksIsComparedWithTheHoldOutInTheSameWeeks() {
        rising(CUSTOMERS);
        Wave rolling = Wave.of(arms(
                CUSTOMERS,
                LedgerArmsTest::isEven,
                customer -> "c" + customer,
                customer -> isEven(customer) ? customer % 28 : 0));

        Account first = account(rolling);
        assertThat(first.reasons()).contains(Reason.OTHER_TIMES);
        assertThat(first.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(first.sentence()).contains("at other times than contacted: 13.0 days earlier");
        Account matched = account(rolling.withMatchedHoldOut());
        assertThat(matched.contacted()).isEqualTo(1000);
        assertThat(matched.heldOut()).isEqualTo(1000);
        assertThat(matched.reasons()).doesNotContain(Reason.OTHER_TIMES);
        assertThat(matched.evidence()).isEqualTo(Evidence.RANDOMISED);
        assertThat(matched.finding(OutcomeStatistic.VALUE_SHORT)
                        .effect()
                        .interval(0.99)
                        .contains(0))
                .isTrue();
        assertThat(matched.verdicts()).noneMatch(Verdict::isFinding);
    }

    private Account shifted(Duration shortWindow, IntToDoubleFunction day) {
        purchases(CUSTOMERS, LedgerArmsTest::isEven, customer -> "c" + customer);
        Wave wave = Wave.of(arms(CUSTOMERS, LedgerArmsTest::isEven, customer -> "c" + customer, day));
        OutcomeWindows windows = OutcomeWindows.of(shortWindow, Duration.ofDays(28));
        return OutcomeLedger.of(
                        log.build().asOf(day(90)),
                        List.of(Campaign.of("spring", wave)),
                        windows,
                        OutcomeRules.standard())
                .accounts()
                .get(0);
    }

    @Test
    void ofArmsThatAreADayApartNothingIsClaimedInAWindowOfADay() {
        Account account = shifted(Duration.ofDays(1), customer -> isEven(customer) ? 1 : 0);
        assertThat(account.reasons()).contains(Reason.OTHER_TIMES);
        assertThat(account.sentence()).contains("at other times than contacted: 1.0 days earlier");
        assertThat(account.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
    }

    @Test
    void armsOfOneMeanWhoseTimesSpreadOtherwiseAreApart() {
        Account account = shifted(Duration.ofDays(7), customer -> isEven(customer) ? customer % 4 * 1.5 - 2 : -0.5);
        assertThat(account.reasons()).contains(Reason.OTHER_TIMES);
        assertThat(account.sentence()).contains("at other times than contacted: spread otherwise, by 1.5 days");
        assertThat(account.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
    }

    @Test
    void armsWhoseTimesDifferByChanceOrByLessThanATenthAreNotApart() {
        SplittableRandom random = new SplittableRandom(4);
        assertThat(shifted(Duration.ofDays(1), customer -> 28 * random.nextDouble())
                        .reasons())
                .doesNotContain(Reason.OTHER_TIMES);
        assertThat(shifted(Duration.ofDays(7), customer -> isEven(customer) ? 0.6 : 0)
                        .reasons())
                .doesNotContain(Reason.OTHER_TIMES);
    }

    @Test
    void matchedInstantsAreThoseOfContactsEachAsOftenAsContactsAre() {
        Wave wave = Wave.of(arms(
                        900,
                        customer -> customer % 3 > 0,
                        customer -> "c" + customer,
                        customer -> customer % 3 == 0 ? -5 : customer % 2))
                .withMatchedHoldOut();
        long[] heldOut = new long[2];
        for (int row = 0; row < 900; row++) {
            long days =
                    Duration.between(START, Instant.ofEpochMilli(wave.at(row))).toDays();
            assertThat(days).isBetween(0L, 1L);
            heldOut[(int) days] += wave.part(row) == 0 ? 1 : 0;
        }
        assertThat(heldOut).containsExactly(150, 150);
    }

    @Test
    void whoSaysAgainThatTheyLeaveHadLeftBefore() {
        purchases(CUSTOMERS, customer -> false, customer -> "c" + customer);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            if (customer % 8 < 4) {
                leave(customer, -1);
            }
        }
        for (int customer = 0; customer < CUSTOMERS; customer += 2) {
            if (customer % 8 < 4) {
                leave(customer, 34);
            }
        }
        Account account = account(Wave.of(arms(LedgerArmsTest::isEven, customer -> "c" + customer)));
        assertThat(account.arms().leftBefore()).isEqualTo(1000);
        assertThat(account.finding(OutcomeStatistic.DEPARTURE).effect().estimate())
                .isCloseTo(0, within(1e-12));
        assertThat(account.verdicts()).doesNotContain(Verdict.LONG_TERM_PENALTY);
    }

    /** All had left or opted out; mailed, half of them say so again. */
    @Test
    void whoSaysAgainThatTheyLeaveOrWantNoMailsIsNotHarmedAgain() {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            say(customer, -1);
            if (isEven(customer)) {
                say(customer, 3);
            }
        }
        Wave wave = Wave.of(arms(LedgerArmsTest::isEven, customer -> "c" + customer));
        assertThat(account(wave).finding(OutcomeStatistic.HARM).effect().estimate())
                .isZero();
        for (int customer = 0; customer < CUSTOMERS; customer += 4) {
            log.add(Interaction.of("c" + customer, day(4), Channel.SMS, Initiator.CUSTOMER, Leaving.OPT_OUT));
        }
        assertThat(account(wave).finding(OutcomeStatistic.HARM).effect().estimate())
                .as("of another channel half of the mailed opt out for the first time")
                .isCloseTo(0.5, within(1e-12));
    }

    private void say(int customer, double day) {
        log.add(Interaction.of(
                "c" + customer,
                day(day),
                Channel.EMAIL,
                Initiator.CUSTOMER,
                customer % 8 < 4 ? Purpose.CANCELLATION : Leaving.OPT_OUT));
    }

    private void leave(int customer, double day) {
        log.add(Interaction.of("c" + customer, day(day), Channel.EMAIL, Initiator.CUSTOMER, Purpose.CANCELLATION));
    }

    /** Three where 0.6 are expected have a normal p of .001; by counting it is .026, and of four findings that is none. */
    @Test
    void fewHarmedInASmallArmAreTooLittleData() {
        IntPredicate contacted = customer -> customer < 100;
        purchases(5100, customer -> false, customer -> "c" + customer);
        for (int customer = 97; customer < 129; customer++) {
            log.add(Interaction.of("c" + customer, day(2), Channel.EMAIL, Initiator.CUSTOMER, Purpose.COMPLAINT));
        }

        Account account = account(Wave.of(arms(5100, contacted, customer -> "c" + customer, customer -> 0)));

        assertThat(account.finding(OutcomeStatistic.HARM).effect().estimate())
                .isEqualTo(0.03 - 29 / 5000.0, within(1e-12));
        assertThat(account.finding(OutcomeStatistic.HARM).pValue()).isNaN();
        assertThat(account.reasons()).contains(Reason.FEW_EVENTS);
        assertThat(account.sentence()).contains("customers with anything to count: harm, departure");
        assertThat(account.verdicts()).doesNotContain(Verdict.SHORT_TERM_PENALTY);
    }

    /** Of a hundred held out, of whom a third buy and some much, their own spread says too often that they differ for sure. */
    @Test
    void hundredHeldOutByChanceSeldomDifferBefore() {
        int campaigns = 500;
        SplittableRandom random = new SplittableRandom(11);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            double amount = random.nextInt(3) == 0 ? Math.exp(random.nextGaussian()) : 0;
            buy("c" + customer, -40, 1);
            if (amount > 0) {
                buy("c" + customer, -3, Math.round(100 * amount) / 100.0);
            }
        }
        List<Campaign> all = IntStream.range(0, campaigns)
                .mapToObj(campaign -> {
                    SplittableRandom draw = new SplittableRandom(campaign);
                    Assignments drawn = arms(CUSTOMERS, customer -> draw.nextInt(20) > 0, id -> "c" + id, id -> 0);
                    return Campaign.of("k" + campaign, Wave.of(drawn));
                })
                .toList();

        OutcomeLedger ledger = OutcomeLedger.of(log.build().asOf(day(40)), all, WINDOWS, OutcomeRules.standard());

        assertThat(ledger.accounts())
                .filteredOn(account -> account.reasons().contains(Reason.IMBALANCED_BEFORE))
                .hasSizeLessThanOrEqualTo(5);
    }
}
