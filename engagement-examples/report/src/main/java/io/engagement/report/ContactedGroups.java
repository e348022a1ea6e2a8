package io.engagement.report;

import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.dialogue.answers.Waste;
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

    /** Of the customers whose contacts have waited for an answer long enough, which are told of all together too. */
    static ContactedGroups of(ResponseRates rates, Waste waste) {
        List<ResponseRates.Row> rows = rates.rows().stream()
                .filter(row -> isAsked(row) && !row.purpose().equals(ALL))
                .toList();
        List<List<String>> asked =
                rows.stream().map(row -> List.of(row.purpose(), row.channel())).toList();
        Map<List<String>, Long> paid = waste.rows().stream()
                .filter(row -> row.customers() > 0)
                .collect(Collectors.toMap(row -> List.of(row.purpose(), row.channel()), Waste.Row::customers));
        // Costs may be known of a few of a group only: then these few are what is told.
        SmallGroups groups = SmallGroups.overlapping(
                rows.stream()
                        .mapToLong(row -> paid.getOrDefault(List.of(row.purpose(), row.channel()), row.customers()))
                        .toArray(),
                List.of(
                        IntStream.range(0, asked.size()).toArray(),
                        IntStream.range(0, asked.size())
                                .filter(group -> paid.containsKey(asked.get(group)))
                                .toArray()));
        return new ContactedGroups(IntStream.range(0, asked.size())
                .filter(group -> !groups.isHidden(group))
                .mapToObj(asked::get)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether anything has waited for an answer long enough. */
    static boolean isAsked(ResponseRates.Row row) {
        return row.counts().closed() > 0;
    }

    /** All together are shown where any group is. */
    boolean isShown(String purpose, String channel) {
        return groups.contains(List.of(purpose, channel)) || (purpose.equals(ALL) && !groups.isEmpty());
    }
}
