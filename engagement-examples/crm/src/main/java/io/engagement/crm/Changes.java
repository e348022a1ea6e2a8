package io.engagement.crm;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed in a CRM since it was read last, found by the times of the last changes, and by how many rows a contact has. Rows
 * may be committed later than their time says: those of the overlap are looked at again, which changes nothing where they were
 * seen.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private static final String CUSTOMERS = "customers";
    private static final String CONSENTS = "consents";
    private static final String DELETIONS = "deletions";

    private final Connection crm;
    private final CrmTables tables;

    Changes(Connection crm, CrmTables tables) {
        this.crm = crm;
        this.tables = tables;
    }

    /** Those whose rows are contacts'. */
    private Map<String, String> ofContacts() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(CUSTOMERS, tables.customers());
        queries.put(CONSENTS, tables.consents());
        tables.feeds().forEach(feed -> queries.put(feed.name(), feed.sql()));
        return queries;
    }

    /**
     * The time of the last change of each query; of those that have rows. A clock that is ahead must not hide what comes after:
     * no position is later than the database's own time.
     */
    Map<String, Instant> positions() {
        Map<String, String> queries = ofContacts();
        queries.put(DELETIONS, tables.deletions());
        Map<String, Instant> positions = new HashMap<>();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            String name = query.getKey();
            String sql = "select max(q.updated_at) as updated_at, current_timestamp as at_present from (" + query.getValue()
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
            LOG.warn("{} has rows that were changed at {}, which is to come: is a clock ahead? They are read each time", name, latest);
            return present;
        }
        return latest;
    }

    /** Keeps the contacts that have more rows or fewer than when scores were written last. */
    void stageCounts() {
        for (Map.Entry<String, String> query : ofContacts().entrySet()) {
            try {
                RowCounts.stage(crm, query.getKey(), query.getValue());
            } catch (SQLException e) {
                throw failed(query.getKey(), e);
            }
        }
    }

    private void ask(String name, String sql, Sql.Taker taker, Object... parameters) {
        try {
            Sql.query(crm, sql, taker, parameters);
        } catch (SQLException e) {
            throw failed(name, e);
        }
    }

    private static CrmException failed(String name, SQLException fault) {
        return new CrmException("cannot read " + name + ", nothing is written", fault);
    }

    /**
     * The customers who may have changed: whose rows, attributes or consents did, who have more rows or fewer, who had rows that
     * are another customer's now or are deleted, and who were merged or separated.
     */
    Set<String> customers(
            Map<String, Instant> positions, Duration overlap, Identities before, Identities now, InteractionLog known)
            throws SQLException {
        Set<String> contacts = RowCounts.contacts(crm);
        Set<String> rows = new HashSet<>();
        for (Feed feed : tables.feeds()) {
            since(feed.name(), feed.sql(), "q.contact_id, q.row_id", positions, overlap, row -> {
                Optional.ofNullable(row.getString(1)).ifPresent(contacts::add);
                rows.add(feed.idOf(row.getString(2)));
            });
        }
        since(CUSTOMERS, tables.customers(), "q.contact_id", positions, overlap, row -> contacts.add(row.getString(1)));
        since(CONSENTS, tables.consents(), "q.contact_id", positions, overlap, row -> contacts.add(row.getString(1)));
        since(DELETIONS, tables.deletions(), "q.source, q.row_id", positions, overlap, row -> {
            if (row.getString(1).equals(CUSTOMERS)) {
                contacts.add(row.getString(2));
            } else {
                rows.add(row.getString(1) + ":" + row.getString(2));
            }
        });
        Set<String> customers = now.changed(before);
        contacts.forEach(contact -> now.customer(contact).ifPresent(customers::add));
        customers.addAll(owners(known, rows));
        return customers;
    }

    private void since(
            String name, String sql, String columns, Map<String, Instant> positions, Duration overlap, Sql.Taker taker) {
        Optional<Instant> position = Optional.ofNullable(positions.get(name));
        String query = "select " + columns + " from (" + sql + ") q";
        if (position.isPresent()) {
            ask(name, query + " where q.updated_at >= ?", taker, position.get().minus(overlap));
        } else {
            ask(name, query, taker);
        }
    }

    /** Whose rows were when they were read last. */
    private static Set<String> owners(InteractionLog known, Set<String> rows) {
        Set<String> owners = new HashSet<>();
        if (rows.isEmpty() || known.size() == 0) {
            return owners;
        }
        LogView view = known.asOf(known.lastAt().orElseThrow());
        for (int customer = 0; customer < view.customers(); customer++) {
            for (int at = view.start(customer); at < view.end(customer); at++) {
                if (view.interaction(at).id().filter(rows::contains).isPresent()) {
                    owners.add(view.customerId(customer));
                    break;
                }
            }
        }
        return owners;
    }
}
