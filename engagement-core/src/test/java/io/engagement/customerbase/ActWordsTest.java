package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.TimeScale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A purchase stands at the start of its day: hours since then are no hours since the customer bought. */
class ActWordsTest {
    private static final ActWords PURCHASES = ActWords.of("purchase", TimeScale.DAYS);

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
        assertThat(PURCHASES.silence(silence)).isEqualTo(length);
    }

    @Test
    void aDayThatRoundingHasMadeALittleShortIsOne() {
        double day = TimeScale.DAYS.millis() / TimeScale.WEEKS.millis();
        for (int weeks = 0; weeks < 200; weeks++) {
            assertThat(ActWords.of("purchase", TimeScale.WEEKS).ago(weeks + day - weeks))
                    .isEqualTo("bought 1 day ago");
        }
    }

    @Test
    void whatIsCountedByPeriodsHasTimesOfPeriods() {
        ActWords monthly = ActWords.of("purchase", TimeScale.MONTHS, Optional.of(TimeScale.MONTHS));
        assertThat(monthly.ago(1)).isEqualTo("bought 4.3 weeks ago");
        assertThat(monthly.silence(0)).isEqualTo("0 days");
        assertThat(monthly.isOfToday(0)).isFalse();
    }
}
