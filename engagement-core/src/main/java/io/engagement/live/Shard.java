package io.engagement.live;

import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KeyedHash;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.live.OpenThreads.OfCustomer;
import io.engagement.measure.KindWeights;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A part of the customers, and all that is known of them; one thread at a time is in it.
 *
 * <p>Time in a shard is the latest that the clock has shown here, unless the clock was {@linkplain StoreClock#BACK_MILLIS
 * set back}. Ordered measures are settled up to the newest interaction less the window. What is later than that is added to
 * them as it comes, in a way that can be taken back; of customers some of whose came out of order, what comes behind these
 * waits beside the slots, and is added in order when it is settled or asked for.
 *
 * <p>Memory is asked for before anything changes, so that all is as it was where there is none. Where an error comes in
 * the midst of a change nevertheless, the shard is known to be half changed, and refuses to go on.
 */
final class Shard {
    /** What {@link #read} gives for a customer who is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** For who comes without a feed. */
    static final int NO_FEED = -1;

    /** How many of those who wait longest are looked at with each interaction: more than begin to wait with it. */
    private static final int SWEPT = 2;

    /** How many of a customer's interactions are settled at a look: more than come with it. */
    private static final int SETTLED = 64;

    /** So many that wait on are added in a way that can be taken back, and wait no more. */
    private static final int FEW = 8;

    /** What a shard takes in a snapshot at the least, in any format: eight numbers, five sizes, a mark. */
    static final int LEAST_BYTES = 8 * Long.BYTES + 5 * Integer.BYTES + 1;

    private final StateLayout layout;
    private final LongSupplier clock;
    private final long window;
    private final boolean remembers;
    private final KeyedHash hash;
    private final Kinds kinds;
    private final Rows rows;
    private final RememberedIds ids;
    private final Journal journal;
    private final Backlogs room = new Backlogs();
    /** Whose interactions wait, in the order in which they began to. */
    private final RowQueue queue = new RowQueue();

    private final Ahead aheads;
    private final OpenThreads threads;
    private final long[] held = new long[PackedInteraction.WORDS];

    private long now = Long.MIN_VALUE;
    /** What the clock had shown when it was set back, at the latest: interactions and ids may be of then. */
    private long before = Long.MIN_VALUE;
    /** The newest interaction's time, none after the clock's. */
    private long newest = Long.MIN_VALUE;
    /** How far each feed has come. */
    private long[] positions = {};

    private long taken;
    private long late;
    private long duplicates;
    private long replayed;
    /** Of what was taken, how many are of each {@link Weights#source() source}. */
    private final long[] sources = new long[KnownKinds.SOURCES];
    /** Up while there is more to change: who finds it so comes after an error. */
    private boolean changing;

    Shard(
            StateLayout layout,
            KnownKinds known,
            KeyedHash hash,
            LongSupplier clock,
            long windowMillis,
            long duplicateWindowMillis,
            long threadHorizonMillis) {
        this.layout = layout;
        this.clock = clock;
        this.hash = hash;
        this.window = windowMillis;
        this.remembers = duplicateWindowMillis > 0;
        this.kinds = new Kinds(known);
        this.rows = new Rows(layout, hash);
        this.ids = new RememberedIds(duplicateWindowMillis);
        this.journal = new Journal(layout, kinds);
        this.aheads = new Ahead(layout, kinds);
        this.threads = new OpenThreads(kinds, hash, threadHorizonMillis);
    }

    /** Adds an interaction of which nothing was looked up. */
    Arrival add(Interaction interaction, long hashed, long read, int feed, long position) {
        return add(interaction, null, hashed, hashOfId(interaction, hashed), Rows.NONE, read, feed, position);
    }

    /**
     * Adds an interaction.
     *
     * @param known what it weighs, if that is known
     * @param hashedId the interaction's {@linkplain #hashOfId id}
     * @param guessed the customer's row, as far as is known, or {@link Rows#NONE}
     */
    synchronized Arrival add(
            Interaction interaction,
            @Nullable Weights known,
            long hashed,
            long hashedId,
            int guessed,
            long read,
            int feed,
            long position) {
        requireWhole();
        if (feed != NO_FEED && !isBeyond(feed, position)) {
            replayed++;
            return Arrival.REPLAYED;
        }
        tell(read);
        long low = 0;
        int place = RememberedIds.HERE;
        boolean named = remembers && interaction.id().isPresent();
        if (named) {
            // 128 bits of the customer's id and its own; the second half is odd, so that it is never 0.
            low = hash.derived(hashed).derived(1).of(interaction.id().get()) | 1;
            ids.reserve(now);
            place = ids.place(hashedId, low, now);
        }
        boolean isKnown = named && place == RememberedIds.HERE;
        Arrival arrival = isKnown ? Arrival.DUPLICATE : take(interaction, known, hashed, hashedId, guessed);
        // Last, when all is done that they stand for.
        if (isKnown) {
            duplicates++;
        } else if (named) {
            ids.put(place, hashedId, low, now);
        }
        if (feed != NO_FEED) {
            positions[feed] = position;
        }
        changing = false;
        return arrival;
    }

    /** After an error in the midst of a change, which nobody can take back. */
    private void requireWhole() {
        if (changing) {
            throw new IllegalStateException(
                    "an earlier error, such as an OutOfMemoryError or one of a statistic of your own, came while a part of"
                            + " this store was being changed: nothing of that part is added, read or written any more."
                            + " Restore the last snapshot, and go on behind its feeds' positions");
        }
    }

    /** Lets nobody in any more. */
    synchronized void close() {
        changing = true;
    }

    /**
     * Reads what a customer's interaction will read, step by step, each for as many customers at once as the memory can
     * fetch at once: one after the other each would wait for its own. Only a hint: without the lock, and of no consequence
     * where it is wrong.
     */
    int touchIndex(long hashed) {
        return rows.touchIndex(hashed);
    }

    int guess(long hashed) {
        return rows.guess(hashed);
    }

    double touch(int row) {
        return rows.touch(row);
    }

    long touchJournal() {
        return journal.touch();
    }

    int touchId(int row) {
        return rows.touchId(row);
    }

    long touchRemembered(long hashedId) {
        return (remembers ? ids.touch(hashedId) : 0)
                ^ (threads.infers() ? threads.remembered().touch(hashedId) : 0);
    }

    /** The hash of an interaction's id under its customer's key, 0 if it has none or none is remembered. */
    long hashOfId(Interaction interaction, long hashed) {
        return (remembers || threads.infers()) && interaction.id().isPresent()
                ? hash.derived(hashed).of(interaction.id().get())
                : 0;
    }

    /**
     * Of a log, which knows no duplicates and whose ids are not remembered as such.
     *
     * @param settled whether the log's initiator is the last word, as nothing earlier can come any more
     */
    synchronized void load(Interaction interaction, long hashed, long read, boolean settled) {
        requireWhole();
        tell(read);
        if (settled) {
            takePlain(interaction, interaction.kind(), null, hashed, hashOfId(interaction, hashed), Rows.NONE);
        } else {
            take(interaction, null, hashed, hashOfId(interaction, hashed), Rows.NONE);
        }
        changing = false;
    }

    /**
     * Remembers the threads of a log, so that what comes next is found to belong to them.
     *
     * @param interactions the customer's, in order of time, all of which are in
     * @param since what rested since before then is left out
     */
    synchronized void remember(String customerId, long hashed, List<Interaction> interactions, long since) {
        requireWhole();
        int row = rows.find(customerId, hashed);
        if (row != Rows.NONE) {
            threads.reserve(newest, interactions.size());
            threads.open(row, hashed).remember(interactions, since);
            threads.closeIfEmpty(row);
        }
    }

    /** What changes of a customer that no interaction tells. */
    @FunctionalInterface
    interface Telling {
        /** Where it throws, nothing has changed. */
        void tell(double[] slots, int offset);
    }

    /** Changes what is known of a customer, who is known from then on. */
    synchronized Arrival tell(String customerId, long hashed, Telling telling, int feed, long position) {
        requireWhole();
        if (feed != NO_FEED && !isBeyond(feed, position)) {
            replayed++;
            return Arrival.REPLAYED;
        }
        int row = rows.find(customerId, hashed);
        Memory.ask();
        double[] told = new double[layout.slots()];
        if (row == Rows.NONE) {
            layout.reset(told, 0);
        } else {
            System.arraycopy(rows.slots(row), rows.offset(row), told, 0, told.length);
        }
        telling.tell(told, 0);
        if (row == Rows.NONE) {
            rows.reserve(customerId);
        }
        changing = true;
        if (row == Rows.NONE) {
            row = rows.add(customerId, hashed);
        }
        System.arraycopy(told, 0, rows.slots(row), rows.offset(row), told.length);
        if (feed != NO_FEED) {
            positions[feed] = position;
        }
        changing = false;
        return Arrival.TAKEN;
    }

    /** Time goes on; or back, if the clock was set back and it is not that whoever read it had to wait. */
    private void tell(long read) {
        if (read >= now) {
            now = read;
        } else if (now - read > StoreClock.BACK_MILLIS) {
            long again = clock.getAsLong();
            if (now - again > StoreClock.BACK_MILLIS) {
                followBack(again);
            } else {
                now = Math.max(now, again);
            }
        }
    }

    /**
     * What was taken under the wrong present decides no longer what is late: what can be taken back is settled as it
     * stands, and the window begins anew with the next interaction.
     */
    private void followBack(long present) {
        changing = true;
        if (newest > present) {
            threads.all().forEach(open -> settleAndClose(open, Long.MAX_VALUE));
            while (!queue.isEmpty()) {
                int row = queue.removeFirst();
                if (rows.waiting(row) != Backlogs.NONE) {
                    Backlog backlog = room.get(rows.waiting(row));
                    backlog.settle(Long.MAX_VALUE, Integer.MAX_VALUE, rows.slots(row), rows.offset(row));
                    closeBacklog(row, Journal.NONE);
                }
            }
            journal.settle();
            newest = Long.MIN_VALUE;
        }
        before = Math.max(before, now);
        now = present;
        changing = false;
    }

    /** Whether the position is beyond what is known of the feed. */
    private boolean isBeyond(int feed, long position) {
        if (feed >= positions.length) {
            Memory.ask();
            long[] more = Arrays.copyOf(positions, feed + 1);
            Arrays.fill(more, positions.length, more.length, Long.MIN_VALUE);
            positions = more;
        }
        return position > positions[feed];
    }

    /** Leaves the mark of a change up, so that the caller can add to it. */
    private Arrival take(Interaction interaction, @Nullable Weights known, long hashed, long hashedId, int guessed) {
        boolean changed = threads.infers() && interaction.kind().initiatorInferred();
        InteractionKind given = changed ? interaction.kind().asGiven() : interaction.kind();
        boolean ahead = interaction.at().toEpochMilli() > now;
        Weights weights = changed ? null : known;
        return threads.holds(interaction, given.initiator(), ahead)
                ? takeInThread(interaction, given, hashed, guessed, ahead)
                : takePlain(interaction, given, weights, hashed, hashedId, guessed);
    }

    private Arrival takeInThread(
            Interaction interaction, InteractionKind given, long hashed, int guessed, boolean ahead) {
        goOn();
        int row = rows.find(interaction.customerId(), hashed, guessed);
        if (row == Rows.NONE) {
            rows.reserve(interaction.customerId());
        }
        reserveThreads(row == Rows.NONE ? null : threads.of(row));
        Weights weights = kinds.of(given);
        rehearse(row, interaction, weights.each());
        Pending pending = Pending.of(interaction, kinds.number(given, weights), given);
        changing = true;
        if (row == Rows.NONE) {
            row = rows.add(interaction.customerId(), hashed);
        }
        OfCustomer open = threads.open(row, hashed);
        settle(open, settledBefore());
        open.add(pending);
        kinds.use(pending.given());
        if (ahead) {
            open.resolve();
            threads.await(row, pending);
            return Arrival.AHEAD;
        }
        return count(open, pending);
    }

    private void reserveThreads(@Nullable OfCustomer open) {
        threads.reserve(newest, 1 + (open == null ? 0 : open.size()));
        threads.reserveQueue();
    }

    /** One that is held, and whose time has come. */
    private Arrival count(OfCustomer open, Pending pending) {
        newest = Math.max(newest, pending.at());
        taken++;
        countAsInferred(open);
        countAs(open.row(), pending);
        Arrival arrival = pending.isLate() ? Arrival.LATE : Arrival.TAKEN;
        threads.enqueue(open);
        settleAndClose(open, settledBefore());
        return arrival;
    }

    /** Infers what has to be, and counts what counts already with its present initiator. */
    private void countAsInferred(OfCustomer open) {
        for (int place = open.resolve(); place < open.size(); place++) {
            if (open.get(place).isCounted()) {
                countAs(open.row(), open.get(place));
            }
        }
    }

    /** Counts one with its present initiator, and no more with another one. */
    private void countAs(int row, Pending pending) {
        InteractionKind inferred =
                kinds.get(pending.given()).inferred(pending.thread().initiator());
        Weights kind = kinds.of(inferred);
        int number = kinds.number(inferred, kind);
        if (number == pending.counted()) {
            return;
        }
        kinds.use(number);
        if (pending.isCounted()) {
            uncount(row, pending);
        }
        pending.count(number);
        sources[kind.source()]++;
        if (kind.ordered()) {
            pending.copyCounted(held);
            makeWay(row, pending.at(), kind);
            pending.inOrder(waitsInOrder(row, pending.at(), kind));
            if (!pending.isInOrder() && !pending.isLate()) {
                late++;
                pending.late(true);
            }
        }
    }

    private void uncount(int row, Pending pending) {
        if (pending.isInOrder()) {
            pending.copyCounted(held);
            room.get(rows.waiting(row)).remove(held, 0);
            pending.inOrder(false);
        }
        sources[kinds.get(pending.counted()).weights().source()]--;
        kinds.release(pending.counted());
    }

    /** Settles a customer's who are earlier than a time: their initiators are final, and unordered measures have them for good. */
    private void settle(OfCustomer open, long before) {
        int count = open.countBefore(before);
        for (int place = 0; place < count; place++) {
            Pending pending = open.get(place);
            addUnordered(pending, rows.slots(open.row()), rows.offset(open.row()));
            kinds.release(pending.given());
            kinds.release(pending.counted());
        }
        if (count > 0) {
            open.settle(count);
        }
    }

    private void settleAndClose(OfCustomer open, long before) {
        settle(open, before);
        threads.closeIfEmpty(open.row());
    }

    private void addUnordered(Pending pending, double[] slots, int offset) {
        layout.addUnordered(
                pending.at(),
                PackedInteraction.quantities(pending.words(), 0),
                kinds.get(pending.counted()).weights().each(),
                slots,
                offset);
    }

    private Arrival takePlain(
            Interaction interaction,
            InteractionKind given,
            @Nullable Weights known,
            long hashed,
            long hashedId,
            int guessed) {
        goOn();
        int row = rows.find(interaction.customerId(), hashed, guessed);
        Weights kind = known == null ? kinds.of(given) : known;
        rehearse(row, interaction, kind.each());
        long at = interaction.at().toEpochMilli();
        if (at > now) {
            return wait(row, interaction, hashed, given, kind);
        }
        boolean told = threads.infers()
                && interaction.id().isPresent()
                && given.initiator() != Initiator.UNKNOWN
                && interaction.conversation().isEmpty();
        if (told) {
            reserveThreads(row == Rows.NONE ? null : threads.of(row));
        }
        // Before anything changes; only what is ordered is held.
        int number = kind.ordered() ? kinds.number(given, kind) : Pending.NONE;
        boolean next = row == Rows.NONE || !kind.ordered() || isNext(row, at, kind);
        if (row == Rows.NONE) {
            rows.reserve(interaction.customerId());
        } else if (!next) {
            PackedInteraction.put(interaction, number, held, 0);
            makeWay(row, at, kind);
        }
        changing = true;
        if (row == Rows.NONE) {
            row = rows.add(interaction.customerId(), hashed);
        }
        count(row, at, quantities(interaction), kind);
        Arrival arrival = next ? takeNext(row, interaction, number, kind) : takeOutOfOrder(row, at, kind);
        if (told) {
            remember(row, hashedId, interaction, given.initiator());
        }
        return arrival;
    }

    /** What the user's own code throws comes before anything has changed. */
    private void rehearse(int row, Interaction interaction, KindWeights weights) {
        long at = interaction.at().toEpochMilli();
        if (row == Rows.NONE) {
            layout.rehearse(at, quantities(interaction), weights);
        } else {
            layout.rehearse(at, quantities(interaction), weights, rows.slots(row), rows.offset(row));
        }
    }

    private Arrival takeNext(int row, Interaction interaction, int number, Weights kind) {
        if (kind.ordered() && apply(row, interaction.at().toEpochMilli(), quantities(interaction), kind)) {
            PackedInteraction.put(interaction, number, held, 0);
            journal(row);
        }
        return Arrival.TAKEN;
    }

    /** Whose initiator it was is told to those that answer it. */
    private void remember(int row, long hashedId, Interaction interaction, Initiator initiator) {
        OfCustomer open = threads.of(row);
        if (open != null) {
            settle(open, settledBefore());
        }
        String id = interaction.id().orElseThrow();
        if (threads.remember(row, hashedId, id, interaction.at().toEpochMilli(), initiator, newest) && open != null) {
            countAsInferred(open);
            threads.closeIfEmpty(row);
        }
    }

    private Arrival wait(int known, Interaction interaction, long hashed, InteractionKind given, Weights kind) {
        PackedInteraction.put(interaction, kinds.number(given, kind), held, 0);
        int row = known;
        if (row == Rows.NONE) {
            rows.reserve(interaction.customerId());
        }
        aheads.reserve(row, held);
        changing = true;
        if (row == Rows.NONE) {
            row = rows.add(interaction.customerId(), hashed);
        }
        aheads.add(row, held);
        return Arrival.AHEAD;
    }

    private static ToDoubleFunction<Quantity> quantities(Interaction interaction) {
        return quantity -> quantity.of(interaction);
    }

    /** What is due is counted, what nothing can precede any more is settled. */
    private void goOn() {
        countDue();
        journal.reserve(queue.isEmpty() ? 1 : SWEPT * FEW + 1);
        journal.sweep(settledBefore());
        if (threads.isQueued()) {
            sweepThreads();
        }
        sweep();
    }

    /** Each as if it had come at its time, and in that order. */
    private void countDue() {
        while (Math.min(aheads.next(), threads.nextDue()) <= now) {
            if (aheads.next() <= threads.nextDue()) {
                countFirstAhead();
            } else {
                countFirstDue();
            }
        }
    }

    private void countFirstDue() {
        OfCustomer open = Objects.requireNonNull(threads.of(threads.firstDueRow()));
        reserveThreads(open);
        changing = true;
        settle(open, settledBefore());
        count(open, threads.removeDue());
        changing = false;
    }

    private void countFirstAhead() {
        aheads.copyFirst(held);
        int row = aheads.firstRow();
        long at = held[PackedInteraction.AT];
        Weights kind = kinds.get(PackedInteraction.kind(held, 0)).weights();
        boolean next = !kind.ordered() || isNext(row, at, kind);
        if (!next) {
            makeWay(row, at, kind);
        }
        journal.reserve(1);
        changing = true;
        count(row, at, PackedInteraction.quantities(held, 0), kind);
        if (!next) {
            takeOutOfOrder(row, at, kind);
        } else if (kind.ordered() && apply(row, at, PackedInteraction.quantities(held, 0), kind)) {
            journal(row);
        }
        aheads.removeFirst();
        changing = false;
    }

    /** Whether nothing waits of the customer, and nothing that is later is there. */
    private boolean isNext(int row, long at, Weights kind) {
        return rows.waiting(row) == Backlogs.NONE
                && layout.isInOrder(at, kind.each(), rows.slots(row), rows.offset(row));
    }

    /** Adds an interaction that is the next one, and tells whether it changed anything that may have to be taken back. */
    private boolean apply(int row, long at, ToDoubleFunction<Quantity> quantities, Weights kind) {
        double[] slots = rows.slots(row);
        int offset = rows.offset(row);
        // Also a settled one, if what came before it can be taken back: it would go with that.
        boolean journaled = !isSettled(at) || journal.holds(rows.journaled(row));
        if (journaled) {
            journal.keep(slots, offset);
        }
        layout.addOrdered(at, quantities, kind.each(), slots, offset);
        return journaled && journal.isChanged(slots, offset);
    }

    /** What is held was applied. */
    private void journal(int row) {
        rows.journaled(row, journal.add(rows.journaled(row), held, 0, rows.slots(row), rows.offset(row)));
    }

    /** Takes back what is later than what is held, and asks for the memory to let that wait. Changes no meaning. */
    private void makeWay(int row, long at, Weights kind) {
        Backlog backlog = backlog(row);
        while (journal.holds(backlog.journaled())
                && !layout.isInOrder(at, kind.each(), rows.slots(row), rows.offset(row))) {
            takeBack(row, backlog);
        }
        if (isSettled(at)) {
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

    private void closeBacklog(int row, long journaled) {
        room.remove(rows.waiting(row));
        rows.journaled(row, journaled);
    }

    private Arrival takeOutOfOrder(int row, long at, Weights kind) {
        if (waitsInOrder(row, at, kind)) {
            return Arrival.TAKEN;
        }
        late++;
        return Arrival.LATE;
    }

    /** What is held, for which way was made, waits; unless it is late, which is told. */
    private boolean waitsInOrder(int row, long at, Weights kind) {
        Backlog backlog = room.get(rows.waiting(row));
        if (isSettled(at)) {
            // What is out of the window too decides whether it is late, also if nobody has looked at it since.
            settle(row, backlog, Integer.MAX_VALUE);
        }
        // Also in the window, as it may have been shorter before the store was restored.
        if (!layout.isInOrder(at, kind.each(), rows.slots(row), rows.offset(row))) {
            return false;
        }
        backlog.add(held, 0);
        return true;
    }

    /** Whether nothing that is in time can still come before it. */
    private boolean isSettled(long at) {
        return at < settledBefore();
    }

    /** The newest one's time less the window, also before there is one. */
    private long settledBefore() {
        return Math.max(newest, Long.MIN_VALUE + window) - window;
    }

    private void count(int row, long at, ToDoubleFunction<Quantity> quantities, Weights kind) {
        newest = Math.max(newest, at);
        layout.addUnordered(at, quantities, kind.each(), rows.slots(row), rows.offset(row));
        sources[kind.source()]++;
        taken++;
    }

    /** In the midst of what can be taken back nothing is settled. */
    private void makeWayToSettle(int row, Backlog backlog) {
        if (!backlog.isEmpty() && isSettled(backlog.firstAt())) {
            while (journal.holds(backlog.journaled())) {
                takeBack(row, backlog);
            }
        }
    }

    /** Settles some of what nothing can precede any more, for which way was made. */
    private void settle(int row, Backlog backlog, int most) {
        backlog.settle(settledBefore(), most, rows.slots(row), rows.offset(row));
    }

    /**
     * Settles what waits. Each customer is looked at when the earliest is older than the window by a quarter: then what came
     * out of order since then is put in order at once.
     */
    private void sweep() {
        for (int i = 0; i < SWEPT && !queue.isEmpty(); i++) {
            int row = queue.first();
            Backlog backlog = rows.waiting(row) == Backlogs.NONE ? null : room.get(rows.waiting(row));
            if (backlog != null && !backlog.isEmpty() && !isSettled(backlog.firstAt() + window / 4)) {
                return;
            }
            if (backlog != null) {
                makeWayToSettle(row, backlog);
            }
            changing = true;
            queue.removeFirst();
            if (backlog != null) {
                settle(row, backlog, SETTLED);
                applyFew(row, backlog);
            }
            changing = false;
        }
    }

    /**
     * Adds the rest in a way that can be taken back; if it is more than a few, or some of it may come to count as of another
     * initiator, it waits, and must not keep others from being looked at.
     */
    private void applyFew(int row, Backlog backlog) {
        OfCustomer open = threads.of(row);
        if (backlog.size() > FEW || (open != null && open.counts() && !backlog.isEmpty())) {
            queue.add(row);
            return;
        }
        double[] slots = rows.slots(row);
        int offset = rows.offset(row);
        long last = backlog.journaled();
        while (!backlog.isEmpty()) {
            backlog.copyFirst(held);
            journal.keep(slots, offset);
            backlog.settle(Long.MAX_VALUE, 1, slots, offset);
            if (journal.isChanged(slots, offset)) {
                last = journal.add(last, held, 0, slots, offset);
            }
        }
        closeBacklog(row, last);
    }

    /** Settles those in threads which nothing can precede any more, as {@link #sweep} does what waits. */
    private void sweepThreads() {
        for (int i = 0; i < SWEPT && threads.isQueued(); i++) {
            OfCustomer open = threads.of(threads.firstQueued());
            if (open != null && open.counts() && !isSettled(open.firstAt() + window / 4)) {
                return;
            }
            reserveThreads(open);
            changing = true;
            threads.dequeue();
            if (open != null) {
                settleAndClose(open, settledBefore());
                if (open.counts()) {
                    threads.enqueue(open);
                }
            }
            changing = false;
        }
    }

    /**
     * A customer's slots as of the clock.
     *
     * @param into what ordered measures wait for is in it too, as if nothing earlier came any more
     * @return as of when, in milliseconds, or {@link #UNKNOWN}
     */
    synchronized long read(String customerId, long hashed, long read, double[] into) {
        requireWhole();
        int row = rows.find(customerId, hashed);
        if (row == Rows.NONE) {
            return UNKNOWN;
        }
        tell(read);
        countDue();
        read(row, into, 0);
        return now;
    }

    private void read(int row, double[] into, int at) {
        System.arraycopy(rows.slots(row), rows.offset(row), into, at, layout.slots());
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).addTo(into, at);
        }
        OfCustomer open = threads.of(row);
        for (int place = 0;
                open != null && place < open.size() && open.get(place).isCounted();
                place++) {
            addUnordered(open.get(place), into, at);
        }
    }

    /** All customers as of the clock. */
    synchronized States readAll(long read) {
        requireWhole();
        tell(read);
        countDue();
        States states = new States(rows.customers(), layout);
        int next = 0;
        for (int row = 0; row < rows.end(); row++) {
            if (rows.isUsed(row)) {
                read(row, states.slots(), next * layout.slots());
                states.id(next++, rows.id(row));
            }
        }
        return states;
    }

    synchronized boolean erase(String customerId, long hashed) {
        requireWhole();
        int row = rows.find(customerId, hashed);
        if (row == Rows.NONE) {
            return false;
        }
        Runnable removal = rows.removal(row, hashed);
        changing = true;
        long entry = rows.journaled(row);
        if (rows.waiting(row) != Backlogs.NONE) {
            Backlog backlog = room.get(rows.waiting(row));
            entry = backlog.journaled();
            backlog.clear();
            closeBacklog(row, Journal.NONE);
        }
        while (journal.holds(entry)) {
            long previous = journal.previous(entry);
            journal.remove(entry);
            entry = previous;
        }
        aheads.remove(row);
        threads.remove(row, kinds);
        removal.run();
        kinds.forgetUnused();
        journal.wipe();
        Arrays.fill(held, 0);
        changing = false;
        return true;
    }

    /** How large the journal has grown. */
    synchronized int journalWords() {
        return journal.words();
    }

    synchronized LiveReport report() {
        requireWhole();
        return new LiveReport(
                rows.customers(),
                taken,
                late,
                duplicates,
                replayed,
                aheads.size() + threads.ahead(),
                0,
                new InitiatorCounts(sources[0], sources[1], sources[2]));
    }

    /** As the snapshot's format has it; see {@link Snapshots}. */
    synchronized void write(DataOutput out) throws IOException {
        requireWhole();
        settleThreads();
        for (long value : new long[] {now, Math.max(now, before), newest, taken, late, duplicates, replayed}) {
            out.writeLong(value);
        }
        out.writeInt(positions.length);
        for (long position : positions) {
            out.writeLong(position);
        }
        rows.write(out, this::copySettled);
        int[] numbers = kinds.write(out);
        for (int row = 0; row < rows.end(); row++) {
            if (rows.isUsed(row) && isHeld(row)) {
                out.writeBoolean(true);
                Snapshots.writeText(out, rows.id(row));
                writeHeld(out, row, numbers);
                out.writeBoolean(false);
            }
        }
        out.writeBoolean(false);
        out.writeLong(aheads.size());
        ids.write(out);
        writeThreads(out, numbers);
    }

    /** What ordered measures have for good is no more among those that wait for them. */
    private void settleThreads() {
        for (OfCustomer open : threads.all()) {
            reserveThreads(open);
            changing = true;
            settleAndClose(open, settledBefore());
            changing = false;
        }
    }

    private void writeThreads(DataOutput out, int[] numbers) throws IOException {
        for (long count : sources) {
            out.writeLong(count);
        }
        int[] places = new int[rows.end()];
        int next = 0;
        for (int row = 0; row < places.length; row++) {
            places[row] = next;
            next += rows.isUsed(row) ? 1 : 0;
        }
        threads.remembered().write(out, row -> places[row]);
        for (OfCustomer open : threads.all()) {
            out.writeBoolean(true);
            out.writeInt(places[open.row()]);
            for (int place = 0; place < open.size(); place++) {
                out.writeBoolean(true);
                open.get(place).write(out, numbers);
            }
            out.writeBoolean(false);
        }
        out.writeBoolean(false);
    }

    /** Whether anything is held of a customer: a backlog may be empty. */
    private boolean isHeld(int row) {
        int waiting = rows.waiting(row);
        return journal.holds(lastEntry(row))
                || (waiting != Backlogs.NONE && !room.get(waiting).isEmpty())
                || aheads.holds(row);
    }

    private void writeHeld(DataOutput out, int row, int[] numbers) throws IOException {
        for (long entry = lastEntry(row); journal.holds(entry); entry = journal.previous(entry)) {
            out.writeBoolean(true);
            journal.write(out, entry, numbers);
        }
        if (rows.waiting(row) != Backlogs.NONE) {
            room.get(rows.waiting(row)).write(out, true, numbers);
        }
        aheads.write(out, row, numbers);
    }

    private long lastEntry(int row) {
        return rows.waiting(row) == Backlogs.NONE
                ? rows.journaled(row)
                : room.get(rows.waiting(row)).journaled();
    }

    private void copySettled(int row, double[] into) {
        System.arraycopy(rows.slots(row), rows.offset(row), into, 0, layout.slots());
        for (long entry = lastEntry(row); journal.holds(entry); entry = journal.previous(entry)) {
            journal.restore(entry, into, 0);
        }
    }

    /**
     * Into a shard that has seen nothing.
     *
     * @param isHere whether a hash is one of this shard's
     */
    synchronized void read(SnapshotReader in, LongPredicate isHere) throws IOException {
        now = in.readTime("clock", Long.MAX_VALUE);
        before = in.format() == Snapshots.FIRST_FORMAT ? now : in.readTime("latest time of the clock", Long.MAX_VALUE);
        in.check(before >= now, "latest time of the clock", before, "not before its last one");
        newest = in.readTime("time of the newest interaction", now);
        taken = in.readCount("number of interactions taken");
        late = in.readCount("number of late interactions");
        duplicates = in.readCount("number of duplicates");
        replayed = in.readCount("number of replayed interactions");
        in.check(late <= taken, "number of late interactions", late, "no more than were taken");
        positions = new long[in.readSize("number of feeds", Long.BYTES)];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = in.readLong();
        }
        double interactions = rows.read(in, isHere, before);
        int[] numbers = kinds.read(in);
        interactions += readHeld(in, numbers);
        in.check(interactions <= taken, "number of interactions taken", taken, "no less than customers have had");
        ids.read(in, before);
        if (in.format() >= Snapshots.FORMAT_OF_THREADS) {
            readThreads(in, numbers);
        }
        kinds.endReading(in, numbers);
    }

    private void readThreads(SnapshotReader in, int[] numbers) throws IOException {
        long known = 0;
        for (int source = 0; source < sources.length; source++) {
            sources[source] = in.readCount("number of initiators");
            known += sources[source];
        }
        in.check(known <= taken, "number of initiators", known, "no more than interactions were taken");
        threads.remembered().read(in, rows.customers(), before);
        while (in.readFlag("mark of a customer in threads")) {
            int row = in.readInt();
            in.check(row >= 0 && row < rows.customers(), "customer in threads", row, "one of the list");
            in.check(threads.of(row) == null, "customer in threads", row, "listed once");
            OfCustomer open = threads.open(row, hash.of(rows.id(row)));
            while (in.readFlag("mark of an interaction in a thread")) {
                readInThread(in, open, numbers);
            }
            in.check(open.size() > 0, "customer in threads", row, "one with an interaction in one");
            endReading(open);
        }
    }

    /** Takes it out of what waits for ordered measures, so that no two are the same one. */
    private void readInThread(SnapshotReader in, OfCustomer open, int[] numbers) throws IOException {
        Pending pending = Pending.read(in, kinds, numbers);
        open.add(pending);
        kinds.use(pending.given());
        if (!pending.isCounted()) {
            threads.await(open.row(), pending);
            return;
        }
        in.check(pending.at() <= newest, "time of what counts", pending.at(), "not after the newest one");
        kinds.use(pending.counted());
        if (pending.isInOrder()) {
            pending.copyCounted(held);
            int waiting = rows.waiting(open.row());
            in.check(
                    waiting != Backlogs.NONE && room.get(waiting).remove(held, 0),
                    "interaction in a thread",
                    pending.at(),
                    "one of those that wait");
        }
    }

    private void endReading(OfCustomer open) {
        for (int place = 0; place < open.size(); place++) {
            Pending pending = open.get(place);
            if (pending.isInOrder()) {
                pending.copyCounted(held);
                room.get(rows.waiting(open.row())).add(held, 0);
            }
        }
        if (open.counts()) {
            threads.enqueue(open);
        }
        countAsInferred(open);
    }

    /** And tells how many more interactions customers must have had, at the least, for what waits to be added. */
    private double readHeld(SnapshotReader in, int[] numbers) throws IOException {
        double more = 0;
        double[] state = new double[layout.slots()];
        while (in.readFlag("mark of a customer who waits")) {
            String customerId = in.readName("id of a customer who waits");
            int row = rows.find(customerId, hash.of(customerId));
            in.check(row != Rows.NONE, "customer who waits", customerId, "one of the list");
            in.check(!isHeld(row), "customer who waits", customerId, "listed once");
            while (in.readFlag("mark of what waits")) {
                readHeld(in, row, numbers);
            }
            in.check(isHeld(row), "customer who waits", customerId, "one with an interaction that does");
            read(row, state, 0);
            more += layout.interactionsAtLeast(state, 0)
                    - layout.interactionsAtLeast(rows.slots(row), rows.offset(row));
        }
        long ahead = in.readCount("number of interactions ahead");
        in.check(
                ahead == aheads.size(),
                "number of interactions ahead",
                ahead,
                "that of those which wait for their time");
        return more;
    }

    private void readHeld(SnapshotReader in, int row, int[] numbers) throws IOException {
        if (PackedInteraction.read(in, numbers, held, 0)) {
            checkCounted(in, row);
            backlog(row).add(held, 0);
        } else {
            aheads.add(row, held);
        }
    }

    /** That it can be added to ordered measures. One that waits for its time may turn out to be late. */
    private void checkCounted(SnapshotReader in, int row) throws SnapshotException {
        long at = held[PackedInteraction.AT];
        KindWeights weights =
                kinds.get(PackedInteraction.kind(held, 0)).weights().each();
        in.check(at <= newest, "time of what counts", at, "not after the newest one");
        in.check(
                layout.isInOrder(at, weights, rows.slots(row), rows.offset(row)),
                "time of what waits",
                at,
                "not before what ordered measures have of the customer");
    }

    /** How far the feeds have come; none beyond those that the array has. */
    synchronized long[] positions() {
        return positions.clone();
    }
}
