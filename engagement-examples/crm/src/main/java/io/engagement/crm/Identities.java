package io.engagement.crm;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which contact counts as which customer, where that is not the contact's own id: merged ones, staff and tests. */
final class Identities {
    /** Empty for those who are no customers. */
    private final Map<String, Optional<String>> customers;

    private Identities(Map<String, Optional<String>> customers) {
        this.customers = customers;
    }

    /** Of a CRM. */
    static Identities read(Connection crm, String contacts) {
        Map<String, String> mergedInto = new HashMap<>();
        Set<String> nobody = new HashSet<>();
        Sql.query(
                Query.CUSTOMERS,
                crm,
                "select c.contact_id, c.merged_into, c.is_nobody from (" + contacts
                        + ") c where c.merged_into is not null or c.is_nobody",
                row -> {
                    String id = row.getString(1);
                    Optional.ofNullable(row.getString(2)).ifPresent(other -> mergedInto.put(id, other));
                    if (row.getBoolean(3)) {
                        nobody.add(id);
                    }
                });
        Map<String, Optional<String>> customers = new HashMap<>();
        nobody.forEach(id -> customers.put(id, Optional.empty()));
        mergedInto.keySet().forEach(id -> {
            String last = last(id, mergedInto);
            customers.put(id, nobody.contains(id) || nobody.contains(last) ? Optional.empty() : Optional.of(last));
        });
        return new Identities(customers);
    }

    private static String last(String id, Map<String, String> mergedInto) {
        Set<String> passed = new LinkedHashSet<>();
        String at = id;
        for (String next = mergedInto.get(at); next != null; next = mergedInto.get(at)) {
            if (!passed.add(at)) {
                throw new CrmException("contacts are merged in a circle: " + String.join(", ", passed));
            }
            at = next;
        }
        return at;
    }

    /** As they were when scores were written last. */
    static Identities stored(Connection scores) throws SQLException {
        Map<String, Optional<String>> customers = new HashMap<>();
        Sql.query(
                scores,
                "select contact_id, customer_id from engagement.identities",
                row -> customers.put(row.getString(1), Optional.ofNullable(row.getString(2))));
        return new Identities(customers);
    }

    /** The customer as whom a contact counts; empty if as none. */
    Optional<String> customer(String contact) {
        return customers.getOrDefault(contact, Optional.of(contact));
    }

    /** All contacts that count as some customers. */
    Set<String> contacts(Set<String> of) {
        Set<String> contacts = new HashSet<>();
        of.stream().filter(id -> !customers.containsKey(id)).forEach(contacts::add);
        customers.forEach((contact, customer) -> customer.filter(of::contains).ifPresent(is -> contacts.add(contact)));
        return contacts;
    }

    /** Customers who gain or lose contacts between others and these. */
    Set<String> changed(Identities others) {
        Set<String> contacts = new HashSet<>(customers.keySet());
        contacts.addAll(others.customers.keySet());
        Set<String> changed = new HashSet<>();
        contacts.stream()
                .filter(each -> !customer(each).equals(others.customer(each)))
                .forEach(each -> {
                    customer(each).ifPresent(changed::add);
                    others.customer(each).ifPresent(changed::add);
                });
        return changed;
    }

    Map<String, Optional<String>> all() {
        return customers;
    }
}
