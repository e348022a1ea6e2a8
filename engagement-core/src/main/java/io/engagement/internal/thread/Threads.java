package io.engagement.internal.thread;

import io.engagement.domain.Initiator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One customer's interactions in threads, in order of time, with their initiators, given or inferred by the rule of {@link
 * Initiator}. Only what is not later is looked at, so that one more changes nothing before it. Of what is behind it, those
 * rows are inferred anew whose initiators hang on one that changed: one more that changes none takes a search, whatever there
 * is of its conversation or its instant. Rows of an instant at which one answers another are inferred together.
 *
 * @param <R> the rows
 */
public final class Threads<R extends InThread> {
    private final Comparator<? super R> order;
    private final Remembered remembered;
    private final List<R> rows = new ArrayList<>();
    private final Map<String, R> byId = new HashMap<>();
    private final Map<String, R> firsts = new HashMap<>();
    private final Deque<ThreadRow> stack = new ArrayDeque<>();
    /** Rows that have no initiator yet. */
    private final List<R> added = new ArrayList<>();
    /** The rows whose initiators the last {@link #resolve} changed among others, and what they were, null for none. */
    private final IdentityHashMap<R, @Nullable Initiator> changed = new IdentityHashMap<>(2);

    private final Deque<R> toPassOn = new ArrayDeque<>(1);
    /** Null until a row comes that is not the last one: a log has no need of it. */
    @Nullable
    private Dependents<R> dependents;

    /** What the last row added took the place of. */
    @Nullable
    private R sameId;

    @Nullable
    private R firstBefore;

    /** On whose initiator others of its conversation hang until the row is inferred. */
    private Initiator ofFirstBefore = Initiator.UNKNOWN;

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
        sameId = null;
        firstBefore = null;
        changed.clear();
        rows.add(placeOf(row), row);
        added.add(row);
        ThreadRow thread = row.thread();
        if (thread.id() != null) {
            sameId = byId.put(thread.id(), row);
        }
        if (thread.conversation() != null) {
            firstBefore = firsts.get(thread.conversation());
            ofFirstBefore = firstBefore == null
                    ? Initiator.UNKNOWN
                    : firstBefore.thread().initiator();
            if (firstBefore == null || order.compare(row, firstBefore) < 0) {
                firsts.put(thread.conversation(), row);
            }
        }
        if (dependents != null) {
            dependents.add(row, answered(thread));
        }
    }

    /** Behind those that do not come behind it; most come at the end. */
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
     * Takes back the last {@link #add}, and what {@link #resolve} changed since: all is as it was.
     *
     * @param row the row that was added
     */
    public void takeBack(R row) {
        changed.forEach((each, before) -> {
            if (before != null) {
                each.thread().initiator(before);
            }
        });
        changed.clear();
        toPassOn.clear();
        stack.clear();
        added.removeIf(each -> isSame(each, row));
        rows.removeIf(each -> isSame(each, row));
        ThreadRow thread = row.thread();
        if (thread.id() != null && byId.remove(thread.id(), row) && sameId != null) {
            byId.put(thread.id(), sameId);
        }
        if (thread.conversation() != null && firsts.remove(thread.conversation(), row) && firstBefore != null) {
            firsts.put(thread.conversation(), firstBefore);
        }
        if (dependents != null) {
            dependents.remove(row);
        }
    }

    /**
     * Infers what is not inferred yet.
     *
     * @return the rows that were, and those whose initiators are others than before; until the next call
     */
    public Collection<R> resolve() {
        changed.clear();
        if (isTail()) {
            List<R> told = List.copyOf(added);
            told.forEach(row -> row.thread().begin());
            told.forEach(row -> resolve(row.thread()));
            added.clear();
            return told;
        }
        resolveAmongOthers(dependents());
        added.clear();
        return changed.keySet();
    }

    private void resolveAmongOthers(Dependents<R> known) {
        added.sort(order);
        for (R row : added) {
            infer(row, known);
            toPassOn.add(row);
        }
        while (!toPassOn.isEmpty()) {
            passOn(toPassOn.removeFirst(), known);
        }
        changed.entrySet()
                .removeIf(each -> each.getValue() == each.getKey().thread().initiator());
    }

    /** Whether all that have initiators are of earlier instants than those that have none; in order of time. */
    private boolean isTail() {
        int before = rows.size() - added.size();
        if (before > 0
                && !added.isEmpty()
                && rows.get(before - 1).thread().at()
                        >= rows.get(before).thread().at()) {
            return false;
        }
        for (int i = 0; i < added.size(); i++) {
            if (!isSame(rows.get(before + i), added.get(i))) {
                return false;
            }
        }
        return true;
    }

    private Dependents<R> dependents() {
        Dependents<R> known = dependents;
        if (known == null) {
            known = new Dependents<>();
            for (R row : rows) {
                known.add(row, answered(row.thread()));
            }
            dependents = known;
        }
        return known;
    }

    /** A row of its own, or with it all of its instant where these may wait for each other. */
    private void infer(R row, Dependents<R> known) {
        long at = row.thread().at();
        List<R> together = known.isKnot(at) ? rows.subList(firstOf(at), firstOf(at + 1)) : List.of(row);
        List<@Nullable Initiator> before = new ArrayList<>(together.size());
        for (R each : together) {
            before.add(begin(each));
        }
        together.forEach(each -> resolve(each.thread()));
        for (int i = 0; i < before.size(); i++) {
            if (together.get(i).thread().initiator() != before.get(i)) {
                toPassOn.add(together.get(i));
            }
        }
    }

    /** The first place that is not before a time. */
    private int firstOf(long at) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).thread().at() < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Tells what the initiator was, null for none. */
    private @Nullable Initiator begin(R row) {
        ThreadRow thread = row.thread();
        Initiator before = thread.isSeen() ? thread.initiator() : null;
        if (!changed.containsKey(row)) {
            changed.put(row, before);
        }
        thread.begin();
        return before;
    }

    /** Infers anew whose initiators hang on a row's. */
    private void passOn(R row, Dependents<R> known) {
        ThreadRow thread = row.thread();
        inferAgain(known.answering(thread), thread, known);
        if (thread.conversation() != null && isSame(firsts.get(thread.conversation()), row) && isNews(row, known)) {
            inferAgain(known.inConversation(thread), thread, known);
        }
    }

    /** Whether the others of a conversation hang on its first, and it is not of the initiator of one in whose place it came. */
    private boolean isNews(R first, Dependents<R> known) {
        ThreadRow thread = first.thread();
        if (remembered.opened(Objects.requireNonNull(thread.conversation()), thread.at()) != null) {
            return false;
        }
        R other = firstBefore;
        if (other == null || added.size() != 1 || !isSame(added.get(0), first)) {
            return true;
        }
        infer(other, known);
        return ofFirstBefore != thread.initiator();
    }

    private void inferAgain(Set<R> these, ThreadRow changer, Dependents<R> known) {
        for (R each : these) {
            ThreadRow thread = each.thread();
            boolean isTogether = thread.at() == changer.at() && known.isKnot(thread.at());
            if (!isSame(thread, changer) && thread.isSeen() && thread.at() >= changer.at() && !isTogether) {
                infer(each, known);
            }
        }
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
    private static boolean isSame(@Nullable Object row, @Nullable Object other) {
        return row == other;
    }

    /** The row that this one answers, null if it is not there or later. */
    private @Nullable ThreadRow answered(ThreadRow row) {
        R found = row.inReplyTo() == null ? null : byId.get(row.inReplyTo());
        return found == null || found.thread().at() > row.at() ? null : found.thread();
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
                byId.remove(thread.id(), row);
            }
            if (thread.conversation() != null) {
                firsts.remove(thread.conversation(), row);
            }
            if (dependents != null) {
                dependents.remove(row);
                dependents.forget(thread.at());
            }
        }
        rows.subList(0, count).clear();
    }
}
