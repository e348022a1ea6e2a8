package io.engagement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** Tables of high-precision values among the test resources: a header, then numbers separated by commas. */
public final class TruthTable {
    private TruthTable() {}

    /** The rows of a table beside a test's class, without the header. */
    public static Stream<String> rows(Class<?> test, String name) {
        try (InputStream file = Objects.requireNonNull(test.getResourceAsStream(name));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The numbers of a row. */
    public static double[] numbers(String row) {
        return Arrays.stream(row.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
