package io.engagement.crm;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many rows each contact has in each query, compared in the database with how many there were when scores were written last.
 * Rows that were deleted without a trace are found by it, contacts that got other ids, and rows that were committed long after
 * the time that they tell.
 */
final class RowCounts {
    private static final String STAGED = """
            create local temporary table if not exists staged_counts (
                feed varchar(40) not null,
                contact_id varchar(200) not null,
                row_count bigint not null,
                primary key (feed, contact_id)
            )""";

    private static final String DIFFERENT = """
            insert into staged_counts (feed, contact_id, row_count)
            select cast(? as varchar(40)), d.contact_id, sum(d.row_count) from (
                select cast(q.contact_id as varchar(200)) as contact_id, count(*) as row_count, 0 as known
                from (%s) q where q.contact_id is not null group by q.contact_id
                union all
                select k.contact_id, 0, k.row_count from engagement.row_counts k where k.feed = ?
            ) d group by d.contact_id having sum(d.row_count) <> sum(d.known)""";

    private static final String MERGE = """
            merge into engagement.row_counts k using staged_counts t on k.feed = t.feed and k.contact_id = t.contact_id
            when matched and t.row_count = 0 then delete
            when matched then update set row_count = t.row_count
            when not matched then insert (feed, contact_id, row_count) values (t.feed, t.contact_id, t.row_count)""";

    private static final String ROWS = """
            select d.feed, sum(d.row_count) from (
                select t.feed, t.row_count from staged_counts t
                union all
                select k.feed, k.row_count from engagement.row_counts k where not exists (
                    select 1 from staged_counts t where t.feed = k.feed and t.contact_id = k.contact_id)
            ) d group by d.feed""";

    private RowCounts() {}

    /** Makes the table of the connection's own. Some databases end a transaction at that. */
    static void prepare(Connection connection) throws SQLException {
        Sql.update(connection, STAGED);
        Sql.update(connection, "delete from staged_counts");
    }

    /** Keeps the counts that differ, of one query. */
    static void stage(Connection connection, String name, String query) throws SQLException {
        Sql.update(connection, DIFFERENT.formatted(query), name, name);
    }

    /** Of whom counts differ. */
    static Set<String> contacts(Connection connection) throws SQLException {
        Set<String> contacts = new HashSet<>();
        Sql.query(connection, "select distinct contact_id from staged_counts", row -> contacts.add(row.getString(1)));
        return contacts;
    }

    /** How many rows each query has. */
    static Map<String, Long> rows(Connection connection) throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        Sql.query(connection, ROWS, row -> rows.put(row.getString(1), row.getLong(2)));
        return rows;
    }

    /** Writes what was kept. */
    static void merge(Connection connection) throws SQLException {
        Sql.update(connection, MERGE);
    }
}
