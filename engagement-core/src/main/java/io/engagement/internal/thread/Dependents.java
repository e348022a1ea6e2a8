package io.engagement.internal.thread;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose initiators may hang on whose: those who answer an id, those of a conversation, and the instants at which one row
 * answers another of the same instant, so that they may wait for each other in a circle.
 *
 * @param <R> the rows
 */
final class Dependents<R extends InThread> {
    private final Map<String, Set<R>> answers = new HashMap<>();
    private final Map<String, Set<R>> members = new HashMap<>();
    private final Set<Long> knots = new HashSet<>();

    /** Adds a row; those that are there may be told of again. */
    void add(R row, @Nullable ThreadRow answered) {
        ThreadRow thread = row.thread();
        put(answers, thread.inReplyTo(), row);
        put(members, thread.conversation(), row);
        if ((answered != null && answered.at() == thread.at()) || isAnsweredAtOnce(thread)) {
            knots.add(thread.at());
        }
    }

    private boolean isAnsweredAtOnce(ThreadRow thread) {
        return answering(thread).stream().anyMatch(each -> each.thread().at() == thread.at());
    }

    private static <R> void put(Map<String, Set<R>> groups, @Nullable String key, R row) {
        if (key != null) {
            groups.computeIfAbsent(key, unknown -> Collections.newSetFromMap(new IdentityHashMap<>(2)))
                    .add(row);
        }
    }

    void remove(R row) {
        ThreadRow thread = row.thread();
        remove(answers, thread.inReplyTo(), row);
        remove(members, thread.conversation(), row);
    }

    private static <R> void remove(Map<String, Set<R>> groups, @Nullable String key, R row) {
        Set<R> group = key == null ? null : groups.get(key);
        if (group != null && group.remove(row) && group.isEmpty()) {
            groups.remove(key);
        }
    }

    /** Rows of an instant are gone. */
    void forget(long at) {
        knots.remove(at);
    }

    /** Whether rows of an instant answer each other. */
    boolean isKnot(long at) {
        return knots.contains(at);
    }

    /** Who answers a row, or another one of its id. */
    Set<R> answering(ThreadRow thread) {
        return thread.id() == null ? Set.of() : answers.getOrDefault(thread.id(), Set.of());
    }

    /** Who is in a row's conversation, itself among them. */
    Set<R> inConversation(ThreadRow thread) {
        return thread.conversation() == null ? Set.of() : members.getOrDefault(thread.conversation(), Set.of());
    }
}
