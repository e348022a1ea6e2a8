package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer is killed at any moment: the last snapshot that it acknowledged, or a later one, is there, whole. */
class KillTest {
    private static final int KILLS = FullRun.pick(120, 4);
    private static final int LONGEST_MILLIS = 300;

    private final Path directory;

    KillTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void whoIsKilledLosesNothingThatWasAcknowledged() throws Exception {
        Path file = directory.resolve("store.live");
        SplittableRandom random = new SplittableRandom(FullRun.seed(20261124));
        long acknowledged = -1;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged = Math.max(acknowledged, runAndKill(file, random.nextInt(LONGEST_MILLIS)));
            LiveStore restored = KilledWriter.builder().restore(file);
            long position = restored.feed("events").position().orElse(-1);
            assertThat(position).as("kill %d", kill).isGreaterThanOrEqualTo(acknowledged);
            assertThat(restored.report().taken()).as("kill %d", kill).isEqualTo(position + 1);
            if (kill % 10 == 0 || kill == KILLS - 1) {
                assertIsNeverHavingStopped(restored, position);
            }
        }
    }

    /** The position of the last snapshot that the writer has acknowledged. */
    private static long runAndKill(Path file, int millis) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(SecondJvm.command(
                        List.of("-XX:TieredStopAtLevel=1"),
                        KilledWriter.class,
                        file.toString(),
                        Long.toString(Long.MAX_VALUE)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = -1;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            // The first snapshot, so that there is one; then any moment.
            while (last < 0) {
                last = written(lines.readLine(), last);
            }
            Thread killer = new Thread(() -> {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException none) {
                    Thread.currentThread().interrupt();
                }
                // By its handle: the process itself would close what is being read.
                writer.toHandle().destroyForcibly();
            });
            killer.start();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = written(line, last);
            }
            killer.join();
        }
        assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(writer.exitValue()).as("killed").isNotZero();
        return last;
    }

    private static long written(String line, long last) {
        assertThat(line).as("the writer's next line").isNotNull();
        // A line that was cut off by the kill has no acknowledgement in it.
        return line.matches("written \\d+") ? Math.max(last, Long.parseLong(line.substring(8))) : last;
    }

    private static void assertIsNeverHavingStopped(LiveStore restored, long position) {
        LiveStore never = KilledWriter.builder().open();
        Feed feed = never.feed("events");
        Feed again = restored.feed("events");
        for (long i = 0; i <= position + 2000; i++) {
            feed.add(KilledWriter.interaction(i), i);
            again.add(KilledWriter.interaction(i), i);
        }
        assertThat(restored.report().replayed()).isGreaterThan(position);
        LiveBase.assertSameStores(restored, never);
    }
}
