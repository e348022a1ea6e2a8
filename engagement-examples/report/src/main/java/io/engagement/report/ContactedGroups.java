package io.engagement.report;

import io.engagement.domain.Initiator;
import io.engagement.history.LogView;
import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Dimension;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Contacts that enough customers had, so that figures of them may be shown.
 *
 * @param groups purpose and channel of what the company began, or may have begun
 */
record ContactedGroups(Set<List<String>> groups) {
    private static final String ALL = "all";

    /** Of the customers of whom the figures are. */
    static ContactedGroups of(LogView view) {
        return new ContactedGroups(
                ContactMap.of(view, Instant.MIN)
                        .by(Dimension.PURPOSE, Dimension.CHANNEL, Dimension.INITIATOR)
                        .cells()
                        .stream()
                        .filter(cell -> cell.customers() >= Say.FEWEST
                                && !cell.names().get(2).equals(Initiator.CUSTOMER.name()))
                        .map(cell -> List.copyOf(cell.names().subList(0, 2)))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** All together are shown where any group is. */
    boolean isShown(String purpose, String channel) {
        return groups.contains(List.of(purpose, channel)) || (purpose.equals(ALL) && !groups.isEmpty());
    }
}
