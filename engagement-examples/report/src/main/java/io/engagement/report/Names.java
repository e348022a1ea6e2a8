package io.engagement.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What customers are called on a page. All sections of a page share one of these, so that a customer has one name on it. Not
 * thread-safe.
 */
public final class Names {
    /** How many customers a page calls by their id. */
    public static final int MOST = 50;

    private final int most;
    private final Map<String, String> names = new HashMap<>();

    private Names(int most) {
        this.most = most;
    }

    /**
     * Customers by their id: the first {@value #MOST} who are asked for, the others by number.
     *
     * @return without customers so far
     */
    public static Names byId() {
        return new Names(MOST);
    }

    /**
     * Customers by number, in the order in which they are asked for: the same data have the same numbers, and a number tells nothing
     * of the id.
     *
     * @return without customers so far
     */
    public static Names pseudonyms() {
        return new Names(0);
    }

    /**
     * What a customer is called.
     *
     * @param customerId as the log has it
     * @return the id, or such as {@code Customer 007}; the same whenever asked
     */
    public String of(String customerId) {
        String known = names.get(customerId);
        if (known != null) {
            return known;
        }
        int number = names.size() + 1;
        String name = number <= most ? customerId : String.format(Locale.ROOT, "Customer %03d", number);
        names.put(customerId, name);
        return name;
    }
}
