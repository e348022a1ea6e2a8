package io.engagement.dialogue.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.dialogue.preference.Suggestion.Source;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Preferences;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContactPreferencesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final CustomerZones ALL = CustomerZones.all(BERLIN);

    private static Interaction at(String customer, ZoneId zone, String local, Channel channel, Initiator initiator) {
        return Interaction.of(
                customer, LocalDateTime.parse(local).atZone(zone).toInstant(), channel, initiator, Purpose.QUESTION);
    }

    private static Interaction own(String customer, int day, int hour, Channel channel) {
        return at(customer, BERLIN, local(day, hour), channel, Initiator.CUSTOMER);
    }

    private static Interaction contact(String customer, int day, int hour, Channel channel) {
        return at(customer, BERLIN, local(day, hour), channel, Initiator.COMPANY);
    }

    private static String local(int day, int hour) {
        return LocalDateTime.parse("2026-01-05T00:00")
                .plusDays(day)
                .plusHours(hour)
                .toString();
    }

    /** A hundred who mostly write mails in the morning, some of them calls in the evening, and are all mailed and called. */
    private static List<Interaction> base() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (int day = 0; day < 8; day++) {
                boolean calls = i % 4 == 0 ? day % 4 > 0 : day % 8 == 0;
                rows.add(own("c" + i, 3 * day + i % 5, calls ? 18 : 9, calls ? Channel.PHONE : Channel.EMAIL));
            }
            rows.add(contact("c" + i, 40, 9, Channel.EMAIL));
            rows.add(contact("c" + i, 41, 18, Channel.PHONE));
        }
        return rows;
    }

    private static LogView view(List<Interaction> rows, Customer... customers) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        List.of(customers).forEach(log::customer);
        return log.build().asOf(NOW);
    }

    private static Preference of(List<Interaction> rows, String customer, Customer... customers) {
        return ContactPreferences.of(view(rows, customers), ALL).of(customer).orElseThrow();
    }

    @Test
    void whatACustomerDoesIsSuggestedOnlyIfItIsSurelyTheirs() {
        List<Interaction> rows = base();
        for (int day = 0; day < 12; day++) {
            rows.add(own("caller", day, 18, Channel.PHONE));
        }
        rows.add(own("once", 1, 18, Channel.PHONE));
        rows.add(contact("never", 1, 9, Channel.EMAIL));

        assertThat(of(rows, "caller").suggestion().channel()).contains(Channel.PHONE);
        assertThat(of(rows, "caller").suggestion().source()).isEqualTo(Source.LEARNED);
        assertThat(of(rows, "caller").suggestion().reason()).startsWith("12 of 12 own acts came by it");
        assertThat(of(rows, "caller").suggestion().block()).contains(4);
        assertThat(of(rows, "once").suggestion().channel()).contains(Channel.EMAIL);
        assertThat(of(rows, "once").suggestion().source()).isEqualTo(Source.POPULATION);
        assertThat(of(rows, "once").suggestion().block()).contains(2);
        assertThat(of(rows, "never").suggestion().reason()).contains("no own act by these channels");
    }

    @Test
    void consentStandsAboveWhatIsSaidAndThatAboveWhatIsDone() {
        List<Interaction> rows = base();
        for (int day = 0; day < 12; day++) {
            rows.add(own("caller", day, 18, Channel.PHONE));
        }
        Customer caller = Customer.of("caller");
        Preferences says = Preferences.none().withPreferred(Channel.SMS);

        assertThat(of(rows, "caller", caller.withPreferences(says)).suggestion().channel())
                .contains(Channel.SMS);
        assertThat(of(rows, "caller", caller.withPreferences(says)).suggestion().source())
                .isEqualTo(Source.STATED);
        assertThat(of(rows, "caller", caller.withPreferences(Preferences.none().withRefused(Channel.PHONE)))
                        .suggestion()
                        .channel())
                .contains(Channel.EMAIL);
    }

    @Test
    void whoRefusesAllChannelsOrAllContactIsLeftAlone() {
        List<Interaction> rows = base();
        Customer none = Customer.of("c1").withPreferences(Preferences.none().withRefused(Channel.EMAIL, Channel.PHONE));
        Customer limit = Customer.of("c1").withPreferences(Preferences.none().withContactLimit(0, Duration.ofDays(30)));

        assertThat(of(rows, "c1", none).suggestion().leaveAlone()).isTrue();
        assertThat(of(rows, "c1", none).suggestion().reason()).contains("refuses all channels");
        assertThat(of(rows, "c1", limit).suggestion().reason()).isEqualTo("the customer wants no contact");
    }

    @Test
    void contactsFitWhereTheCustomerActs() {
        List<Interaction> rows = base();
        for (int day = 0; day < 30; day++) {
            rows.add(own("caller", day, 18, Channel.PHONE));
        }
        List<Interaction> called = new ArrayList<>(rows);
        called.add(contact("caller", 50, 18, Channel.PHONE));
        List<Interaction> mailed = new ArrayList<>(rows);
        mailed.add(contact("caller", 50, 3, Channel.EMAIL));

        assertThat(of(called, "caller").fit()).isEqualTo(1);
        assertThat(of(mailed, "caller").fit()).isLessThan(0.05);
        assertThat(of(rows, "caller").fit()).isNaN();
    }

    @Test
    void contactsAgainstWhatTheCustomerSaysAreCounted() {
        Customer refuses = Customer.of("c1").withPreferences(Preferences.none().withRefused(Channel.PHONE));
        Customer prefers = Customer.of("c1").withPreferences(Preferences.none().withPreferred(Channel.SMS));

        assertThat(of(base(), "c1", refuses).againstShare()).isEqualTo(0.5);
        assertThat(of(base(), "c1", prefers).against()).isEqualTo(2);
        assertThat(of(base(), "c1").against()).isZero();
    }

    @Test
    void theHoursOfACustomerWhoLivesElsewhereAreThoseOnTheirClock() {
        CustomerZones zones = ALL.withAttribute("zone");
        Preference[] found = new Preference[2];
        for (int i = 0; i < 2; i++) {
            ZoneId zone = i == 0 ? BERLIN : ZoneId.of("America/New_York");
            List<Interaction> rows = base();
            for (int day = 0; day < 12; day++) {
                rows.add(at("far", zone, local(day, 13), Channel.EMAIL, Initiator.CUSTOMER));
            }
            Customer[] customers = new Customer[101];
            for (int c = 0; c < 100; c++) {
                customers[c] = Customer.of("c" + c).withAttribute("zone", "Europe/Berlin");
            }
            customers[100] = Customer.of("far").withAttribute("zone", zone.getId());
            found[i] = ContactPreferences.of(view(rows, customers), zones)
                    .of("far")
                    .orElseThrow();
        }

        assertThat(found[1].suggestion()).isEqualTo(found[0].suggestion());
        assertThat(found[1].blocks().orElseThrow().alpha(3))
                .isEqualTo(found[0].blocks().orElseThrow().alpha(3));
    }

    @Test
    void hoursAreNotKnownOfWhoLivesAnywhereInABaseFarApart() {
        List<Interaction> rows = base();
        Customer east = Customer.of("c1").withAttribute("zone", KOLKATA.getId());
        Customer west = Customer.of("c2").withAttribute("zone", "Europe/Berlin");
        ContactPreferences apart = ContactPreferences.of(view(rows, east, west), ALL.withAttribute("zone"));
        ContactPreferences near = ContactPreferences.of(view(rows, west), ALL.withAttribute("zone"));

        assertThat(apart.of("c3").orElseThrow().blocks()).isEmpty();
        assertThat(apart.of("c3").orElseThrow().suggestion().timeReason()).contains("the hour is not known");
        assertThat(near.of("c3").orElseThrow().blocks()).isPresent();
    }

    @Test
    void daysOf23And25HoursAreDaysAndTheirHoursThoseOfTheClock() {
        List<Interaction> rows = new ArrayList<>();
        // Clocks go forward on 2026-03-29 at 2, back on 2025-10-26 at 3: both are Sundays.
        rows.add(at("spring", BERLIN, "2026-03-29T03:30", Channel.EMAIL, Initiator.CUSTOMER));
        rows.add(at("spring", BERLIN, "2026-03-29T23:30", Channel.EMAIL, Initiator.CUSTOMER));
        Instant before = Instant.parse("2025-10-26T00:30:00Z");
        for (int hour = 0; hour < 2; hour++) {
            rows.add(Interaction.of(
                    "autumn",
                    before.plus(Duration.ofHours(hour)),
                    Channel.EMAIL,
                    Initiator.CUSTOMER,
                    Purpose.QUESTION));
        }
        rows.add(at("autumn", BERLIN, "2025-10-26T23:30", Channel.EMAIL, Initiator.CUSTOMER));
        LogView view = view(rows);
        ContactGrid grid = new ContactGrid(List.of("email"), BERLIN);
        double[] spring = slots(grid, view, "spring");
        double[] autumn = slots(grid, view, "autumn");

        assertThat(grid.weekdays(spring, 0)).containsExactly(0, 0, 0, 0, 0, 0, 2);
        assertThat(grid.blocks(spring, 0)).containsExactly(1, 0, 0, 0, 0, 1);
        assertThat(grid.weekdays(autumn, 0)).containsExactly(0, 0, 0, 0, 0, 0, 3);
        assertThat(grid.blocks(autumn, 0)).containsExactly(2, 0, 0, 0, 0, 1);
    }

    private static double[] slots(ContactGrid grid, LogView view, String customer) {
        int row = view.row(customer).orElseThrow();
        double[] slots = new double[grid.slots()];
        grid.reader(view).addAll(view.start(row), view.end(row), slots, 0);
        return slots;
    }

    @Test
    void machinesChangeNothing() {
        List<Interaction> rows = base();
        List<Interaction> more = new ArrayList<>(rows);
        more.add(own("c1", 9, 2, Channel.PHONE).withActor(Actor.MACHINE));
        more.add(contact("c1", 9, 2, Channel.PHONE).withActor(Actor.MACHINE));

        assertThat(ContactPreferences.of(view(more), ALL).customers().toCsv())
                .isEqualTo(ContactPreferences.of(view(rows), ALL).customers().toCsv());
    }

    @Test
    void theFitIsTheSameInTablesAloneAndLive() {
        List<Interaction> rows = base();
        LogView view = view(rows);
        ContactPreferences preferences = ContactPreferences.of(view, ALL);
        Measure fit = preferences.contactFit(BERLIN);
        Scorer scorer = Scorer.of("contact_fit", Scale.PROBABILITY, fit, each -> each);
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(fit));
        LiveStore live =
                LiveStore.of(scorer).withClock(Clock.fixed(NOW, ZoneOffset.UTC)).open();
        rows.stream().sorted(Comparator.comparing(Interaction::at)).forEach(live::add);

        for (int row = 0; row < view.customers(); row++) {
            double expected = preferences.of(row).fit();
            assertThat(table.column(fit).get(row)).isEqualTo(expected);
            assertThat(live.score(view.customerId(row), "contact_fit")).hasValue(expected);
        }
    }

    @Test
    void theTableAddsUpToTheBase() {
        ContactPreferences preferences = ContactPreferences.of(view(base()), ALL);
        String[] lines = preferences.byChannelTable().toCsv().split("\n", -1);

        assertThat(lines[0]).startsWith("channel,own_acts,own_share,contacts");
        assertThat(lines).hasSize(6);
        assertThat(lines[1]).startsWith("email,").contains(",100,0.5,");
        assertThat(preferences.customers().toJson()).contains("\"source\": \"population\"");
    }

    @Test
    void aBaseWithoutInteractionsHasNoSuggestion() {
        InteractionLog.Builder log = InteractionLog.builder();
        log.customer(Customer.of("c"));
        ContactPreferences nobody = ContactPreferences.of(log.build().asOf(NOW), ALL);
        Optional<Preference> one = nobody.of("c");

        assertThat(nobody.of("x")).isEmpty();
        one.ifPresent(each -> assertThat(each.suggestion().leaveAlone()).isTrue());
    }

    @Test
    void consentStandsAboveWhatCustomersPreferAndDo() {
        Customer stated = Customer.of("c1").withPreferences(Preferences.none().withPreferred(Channel.EMAIL));
        Customer no = stated.withAttribute("consent", "No");
        Customer noMail = stated.withAttribute("consent.email", "0").withAttribute("consent", "yes");
        Customer onlyMail = stated.withAttribute("consent.email", "TRUE").withAttribute("consent", "no");

        assertThat(of(base(), "c1", no).suggestion().leaveAlone()).isTrue();
        assertThat(of(base(), "c1", no).suggestion().reason()).contains("does not consent");
        assertThat(of(base(), "c1", no).against()).isEqualTo(2);
        assertThat(of(base(), "c1", noMail).suggestion().channel()).contains(Channel.PHONE);
        assertThat(of(base(), "c1", onlyMail).suggestion().channel()).contains(Channel.EMAIL);
        assertThat(of(base(), "c1", stated.withAttribute("consent", "nein"))
                        .suggestion()
                        .leaveAlone())
                .isTrue();
    }

    @Test
    void theChannelsOfGroupsAddUpToThoseOfTheBase() {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            customers.add(Customer.of("c" + i).withAttribute("plan", i < 5 ? "rare" : i % 2 == 0 ? "basic" : "plus"));
        }
        ContactPreferences all = ContactPreferences.of(view(base(), customers.toArray(Customer[]::new)), ALL);
        List<String[]> rows = all.byChannelTable("plan")
                .toCsv()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();

        assertThat(rows).extracting(row -> row[0]).doesNotContain("rare").contains("(small groups)");
        all.byChannelTable()
                .toCsv()
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(base -> {
                    long suggested = rows.stream()
                            .filter(row -> row[1].equals(base[0]))
                            .mapToLong(row -> Long.parseLong(row[6]))
                            .sum();
                    assertThat(suggested).isEqualTo(Long.parseLong(base[5]));
                });
        assertThat(all.acts(0)).isEqualTo(all.of(0).acts());
        assertThat(all.contacts(0)).isEqualTo(all.of(0).contacts());
        assertThat(all.channel(0)).isEqualTo(all.of(0).suggestion().channel());
    }
}
