package io.engagement.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example is killed at random points and started again: its tables are those of one that was left alone. */
class KillTest {
    private static final int KILLS = FullRun.pick(20, 3);
    /** Of one database, before the example is let run to its end. */
    private static final int IN_A_ROW = 4;

    private final SplittableRandom random = new SplittableRandom(FullRun.seed(20261129));
    private final Path folder;
    private int killed;

    KillTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @EnumSource
    void whoIsKilledAndRunAgainHasTheScoresOfOneWhoWasNot(Databases databases)
            throws IOException, InterruptedException, SQLException {
        String undisturbed = databases.freshAddress(folder);
        long began = System.nanoTime();
        SecondJvm.run(command(undisturbed, "undisturbed"));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        Map<String, String> scores = tables(undisturbed);
        assertThat(scores).hasSizeGreaterThan(500);
        for (int round = 0; killed < KILLS; round++) {
            String address = databases.freshAddress(folder);
            String state = "state" + round;
            for (int run = 0; run < IN_A_ROW && killed < KILLS; run++) {
                runAndKill(command(address, state), random.nextLong(millis));
            }
            SecondJvm.run(command(address, state));
            assertThat(tables(address)).as("round %d", round).isEqualTo(scores);
        }
    }

    private List<String> command(String address, String state) {
        return SecondJvm.command(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                KilledDemo.class,
                address,
                folder.resolve(state).toString());
    }

    private void runAndKill(List<String> command, long millis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            killed++;
        } else {
            assertThat(process.exitValue()).isZero();
        }
    }

    /** All that is stored but which run wrote it and when. */
    private static Map<String, String> tables(String address) throws SQLException {
        TestCrm crm = TestCrm.of(Databases.at(address));
        Map<String, String> all = crm.scores();
        all.put(
                "rows",
                crm.one("select string_agg(feed || contact_id || row_count, ' ' order by feed, contact_id)"
                        + " from engagement.row_counts"));
        all.put(
                "positions",
                crm.one("select string_agg(feed || updated_at, ' ' order by feed) from engagement.positions"));
        all.put(
                "identities",
                crm.one("select string_agg(contact_id || coalesce(customer_id, '-'), ' ' order by contact_id)"
                        + " from engagement.identities"));
        all.put("models", crm.one("select string_agg(version, ' ' order by version) from engagement.models"));
        return all;
    }
}
