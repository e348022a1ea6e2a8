package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.WeekTimes;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Accounts of contacts of which nobody was held out: windows, waves, costs, reasons, and what speaks for and against a claim. */
class WithoutHoldOutTest {
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(14), Duration.ofDays(14));
    private static final ObservedBase.Selection AT_RANDOM = (rate, month) -> -0.7;
    private static final Purpose OFFER = Purpose.OFFER;

    private static ObservedBase base(DoubleUnaryOperator effect) {
        return ObservedBase.of(20_250_901, AT_RANDOM).plus(effect);
    }

    private static Wave wave(ObservedBase base, IntPredicate which, IntToDoubleFunction day) {
        Assignments.Builder all = Assignments.builder("held out");
        IntStream.range(0, ObservedBase.CUSTOMERS)
                .filter(i -> base.isContacted(i) && which.test(i))
                .forEach(i -> all.assign("c" + i, "mail", ObservedBase.after(day.applyAsDouble(i))));
        return Wave.of(all.build());
    }

    private static List<Account> accounts(LogView view, OutcomeRules rules, Campaign... campaigns) {
        return OutcomeLedger.of(view, List.of(campaigns), WINDOWS, rules).accounts();
    }

    private static Account account(ObservedBase base, OutcomeRules rules) {
        return accounts(base.view(), rules, Campaign.of("spring", base.wave())).get(0);
    }

    private static double value(Account account, OutcomeStatistic statistic) {
        return account.finding(statistic).effect().estimate();
    }

    private static boolean covers(Account account, OutcomeStatistic statistic, double truth) {
        return account.finding(statistic).effect().interval(0.999).contains(truth);
    }

    private static void mail(ObservedBase base, String campaign, IntPredicate who, double day) {
        IntStream.range(0, ObservedBase.CUSTOMERS).filter(who).forEach(i -> base.log()
                .add(Interaction.of("c" + i, ObservedBase.after(day), Channel.EMAIL, Initiator.COMPANY, OFFER)
                        .withDirection(Direction.OUTBOUND)
                        .withCampaign(campaign)));
    }

    /** What was claimed before: the earlier wave's incentive stood for both, and a long window lay in the later one's. */
    @Test
    void eachWaveHasItsOwnIncentivesEnd() {
        ObservedBase base = base(day -> 0);
        IntPredicate isEarly = i -> i % 4 == 0;
        // Only while it runs: seven days, and 28.
        SplittableRandom random = new SplittableRandom(8);
        IntStream.range(0, ObservedBase.CUSTOMERS).filter(base::isContacted).forEach(i -> {
            for (int day = isEarly.test(i) ? 0 : 7; day < (isEarly.test(i) ? 7 : 35); day++) {
                if (random.nextInt(4) == 0) {
                    buy(base, i, day + random.nextDouble(), 4);
                }
            }
        });
        Campaign spring = Campaign.of(
                "spring",
                wave(base, isEarly, i -> 0).withIncentive(Duration.ofDays(7)),
                wave(base, isEarly.negate(), i -> 7).withIncentive(Duration.ofDays(28)));
        OutcomeWindows weeks = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));
        List<Account> fixed = OutcomeLedger.of(base.view(), List.of(spring), weeks, OutcomeRules.standard())
                .accounts();
        List<Account> running = OutcomeLedger.of(
                        base.view(),
                        List.of(spring),
                        OutcomeWindows.whileIncentiveRuns(Duration.ofDays(28)),
                        OutcomeRules.standard())
                .accounts();

        assertThat(fixed).hasSize(3).allSatisfy(account -> {
            assertThat(covers(account, OutcomeStatistic.VALUE_SHORT, 7)).isTrue();
            assertThat(covers(account, OutcomeStatistic.VALUE_LONG, 0)).isTrue();
            assertThat(account.verdicts()).doesNotContain(Verdict.LONG_TERM_REWARD);
        });
        assertThat(covers(running.get(0), OutcomeStatistic.VALUE_SHORT, 7)).isTrue();
        assertThat(covers(running.get(1), OutcomeStatistic.VALUE_SHORT, 28)).isTrue();
        double early = 1.0 * running.get(0).contacted() / running.get(2).contacted();
        assertThat(value(running.get(2), OutcomeStatistic.VALUE_SHORT))
                .isCloseTo(
                        early * value(running.get(0), OutcomeStatistic.VALUE_SHORT)
                                + (1 - early) * value(running.get(1), OutcomeStatistic.VALUE_SHORT),
                        within(2.0));
        assertThat(running.get(2).verdicts()).contains(Verdict.SHORT_TERM_REWARD);
    }

    private static void buy(ObservedBase base, int customer, double day, double amount) {
        base.log()
                .add(Interaction.of(
                                "c" + customer,
                                ObservedBase.after(day),
                                Channel.STORE,
                                Initiator.CUSTOMER,
                                Purpose.PURCHASE)
                        .withValue(amount));
    }

    @Test
    void windowsBeginWithEachCustomersOwnContact() {
        ObservedBase base = ObservedBase.of(5, AT_RANDOM);
        IntToDoubleFunction day = i -> i * 37 % 100 / 10.0;
        // 2 a day from the own contact on for 14 days; a window that began a day late would miss a fourteenth.
        IntStream.range(0, ObservedBase.CUSTOMERS).filter(base::isContacted).forEach(i -> {
            for (int k = 0; k < 14; k++) {
                buy(base, i, day.applyAsDouble(i) + k, 2);
            }
        });
        Account account = accounts(
                        base.view(), OutcomeRules.standard(), Campaign.of("spring", wave(base, i -> true, day)))
                .get(0);
        ObservedBase same = ObservedBase.of(5, AT_RANDOM);
        Account none = accounts(same.view(), OutcomeRules.standard(), Campaign.of("spring", wave(same, i -> true, day)))
                .get(0);

        assertThat(account.study().orElseThrow().effect("short").differences().estimate()
                        - none.study()
                                .orElseThrow()
                                .effect("short")
                                .differences()
                                .estimate())
                .isCloseTo(28, within(1e-6));
        assertThat(account.study().orElseThrow().effect("long").differences().estimate()
                        - none.study()
                                .orElseThrow()
                                .effect("long")
                                .differences()
                                .estimate())
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void theLongWindowBeginsWhenAnIncentiveThatEndsForAllHasEnded() {
        ObservedBase base = ObservedBase.of(5, AT_RANDOM);
        Instant end = ObservedBase.after(20.3);
        IntStream.range(0, ObservedBase.CUSTOMERS).filter(base::isContacted).forEach(i -> buy(base, i, 20.2, 50));
        Campaign spring =
                Campaign.of("spring", wave(base, i -> true, i -> i % 3).withIncentiveUntil(end));
        Account account = accounts(base.view(), OutcomeRules.standard(), spring).get(0);

        assertThat(covers(account, OutcomeStatistic.VALUE_LONG, 0)).isTrue();
        assertThat(account.verdicts()).doesNotContain(Verdict.LONG_TERM_REWARD);
    }

    @Test
    void aContactsCostCountsForEachContact() {
        ObservedBase base = base(day -> 0);
        Wave[] waves = {wave(base, i -> true, i -> 0), wave(base, i -> true, i -> 1), wave(base, i -> true, i -> 20)};
        Account free = campaign(accounts(base.view(), OutcomeRules.standard(), Campaign.of("spring", waves)));
        Account costly = campaign(accounts(
                base.view(),
                OutcomeRules.standard(),
                Campaign.of("spring", waves).withCost(5)));

        assertThat(costly.money().costShort()).isCloseTo(10, within(1e-9));
        assertThat(costly.money().costLong()).isCloseTo(5, within(1e-9));
        assertThat(differences(costly, "short")).isCloseTo(differences(free, "short") - 10, within(1e-9));
        assertThat(differences(costly, "long")).isCloseTo(differences(free, "long") - 5, within(1e-9));
    }

    private static double differences(Account account, String window) {
        return account.study().orElseThrow().effect(window).differences().estimate();
    }

    private static Account campaign(List<Account> accounts) {
        return accounts.stream()
                .filter(account -> account.level() == AccountLevel.CAMPAIGN)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCampaignThatTheLogDoesNotHaveIsRefusedWithThoseThatItHas() {
        ObservedBase base = base(day -> 0);
        mail(base, "spring", base::isContacted, 0);
        mail(base, "autumn", base::isContacted, 1);
        LogView view = base.view();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Campaign.ofLog(view, "sprung"))
                .withMessage("there is no campaign 'sprung': did you mean 'spring'? there are [autumn, spring]");
        for (int i = 0; i < 25; i++) {
            mail(base, "c" + i, base::isContacted, 2);
        }
        LogView many = base.view();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Campaign.ofLog(many, "november"))
                .withMessageMatching("there is no campaign 'november': there are \\[autumn, c0, .*, c3] and 7 more");
    }

    @Test
    void ofACampaignThatTheLogTellsEveryContactCosts() {
        ObservedBase base = base(day -> 0);
        for (int day = 0; day < 3; day++) {
            mail(base, "spring", base::isContacted, day);
        }
        LogView view = base.view();
        Account account = accounts(
                        view,
                        OutcomeRules.standard(),
                        Campaign.ofLog(view, "spring").withCost(5))
                .get(0);

        assertThat(account.money().costShort()).isCloseTo(15, within(1e-9));
    }

    @Test
    void aRewardIsPaidToWhoBuysWhileTheIncentiveRuns() {
        ObservedBase base = ObservedBase.of(5, AT_RANDOM);
        IntStream.range(0, ObservedBase.CUSTOMERS)
                .filter(i -> base.isContacted(i) && i % 2 == 0)
                .forEach(i -> buy(base, i, 0.001, 20));
        Campaign spring = Campaign.of("spring", base.wave().withIncentive(Duration.ofMinutes(2)))
                .withReward(4);
        double even = IntStream.range(0, ObservedBase.CUSTOMERS)
                        .filter(i -> base.isContacted(i) && i % 2 == 0)
                        .count()
                / (double) IntStream.range(0, ObservedBase.CUSTOMERS)
                        .filter(base::isContacted)
                        .count();

        assertThat(accounts(base.view(), OutcomeRules.standard(), spring)
                        .get(0)
                        .money()
                        .costShort())
                .isCloseTo(4 * even, within(0.01));
    }

    @Test
    void otherContactsOfTheContactedOnlyForbidAClaim() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        mail(base, "summer", base::isContacted, 3);
        Account account = account(base, OutcomeRules.standard());

        assertThat(account.reasons()).contains(Reason.UNEQUAL_CONTACTS, Reason.OVERLAP);
        assertThat(account.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(account.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(account.sentence()).contains("contacted and others had other contacts in different number");
    }

    @Test
    void otherContactsCountAlsoWhereOnlyTheLedgerKnowsThem() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        Campaign spring = Campaign.of("spring", base.wave());
        Campaign summer = Campaign.of("summer", wave(base, i -> true, i -> 3));

        assertThat(accounts(base.view(), OutcomeRules.standard(), spring, summer)
                        .get(0)
                        .reasons())
                .contains(Reason.UNEQUAL_CONTACTS);
        assertThat(accounts(base.view(), OutcomeRules.standard(), spring).get(0).evidence())
                .isEqualTo(Evidence.CREDIBLE);
    }

    /** Two of three customers without spring's mail get summer's, and buy for 2 a day more because of it. */
    private static ObservedBase withSummer(ObservedBase base, int first, IntPredicate who) {
        mail(base, "summer", who, first);
        SplittableRandom random = new SplittableRandom(9);
        IntStream.range(0, ObservedBase.CUSTOMERS).filter(who).forEach(i -> {
            for (int day = first; day < first + 37; day++) {
                if (random.nextInt(5) == 0) {
                    buy(base, i, day + random.nextDouble(), 10);
                }
            }
        });
        return base;
    }

    @Test
    void customersOfACampaignThatExcludesThisOneAreNoControls() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        withSummer(base, 0, i -> !base.isContacted(i) && i % 3 != 0);
        LogView view = base.view();
        Campaign spring = Campaign.of("spring", base.wave());
        Account both = accounts(view, OutcomeRules.standard(), spring, Campaign.ofLog(view, "summer"))
                .get(0);
        Account alone = accounts(view, OutcomeRules.standard(), spring).get(0);

        assertThat(both.reasons()).doesNotContain(Reason.UNEQUAL_CONTACTS);
        assertThat(both.evidence()).isEqualTo(Evidence.CREDIBLE);
        assertThat(covers(both, OutcomeStatistic.VALUE_SHORT, 14)).isTrue();
        assertThat(covers(both, OutcomeStatistic.VALUE_LONG, 14)).isTrue();
        assertThat(both.verdicts()).contains(Verdict.LONG_TERM_REWARD);
        assertThat(alone.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(alone.sentence())
                .contains("fewer a customer, by campaigns of which nothing was told (summer): tell of them too");
    }

    @Test
    void eachOfTwoCampaignsThatExcludeEachOtherIsJudgedByCustomersOfNeither() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        withSummer(base, 0, i -> !base.isContacted(i) && i % 3 != 0);
        LogView view = base.view();
        Account summer = accounts(
                        view,
                        OutcomeRules.standard(),
                        Campaign.of("spring", base.wave()),
                        Campaign.ofLog(view, "summer"))
                .get(1);

        assertThat(summer.evidence()).isEqualTo(Evidence.CREDIBLE);
        assertThat(covers(summer, OutcomeStatistic.VALUE_SHORT, 28)).isTrue();
    }

    /** Who is left without it may be so because of what they did since. */
    @Test
    void aCampaignThatChoosesAmongTheOthersLaterExcludesNobody() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        withSummer(base, 5, i -> !base.isContacted(i) && i % 3 != 0);
        LogView view = base.view();
        List<Account> both = accounts(
                view, OutcomeRules.standard(), Campaign.of("spring", base.wave()), Campaign.ofLog(view, "summer"));

        assertThat(both.get(0).reasons()).contains(Reason.UNEQUAL_CONTACTS);
        assertThat(both.get(0).evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(both.get(1).reasons())
                .as("who gets summer's was chosen after spring's went out")
                .doesNotContain(Reason.UNEQUAL_CONTACTS);
    }

    /** The letter comes a week later, in the log under the same name, and brings 2 a day. */
    @Test
    void customersOfAnotherArmOfTheCampaignAreNoControls() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        IntPredicate letter = i -> !base.isContacted(i) && i % 3 != 0;
        withSummer(base, 7, letter);
        LogView view = base.view();
        Campaign mail = Campaign.of("summer: mail", base.wave()).withLogNames(Set.of("summer"));
        Campaign letters = Campaign.of(
                        "summer: letter", Campaign.ofLog(view, "summer").waves())
                .withLogNames(Set.of("summer"));
        Account account = accounts(view, OutcomeRules.standard(), mail, letters).get(0);

        assertThat(account.evidence()).isEqualTo(Evidence.CREDIBLE);
        assertThat(covers(account, OutcomeStatistic.VALUE_SHORT, 14)).isTrue();
    }

    @Test
    void aCampaignThatSharesAFewCustomersIsNoExclusion() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        withSummer(base, 0, i -> base.isContacted(i) ? i % 50 == 0 : i % 3 != 0);
        LogView view = base.view();
        Account spring = accounts(
                        view,
                        OutcomeRules.standard(),
                        Campaign.of("spring", base.wave()),
                        Campaign.ofLog(view, "summer"))
                .get(0);

        assertThat(spring.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(spring.sentence())
                .contains("fewer a customer, whose effect only customers held out at random tell apart");
    }

    @Test
    void otherContactsOfAllAreToldAndForbidNothing() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        mail(base, "summer", i -> true, 3);
        Account account = account(base, OutcomeRules.standard());

        assertThat(account.reasons()).contains(Reason.OVERLAP).doesNotContain(Reason.UNEQUAL_CONTACTS);
        assertThat(account.evidence()).isEqualTo(Evidence.CREDIBLE);
        assertThat(account.verdicts()).contains(Verdict.LONG_TERM_REWARD);
    }

    /** One contacted customer in sixty buys for 2,000. */
    @Test
    void whatAFewLargeAmountsMakeIsToldAndNotClaimed() {
        ObservedBase base = base(day -> 0);
        int[] contacted = IntStream.range(0, ObservedBase.CUSTOMERS)
                .filter(base::isContacted)
                .toArray();
        for (int i = 0; i < contacted.length; i += 60) {
            buy(base, contacted[i], 3, 2000);
        }
        Account few = account(base, OutcomeRules.standard());

        assertThat(few.finding(OutcomeStatistic.VALUE_SHORT).adjusted()).isLessThan(0.05);
        assertThat(few.finding(OutcomeStatistic.VALUE_SHORT).isUp()).isFalse();
        assertThat(few.verdicts()).noneMatch(Verdict::isFinding);
        assertThat(few.reasons()).contains(Reason.FEW_CUSTOMERS_DECIDE);
        assertThat(few.sentence())
                .contains("with the largest 1 % of gains and losses cut value in the short window is ");
        assertThat(account(base(day -> day < 0 ? 0 : 1), OutcomeRules.standard())
                        .reasons())
                .doesNotContain(Reason.FEW_CUSTOMERS_DECIDE);
    }

    /** A reward that differs from customer to customer is a part of what the profit of each varies by. */
    @Test
    void theErrorIsThatOfProfit() {
        ObservedBase base = base(day -> 0);
        Wave wave = base.wave().withIncentive(Duration.ofDays(7));
        Account free = accounts(base.view(), OutcomeRules.standard(), Campaign.of("spring", wave))
                .get(0);
        Account paid = accounts(
                        base.view(),
                        OutcomeRules.standard(),
                        Campaign.of("spring", wave).withReward(60))
                .get(0);
        Effect before = free.finding(OutcomeStatistic.VALUE_SHORT).effect();
        Effect after = paid.finding(OutcomeStatistic.VALUE_SHORT).effect();

        assertThat(after.estimate()).isCloseTo(before.estimate() - paid.money().costShort(), within(0.2));
        assertThat(after.standardError()).isNotCloseTo(before.standardError(), within(0.05));
        assertThat(paid.study().orElseThrow().effect("short").effect()).isEqualTo(after);
    }

    /** Contacted customers complained more some weeks before. */
    @Test
    void besideAClaimItIsToldWhichOutcomeAPlaceboDateMoves() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ObservedBase.CUSTOMERS; i++) {
            for (int week = -26; week < 9; week++) {
                boolean isBefore = week >= -10 && week < -1;
                if (random.nextDouble() < (base.isContacted(i) && isBefore ? 0.2 : 0.05)) {
                    base.log()
                            .add(Interaction.of(
                                    "c" + i,
                                    ObservedBase.after(7 * (week + random.nextDouble())),
                                    Channel.PHONE,
                                    Initiator.CUSTOMER,
                                    Purpose.COMPLAINT));
                }
            }
        }
        Account account = account(base, OutcomeRules.standard());

        assertThat(account.evidence()).isEqualTo(Evidence.CREDIBLE);
        assertThat(account.verdicts()).contains(Verdict.LONG_TERM_REWARD);
        assertThat(account.sentence()).contains("placebo dates before the contact show an effect, too: harm");
    }

    /** All opt out before the contact; the contacted, and nobody else, do so again after it. */
    @Test
    void whoOptsOutAgainIsNotHarmedAgain() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        for (int i = 0; i < ObservedBase.CUSTOMERS; i++) {
            for (double day : base.isContacted(i) ? new double[] {-150, 2} : new double[] {-150}) {
                base.log()
                        .add(Interaction.of(
                                "c" + i,
                                ObservedBase.after(day),
                                Channel.EMAIL,
                                Initiator.CUSTOMER,
                                Purpose.of("OPT_OUT")));
            }
        }
        assertThat(account(base, OutcomeRules.standard())
                        .finding(OutcomeStatistic.HARM)
                        .effect()
                        .estimate())
                .isZero();
    }

    @Test
    void illTimingIsTold() {
        ObservedBase base = base(day -> 0);
        mail(base, "spring", base::isContacted, 0);
        IntStream.range(0, ObservedBase.CUSTOMERS).filter(i -> i % 5 == 0).forEach(i -> base.log()
                .add(Interaction.of(
                        "c" + i, ObservedBase.after(-2), Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT)));
        OutcomeRules mornings = OutcomeRules.standard().withQuietHours(WeekTimes.daily(9, 11, ZoneOffset.UTC));

        assertThat(account(base, mornings).reasons())
                .contains(Reason.DURING_COMPLAINT, Reason.OUTSIDE_HOURS)
                .doesNotContain(Reason.AGAINST_PREFERENCE, Reason.OVERLAP);
    }

    @Test
    void whatNoContactCanChangeMustNotChange() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ObservedBase.CUSTOMERS; i++) {
            for (int week = -26; week < 9; week++) {
                if (random.nextDouble() < (base.isContacted(i) && week >= 0 ? 0.5 : 0.2)) {
                    base.log()
                            .add(Interaction.of(
                                    "c" + i,
                                    ObservedBase.after(7 * (week + random.nextDouble())),
                                    Channel.APP,
                                    Initiator.CUSTOMER,
                                    Purpose.QUESTION));
                }
            }
        }
        OutcomeRules rules = OutcomeRules.standard().withUnrelated(Filter.purpose(Purpose.QUESTION));

        assertThat(account(base, OutcomeRules.standard()).evidence()).isEqualTo(Evidence.CREDIBLE);
        Account account = account(base, rules);
        assertThat(account.reasons()).contains(Reason.UNRELATED_MOVED);
        assertThat(account.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(account(base, OutcomeRules.standard().withUnrelated(Filter.purpose(Purpose.RETURN)))
                        .evidence())
                .isEqualTo(Evidence.CREDIBLE);
    }

    @Test
    void wavesAndPurposesHaveAccounts() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        Campaign spring = Campaign.of(
                        "spring", wave(base, i -> i % 4 == 0, i -> 0), wave(base, i -> i % 4 == 1, i -> 7))
                .withPurpose(OFFER);
        Campaign summer =
                Campaign.of("summer", wave(base, i -> i % 4 > 1, i -> 7)).withPurpose(OFFER);
        List<Account> accounts = accounts(base.view(), OutcomeRules.standard(), spring, summer);

        assertThat(accounts)
                .extracting(Account::level)
                .containsExactly(
                        AccountLevel.WAVE,
                        AccountLevel.WAVE,
                        AccountLevel.CAMPAIGN,
                        AccountLevel.CAMPAIGN,
                        AccountLevel.PURPOSE);
        assertThat(accounts.get(4).name()).isEqualTo("OFFER");
        assertThat(accounts.get(4).contacted())
                .isEqualTo(accounts.get(2).contacted() + accounts.get(3).contacted());
        assertThat(accounts.get(0).contacted() + accounts.get(1).contacted())
                .isEqualTo(accounts.get(2).contacted());
        assertThat(covers(accounts.get(4), OutcomeStatistic.VALUE_SHORT, 14)).isTrue();
    }

    @Test
    void aWaveThatReachedNobodyFirstSaysWhy() {
        ObservedBase base = base(day -> 0);
        Campaign twice = Campaign.of("spring", base.wave(), wave(base, i -> true, i -> 3));
        Account second = accounts(base.view(), OutcomeRules.standard(), twice).get(1);

        assertThat(second.contacted()).isZero();
        assertThat(second.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(second.reasons()).containsExactly(Reason.NO_HOLD_OUT, Reason.FEW_CUSTOMERS);
    }

    private static ObservedBase withCancellations(double ofContacted) {
        ObservedBase base = base(day -> 0);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < ObservedBase.CUSTOMERS; i++) {
            double share = base.isContacted(i) ? ofContacted : 0.02;
            if (random.nextDouble() < share) {
                base.log()
                        .add(Interaction.of(
                                "c" + i,
                                ObservedBase.after(27 + random.nextDouble()),
                                Channel.WEB,
                                Initiator.CUSTOMER,
                                Purpose.CANCELLATION));
            }
        }
        return base;
    }

    @Test
    void whoLeavesBecauseOfItIsFound() {
        Account account = account(withCancellations(0.2), OutcomeRules.standard());
        Finding departure = account.finding(OutcomeStatistic.DEPARTURE);

        assertThat(departure.effect().interval(0.99).contains(0.17)).isTrue();
        assertThat(departure.isClear()).isTrue();
        assertThat(account.verdicts()).contains(Verdict.LONG_TERM_PENALTY);
        assertThat(account.leavingPlacebo().pValue()).isGreaterThan(0.05);
        Account alike = account(withCancellations(0.02), OutcomeRules.standard());
        assertThat(alike.finding(OutcomeStatistic.DEPARTURE).isClear()).isFalse();
        assertThat(alike.finding(OutcomeStatistic.DEPARTURE).pValue()).isNotNaN();
    }

    @Test
    void withTooLittlePastItIsSaidThatDepartureIsNotKnown() {
        ObservedBase base = withCancellations(0.2);
        OutcomeWindows months = OutcomeWindows.of(Duration.ofDays(28), Duration.ofDays(35));
        Account account = OutcomeLedger.of(
                        base.view(), List.of(Campaign.of("spring", base.wave())), months, OutcomeRules.standard())
                .accounts()
                .get(0);

        assertThat(account.reasons()).contains(Reason.NO_PAST_OF_LEAVING);
        assertThat(account.finding(OutcomeStatistic.DEPARTURE).pValue()).isNaN();
        assertThat(account.sentence())
                .contains("Whether more customers left is not known.", "too little past to tell who leaves");
    }

    @Test
    void permanenceIsToldWithItsInterval() {
        Account account = account(base(day -> day < 0 ? 0 : day < 14 ? 2 : 1), OutcomeRules.standard());

        assertThat(account.permanence().isDefined()).isTrue();
        assertThat(account.permanence().interval().contains(0.5)).isTrue();
        assertThat(account.permanence().interval().lower()).isPositive();
        assertThat(account(base(day -> 0), OutcomeRules.standard()).reasons()).contains(Reason.PERMANENCE_UNDEFINED);
    }

    @Test
    void placeboAndSensitivityStandBesideEachAccount() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        OutcomeLedger ledger = OutcomeLedger.of(
                base.view(), List.of(Campaign.of("spring", base.wave())), WINDOWS, OutcomeRules.standard());
        List<String> columns =
                Arrays.asList(ledger.toCsv().lines().findFirst().orElseThrow().split(",", -1));

        assertThat(columns)
                .contains(
                        "value_short_placebo_z",
                        "value_short_e_value_of_limit",
                        "value_long_breakdown",
                        "departure_placebo_z",
                        "effective_controls");
        assertThat(ledger.toJson()).contains("\"value_long_placebo_dates\": 4");
        assertThat(ledger.accounts().get(0).sentence())
                .contains(
                        "At dates before the contact such windows differ by ",
                        "would have been seen); groups may drift apart ",
                        "E-value of the limit ",
                        " controls count.");
    }

    @Test
    void windowsThatDoNotFitTogetherAreRefusedWithWhatToDo() {
        ObservedBase base = base(day -> 0);
        Campaign two = Campaign.of(
                "spring",
                wave(base, i -> i % 2 == 0, i -> 0).withIncentive(Duration.ofDays(7)),
                wave(base, i -> i % 2 == 1, i -> 0).withIncentive(Duration.ofDays(14)));
        LogView view = base.view();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeLedger.of(
                        view,
                        List.of(two),
                        OutcomeWindows.whileIncentiveRuns(Duration.ofDays(14)),
                        OutcomeRules.standard()))
                .withMessageContaining("contacts of one day have short windows of 7 days and of 14 days")
                .withMessageContaining("take a short window of a fixed length, or make them campaigns of their own");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeLedger.of(
                        view,
                        List.of(Campaign.of("spring", base.wave())),
                        OutcomeWindows.of(
                                Duration.ofDays(7), Duration.ofDays(28).plusSeconds(1)),
                        OutcomeRules.standard()))
                .withMessageContaining("fit together only in periods of 1 second")
                .withMessageContaining("take windows, and incentives, of whole days");
    }

    /** One campaign without a hold-out took the whole ledger down. */
    @Test
    void windowsThatDoNotFitSilenceTheCampaignWithoutAHoldOutOnly() {
        ObservedBase base = base(day -> 0);
        Assignments.Builder drawn = Assignments.builder("held out");
        IntStream.range(0, ObservedBase.CUSTOMERS)
                .forEach(i -> drawn.assign("c" + i, i % 2 == 0 ? "mail" : "held out", ObservedBase.after(0)));
        OutcomeLedger ledger = OutcomeLedger.of(
                base.view(),
                List.of(Campaign.of("drawn", Wave.of(drawn.build())), Campaign.of("spring", base.wave())),
                OutcomeWindows.of(Duration.ofHours(25), Duration.ofDays(28)),
                OutcomeRules.standard());
        Account spring = ledger.accounts().get(1);

        assertThat(ledger.accounts().get(0).evidence()).isEqualTo(Evidence.RANDOMISED);
        assertThat(spring.reasons()).containsExactly(Reason.NO_HOLD_OUT, Reason.WINDOWS_DO_NOT_FIT);
        assertThat(spring.sentence())
                .startsWith(
                        "spring: no causal claim (nobody was held out: all are in [mail]; windows do not fit together")
                .contains("windows of 25 hours and 28 days", "take windows, and incentives, of whole days");
    }

    @Test
    void aShortPastIsToldAndNotOpenWindows() {
        ObservedBase base = base(day -> 0);
        Assignments.Builder all = Assignments.builder("held out");
        LogView view = base.view();
        long first = IntStream.range(0, view.customers())
                .mapToLong(row -> view.epochMilli(view.start(row)))
                .min()
                .orElseThrow();
        Instant early = Instant.ofEpochMilli(first).plus(Duration.ofDays(10));
        IntStream.range(0, ObservedBase.CUSTOMERS).forEach(i -> all.assign("c" + i, "mail", early));

        assertThat(accounts(view, OutcomeRules.standard(), Campaign.of("all", Wave.of(all.build())))
                        .get(0)
                        .reasons())
                .contains(Reason.NO_PAST)
                .doesNotContain(Reason.NOT_YET_SEEN);
    }

    @Test
    void campaignsForOnePurposeWhoseWindowsDoNotFitSaySo() {
        ObservedBase base = base(day -> 0);
        Campaign seven = Campaign.of(
                        "seven", wave(base, i -> i % 2 == 0, i -> 0).withIncentive(Duration.ofDays(7)))
                .withPurpose(OFFER);
        Campaign ten = Campaign.of("ten", wave(base, i -> i % 2 == 1, i -> 0).withIncentive(Duration.ofDays(14)))
                .withPurpose(OFFER);
        List<Account> accounts = OutcomeLedger.of(
                        base.view(),
                        List.of(seven, ten),
                        OutcomeWindows.whileIncentiveRuns(Duration.ofDays(14)),
                        OutcomeRules.standard())
                .accounts(AccountLevel.PURPOSE);

        assertThat(accounts).singleElement().satisfies(account -> assertThat(account.reasons())
                .containsExactly(Reason.NO_HOLD_OUT, Reason.WINDOWS_DO_NOT_FIT));
    }

    @Test
    void hoursAreWindowsToo() {
        ObservedBase base = base(day -> day < 0 ? 0 : 5);
        Account account = OutcomeLedger.of(
                        base.view(),
                        List.of(Campaign.of("spring", base.wave())),
                        OutcomeWindows.of(Duration.ofHours(36), Duration.ofHours(60)),
                        OutcomeRules.standard())
                .accounts()
                .get(0);

        assertThat(covers(account, OutcomeStatistic.VALUE_SHORT, 7.5)).isTrue();
        assertThat(covers(account, OutcomeStatistic.VALUE_LONG, 12.5)).isTrue();
        assertThat(account.verdicts()).contains(Verdict.LONG_TERM_REWARD);
    }

    @Test
    void contactsOfCustomersWhomTheLogDoesNotKnowAreLeftOutAndTold() {
        ObservedBase base = base(day -> 0);
        Assignments.Builder all = Assignments.builder("held out");
        IntStream.range(0, ObservedBase.CUSTOMERS)
                .filter(base::isContacted)
                .forEach(i -> all.assign("c" + i, "mail", ObservedBase.CONTACT));
        all.assign("nobody", "mail", ObservedBase.CONTACT);
        Account account = accounts(base.view(), OutcomeRules.standard(), Campaign.of("spring", Wave.of(all.build())))
                .get(0);

        assertThat(account.reasons()).contains(Reason.UNKNOWN_CUSTOMERS);
        assertThat(account.arms().unknownContacted()).isEqualTo(1);
        assertThat(account.sentence()).contains("1 contacts, which are left out");
    }

    /** Where nobody complained at any date before, those dates are no evidence that groups complain alike. */
    @Test
    void whatNeverHappenedBeforeIsNotClaimed() {
        ObservedBase base = base(day -> day < 0 ? 0 : 1);
        IntStream.range(0, ObservedBase.CUSTOMERS)
                .filter(i -> base.isContacted(i) && i % 8 == 0)
                .forEach(i -> base.log()
                        .add(Interaction.of(
                                "c" + i, ObservedBase.after(2), Channel.EMAIL, Initiator.CUSTOMER, Purpose.COMPLAINT)));
        Account account = account(base, OutcomeRules.standard());

        assertThat(account.verdicts()).contains(Verdict.LONG_TERM_REWARD).doesNotContain(Verdict.SHORT_TERM_PENALTY);
        assertThat(account.finding(OutcomeStatistic.HARM).effect().estimate()).isGreaterThan(0.08);
        assertThat(account.finding(OutcomeStatistic.HARM).pValue()).isNaN();
        assertThat(account.reasons()).contains(Reason.PLACEBO_WEAK);
    }

    @Test
    void ofALongWindowThatIsNotOverNothingIsSaid() {
        OutcomeWindows windows = OutcomeWindows.of(Duration.ofDays(14), Duration.ofDays(90));
        Account account = OutcomeLedger.of(
                        base(day -> day < 0 ? 0 : 2).view(),
                        List.of(Campaign.of("spring", base(day -> 0).wave())),
                        windows,
                        OutcomeRules.standard())
                .accounts()
                .get(0);

        assertThat(account.verdicts()).containsExactly(Verdict.SHORT_TERM_REWARD);
        assertThat(account.sentence())
                .contains(" in the first 14 days and cannot be judged in the 90 days afterwards: a short-term reward.")
                .doesNotContain("NaN");
    }

    /** Trap: peeking. All short windows are over, of every other customer the long one is not. */
    @Test
    void whileWindowsAreOpenPValuesAreThoseOfASequence() {
        ObservedBase base = ObservedBase.of(1, AT_RANDOM);
        Account account = accounts(
                        base.view(),
                        OutcomeRules.standard(),
                        Campaign.of("spring", wave(base, i -> true, i -> i % 2 == 0 ? 0 : 40)))
                .get(0);
        Finding over = account.finding(OutcomeStatistic.VALUE_SHORT);
        Finding open = account.finding(OutcomeStatistic.VALUE_LONG);

        assertThat(account.reasons()).contains(Reason.NOT_YET_SEEN);
        assertThat(over.pValue()).isEqualTo(over.effect().pValue());
        assertThat(open.pValue()).isGreaterThan(open.effect().pValue() + 0.01);
    }
}
