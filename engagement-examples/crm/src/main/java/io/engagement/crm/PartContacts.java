package io.engagement.crm;

import com.google.common.hash.Hashing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Which contacts are in which part of the customers, where all are read a part at a time. */
final class PartContacts {
    private static final String STAGED = """
            create local temporary table if not exists staged_contacts (
                contact_id varchar(200) primary key,
                part integer not null
            )""";

    /** Who has rows, once {@link RowCounts} are staged. */
    private static final String ALL = """
            select distinct d.contact_id from (
                select t.contact_id from staged_counts t where t.row_count > 0
                union all
                select k.contact_id from engagement.row_counts k where not exists (
                    select 1 from staged_counts t where t.feed = k.feed and t.contact_id = k.contact_id)
            ) d""";

    private PartContacts() {}

    /** Makes the table of the connection's own. Some databases end a transaction at that. */
    static void prepare(Connection connection) throws SQLException {
        Sql.update(connection, STAGED);
        Sql.update(connection, "delete from staged_contacts");
    }

    /** In which of some parts a customer is: always in the same. */
    static int part(String customer, int parts) {
        return Math.floorMod(
                Hashing.murmur3_32_fixed().hashUnencodedChars(customer).asInt(), parts);
    }

    /** Keeps the part of each contact that counts as a customer. */
    static void stage(Connection connection, Identities identities, int parts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into staged_contacts values (?, ?)")) {
            int[] waiting = {0};
            Sql.query(connection, ALL, row -> {
                String contact = row.getString(1);
                Optional<String> customer = identities.customer(contact);
                if (customer.isPresent()) {
                    Sql.set(insert, contact, part(customer.get(), parts));
                    insert.addBatch();
                    if (++waiting[0] % Sql.BATCH == 0) {
                        insert.executeBatch();
                    }
                }
            });
            insert.executeBatch();
        }
    }
}
