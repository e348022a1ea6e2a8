package io.engagement.crm;

import java.util.Collection;
import java.util.List;

/**
 * Of which contacts rows are read.
 *
 * @param conditions each ends a query of rows {@code q}; together the queries have the rows
 */
record Contacts(List<Condition> conditions) {
    private static final String OF_PART = " where cast(q.contact_id as varchar(200)) in"
            + " (select c.contact_id from staged_contacts c where c.part = ?)";

    /**
     * The end of a query.
     *
     * @param sql begins with a blank, or is empty
     * @param parameters of its question marks
     */
    record Condition(String sql, List<?> parameters) {}

    /** Of all, those too who are in no other table. */
    static Contacts all() {
        return new Contacts(List.of(new Condition("", List.of())));
    }

    /** Of a few, whom an index finds; there may be none. */
    static Contacts of(Collection<String> ids) {
        List<Condition> lists = Sql.lists(ids).stream()
                .map(list -> new Condition(" where q.contact_id in " + Sql.list(list.size()), list))
                .toList();
        return new Contacts(lists.isEmpty() ? List.of(new Condition(" where 1 = 0", List.of())) : lists);
    }

    /** Of those of a part, see {@link PartContacts}. */
    static Contacts ofPart(int part) {
        return new Contacts(List.of(new Condition(OF_PART, List.of(part))));
    }
}
