package io.engagement.crm;

import com.google.common.hash.Hashing;
import io.engagement.domain.Registry;
import io.engagement.score.ScoreTable;
import io.engagement.setup.ScoringSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores all customers of a relational CRM and writes the scores beside it, night by night. The first run reads all and fits
 * the models; later ones read the customers who changed or who have more rows or fewer, score with the same models, and write the rows that differ. Scores, the
 * model's version and how far was read are written in one transaction: a run that is killed leaves nothing
 * in the database, at most files in the folder, which the next run deletes when it has done the work of both.
 *
 * <pre>{@code
 * NightlyScores nightly = NightlyScores.of(dataSource, CrmTables.example(), Path.of("state"));
 * System.out.println(nightly.run(Instant.now()));
 * }</pre>
 *
 * <p>The scores stand in {@code engagement.scores}, what each run did in {@code engagement.runs}; the schema is made and kept up
 * by Flyway, with a history of its own. For PostgreSQL from version 15 on, and H2. Immutable and thread-safe; a second
 * run in a folder is refused while the first is at work, and of two in different folders the first to end writes.
 */
public final class NightlyScores {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyScores.class);

    private static final Duration OVERLAP = Duration.ofMinutes(30);
    private static final int DIGITS = 4;
    private static final int VERSION_LENGTH = 12;

    /** Of which a log takes 26 MB with ids of 13 characters, and less than three times as much while it is built. */
    private static final int ROWS_IN_PART = 250_000;

    private final DataSource database;
    private final CrmTables tables;
    private final Logs logs;
    private final Duration overlap;
    private final int digits;
    private final int rowsInPart;

    private NightlyScores(
            DataSource database, CrmTables tables, Logs logs, Duration overlap, int digits, int rowsInPart) {
        this.database = database;
        this.tables = tables;
        this.logs = logs;
        this.overlap = overlap;
        this.digits = digits;
        this.rowsInPart = rowsInPart;
    }

    /**
     * The scores of a CRM.
     *
     * @param database where the CRM is, and where the scores go; its user may read the CRM's tables and make the schema {@code
     *     engagement}
     * @param tables how the CRM is read
     * @param state a folder for the files of what was read, so that the next run need not read it again; without it all is read
     * @return with an overlap of 30 minutes and 4 digits
     */
    public static NightlyScores of(DataSource database, CrmTables tables, Path state) {
        return new NightlyScores(
                Objects.requireNonNull(database, "database must not be null"),
                Objects.requireNonNull(tables, "tables must not be null"),
                new Logs(Objects.requireNonNull(state, "state must not be null")),
                OVERLAP,
                DIGITS,
                ROWS_IN_PART);
    }

    /**
     * How long after a row's {@code updated_at} its transaction may be committed. New rows that are
     * committed later still are found by their number, other changes when their customer changes again, or all is read.
     *
     * @param longest not negative
     * @return scores with that overlap
     * @throws IllegalArgumentException if it is negative
     */
    public NightlyScores withOverlap(Duration longest) {
        if (longest.isNegative()) {
            throw new IllegalArgumentException("overlap must not be negative, was " + longest);
        }
        return new NightlyScores(database, tables, logs, longest, digits, rowsInPart);
    }

    /**
     * To how many significant digits scores are stored. Fewer of them, and fewer rows differ from one night to the next.
     *
     * @param significant from 1 to 15
     * @return scores of that many digits
     * @throws IllegalArgumentException if it is outside of that
     */
    public NightlyScores withDigits(int significant) {
        if (significant < 1 || significant > 15) {
            throw new IllegalArgumentException("digits must be from 1 to 15, was " + significant);
        }
        return new NightlyScores(database, tables, logs, overlap, significant, rowsInPart);
    }

    /** How many rows are read into one file; fewer, for tests. */
    NightlyScores withRowsInPart(int rows) {
        return new NightlyScores(database, tables, logs, overlap, digits, rows);
    }

    /**
     * Reads what changed, scores, and writes what differs.
     *
     * @param asOf as of when
     * @return what was done
     * @throws CrmException if the database or the folder fails, or nothing had happened by then; nothing is then written
     * @throws io.engagement.connect.DataRefused if more than 5 % of a feed's rows cannot be used, or rows of two contacts share a row_id;
     *     nothing is then written
     * @throws io.engagement.fit.FitException if there is no model yet and none can be fitted
     */
    public Run run(Instant asOf) {
        return run(asOf, false, false);
    }

    /**
     * Reads all, fits the models anew, scores, and writes what differs: for every few weeks.
     *
     * @param asOf as of when
     * @return what was done
     * @throws CrmException if the database or the folder fails, or nothing had happened by then; nothing is then written
     * @throws io.engagement.connect.DataRefused if more than 5 % of a feed's rows cannot be used, or rows of two contacts share a row_id;
     *     nothing is then written
     * @throws io.engagement.fit.FitException if no model can be fitted
     */
    public Run refit(Instant asOf) {
        return run(asOf, true, true);
    }

    /**
     * Reads all, scores with the models that there are, and writes what differs: where rows were changed whose {@code
     * updated_at} does not tell.
     *
     * @param asOf as of when
     * @return what was done
     * @throws CrmException if the database or the folder fails, or nothing had happened by then; nothing is then written
     * @throws io.engagement.connect.DataRefused if more than 5 % of a feed's rows cannot be used, or rows of two contacts share a row_id;
     *     nothing is then written
     * @throws io.engagement.fit.FitException if there is no model yet and none can be fitted
     */
    public Run readAll(Instant asOf) {
        return run(asOf, true, false);
    }

    private Run run(Instant asOf, boolean readsAll, boolean refits) {
        Objects.requireNonNull(asOf, "asOf must not be null");
        try {
            return logs.alone(() -> {
                Schemas.migrate(database, "engagement", "schema");
                return inOneConnection(asOf, readsAll, refits);
            });
        } catch (SQLException e) {
            throw new CrmException("the database failed, nothing is written", e);
        }
    }

    private Run inOneConnection(Instant asOf, boolean readsAll, boolean refits) throws SQLException {
        try (Connection connection = database.getConnection();
                Session session = Session.of(connection)) {
            ScoreRows.prepare(connection);
            RowCounts.prepare(connection);
            SeenRows.prepare(connection);
            PartContacts.prepare(connection);
            session.begin(Connection.TRANSACTION_REPEATABLE_READ);
            return run(connection, session, asOf, readsAll, refits);
        }
    }

    private Run run(Connection connection, Session session, Instant asOf, boolean readsAll, boolean refits)
            throws SQLException {
        Optional<LastRun> last = LastRun.read(connection);
        Changes changes = new Changes(connection, tables, overlap, rowsInPart);
        Map<String, Instant> positions = changes.positions();
        Identities identities = Identities.read(connection, tables.customers());
        changes.stage(positions);
        changes.checkIds();
        long id = last.map(LastRun::id).orElse(0L) + 1;
        RunLogs files = new RunLogs(logs, id);
        String readBy = tables.fingerprint();
        Parts parts =
                read(connection, changes, last.filter(run -> !readsAll && isOfUse(run, readBy)), identities, files);
        // Nothing of the CRM is held while models are fitted; and whoever waited for another writer must see what that
        // one wrote.
        session.next(Connection.TRANSACTION_READ_COMMITTED);

        BaseScores base = new BaseScores(files, parts, asOf);
        String text =
                refits || last.isEmpty() ? base.fit().toText() : last.get().modelText();
        ScoreTable scores = base.score(setup(text).plan());
        if (base.interactions() == 0) {
            throw new CrmException(
                    "as of " + asOf + " nothing had happened yet: nothing is written. Is a clock wrong?");
        }

        LastRun.lock(connection, last);
        Version model = Version.of(text);
        model.write(connection, asOf);
        new ScoreRows(digits).stage(connection, scores);
        int written = ScoreRows.merge(connection, id);
        int deleted = ScoreRows.delete(connection);
        LastRun.write(connection, last, parts.files(), positions, identities);
        RowCounts.merge(connection);
        SeenRows.write(connection);
        Run run = new Run(
                id,
                asOf,
                model.name(),
                parts.isFull(),
                parts.customers(),
                parts.rows(),
                scores.size(),
                Math.toIntExact(base.interactions()),
                written,
                deleted);
        write(connection, run, readBy);
        connection.commit();
        logs.keepOnly(parts.files());
        LOG.info("{}", run);
        return run;
    }

    /** What changed since the last run, or all: where there is none, its files cannot be used or have grown too large, or much changed. */
    private Parts read(
            Connection connection, Changes changes, Optional<LastRun> last, Identities identities, RunLogs files)
            throws SQLException {
        Map<String, Long> rows = RowCounts.rows(connection);
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        if (last.isPresent() && all <= 2L * rowsInPart * last.get().files().size()) {
            Changed changed = changes.since(last.get().positions(), last.get().identities(), identities);
            Optional<Parts> parts = changed.isMuch()
                    ? Optional.empty()
                    : new PartReader(connection, tables, identities, files)
                            .changed(last.get().files(), changed, rows);
            if (parts.isPresent()) {
                return parts.get();
            }
        }
        return new PartReader(connection, tables, identities, files)
                .all(Math.toIntExact(Math.max(1, (all + rowsInPart - 1) / rowsInPart)));
    }

    /** What was read by other queries or mappings is read anew. */
    private boolean isOfUse(LastRun last, String readBy) {
        boolean isAlike = last.readBy().equals(readBy);
        if (!isAlike) {
            LOG.info("the queries or mappings are others than those of run {}: all is read anew", last.id());
        }
        return isAlike && !last.files().isEmpty() && logs.have(last.files());
    }

    private static ScoringSetup setup(String text) {
        try {
            return ScoringSetup.read(text, Registry.empty());
        } catch (IllegalArgumentException e) {
            throw new CrmException("the model in engagement.models cannot be read, call refit", e);
        }
    }

    /** A model's text, and what stands for it. */
    private record Version(String name, String text) {
        static Version of(String text) {
            String hash =
                    Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
            return new Version(hash.substring(0, VERSION_LENGTH), text);
        }

        void write(Connection connection, Instant fittedAt) throws SQLException {
            Sql.update(connection, """
                    insert into engagement.models (version, fitted_at, model_text)
                    select v.version, cast(? as timestamp with time zone), cast(? as text) from (select cast(? as varchar(16)) as version) v
                    where not exists (select 1 from engagement.models m where m.version = v.version)""", fittedAt, text, name);
        }
    }

    private static void write(Connection connection, Run run, String readBy) throws SQLException {
        Sql.update(
                connection,
                """
                insert into engagement.runs (id, as_of, model_version, finished_at, read_by, customers, interactions,
                    rows_read, rows_written)
                values (?, ?, ?, current_timestamp, ?, ?, ?, ?, ?)""",
                run.id(),
                run.asOf(),
                run.model(),
                readBy,
                run.customers(),
                run.interactions(),
                run.rowsRead(),
                run.scoresWritten() + run.scoresDeleted());
    }
}
