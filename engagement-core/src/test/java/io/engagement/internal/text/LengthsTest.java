package io.engagement.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT24H | 1 day",
                "PT168H | 7 days",
                "PT720H | 30 days",
                "PT26297H | 1,095.7 days",
                "PT36H | 36 hours",
                "PT1H | 1 hour",
                "PT90M | 90 minutes",
                "PT4H20M6S | 4.3 hours",
                "PT17M31S | 17.5 minutes",
                "PT75S | 75 seconds",
                "PT0.25S | 0.25 seconds",
                "PT0S | 0 seconds",
            })
    void lengthsAreInAUnitThatOneCanImagine(Duration length, String words) {
        assertThat(Lengths.words(length)).isEqualTo(words);
    }

    @Test
    void whatPeopleWriteIsReadAsWhatProgramsWriteIs() {
        assertThat(Lengths.read("30d")).contains(Duration.ofDays(30));
        assertThat(Lengths.read("36H")).contains(Duration.ofHours(36));
        assertThat(Lengths.read("2w")).contains(Duration.ofDays(14));
        assertThat(Lengths.read("PT168H")).contains(Duration.ofDays(7));
        assertThat(Lengths.read("a week")).isEmpty();
        assertThat(Lengths.read("9999999999d")).isEmpty();
    }
}
