package io.engagement.crm;

import io.engagement.connect.DataRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed in a CRM since it was read last, found by the times of the last changes, and by how many rows a contact has. Rows
 * may be committed later than their time says: those of the overlap that were not seen are looked at again.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private static final String SHARED = """
            select min(r.row_id) from (
                select cast(q.row_id as varchar(200)) as row_id from (%s) q group by q.row_id
                having min(cast(q.contact_id as varchar(200))) <> max(cast(q.contact_id as varchar(200)))
            ) r""";

    private final Connection crm;
    private final CrmTables tables;
    private final Duration overlap;
    /** Rows that changed of which the ids are held. */
    private final int mostRows;

    Changes(Connection crm, CrmTables tables, Duration overlap, int mostRows) {
        this.crm = crm;
        this.tables = tables;
        this.overlap = overlap;
        this.mostRows = mostRows;
    }

    /**
     * The time of the last change of each query; of those that have rows. A clock that is ahead must not hide what comes after:
     * no position is later than the database's own time.
     */
    Map<String, Instant> positions() {
        Map<String, Instant> positions = new HashMap<>();
        for (Query query : Query.of(tables)) {
            String name = query.name();
            String sql = "select max(q.updated_at) as updated_at, current_timestamp as at_present from (" + query.sql()
                    + ") q";
            ask(name, sql, row -> {
                Instant present = Sql.instant(row, "at_present").orElseThrow();
                Sql.instant(row, "updated_at").ifPresent(latest -> positions.put(name, earlier(name, latest, present)));
            });
        }
        return positions;
    }

    private static Instant earlier(String name, Instant latest, Instant present) {
        if (latest.isAfter(present)) {
            LOG.warn(
                    "{} has rows that were changed at {}, which is to come: is a clock ahead? They are read each time",
                    name,
                    latest);
            return present;
        }
        return latest;
    }

    /** Keeps which contacts have more rows or fewer than when scores were written last, and which rows the next run need not read. */
    void stage(Map<String, Instant> positions) {
        for (Query query : Query.of(tables)) {
            Instant position = positions.get(query.name());
            try {
                if (query.isOfContacts()) {
                    RowCounts.stage(crm, query.name(), query.sql());
                }
                if (position != null) {
                    SeenRows.stage(crm, query, position.minus(overlap));
                }
            } catch (SQLException e) {
                throw failed(query.name(), e);
            }
        }
    }

    /**
     * Sees to it that each row of a feed is one contact's: what is in one log, and what comes with those who changed, must not depend on
     * whose it is.
     *
     * @throws DataRefused if one is of two
     */
    void checkIds() {
        for (Feed feed : tables.feeds()) {
            ask(feed.name(), SHARED.formatted(feed.sql()), row -> {
                if (row.getString(1) != null) {
                    throw new DataRefused(feed.name() + ": row_id " + row.getString(1)
                            + " is that of rows of several contacts: nothing is written. Write such as row_id || ':' || contact_id"
                            + " in the feed's query, so that each row has its own");
                }
            });
        }
    }

    private void ask(String name, String sql, Sql.Taker taker, Object... parameters) {
        Sql.query(name, crm, sql, taker, parameters);
    }

    private static CrmException failed(String name, SQLException fault) {
        return new CrmException("cannot read " + name + ", nothing is written", fault);
    }

    /**
     * The customers who may have changed: whose rows, attributes or consents did, who have more rows or fewer, and who were merged or
     * separated; and rows that may be another customer's now, or are deleted.
     */
    Changed since(Map<String, Instant> positions, Identities before, Identities now) throws SQLException {
        Set<String> contacts = RowCounts.contacts(crm);
        Set<String> rows = new HashSet<>();
        for (Query query : Query.of(tables)) {
            if (query.name().equals(Query.DELETIONS)) {
                since(query, "q.source, q.row_id", positions, row -> {
                    if (row.getString(1) == null || row.getString(2) == null) {
                        LOG.warn("a row of deletions has no source or no row_id, and tells of nothing");
                    } else if (row.getString(1).equals(Query.CUSTOMERS)) {
                        contacts.add(row.getString(2));
                    } else {
                        addSome(rows, row.getString(1) + ":" + row.getString(2));
                    }
                });
            } else {
                since(query, "q.contact_id, " + query.id(), positions, row -> {
                    Optional.ofNullable(row.getString(1)).ifPresent(contacts::add);
                    addSome(rows, query.name() + ":" + row.getString(2));
                });
            }
        }
        Set<String> customers = now.changed(before);
        contacts.forEach(contact -> now.customer(contact).ifPresent(customers::add));
        return new Changed(customers, rows, rows.size() > mostRows);
    }

    /** One more than are held tells that there are more. */
    private void addSome(Set<String> rows, String row) {
        if (rows.size() <= mostRows) {
            rows.add(row);
        }
    }

    private void since(Query query, String columns, Map<String, Instant> positions, Sql.Taker taker) {
        Instant position = positions.get(query.name());
        String sql = "select " + columns + " from (" + query.sql() + ") q";
        if (position == null) {
            ask(query.name(), sql, taker);
        } else {
            ask(
                    query.name(),
                    sql + " where q.updated_at >= ?" + SeenRows.unseen(query),
                    taker,
                    position.minus(overlap),
                    query.name());
        }
    }
}
