package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.spi.Quantity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Measures of what is recent, typical or largest, against what one counts by hand. */
class RecentAndTypicalTest {
    private static final Filter ALL = Filter.all();
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z"); // a Monday

    private static Interaction at(Instant when) {
        return Interaction.of("c", when, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    }

    private static double of(Measure measure, Instant now, List<Interaction> rows) {
        MeasureState state = MeasureState.of(measure);
        rows.forEach(state::add);
        return state.valueAt(measure, now, TimeScale.DAYS);
    }

    private static double of(Measure measure, Interaction... rows) {
        return of(measure, START.plus(Duration.ofDays(100)), List.of(rows));
    }

    private static List<Interaction> random(int size, Duration most) {
        SplittableRandom random = new SplittableRandom(11);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            rows.add(at(START.plusMillis(random.nextLong(most.toMillis())))
                    .withValue(random.nextInt(-500, 5000) / 100.0));
        }
        return rows;
    }

    @Test
    void aWindowIsExactAtTheEndOfEachStepAndNeverLooksFurtherBackBetween() {
        Duration window = Duration.ofDays(10);
        Duration step = Duration.ofDays(1);
        List<Interaction> rows = random(400, Duration.ofDays(50));
        Measure count = Measure.countWithin(ALL, window, step);
        Measure sum = Measure.sumWithin(ALL, Quantity.VALUE, window, step);
        for (int hours = 0; hours < 70 * 24; hours += 5) {
            Instant now = START.plus(Duration.ofHours(hours));
            List<Interaction> known =
                    rows.stream().filter(row -> !row.at().isAfter(now)).toList();
            Instant begin = hours % 24 == 0
                    ? now.minus(window)
                    : now.minus(Duration.ofHours(hours % 24)).minus(window).plus(step);
            List<Interaction> recent =
                    known.stream().filter(row -> row.at().isAfter(begin)).toList();
            assertThat(of(count, now, known)).isEqualTo(recent.size());
            assertThat(of(sum, now, known)).isCloseTo(values(recent).sum(), within(1e-9));
        }
    }

    private static DoubleStream values(List<Interaction> rows) {
        return rows.stream().mapToDouble(row -> row.value().orElseThrow());
    }

    @Test
    void aWindowForgetsWithoutAnythingNew() {
        Measure week = Measure.countWithin(ALL, Duration.ofDays(7), Duration.ofDays(1));
        List<Interaction> rows = List.of(at(START), at(START.plusMillis(1)));
        assertThat(of(week, START.plus(Duration.ofDays(7)).minusMillis(1), rows))
                .isEqualTo(1);
        assertThat(of(week, START.plus(Duration.ofDays(7)), rows)).isEqualTo(1);
        assertThat(of(week, START.plus(Duration.ofDays(7)).plusMillis(1), rows)).isZero();
        assertThat(of(week, START, List.of())).isZero();
    }

    @Test
    void aWindowThatIsNoMultipleOfItsStepIsRefused() {
        for (Duration step : List.of(Duration.ofDays(4), Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(11))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Measure.countWithin(ALL, Duration.ofDays(10), step))
                    .withMessageContaining("times its step")
                    .withMessageContaining(step.toString());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.sumWithin(ALL, Quantity.COST, Duration.ofDays(-30)));
    }

    @Test
    void aWindowSaysHowLongItIs() {
        assertThat(Measure.countWithin(ALL, Duration.ofDays(90)).label())
                .isEqualTo("number of contacts in the last 90 days");
        assertThat(Measure.countWithin(ALL, Duration.ofDays(1)).label()).endsWith("in the last day");
        assertThat(Measure.countWithin(ALL, Duration.ofHours(30)).label()).endsWith("in the last 30 hours");
    }

    @Test
    void aQuantileIsOffByFivePercentAtTheMost() {
        List<Interaction> rows = random(1001, Duration.ofDays(300));
        double[] values = values(rows).sorted().toArray();
        double[] times = rows.stream()
                .mapToDouble(row -> row.at().toEpochMilli())
                .sorted()
                .toArray();
        double[] gaps = new double[times.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (times[i + 1] - times[i]) / 86_400_000;
        }
        List<Interaction> sorted =
                rows.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
        Instant now = START.plus(Duration.ofDays(300));
        for (double share : new double[] {0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.9, 0.999}) {
            double value = rank(values, share);
            assertThat(of(Measure.quantile(ALL, Quantity.VALUE, share), now, rows))
                    .isCloseTo(value, within(Math.abs(value) * 0.0500001));
            double gap = rank(DoubleStream.of(gaps).sorted().toArray(), share);
            assertThat(of(Measure.gapQuantile(ALL, share), now, sorted))
                    .isCloseTo(gap < 1 / 1440.0 ? 0 : gap, within(gap * 0.0500001));
        }
        assertThat(of(Measure.median(ALL, Quantity.VALUE), now, rows))
                .isEqualTo(of(Measure.quantile(ALL, Quantity.VALUE, 0.5), now, rows));
        assertThat(of(Measure.medianGap(ALL), now, sorted)).isEqualTo(of(Measure.gapQuantile(ALL, 0.5), now, sorted));
    }

    private static double rank(double[] sorted, double share) {
        return sorted[(int) Math.max(1, Math.ceil(share * sorted.length)) - 1];
    }

    @Test
    void aQuantileOfNothingIsNotThereAndOneOfZerosIsZero() {
        assertThat(of(Measure.median(ALL, Quantity.COST), at(START))).isNaN();
        assertThat(of(Measure.median(ALL, Quantity.COST), at(START).withCost(0)))
                .isZero();
        assertThat(of(Measure.medianGap(ALL), at(START))).isNaN();
        assertThat(of(Measure.medianGap(ALL), at(START), at(START))).isZero();
        assertThat(of(Measure.median(ALL, Quantity.SATISFACTION), at(START).withSatisfaction(1)))
                .isCloseTo(1, within(0.05));
        assertThat(of(Measure.median(ALL, Quantity.DURATION), at(START).withDuration(Duration.ofHours(12))))
                .isCloseTo(0.5, within(0.025));
    }

    @Test
    void aQuantileKeepsAsManyNumbersAsItSays() {
        assertThat(slots(Measure.median(ALL, Quantity.VALUE))).isEqualTo(419);
        assertThat(slots(Measure.median(ALL, Quantity.COST))).isEqualTo(210);
        assertThat(slots(Measure.median(ALL, Quantity.SATISFACTION))).isEqualTo(49);
        assertThat(slots(Measure.median(ALL, Quantity.DURATION))).isEqualTo(150);
        assertThat(slots(Measure.medianGap(ALL))).isEqualTo(166);
    }

    private static int slots(Measure measure) {
        return StateLayout.of(List.of(measure)).slots();
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (double share : new double[] {0, 1, Double.NaN, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Measure.gapQuantile(ALL, share))
                    .withMessageContaining(String.valueOf(share));
        }
    }

    @Test
    void channelsAreCountedOnceEachAndUpToSixteen() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(Interaction.of("c", START, Channel.of("channel" + i % 20), Initiator.CUSTOMER, Purpose.USE));
            int different = Math.min(16, Math.min(i + 1, 20));
            assertThat(of(Measure.distinctChannels(ALL), START, rows)).isEqualTo(different);
        }
        assertThat(of(Measure.distinctChannels(Filter.channel(Channel.of("channel3"))), START, rows))
                .isEqualTo(1);
        assertThat(of(Measure.distinctChannels(Filter.channel(Channel.SMS)), START, rows))
                .isZero();
    }

    @Test
    void hoursAreThoseOfTheZonesClocks() {
        Measure evenings = Measure.shareAt(ALL, WeekTimes.daily(18, 23, AMSTERDAM));
        // Summer time begins on March 29.
        Interaction winter = at(Instant.parse("2026-03-20T17:00:00Z"));
        Interaction summer = at(Instant.parse("2026-04-20T16:00:00Z"));
        Interaction before = at(Instant.parse("2026-04-20T15:59:59Z"));
        assertThat(of(evenings, winter)).isEqualTo(1);
        assertThat(of(evenings, summer)).isEqualTo(1);
        assertThat(of(evenings, before)).isZero();
        assertThat(of(evenings, winter, summer, before, before)).isEqualTo(0.5);
        assertThat(of(evenings)).isNaN();
    }

    @Test
    void hoursOverMidnightBelongToTheDayOnWhichTheyBegin() {
        Measure fridayNight = Measure.shareAt(ALL, new WeekTimes(Set.of(DayOfWeek.FRIDAY), 22, 4, ZoneOffset.UTC));
        assertThat(of(fridayNight, at(Instant.parse("2026-03-06T22:00:00Z")))).isEqualTo(1);
        assertThat(of(fridayNight, at(Instant.parse("2026-03-07T03:59:00Z")))).isEqualTo(1);
        assertThat(of(fridayNight, at(Instant.parse("2026-03-07T04:00:00Z")))).isZero();
        assertThat(of(fridayNight, at(Instant.parse("2026-03-06T03:00:00Z")))).isZero();
        assertThat(of(fridayNight, at(Instant.parse("2026-03-07T22:00:00Z")))).isZero();
    }

    @Test
    void daysOfTheWeekAreWhole() {
        Measure weekend = Measure.shareAt(ALL, WeekTimes.on(ZoneOffset.UTC, DayOfWeek.SUNDAY, DayOfWeek.SATURDAY));
        for (int day = 0; day < 7; day++) {
            assertThat(of(weekend, at(START.plus(Duration.ofDays(day))))).isEqualTo(day > 4 ? 1 : 0);
        }
        assertThat(weekend.name()).isEqualTo("share_at[all, [SATURDAY, SUNDAY] 0-24 Z]");
        assertThatIllegalArgumentException().isThrownBy(() -> WeekTimes.daily(24, 3, AMSTERDAM));
        assertThatIllegalArgumentException().isThrownBy(() -> new WeekTimes(Set.of(), 1, 3, AMSTERDAM));
    }

    @Test
    void theLargestIsThatOfThoseThatHaveTheQuantity() {
        Measure largest = Measure.largest(ALL, Quantity.VALUE);
        assertThat(of(largest, at(START))).isNaN();
        assertThat(of(largest, at(START), at(START).withValue(-3))).isEqualTo(-3);
        assertThat(of(largest, at(START).withValue(7), at(START).withValue(-3))).isEqualTo(7);
        assertThat(of(Measure.largest(ALL, Quantity.DURATION), at(START).withDuration(Duration.ofHours(6))))
                .isEqualTo(0.25);
    }
}
