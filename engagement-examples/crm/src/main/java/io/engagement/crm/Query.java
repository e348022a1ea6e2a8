package io.engagement.crm;

import java.util.ArrayList;
import java.util.List;

/**
 * A query by which a CRM is read.
 *
 * @param name what messages call it
 * @param sql the query
 * @param id what tells its rows apart, of a row {@code q}
 * @param isOfContacts whether its rows have a column {@code contact_id}
 */
record Query(String name, String sql, String id, boolean isOfContacts) {
    static final String CUSTOMERS = "customers";
    static final String CONSENTS = "consents";
    static final String DELETIONS = "deletions";

    /** All of a CRM. */
    static List<Query> of(CrmTables tables) {
        List<Query> all = new ArrayList<>(List.of(
                new Query(CUSTOMERS, tables.customers(), "q.contact_id", true),
                new Query(CONSENTS, tables.consents(), "q.contact_id || ':' || q.channel", true),
                new Query(DELETIONS, tables.deletions(), "q.source || ':' || q.row_id", false)));
        tables.feeds().forEach(feed -> all.add(new Query(feed.name(), feed.sql(), "q.row_id", true)));
        return all;
    }
}
