package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What has no position to be asked for and is read once: pipes, of a process of its own. */
class PipeTest {
    private static final String ROWS = "customer_id,at,purpose\nb,2024-01-01,PURCHASE\nb,2024-02-01,PURCHASE\n";

    @TempDir
    private Path folder = Path.of("");

    private String scores(String shell) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")), "there is no bash");
        Files.writeString(folder.resolve("in.csv"), ROWS);
        String engagement = "engagement() { eval $ENG score --as-of 2024-12-31 '\"$@\"'; }\n";
        Process process = Shell.of(engagement + shell)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return told;
    }

    @Test
    void standardInputAndPipesAreReadLikeFiles() throws Exception {
        String file = scores("engagement --input in.csv");
        assertThat(file).contains("rows: 2 accepted").contains("\nb,");
        assertThat(scores("cat in.csv | engagement --input -")).isEqualTo(file);
        assertThat(scores("cat in.csv | engagement --input /dev/stdin")).isEqualTo(file);
        assertThat(scores("engagement --input <(cat in.csv)")).isEqualTo(file);
        assertThat(scores("mkfifo f; cat in.csv > f & engagement --input f")).isEqualTo(file);
        assertThat(scores("engagement --input - < in.csv")).isEqualTo(file);
        assertThat(scores("printf 'customer_id\\nz\\n' | engagement --input in.csv --customers -"))
                .contains("customers: 1 accepted")
                .contains("\nz,");
    }

    @Test
    void standardInputIsReadOnce() {
        Run run = Run.of("score", "--input", "-", "--customers", "-");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("standard input (-) can be read only once, and is named more than once");
    }

    /** What separates the fields of a file is found by reading it once more, which a pipe never ends. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeOfOtherSeparatorsThanCommasIsRefusedForThem() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo here");
        Path pipe = folder.resolve("assignments");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        Path input = Run.file(folder, "in.csv", ROWS);
        CompletableFuture<Path> writing =
                CompletableFuture.supplyAsync(() -> Run.file(folder, "assignments", "customer_id;campaign;arm;at\n"));
        Run run = Run.of("outcomes", "--input", input.toString(), "--assignments", pipe.toString());
        writing.join();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("it seems to be separated by ';'");
    }
}
