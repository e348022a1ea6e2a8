package io.engagement.strategy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
    private static final CalendarPeriods MONTHS = CalendarPeriods.of(TimeScale.MONTHS, ZoneOffset.UTC);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Filter ALL = Filter.all();

    private static Interaction buys(String id, String at, double value) {
        return Interaction.of(id, Instant.parse(at), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(value);
    }

    private static LogView view(String asOf, Interaction... rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        for (Interaction row : rows) {
            log.add(row);
        }
        return log.build().asOf(Instant.parse(asOf));
    }

    private static final LogView THREE = view(
            "2026-04-30T23:59:59.999Z",
            buys("always", "2026-01-05T10:00:00Z", 10),
            buys("always", "2026-02-05T10:00:00Z", 20),
            buys("always", "2026-03-05T10:00:00Z", 30),
            buys("back", "2026-01-05T10:00:00Z", 1),
            buys("back", "2026-04-05T10:00:00Z", 2),
            buys("late", "2026-03-31T23:59:59Z", 5));

    @Test
    void eachCustomerIsNewOnceAndThenReturnsRestsOrComesBack() {
        assertThat(Lifecycle.of(THREE, ALL, MONTHS)).hasToString("""
                        period   complete  active  new  returning  resurrected  dormant
                        2026-01  true           2    2          0            0        0
                        2026-02  true           1    0          1            0        1
                        2026-03  true           2    1          1            0        0
                        2026-04  true           1    0          0            1        2
                        """);
    }

    @Test
    void aCohortKeepsCustomersAndBringsRevenue() {
        Cohorts cohorts = Cohorts.of(THREE, ALL, MONTHS);

        assertThat(cohorts.customers(0)).containsExactly(2, 1, 1, 1);
        assertThat(cohorts.revenue(0)).containsExactly(11, 20, 30, 2);
        assertThat(cohorts.came(1)).isZero();
        assertThat(cohorts.retention(1)).isEqualTo(1 / 3.0);
        assertThat(cohorts.retention(3)).isEqualTo(0.5);
        assertThat(cohorts.retention(4)).isNaN();
        assertThat(cohorts).hasToString("""
                        cohort   came  +0  +1  +2  +3
                        2026-01     2   2   1   1   1
                        2026-03     1   1   0   -   -
                        """);
    }

    @Test
    void aPeriodThatIsNotOverIsInNoRetention() {
        LogView april = THREE.asOf(Instant.parse("2026-04-30T23:59:59.998Z"));

        assertThat(Cohorts.of(april, ALL, MONTHS).retention(3)).isNaN();
        assertThat(Cohorts.of(THREE, ALL, MONTHS).retention(3)).isEqualTo(0.5);
    }

    @Test
    void whoSignedUpMayBeFollowedByWhatTheyBought() {
        LogView view = view(
                "2026-03-01T00:00:00Z",
                buys("a", "2026-01-02T00:00:00Z", 9),
                Interaction.of(
                        "a", Instant.parse("2026-02-03T00:00:00Z"), Channel.APP, Initiator.CUSTOMER, Purpose.SIGN_UP),
                buys("a", "2026-02-04T00:00:00Z", 7));
        Cohorts cohorts = Cohorts.of(view, Filter.purpose(Purpose.SIGN_UP), Filter.purpose(Purpose.PURCHASE), MONTHS);

        assertThat(cohorts.label(0)).isEqualTo("2026-02");
        assertThat(cohorts.revenue(0)).containsExactly(7, 0);
    }

    @ParameterizedTest
    @CsvSource({
        // Days of 23 and of 25 hours: the last minute of one, the first of the next.
        "2026-03-29T21:59:00Z, 2026-03-29T22:00:00Z, 2026-03-29",
        "2026-10-25T22:59:00Z, 2026-10-25T23:00:00Z, 2026-10-25"
    })
    void aDayIsAsLongAsItsClockMakesIt(String last, String first, String label) {
        CalendarPeriods days = CalendarPeriods.of(TimeScale.DAYS, BERLIN);
        LogView view = view(first, buys("c", last, 1), buys("c", first, 1));

        assertThat(Lifecycle.of(view, ALL, days).periods())
                .extracting(LifecyclePeriod::label)
                .first()
                .isEqualTo(label);
        assertThat(Lifecycle.of(view, ALL, days).periods())
                .extracting(LifecyclePeriod::returning)
                .containsExactly(0, 1);
    }

    @Test
    void daysInUseAreCountedByTheClockOfTheZone() {
        LogView view = view(
                "2026-02-01T00:00:00Z",
                buys("c", "2026-01-10T22:30:00Z", 1),
                buys("c", "2026-01-10T23:30:00Z", 1),
                buys("c", "2026-01-11T21:00:00Z", 1));

        assertThat(Stickiness.of(view, ALL, CalendarPeriods.of(TimeScale.MONTHS, BERLIN))
                        .periods()
                        .get(0))
                .isEqualTo(new Stickiness.Period("2026-01", true, 1, 2, 31));
        Stickiness.Period januaryInUtc =
                Stickiness.of(view, ALL, MONTHS).periods().get(0);
        assertThat(januaryInUtc.ratio()).isEqualTo(2 / 31.0);
    }

    @Test
    void periodsHaveTheNamesOfACalendar() {
        Instant at = Instant.parse("2026-03-04T10:00:00Z");
        CalendarPeriods weeks = CalendarPeriods.of(TimeScale.WEEKS, BERLIN);
        CalendarPeriods years = CalendarPeriods.of(TimeScale.YEARS, BERLIN);

        assertThat(weeks.label(weeks.number(at))).isEqualTo("2026-03-02");
        assertThat(years.label(years.number(at))).isEqualTo("2026");
        assertThat(MONTHS.label(MONTHS.number(at))).isEqualTo("2026-03");
        assertThat(MONTHS.number(Instant.parse("1970-01-31T00:00:00Z"))).isZero();
        assertThat(weeks.start(weeks.number(at))).isEqualTo(Instant.parse("2026-03-01T23:00:00Z"));
        assertThat(MONTHS.days(MONTHS.number(at))).isEqualTo(31);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalendarPeriods.of(TimeScale.HOURS, BERLIN))
                .withMessageContaining("HOURS");
    }

    @Test
    void groupsOfFewerThanTenAreShownTogetherOnly() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 40; i++) {
            String id = "c" + i;
            log.add(buys(id, "2026-01-05T10:00:00Z", 1));
            String country = i < 3 ? "rare" : i < 15 ? "some" : i < 36 ? "many" : "";
            log.customer(Customer.of(id).withAttribute("country", country));
        }
        Breakdown<Lifecycle> by =
                Lifecycle.by(log.build().asOf(Instant.parse("2026-01-31T00:00:00Z")), ALL, MONTHS, "country");

        // Three of rare and four of none are seven: with the next larger group, nobody can work them out.
        assertThat(by.groups()).containsOnlyKeys(Breakdown.SMALL, "many");
        assertThat(by.toCsv()).isEqualTo("""
                        group,period,complete,active,new,returning,resurrected,dormant
                        (small groups),2026-01,false,19,19,0,0,0
                        many,2026-01,false,21,21,0,0,0
                        """);
        assertThat(by.toJson()).startsWith("{\"attribute\": \"country\", \"suppressed\": 0, \"rows\": [");
    }

    @Test
    void ofFewerThanTenCustomersNoGroupIsShown() {
        LogView view = view("2026-01-31T00:00:00Z", buys("a", "2026-01-05T10:00:00Z", 1));

        assertThat(Lifecycle.by(view, ALL, MONTHS, "country").groups()).isEmpty();
        assertThat(Lifecycle.by(view, ALL, MONTHS, "country").suppressed()).isEqualTo(1);
    }

    @Test
    void aBaseWithoutActivityHasNoPeriods() {
        LogView view = view("2026-01-31T00:00:00Z", buys("a", "2026-01-05T10:00:00Z", 1));
        Filter none = Filter.purpose(Purpose.COMPLAINT);

        assertThat(Lifecycle.of(view, none, MONTHS).periods()).isEmpty();
        assertThat(Cohorts.of(view, none, MONTHS).size()).isZero();
        assertThat(Stickiness.of(view, none, MONTHS).mean()).isNaN();
        assertThat(RfmSegments.of(view, none).size()).isZero();
    }

    @Test
    void groupsOfRecencyFrequencyAndMoneyGoByTheShareThatIsBelow() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 10; i++) {
            for (int times = 0; times <= i; times++) {
                log.add(buys("c" + i, "2026-01-" + (10 + i) + "T10:00:00Z", 1 + times));
            }
        }
        RfmSegments segments = RfmSegments.of(log.build().asOf(Instant.parse("2026-02-01T00:00:00Z")), ALL);

        assertThat(segments.group(9)).isEqualTo(RfmGroup.CHAMPIONS);
        assertThat(segments.group(0)).isEqualTo(RfmGroup.LOST);
        assertThat(segments.recencyScore(9)).isEqualTo(5);
        assertThat(segments.frequencyScore(4)).isEqualTo(3);
        assertThat(segments.moneyScore(0)).isEqualTo(1);
        assertThat(segments.toCsv()).startsWith("segment,customers,share,").contains("\nCHAMPIONS,4,");
    }

    @Test
    void oneDateOfLongAgoIsRefusedAndDoesNotTakeAllMemory() {
        CalendarPeriods days = CalendarPeriods.of(TimeScale.DAYS, ZoneOffset.UTC);
        LogView wrong = view("2026-04-30T00:00:00Z", buys("c", "1970-01-01T00:00:00Z", 1));
        LogView older = view("2026-04-30T00:00:00Z", buys("c", "-9999-01-01T00:00:00Z", 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cohorts.of(wrong, ALL, days))
                .withMessageContaining("at most 5000")
                .withMessageContaining("from 1970-01-01 on");
        assertThat(Lifecycle.of(wrong, ALL, days).periods()).hasSize(20_574);
        assertThatIllegalArgumentException().isThrownBy(() -> Lifecycle.of(older, ALL, days));
        assertThatIllegalArgumentException().isThrownBy(() -> Stickiness.of(older, ALL, days));
    }

    @Test
    void aDayThatAZoneLeftOutHasItsOwnNameAndItsNeighboursOneDay() {
        CalendarPeriods apia = CalendarPeriods.of(TimeScale.DAYS, ZoneId.of("Pacific/Apia"));
        int before = apia.number(Instant.parse("2011-12-29T20:00:00Z"));

        assertThat(apia.label(before)).isEqualTo("2011-12-29");
        assertThat(apia.label(before + 1)).isEqualTo("2011-12-30");
        assertThat(apia.label(before + 2)).isEqualTo("2011-12-31");
        assertThat(apia.days(before)).isEqualTo(1);
        assertThat(apia.start(before + 1)).isEqualTo(apia.start(before + 2));
    }
}
