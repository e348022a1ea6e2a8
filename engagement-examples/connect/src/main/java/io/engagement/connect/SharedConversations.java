package io.engagement.connect;

import io.engagement.history.LogView;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Conversations in which several customers are: where customers are taken from authors, an agent is in those of many others.
 */
final class SharedConversations {
    /** Of one who is in so many with others. */
    private static final int LEAST = 3;

    private static final int LARGEST_SHARE = 10;
    private static final double[] NONE = {};

    private final LogView view;
    private final double[] conversations;
    private final double[] shared;

    private SharedConversations(LogView view) {
        this.view = view;
        // Each customer's own ones are there once: what is there twice is of several customers.
        double[] all = IntStream.range(0, view.customers())
                .mapToObj(this::conversations)
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        this.conversations = DoubleStream.of(all).distinct().toArray();
        this.shared = IntStream.range(1, all.length)
                .filter(i -> all[i] == all[i - 1])
                .mapToDouble(i -> all[i])
                .distinct()
                .toArray();
    }

    /** What is to be told; empty if conversations have one customer each. */
    static Optional<String> note(LogView view) {
        SharedConversations all = new SharedConversations(view);
        return (long) all.shared.length * LARGEST_SHARE > all.conversations.length ? all.note() : Optional.empty();
    }

    private double[] conversations(int row) {
        double[] keys = new double[view.end(row) - view.start(row)];
        int known = 0;
        for (int position = view.start(row); position < view.end(row); position++) {
            double key = view.conversationKey(position);
            if (!Double.isNaN(key)) {
                keys[known++] = key;
            }
        }
        return known == 0 ? NONE : DoubleStream.of(keys).limit(known).distinct().toArray();
    }

    private Optional<String> note() {
        int most = -1;
        long count = LEAST - 1;
        for (int row = 0; row < view.customers(); row++) {
            long own = DoubleStream.of(conversations(row))
                    .filter(key -> Arrays.binarySearch(shared, key) >= 0)
                    .count();
            most = own > count ? row : most;
            count = Math.max(count, own);
        }
        return most < 0
                ? Optional.empty()
                : Optional.of(
                        shared.length + " of " + conversations.length
                                + " conversations have several customers, and customer "
                                + Excerpt.of(view.customerId(most)) + " is in " + count
                                + " of them: an agent? Take the customer from the conversation, with --lookup, not from the author");
    }
}
