package io.engagement.internal.thread;

import io.engagement.domain.Initiator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One customer's interactions in threads, in order of time, with their initiators, given or inferred by the rule of {@link
 * Initiator}. Only what is not later is looked at, so that one more changes nothing before it: initiators are inferred
 * anew from its instant on, in time that grows with the rows behind it.
 *
 * @param <R> the rows
 */
public final class Threads<R extends InThread> {
    private final Comparator<? super R> order;
    private final Remembered remembered;
    private final List<R> rows = new ArrayList<>();
    private final Map<String, ThreadRow> byId = new HashMap<>();
    private final Map<String, R> firsts = new HashMap<>();
    private final Deque<ThreadRow> stack = new ArrayDeque<>();
    /** Rows before this one have their initiators. */
    private int resolved;

    /**
     * No rows so far.
     *
     * @param order of rows: by time, then as a log has it; of equal ones that which came first is the first
     * @param remembered what was before all rows
     */
    public Threads(Comparator<? super R> order, Remembered remembered) {
        this.order = order;
        this.remembered = remembered;
    }

    /**
     * Number of rows.
     *
     * @return how many there are
     */
    public int size() {
        return rows.size();
    }

    /**
     * A row.
     *
     * @param place from 0 to {@code size() - 1}
     * @return the row
     */
    public R get(int place) {
        return rows.get(place);
    }

    /**
     * Adds a row where its time is; its initiator is inferred by the next {@link #resolve}.
     *
     * @param row the row
     */
    public void add(R row) {
        int place = placeOf(row);
        rows.add(place, row);
        ThreadRow thread = row.thread();
        if (thread.id() != null) {
            byId.put(thread.id(), thread);
        }
        if (thread.conversation() != null) {
            firsts.merge(thread.conversation(), row, (first, other) -> order.compare(other, first) < 0 ? other : first);
        }
        changedAt(place);
    }

    /** Most come at the end. */
    private int placeOf(R row) {
        int low = 0;
        int high = rows.size();
        if (high == 0 || order.compare(rows.get(high - 1), row) <= 0) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(rows.get(middle), row) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * What is remembered of an id has changed: whoever answers it is inferred anew by the next {@link #resolve}.
     *
     * @param id the id
     */
    public void changed(String id) {
        for (int place = 0; place < resolved; place++) {
            if (id.equals(rows.get(place).thread().inReplyTo())) {
                changedAt(place);
            }
        }
    }

    /** All of its instant, as these may wait for each other. */
    private void changedAt(int place) {
        long at = rows.get(place).thread().at();
        int from = Math.min(place, resolved);
        while (from > 0 && rows.get(from - 1).thread().at() == at) {
            from--;
        }
        resolved = from;
    }

    /**
     * Infers what is not inferred yet.
     *
     * @return the place from which on initiators may have changed
     */
    public int resolve() {
        int from = resolved;
        for (int place = from; place < rows.size(); place++) {
            rows.get(place).thread().begin();
        }
        for (int place = from; place < rows.size(); place++) {
            resolve(rows.get(place).thread());
        }
        resolved = rows.size();
        return from;
    }

    /** Goes through what a row waits for on a stack of its own: rows of one instant can be chained by the thousand. */
    private void resolve(ThreadRow row) {
        push(row);
        while (!stack.isEmpty()) {
            ThreadRow awaited = awaited(stack.getLast());
            if (awaited == null) {
                stack.removeLast();
            } else {
                push(awaited);
            }
        }
    }

    private void push(ThreadRow row) {
        stack.addLast(row);
        row.see();
    }

    /** The row that must be resolved before this one, or null if this one is. */
    private @Nullable ThreadRow awaited(ThreadRow row) {
        if (row.isKnown()) {
            return null;
        }
        ThreadRow answered = answered(row);
        if (answered != null && !answered.isSeen()) {
            return answered;
        }
        row.initiator(answered == null ? toldOfAnswered(row) : answered.initiator());
        if (row.isKnown() || row.conversation() == null) {
            return null;
        }
        return awaitedOfConversation(row, row.conversation());
    }

    private @Nullable ThreadRow awaitedOfConversation(ThreadRow row, String conversation) {
        Initiator opened = toldOfFirst(row, conversation);
        R first = firsts.get(conversation);
        if (opened != null || first == null) {
            row.initiator(opened == null ? Initiator.UNKNOWN : opened);
            return null;
        }
        if (!first.thread().isSeen()) {
            return first.thread();
        }
        row.initiator(
                isSame(first.thread(), row) ? row.opener() : first.thread().initiator());
        return null;
    }

    @SuppressWarnings("ReferenceEquality") // Equal rows are not the same row.
    private static boolean isSame(ThreadRow row, ThreadRow other) {
        return row == other;
    }

    /** The row that this one answers, null if it is not there or later. */
    private @Nullable ThreadRow answered(ThreadRow row) {
        ThreadRow found = row.inReplyTo() == null ? null : byId.get(row.inReplyTo());
        return found == null || found.at() > row.at() ? null : found;
    }

    private Initiator toldOfAnswered(ThreadRow row) {
        if (row.inReplyTo() != null) {
            Initiator told = remembered.answered(row.inReplyTo(), row.at());
            row.told(told == Initiator.UNKNOWN ? row.answered() : told, row.opened());
        }
        return row.answered();
    }

    private @Nullable Initiator toldOfFirst(ThreadRow row, String conversation) {
        Initiator told = remembered.opened(conversation, row.at());
        if (told != null) {
            row.told(row.answered(), told);
        }
        return row.opened();
    }

    /**
     * Lets the first rows go, all of which are resolved: what they tell must be remembered by now.
     *
     * @param count how many
     */
    public void removeFirst(int count) {
        for (R row : rows.subList(0, count)) {
            ThreadRow thread = row.thread();
            if (thread.id() != null) {
                byId.remove(thread.id(), thread);
            }
            if (thread.conversation() != null) {
                firsts.remove(thread.conversation(), row);
            }
        }
        rows.subList(0, count).clear();
        resolved -= count;
    }
}
