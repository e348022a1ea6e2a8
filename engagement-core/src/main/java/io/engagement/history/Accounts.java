package io.engagement.history;

import io.engagement.domain.Customer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** To which account each of a log's customers belongs, and what is known of the accounts. */
final class Accounts {
    private final String[] ids;
    private final Map<String, Customer> registered = new HashMap<>();
    /** Attributes of which an account's contacts have different ones. */
    private final Map<String, Set<String>> differs = new HashMap<>();

    private Accounts(int customers) {
        ids = new String[customers];
    }

    static Accounts of(LogColumns log, Function<Customer, String> account) {
        Accounts accounts = new Accounts(log.customers());
        for (int c = 0; c < accounts.ids.length; c++) {
            Customer customer = log.customer(c);
            accounts.ids[c] = checked(customer, account.apply(customer));
            if (log.isRegistered(c)) {
                accounts.register(accounts.ids[c], customer);
            }
        }
        // Who is both a customer and an account is known as such.
        for (int c = 0; c < accounts.ids.length; c++) {
            if (log.isRegistered(c) && accounts.registered.containsKey(log.customerId(c))) {
                accounts.registered.put(log.customerId(c), log.customer(c));
            }
        }
        return accounts;
    }

    private static String checked(Customer customer, String id) {
        Objects.requireNonNull(id, () -> "account of customer " + customer.id() + " must not be null");
        if (id.isBlank()) {
            throw new IllegalArgumentException("account of customer " + customer.id() + " must not be blank");
        }
        return id;
    }

    /**
     * Since the first of its contacts was known, if that is known of all; with the attributes on which all those contacts agree
     * who have them.
     */
    private void register(String id, Customer contact) {
        Customer bare = Customer.of(id);
        Customer known = registered.get(id);
        Optional<Instant> since = known == null
                ? contact.since()
                : known.since().flatMap(one -> contact.since().map(other -> other.isBefore(one) ? other : one));
        Set<String> differing = differs.computeIfAbsent(id, unknown -> new HashSet<>());
        Map<String, String> attributes = new HashMap<>(known == null ? Map.of() : known.attributes());
        contact.attributes().forEach((name, text) -> {
            String before = attributes.putIfAbsent(name, text);
            if (before != null && !before.equals(text)) {
                differing.add(name);
            }
        });
        attributes.keySet().removeAll(differing);
        registered.put(id, new Customer(id, since, bare.preferences(), attributes));
    }

    String of(int customer) {
        return ids[customer];
    }

    Collection<Customer> registered() {
        return registered.values();
    }
}
