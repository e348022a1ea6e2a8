package io.engagement.strategy;

import io.engagement.history.LogView;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Contacts by the company that come close to those of another department, or campaign, with the same customer. Only contacts whose
 * department or campaign is recorded are looked at. Immutable.
 */
public final class ContactOverlaps implements Tabular {
    private final Dimension dimension;
    private final int contacts;
    private final int overlapping;
    private final int customers;
    private final int unknown;
    private final List<Pair> pairs;

    /**
     * Contacts of one that come close to one of another.
     *
     * @param one a department or campaign
     * @param other another
     * @param contacts how many of the first one's contacts come close to a contact of the other one
     */
    public record Pair(String one, String other, int contacts) {
        /**
         * Refuses nulls.
         *
         * @param one a department or campaign
         * @param other another
         * @param contacts how many of the first one's contacts come close to a contact of the other one
         */
        public Pair {
            Objects.requireNonNull(one, "one");
            Objects.requireNonNull(other, "other");
        }
    }

    private ContactOverlaps(Dimension dimension, OverlapSums sums) {
        this.dimension = dimension;
        this.contacts = sums.contacts();
        this.overlapping = sums.overlapping();
        this.customers = sums.customers();
        this.unknown = sums.unknown();
        this.pairs = sums.pairs();
    }

    /**
     * Contacts within a time of another one's, before or after.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @param dimension DEPARTMENT or CAMPAIGN, or whatever else contacts are told apart by
     * @param window how close, this included
     * @return the overlaps
     * @throws IllegalArgumentException if the window is negative
     */
    public static ContactOverlaps within(LogView view, Instant from, Dimension dimension, Duration window) {
        if (window.isNegative()) {
            throw new IllegalArgumentException("window must not be negative, was " + window);
        }
        Objects.requireNonNull(dimension, "dimension");
        long millis = Millis.of(window);
        return of(view, from, dimension, (name, at) -> at + millis);
    }

    /**
     * Contacts that are still running when another one's begin, or the other way round: a mailing runs until its campaign ends.
     *
     * @param view all that is known; the period ends at its instant
     * @param from when the period begins
     * @param dimension DEPARTMENT or CAMPAIGN, or whatever else contacts are told apart by
     * @param ends until when each runs, this instant included, by name; who is not in it ends as it begins
     * @return the overlaps
     */
    public static ContactOverlaps running(LogView view, Instant from, Dimension dimension, Map<String, Instant> ends) {
        Map<String, Long> millis = new TreeMap<>();
        ends.forEach((name, end) -> millis.put(name, Millis.of(end)));
        Objects.requireNonNull(dimension, "dimension");
        return of(view, from, dimension, (name, at) -> Math.max(at, millis.getOrDefault(name, at)));
    }

    private static ContactOverlaps of(LogView view, Instant from, Dimension dimension, OverlapSums.End end) {
        List<String> names = view.kinds().stream()
                .map(kind -> Sides.CONTACTS.matches(kind) ? dimension.of(kind) : OverlapSums.NO_CONTACT)
                .toList();
        OverlapSums sums = new OverlapSums(view, names, end);
        for (int row = 0; row < view.customers(); row++) {
            sums.addRow(row, Millis.of(from));
        }
        return new ContactOverlaps(dimension, sums);
    }

    /**
     * How many contacts were looked at.
     *
     * @return those whose department or campaign is recorded
     */
    public int contacts() {
        return contacts;
    }

    /**
     * How many come close to another one's.
     *
     * @return at most {@link #contacts()}
     */
    public int overlapping() {
        return overlapping;
    }

    /**
     * Which share comes close to another one's.
     *
     * @return from 0 to 1, NaN without contacts
     */
    public double share() {
        return contacts == 0 ? Double.NaN : (double) overlapping / contacts;
    }

    /**
     * How many customers had such contacts.
     *
     * @return how many
     */
    public int customers() {
        return customers;
    }

    /**
     * Contacts whose department or campaign is not recorded.
     *
     * @return how many
     */
    public int unknown() {
        return unknown;
    }

    /**
     * Who comes close to whom.
     *
     * @return the most contacts first
     */
    public List<Pair> pairs() {
        return Collections.unmodifiableList(pairs);
    }

    /** A row for each pair. */
    @Override
    public Table table() {
        String name = dimension.name().toLowerCase(Locale.ROOT);
        Table.Builder table =
                Table.builder().column(name).column("other_" + name).column("contacts");
        pairs.forEach(each -> table.row(each.one(), each.other(), each.contacts()));
        return table.build();
    }

    /**
     * The totals and an object for each pair.
     *
     * @return an object: {@code contacts}, {@code overlapping}, {@code customers}, {@code unknown}, {@code pairs}
     */
    @Override
    public String toJson() {
        return "{\"contacts\": " + contacts + ", \"overlapping\": " + overlapping + ", \"customers\": " + customers
                + ", \"unknown\": " + unknown + ", \"pairs\": "
                + table().toJson().strip() + "}\n";
    }

    /** The totals, then a line for each pair. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d contacts come close to those of another %s, with %,d customers\n%s",
                overlapping,
                contacts,
                dimension.name().toLowerCase(Locale.ROOT),
                customers,
                table());
    }
}
