package io.engagement.history;

import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Infers unknown initiators from the threads of one customer. A reply has the initiator of what it answers; what belongs
 * to a conversation has that of the conversation's first interaction; the first one of a recorded conversation that
 * answers nothing was started by the side that it came from. Direction alone proves nothing, and replies in a circle tell
 * nothing. Only what is not later is looked at, so that a view as of an instant can't see the future through an
 * inference.
 */
final class ThreadInference {
    private final Columns rows;
    private final List<InteractionKind> kinds;
    private final int from;
    private final Initiator[] initiators;
    private final boolean[] seen;
    private final Map<String, Integer> positionById = new HashMap<>();
    private final Map<String, Integer> firstOfConversation = new HashMap<>();
    private int[] stack = new int[8];
    private int depth;

    private ThreadInference(Columns rows, List<InteractionKind> kinds, int from, int to) {
        this.rows = rows;
        this.kinds = kinds;
        this.from = from;
        this.initiators = new Initiator[to - from];
        this.seen = new boolean[to - from];
        for (int i = from; i < to; i++) {
            initiators[i - from] = kinds.get(rows.kind[i]).initiator();
            @Nullable String id = Columns.get(rows.id, i);
            if (id != null) {
                positionById.put(id, i);
            }
            @Nullable String conversation = Columns.get(rows.conversation, i);
            if (conversation != null) {
                firstOfConversation.putIfAbsent(conversation, i);
            }
        }
    }

    /**
     * The initiators of one customer's rows, given or inferred.
     *
     * @param rows in order of customer and time
     * @param kinds as given
     * @param from the customer's first row
     * @param to the row after the customer's last one
     * @return one a row
     */
    static Initiator[] infer(Columns rows, List<InteractionKind> kinds, int from, int to) {
        ThreadInference inference = new ThreadInference(rows, kinds, from, to);
        for (int i = from; i < to; i++) {
            inference.resolve(i);
        }
        return inference.initiators;
    }

    /** Goes through what a row waits for on a stack of its own: rows of one instant can be chained by the thousand. */
    private void resolve(int position) {
        push(position);
        while (depth > 0) {
            int awaited = awaited(stack[depth - 1]);
            if (awaited < 0) {
                depth--;
            } else {
                push(awaited);
            }
        }
    }

    private void push(int position) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = position;
        seen[position - from] = true;
    }

    /** The row that must be resolved before this one, or -1 if this one is. */
    private int awaited(int position) {
        if (isKnown(position)) {
            return -1;
        }
        int answered = answered(position);
        if (answered >= 0 && !seen[answered - from]) {
            return answered;
        }
        if (answered >= 0 && isKnown(answered)) {
            initiators[position - from] = initiators[answered - from];
            return -1;
        }
        int first = first(position);
        if (first >= 0 && !seen[first - from]) {
            return first;
        }
        if (first >= 0) {
            initiators[position - from] = first == position ? opener(position) : initiators[first - from];
        }
        return -1;
    }

    private boolean isKnown(int position) {
        return initiators[position - from] != Initiator.UNKNOWN;
    }

    /** The row that this one answers, -1 if it is not there or later. */
    private int answered(int position) {
        @Nullable String answered = Columns.get(rows.inReplyTo, position);
        @Nullable Integer found = answered == null ? null : positionById.get(answered);
        return found == null || rows.at[found] > rows.at[position] ? -1 : found;
    }

    /** The first row of this one's conversation, -1 if it is in none. */
    private int first(int position) {
        @Nullable String conversation = Columns.get(rows.conversation, position);
        return conversation == null ? -1 : firstOfConversation.getOrDefault(conversation, -1);
    }

    private Initiator opener(int position) {
        if (Columns.get(rows.inReplyTo, position) != null) {
            return Initiator.UNKNOWN;
        }
        Direction direction = kinds.get(rows.kind[position]).direction();
        return switch (direction) {
            case INBOUND -> Initiator.CUSTOMER;
            case OUTBOUND -> Initiator.COMPANY;
            case UNKNOWN -> Initiator.UNKNOWN;
        };
    }
}
