package io.engagement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with a Java of its own, run on a machine that has none. */
class ImageTest {
    private static final Path IMAGE = Path.of("target", "image").toAbsolutePath();

    @Test
    void itScoresWithoutAnotherJava(@TempDir Path folder) throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder("customer_id,at,purpose,value\n");
        for (int i = 0; i < 400; i++) {
            rows.append("c%d,2025-%02d-%02dT10:00:00Z,PURCHASE,%d.50\n"
                    .formatted(i * 7 % 60, 1 + i * 5 % 12, 1 + i * 11 % 28, 5 + i % 40));
        }
        Path input = Files.writeString(folder.resolve("log.csv"), rows);
        assertThat(run(folder, "--version")).contains(Modules.VERSION);
        assertThat(run(folder, "score", "--as-of", "2026-01-01", "--input", input.toString()))
                .contains("c0", "retention_risk");
        readsAndWritesWhatItCan(folder);
        System.out.println("image: " + size() / 1_000_000 + " MB");
        assertThat(size()).isLessThan(150_000_000);
    }

    /** Without an archive that fits, Java refuses to start here. Options of one's own take the place of ours. */
    @Test
    void itStartsFastUnlessToldHow(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(run(folder, Map.of("ENGAGEMENT_OPTIONS", "-Xshare:on"), "--version"))
                .contains(Modules.VERSION);
        Map<String, String> told = Map.of("JAVA_TOOL_OPTIONS", "-XX:+PrintCommandLineFlags");
        assertThat(run(folder, told, "--version")).contains("-XX:TieredStopAtLevel=1");
        assertThat(run(folder, with(told, "ENGAGEMENT_OPTIONS", "-Xmx123m"), "--version"))
                .contains("-XX:MaxHeapSize=" + 123 * 1024 * 1024)
                .doesNotContain("TieredStopAtLevel");
        assertThat(run(folder, with(told, "ENGAGEMENT_OPTIONS", ""), "--version"))
                .doesNotContain("TieredStopAtLevel");
    }

    private static Map<String, String> with(Map<String, String> told, String name, String value) {
        Map<String, String> all = new HashMap<>(told);
        all.put(name, value);
        return all;
    }

    /** What is found at run time needs modules of its own: formats, drivers, the page's library. */
    private static void readsAndWritesWhatItCan(Path folder) throws IOException, InterruptedException {
        run(folder, "simulate", "--customers", "100", "--out", "base.parquet");
        assertThat(run(folder, "score", "--input", "base.parquet", "--out", "scores.jsonl.zst"))
                .contains("wrote 100 rows");
        run(folder, "report", "--input", "base.parquet", "--out", "page.html");
        assertThat(folder.resolve("page.html")).isNotEmptyFile();
        assertThat(said(1, folder, "score", "--input", "jdbc:h2:./none", "--query", "select 1"))
                .contains("none");
        assertThat(said(1, folder, "score", "--input", "jdbc:postgresql://localhost:1/none", "--query", "select 1"))
                .contains("localhost:1");
    }

    private static String run(Path folder, String... args) throws IOException, InterruptedException {
        return said(0, folder, args);
    }

    private static String run(Path folder, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        return said(0, folder, environment, args);
    }

    private static String said(int exitCode, Path folder, String... args) throws IOException, InterruptedException {
        return said(exitCode, folder, Map.of(), args);
    }

    private static String said(int exitCode, Path folder, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of(IMAGE.resolve("bin/engagement").toString()));
        words.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "ENGAGEMENT_OPTIONS"));
        builder.environment().putAll(environment);
        builder.environment().put("PATH", "/usr/bin:/bin");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }

    private static long size() throws IOException {
        try (Stream<Path> files = Files.walk(IMAGE)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
