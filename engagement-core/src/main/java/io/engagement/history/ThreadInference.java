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
 * Infers unknown initiators from threads. A reply has the initiator of what it answers; what belongs to a conversation
 * has that of the conversation's first interaction; the first one of a recorded conversation that answers nothing was
 * started by the side that it came from. Direction alone proves nothing. Only what is not later is looked at, so that a
 * view as of an instant can't see the future through an inference.
 */
final class ThreadInference {
    private final Columns rows;
    private final List<InteractionKind> kinds;
    private final Initiator[] initiators;
    private final boolean[] resolved;
    private final Map<String, Integer> positionById = new HashMap<>();
    private final Map<String, Integer> firstOfConversation = new HashMap<>();

    private ThreadInference(Columns rows, List<InteractionKind> kinds) {
        this.rows = rows;
        this.kinds = kinds;
        this.initiators = new Initiator[rows.size()];
        this.resolved = new boolean[rows.size()];
    }

    /**
     * The initiator of each row, given or inferred.
     *
     * @param rows in order of customer and time
     * @param kinds as given
     * @param offsets where each customer's rows begin
     * @return one a row
     */
    static Initiator[] infer(Columns rows, List<InteractionKind> kinds, int[] offsets) {
        ThreadInference inference = new ThreadInference(rows, kinds);
        for (int i = 0; i < rows.size(); i++) {
            inference.initiators[i] = kinds.get(rows.kind[i]).initiator();
        }
        if (rows.inReplyTo.length > 0 || rows.conversation.length > 0) {
            for (int c = 0; c < offsets.length - 1; c++) {
                inference.customer(offsets[c], offsets[c + 1]);
            }
        }
        return inference.initiators;
    }

    private void customer(int from, int to) {
        positionById.clear();
        firstOfConversation.clear();
        for (int i = from; i < to; i++) {
            String id = Columns.get(rows.id, i);
            if (id != null) {
                positionById.put(id, i);
            }
            String conversation = Columns.get(rows.conversation, i);
            if (conversation != null) {
                firstOfConversation.putIfAbsent(conversation, i);
            }
        }
        for (int i = from; i < to; i++) {
            resolve(i);
        }
    }

    /** Follows answers back in time without recursion: a chain of replies at one instant can be long, or a circle. */
    private void resolve(int position) {
        int[] chain = new int[4];
        int length = 0;
        int current = position;
        while (current >= 0 && !resolved[current]) {
            resolved[current] = true;
            if (length == chain.length) {
                chain = Arrays.copyOf(chain, 2 * length);
            }
            chain[length++] = current;
            current = initiators[current] == Initiator.UNKNOWN ? answered(current) : -1;
        }
        for (int i = length - 1; i >= 0; i--) {
            settle(chain[i]);
        }
    }

    private void settle(int position) {
        if (initiators[position] != Initiator.UNKNOWN) {
            return;
        }
        int answered = answered(position);
        if (answered >= 0 && initiators[answered] != Initiator.UNKNOWN) {
            initiators[position] = initiators[answered];
        } else {
            initiators[position] = fromConversation(position);
        }
    }

    private Initiator fromConversation(int position) {
        String conversation = Columns.get(rows.conversation, position);
        if (conversation == null) {
            return Initiator.UNKNOWN;
        }
        int first = firstOfConversation.getOrDefault(conversation, position);
        if (first != position) {
            resolve(first);
            return initiators[first];
        }
        return Columns.get(rows.inReplyTo, position) == null ? opener(position) : Initiator.UNKNOWN;
    }

    private Initiator opener(int position) {
        Direction direction = kinds.get(rows.kind[position]).direction();
        return switch (direction) {
            case INBOUND -> Initiator.CUSTOMER;
            case OUTBOUND -> Initiator.COMPANY;
            case UNKNOWN -> Initiator.UNKNOWN;
        };
    }

    private int answered(int position) {
        @Nullable String answered = Columns.get(rows.inReplyTo, position);
        @Nullable Integer found = answered == null ? null : positionById.get(answered);
        return found == null || rows.at[found] > rows.at[position] ? -1 : found;
    }
}
