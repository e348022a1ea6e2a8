package io.engagement.report;

import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.dialogue.answers.Waste;
import io.engagement.domain.Initiator;
import io.engagement.history.LogView;
import io.engagement.strategy.ContactMap;
import io.engagement.strategy.ContactMap.Dimension;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Contacts that enough customers had, so that figures of them may be shown.
 *
 * @param groups purpose and channel of what the company began, or may have begun
 */
record ContactedGroups(Set<List<String>> groups) {
    private static final String ALL = "all";

    /** Of the customers of whom the figures are, which are told of all together too. */
    static ContactedGroups of(LogView view, ResponseRates rates, Waste waste) {
        Map<List<String>, Long> customers = customers(view);
        List<List<String>> asked = rates.rows().stream()
                .filter(row -> isAsked(row) && !row.purpose().equals(ALL))
                .map(row -> List.of(row.purpose(), row.channel()))
                .toList();
        List<List<String>> paid = waste.rows().stream()
                .filter(row -> !Double.isNaN(row.cost()))
                .map(row -> List.of(row.purpose(), row.channel()))
                .toList();
        SmallGroups groups = SmallGroups.overlapping(
                asked.stream()
                        .mapToLong(group -> customers.getOrDefault(group, 0L))
                        .toArray(),
                List.of(
                        IntStream.range(0, asked.size()).toArray(),
                        IntStream.range(0, asked.size())
                                .filter(group -> paid.contains(asked.get(group)))
                                .toArray()));
        return new ContactedGroups(IntStream.range(0, asked.size())
                .filter(group -> !groups.isHidden(group) && customers.containsKey(asked.get(group)))
                .mapToObj(asked::get)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether anything has waited for an answer long enough. */
    static boolean isAsked(ResponseRates.Row row) {
        return row.counts().closed() > 0;
    }

    private static Map<List<String>, Long> customers(LogView view) {
        Map<List<String>, Long> customers = new HashMap<>();
        ContactMap.of(view, Instant.MIN).by(Dimension.PURPOSE, Dimension.CHANNEL, Dimension.INITIATOR).cells().stream()
                .filter(cell -> !cell.names().get(2).equals(Initiator.CUSTOMER.name()))
                .forEach(cell ->
                        customers.merge(List.copyOf(cell.names().subList(0, 2)), (long) cell.customers(), Math::max));
        return customers;
    }

    /** All together are shown where any group is. */
    boolean isShown(String purpose, String channel) {
        return groups.contains(List.of(purpose, channel)) || (purpose.equals(ALL) && !groups.isEmpty());
    }
}
