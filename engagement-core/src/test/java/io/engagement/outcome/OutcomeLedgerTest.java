package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.WeekTimes;
import io.engagement.outcome.PlantedBase.Plan;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Windows, costs, reasons and evidence of single accounts, on bases that are small enough to count by hand. */
class OutcomeLedgerTest {
    private static final int CUSTOMERS = 400;
    private static final Instant CONTACT = Instant.parse("2025-03-03T10:00:00Z");
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));

    private final InteractionLog.Builder log = InteractionLog.builder();

    private static boolean isContacted(int customer) {
        return customer % 2 == 0;
    }

    private static String id(int customer) {
        return "c" + customer;
    }

    private static Instant after(double days) {
        return CONTACT.plusMillis((long) (days * 86_400_000));
    }

    private void buys(IntPredicate who, double day, double amount) {
        each(who, day, Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE, amount, 0);
    }

    private void each(
            IntPredicate who, double day, Channel channel, Initiator by, Purpose purpose, double value, double cost) {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            if (who.test(customer)) {
                Interaction row = Interaction.of(id(customer), after(day), channel, by, purpose)
                        .withValue(value + customer % 7 * 0.01)
                        .withCost(cost);
                log.add(by == Initiator.COMPANY ? row.withDirection(Direction.OUTBOUND) : row);
            }
        }
    }

    private static Assignments assignments() {
        Assignments.Builder all = Assignments.builder("control");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            all.assign(id(customer), isContacted(customer) ? "mail" : "control", CONTACT);
        }
        return all.build();
    }

    private static Campaign campaign() {
        return Campaign.of("spring", Wave.of(assignments()));
    }

    private LogView view() {
        return log.build().asOf(after(35));
    }

    private Account account(Campaign campaign, OutcomeWindows windows, OutcomeRules rules) {
        return OutcomeLedger.of(view(), List.of(campaign), windows, rules)
                .accounts()
                .get(0);
    }

    private Account account() {
        return account(campaign(), WINDOWS, OutcomeRules.standard());
    }

    private static double value(Account account, OutcomeStatistic statistic) {
        return account.finding(statistic).effect().estimate();
    }

    /** The mean of customer % 7 of the contacted less that of the held-out, in cents. */
    private static double cents() {
        double sum = 0;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            sum += (isContacted(customer) ? 0.01 : -0.01) * (customer % 7) / (CUSTOMERS / 2.0);
        }
        return sum;
    }

    @Test
    void windowsHoldTheirBeginAndNotTheirEnd() {
        buys(OutcomeLedgerTest::isContacted, 0, 1);
        buys(OutcomeLedgerTest::isContacted, 7, 10);
        buys(OutcomeLedgerTest::isContacted, 35, 100);
        buys(customer -> !isContacted(customer), 0, 0);
        buys(customer -> !isContacted(customer), 7, 0);

        Account account = account();
        assertThat(value(account, OutcomeStatistic.VALUE_SHORT)).isCloseTo(1 + cents(), within(1e-9));
        assertThat(value(account, OutcomeStatistic.VALUE_LONG)).isCloseTo(10 + cents(), within(1e-9));
    }

    @Test
    void theLongWindowBeginsWhenTheIncentiveHasEnded() {
        buys(OutcomeLedgerTest::isContacted, 8, 5);
        buys(customer -> true, 11, 3);
        Campaign tenDays = Campaign.of("spring", Wave.of(assignments()).withIncentive(Duration.ofDays(10)));
        OutcomeWindows windows = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(20));

        Account running = account(tenDays, windows, OutcomeRules.standard());
        assertThat(value(running, OutcomeStatistic.VALUE_SHORT)).isZero();
        assertThat(value(running, OutcomeStatistic.VALUE_LONG)).isCloseTo(cents(), within(1e-9));

        Account until = account(
                Campaign.of("spring", Wave.of(assignments()).withIncentiveUntil(after(10))),
                windows,
                OutcomeRules.standard());
        assertThat(value(until, OutcomeStatistic.VALUE_LONG)).isCloseTo(cents(), within(1e-9));
    }

    /** Trap: incentive still running. */
    @Test
    void aLongWindowThatBeginsBeforeTheIncentiveEndsIsRefused() {
        buys(customer -> true, 1, 5);
        Campaign tenDays = Campaign.of("spring", Wave.of(assignments()).withIncentive(Duration.ofDays(10)));
        OutcomeWindows early = WINDOWS.withLongFrom(Duration.ofDays(8));

        assertThatThrownBy(() -> account(tenDays, early, OutcomeRules.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("campaign spring must not begin before 2025-03-13T10:00:00Z")
                .hasMessageContaining("it began 8 days after the contact");
        assertThat(account(tenDays, WINDOWS.withLongFrom(Duration.ofDays(10)), OutcomeRules.standard())
                        .contacted())
                .isZero();
        assertThat(account(campaign(), early, OutcomeRules.standard()).reasons())
                .contains(Reason.NOT_YET_SEEN);
    }

    @Test
    void aShortWindowOfTheIncentiveNeedsOne() {
        buys(customer -> true, 1, 5);

        assertThatThrownBy(() -> account(
                        campaign(), OutcomeWindows.whileIncentiveRuns(Duration.ofDays(3)), OutcomeRules.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no incentive")
                .hasMessageContaining("give its wave one");
    }

    @Test
    void windowsThatAreNotOverTellNothing() {
        buys(customer -> true, 1, 5);
        Account account = OutcomeLedger.of(
                        log.build().asOf(after(34.9)), List.of(campaign()), WINDOWS, OutcomeRules.standard())
                .accounts()
                .get(0);

        assertThat(account.contacted()).isZero();
        assertThat(account.verdicts()).containsExactly(Verdict.TOO_LITTLE_DATA);
        assertThat(account.reasons()).contains(Reason.NOT_YET_SEEN).doesNotContain(Reason.FEW_CUSTOMERS);
        assertThat(account.finding(OutcomeStatistic.VALUE_SHORT).effect().isDefined())
                .isFalse();
    }

    @Test
    void valueIsMarginTimesSpendLessCostsAndRewards() {
        buys(OutcomeLedgerTest::isContacted, 2, 10);
        each(OutcomeLedgerTest::isContacted, 0, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER, 0, 0.5);
        Campaign costly = campaign().withCost(0.25).withReward(1);

        Account account = account(costly, WINDOWS, OutcomeRules.standard().withMargin(0.4));
        double spend = account.money().spendShort();
        assertThat(value(account, OutcomeStatistic.VALUE_SHORT)).isCloseTo(0.4 * spend - 0.5 - 0.25 - 1, within(1e-9));
        assertThat(account.money().costShort()).isCloseTo(1.75, within(1e-9));
        Account free = account(costly, WINDOWS, OutcomeRules.standard().withoutCosts());
        assertThat(free.money().costShort()).isCloseTo(1.25, within(1e-9));
    }

    /** Who never did anything and is not in the log was held out, or contacted, all the same. */
    @Test
    void customersWhomTheLogDoesNotKnowTakePartWithNothing() {
        buys(customer -> customer < 100 && isContacted(customer), 1, 8);

        Account account = account();
        assertThat(account.contacted()).isEqualTo(200);
        assertThat(account.heldOut()).isEqualTo(200);
        assertThat(account.money().spendShort()).isCloseTo(8.03 / 4, within(0.01));
    }

    @Test
    void fewCustomersOrSpendersAreTooLittleData() {
        buys(customer -> customer < 58, 1, 500);
        buys(customer -> isContacted(customer) && customer < 58, 2, 500);

        Account account = account();
        assertThat(account.verdicts()).containsExactly(Verdict.TOO_LITTLE_DATA);
        assertThat(account.reasons()).contains(Reason.FEW_EVENTS);
        assertThat(account.finding(OutcomeStatistic.VALUE_SHORT).pValue()).isNaN();
        assertThat(account.finding(OutcomeStatistic.VALUE_SHORT).smallestDetectable())
                .isPositive();
    }

    @Test
    void bothArmsMustHaveBeenAlikeBefore() {
        buys(OutcomeLedgerTest::isContacted, -2, 50);
        buys(customer -> true, 1, 5);

        Account account = account();
        assertThat(account.reasons()).contains(Reason.IMBALANCED_BEFORE);
        assertThat(account.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(account.evidence()).isEqualTo(Evidence.DESCRIBED_ONLY);
        assertThat(account.sentence())
                .isEqualTo(
                        "spring: no causal claim (contacted and held out differed before; too few"
                                + " customers with anything to count: value in the long window, harm, departure; no habit is known by which silence tells who left).");
    }

    @Test
    void illTimingIsToldAsALikelyReason() {
        each(customer -> customer < 80, -3, Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT, 0, 0);
        each(customer -> customer < 40, -2, Channel.PHONE, Initiator.COMPANY, Purpose.HELP, 0, 0);
        buys(customer -> true, 1, 5);
        contact();
        for (int customer = 0; customer < 60; customer++) {
            log.customer(
                    Customer.of(id(customer)).withPreferences(Preferences.none().withRefused(Channel.EMAIL)));
        }

        Account account = account(
                campaign(), WINDOWS, OutcomeRules.standard().withQuietHours(WeekTimes.daily(9, 11, ZoneOffset.UTC)));
        assertThat(account.reasons())
                .contains(Reason.DURING_COMPLAINT, Reason.AGAINST_PREFERENCE, Reason.OUTSIDE_HOURS)
                .doesNotContain(Reason.OVERLAP, Reason.UNEQUAL_CONTACTS);
    }

    private void contact() {
        for (int customer = 0; customer < CUSTOMERS; customer += 2) {
            log.add(Interaction.of(id(customer), CONTACT, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                    .withDirection(Direction.OUTBOUND)
                    .withCampaign("spring"));
        }
    }

    @Test
    void otherContactsOfTheContactedOnlyAreTold() {
        buys(customer -> true, 1, 5);
        contact();
        for (int customer = 0; customer < CUSTOMERS; customer += 2) {
            log.add(Interaction.of(id(customer), after(3), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                    .withDirection(Direction.OUTBOUND)
                    .withCampaign("summer"));
        }

        Account account = account();
        assertThat(account.reasons()).contains(Reason.OVERLAP, Reason.UNEQUAL_CONTACTS);
        assertThat(account.permanence().isDefined()).isFalse();
    }

    @Test
    void whoLeftBeforeTheContactCannotLeaveAndWhoComesBackHasNotLeft() {
        buys(customer -> true, -30, 5);
        each(customer -> customer < 100, -10, Channel.WEB, Initiator.CUSTOMER, Purpose.CANCELLATION, 0, 0);
        each(
                customer -> customer >= 100 && customer < 200 && isContacted(customer),
                3,
                Channel.WEB,
                Initiator.CUSTOMER,
                Purpose.CANCELLATION,
                0,
                0);
        buys(customer -> customer >= 100 && customer < 120, 9, 5);

        // 40 of the 150 contacted customers who had not left before, and nobody else.
        assertThat(value(account(), OutcomeStatistic.DEPARTURE)).isCloseTo(40 / 150.0, within(1e-12));
        assertThat(account().arms().leftBefore()).isEqualTo(100);
        assertThat(value(account(), OutcomeStatistic.HARM)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void withoutAHoldOutAndAPastNothingIsClaimed() {
        buys(customer -> true, 1, 5);
        contact();
        LogView view = view();
        Account account = OutcomeLedger.of(
                        view, List.of(Campaign.ofLog(view, "spring")), WINDOWS, OutcomeRules.standard())
                .accounts()
                .get(0);

        assertThat(account.verdicts()).containsExactly(Verdict.NO_CAUSAL_CLAIM);
        assertThat(account.reasons()).contains(Reason.NO_HOLD_OUT);
    }

    @Test
    void whoIsHeldOutOfSeveralWavesIsOneCustomer() {
        PlantedBase base = PlantedBase.of(600, 5, Plan.shortReward(1));
        Assignments wave = base.assignments(0);
        OutcomeLedger ledger = OutcomeLedger.of(
                base.view(),
                List.of(Campaign.of("twice", Wave.of(wave), Wave.of(wave))),
                PlantedBase.WINDOWS,
                OutcomeRules.standard());
        Account once = ledger.accounts(AccountLevel.WAVE).get(0);
        Account both = ledger.accounts(AccountLevel.CAMPAIGN).get(0);

        // The same wave again is no new evidence.
        for (OutcomeStatistic statistic : OutcomeStatistic.values()) {
            assertThat(both.finding(statistic).effect().estimate())
                    .isCloseTo(once.finding(statistic).effect().estimate(), within(1e-12));
            assertThat(both.finding(statistic).effect().standardError())
                    .isCloseTo(once.finding(statistic).effect().standardError(), within(1e-12));
        }
    }

    @Test
    void campaignsHaveDifferentNames() {
        buys(customer -> true, 1, 5);

        assertThatThrownBy(() ->
                        OutcomeLedger.of(view(), List.of(campaign(), campaign()), WINDOWS, OutcomeRules.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spring");
    }

    @Test
    void tablesHoldARowForEachAccount() {
        OutcomeLedger ledger = PlantedBase.of(600, 3, Plan.shortReward(1)).ledger();

        assertThat(ledger.toCsv().lines()).hasSize(2);
        assertThat(ledger.toCsv()).startsWith("level,name,at,contacted,held_out,value_short,");
        assertThat(ledger.toJson()).contains("\"verdict\": \"short-term reward\"", "\"evidence\": \"randomised\"");
        assertThat(ledger.toString()).contains("campaign brought ", ": a short-term reward", "[randomised]");
    }

    @Test
    void aMarginWhoseSquaredAmountsVanishIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeRules.standard().withMargin(1e-170))
                .withMessage("margin must be 0, or from 1.0E-12 to 1, was 1.0E-170: squares of smaller amounts vanish");
        assertThat(OutcomeRules.standard().withMargin(0).margin()).isZero();
    }
}
