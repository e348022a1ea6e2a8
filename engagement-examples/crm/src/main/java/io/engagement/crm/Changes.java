package io.engagement.crm;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What changed in a CRM since it was read last, found by the times of the last changes. Rows may be committed later than
 * their time says: those of the overlap are looked at again, which changes nothing where they were seen.
 */
final class Changes {
    private static final String CUSTOMERS = "customers";
    private static final String CONSENTS = "consents";
    private static final String DELETIONS = "deletions";

    private final Connection crm;
    private final CrmTables tables;

    Changes(Connection crm, CrmTables tables) {
        this.crm = crm;
        this.tables = tables;
    }

    private Map<String, String> queries() {
        Map<String, String> queries = new HashMap<>();
        tables.feeds().forEach(feed -> queries.put(feed.name(), feed.sql()));
        queries.put(CUSTOMERS, tables.customers());
        queries.put(CONSENTS, tables.consents());
        queries.put(DELETIONS, tables.deletions());
        return queries;
    }

    /** The time of the last change of each query; of those that have rows. */
    Map<String, Instant> positions() throws SQLException {
        Map<String, Instant> positions = new HashMap<>();
        for (Map.Entry<String, String> query : queries().entrySet()) {
            Sql.query(crm, "select max(q.updated_at) as latest from (" + query.getValue() + ") q", row -> Sql.instant(
                            row, "latest")
                    .ifPresent(latest -> positions.put(query.getKey(), latest)));
        }
        return positions;
    }

    /**
     * The customers who may have changed: whose rows, attributes or consents did, who had rows that are another customer's now or
     * are deleted, and who were merged or separated.
     */
    Set<String> customers(
            Map<String, Instant> positions, Duration overlap, Identities before, Identities now, InteractionLog known)
            throws SQLException {
        Set<String> contacts = new HashSet<>();
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
            String name, String sql, String columns, Map<String, Instant> positions, Duration overlap, Sql.Taker taker)
            throws SQLException {
        Optional<Instant> position = Optional.ofNullable(positions.get(name));
        String query = "select " + columns + " from (" + sql + ") q";
        if (position.isPresent()) {
            Sql.query(
                    crm,
                    query + " where q.updated_at >= ?",
                    taker,
                    position.get().minus(overlap));
        } else {
            Sql.query(crm, query, taker);
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
