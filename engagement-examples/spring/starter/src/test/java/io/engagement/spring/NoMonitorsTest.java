package io.engagement.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before JDK 24 a virtual thread keeps its carrier while it waits with a monitor or for one: these modules have none. */
class NoMonitorsTest {
    private static final Pattern MONITOR =
            Pattern.compile("(?m)^(?!\\s*(?:\\*|//|/\\*)).*\\b(?:synchronized|ThreadLocal)\\b");

    @ParameterizedTest
    @ValueSource(strings = {"starter", "kafka", "service"})
    void noVirtualThreadIsPinned(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(MONITOR));
        }
    }
}
