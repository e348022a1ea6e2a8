package io.engagement.crm;

import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Fills a CRM in an embedded database with 1,000 simulated customers, scores them, lets a day go by, scores them again, and
 * prints the scores of five customers before and after.
 */
public final class CrmDemo {
    private final DataSource database;
    private final PrintStream out;

    private CrmDemo(DataSource database, PrintStream out) {
        this.database = database;
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args not used
     * @throws IOException if there is no folder for temporary files
     * @throws SQLException if the embedded database fails
     */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("engagement-crm");
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:crm", "sa", "");
        try {
            new CrmDemo(pool, new PrintStream(System.out, true, StandardCharsets.UTF_8)).run(folder);
        } finally {
            pool.dispose();
            try (var files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void run(Path folder) throws SQLException {
        Simulation simulation = Simulation.withDefaults();
        DemoCrm.fill(database, simulation);
        NightlyScores nightly = NightlyScores.of(database, CrmTables.example(), folder);
        Instant today = simulation.end();
        out.println(nightly.run(today));
        out.println(nightly.run(today));
        Map<String, String> before = scores();
        out.println();
        out.println("customer  score           before  after  reason");
        DemoCrm.nextDay(database, today);
        String run = nightly.run(today.plus(Duration.ofDays(1))).toString();
        changed(before);
        out.println();
        out.println(run);
    }

    /** Engagement by customer. */
    private Map<String, String> scores() throws SQLException {
        Map<String, String> scores = new HashMap<>();
        try (Connection connection = database.getConnection()) {
            Sql.query(
                    connection,
                    "select customer_id, score from engagement.scores where score_name = 'engagement'",
                    row -> scores.put(row.getString(1), String.valueOf(row.getObject(2))));
        }
        return scores;
    }

    /** The most engaged of those whose score the last run wrote. */
    private void changed(Map<String, String> before) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Sql.query(
                    connection,
                    """
                    select s.customer_id, s.score_name, s.score, s.reason from engagement.scores s
                    where s.run_id = (select max(id) from engagement.runs) and s.score_name = 'engagement'
                    order by s.score desc, s.customer_id fetch first 5 rows only""",
                    row -> out.println(String.format(
                            Locale.ROOT,
                            "%-9s %-14s %7s %6s  %s",
                            row.getString(1),
                            row.getString(2),
                            before.getOrDefault(row.getString(1), "none"),
                            row.getObject(3),
                            row.getString(4))));
        }
    }
}
