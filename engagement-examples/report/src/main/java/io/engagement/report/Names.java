package io.engagement.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

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

    /** Whether no customer may be told by any id, not even by one that is written wrong. */
    boolean areNumbers() {
        return most == 0;
    }

    /**
     * A message of the library or of a file, which may quote customers' ids.
     *
     * @param message such as an exception has
     * @param isId whether a text is a customer's id, as far as that is known
     * @return as it is; with pseudonyms without ids that are known, and without what stands in quotes or in brackets or follows the word
     *     customer, as these may be ids that are not known
     */
    public String told(String message, Predicate<String> isId) {
        return areNumbers() ? new Unnamed(isId).told(message) : message;
    }

    /**
     * A message of what was computed from a base, which may quote the ids of its customers and of no others.
     *
     * @param message such as a fit's doubts
     * @param isId whether a text is the id of one of its customers
     * @return as it is; with pseudonyms without ids, and without what stands in quotes or in brackets, as these may be texts of the data
     */
    public String toldOfBase(String message, Predicate<String> isId) {
        return areNumbers() ? Unnamed.ofBase(isId).told(message) : message;
    }
}
