package io.engagement.crm;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Rows of the overlap that were read already, so that they are not read night by night where nothing newer comes: all rows of a
 * table that was filled at one instant are of its overlap. A row that was changed less than a minute before it was read is not
 * among them: it may be changed again without another time, as clocks of databases may tick by seconds.
 */
final class SeenRows {
    private static final String STAGED = """
            create local temporary table if not exists staged_rows (
                feed varchar(40) not null,
                row_id varchar(200) not null,
                updated_at timestamp with time zone not null,
                primary key (feed, row_id)
            )""";

    private static final String STAGE = """
            insert into staged_rows (feed, row_id, updated_at)
            select cast(? as varchar(40)), r.row_id, max(r.updated_at) from (
                select cast(%s as varchar(200)) as row_id, q.updated_at from (%s) q
                where q.updated_at >= ? and q.updated_at < current_timestamp - interval '1' minute
            ) r where r.row_id is not null group by r.row_id""";

    private static final String DELETE = """
            delete from engagement.seen_rows s where not exists (
                select 1 from staged_rows t where t.feed = s.feed and t.row_id = s.row_id)""";

    private static final String KEEP = """
            merge into engagement.seen_rows s using staged_rows t on s.feed = t.feed and s.row_id = t.row_id
            when matched and s.updated_at <> t.updated_at then update set updated_at = t.updated_at
            when not matched then insert (feed, row_id, updated_at) values (t.feed, t.row_id, t.updated_at)""";

    /** Ends a query of rows, and takes their feed. */
    private static final String UNSEEN = """
             and not exists (select 1 from engagement.seen_rows s
            where s.feed = ? and s.row_id = cast(%s as varchar(200)) and s.updated_at = q.updated_at)""";

    private SeenRows() {}

    /** Makes the table of the connection's own. Some databases end a transaction at that. */
    static void prepare(Connection connection) throws SQLException {
        Sql.update(connection, STAGED);
        Sql.update(connection, "delete from staged_rows");
    }

    /** Keeps the rows that the next run need not read again. */
    static void stage(Connection connection, Query query, Instant since) throws SQLException {
        Sql.update(connection, STAGE.formatted(query.id(), query.sql()), query.name(), since);
    }

    static String unseen(Query query) {
        return UNSEEN.formatted(query.id());
    }

    /** Writes what was kept. */
    static void write(Connection connection) throws SQLException {
        Sql.update(connection, DELETE);
        Sql.update(connection, KEEP);
    }
}
