package io.engagement.dialogue.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rows of the shared data, and comparison at an oracle's tolerance. */
final class OracleRows {
    private OracleRows() {}

    static List<String[]> of(String file, String separator) {
        try {
            return Files.readAllLines(SharedData.file("data/" + file)).stream()
                    .skip(1)
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.split(separator, -1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each line once. */
    static List<String[]> distinct(String file) {
        try {
            Set<String> lines = new LinkedHashSet<>(Files.readAllLines(SharedData.file("data/" + file)));
            return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void equal(double value, double oracle, double tolerance) {
        assertThat(value).isCloseTo(oracle, within(tolerance * Math.max(1, Math.abs(oracle))));
    }
}
