package io.engagement.crm;

import io.engagement.connect.Mapping;
import java.util.Objects;

/**
 * A kind of rows of a CRM that become interactions.
 *
 * @param name what messages and tombstones call it; begins the ids of its interactions
 * @param sql a query of all rows, those included that do not count, so that a row which no longer counts is seen to have changed. Its
 *     columns are {@code row_id}, which is of one contact's row alone, {@code contact_id} and {@code updated_at}, and what the mapping
 *     names
 * @param mapping how a row becomes an interaction. It names neither customer nor id: these are the contact's customer, and
 *     the name and the row's id
 */
public record Feed(String name, String sql, Mapping mapping) {
    /** Of a column. */
    private static final int LONGEST_NAME = 40;

    /**
     * A feed, checked.
     *
     * @param name what messages and tombstones call it
     * @param sql a query of all rows
     * @param mapping how a row becomes an interaction
     * @throws IllegalArgumentException if the name is blank or longer than 40 characters
     */
    public Feed {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "name of a feed must be of 1 to " + LONGEST_NAME + " characters and not blank, was '" + name + "'");
        }
        Objects.requireNonNull(sql, "sql must not be null");
        Objects.requireNonNull(mapping, "mapping must not be null");
    }

    String idOf(String rowId) {
        return name + ":" + rowId;
    }
}
