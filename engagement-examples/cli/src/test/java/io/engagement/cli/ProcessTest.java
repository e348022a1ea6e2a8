package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what no run inside the test can show. */
class ProcessTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void namesAreUtf8OnStandardOutputWhateverTheLocale() throws Exception {
        Path file = Run.file(folder, "in.csv", "customer,at,purpose\nŁucja,2026-01-05,PURCHASE\n");
        assertThat(program(List.of(), "score", "--input", file.toString())).isZero();
        assertThat(Files.readAllLines(folder.resolve("out"), StandardCharsets.UTF_8))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Łucja,");
    }

    @Test
    void theExitCodeIsThatOfTheProcess() throws Exception {
        assertThat(program(List.of(), "score", "--input", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err"))).startsWith("engagement: there is no file");
        assertThat(program(List.of(), "score")).isEqualTo(2);
        assertThat(Files.size(folder.resolve("out"))).isZero();
    }

    /** Four times as much text as there is memory. */
    @Test
    void theTextOfAFileIsNotHeld() throws Exception {
        Path file = folder.resolve("long.csv");
        String note = "x".repeat(10_000);
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write("customer,at,purpose,note\n");
            for (int i = 0; i < 20_000; i++) {
                writer.write("c" + i % 7 + ",2026-01-" + (10 + i % 20) + ",PURCHASE," + note + "\n");
            }
        }
        assertThat(program(List.of("-Xmx48m"), "score", "--input", file.toString()))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("out"))).hasSize(8);
    }

    private int program(List<String> options, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(SecondJvm.command(options, Main.class, words))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("LC_ALL", "C");
        return builder.start().waitFor();
    }
}
