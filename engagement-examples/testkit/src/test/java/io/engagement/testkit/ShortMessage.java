package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What everybody who breaks a law reads. */
final class ShortMessage {
    private ShortMessage() {}

    /** Fifteen lines at most, none of them a dump. */
    static void check(Throwable broken) {
        List<String> lines = String.valueOf(broken.getMessage()).strip().lines().toList();
        assertThat(lines).as(broken.getMessage()).hasSizeLessThanOrEqualTo(15);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(320));
    }
}
