package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Ordered measures of a shard's customers. They have what is earlier than the newest interaction less the window, which nothing
 * can precede any more; the rest waits, and is added in order when it is settled or asked for. Few of a customer's wait in the
 * {@link Journal}, many in a {@link Backlog}.
 */
final class InOrder {
    /** The oldest are looked at once in so many interactions: many together wait for the memory once. */
    private static final int TURN = 32;

    /** How many of the oldest are looked at then: more than are added meanwhile. */
    private static final int SWEPT = 2 * TURN;

    /** How many of those with a backlog are looked at with each interaction: more than get one with it. */
    private static final int LOOKED = 2;

    /** How many of a customer's interactions are settled at a look: more than come with it. */
    private static final int SETTLED = 64;

    private static final int[] NONE = {};

    private final StateLayout layout;
    private final ShardTime time;
    private final Kinds kinds;
    private final Rows rows;
    private final OwnCode code;
    private final ChangeMark mark;
    private final Journal journal;
    private final Linked few;
    private final Backlogs room = new Backlogs();
    /** Who has a backlog, in the order in which they got it. */
    private final RowQueue queue = new RowQueue();

    private final long[] held = new long[PackedInteraction.WORDS];
    private final long[] next = new long[PackedInteraction.WORDS];
    private final ToDoubleFunction<Quantity> ofHeld = PackedInteraction.quantities(held, 0);
    /** The entry that is read, and what measures read of it. */
    private long read;

    private final ToDoubleFunction<Quantity> ofRead = this::ofRead;

    /** Of those that are swept together where they are and what they read; a small store needs none. */
    private int[] swept = {};

    private int[][] lines = {};
    private int turn;
    /** Until this is settled no backlog has to be looked at. */
    private long due = Long.MIN_VALUE;

    /** Prevents dead-code elimination of the prefetch. */
    @SuppressWarnings("UnusedVariable")
    private double touched;

    InOrder(StateLayout layout, ShardTime time, Kinds kinds, Rows rows, OwnCode code, ChangeMark mark) {
        this.layout = layout;
        this.time = time;
        this.kinds = kinds;
        this.rows = rows;
        this.code = code;
        this.mark = mark;
        this.journal = new Journal(kinds);
        this.few = new Linked(journal, kinds, rows);
    }

    private double ofRead(Quantity quantity) {
        return journal.quantity(read, quantity);
    }

    /** The words of the one that is to be added. */
    long[] held() {
        return held;
    }

    void hold(Interaction interaction, int kind) {
        PackedInteraction.put(interaction, kind, held, 0);
    }

    /** Only touches where a customer's next entry goes, and the last one; the row need not be one any more. */
    long touchJournal(int row) {
        return journal.touch() + journal.touch(rows.lastJournaled(row));
    }

    /** How large the journal has grown. */
    int journalWords() {
        return journal.words();
    }

    /** What nothing can precede any more is settled. */
    void goOn() {
        if (++turn >= TURN || !journal.hasRoom()) {
            turn = 0;
            mark.begin();
            sweep(time.settledBefore());
            mark.end();
            journal.shrink();
        }
        for (int i = 0; i < LOOKED && isDue(); i++) {
            mark.begin();
            settleFirst();
            mark.end();
        }
    }

    /** First where they are, then what they read, then they: each step for all of them, as {@link Fetch} does it. */
    private void sweep(long before) {
        if (swept.length == 0 && !journal.isEmpty()) {
            swept = new int[SWEPT];
            lines = new int[SWEPT][];
        }
        int count = 0;
        long entry = journal.first();
        while (count < SWEPT && journal.isBefore(entry, before)) {
            swept[count] = journal.row(entry);
            lines[count++] =
                    journal.isGone(entry) ? NONE : weights(journal.kind(entry)).lines();
            entry = journal.after(entry);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += rows.touch(swept[i], lines[i]);
        }
        touched = sum;
        for (int i = 0; i < count; i++) {
            settleOldest(before);
        }
    }

    private void settleOldest(long before) {
        long entry = journal.first();
        if (!journal.isGone(entry)) {
            int row = journal.row(entry);
            if (journal.isOvertaken(entry)) {
                settle(row, before);
            } else {
                settleEntry(row, entry);
            }
        }
        journal.removeFirst();
    }

    private void settleEntry(int row, long entry) {
        read = entry;
        KindWeights weights = weights(journal.kind(entry)).each();
        code.addOrdered(journal.at(entry), ofRead, weights, rows.slots(row), rows.offset(row));
    }

    private Weights weights(int kind) {
        return kinds.get(kind).weights();
    }

    /** Asks for the memory to let what is held wait; changes no meaning. */
    void reserve(int row) {
        journal.reserve();
        if (row == Rows.NONE) {
            return;
        }
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).reserve(held, 0);
        } else if (few.isFull(row)) {
            moveToBacklog(row);
        }
    }

    private void moveToBacklog(int row) {
        Memory.ask();
        Backlog backlog = new Backlog(layout, kinds);
        room.reserve();
        queue.reserve();
        int count = few.find(row, Long.MAX_VALUE);
        try {
            for (int i = 0; i < count; i++) {
                journal.read(few.entry(i), next);
                backlog.add(next, 0);
            }
            backlog.reserve(held, 0);
        } catch (Throwable failed) {
            backlog.clear();
            throw failed;
        }
        for (int i = 0; i < count; i++) {
            journal.remove(few.entry(i));
        }
        rows.waiting(row, room.add(backlog));
        queue.add(row);
    }

    /**
     * Adds what is held, for which there is memory: at once if nothing can precede it any more, else it waits.
     *
     * @return whether it is not late
     */
    boolean take(int row, Weights kind) {
        long at = held[PackedInteraction.AT];
        if (isLate(row, at, kind)) {
            return false;
        }
        if (time.isSettled(at)) {
            code.addOrdered(at, ofHeld, kind.each(), rows.slots(row), rows.offset(row));
        } else {
            add(row);
        }
        return true;
    }

    /**
     * Lets what is held wait, for which there is memory, unless it is late.
     *
     * @return whether it is not
     */
    boolean await(int row, Weights kind) {
        if (isLate(row, held[PackedInteraction.AT], kind)) {
            return false;
        }
        add(row);
        return true;
    }

    /** Also in the window, as it may have been shorter before the store was restored. */
    private boolean isLate(int row, long at, Weights kind) {
        if (!time.mayBeLate(at)) {
            return false;
        }
        // Interactions that have left the window decide whether this one is late, even if the customer has not been
        // read since.
        settle(row, time.settledBefore());
        try {
            return !layout.isInOrder(at, kind.each(), rows.slots(row), rows.offset(row));
        } catch (RuntimeException thrown) {
            code.setAside(thrown, kind.each());
            return true;
        }
    }

    private void add(int row) {
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).add(held, 0);
        } else {
            few.add(row, held);
        }
    }

    /** What is held waits, as it did before it was removed or written. */
    void addAgain(int row) {
        reserve(row);
        add(row);
    }

    /** Takes out what is held, which waits. */
    boolean remove(int row) {
        if (rows.waiting(row) != Backlogs.NONE) {
            return room.get(rows.waiting(row)).remove(held, 0);
        }
        return few.remove(row, held);
    }

    /** Adds a customer's that are before a time to ordered measures, for good. */
    private void settle(int row, long before) {
        if (rows.waiting(row) != Backlogs.NONE) {
            settle(row, room.get(rows.waiting(row)), before, Integer.MAX_VALUE);
            return;
        }
        int count = few.find(row, before);
        for (int i = 0; i < count; i++) {
            settleEntry(row, few.entry(i));
            journal.remove(few.entry(i));
        }
    }

    private void settle(int row, Backlog backlog, long before, int most) {
        backlog.settle(before, most, rows.slots(row), rows.offset(row), code);
    }

    /**
     * Whether one with a backlog is to be looked at: each is, when the earliest is older than the window by a quarter or a
     * little more. Then everything that came since is added at once.
     */
    private boolean isDue() {
        if (queue.isEmpty() || (due != Long.MIN_VALUE && !time.isSettled(due))) {
            return false;
        }
        int waiting = rows.waiting(queue.first());
        if (waiting == Backlogs.NONE || room.get(waiting).isEmpty()) {
            return true;
        }
        long when = room.get(waiting).firstAt() + time.window() / 4;
        if (time.isSettled(when)) {
            return true;
        }
        due = when + time.window() / 16;
        return false;
    }

    /** Settles some of who got a backlog first; the rest must not keep others from being looked at. */
    private void settleFirst() {
        due = Long.MIN_VALUE;
        int row = queue.removeFirst();
        if (rows.waiting(row) == Backlogs.NONE) {
            return;
        }
        Backlog backlog = room.get(rows.waiting(row));
        settle(row, backlog, time.settledBefore(), SETTLED);
        if (backlog.isEmpty()) {
            close(row);
        } else {
            queue.add(row);
        }
    }

    private void close(int row) {
        room.remove(rows.waiting(row));
        rows.waiting(row, Backlogs.NONE);
    }

    /** Settles all that waits. */
    void settleAll() {
        while (!queue.isEmpty()) {
            int row = queue.removeFirst();
            if (rows.waiting(row) != Backlogs.NONE) {
                settle(row, Long.MAX_VALUE);
                close(row);
            }
        }
        while (!journal.isEmpty()) {
            settleOldest(Long.MAX_VALUE);
        }
    }

    /** Forgets a customer's. */
    void forget(int row) {
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).clear();
            close(row);
            return;
        }
        int count = few.find(row, Long.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            journal.remove(few.entry(i));
        }
        rows.waiting(row, Backlogs.NONE);
    }

    /** Leaves nothing of whom the last one was about. */
    void wipe() {
        journal.wipe();
        Arrays.fill(held, 0);
        Arrays.fill(next, 0);
        few.wipe();
    }

    /** Adds what waits of a customer to a copy of the slots. */
    void addTo(int row, double[] into, int at) {
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).addTo(into, at);
            return;
        }
        int count = few.find(row, Long.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            read = few.entry(i);
            KindWeights weights = weights(journal.kind(read)).each();
            // What the user's own code throws at is left out, as when it is settled.
            OwnCode.tryOrdered(layout, journal.at(read), ofRead, weights, into, at);
        }
    }

    /** A copy of a customer's slots with what waits. */
    double[] copy(int row) {
        double[] copy = Arrays.copyOfRange(rows.slots(row), rows.offset(row), rows.offset(row) + layout.slots());
        addTo(row, copy, 0);
        return copy;
    }

    /** Whether anything waits of a customer: a backlog may be empty. */
    boolean isHeld(int row) {
        int waiting = rows.waiting(row);
        return waiting == Backlogs.NONE
                ? few.find(row, Long.MAX_VALUE) > 0
                : !room.get(waiting).isEmpty();
    }

    void write(DataOutput out, int row, int[] numbers) throws IOException {
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).write(out, true, numbers);
            return;
        }
        int count = few.find(row, Long.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            out.writeBoolean(true);
            journal.write(out, few.entry(i), numbers);
        }
    }

    /** What is held and was written waits. */
    void read(SnapshotReader in, int row) throws SnapshotException {
        long at = held[PackedInteraction.AT];
        in.check(at <= time.newest(), "time of what counts", at, "not after the newest one");
        in.check(
                layout.isInOrder(
                        at, weights(PackedInteraction.kind(held, 0)).each(), rows.slots(row), rows.offset(row)),
                "time of what waits",
                at,
                "not before what ordered measures have of the customer");
        addAgain(row);
    }
}
