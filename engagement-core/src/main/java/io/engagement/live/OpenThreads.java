package io.engagement.live;

import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.internal.index.KeyedHash;
import io.engagement.internal.thread.Remembered;
import io.engagement.internal.thread.ThreadRow;
import io.engagement.internal.thread.Threads;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A shard's interactions in threads: by customer those whose initiator an earlier one that is still to come can change, or
 * that wait for their time; and what is remembered of those before them.
 */
final class OpenThreads {
    /** Apart from ids, which have the customer's own key. */
    private static final long CONVERSATIONS = 2;

    private final KeyedHash hash;
    private final boolean infers;
    private final long horizon;
    private final RememberedThreads remembered;
    private final Comparator<Pending> order;
    private final Map<Integer, OfCustomer> byRow = new HashMap<>();
    /** Who has counted ones, in the order in which they began to. */
    private final RowQueue queue = new RowQueue();
    /** When each that waits for its time is due. */
    private final TreeSet<Due> due = new TreeSet<>();
    /** When the first of these is. */
    private long nextDue = Long.MAX_VALUE;

    private long number;

    /** One that waits for its time; numbered, so that those of one time differ. */
    private record Due(long at, long number, int row, Pending pending) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    OpenThreads(Kinds kinds, Rows rows, KeyedHash hash, long horizonMillis) {
        this.hash = hash;
        this.infers = horizonMillis > 0;
        this.horizon = horizonMillis;
        this.remembered = new RememberedThreads(horizonMillis, rows);
        Comparator<Pending> held = (one, other) -> PackedInteraction.compare(kinds, one.words(), 0, other.words(), 0);
        this.order = held.thenComparing(
                        pending -> pending.thread().id(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(
                        pending -> pending.thread().inReplyTo(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(
                        pending -> pending.thread().conversation(), Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** Of one customer. */
    final class OfCustomer implements Remembered {
        private final int row;
        private final KeyedHash ids;
        private final KeyedHash conversations;
        private final Threads<Pending> threads = new Threads<>(order, this);
        private boolean queued;

        private OfCustomer(int row, long hashed) {
            this.row = row;
            this.ids = hash.derived(hashed);
            this.conversations = ids.derived(CONVERSATIONS);
        }

        int row() {
            return row;
        }

        int size() {
            return threads.size();
        }

        Pending get(int place) {
            return threads.get(place);
        }

        void add(Pending pending) {
            threads.add(pending);
        }

        /** Infers what has to be, and tells whose initiators changed, the new ones' among them. */
        Collection<Pending> resolve() {
            return threads.resolve();
        }

        /** Takes back the last one that was added. */
        void takeBack(Pending pending) {
            threads.takeBack(pending);
        }

        /** The time of the first one. */
        long firstAt() {
            return threads.get(0).at();
        }

        /** Whether any counts already. */
        boolean counts() {
            return threads.size() > 0 && threads.get(0).isCounted();
        }

        /** How many of those that count are earlier than a time. */
        int countBefore(long time) {
            int count = 0;
            while (count < size() && get(count).isCounted() && get(count).at() < time) {
                count++;
            }
            return count;
        }

        /** Remembers the first ones instead of holding them; there is room for two each. */
        void settle(int count) {
            for (int place = 0; place < count; place++) {
                remember(get(place).thread());
            }
            threads.removeFirst(count);
        }

        private void remember(ThreadRow thread) {
            Initiator initiator = thread.initiator();
            if (thread.id() != null && initiator != Initiator.UNKNOWN) {
                remembered.put(key(ids, thread.id()), thread.at(), row, Kinds.number(initiator));
            }
            if (thread.conversation() != null) {
                remember(thread.conversation(), thread.at(), initiator);
            }
        }

        private void remember(String conversation, long at, Initiator initiator) {
            remembered.putConversation(key(conversations, conversation), at, row, Kinds.number(initiator));
        }

        /** Those of a log, but for what rested since before a time; there is room for two each. */
        void remember(List<Interaction> interactions, long since) {
            Map<String, Interaction> firsts = new HashMap<>();
            Set<String> alive = new LinkedHashSet<>();
            for (Interaction each : interactions) {
                boolean late = each.at().toEpochMilli() >= since;
                if (late && each.id().isPresent() && each.initiator() != Initiator.UNKNOWN) {
                    long key = key(ids, each.id().get());
                    remembered.put(key, each.at().toEpochMilli(), row, Kinds.number(each.initiator()));
                }
                each.conversation().ifPresent(name -> firsts.putIfAbsent(name, each));
                each.conversation().filter(name -> late).ifPresent(alive::add);
            }
            for (String name : alive) {
                Interaction first = Objects.requireNonNull(firsts.get(name));
                remember(name, first.at().toEpochMilli(), first.initiator());
            }
        }

        @Override
        public Initiator answered(String id, long at) {
            int found = remembered.get(key(ids, id), at, row);
            return found == RememberedThreads.NOTHING ? Initiator.UNKNOWN : Kinds.INITIATORS.get(found);
        }

        @Override
        public @Nullable Initiator opened(String conversation, long at) {
            int found = remembered.getConversation(key(conversations, conversation), at);
            return found == RememberedThreads.NOTHING ? null : Kinds.INITIATORS.get(found);
        }
    }

    /** Never 0. */
    static long key(KeyedHash hash, String text) {
        long hashed = hash.of(text);
        return hashed == 0 ? 1 : hashed;
    }

    /** Whether initiators are inferred, and not taken as they are given. */
    boolean infers() {
        return infers;
    }

    /**
     * Whether an interaction must be held as part of a thread: also if only others, which may be held, depend on it.
     *
     * @param row the customer's, or {@link Rows#NONE}
     */
    boolean holds(Interaction interaction, Initiator given, boolean ahead, int row) {
        if (!infers) {
            return false;
        }
        if (interaction.conversation().isPresent()) {
            return true;
        }
        return given == Initiator.UNKNOWN
                ? interaction.inReplyTo().isPresent()
                : interaction.id().isPresent() && (ahead || of(row) != null);
    }

    /** Of a customer, null if none are held. */
    @Nullable
    OfCustomer of(int row) {
        return byRow.isEmpty() ? null : byRow.get(row);
    }

    OfCustomer open(int row, long hashed) {
        return byRow.computeIfAbsent(row, unknown -> new OfCustomer(row, hashed));
    }

    Collection<OfCustomer> all() {
        return List.copyOf(byRow.values());
    }

    /** Lets go of a customer of whom none are held. */
    void closeIfEmpty(int row) {
        OfCustomer open = of(row);
        if (open != null && open.size() == 0) {
            byRow.remove(row);
        }
    }

    /**
     * Asks for the memory to remember some more, and to find what is remembered.
     *
     * @param row whose, or {@link Rows#NONE}
     */
    void reserve(long newest, int row, int more) {
        if (infers) {
            remembered.reserve(newest, row, 2 * more);
        }
    }

    /** Asks for the memory to {@link #remember} one that is in no thread. */
    void reserveOne(long newest) {
        remembered.reserveOne(newest);
    }

    void reserveQueue() {
        queue.reserve();
    }

    /** That a customer's are to be looked at when time has gone on. */
    void enqueue(OfCustomer open) {
        if (!open.queued) {
            open.queued = true;
            queue.add(open.row);
        }
    }

    /** Whether any customer's are to be looked at. */
    boolean isQueued() {
        return !queue.isEmpty();
    }

    int firstQueued() {
        return queue.first();
    }

    void dequeue() {
        OfCustomer open = of(queue.removeFirst());
        if (open != null) {
            open.queued = false;
        }
    }

    /** How many wait for their time. */
    long ahead() {
        return due.size();
    }

    void await(int row, Pending pending) {
        due.add(new Due(pending.at(), number++, row, pending));
        tellNextDue();
    }

    /** When the first is due that waits for its time. */
    long nextDue() {
        return nextDue;
    }

    /** Whose it is. */
    int firstDueRow() {
        return due.first().row();
    }

    Pending firstDue() {
        return due.first().pending();
    }

    void removeDue() {
        due.pollFirst();
        tellNextDue();
    }

    private void tellNextDue() {
        nextDue = due.isEmpty() ? Long.MAX_VALUE : due.first().at();
    }

    /**
     * Remembers an interaction of a known initiator that is in no conversation, unless it is too old; there is room.
     *
     * @param hashedId the id's hash under the customer's key
     */
    void remember(int row, long hashedId, long at, Initiator initiator, long newest) {
        if (at >= newest - horizon) {
            remembered.putOne(hashedId, at, row, Kinds.number(initiator));
        }
    }

    /** Forgets a customer. */
    void remove(int row, Kinds kinds) {
        OfCustomer open = byRow.remove(row);
        if (open != null) {
            due.removeIf(each -> each.row() == row);
            tellNextDue();
            for (int place = 0; place < open.size(); place++) {
                Pending pending = open.get(place);
                kinds.release(pending.given());
                if (pending.isCounted()) {
                    kinds.release(pending.counted());
                }
            }
        }
        remembered.forget(row);
    }

    RememberedThreads remembered() {
        return remembered;
    }
}
