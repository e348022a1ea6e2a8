package io.engagement.outcome.mutual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.journey.Journey;
import io.engagement.journey.StageRule;
import io.engagement.journey.Stages;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.outcome.Account;
import io.engagement.outcome.AccountLevel;
import io.engagement.outcome.Campaign;
import io.engagement.outcome.OutcomeLedger;
import io.engagement.outcome.OutcomeRules;
import io.engagement.outcome.OutcomeStatistic;
import io.engagement.outcome.OutcomeWindows;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.Assignments;
import io.engagement.outcome.mutual.HelpingSelling.Cell;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpingSellingTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant FROM = NOW.minus(Duration.ofDays(100));
    private static final Scorer SPENT = Scorer.of(
            "spent",
            Scale.MONEY,
            Measure.sum(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE),
            spent -> spent == 0 ? Double.NaN : spent);

    private static Interaction contact(String customer, Purpose purpose, String department) {
        return Interaction.of(customer, NOW.minus(Duration.ofDays(9)), Channel.EMAIL, Initiator.COMPANY, purpose)
                .withDepartment(department);
    }

    /** 30 customers: service helps the even ones, sales offers to all, and two of three in 12 of segment "new". */
    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 30; i++) {
            String id = String.format("c%02d", i);
            log.customer(Customer.of(id).withAttribute("stage", i < 12 ? "new" : i < 27 ? "loyal" : "lost"));
            log.add(contact(id, Purpose.OFFER, "sales"));
            if (i % 2 == 0) {
                log.add(contact(id, Purpose.HELP, "service"));
                log.add(contact(id, Purpose.SERVICE_NOTICE, "service"));
            }
            log.add(contact(id, Purpose.INFORMATION, "sales"));
            log.add(Interaction.of(
                    id, NOW.minus(Duration.ofDays(200)), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER));
            log.add(Interaction.of(id, NOW.minus(Duration.ofDays(8)), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(i % 2 == 0 ? 20 + i : 10));
        }
        log.add(Interaction.of("c01", NOW.minus(Duration.ofDays(3)), Channel.EMAIL, Initiator.CUSTOMER, Purpose.HELP)
                .withDirection(Direction.OUTBOUND)
                .withDepartment("service"));
        return log.build().asOf(NOW);
    }

    @Test
    void contactsThatHelpStandBesideThoseThatSellByDepartment() {
        HelpingSelling contacts = HelpingSelling.of(view(), FROM, ContactPurposes.standard());

        // The answer in a customer's own thread helps too; what is older than the period counts nowhere.
        assertThat(contacts.cells())
                .containsExactly(new Cell("all", "sales", 0, 30, 30), new Cell("all", "service", 31, 0, 0));
        assertThat(contacts.shareHelping()).isCloseTo(31 / 61.0, within(1e-12));
        assertThat(contacts.toCsv()).contains("all,sales,0,30,30,0.0\n");
    }

    @Test
    void theRuleIsYoursToSet() {
        ContactPurposes purposes =
                ContactPurposes.standard().withSelling(Purpose.INFORMATION).withNeither(Purpose.HELP);
        HelpingSelling contacts = HelpingSelling.of(view(), FROM, purposes);

        assertThat(contacts.cells())
                .containsExactly(new Cell("all", "sales", 0, 60, 0), new Cell("all", "service", 15, 0, 16));
        assertThat(purposes.toString()).contains("sell: [INFORMATION, OFFER");
        assertThat(contacts.toString()).contains("help: [COMPLAINT, QUESTION, SERVICE_NOTICE]");
    }

    @Test
    void segmentsOfFewerThanTenCustomersArePutTogether() {
        HelpingSelling contacts =
                HelpingSelling.of(view(), FROM, ContactPurposes.standard(), customer -> customer.attribute("stage")
                        .orElse(""));

        assertThat(contacts.cells())
                .extracting(Cell::segment)
                .doesNotContain("lost")
                .contains("loyal", "(small groups)");
        assertThat(contacts.cells().stream()
                        .mapToInt(each -> each.helping() + each.selling())
                        .sum())
                .isEqualTo(61);
    }

    /** All are new until they buy on day 8 before now; c01's answer comes 3 days before now. */
    @Test
    void contactsAreCountedByTheStageThatCustomersWereInJustBefore() {
        Stages stages = Stages.builder(Stages.acts(ZoneOffset.UTC))
                .stage("new", StageRule.known())
                .stage("bought", StageRule.since(Filter.purpose(Purpose.PURCHASE)))
                .stage("never", StageRule.times(Filter.purpose(Purpose.REFERRAL), 1))
                .build();

        HelpingSelling contacts = HelpingSelling.of(
                        view(), FROM, ContactPurposes.standard(), Journey.of(view(), stages))
                .withWorth(SPENT);

        assertThat(contacts.cells())
                .containsExactly(
                        new Cell("new", "sales", 0, 30, 30),
                        new Cell("new", "service", 30, 0, 0),
                        new Cell("bought", "service", 1, 0, 0));
        assertThat(contacts.worth().stream()
                        .filter(each ->
                                each.customers() > 0 && each.department().equals("all")))
                .extracting(each -> each.segment() + ": " + each.got() + ": " + each.customers())
                .containsExactly(
                        "all: mostly help: 15",
                        "all: (small groups): 15",
                        "new: mostly offers: 15",
                        "new: mostly help: 15",
                        "bought: (small groups): 30");
        assertThat(contacts.worth())
                .allSatisfy(each -> assertThat(each.value().isDefined()).isEqualTo(each.customers() >= 10));
    }

    @Test
    void aJourneyOfAnotherPresentIsRefused() {
        LogView view = view();
        Journey earlier = Journey.of(view.asOf(FROM), Stages.standard(Stages.acts(ZoneOffset.UTC)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelpingSelling.of(view, FROM, ContactPurposes.standard(), earlier))
                .withMessageContaining("make both of one view");
    }

    @Test
    void worthIsDescribedAndNoCauseIsClaimed() {
        HelpingSelling contacts =
                HelpingSelling.of(view(), FROM, ContactPurposes.standard()).withWorth(SPENT);

        // Two of three contacts that help: the even ones; one of one that sells: the odd ones but c01, with one of
        // either.
        List<HelpingSelling.Worth> inAll = contacts.worth().stream()
                .filter(each -> each.department().equals("all"))
                .toList();
        assertThat(inAll).extracting(HelpingSelling.Worth::customers).containsExactly(0, 15, 15);
        assertThat(inAll)
                .extracting(HelpingSelling.Worth::got)
                .containsExactly("no help and no offers", "mostly help", "(small groups)");
        assertThat(contacts.worth().get(0).value().isDefined()).isFalse();
        assertThat(contacts.worth().get(1).value().estimate()).isCloseTo(34, within(1e-12));
        assertThat(contacts.toString()).contains("not because of it").doesNotContain("Where chance decided");
    }

    /** Of all customers: whom service sent nothing got no help there. */
    @Test
    void worthIsToldByDepartmentToo() {
        HelpingSelling contacts =
                HelpingSelling.of(view(), FROM, ContactPurposes.standard()).withWorth(SPENT);

        assertThat(contacts.worth().stream()
                        .filter(each ->
                                each.customers() > 0 && !each.department().equals("all")))
                .extracting(each -> each.segment() + ": " + each.department() + ": " + each.got() + ": "
                        + each.customers() + ": " + each.value().estimate())
                .containsExactly(
                        "all: sales: mostly offers: 30: 22.0",
                        "all: service: no help and no offers: 14: 10.0",
                        "all: service: mostly help: 16: 32.5");
    }

    /** Of 400 customers who buy for 10 each week, the contacted for 12 from the second week on. */
    private static Account account(boolean isDrawn) {
        InteractionLog.Builder log = InteractionLog.builder();
        Assignments.Builder arms = Assignments.builder("control");
        Instant at = NOW.minus(Duration.ofDays(60));
        for (int i = 0; i < 400; i++) {
            boolean contacted = i % 2 == 0;
            for (int week = -2; week < 6; week++) {
                double more = contacted && (week > 0 || !isDrawn) ? 2 : 0;
                log.add(Interaction.of(
                                "c" + i,
                                at.plus(Duration.ofDays(7L * week + 1)),
                                Channel.WEB,
                                Initiator.CUSTOMER,
                                Purpose.PURCHASE)
                        .withValue(10 + more + i % 3));
            }
            arms.assign("c" + i, contacted ? "mail" : "control", at);
        }
        return OutcomeLedger.of(
                        log.build().asOf(NOW),
                        List.of(Campaign.of("spring", Wave.of(arms.build()))),
                        OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28)),
                        OutcomeRules.standard())
                .accounts(AccountLevel.CAMPAIGN)
                .get(0);
    }

    @Test
    void aCauseIsToldOnlyWhereTheLedgerSaysThatChanceDecided() {
        HelpingSelling contacts = HelpingSelling.of(view(), FROM, ContactPurposes.standard())
                .withRandomised(ContactNature.SELLS, account(true));

        assertThat(contacts.randomised(ContactNature.SELLS)).singleElement().satisfies(account -> assertThat(
                        account.finding(OutcomeStatistic.VALUE_LONG).effect().estimate())
                .isCloseTo(8, within(0.5)));
        assertThat(contacts.randomised(ContactNature.NEITHER)).isEmpty();
        assertThat(contacts.toString()).contains("Where chance decided, a contact of spring, which sells, brought ");
        assertThat(contacts.randomisedTable().toCsv()).contains("SELLS,spring,200,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts.withRandomised(ContactNature.HELPS, account(true)))
                .withMessage("account 'spring' is there already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts.withRandomised(ContactNature.SELLS, account(false)))
                .withMessageContaining("account 'spring' must be randomised");
    }

    @Test
    void withoutContactsTheShareIsUndefined() {
        LogView view = InteractionLog.builder()
                .add(Interaction.of("a", NOW, Channel.WEB, Initiator.CUSTOMER, Purpose.USE))
                .build()
                .asOf(NOW);

        assertThat(HelpingSelling.of(view, FROM, ContactPurposes.standard()).cells())
                .isEmpty();
        assertThat(HelpingSelling.of(view, FROM, ContactPurposes.standard()).shareHelping())
                .isNaN();
    }
}
