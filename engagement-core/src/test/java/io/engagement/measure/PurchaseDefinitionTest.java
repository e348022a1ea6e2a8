package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurchaseDefinitionTest {
    private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();

    @Test
    void aDayWithoutAValueIsNotADayOfNothingSpent() {
        assertThat(meanRepeatValue(buy(0, 1).withValue(9), buy(1, 1).withValue(10), buy(2, 1)))
                .isEqualTo(10);
        assertThat(meanRepeatValue(
                        buy(0, 1).withValue(9),
                        buy(1, 1).withValue(10),
                        buy(2, 1).withValue(0)))
                .isEqualTo(5);
        assertThat(meanRepeatValue(buy(0, 1), buy(1, 1), buy(2, 1))).isNaN();
        assertThat(meanRepeatValue(buy(0, 1).withValue(9), buy(1, 1), buy(2, 1)))
                .isNaN();
    }

    @Test
    void aDayIsWorthWhatItsPurchasesWithAValueAre() {
        assertThat(meanRepeatValue(
                        buy(0, 1),
                        buy(1, 1).withValue(10),
                        buy(1, 2),
                        buy(1, 3).withValue(4),
                        buy(2, 1),
                        buy(2, 2).withValue(6)))
                .isEqualTo(10);
    }

    @Test
    void aDayWithoutAValueIsStillAPurchase() {
        assertThat(at(9, PURCHASES.frequency(), buy(0, 1), buy(1, 1))).isEqualTo(1);
        assertThat(at(9, PURCHASES.recency(), buy(0, 1), buy(1, 1))).isEqualTo(1);
    }

    @Test
    void onTheFirstDayItselfTheAgeIsThePartOfItThatPassed() {
        CustomerHistory sixOClock =
                CustomerHistory.of(Customer.of("c"), DAY.plus(Duration.ofHours(6)), List.of(buy(0, 6)));
        assertThat(MeasureTable.of(sixOClock, TimeScale.DAYS, List.of(PURCHASES.age()))
                        .column(PURCHASES.age())
                        .get(0))
                .isEqualTo(0.25);
    }

    @Test
    void withinADayTheOrderIsFree() {
        MeasureState state = MeasureState.of(PURCHASES.meanRepeatValue());
        state.add(buy(0, 1));
        state.add(buy(1, 9).withValue(10));
        state.add(buy(1, 3).withValue(4));
        assertThat(state.valueAt(DAY.plus(Duration.ofDays(9)), TimeScale.DAYS)).isEqualTo(14);
    }

    @Test
    void partsThatMeetOnADayAreMergedAsOneDay() {
        // The day they meet on is the first of the whole, or a later one; each part may or may not know its value.
        for (int from : new int[] {1, 2, 3, 4, 5}) {
            Interaction[] rows = {
                buy(0, 1).withValue(50),
                buy(0, 2),
                buy(1, 1),
                buy(1, 2).withValue(8),
                buy(1, 3).withValue(2),
                buy(4, 1)
            };
            MeasureState early = MeasureState.of(PURCHASES.meanRepeatValue());
            MeasureState late = MeasureState.of(PURCHASES.meanRepeatValue());
            for (int i = 0; i < rows.length; i++) {
                (i < from ? early : late).add(rows[i]);
            }
            early.merge(late);
            early.add(buy(4, 2).withValue(6));
            assertThat(early.valueAt(DAY, TimeScale.DAYS))
                    .as("split at %d", from)
                    .isEqualTo(8);
        }
    }

    @Test
    void daysAreThoseOfTheZone() {
        PurchaseDefinition newYork = new PurchaseDefinition(Filter.all(), ZoneId.of("America/New_York"));
        // 23:00 and 01:00 of one night in New York; in UTC both are on one day.
        assertThat(at(9, newYork.frequency(), buy(1, 4), buy(1, 6))).isEqualTo(1);
        assertThat(at(9, PURCHASES.frequency(), buy(1, 4), buy(1, 6))).isZero();
    }

    @Test
    void aMeasureThatWasSentAboutStillKnowsItsDays() throws IOException, ClassNotFoundException {
        for (ZoneId zone : List.of(ZoneId.of("America/New_York"), ZoneOffset.UTC)) {
            Measure frequency = new PurchaseDefinition(Filter.all(), zone).frequency();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(frequency);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                Measure received = (Measure) in.readObject();
                assertThat(received).isEqualTo(frequency);
                assertThat(at(9, received, buy(1, 4), buy(1, 6), buy(3, 6)))
                        .isEqualTo(at(9, frequency, buy(1, 4), buy(1, 6), buy(3, 6)));
            }
        }
    }

    private static double meanRepeatValue(Interaction... rows) {
        return at(30, PURCHASES.meanRepeatValue(), rows);
    }

    private static double at(int day, Measure measure, Interaction... rows) {
        CustomerHistory history = CustomerHistory.of(Customer.of("c"), DAY.plus(Duration.ofDays(day)), List.of(rows));
        return MeasureTable.of(history, TimeScale.DAYS, List.of(measure))
                .column(measure)
                .get(0);
    }

    private static Interaction buy(int day, int hour) {
        Instant at = DAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        return Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    }
}
