package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A purchase stands at the start of its day: hours since then are no hours since the customer bought. */
class ActWordsTest {
    private static final ActWords PURCHASES = ActWords.of("purchase", TimeScale.DAYS, PurchaseDefinition.standard());

    @ParameterizedTest
    @CsvSource({
        "0,    bought just now,     less than a day",
        "0.13, bought today,        less than a day",
        "0.99, bought today,        less than a day",
        "1,    bought 1 day ago,    1 day",
        "1.6,  bought 1 day ago,    1 day",
        "13.9, bought 13 days ago,  13 days",
        "14.5, bought 2.1 weeks ago, 2.1 weeks"
    })
    void daysAreWhole(double silence, String ago, String length) {
        assertThat(PURCHASES.ago(silence)).isEqualTo(ago);
        assertThat(PURCHASES.since(silence)).isEqualTo(length);
    }

    /** Without a fixed offset a day has 23 hours once a year. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2.9583333, 3 days",
        "Europe/Berlin, 0.9583333, 1 day",
        "Europe/Berlin, 0.95,      less than a day",
        "Europe/Berlin, 13.9583333, 2.0 weeks",
        "Europe/Berlin, 13.9,      13 days",
        "+01:00,        2.9583333, 2 days",
        "+01:00,        0.9583333, less than a day",
        "Asia/Tokyo,    2.9583333, 2 days",
        "Asia/Tokyo,    0.9583333, less than a day"
    })
    void aDayOfTheZoneIsOne(String zone, double silence, String length) {
        PurchaseDefinition days = new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneId.of(zone));
        assertThat(ActWords.of("purchase", TimeScale.DAYS, days).since(silence)).isEqualTo(length);
    }

    @Test
    void fromOneDayToTheNextIsADay() {
        PurchaseDefinition berlin =
                new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), ZoneId.of("Europe/Berlin"));
        double spring = 23.0 / 24;

        assertThat(ActWords.of("purchase", TimeScale.DAYS, berlin).twice(spring))
                .isEqualTo("bought twice, 1 day apart");
        assertThat(ActWords.of("purchase", TimeScale.DAYS, berlin).every(spring))
                .isEqualTo("buys every 1 day as a rule");
        assertThat(PURCHASES.twice(spring)).isEqualTo("bought twice, 23 hours apart");
        assertThat(ActWords.of("purchase", TimeScale.DAYS, berlin).time(0.125)).isEqualTo("3 hours");
    }

    @Test
    void actsAtTheirOwnInstantsHaveHours() {
        assertThat(ActWords.ofOwnActs(TimeScale.DAYS).since(0.125)).isEqualTo("3 hours");
        assertThat(ActWords.of("visit", TimeScale.DAYS).since(5.6)).isEqualTo("5.6 days");
    }

    @Test
    void aDayThatRoundingHasMadeALittleShortIsOne() {
        double day = TimeScale.DAYS.millis() / TimeScale.WEEKS.millis();
        for (int weeks = 0; weeks < 200; weeks++) {
            assertThat(ActWords.of("purchase", TimeScale.WEEKS, PurchaseDefinition.standard())
                            .ago(weeks + day - weeks))
                    .isEqualTo("bought 1 day ago");
        }
    }

    @Test
    void whatIsCountedByPeriodsHasTimesOfPeriods() {
        ActWords monthly = ActWords.of(
                "purchase", TimeScale.MONTHS, PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS));
        assertThat(monthly.ago(1)).isEqualTo("bought 4.3 weeks ago");
        assertThat(monthly.since(0)).isEqualTo("0 days");
        assertThat(monthly.isOfToday(0)).isFalse();
    }
}
