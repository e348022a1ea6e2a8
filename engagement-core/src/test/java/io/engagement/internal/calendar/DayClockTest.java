package io.engagement.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DayClockTest {
    /** Clocks that never change, change at night, at midnight, over midnight, or skipped a whole day. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "Asia/Kolkata",
            "Europe/Amsterdam",
            "America/Havana",
            "America/St_Johns",
            "America/Sao_Paulo",
            "Pacific/Apia",
            "Asia/Manila");

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }

    @Provide
    Arbitrary<Long> millis() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(
                                Instant.parse("1970-01-01T00:00:00Z").toEpochMilli(),
                                Instant.parse("2030-01-01T00:00:00Z").toEpochMilli()),
                Arbitraries.longs()
                        .between(
                                Instant.parse("1700-01-01T00:00:00Z").toEpochMilli(),
                                Instant.parse("2500-01-01T00:00:00Z").toEpochMilli()),
                Arbitraries.longs().between(-(1L << 52), 1L << 52));
    }

    @Property(seed = "31", tries = 2000)
    void aDayLastsFromItsFirstMidnightToTheNext(@ForAll("zones") ZoneId zone, @ForAll("millis") long at) {
        assertThat(DayClock.of(zone).startOfDay(at)).isEqualTo((double) byDefinition(zone, at));
    }

    @Property(seed = "32", tries = 300)
    void daysFollowEachOtherWhereverAClockChanges(@ForAll("zones") ZoneId zone, @ForAll("millis") long at) {
        var change = zone.getRules().nextTransition(Instant.ofEpochMilli(at));
        long around = change == null ? at : change.getInstant().toEpochMilli();
        DayClock clock = DayClock.of(zone);
        double last = Double.NEGATIVE_INFINITY;
        for (long t = around - 100_000_000; t < around + 100_000_000; t += 877_777) {
            double day = clock.startOfDay(t);
            assertThat(day).isBetween(last, (double) t).isEqualTo((double) byDefinition(zone, t));
            last = day;
        }
    }

    /** The latest first midnight that is not after the instant, of all dates that come near. */
    private static long byDefinition(ZoneId zone, long at) {
        LocalDate date = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
        return date.minusDays(2)
                .datesUntil(date.plusDays(3))
                .mapToLong(day -> day.atStartOfDay(zone).toInstant().toEpochMilli())
                .filter(start -> start <= at)
                .max()
                .orElseThrow();
    }

    @Test
    void aClockThatGoesBackOverMidnightMakesNoDayTwice() {
        ZoneId zone = ZoneId.of("America/St_Johns");
        // At 00:01 on 7 November 2010 it became 23:01 on the 6th again.
        Instant back = Instant.parse("2010-11-07T02:31:00Z");
        List<Interaction> rows =
                List.of(visit(back.minusSeconds(3600)), visit(back.minusSeconds(30)), visit(back.plusSeconds(600)));
        Measure days = Measure.distinctDays(Filter.all(), zone);
        Instant later = back.plusSeconds(86_400);
        MeasureState state = MeasureState.of(days);
        rows.forEach(state::add);
        assertThat(state.valueAt(later, TimeScale.DAYS)).isEqualTo(2);
        CustomerHistory history = CustomerHistory.of(Customer.of("c"), later, rows);
        assertThat(MeasureTable.of(history, TimeScale.DAYS, List.of(days))
                        .column(days)
                        .get(0))
                .isEqualTo(2);
    }

    @Test
    void aDayWithoutMidnightBeginsWhenTheClockDoes() {
        // In Sao Paulo the clock went from 00:00 to 01:00 on 4 November 2018.
        long first = Instant.parse("2018-11-04T03:00:00Z").toEpochMilli();
        DayClock clock = DayClock.of(ZoneId.of("America/Sao_Paulo"));
        assertThat(clock.startOfDay(first)).isEqualTo((double) first);
        assertThat(clock.startOfDay(first + 80_000_000)).isEqualTo((double) first);
        assertThat(clock.startOfDay(first - 1)).isEqualTo((double) first - 86_400_000);
    }

    @Test
    void clocksOfOneZoneAreEqual() {
        DayClock clock = DayClock.of(ZoneId.of("Europe/Amsterdam"));
        assertThat(clock)
                .isEqualTo(DayClock.of(ZoneId.of("Europe/Amsterdam")))
                .hasSameHashCodeAs(DayClock.of(ZoneId.of("Europe/Amsterdam")))
                .isNotEqualTo(DayClock.of(ZoneId.of("Europe/Berlin")))
                .isNotEqualTo(ZoneId.of("Europe/Amsterdam"))
                .hasToString("Europe/Amsterdam");
    }

    private static Interaction visit(Instant at) {
        return Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, Purpose.USE);
    }
}
