package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.history.LogView;
import io.engagement.measure.EngagementDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a base with a past is fitted to, number by number: what is mended for bases without one must not move it. */
class PinnedFitTest {
    private static final double RELATIVE = 1e-7;

    @Test
    void aBaseWithAPastIsFittedAsBefore() throws IOException {
        LogView view = ActBase.log(ActBase.interactions(120, 200, 7)).asOf(ActBase.at(200));
        List<String> fitted = AdditiveLogistic.fit(view, EngagementDefinition.withDefaults())
                .model()
                .toText()
                .lines()
                .toList();
        for (String line : pinned()) {
            String name = line.substring(0, line.indexOf(' ') + 1);
            String now = fitted.stream()
                    .filter(each -> each.startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name));
            assertAlike(now.split(" "), line.split(" "));
        }
    }

    private static List<String> pinned() throws IOException {
        try (InputStream text =
                Objects.requireNonNull(PinnedFitTest.class.getResourceAsStream("additive-of-120.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static void assertAlike(String[] now, String... before) {
        assertThat(now).hasSameSizeAs(before);
        for (int i = 1; i < now.length; i++) {
            if (before[i].contains(".")) {
                double number = Double.parseDouble(before[i]);
                assertThat(Double.parseDouble(now[i]))
                        .as(before[0])
                        .isCloseTo(number, within(RELATIVE * (1 + Math.abs(number))));
            } else {
                assertThat(now[i]).isEqualTo(before[i]);
            }
        }
    }
}
