package io.engagement.crm;

import io.engagement.connect.DataRefused;
import io.engagement.fit.FitException;
import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Fills a CRM with 1,000 simulated customers, scores them, lets a day go by, scores them again, and prints whose scores moved most. If
 * it is killed and started again, it goes on where it was.
 *
 * <p>Without arguments the database is an embedded one. With the address of one of PostgreSQL it is that, where {@code --create} lets it
 * make its schemas; {@code --help} tells more.
 */
public final class CrmDemo {
    private static final String NAME = "engagement-crm: ";

    /** The folder of what makes the CRM's tables. */
    static final String TABLES = "demo";

    private final DataSource database;
    private final PrintStream out;

    CrmDemo(DataSource database, PrintStream out) {
        this.database = database;
        this.out = out;
    }

    /**
     * Runs it. The exit code is 1 if the database fails, 2 if an argument is wrong.
     *
     * @param args {@code --help}; none; or {@code jdbc:postgresql://HOST/NAME}, and a folder, and {@code --create}
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
            DemoArguments asked = DemoArguments.of(args);
            if (asked.helps()) {
                out.print(DemoArguments.HELP);
            } else if (asked.address().isEmpty()) {
                embedded(out);
            } else {
                at(asked.address().get(), asked, environment, out);
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

    /** Whoever has not said so does not want schemas made in a database of theirs. */
    private static void at(String address, DemoArguments asked, Map<String, String> environment, PrintStream out)
            throws IOException, SQLException {
        DataSource database = PostgresAddress.reached(address, environment);
        String place = address.replaceFirst("\\?.*", "");
        asked.folder().ifPresent(folder -> new Logs(folder).requireFolder());
        boolean isThere = Schemas.isMade(database, "crm", TABLES) && Schemas.isMade(database, "engagement", "schema");
        if (!isThere) {
            String makes = "schema crm, the example's tables with 1,000 simulated customers, and schema engagement,"
                    + " the scores and what runs remember";
            if (!asked.creates()) {
                throw new IllegalArgumentException(place + " does not hold this example yet: with "
                        + DemoArguments.CREATE + " it makes there " + makes + ", and nothing else");
            }
            out.println("In " + place + " it makes " + makes + ".");
        }
        in(asked.folder(), folder -> new CrmDemo(database, out).run(Simulation.withDefaults(), folder));
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
        DemoScores before = DemoScores.stored(database);
        if (!DemoCrm.hasDayGoneBy(database)) {
            out.println(
                    "A day goes by: customers buy, order 77 is cancelled, contact 0000011 is merged into 0000010, activity 5 is"
                            + " deleted.");
        }
        DemoCrm.nextDay(database, today);
        Run next = nightly.run(today.plus(Duration.ofDays(1)));
        out.println(next);
        out.println();
        DemoScores after = DemoScores.stored(database);
        if (next.scoresWritten() + next.scoresDeleted() > 0) {
            after.printMoves(before, out);
        } else {
            out.println(
                    "Nothing has changed since the last run: no score was written. The day has gone by in this database;"
                            + " it goes by again in an empty one.");
            after.printBest(out);
        }
    }
}
