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
import org.jspecify.annotations.Nullable;

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
    void read(Contacts contacts, Consumer<Customer> taker) {
        Map<String, Set<Channel>> refused = new HashMap<>();
        read(Query.CONSENTS, tables.consents(), contacts, row -> {
            String contact = row.getString("contact_id");
            if (contact != null && !row.getBoolean("granted")) {
                Channel channel = channel(row.getString("channel"), contact);
                identities.customer(contact).ifPresent(customer -> refused.computeIfAbsent(
                                customer, id -> new TreeSet<>())
                        .add(channel));
            }
        });
        read(Query.CUSTOMERS, tables.customers(), contacts, row -> {
            String contact = row.getString("contact_id");
            if (contact != null
                    && identities.customer(contact).filter(contact::equals).isPresent()) {
                taker.accept(customer(row, contact, refused.getOrDefault(contact, Set.of())));
            }
        });
    }

    /** Who refuses something must not be taken for one who refuses nothing. */
    private static Channel channel(@Nullable String name, String contact) {
        if (name == null || name.isBlank()) {
            throw new CrmException("cannot read consents, nothing is written: contact " + contact
                    + " refuses a channel that has no name; name it, or leave the row out in the query");
        }
        return Channel.of(name.toLowerCase(Locale.ROOT));
    }

    private void read(String name, String sql, Contacts contacts, Sql.Taker taker) {
        for (Contacts.Condition condition : contacts.conditions()) {
            Sql.query(
                    name,
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
