package io.engagement.crm;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the last run left: its number, the files of what was read, what it was read by, its model, and how far it read. */
record LastRun(
        long id,
        List<String> files,
        String readBy,
        String modelText,
        Map<String, Instant> positions,
        Identities identities) {
    static Optional<LastRun> read(Connection scores) throws SQLException {
        List<LastRun> runs = new ArrayList<>();
        Map<String, Instant> positions = new HashMap<>();
        Sql.query(
                scores,
                "select feed, updated_at from engagement.positions",
                row -> positions.put(
                        row.getString(1), Sql.instant(row, "updated_at").orElseThrow()));
        List<String> files = new ArrayList<>();
        Sql.query(
                scores, "select log_file from engagement.log_parts order by part", row -> files.add(row.getString(1)));
        Identities identities = Identities.stored(scores);
        Sql.query(
                scores,
                """
                select r.id, r.read_by, m.model_text from engagement.runs r
                join engagement.models m on m.version = r.model_version
                where r.id = (select max(id) from engagement.runs)""",
                row -> runs.add(
                        new LastRun(row.getLong(1), files, row.getString(2), row.getString(3), positions, identities)));
        return runs.stream().findFirst();
    }

    /** Waits for other writers; whoever wrote since a run was read is told, as what was read may be old. */
    static void lock(Connection scores, Optional<LastRun> read) throws SQLException {
        Sql.query(scores, "select id from engagement.writer for update", row -> {});
        long known = read.map(LastRun::id).orElse(0L);
        Sql.query(scores, "select max(id) as latest from engagement.runs", row -> {
            if (row.getLong("latest") != known) {
                throw new CrmException("run " + row.getLong("latest")
                        + " ended while this one was at work: nothing is written, the scores are those of that run");
            }
        });
    }

    /** Writes how far was read and into which files, and who counts as whom, where these are others than before. */
    static void write(
            Connection scores,
            Optional<LastRun> last,
            List<String> files,
            Map<String, Instant> positions,
            Identities identities)
            throws SQLException {
        if (last.filter(run -> run.files().equals(files)).isEmpty()) {
            writeFiles(scores, files);
        }
        if (last.filter(run -> run.positions().equals(positions)).isEmpty()) {
            writePositions(scores, positions);
        }
        if (last.filter(run -> run.identities().all().equals(identities.all())).isPresent()) {
            return;
        }
        Sql.update(scores, "delete from engagement.identities");
        Sql.batch(
                scores,
                "insert into engagement.identities (contact_id, customer_id) values (?, ?)",
                identities.all().entrySet(),
                each -> new @Nullable Object[] {each.getKey(), each.getValue().orElse(null)});
    }

    private static void writeFiles(Connection scores, List<String> files) throws SQLException {
        Sql.update(scores, "delete from engagement.log_parts");
        for (int part = 0; part < files.size(); part++) {
            Sql.update(
                    scores, "insert into engagement.log_parts (part, log_file) values (?, ?)", part, files.get(part));
        }
    }

    private static void writePositions(Connection scores, Map<String, Instant> positions) throws SQLException {
        Sql.update(scores, "delete from engagement.positions");
        for (Map.Entry<String, Instant> position : positions.entrySet()) {
            Sql.update(
                    scores,
                    "insert into engagement.positions (feed, updated_at) values (?, ?)",
                    position.getKey(),
                    position.getValue());
        }
    }
}
