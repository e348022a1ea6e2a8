package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.testkit.run.FullRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files drawn at random: every row is accepted, refused or left out, and nothing fails otherwise. The full form draws a seed,
 * which it prints.
 */
class OddFilesTest {
    private static final long SEED = Long.getLong("engagement.seed", FullRun.seed(20261128));
    private static final int FILES = Integer.getInteger("engagement.files", FullRun.pick(5_000, 250));
    private static final Duration NEVER_SO_LONG = Duration.ofMinutes(FullRun.pick(60, 5));
    private static final Pattern ROWS = Pattern.compile("(?m)^rows: (\\d+) accepted, (\\d+) duplicates left out,"
            + " \\d+ identical without id kept, (\\d+) refused, (\\d+) left out by --where"
            + "(?:, (\\d+) before and behind the table left out)?$");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyRowIsAcceptedRefusedOrLeftOut() {
        SplittableRandom random = seeded("everyRowIsAcceptedRefusedOrLeftOut");
        int[] told = new int[1];
        assertTimeoutPreemptively(NEVER_SO_LONG, () -> {
            for (int i = 0; i < FILES; i++) {
                OddFile file = OddFile.draw(random, 30);
                Path path = Files.write(folder.resolve("in.csv"), file.bytes());
                told[0] += check(i, file, run(random, path, file)) ? 1 : 0;
                checkInspected(i, file, Run.of("inspect", path.toString()));
            }
        });
        System.out.println(told[0] + " of " + FILES + " files were read, the others refused as a whole");
        assertThat(told[0]).isGreaterThan(FILES / 2);
    }

    private static Run run(SplittableRandom random, Path path, OddFile file) {
        List<String> words =
                new ArrayList<>(random.nextInt(10) == 0 ? List.of("score") : List.of("fit", "--model", "nbd"));
        words.addAll(List.of("--as-of", "2024-12-31"));
        if (random.nextInt(8) > 0) {
            words.addAll(List.of("--allow-refused", "1"));
        }
        if (random.nextInt(8) == 0) {
            words.addAll(List.of("--zone", "Europe/Berlin"));
        }
        words.addAll(List.of("--input", path.toString()));
        words.addAll(file.options());
        return Run.of(words);
    }

    /** Whether it was read at all. */
    private static boolean check(int number, OddFile file, Run run) {
        checkWords(number, run);
        Matcher rows = ROWS.matcher(run.err());
        if (!rows.find()) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .as("file %d", number)
                    .startsWith("engagement: ")
                    .hasLineCount(1);
            return false;
        }
        long sum = 0;
        for (int group = 1; group <= rows.groupCount(); group++) {
            sum += rows.group(group) == null ? 0 : Long.parseLong(rows.group(group));
        }
        assertThat(sum)
                .as(() -> "file " + number + " " + file + "\n" + run.err())
                .isEqualTo(file.rows());
        return true;
    }

    private static void checkWords(int number, Run run) {
        assertThat(run.exitCode()).as("file %d: %s", number, run.err()).isBetween(0, 1);
        assertThat(run.err()).as("file %d", number).doesNotContain("\tat ").doesNotContain("Exception");
    }

    private static void checkInspected(int number, OddFile file, Run run) {
        checkWords(number, run);
        if (run.exitCode() == 1) {
            assertThat(run.err())
                    .as(() -> "file " + number + " " + file)
                    .startsWith("engagement: ")
                    .hasLineCount(1);
        }
    }

    private static SplittableRandom seeded(String test) {
        System.out.println(test + ": -Dengagement.seed=" + SEED);
        return new SplittableRandom(SEED);
    }
}
