package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * One run of the program inside the test.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int exitCode, String out, String err) {
    /** What tests take for now. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    static Run of(String... words) {
        return at(CLOCK, words);
    }

    static Run at(Clock now, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(now, out, err, words);
        return new Run(code, out.toString(), err.toString());
    }

    static Run of(List<String> words) {
        return of(words.toArray(new String[0]));
    }

    /**
     * A command on a base.
     *
     * @param words that the test is about
     * @param base the options of the base, which come last as those of a file follow it
     */
    static Run onBase(String command, String[] words, String... base) {
        return of(Stream.of(List.of(command), List.of(words), List.of(base))
                .flatMap(List::stream)
                .toList());
    }

    /** The object on standard output of a run that ended well. */
    Map<String, Object> json() {
        assertThat(exitCode).as(err).isZero();
        return ParsedJson.object(out);
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** A column of the table on standard output, without its header. */
    List<String> column(String name) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(out)) {
            return rows.stream().map(row -> row.getField(name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file for a run. */
    static Path file(Path folder, String name, String text) {
        try {
            return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the real data; the test is skipped where it is not there. */
    static String shared(String name) {
        return shared("data", name);
    }

    /** A file of a folder of what is shared, such as data or cases. */
    static String shared(String kind, String name) {
        Stream<Path> folders = Stream.concat(
                Optional.ofNullable(System.getProperty("engagement.shared")).map(Path::of).stream(),
                Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve("shared")));
        Optional<Path> found = folders.map(folder -> folder.resolve(kind).resolve(name))
                .filter(Files::exists)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), () -> name + " is not there; set -Dengagement.shared=DIR");
        return found.orElseThrow().toString();
    }
}
