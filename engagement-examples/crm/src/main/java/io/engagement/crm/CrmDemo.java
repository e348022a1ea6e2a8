package io.engagement.crm;

import io.engagement.connect.DataRefused;
import io.engagement.fit.FitException;
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
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Fills a CRM with 1,000 simulated customers, scores them, lets a day go by, scores them again, and prints the scores of five
 * customers before and after. If it is killed and started again, it goes on where it was.
 *
 * <p>Without arguments the database is an embedded one. With the address of an empty one of PostgreSQL as its first argument it is
 * that; a second one is the folder of the file of what was read.
 */
public final class CrmDemo {
    private static final String NAME = "engagement-crm: ";

    private final DataSource database;
    private final PrintStream out;

    CrmDemo(DataSource database, PrintStream out) {
        this.database = database;
        this.out = out;
    }

    /**
     * Runs it. The exit code is 1 if the database fails, 2 if an argument is wrong.
     *
     * @param args none; or {@code jdbc:postgresql://HOST/NAME}, and a folder
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int exitCode = run(args, System.getenv(), out, err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            if (args.length > 2) {
                throw new IllegalArgumentException(
                        "the arguments are an address and a folder, or none; there are " + args.length);
            }
            if (args.length == 0) {
                embedded(out);
            } else {
                DataSource database = PostgresAddress.reached(args[0], environment);
                in(
                        args.length == 1 ? Optional.empty() : Optional.of(Path.of(args[1])),
                        folder -> new CrmDemo(database, out).run(Simulation.withDefaults(), folder));
            }
            return written(out, err);
        } catch (IllegalArgumentException e) {
            err.println(NAME + e.getMessage());
            return 2;
        } catch (CrmException | DataRefused | FitException | SQLException | IOException e) {
            err.println(NAME + e.getMessage());
            return 1;
        }
    }

    /** A full disk or a closed pipe shows here only. */
    static int written(PrintStream out, PrintStream err) {
        if (out.checkError()) {
            err.println(NAME + "what it found cannot be written to standard output");
            return 1;
        }
        return 0;
    }

    private static void embedded(PrintStream out) throws IOException, SQLException {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:crm", "sa", "");
        try {
            in(Optional.empty(), folder -> new CrmDemo(pool, out).run(Simulation.withDefaults(), folder));
        } finally {
            pool.dispose();
        }
    }

    /** What is done with a folder. */
    private interface Work {
        void in(Path folder) throws SQLException;
    }

    /** In a given folder, or in one that is gone afterwards. */
    private static void in(Optional<Path> given, Work work) throws IOException, SQLException {
        if (given.isPresent()) {
            work.in(given.get());
            return;
        }
        Path folder = Files.createTempDirectory("engagement-crm");
        try {
            work.in(folder);
        } finally {
            try (var files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    void run(Simulation simulation, Path folder) throws SQLException {
        DemoCrm.fill(database, simulation);
        NightlyScores nightly = NightlyScores.of(database, CrmTables.example(), folder);
        Instant today = simulation.end();
        if (!DemoCrm.hasDayGoneBy(database)) {
            out.println(nightly.run(today));
            out.println(nightly.run(today));
        }
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
