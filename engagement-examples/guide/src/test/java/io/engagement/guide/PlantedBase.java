package io.engagement.guide;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/** A simulated base, and in it customers of whom it is known what the answers must say. */
final class PlantedBase {
    static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Customers who were asked for feedback by a mail of 40 cents each, and of these those who answered it. */
    static final int ASKED = 50;

    static final int ANSWERED = 10;
    static final double A_MAIL = 0.4;

    /** Calls of the last quarter to one customer. */
    static final int CALLS = 45;

    private static final int SIMULATED = 600;

    private final InteractionLog.Builder log = InteractionLog.builder();

    private PlantedBase() {}

    static InteractionLog log() {
        PlantedBase base = new PlantedBase();
        base.addSimulated();
        base.addChasedAndTalker();
        base.addAskedForFeedback();
        base.addBuyers();
        base.addCaller();
        base.addComplaints();
        return base.log.build();
    }

    /** Three customers of a company each, and a mail of a campaign to every third in November. */
    private void addSimulated() {
        Simulation.withDefaults().withCustomers(SIMULATED).interactions().forEach(log::add);
        for (int i = 1; i <= SIMULATED; i++) {
            String id = String.format(Locale.ROOT, "%07d", i);
            log.customer(Customer.of(id).withAttribute("company", "company " + i / 3));
            if (i % 3 == 0) {
                Interaction mail = ours(id, daysAgo(45), Channel.EMAIL, Purpose.OFFER);
                log.add(mail.withCampaign("november"));
            }
        }
    }

    /** One is called every other day and never answers, the other writes as often by herself. */
    private void addChasedAndTalker() {
        for (int call = 0; call < 2 * CALLS; call++) {
            Instant at = daysAgo(2 * call + 1);
            log.add(ours("chased", at, Channel.PHONE, Purpose.OFFER).withDepartment("Collections"));
            log.add(theirs("talker", at, Channel.EMAIL, Purpose.QUESTION));
        }
    }

    private void addAskedForFeedback() {
        for (int i = 0; i < ASKED; i++) {
            Instant at = daysAgo(60);
            log.add(ours("asked-" + i, at, Channel.EMAIL, Purpose.FEEDBACK).withCost(A_MAIL));
            if (i < ANSWERED) {
                log.add(theirs("asked-" + i, at.plus(Duration.ofHours(30)), Channel.EMAIL, Purpose.FEEDBACK));
            }
        }
    }

    /** Weekly buyers of much, of whom one stopped; one who came back yesterday, and one who came yesterday. */
    private void addBuyers() {
        for (int week = 0; week < 70; week++) {
            log.add(purchase("loyal", daysAgo(1 + 7 * week), 500));
            if (week > 5) {
                log.add(purchase("leaver", daysAgo(1 + 7 * week), 500));
            }
        }
        for (int month = 5; month < 17; month++) {
            log.add(purchase("returner", daysAgo(30 * month), 80));
        }
        log.add(purchase("returner", NOW.minus(Duration.ofHours(12)), 80));
        log.add(purchase("newcomer", NOW.minus(Duration.ofHours(6)), 80));
    }

    /** Every Tuesday at six in the evening, Berlin time. */
    private void addCaller() {
        for (int week = 1; week <= 60; week++) {
            LocalDate tuesday = LocalDate.of(2024, 12, 31).minusWeeks(week);
            Instant at = tuesday.atTime(LocalTime.of(18, 0)).atZone(BERLIN).toInstant();
            log.add(theirs("caller", at, Channel.PHONE, Purpose.QUESTION));
        }
    }

    /** Of eighteen contacts fifteen are complaints; of another's eighteen one is. */
    private void addComplaints() {
        for (int i = 0; i < 18; i++) {
            log.add(theirs("grumbler", daysAgo(10 * i + 2), Channel.PHONE, purpose(i < 15)));
            log.add(theirs("content", daysAgo(10 * i + 2), Channel.PHONE, purpose(i < 1)));
        }
    }

    private static Purpose purpose(boolean complains) {
        return complains ? Purpose.COMPLAINT : Purpose.QUESTION;
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static Interaction purchase(String id, Instant at, double value) {
        return theirs(id, at, Channel.WEB, Purpose.PURCHASE).withValue(value);
    }

    private static Interaction theirs(String id, Instant at, Channel channel, Purpose purpose) {
        return Interaction.of(id, at, channel, Initiator.CUSTOMER, purpose);
    }

    private static Interaction ours(String id, Instant at, Channel channel, Purpose purpose) {
        return Interaction.of(id, at, channel, Initiator.COMPANY, purpose);
    }
}
