package io.engagement.connect;

import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Customers without an interaction whose ids are those of customers who have some, but for case, blanks and zeros before a number: a
 * file of customers that writes ids in another way.
 */
final class LookAlikes {
    /** Of the customers of the smaller file. */
    private static final int HARDLY_ANY = 10;

    private static final int LEAST_CUSTOMERS = 10;

    private final TreeMap<String, String> known = new TreeMap<>();
    private int active;
    private int idle;

    private LookAlikes() {}

    static LookAlikes of(LogView view) {
        LookAlikes all = new LookAlikes();
        for (int row = 0; row < view.customers(); row++) {
            if (isIdle(view, row)) {
                all.idle++;
            } else {
                all.active++;
            }
        }
        if (all.idle > 0) {
            all.find(view);
        }
        return all;
    }

    private static boolean isIdle(LogView view, int row) {
        return view.start(row) == view.end(row);
    }

    private void find(LogView view) {
        Map<String, String> byForm = new HashMap<>();
        for (int row = 0; row < view.customers(); row++) {
            if (isIdle(view, row)) {
                byForm.put(IdForm.of(view.customerId(row)), "");
            }
        }
        for (int row = 0; row < view.customers(); row++) {
            if (!isIdle(view, row)) {
                String id = view.customerId(row);
                byForm.computeIfPresent(IdForm.of(id), (form, before) -> before.isEmpty() ? id : before);
            }
        }
        for (int row = 0; row < view.customers(); row++) {
            String other = isIdle(view, row) ? byForm.getOrDefault(IdForm.of(view.customerId(row)), "") : "";
            if (!other.isEmpty()) {
                known.put(view.customerId(row), other);
            }
        }
    }

    boolean has(String id) {
        return known.containsKey(id);
    }

    /** The log in which they are the customers that they look like. */
    InteractionLog joined(InteractionLog log) {
        return known.isEmpty() ? log : log.by(customer -> known.getOrDefault(customer.id(), customer.id()));
    }

    /**
     * What is to be told of them.
     *
     * @param rows customers that files of customers name
     */
    Optional<String> note(long rows) {
        if (!known.isEmpty()) {
            Map.Entry<String, String> first = known.firstEntry();
            return Optional.of(
                    "customers of --customers without an interaction whose ids differ from others of --input only in case,"
                            + " blanks or leading zeros: " + known.size() + " of " + rows + ", such as '"
                            + Excerpt.of(first.getKey()) + "' and '" + Excerpt.of(first.getValue())
                            + "'. One customer each? Write ids in one way in all files");
        }
        long both = Math.max(0, rows - idle);
        long smaller = Math.min(rows, active);
        if (smaller < LEAST_CUSTOMERS || both * HARDLY_ANY >= smaller) {
            return Optional.empty();
        }
        return Optional.of(
                "hardly any customer of --customers is one of --input: " + both + " of " + rows + ", where --input has "
                        + active
                        + ". Are both columns ids of one kind? --customers-map customer=COLUMN and --map customer=COLUMN name them");
    }
}
