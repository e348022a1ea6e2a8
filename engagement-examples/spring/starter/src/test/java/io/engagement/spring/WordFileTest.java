package io.engagement.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordFileTest {
    @TempDir
    private Path folder = Path.of("");

    /** What another process says that opens the file. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws IOException {
            try (WordFile file = WordFile.open(Path.of(args[0]))) {
                System.out.print("open " + file.lines());
            } catch (WordFile.InUseException inUse) {
                System.out.print("in use");
            }
        }
    }

    private static String other(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    /** On POSIX systems a lock goes when the process closes any channel of the file: also one that read it, or a second try. */
    @Test
    void whatOneProcessHasNoOtherOneOpens() throws IOException, InterruptedException {
        Path path = folder.resolve("words");
        try (WordFile file = WordFile.open(path)) {
            file.append("one");
            assertThat(other(path)).isEqualTo("in use");

            assertThatExceptionOfType(WordFile.InUseException.class).isThrownBy(() -> WordFile.open(path));
            assertThat(other(path)).isEqualTo("in use");
        }
        assertThat(other(path)).isEqualTo("open [one]");
    }

    @Test
    void linesAreReadAgainAndHalfOnesAreNot() throws IOException {
        Path path = folder.resolve("words");
        try (WordFile file = WordFile.open(path)) {
            assertThat(file.lines()).isEmpty();
            file.append("one");
            file.append("two");
        }
        Files.writeString(path, "one\ntwo\nthr");
        try (WordFile file = WordFile.open(path)) {
            assertThat(file.lines()).isEqualTo(List.of("one", "two"));
            file.append("three");
        }
        assertThat(path).hasContent("one\ntwo\nthree");
    }
}
