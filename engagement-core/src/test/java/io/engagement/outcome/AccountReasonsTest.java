package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.WeekTimes;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why accounts say what they say: own contacts and others', too little data, waves left out, and what cannot be estimated. */
class AccountReasonsTest {
    private static final int CUSTOMERS = 2000;
    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(WEEK, Duration.ofDays(28));

    private final InteractionLog.Builder log = InteractionLog.builder();

    private static boolean isContacted(int customer) {
        return customer % 2 == 0;
    }

    private static Assignments assignments(Instant at) {
        Assignments.Builder all = Assignments.builder("control");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            all.assign("c" + customer, isContacted(customer) ? "mail" : "control", at);
        }
        return all.build();
    }

    private void mail(int customer, String campaign, double day) {
        log.add(Interaction.of("c" + customer, after(day), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                .withDirection(Direction.OUTBOUND)
                .withCampaign(campaign));
    }

    private void mails(String campaign, double day) {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            if (isContacted(customer)) {
                mail(customer, campaign, day + customer % 5 * 0.01);
            }
        }
    }

    private static Instant after(double days) {
        return START.plusMillis((long) (days * 86_400_000));
    }

    /** In both windows; the contacted spend ten more in the short one. */
    private void purchases() {
        SplittableRandom random = new SplittableRandom(3);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            buy(customer, 1 + 5 * random.nextDouble(), 10 + random.nextInt(5) + (isContacted(customer) ? 10 : 0));
            buy(customer, 8 + 20 * random.nextDouble(), 10 + random.nextInt(5));
        }
    }

    private void buy(int customer, double day, double amount) {
        log.add(Interaction.of("c" + customer, after(day), Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(amount));
    }

    private Account account(Campaign campaign, OutcomeRules rules) {
        List<Account> accounts = OutcomeLedger.of(log.build().asOf(after(35)), List.of(campaign), WINDOWS, rules)
                .accounts(AccountLevel.CAMPAIGN);
        return accounts.get(0);
    }

    private Account account() {
        return account(Campaign.of("spring", Wave.of(assignments(START))), OutcomeRules.standard());
    }

    @Test
    void mailsHoursAfterTheAssignmentAndRemindersAreNoOtherContacts() {
        purchases();
        mails("spring", 0.4);
        mails("spring reminder", 3);
        Campaign spring = Campaign.of("spring", Wave.of(assignments(START)));

        Account own = account(spring.withLogNames(Set.of("spring", "spring reminder")), OutcomeRules.standard());
        assertThat(own.reasons()).doesNotContain(Reason.OVERLAP, Reason.UNEQUAL_CONTACTS, Reason.PERMANENCE_UNDEFINED);
        assertThat(own.permanence().isDefined()).isTrue();
        // Under a name that is not the campaign's, they are another's.
        assertThat(account(spring, OutcomeRules.standard()).reasons())
                .contains(Reason.OVERLAP, Reason.UNEQUAL_CONTACTS);
    }

    @Test
    void aMailOfTheCampaignAfterTheShortWindowIsAnotherContact() {
        purchases();
        mails("spring", 0.4);
        mails("spring", 8);
        assertThat(account().reasons()).contains(Reason.OVERLAP, Reason.UNEQUAL_CONTACTS);
    }

    @Test
    void heldOutCustomersWhoWereContactedAllTheSameAreTold() {
        purchases();
        mails("spring", 0.4);
        for (int customer = 1; customer < CUSTOMERS; customer += 4) {
            mail(customer, "spring", 0.4);
        }
        Account account = account();
        assertThat(account.reasons()).contains(Reason.HELD_OUT_CONTACTED).doesNotContain(Reason.OVERLAP);
        assertThat(account.arms().heldOutContacted()).isEqualTo(500);
        // Half of the hold-out: the assignment did too little of what a contact does.
        assertThat(account.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(account.sentence())
                .contains("effects are those of the assignment (intention to treat): 50.0 % of them");
    }

    @Test
    void ofFewHeldOutWhoWereContactedTheEffectOfTheAssignmentIsClaimed() {
        purchases();
        mails("spring", 0.4);
        for (int customer = 1; customer < CUSTOMERS; customer += 20) {
            mail(customer, "spring", 3);
        }
        Account account = account();
        assertThat(account.evidence()).isEqualTo(Evidence.RANDOMISED);
        assertThat(account.verdicts()).containsExactly(Verdict.SHORT_TERM_REWARD);
        assertThat(account.sentence()).contains("Note: ", "(intention to treat): 10.0 % of them");
    }

    /** Chance draws each wave anew: who is held out of one may be contacted in the next. */
    @Test
    void aContactOfALaterWaveIsNoContactOfAHoldOut() {
        purchases();
        mails("spring", 0.1);
        Assignments.Builder second = Assignments.builder("control");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            boolean isContacted = customer % 4 < 2;
            second.assign("c" + customer, isContacted ? "mail" : "control", after(5));
            if (isContacted) {
                mail(customer, "spring", 5.5);
            }
        }
        Campaign spring = Campaign.of("spring", Wave.of(assignments(START)), Wave.of(second.build()));
        Account account = account(spring, OutcomeRules.standard());
        assertThat(account.arms().heldOutContacted()).isZero();
        assertThat(account.reasons()).contains(Reason.OVERLAP).doesNotContain(Reason.HELD_OUT_CONTACTED);
    }

    @Test
    void quietHoursAreThoseOfTheMailAndNotOfTheAssignment() {
        purchases();
        mails("spring", 0.5);
        Campaign spring = Campaign.of("spring", Wave.of(assignments(START)));

        OutcomeRules nights = OutcomeRules.standard().withQuietHours(WeekTimes.daily(22, 6, ZoneOffset.UTC));
        assertThat(account(spring, nights).reasons()).doesNotContain(Reason.OUTSIDE_HOURS);
        OutcomeRules noon = OutcomeRules.standard().withQuietHours(WeekTimes.daily(11, 15, ZoneOffset.UTC));
        assertThat(account(spring, noon).reasons()).contains(Reason.OUTSIDE_HOURS);
    }

    @Test
    void whereNobodySpendsThereIsTooLittleDataAndNotNothing() {
        mails("spring", 0);

        Account account = account();
        assertThat(account.contacted()).isEqualTo(1000);
        assertThat(account.reasons()).contains(Reason.FEW_EVENTS);
        assertThat(account.finding(OutcomeStatistic.VALUE_SHORT).pValue()).isNaN();
        assertThat(account.finding(OutcomeStatistic.VALUE_SHORT).smallestDetectable())
                .isNaN();
        assertThat(account.verdicts()).containsExactly(Verdict.TOO_LITTLE_DATA);
    }

    /** Sums of amounts that are all the same differ by rounding, and a difference of 1e-13 without any spread would be sure. */
    @ParameterizedTest
    @ValueSource(doubles = {9.99, 0.0999, 999, 3.33, 9.99e-6, 9.99e9})
    void whereAllSpendTheSameThereIsNoEffectInAnyUnitOfMoney(double amount) {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            for (double day : new double[] {-25, 5, 34}) {
                buy(customer, day, amount);
            }
        }
        Assignments.Builder few = Assignments.builder("control");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            few.assign("c" + customer, customer % 10 == 0 ? "control" : "mail", START);
        }

        Account account = account(Campaign.of("spring", Wave.of(few.build())), OutcomeRules.standard());
        assertThat(account.finding(OutcomeStatistic.VALUE_SHORT).effect().estimate())
                .isZero();
        assertThat(account.finding(OutcomeStatistic.VALUE_LONG).effect().estimate())
                .isZero();
        assertThat(account.verdicts()).containsExactly(Verdict.NOTHING);
        assertThat(account.sentence()).contains(": nothing");
    }

    @Test
    void anUnclearShortEffectIsTheReasonOnlyWhereItIsOne() {
        purchases();
        mails("spring", 0.4);
        mails("summer", 2);
        assertThat(account().reasons()).contains(Reason.UNEQUAL_CONTACTS).doesNotContain(Reason.PERMANENCE_UNDEFINED);
        assertThat(account().permanence().isDefined()).isFalse();
    }

    @Test
    void permanenceIsUndefinedOfAnEffectThatIsNotClear() {
        SplittableRandom random = new SplittableRandom(4);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            buy(customer, 2, 10 + random.nextInt(9));
        }
        assertThat(account().reasons()).contains(Reason.PERMANENCE_UNDEFINED);
    }

    @Test
    void tooLittleDataSaysWhatCouldHaveBeenSeen() {
        SplittableRandom random = new SplittableRandom(5);
        for (int customer = 0; customer < 200; customer++) {
            buy(customer, 2, 10 + random.nextInt(90));
            buy(customer, 12, 10 + random.nextInt(90));
        }

        OutcomeLedger ledger = OutcomeLedger.of(
                log.build().asOf(after(35)),
                List.of(Campaign.of("spring", Wave.of(assignments(START)))),
                WINDOWS,
                OutcomeRules.standard());
        Account account = ledger.accounts().get(0);
        double ofShort = account.finding(OutcomeStatistic.VALUE_SHORT).smallestDetectable();
        double ofLong = account.finding(OutcomeStatistic.VALUE_LONG).smallestDetectable();
        assertThat(account.verdicts()).containsExactly(Verdict.TOO_LITTLE_DATA);
        assertThat(account.sentence())
                .contains(String.format(
                        Locale.ROOT,
                        "So few show only an effect of %.2f a contact or more in the first 7 days, or of %.2f in the 28 days"
                                + " afterwards.",
                        ofShort,
                        ofLong));
        List<String> columns =
                Arrays.asList(ledger.toCsv().lines().findFirst().orElseThrow().split(",", -1));
        List<String> cells = Arrays.asList(
                ledger.toCsv().lines().skip(1).findFirst().orElseThrow().split(",", -1));
        assertThat(Double.parseDouble(cells.get(columns.indexOf("value_long_detectable"))))
                .isEqualTo(ofLong);
        assertThat(Double.parseDouble(cells.get(columns.indexOf("value_short_adjusted_p"))))
                .isEqualTo(account.finding(OutcomeStatistic.VALUE_SHORT).adjusted());
    }

    @Test
    void amongManyCampaignsALargerEffectIsNeeded() {
        SplittableRandom random = new SplittableRandom(5);
        for (int customer = 0; customer < 400; customer++) {
            buy(customer, 2, 10 + random.nextInt(90));
            buy(customer, 12, 10 + random.nextInt(90));
        }
        List<Campaign> many = IntStream.range(0, 100)
                .mapToObj(i -> Campaign.of("spring " + i, Wave.of(assignments(START))))
                .toList();
        LogView view = log.build().asOf(after(35));
        Finding alone = OutcomeLedger.of(view, many.subList(0, 1), WINDOWS, OutcomeRules.standard())
                .accounts()
                .get(0)
                .finding(OutcomeStatistic.VALUE_SHORT);
        Finding among = OutcomeLedger.of(view, many, WINDOWS, OutcomeRules.standard())
                .accounts()
                .get(0)
                .finding(OutcomeStatistic.VALUE_SHORT);

        double error = alone.effect().standardError();
        assertThat(alone.smallestDetectable()).isCloseTo(3.779 * error, within(0.02 * error));
        // Found if p is below 0.05 / 4 / 100: 3.836 standard errors, and 1.282 more in nine of ten.
        assertThat(among.smallestDetectable()).isCloseTo(5.118 * error, within(0.02 * error));
    }

    @Test
    void wavesWithoutTwoHeldOutAreLeftOutWithTheirNumber() {
        purchases();
        Assignments.Builder all = Assignments.builder("control").assign("c1", "control", START);
        for (int customer = 0; customer < CUSTOMERS; customer += 2) {
            all.assign("c" + customer, "mail", START);
        }
        Wave nobody = Wave.of(all.build());
        Account account =
                account(Campaign.of("spring", Wave.of(assignments(START)), nobody, nobody), OutcomeRules.standard());

        assertThat(account.contacted()).isEqualTo(1000);
        assertThat(account.reasons()).contains(Reason.WAVES_TOO_SMALL);
        assertThat(account.sentence()).contains("waves with fewer than two contacted or held out are left out: 2");
        assertThat(account().reasons()).doesNotContain(Reason.WAVES_TOO_SMALL);
        assertThat(account(Campaign.of("spring", nobody), OutcomeRules.standard())
                        .sentence())
                .contains("too little data", "are left out: 1");
    }

    @Test
    void withoutAHoldOutACampaignCanHaveDoneNothingAndDepartureIsNotKnown() {
        SplittableRandom random = new SplittableRandom(5);
        Instant begin = START.minus(WEEK.multipliedBy(18));
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            String id = "c" + customer;
            log.add(Interaction.of(id, begin.minus(WEEK), Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
            for (int week = 0; week < 24; week++) {
                Instant at = begin.plus(WEEK.multipliedBy(week)).plusSeconds(random.nextInt(1, 600_000));
                if (random.nextBoolean()) {
                    log.add(Interaction.of(id, at, Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE)
                            .withValue(random.nextInt(500, 1500) / 100.0));
                }
                if (random.nextInt(50) == 0) {
                    log.add(Interaction.of(id, at, Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT));
                }
            }
            if (customer % 3 == 0) {
                mail(customer, "spring", 0);
            }
        }
        OutcomeRules rules = OutcomeRules.standard().withRelevance(4, 0.05);
        LogView view = log.build().asOf(after(42));
        Account account = OutcomeLedger.of(
                        view, List.of(Campaign.ofLog(view, "spring")), OutcomeWindows.of(WEEK, WEEK), rules)
                .accounts()
                .get(0);

        assertThat(account.evidence()).as(account.sentence()).isEqualTo(Evidence.CREDIBLE);
        assertThat(account.verdicts()).containsExactly(Verdict.NOTHING);
        assertThat(account.sentence()).contains(": nothing", "Whether more customers left is not known.");
        assertThat(account.reasons()).contains(Reason.PERMANENCE_UNDEFINED, Reason.FEW_EVENTS);
    }
}
