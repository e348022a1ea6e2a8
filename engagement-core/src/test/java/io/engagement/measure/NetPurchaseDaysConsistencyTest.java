package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What purchase days brought less refunds, against a direct count, and what a user may rely on. */
class NetPurchaseDaysConsistencyTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final PurchaseDefinition GROSS = PurchaseDefinition.standard();
    private static final PurchaseDefinition NET = GROSS.withRefunds(Filter.purpose(Purpose.RETURN));

    private static Interaction row(int day, int hour, Purpose purpose) {
        Instant at = START.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        return Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static Interaction buy(int day, double value) {
        return row(day, 12, Purpose.PURCHASE).withValue(value);
    }

    private static Interaction refund(int day, double value) {
        return row(day, 13, Purpose.RETURN).withValue(-value);
    }

    private static double value(Measure measure, Interaction... rows) {
        return value(measure, List.of(rows));
    }

    private static double value(Measure measure, List<Interaction> rows) {
        MeasureState state = MeasureState.of(measure);
        rows.forEach(state::add);
        return state.valueAt(START.plus(Duration.ofDays(99)), TimeScale.DAYS);
    }

    private static List<Interaction> random(Random random) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = random.nextInt(16); i >= 0; i--) {
            Purpose purpose = random.nextInt(5) < 3 ? Purpose.PURCHASE : Purpose.RETURN;
            Interaction row = row(random.nextInt(8), 6 * random.nextInt(3), purpose);
            double euros = random.nextInt(4);
            boolean unknown = random.nextInt(8) == 0;
            rows.add(unknown ? row : row.withValue(purpose.equals(Purpose.PURCHASE) ? euros : -euros));
        }
        Collections.shuffle(rows, random);
        // At one instant the order is free.
        rows.sort(Comparator.comparing(Interaction::at));
        return rows;
    }

    /** Value of each purchase day, NaN where none is known: the definition, with all rows at hand. */
    private static List<Double> days(List<Interaction> rows) {
        TreeMap<Instant, Double> values = new TreeMap<>();
        byGroup(rows, NetPurchaseDaysConsistencyTest::day, values);
        return new ArrayList<>(values.values());
    }

    private static void byGroup(List<Interaction> rows, UnaryOperator<Instant> group, Map<Instant, Double> values) {
        TreeSet<Instant> purchases = new TreeSet<>();
        for (Interaction row : rows) {
            if (row.purpose().equals(Purpose.PURCHASE)) {
                double value = row.value().orElse(Double.NaN);
                values.merge(
                        group.apply(row.at()), value, (a, b) -> Double.isNaN(a) ? b : a + (Double.isNaN(b) ? 0 : b));
                purchases.add(row.at());
            }
        }
        for (Interaction row : rows) {
            Instant last = purchases.floor(row.at());
            if (row.purpose().equals(Purpose.RETURN) && last != null) {
                values.merge(group.apply(last), row.value().orElse(0), Double::sum);
            }
        }
    }

    private static Instant day(Instant at) {
        return at.truncatedTo(ChronoUnit.DAYS);
    }

    @Property(seed = "401", tries = 2000)
    void theMeasuresAreThoseOfTheDefinitionHoweverRowsAreSplitInTime(@ForAll int seed) {
        Random random = new Random(seed);
        List<Interaction> rows = random(random);
        List<Double> days = days(rows);
        List<Double> repeats =
                days.stream().skip(1).filter(value -> !Double.isNaN(value)).toList();
        List<Double> earning = repeats.stream().filter(value -> value > 0).toList();
        assertThat(split(NET.valuedFrequency(), rows, random)).isEqualTo(count(days, repeats));
        assertThat(split(NET.earningFrequency(), rows, random)).isEqualTo(count(days, earning));
        assertThat(split(NET.meanRepeatValue(), rows, random)).isEqualTo(mean(repeats));
        assertThat(split(NET.meanEarning(), rows, random)).isEqualTo(mean(earning));
    }

    /** Rows of ten weeks; 2026-03-02 was a Monday. */
    private static List<Interaction> spread(List<Interaction> rows, Random random) {
        List<Interaction> spread = new ArrayList<>();
        for (Interaction row : rows) {
            Interaction later = row(random.nextInt(70), 6 * random.nextInt(3), row.purpose());
            spread.add(row.value().isPresent() ? later.withValue(row.value().getAsDouble()) : later);
        }
        spread.sort(Comparator.comparing(Interaction::at));
        return spread;
    }

    @Property(seed = "402", tries = 1000)
    void byWeekTheWeekThatIsNotOverDoesNotCount(@ForAll int seed) {
        Random random = new Random(seed);
        List<Interaction> rows = spread(random(random), random);
        Instant now = rows.get(rows.size() - 1).at().plus(Duration.ofDays(random.nextInt(9)));
        Instant thisWeek = week(now);
        TreeMap<Instant, Double> weeks = new TreeMap<>();
        byGroup(rows, NetPurchaseDaysConsistencyTest::week, weeks);
        List<Double> repeats = weeks.entrySet().stream()
                .skip(1)
                .filter(week -> week.getKey().isBefore(thisWeek))
                .map(Map.Entry::getValue)
                .filter(value -> !Double.isNaN(value))
                .toList();
        PurchaseDefinition weekly = NET.byPeriod(TimeScale.WEEKS);
        assertThat(weekly.withRefunds(Filter.purpose(Purpose.RETURN))).isEqualTo(weekly);
        assertThat(valueAt(weekly.meanRepeatValue(), rows, now)).isEqualTo(mean(repeats));
        assertThat(valueAt(weekly.valuedFrequency(), rows, now))
                .isEqualTo(Double.valueOf(weeks.isEmpty() ? Double.NaN : repeats.size()));
        List<Double> earning = repeats.stream().filter(value -> value > 0).toList();
        assertThat(valueAt(weekly.meanEarning(), rows, now)).isEqualTo(mean(earning));
    }

    private static Instant week(Instant at) {
        long days = Duration.between(START, at).toDays();
        return START.plus(Duration.ofDays(days - days % 7));
    }

    private static Double valueAt(Measure measure, List<Interaction> rows, Instant now) {
        MeasureState state = MeasureState.of(measure);
        rows.forEach(state::add);
        return state.valueAt(now, TimeScale.DAYS);
    }

    private static Double count(List<Double> days, List<Double> counted) {
        return days.isEmpty() ? Double.NaN : counted.size();
    }

    /** Boxed, as two NaN are equal then. */
    private static Double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** In up to three parts, one after the other, merged from either end. */
    private static Double split(Measure measure, List<Interaction> rows, Random random) {
        int first = random.nextInt(rows.size() + 1);
        int second = first + random.nextInt(rows.size() - first + 1);
        MeasureState[] parts = {MeasureState.of(measure), MeasureState.of(measure), MeasureState.of(measure)};
        for (int i = 0; i < rows.size(); i++) {
            parts[(i >= first ? 1 : 0) + (i >= second ? 1 : 0)].add(rows.get(i));
        }
        if (random.nextBoolean()) {
            parts[0].merge(parts[1]);
        } else {
            parts[1].merge(parts[2]);
            parts[2] = MeasureState.of(measure);
            parts[0].merge(parts[1]);
        }
        parts[0].merge(parts[2]);
        return parts[0].valueAt(START.plus(Duration.ofDays(99)), TimeScale.DAYS);
    }

    @Test
    void aRefundIsNoPurchaseAndTakesItsValueFromTheLastPurchase() {
        Interaction[] rows = {buy(0, 50), buy(3, 20), refund(5, 8), buy(9, 10)};
        assertThat(value(NET.frequency(), rows)).isEqualTo(2);
        assertThat(value(NET.recency(), rows)).isEqualTo(9);
        assertThat(value(NET.meanRepeatValue(), rows)).isEqualTo((12 + 10) / 2.0);
        assertThat(value(GROSS.meanRepeatValue(), rows)).isEqualTo(15);
        assertThat(value(NET.meanRepeatValue(), buy(0, 50), refund(2, 50), buy(3, 20)))
                .isEqualTo(20);
    }

    @Test
    void aRefundIsOfWhatWasBoughtBeforeOrAtItsInstant() {
        Interaction late = row(3, 20, Purpose.PURCHASE).withValue(20);
        assertThat(value(NET.meanRepeatValue(), buy(0, 50), refund(3, 5), late)).isEqualTo(20);
        assertThat(value(NET.meanRepeatValue(), buy(0, 50), buy(3, 1), refund(3, 5), late))
                .isEqualTo(16);
        Interaction then = row(3, 13, Purpose.PURCHASE).withValue(20);
        assertThat(value(NET.meanRepeatValue(), buy(0, 50), refund(3, 5), then)).isEqualTo(15);
        assertThat(value(NET.meanRepeatValue(), buy(0, 50), then, refund(3, 5))).isEqualTo(15);
    }

    @Test
    void aRefundOfAPurchaseThatNobodySawIsLeftOut() {
        assertThat(value(NET.meanRepeatValue(), refund(0, 99), buy(1, 50), buy(3, 20)))
                .isEqualTo(20);
        assertThat(value(NET.valuedFrequency(), refund(0, 99))).isNaN();
    }

    @Test
    void refundsMayOutweighAndFreeOrdersAreDaysOfNothing() {
        Interaction[] rows = {buy(0, 50), buy(3, 20), refund(4, 35), buy(6, 0), buy(9, 12)};
        assertThat(value(NET.meanRepeatValue(), rows)).isEqualTo(-1);
        assertThat(value(NET.valuedFrequency(), rows)).isEqualTo(3);
        assertThat(value(NET.earningFrequency(), rows)).isEqualTo(1);
        assertThat(value(NET.meanEarning(), rows)).isEqualTo(12);
        assertThat(value(GROSS.earningFrequency(), rows)).isEqualTo(2);
        assertThat(value(GROSS.meanEarning(), rows)).isEqualTo(16);
    }

    /** 0.1 + 0.2 - 0.3 is not 0 in binary fractions. */
    @Test
    void aPurchaseThatWasRefundedInPartsBroughtNothing() {
        Interaction[] rows = {buy(0, 5), buy(3, 1e6 + 0.3), refund(4, 0.1), refund(5, 0.2), refund(6, 1e6), buy(8, 4)};
        assertThat(value(NET.earningFrequency(), rows)).isEqualTo(1);
        assertThat(value(NET.meanRepeatValue(), rows)).isEqualTo(2);
    }

    @Test
    void withoutRefundsTheMeanIsThatOfTheValuesAsTheyWere() {
        Interaction[] rows = {buy(0, 5), buy(1, 7.5), row(2, 3, Purpose.PURCHASE), buy(3, 0.1)};
        assertThat(value(NET.meanRepeatValue(), rows))
                .isCloseTo(value(GROSS.meanRepeatValue(), rows), within(1e-15 * 7));
        assertThat(value(NET.valuedFrequency(), rows)).isEqualTo(2);
    }

    @Test
    void partsThatOverlapAreRefused() {
        MeasureState late = MeasureState.of(NET.meanRepeatValue());
        late.add(refund(8, 1));
        late.add(buy(9, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> late.add(refund(7, 1)));
        MeasureState early = MeasureState.of(NET.meanRepeatValue());
        early.add(refund(9, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> early.merge(late));
    }
}
