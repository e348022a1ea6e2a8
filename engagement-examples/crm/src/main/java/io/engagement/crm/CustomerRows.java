package io.engagement.crm;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Customers with what their contacts' records say: since when, attributes, channels refused by any contact. */
final class CustomerRows {
    private static final Set<String> OWN = Set.of("contact_id", "merged_into", "is_nobody", "since", "updated_at");

    private final Connection crm;
    private final CrmTables tables;
    private final Identities identities;

    CustomerRows(Connection crm, CrmTables tables, Identities identities) {
        this.crm = crm;
        this.tables = tables;
        this.identities = identities;
    }

    /** All of them, or those of some contacts. */
    void read(Contacts contacts, Consumer<Customer> taker) throws SQLException {
        Map<String, Set<Channel>> refused = new HashMap<>();
        read(tables.consents(), contacts, row -> {
            if (!row.getBoolean("granted")) {
                Channel channel = Channel.of(row.getString("channel").toLowerCase(Locale.ROOT));
                identities.customer(row.getString("contact_id")).ifPresent(customer -> refused.computeIfAbsent(
                                customer, id -> new TreeSet<>())
                        .add(channel));
            }
        });
        read(tables.customers(), contacts, row -> {
            String contact = row.getString("contact_id");
            if (identities.customer(contact).filter(contact::equals).isPresent()) {
                taker.accept(customer(row, contact, refused.getOrDefault(contact, Set.of())));
            }
        });
    }

    private void read(String sql, Contacts contacts, Sql.Taker taker) throws SQLException {
        for (Contacts.Condition condition : contacts.conditions()) {
            Sql.query(
                    crm,
                    "select q.* from (" + sql + ") q" + condition.sql(),
                    taker,
                    condition.parameters().toArray());
        }
    }

    private static Customer customer(ResultSet row, String id, Set<Channel> refused) throws SQLException {
        Customer customer = Customer.of(id);
        Optional<Customer> since = Sql.instant(row, "since").map(customer::withSince);
        Customer known = since.orElse(customer);
        if (!refused.isEmpty()) {
            known = known.withPreferences(known.preferences().withRefused(refused.toArray(Channel[]::new)));
        }
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
            String text = OWN.contains(name) ? null : row.getString(i);
            if (text != null) {
                known = known.withAttribute(name, text);
            }
        }
        return known;
    }
}
