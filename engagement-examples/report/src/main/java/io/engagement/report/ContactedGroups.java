package io.engagement.report;

import io.engagement.dialogue.answers.ResponseRates;
import io.engagement.dialogue.answers.Waste;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Contacts that enough customers had, so that figures of them may be shown.
 *
 * @param answered purpose and channel of what the company began, or may have begun: whose answers may be told
 * @param paid those whose costs may be told, which may be known of a few of the customers only
 */
record ContactedGroups(Set<List<String>> answered, Set<List<String>> paid) {
    private static final String ALL = "all";

    /** Of the customers whose contacts have waited for an answer long enough, which are told of all together too. */
    static ContactedGroups of(ResponseRates rates, Waste waste) {
        return new ContactedGroups(
                enough(rates.rows().stream()
                        .filter(ContactedGroups::isAsked)
                        .collect(customers(
                                ResponseRates.Row::purpose, ResponseRates.Row::channel, ResponseRates.Row::customers))),
                enough(waste.rows().stream()
                        .filter(row -> row.customers() > 0)
                        .collect(customers(Waste.Row::purpose, Waste.Row::channel, Waste.Row::customers))));
    }

    private static <R> Collector<R, ?, Map<List<String>, Long>> customers(
            Function<R, String> purpose, Function<R, String> channel, Function<R, Long> customers) {
        return Collectors.toMap(
                row -> List.of(purpose.apply(row), channel.apply(row)), customers, Long::sum, LinkedHashMap::new);
    }

    private static Set<List<String>> enough(Map<List<String>, Long> customers) {
        List<List<String>> told = customers.keySet().stream()
                .filter(group -> !group.get(0).equals(ALL))
                .toList();
        SmallGroups groups = SmallGroups.overlapping(
                told.stream().mapToLong(customers::get).toArray(),
                List.of(IntStream.range(0, told.size()).toArray()));
        return IntStream.range(0, told.size())
                .filter(group -> !groups.isHidden(group))
                .mapToObj(told::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether anything has waited for an answer long enough. */
    static boolean isAsked(ResponseRates.Row row) {
        return row.counts().closed() > 0;
    }

    boolean isAnswerShown(String purpose, String channel) {
        return isShown(answered, purpose, channel);
    }

    boolean isCostShown(String purpose, String channel) {
        return isShown(paid, purpose, channel);
    }

    /** All together are shown where any group is. */
    private static boolean isShown(Set<List<String>> groups, String purpose, String channel) {
        return groups.contains(List.of(purpose, channel)) || (purpose.equals(ALL) && !groups.isEmpty());
    }
}
