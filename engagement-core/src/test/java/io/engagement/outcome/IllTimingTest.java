package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.outcome.experiment.Assignments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether contacts were ill-timed is judged at the contact, by what was known then. */
class IllTimingTest {
    private static final int CUSTOMERS = 400;
    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    private static final OutcomeWindows WINDOWS = OutcomeWindows.of(Duration.ofDays(7), Duration.ofDays(28));

    private final InteractionLog.Builder log = InteractionLog.builder();

    private static Instant day(double day) {
        return START.plusMillis((long) (day * 86_400_000));
    }

    /** All customers assigned at the start, every second one mailed on the third day. */
    private Account account() {
        Assignments.Builder arms = Assignments.builder("control");
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            arms.assign("c" + customer, customer % 2 == 0 ? "mail" : "control", START);
            act(customer, 1, Purpose.PURCHASE);
            if (customer % 2 == 0) {
                log.add(Interaction.of("c" + customer, day(3), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withDirection(Direction.OUTBOUND)
                        .withCampaign("spring"));
            }
        }
        return OutcomeLedger.of(
                        log.build().asOf(day(90)),
                        List.of(Campaign.of("spring", Wave.of(arms.build()))),
                        WINDOWS,
                        OutcomeRules.standard())
                .accounts()
                .get(0);
    }

    private void act(int customer, double day, Purpose purpose) {
        log.add(Interaction.of("c" + customer, day(day), Channel.WEB, Initiator.CUSTOMER, purpose));
    }

    private void all(double day, Purpose purpose) {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            act(customer, day, purpose);
        }
    }

    private void helped(double day) {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            log.add(Interaction.of("c" + customer, day(day), Channel.PHONE, Initiator.COMPANY, Purpose.HELP)
                    .withDirection(Direction.OUTBOUND));
        }
    }

    private void allRefuseMailsToday() {
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            log.customer(Customer.of("c" + customer)
                    .withPreferences(Preferences.none().withRefused(Channel.EMAIL)));
        }
    }

    @Test
    void aComplaintBetweenAssignmentAndMailWaitsAtTheMail() {
        all(2, Purpose.COMPLAINT);
        assertThat(account().reasons()).contains(Reason.DURING_COMPLAINT);
    }

    @Test
    void aComplaintThatWasSettledBeforeTheMailDoesNotWait() {
        all(-1, Purpose.COMPLAINT);
        helped(2);
        assertThat(account().reasons()).doesNotContain(Reason.DURING_COMPLAINT);
    }

    @Test
    void whoOptedOutBeforeTheMailDidNotWantIt() {
        all(-40, Purpose.of("OPT_OUT"));
        assertThat(account().reasons()).contains(Reason.AGAINST_PREFERENCE);
    }

    @Test
    void whoSignedUpAgainWantsMails() {
        all(-40, Purpose.of("OPT_OUT"));
        all(-20, Purpose.SIGN_UP);
        assertThat(account().reasons()).doesNotContain(Reason.AGAINST_PREFERENCE);
    }

    @Test
    void whatTheRecordSaysTodayCountsWhereTheLogDoesNotSayThatItIsLater() {
        allRefuseMailsToday();
        assertThat(account().reasons()).contains(Reason.AGAINST_PREFERENCE);
    }

    @Test
    void whoOptedOutAfterTheMailHadNotRefusedIt() {
        allRefuseMailsToday();
        all(60, Purpose.of("OPT_OUT"));
        assertThat(account().reasons()).doesNotContain(Reason.AGAINST_PREFERENCE);
    }
}
