package io.engagement.strategy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.measure.WeekTimes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactPolicyTest {
    private static final ContactPolicy STANDARD = ContactPolicy.standard();
    private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Customer SILENT = Customer.of("c");

    private static Interaction mail(Instant at) {
        return Interaction.of("c", at, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                .withDirection(Direction.OUTBOUND);
    }

    private static Interaction own(Instant at, Purpose purpose) {
        return Interaction.of("c", at, Channel.EMAIL, Initiator.CUSTOMER, purpose)
                .withDirection(Direction.INBOUND);
    }

    private static Instant ago(long hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private static ContactDecision ask(ContactPolicy policy, Customer customer, Instant at, Interaction... rows) {
        Instant known =
                Arrays.stream(rows).map(Interaction::at).max(Instant::compareTo).orElse(at);
        return policy.mayContact(CustomerHistory.of(customer, known, List.of(rows)), Channel.EMAIL, Purpose.OFFER, at);
    }

    private static void assertNo(ContactDecision decision, ContactReason reason, Instant firstYes) {
        assertThat(decision.reason()).isEqualTo(reason);
        assertThat(decision.mayContact()).isFalse();
        assertThat(decision.firstYes()).contains(firstYes);
    }

    private static void assertNever(ContactDecision decision, ContactReason reason) {
        assertThat(decision).isEqualTo(ContactDecision.of(reason, ContactReader.NEVER));
        assertThat(decision.firstYes()).isEmpty();
    }

    @Test
    void whoSaidNothingAndHadNoContactMayBeContactedAtOnce() {
        ContactDecision yes = ask(STANDARD, SILENT, NOW);

        assertThat(yes.mayContact()).isTrue();
        assertThat(yes.reason()).isEqualTo(ContactReason.ALLOWED);
        assertThat(yes.firstYes()).contains(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "consent, no, CONSENT",
        "consent, No, CONSENT",
        "consent, 0, CONSENT",
        "consent, yes, ALLOWED",
        "consent.email, false, CONSENT",
        "consent.phone, no, ALLOWED"
    })
    void consentIsWhatTheRecordSays(String attribute, String word, ContactReason reason) {
        assertThat(ask(STANDARD, SILENT.withAttribute(attribute, word), NOW).reason())
                .isEqualTo(reason);
    }

    @Test
    void whatTheRecordSaysOfAChannelStandsAboveWhatItSaysOfAll() {
        Customer onlyMail = SILENT.withAttribute("consent", "no").withAttribute("consent.email", "yes");

        assertThat(ask(STANDARD, onlyMail, NOW).mayContact()).isTrue();
        assertNever(
                STANDARD.mayContact(CustomerHistory.of(onlyMail, NOW, List.of()), Channel.PHONE, Purpose.OFFER, NOW),
                ContactReason.CONSENT);
    }

    @Test
    void consentThatMustBeSaidIsNoneWhereNothingIsSaid() {
        ContactPolicy strict = STANDARD.withConsentNeeded();

        assertNever(ask(strict, SILENT, NOW), ContactReason.CONSENT);
        assertThat(ask(strict, SILENT.withAttribute("consent", "yes"), NOW).mayContact())
                .isTrue();
    }

    @Test
    void consentThatIsNeitherYesNorNoIsRefusedByCustomerAndText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(STANDARD, SILENT.withAttribute("consent.sms", "maybe"), NOW))
                .withMessageContaining("consent.sms")
                .withMessageContaining("customer c")
                .withMessageContaining("maybe");
    }

    @Test
    void aRefusedChannelIsNeverUsed() {
        Customer noMail = SILENT.withPreferences(Preferences.none().withRefused(Channel.EMAIL));

        assertNever(ask(STANDARD, noMail, NOW), ContactReason.REFUSED_CHANNEL);
    }

    @Test
    void theCustomersOwnLimitCountsAllThatTheCompanySends() {
        Customer twice = SILENT.withPreferences(Preferences.none().withContactLimit(2, Duration.ofDays(7)));
        Interaction notice = Interaction.of("c", ago(30), Channel.APP, Initiator.COMPANY, Purpose.SERVICE_NOTICE);

        assertNo(
                ask(STANDARD, twice, NOW, mail(ago(50)), notice),
                ContactReason.STATED_LIMIT,
                ago(50).plus(Duration.ofDays(7)));
        assertThat(ask(STANDARD, twice, NOW, mail(ago(50))).mayContact()).isTrue();
    }

    @Test
    void theWindowOfALimitIsOpenAtItsBeginning() {
        Customer once = SILENT.withPreferences(Preferences.none().withContactLimit(1, Duration.ofHours(24)));
        Instant free = ago(24).plus(Duration.ofHours(24));

        assertNo(ask(STANDARD, once, free.minusMillis(1), mail(ago(24))), ContactReason.STATED_LIMIT, free);
        assertThat(ask(STANDARD, once, free, mail(ago(24))).mayContact()).isTrue();
    }

    @Test
    void whoWantsNoContactGetsNone() {
        Customer never = SILENT.withPreferences(Preferences.none().withContactLimit(0, Duration.ofDays(1)));

        assertNever(ask(STANDARD, never, NOW), ContactReason.STATED_LIMIT);
    }

    @Test
    void aLimitOfMoreTimesThanAreKeptIsRefusedWithTheRemedy() {
        Customer often = SILENT.withPreferences(Preferences.none().withContactLimit(40, Duration.ofDays(1)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(STANDARD, often, NOW))
                .withMessageContaining("customer c must be at most 12")
                .withMessageContaining("withStatedLimitsUpTo(40)");
        assertThat(ask(STANDARD.withStatedLimitsUpTo(40), often, NOW).mayContact())
                .isTrue();
    }

    @Test
    void aComplaintIsAnsweredBeforeAnythingElseIsSent() {
        Interaction complaint = own(ago(10), Purpose.COMPLAINT);
        Interaction answer = Interaction.of("c", ago(9), Channel.EMAIL, Initiator.CUSTOMER, Purpose.HELP)
                .withDirection(Direction.OUTBOUND);

        assertNo(
                ask(STANDARD, SILENT, NOW, complaint), ContactReason.OPEN_COMPLAINT, ago(10).plus(Duration.ofDays(30)));
        assertThat(ask(STANDARD, SILENT, NOW, complaint, answer).mayContact()).isTrue();
        assertThat(ask(STANDARD, SILENT, NOW, complaint, answer, own(ago(8), Purpose.COMPLAINT))
                        .reason())
                .isEqualTo(ContactReason.OPEN_COMPLAINT);
        assertThat(ask(STANDARD, SILENT, NOW, complaint, mail(ago(5))).reason())
                .as("an offer is no answer")
                .isEqualTo(ContactReason.OPEN_COMPLAINT);
    }

    @Test
    void aCapHoldsOverChannelsAndDepartments() {
        ContactPolicy policy = STANDARD.withCap(ContactCap.rolling(2, Duration.ofDays(7)));
        Interaction call = Interaction.of("c", ago(100), Channel.PHONE, Initiator.COMPANY, Purpose.OFFER)
                .withDepartment("sales");

        assertNo(
                ask(policy, SILENT, NOW, call, mail(ago(20)).withDepartment("marketing")),
                ContactReason.COMPANY_CAP,
                ago(100).plus(Duration.ofDays(7)));
    }

    @Test
    void serviceDoesNotCountForCapsAndIsNeverWithheld() {
        ContactPolicy policy = STANDARD.withCap(ContactCap.rolling(1, Duration.ofDays(7)))
                .withConsentNeeded()
                .withRest(1, Duration.ofDays(90))
                .withQuietHours(WeekTimes.daily(1, 24, ZoneOffset.UTC));
        Customer closed = SILENT.withAttribute("consent", "no")
                .withPreferences(Preferences.none().withRefused(Channel.EMAIL).withContactLimit(0, Duration.ofDays(1)));
        CustomerHistory history =
                CustomerHistory.of(closed, NOW, List.of(mail(ago(2)), own(ago(1), Purpose.COMPLAINT)));

        for (Purpose service : policy.service()) {
            ContactDecision decision = policy.mayContact(history, Channel.EMAIL, service, NOW);
            assertThat(decision.reason()).isEqualTo(ContactReason.SERVICE);
            assertThat(decision.firstYes()).contains(NOW);
        }
        Interaction notice = Interaction.of("c", ago(3), Channel.EMAIL, Initiator.COMPANY, Purpose.SERVICE_NOTICE);
        assertThat(ask(STANDARD.withCap(ContactCap.rolling(1, Duration.ofDays(7))), SILENT, NOW, notice)
                        .mayContact())
                .isTrue();
    }

    @Test
    void anOfferDoesNotBecomeServiceByBeingCalledSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withService(Purpose.OFFER))
                .withMessageContaining("OFFER");
        Purpose recall = Purpose.of("RECALL");
        assertThat(STANDARD.withService(recall)
                        .mayContact(
                                CustomerHistory.of(SILENT.withAttribute("consent", "no"), NOW, List.of()),
                                Channel.EMAIL,
                                recall,
                                NOW)
                        .reason())
                .isEqualTo(ContactReason.SERVICE);
    }

    @Test
    void aCalendarsCapBeginsAnewWithItsDayWhereARollingOneDoesNot() {
        Instant evening = Instant.parse("2026-06-10T21:30:00Z"); // 23:30 in Berlin
        Instant night = Instant.parse("2026-06-10T22:10:00Z"); // 00:10
        ContactPolicy daily = STANDARD.withCap(ContactCap.calendar(1, TimeScale.DAYS, BERLIN));
        ContactPolicy rolling = STANDARD.withCap(ContactCap.rolling(1, Duration.ofDays(1)));

        assertNo(
                ask(daily, SILENT, evening.plusSeconds(60), mail(evening)),
                ContactReason.COMPANY_CAP,
                Instant.parse("2026-06-10T22:00:00Z"));
        assertThat(ask(daily, SILENT, night, mail(evening)).mayContact()).isTrue();
        assertNo(
                ask(rolling, SILENT, night, mail(evening)),
                ContactReason.COMPANY_CAP,
                evening.plus(Duration.ofDays(1)));
    }

    @Test
    void weeksOfACalendarBeginOnMondayAndMonthsOnTheFirst() {
        Instant sunday = Instant.parse("2026-06-28T10:00:00Z");

        assertNo(
                ask(
                        STANDARD.withCap(ContactCap.calendar(1, TimeScale.WEEKS, ZoneOffset.UTC)),
                        SILENT,
                        sunday,
                        mail(sunday)),
                ContactReason.COMPANY_CAP,
                Instant.parse("2026-06-29T00:00:00Z"));
        assertNo(
                ask(
                        STANDARD.withCap(ContactCap.calendar(1, TimeScale.MONTHS, ZoneOffset.UTC)),
                        SILENT,
                        sunday,
                        mail(sunday)),
                ContactReason.COMPANY_CAP,
                Instant.parse("2026-07-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // The clock goes on at 02:00: this day has 23 hours.
        "2026-03-29T00:30:00Z, 2026-03-29T22:00:00Z",
        // The clock goes back at 03:00: this day has 25 hours.
        "2026-10-25T00:30:00Z, 2026-10-25T23:00:00Z"
    })
    void aDayOfACalendarIsAsLongAsItsClockMakesIt(Instant at, Instant nextDay) {
        ContactPolicy daily = STANDARD.withCap(ContactCap.calendar(1, TimeScale.DAYS, BERLIN));

        assertNo(ask(daily, SILENT, at, mail(at)), ContactReason.COMPANY_CAP, nextDay);
    }

    @Test
    void aCapOnAChannelLeavesTheOthersAlone() {
        ContactPolicy policy = STANDARD.withCap(ContactCap.rolling(1, Duration.ofDays(7))
                .withChannels(Channel.SMS)
                .withPurposes(Purpose.OFFER));
        Interaction sms = Interaction.of("c", ago(1), Channel.SMS, Initiator.COMPANY, Purpose.OFFER);
        CustomerHistory history = CustomerHistory.of(SILENT, NOW, List.of(sms, mail(ago(2))));

        assertThat(policy.mayContact(history, Channel.EMAIL, Purpose.OFFER, NOW).mayContact())
                .isTrue();
        assertThat(policy.mayContact(history, Channel.SMS, Purpose.INFORMATION, NOW)
                        .mayContact())
                .isTrue();
        assertThat(policy.mayContact(history, Channel.SMS, Purpose.OFFER, NOW).reason())
                .isEqualTo(ContactReason.COMPANY_CAP);
    }

    @ParameterizedTest
    @CsvSource({
        // Zone of the customer, asked at, first yes. Quiet from 21 to 8.
        "Europe/Berlin, 2026-06-10T20:00:00Z, 2026-06-11T06:00:00Z",
        "America/New_York, 2026-06-10T20:00:00Z, 2026-06-10T20:00:00Z",
        "America/New_York, 2026-06-11T01:00:00Z, 2026-06-11T12:00:00Z",
        "+05:30, 2026-06-10T15:30:00Z, 2026-06-11T02:30:00Z",
        // Nights of 10 and 12 hours, as clocks change.
        "Europe/Berlin, 2026-03-28T20:00:00Z, 2026-03-29T06:00:00Z",
        "Europe/Berlin, 2026-10-24T19:00:00Z, 2026-10-25T07:00:00Z",
        // No zone on the record: the policy's, UTC.
        "'', 2026-06-10T21:00:00Z, 2026-06-11T08:00:00Z",
        "'', 2026-06-10T20:59:59.999Z, 2026-06-10T20:59:59.999Z"
    })
    void quietHoursAreThoseOfTheClockWhereTheCustomerIs(String zone, Instant at, Instant firstYes) {
        ContactPolicy policy = STANDARD.withQuietHours(WeekTimes.daily(21, 8, ZoneOffset.UTC));
        Customer customer = zone.isEmpty() ? SILENT : SILENT.withAttribute("zone", zone);
        ContactDecision decision = ask(policy, customer, at);

        assertThat(decision.firstYes()).contains(firstYes);
        assertThat(decision.reason())
                .isEqualTo(at.equals(firstYes) ? ContactReason.ALLOWED : ContactReason.QUIET_HOURS);
    }

    @Test
    void hoursThatTheClockSkipsOrShowsTwiceAreQuietAsItShowsThem() {
        ContactPolicy policy = STANDARD.withQuietHours(WeekTimes.daily(0, 3, BERLIN));
        Instant spring = Instant.parse("2026-03-29T00:10:00Z"); // 01:10, and 02:00 becomes 03:00
        Instant autumn = Instant.parse("2026-10-25T00:50:00Z"); // 02:50 for the first time

        assertThat(ask(policy, SILENT, spring).firstYes()).contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(ask(policy, SILENT, autumn).firstYes()).contains(Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void aZoneThatIsNoneIsRefusedByCustomerAndText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(STANDARD, SILENT.withAttribute("zone", "Mars/Base"), NOW))
                .withMessageContaining("zone of customer c")
                .withMessageContaining("Mars/Base");
    }

    @Test
    void quietHoursMustLeaveAnHourAndBeOfOneZone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withQuietHours(WeekTimes.daily(0, 24, ZoneOffset.UTC)))
                .withMessageContaining("leave an hour");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.withQuietHours(WeekTimes.daily(22, 7, ZoneOffset.UTC))
                        .withQuietHours(WeekTimes.on(BERLIN, DayOfWeek.SUNDAY)))
                .withMessageContaining("one zone");
    }

    @Test
    void whoDoesNotAnswerRestsUntilTheyActOrTheRestIsOver() {
        ContactPolicy policy = STANDARD.withRest(3, Duration.ofDays(30));
        Interaction[] three = {mail(ago(90)), mail(ago(60)), mail(ago(30))};

        assertNo(ask(policy, SILENT, NOW, three), ContactReason.FATIGUE, ago(30).plus(Duration.ofDays(30)));
        assertThat(ask(policy, SILENT, NOW, mail(ago(60)), mail(ago(30))).mayContact())
                .isTrue();
        assertThat(ask(policy, SILENT, NOW, three[0], three[1], own(ago(50), Purpose.USE), three[2])
                        .mayContact())
                .as("an own act begins anew")
                .isTrue();
        Interaction reply = mail(ago(50)).withDirection(Direction.INBOUND);
        assertThat(ask(policy, SILENT, NOW, three[0], three[1], reply, three[2]).mayContact())
                .as("so does an answer")
                .isTrue();
        assertThat(ask(policy, SILENT, NOW, three[0], three[1], reply.withActor(Actor.MACHINE), three[2])
                        .mayContact())
                .as("not a machine's")
                .isFalse();
    }

    @Test
    void theFirstReasonInTheOrderIsTold() {
        ContactPolicy policy = STANDARD.withCap(ContactCap.rolling(1, Duration.ofDays(7)))
                .withRest(1, Duration.ofDays(30))
                .withQuietHours(WeekTimes.daily(11, 14, ZoneOffset.UTC));
        Customer all = SILENT.withAttribute("consent", "no")
                .withPreferences(Preferences.none().withRefused(Channel.EMAIL).withContactLimit(1, Duration.ofDays(7)));
        Interaction[] rows = {own(ago(3), Purpose.COMPLAINT), mail(ago(2))};
        Customer consents = all.withAttribute("consent", "yes");
        Customer takesMail = consents.withPreferences(Preferences.none().withContactLimit(1, Duration.ofDays(7)));
        Interaction help = Interaction.of("c", ago(1), Channel.APP, Initiator.COMPANY, Purpose.HELP);

        assertThat(ask(policy, all, NOW, rows).reason()).isEqualTo(ContactReason.CONSENT);
        assertThat(ask(policy, consents, NOW, rows).reason()).isEqualTo(ContactReason.REFUSED_CHANNEL);
        assertThat(ask(policy, takesMail, NOW, rows).reason()).isEqualTo(ContactReason.STATED_LIMIT);
        assertThat(ask(policy, SILENT, NOW, rows).reason()).isEqualTo(ContactReason.OPEN_COMPLAINT);
        assertThat(ask(policy, SILENT, NOW, rows[0], rows[1], help).reason()).isEqualTo(ContactReason.COMPANY_CAP);
        Instant later = ago(2).plus(Duration.ofDays(7));
        assertThat(ask(policy, SILENT, later.plus(Duration.ofHours(1)), rows[0], rows[1], help)
                        .reason())
                .isEqualTo(ContactReason.QUIET_HOURS);
        assertThat(ask(policy, SILENT, later, rows[0], rows[1], help).reason()).isEqualTo(ContactReason.FATIGUE);
    }

    @Test
    void aReplyOfTheCustomerOrInTheirThreadIsNoContact() {
        ContactPolicy policy = STANDARD.withCap(ContactCap.rolling(1, Duration.ofDays(7)));
        Interaction reply = Interaction.of("c", ago(2), Channel.EMAIL, Initiator.COMPANY, Purpose.QUESTION)
                .withDirection(Direction.INBOUND);
        Interaction answer = Interaction.of("c", ago(1), Channel.EMAIL, Initiator.CUSTOMER, Purpose.HELP)
                .withDirection(Direction.OUTBOUND);

        assertThat(ask(policy, SILENT, NOW, reply, answer).mayContact()).isTrue();
    }

    @Test
    void aChannelThatThePolicyDoesNotKnowIsRefusedByName() {
        Channel fax = Channel.of("fax");
        CustomerHistory history = CustomerHistory.of(SILENT, NOW, List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> STANDARD.mayContact(history, fax, Purpose.OFFER, NOW))
                .withMessageContaining("fax")
                .withMessageContaining("withChannels");
        assertThat(STANDARD.withChannels(fax)
                        .mayContact(history, fax, Purpose.OFFER, NOW)
                        .mayContact())
                .isTrue();
    }

    @Test
    void aPastInstantIsRefusedAsLaterContactsWouldCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(STANDARD, SILENT, ago(3), mail(ago(2))))
                .withMessageContaining("must not be before");
    }

    @Test
    void aPolicyIsReadFromItsText() {
        ContactPolicy policy = STANDARD.withConsentNeeded()
                .withCap(ContactCap.rolling(4, Duration.ofDays(7)))
                .withCap(ContactCap.calendar(1, TimeScale.MONTHS, BERLIN)
                        .withChannels(Channel.SMS, Channel.of("in | app"))
                        .withPurposes(Purpose.OFFER, Purpose.of("A | B")))
                .withQuietHours(WeekTimes.daily(21, 8, BERLIN))
                .withQuietHours(WeekTimes.on(BERLIN, DayOfWeek.SUNDAY, DayOfWeek.SATURDAY))
                .withComplaintHold(Duration.ofDays(9))
                .withRest(5, Duration.ofDays(30))
                .withStatedLimitsUpTo(50)
                .withChannels(Channel.of("fax"), Channel.of("in | app"))
                .withService(Purpose.of("RECALL"));
        ContactPolicy read = ContactPolicy.read(policy.toText());

        assertThat(read.toText()).isEqualTo(policy.toText());
        assertThat(read).isEqualTo(policy).hasSameHashCodeAs(policy).isNotEqualTo(STANDARD);
        assertThat(ContactPolicy.read(STANDARD.toText())).isEqualTo(STANDARD);
    }

    @Test
    void theTextOfAPolicyThatWasChangedIsRefused() {
        String text =
                STANDARD.withCap(ContactCap.rolling(4, Duration.ofDays(7))).toText();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactPolicy.read(text.replace("most 4", "most 9")))
                .withMessageContaining("changed");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ContactCap.rolling(0, Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ContactCap.rolling(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> ContactCap.calendar(1, TimeScale.HOURS, ZoneOffset.UTC));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withRest(0, Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withStatedLimitsUpTo(1001));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withComplaintHold(Duration.ofNanos(5)));
    }

    @Test
    void anInstantFarOutIsRefusedByItsNameAndTimesLongerThanAllTimeHoldForever() {
        ContactPolicy forever = STANDARD.withCap(ContactCap.rolling(1, Duration.ofSeconds(Long.MAX_VALUE)))
                .withComplaintHold(Duration.ofSeconds(Long.MAX_VALUE));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(STANDARD, SILENT, Instant.MAX))
                .withMessageContaining("instant must lie within 285,000 years of 1970");
        assertThat(ask(forever, SILENT, NOW, mail(ago(1))).reason()).isEqualTo(ContactReason.COMPANY_CAP);
        assertThat(ask(forever, SILENT, NOW, own(ago(1), Purpose.COMPLAINT)).reason())
                .isEqualTo(ContactReason.OPEN_COMPLAINT);
    }
}
