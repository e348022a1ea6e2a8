package io.engagement.strategy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.ContactGate;
import io.engagement.live.LiveStore;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.measure.WeekTimes;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A policy says what its definition says, read directly off the interactions, by every door. */
class ContactPolicyConsistencyTest {
    private static final Instant START = Instant.parse("2026-03-20T00:00:00Z");
    private static final Instant END = Instant.parse("2026-04-10T00:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS, Channel.PHONE);
    private static final List<Direction> DIRECTIONS = List.of(Direction.values());
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.OFFER, Purpose.INFORMATION, Purpose.SERVICE_NOTICE, Purpose.COMPLAINT, Purpose.HELP, Purpose.USE);

    /** A random policy, customer and past. */
    private static final class Case {
        final SplittableRandom random;
        final List<ContactCap> caps = new ArrayList<>();
        final Customer customer;
        final List<Interaction> rows = new ArrayList<>();
        final ContactPolicy policy;
        final boolean quiet;
        final int unanswered;

        Case(long seed) {
            random = new SplittableRandom(seed);
            ContactPolicy made = ContactPolicy.standard().withComplaintHold(Duration.ofDays(1 + random.nextInt(9)));
            for (int i = random.nextInt(3); i > 0; i--) {
                caps.add(cap());
            }
            for (ContactCap cap : caps) {
                made = made.withCap(cap);
            }
            quiet = random.nextBoolean();
            if (quiet) {
                made = made.withQuietHours(WeekTimes.daily(21, 8, BERLIN))
                        .withQuietHours(WeekTimes.on(BERLIN, DayOfWeek.SUNDAY));
            }
            unanswered = random.nextInt(4);
            made = unanswered == 0 ? made : made.withRest(unanswered, Duration.ofDays(6));
            policy = random.nextInt(4) == 0 ? made.withConsentNeeded() : made;
            customer = customer();
            Instant at = START;
            for (int i = random.nextInt(30); i > 0; i--) {
                // Some at one instant.
                at = at.plusMillis(random.nextInt(4) == 0 ? 0 : random.nextLong(40 * 3_600_000L));
                rows.add(row(at.isBefore(END) ? at : END));
            }
        }

        private ContactCap cap() {
            int most = 1 + random.nextInt(3);
            ContactCap cap = random.nextBoolean()
                    ? ContactCap.rolling(most, Duration.ofHours(1 + random.nextInt(150)))
                    : ContactCap.calendar(
                            most,
                            List.of(TimeScale.DAYS, TimeScale.WEEKS, TimeScale.MONTHS)
                                    .get(random.nextInt(3)),
                            BERLIN);
            return random.nextBoolean() ? cap : cap.withChannels(CHANNELS.get(random.nextInt(3)));
        }

        private Customer customer() {
            Customer known = Customer.of("c");
            if (random.nextBoolean()) {
                known = known.withAttribute("zone", random.nextBoolean() ? "America/New_York" : "+05:30");
            }
            if (random.nextInt(3) == 0) {
                known = known.withAttribute("consent", random.nextBoolean() ? "yes" : "no");
            }
            if (random.nextInt(3) == 0) {
                known = known.withAttribute("consent.sms", random.nextBoolean() ? "yes" : "no");
            }
            Preferences stated = Preferences.none();
            if (random.nextInt(4) == 0) {
                stated = stated.withRefused(CHANNELS.get(random.nextInt(3)));
            }
            if (random.nextInt(3) == 0) {
                stated = stated.withContactLimit(random.nextInt(5), Duration.ofHours(1 + random.nextInt(200)));
            }
            return known.withPreferences(stated);
        }

        private Interaction row(Instant at) {
            InteractionKind kind = InteractionKind.of(
                    CHANNELS.get(random.nextInt(3)),
                    random.nextInt(3) == 0 ? Initiator.CUSTOMER : Initiator.COMPANY,
                    PURPOSES.get(random.nextInt(PURPOSES.size())));
            return Interaction.of("c", at, kind.withDirection(DIRECTIONS.get(random.nextInt(3))));
        }
    }

    /** The definition, read directly. */
    private static ContactReason defined(Case one, Channel channel, Purpose purpose, Instant at) {
        Customer customer = one.customer;
        if (List.of(Purpose.SERVICE_NOTICE, Purpose.HELP, Purpose.COMPLAINT).contains(purpose)) {
            return ContactReason.SERVICE;
        }
        String word = customer.attribute("consent." + channel.name())
                .or(() -> customer.attribute("consent"))
                .orElse("");
        if (word.equals("no") || (word.isEmpty() && one.policy.needsConsent())) {
            return ContactReason.CONSENT;
        }
        if (customer.preferences().refused().contains(channel)) {
            return ContactReason.REFUSED_CHANNEL;
        }
        List<Interaction> contacts = one.rows.stream()
                .filter(row ->
                        row.initiator() == Initiator.COMPANY && row.kind().direction() != Direction.INBOUND)
                .toList();
        List<Interaction> withheld = contacts.stream()
                .filter(row -> !one.policy.service().contains(row.purpose()))
                .toList();
        if (customer.preferences().contactLimit().isPresent()) {
            Instant since = at.minus(customer.preferences().limitPeriod().orElseThrow());
            long within =
                    contacts.stream().filter(row -> row.at().isAfter(since)).count();
            if (within >= customer.preferences().contactLimit().getAsInt()) {
                return ContactReason.STATED_LIMIT;
            }
        }
        if (hasOpenComplaint(one, at)) {
            return ContactReason.OPEN_COMPLAINT;
        }
        for (ContactCap cap : one.caps) {
            long counted = withheld.stream()
                    .filter(row -> cap.concerns(row.channel(), row.purpose()))
                    .filter(row -> !row.at().isBefore(first(cap, at)))
                    .count();
            if (cap.concerns(channel, purpose) && counted >= cap.most()) {
                return ContactReason.COMPANY_CAP;
            }
        }
        ZoneId zone = customer.attribute("zone").map(ZoneId::of).orElse(BERLIN);
        ZonedDateTime local = at.atZone(zone);
        if (one.quiet && (local.getHour() >= 21 || local.getHour() < 8 || local.getDayOfWeek() == DayOfWeek.SUNDAY)) {
            return ContactReason.QUIET_HOURS;
        }
        Instant acted = one.rows.stream()
                .filter(ContactPolicyConsistencyTest::isAct)
                .map(Interaction::at)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        List<Instant> since = withheld.stream()
                .map(Interaction::at)
                .filter(when -> when.isAfter(acted))
                .sorted()
                .toList();
        boolean tired = one.unanswered > 0
                && since.size() >= one.unanswered
                && at.isBefore(since.get(since.size() - 1).plus(Duration.ofDays(6)));
        return tired ? ContactReason.FATIGUE : ContactReason.ALLOWED;
    }

    private static boolean isAct(Interaction row) {
        Direction direction = row.kind().direction();
        return direction == Direction.INBOUND
                || (direction == Direction.UNKNOWN && row.initiator() == Initiator.CUSTOMER);
    }

    private static boolean hasOpenComplaint(Case one, Instant at) {
        Instant complained = one.rows.stream()
                .filter(row -> isAct(row) && row.purpose().equals(Purpose.COMPLAINT))
                .map(Interaction::at)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        boolean answered = one.rows.stream()
                .filter(row -> List.of(Purpose.COMPLAINT, Purpose.HELP).contains(row.purpose()))
                .filter(row -> row.kind().direction() == Direction.OUTBOUND
                        || (row.kind().direction() == Direction.UNKNOWN && row.initiator() == Initiator.COMPANY))
                .anyMatch(row -> row.at().isAfter(complained));
        return !complained.equals(Instant.MIN) && !answered && at.isBefore(complained.plus(one.policy.complaintHold()));
    }

    /** The first instant whose contacts count. */
    private static Instant first(ContactCap cap, Instant at) {
        if (cap.span() instanceof ContactCap.Rolling rolling) {
            return at.minusMillis(rolling.millis()).plusMillis(1);
        }
        LocalDate day = at.atZone(BERLIN).toLocalDate();
        TimeScale period = ((ContactCap.Calendar) cap.span()).period();
        LocalDate start = period == TimeScale.DAYS
                ? day
                : period == TimeScale.WEEKS
                        ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        : day.withDayOfMonth(1);
        return start.atStartOfDay(BERLIN).toInstant();
    }

    @Property(seed = "1", tries = 400)
    void aPolicySaysWhatItsDefinitionSays(@ForAll long seed) {
        Case one = new Case(seed);
        CustomerHistory history = CustomerHistory.of(one.customer, END, one.rows);
        for (int i = 0; i < 10; i++) {
            Instant at = END.plusMillis(one.random.nextLong(15 * 86_400_000L));
            for (Channel channel : CHANNELS) {
                Purpose purpose = PURPOSES.get(one.random.nextInt(3));
                assertThat(one.policy.mayContact(history, channel, purpose, at).reason())
                        .as("%s %s %s of %s under %s with %s", at, channel, purpose, one.customer, one.policy, one.rows)
                        .isEqualTo(defined(one, channel, purpose, at));
            }
        }
    }

    @Property(seed = "2", tries = 300)
    void theFirstYesIsOneAndNoneIsBefore(@ForAll long seed) {
        Case one = new Case(seed);
        CustomerHistory history = CustomerHistory.of(one.customer, END, one.rows);
        ContactDecision asked = one.policy.mayContact(history, Channel.EMAIL, Purpose.OFFER, END);
        if (asked.firstYes().isEmpty()) {
            for (int days = 0; days < 400; days += 7) {
                assertThat(one.policy
                                .mayContact(history, Channel.EMAIL, Purpose.OFFER, END.plus(Duration.ofDays(days)))
                                .mayContact())
                        .isFalse();
            }
            return;
        }
        Instant first = asked.firstYes().get();
        assertThat(asked.mayContact()).isEqualTo(first.equals(END));
        assertThat(defined(one, Channel.EMAIL, Purpose.OFFER, first).mayContact())
                .isTrue();
        long wait = Duration.between(END, first).toMillis();
        for (int i = 0; i < 20 && wait > 0; i++) {
            Instant before = i == 0 ? first.minusMillis(1) : END.plusMillis(one.random.nextLong(wait));
            assertThat(defined(one, Channel.EMAIL, Purpose.OFFER, before).mayContact())
                    .as("%s before %s", before, first)
                    .isFalse();
        }
    }

    @Property(seed = "3", tries = 100)
    void aTableOneCustomerStatesAndTheLiveStoreAgree(@ForAll long seed) {
        Case one = new Case(seed);
        InteractionLog.Builder log = InteractionLog.builder().customer(one.customer);
        one.rows.forEach(log::add);
        LogView view = log.build().asOf(END);
        Instant at = END.plusMillis(one.random.nextLong(5 * 86_400_000L));
        ContactGate gate = gate(one);
        StateLayout layout = StateLayout.of(one.policy.measures());
        ContactReader reader = one.policy.reader(layout);
        double[] merged = merged(one, layout);
        for (Channel channel : CHANNELS) {
            ContactDecision alone = one.policy.mayContact(view.history("c").orElseThrow(), channel, Purpose.OFFER, at);
            assertThat(one.policy.mayContact(view, channel, Purpose.OFFER, at).get(0))
                    .isEqualTo(alone);
            assertThat(gate.mayContact("c", channel, Purpose.OFFER, at)).isEqualTo(alone.mayContact());
            assertThat(gate.decision()).isEqualTo(alone);
            assertThat(ContactDecision.of(
                            reader.reason(merged, 0, channel, Purpose.OFFER, at.toEpochMilli()),
                            reader.firstYes(merged, 0, channel, Purpose.OFFER, at.toEpochMilli())))
                    .isEqualTo(alone);
        }
    }

    /** In any order, beside a scorer. */
    private static ContactGate gate(Case one) {
        LiveStore store = LiveStore.of(Scorer.of("acts", Scale.COUNT, Measure.count(Filter.all()), count -> count))
                .withMeasures(one.policy.measures().toArray(Measure[]::new))
                .withClock(Clock.fixed(END, ZoneOffset.UTC))
                .open();
        List<Interaction> shuffled = new ArrayList<>(one.rows);
        Collections.shuffle(shuffled, new Random(one.random.nextLong()));
        store.know(one.customer);
        shuffled.forEach(store::add);
        return ContactGate.of(store, one.policy);
    }

    /** In two parts. */
    private static double[] merged(Case one, StateLayout layout) {
        double[] first = new double[layout.slots()];
        double[] second = new double[layout.slots()];
        layout.reset(first, 0);
        layout.reset(second, 0);
        layout.know(one.customer, first, 0);
        for (Interaction row : one.rows) {
            layout.add(row, layout.weights(row.kind()), one.random.nextBoolean() ? first : second, 0);
        }
        layout.merge(first, 0, second, 0);
        return first;
    }

    @Property(seed = "4", tries = 100)
    void aFurtherContactNeverMakesAnEarlierOneAllowed(@ForAll long seed) {
        Case one = new Case(seed);
        ContactDecision before =
                one.policy.mayContact(CustomerHistory.of(one.customer, END, one.rows), Channel.SMS, Purpose.OFFER, END);
        one.rows.add(Interaction.of("c", END, Channel.SMS, Initiator.COMPANY, Purpose.OFFER));
        ContactDecision after =
                one.policy.mayContact(CustomerHistory.of(one.customer, END, one.rows), Channel.SMS, Purpose.OFFER, END);

        assertThat(after.firstYes().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE))
                .isGreaterThanOrEqualTo(
                        before.firstYes().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }
}
