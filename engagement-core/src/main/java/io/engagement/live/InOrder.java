package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * Ordered measures of a shard's customers. They are settled up to the newest interaction less the window. What is later than
 * that is added to them as it comes, in a way that can be taken back; of customers some of whose came out of order, what comes
 * behind these waits beside the slots, and is added in order when it is settled or asked for.
 */
final class InOrder {
    /** How many of those who wait longest are looked at with each interaction: more than begin to wait with it. */
    private static final int SWEPT = 2;

    /** How many of a customer's interactions are settled at a look: more than come with it. */
    private static final int SETTLED = 64;

    /** So many that wait on are added in a way that can be taken back, and wait no more. */
    private static final int FEW = 8;

    private final StateLayout layout;
    private final ShardTime time;
    private final Kinds kinds;
    private final Rows rows;
    private final OwnCode code;
    private final Journal journal;
    private final Backlogs room = new Backlogs();
    /** Whose interactions wait, in the order in which they began to. */
    private final RowQueue queue = new RowQueue();

    private final long[] held = new long[PackedInteraction.WORDS];
    /** Until this is settled nobody has to be looked at. */
    private long due = Long.MIN_VALUE;

    InOrder(StateLayout layout, ShardTime time, Kinds kinds, Rows rows, OwnCode code) {
        this.layout = layout;
        this.time = time;
        this.kinds = kinds;
        this.rows = rows;
        this.code = code;
        this.journal = new Journal(layout, kinds);
    }

    /** The words of the one that is to be added. */
    long[] held() {
        return held;
    }

    void hold(Interaction interaction, int kind) {
        PackedInteraction.put(interaction, kind, held, 0);
    }

    long touchJournal() {
        return journal.touch();
    }

    /** How large the journal has grown. */
    int journalWords() {
        return journal.words();
    }

    /** What nothing can precede any more is settled. */
    void goOn() {
        journal.goOn(queue.isEmpty() ? 1 : SWEPT * FEW + 1, time.settledBefore());
    }

    /** Asks for the memory that one more that is next takes. */
    void reserve() {
        journal.reserve(1);
    }

    /** Whether nothing waits of the customer, and nothing that is later is there. */
    boolean isNext(int row, long at, Weights kind) {
        return rows.waiting(row) == Backlogs.NONE && isInOrder(row, at, kind);
    }

    private boolean isInOrder(int row, long at, Weights kind) {
        return layout.isInOrder(at, kind.each(), rows.slots(row), rows.offset(row));
    }

    /**
     * Adds an interaction that is the next one.
     *
     * @return whether it changed anything that may have to be undone, so that it must be {@linkplain #note noted}
     */
    boolean apply(int row, long at, ToDoubleFunction<Quantity> quantities, KindWeights weights) {
        double[] slots = rows.slots(row);
        int offset = rows.offset(row);
        // Also a settled one, if what precedes it can be undone, which would undo this too.
        boolean journaled = !time.isSettled(at) || journal.holds(rows.journaled(row));
        if (journaled) {
            journal.keepNone();
            layout.reach(at, quantities, weights, slots, offset, journal);
        }
        layout.addOrdered(at, quantities, weights, slots, offset);
        return journaled && journal.isChanged(slots, offset);
    }

    /** What is held was applied. */
    void note(int row) {
        rows.journaled(row, journal.add(rows.journaled(row), held, 0, rows.slots(row), rows.offset(row)));
    }

    /** Takes back what is later than what is held, and asks for the memory to let that wait. Changes no meaning. */
    void makeWay(int row, long at, Weights kind) {
        Backlog backlog = backlog(row);
        while (journal.holds(backlog.journaled()) && !isInOrder(row, at, kind)) {
            takeBack(row, backlog);
        }
        if (time.isSettled(at)) {
            makeWayToSettle(row, backlog);
        }
        backlog.reserve(held, 0);
    }

    private void takeBack(int row, Backlog backlog) {
        long entry = backlog.journaled();
        long previous = journal.previous(entry);
        journal.takeBack(entry, backlog, rows.slots(row), rows.offset(row));
        backlog.journaled(previous);
    }

    /** What waits of a customer, which may be nothing so far. */
    private Backlog backlog(int row) {
        if (rows.waiting(row) != Backlogs.NONE) {
            return room.get(rows.waiting(row));
        }
        Memory.ask();
        Backlog backlog = new Backlog(layout, kinds);
        backlog.journaled(rows.journaled(row));
        room.reserve();
        queue.reserve();
        rows.waiting(row, room.add(backlog));
        queue.add(row);
        return backlog;
    }

    private void close(int row, long journaled) {
        room.remove(rows.waiting(row));
        rows.journaled(row, journaled);
    }

    /**
     * What is held, for which way was made, waits; unless it is late.
     *
     * @return whether it is not
     */
    boolean takeOutOfOrder(int row, long at, Weights kind) {
        Backlog backlog = room.get(rows.waiting(row));
        if (time.isSettled(at)) {
            // Interactions that have left the window decide whether this one is late, even if the customer has not been
            // read since.
            settle(row, backlog, time.settledBefore(), Integer.MAX_VALUE);
        }
        // Also in the window, as it may have been shorter before the store was restored.
        if (!isInOrderStill(row, at, kind)) {
            return false;
        }
        backlog.add(held, 0);
        return true;
    }

    /** What was settled since way was made may make the user's own code throw. */
    private boolean isInOrderStill(int row, long at, Weights kind) {
        try {
            return isInOrder(row, at, kind);
        } catch (RuntimeException thrown) {
            code.setAside(thrown, kind.each());
            return false;
        }
    }

    /** Takes out what is held, which waits. */
    boolean remove(int row) {
        int waiting = rows.waiting(row);
        return waiting != Backlogs.NONE && room.get(waiting).remove(held, 0);
    }

    /** What is held waits, as it did before it was removed or written. */
    void add(int row) {
        backlog(row).add(held, 0);
    }

    /** In the midst of what can be taken back nothing is settled. */
    private void makeWayToSettle(int row, Backlog backlog) {
        if (!backlog.isEmpty() && time.isSettled(backlog.firstAt())) {
            while (journal.holds(backlog.journaled())) {
                takeBack(row, backlog);
            }
        }
    }

    /** Settles some of what nothing can precede any more, for which way was made. */
    private void settle(int row, Backlog backlog, long before, int most) {
        backlog.settle(before, most, rows.slots(row), rows.offset(row), code);
    }

    /**
     * The one who has waited longest, if it is to be looked at: each is, when the earliest is older than the window by
     * a quarter or a little more. Then everything that came out of order since is put in order at once.
     *
     * @return the row, or {@link Rows#NONE}; for it way is made
     */
    int nextToSettle() {
        if (queue.isEmpty() || (due != Long.MIN_VALUE && !time.isSettled(due))) {
            return Rows.NONE;
        }
        int row = queue.first();
        Backlog backlog = rows.waiting(row) == Backlogs.NONE ? null : room.get(rows.waiting(row));
        if (backlog != null) {
            long when = backlog.isEmpty() ? Long.MIN_VALUE : backlog.firstAt() + time.window() / 4;
            if (!backlog.isEmpty() && !time.isSettled(when)) {
                due = when + time.window() / 16;
                return Rows.NONE;
            }
            makeWayToSettle(row, backlog);
        }
        return row;
    }

    /** Then the next one is to be looked at. */
    private int removeFirst() {
        due = Long.MIN_VALUE;
        return queue.removeFirst();
    }

    /**
     * Settles some of the one who has waited longest. The rest is added in a way that can be taken back; if it is more than a
     * few, or some of it may come to count as of another initiator, it waits, and must not keep others from being looked at.
     */
    void settleFirst(IntPredicate mayChange) {
        int row = removeFirst();
        if (rows.waiting(row) == Backlogs.NONE) {
            return;
        }
        Backlog backlog = room.get(rows.waiting(row));
        settle(row, backlog, time.settledBefore(), SETTLED);
        if (backlog.size() > FEW || (!backlog.isEmpty() && mayChange.test(row))) {
            queue.add(row);
        } else {
            applyFew(row, backlog);
        }
    }

    private void applyFew(int row, Backlog backlog) {
        double[] slots = rows.slots(row);
        int offset = rows.offset(row);
        long last = backlog.journaled();
        while (!backlog.isEmpty()) {
            backlog.copyFirst(held);
            int kind = PackedInteraction.kind(held, 0);
            kinds.use(kind);
            journal.keepAll(slots, offset);
            settle(row, backlog, Long.MAX_VALUE, 1);
            if (journal.isChanged(slots, offset)) {
                last = journal.add(last, held, 0, slots, offset);
            }
            kinds.release(kind);
        }
        close(row, last);
    }

    /** Settles what could be undone, and what waits. */
    void settleAll() {
        while (!queue.isEmpty()) {
            int row = removeFirst();
            if (rows.waiting(row) != Backlogs.NONE) {
                settle(row, room.get(rows.waiting(row)), Long.MAX_VALUE, Integer.MAX_VALUE);
                close(row, Journal.NONE);
            }
        }
        journal.settle();
    }

    /** Forgets a customer's. */
    void forget(int row) {
        long entry = lastEntry(row);
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).clear();
            close(row, Journal.NONE);
        }
        while (journal.holds(entry)) {
            long previous = journal.previous(entry);
            journal.remove(entry);
            entry = previous;
        }
    }

    /** Leaves nothing of whom the last one was about. */
    void wipe() {
        journal.wipe();
        Arrays.fill(held, 0);
    }

    /** Adds what waits of a customer to a copy of the slots. */
    void addTo(int row, double[] into, int at) {
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).addTo(into, at);
        }
    }

    /** Copies a customer's slots as they are without what can be taken back. */
    void copySettled(int row, double[] into) {
        System.arraycopy(rows.slots(row), rows.offset(row), into, 0, layout.slots());
        for (long entry = lastEntry(row); journal.holds(entry); entry = journal.previous(entry)) {
            journal.restore(entry, into, 0);
        }
    }

    private long lastEntry(int row) {
        return rows.waiting(row) == Backlogs.NONE
                ? rows.journaled(row)
                : room.get(rows.waiting(row)).journaled();
    }

    /** Whether anything is held of a customer: a backlog may be empty. */
    boolean isHeld(int row) {
        int waiting = rows.waiting(row);
        return journal.holds(lastEntry(row))
                || (waiting != Backlogs.NONE && !room.get(waiting).isEmpty());
    }

    void write(DataOutput out, int row, int[] numbers) throws IOException {
        for (long entry = lastEntry(row); journal.holds(entry); entry = journal.previous(entry)) {
            out.writeBoolean(true);
            journal.write(out, entry, numbers);
        }
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).write(out, true, numbers);
        }
    }

    /** What is held and was written waits. */
    void read(SnapshotReader in, int row) throws SnapshotException {
        long at = held[PackedInteraction.AT];
        KindWeights weights =
                kinds.get(PackedInteraction.kind(held, 0)).weights().each();
        in.check(at <= time.newest(), "time of what counts", at, "not after the newest one");
        in.check(
                layout.isInOrder(at, weights, rows.slots(row), rows.offset(row)),
                "time of what waits",
                at,
                "not before what ordered measures have of the customer");
        add(row);
    }
}
