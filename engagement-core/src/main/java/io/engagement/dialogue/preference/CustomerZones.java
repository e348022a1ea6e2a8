package io.engagement.dialogue.preference;

import io.engagement.domain.Customer;
import io.engagement.history.LogView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * In which time zone each customer lives. Where an attribute tells zones, and those told lie more than three hours apart, the
 * hours of who has none are not known. Immutable.
 */
public final class CustomerZones {
    private static final Duration APART = Duration.ofHours(3);

    private final ZoneId usual;
    private final Optional<String> attribute;

    private CustomerZones(ZoneId usual, Optional<String> attribute) {
        this.usual = usual;
        this.attribute = attribute;
    }

    /**
     * One zone for all customers.
     *
     * @param zone in which all live
     * @return the zones
     */
    public static CustomerZones all(ZoneId zone) {
        return new CustomerZones(Objects.requireNonNull(zone, "zone"), Optional.empty());
    }

    /**
     * The same where customers' records tell their zones.
     *
     * @param name of an attribute, such as {@code zone}, whose text is a zone's name, such as {@code Europe/Berlin}
     * @return the changed copy
     */
    public CustomerZones withAttribute(String name) {
        return new CustomerZones(usual, Optional.of(Objects.requireNonNull(name, "name")));
    }

    /** The zone on the record. */
    private Optional<ZoneId> told(Customer customer) {
        return attribute.flatMap(customer::attribute).flatMap(CustomerZones::zone);
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** Of each row of a view the zone, or none if it is not known and may be far from the others. */
    List<Optional<ZoneId>> of(LogView view) {
        List<Optional<ZoneId>> told = new ArrayList<>();
        int earliest = Integer.MAX_VALUE;
        int latest = Integer.MIN_VALUE;
        for (int row = 0; row < view.customers(); row++) {
            Optional<ZoneId> zone = attribute.isEmpty() ? Optional.of(usual) : told(view.customer(row));
            told.add(zone);
            if (zone.isPresent()) {
                ZoneOffset offset = zone.get().getRules().getOffset(view.asOf());
                earliest = Math.min(earliest, offset.getTotalSeconds());
                latest = Math.max(latest, offset.getTotalSeconds());
            }
        }
        boolean isApart = latest - (long) earliest > APART.toSeconds();
        return told.stream()
                .map(zone -> zone.isPresent() || isApart ? zone : Optional.of(usual))
                .toList();
    }
}
