package io.engagement.crm;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.engagement.connect.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The queries by which a CRM is read. Each has a column {@code updated_at}, a time with a time zone that whoever changes a row
 * sets. Ids are texts, numbers or UUIDs.
 *
 * @param feeds what becomes interactions
 * @param customers all contacts: {@code contact_id}, {@code merged_into} (another contact, or null), {@code is_nobody} (staff and
 *     tests), {@code since}; further columns are attributes
 * @param consents the last word of contacts on channels: {@code contact_id}, {@code channel}, {@code granted}
 * @param deletions rows that were deleted for good, as far as a table tells of them: {@code row_id}, and the feed that they were
 *     in, {@code source}; others are found by the number of rows that are left
 */
public record CrmTables(List<Feed> feeds, String customers, String consents, String deletions) {
    /**
     * Queries, checked and copied.
     *
     * @param feeds what becomes interactions
     * @param customers all contacts
     * @param consents the last word of contacts on channels
     * @param deletions rows that were deleted for good
     * @throws IllegalArgumentException if two feeds have one name, or one is called as the other queries are
     */
    public CrmTables {
        feeds = List.copyOf(feeds);
        Set<String> names = new HashSet<>(Set.of("customers", "consents", "deletions"));
        for (Feed feed : feeds) {
            if (!names.add(feed.name())) {
                throw new IllegalArgumentException("there is a feed " + feed.name() + " already");
            }
        }
        Objects.requireNonNull(customers, "customers must not be null");
        Objects.requireNonNull(consents, "consents must not be null");
        Objects.requireNonNull(deletions, "deletions must not be null");
    }

    /**
     * The tables of the example: contacts, activities, orders, tickets, newsletters, consents in a schema {@code crm}.
     *
     * @return its queries, to be copied and changed
     */
    public static CrmTables example() {
        return new CrmTables(
                Stream.of("activities", "newsletter_sends", "orders", "tickets")
                        .map(name -> new Feed(
                                name, text("feeds/" + name + ".sql"), Mapping.ofToml(text("feeds/" + name + ".toml"))))
                        .toList(),
                text("feeds/customers.sql"),
                text("feeds/consents.sql"),
                text("feeds/deletions.sql"));
    }

    /** What stands for all queries and mappings: what was read by others is of no use. */
    String fingerprint() {
        Hasher hasher = Hashing.sha256().newHasher();
        Stream.concat(
                        feeds.stream()
                                .flatMap(feed -> Stream.of(
                                        feed.name(), feed.sql(), feed.mapping().toToml())),
                        Stream.of(customers, consents, deletions))
                .forEach(text -> hasher.putInt(text.length()).putUnencodedChars(text));
        return hasher.hash().toString();
    }

    static String text(String resource) {
        try (InputStream bytes = CrmTables.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(bytes, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
