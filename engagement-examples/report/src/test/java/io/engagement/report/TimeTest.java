package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeTest {
    private static Time time(String first, String asOf, ZoneId zone) {
        return new Time(Optional.of(Instant.parse(first)), Instant.parse(asOf), zone);
    }

    @Test
    void periodsThatAreNotSeenWholeAreTold() {
        Time both = time("2024-01-17T10:00:00Z", "2025-03-05T10:00:00Z", ZoneOffset.UTC);
        assertThat(both.edges(List.of("2024-01", "2024-02", "2025-03")))
                .isEqualTo(
                        "Not seen whole: the first month begins on 2024-01-17, and the last month ends on 2025-03-05. ");
        assertThat(both.edges(List.of("2024-02", "2025-02"))).isEmpty();
        assertThat(both.begins("2024-01")).contains("2024-01-17");
        assertThat(both.begins("2024-02")).isEmpty();
    }

    @Test
    void whatBeginsWithTheFirstDayAndEndsWithTheLastIsWhole() {
        assertThat(time("2024-01-03T10:00:00Z", "2025-02-28T22:00:00Z", ZoneOffset.UTC)
                        .edges(List.of("2024-01", "2025-02")))
                .isEmpty();
        assertThat(time("2024-01-01T10:00:00Z", "2025-03-01T00:00:00Z", ZoneOffset.UTC)
                        .edges(List.of("2024-01", "2025-02")))
                .isEmpty();
    }

    /** Data of days only are as of the beginning of their last day. */
    @Test
    void aLastDayIsSeenWhereItHasBegun() {
        assertThat(time("2024-01-01T00:00:00Z", "2025-02-28T00:00:00Z", ZoneOffset.UTC)
                        .edges(List.of("2024-01", "2025-02")))
                .isEmpty();
    }

    @Test
    void daysAreThoseOfTheZone() {
        Time berlin = time("2023-12-31T23:30:00Z", "2025-01-31T23:00:00Z", ZoneId.of("Europe/Berlin"));
        assertThat(berlin.edges(List.of("2024-01", "2025-01"))).isEmpty();
        assertThat(time("2023-12-31T23:30:00Z", "2025-01-31T23:00:00Z", ZoneOffset.UTC)
                        .edges(List.of("2023-12", "2025-01")))
                .startsWith("Not seen whole: the first month begins on 2023-12-31. ");
    }
}
