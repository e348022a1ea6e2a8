package io.engagement.live;

import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KeyedHash;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.live.OpenThreads.OfCustomer;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Counts a shard's interactions in threads with the initiators that these tell, and counts them anew where one that comes
 * late tells others. All that asks for memory or runs the user's own code is done before anything counts otherwise, so that
 * it can be taken back.
 */
final class InThreads {
    /** How many of those who wait longest are looked at with each interaction: more than begin to wait with it. */
    private static final int SWEPT = 2;

    private final StateLayout layout;
    private final ShardTime time;
    private final Kinds kinds;
    private final Rows rows;
    private final InOrder inOrder;
    private final OpenThreads threads;
    private final ShardCounts counts;
    private final OwnCode code;
    private final ChangeMark mark;

    /** The kind with which one counts, and whether it then waits for ordered measures. */
    private record Recount(Pending pending, int number, boolean waits) {}

    InThreads(ShardParts parts) {
        this.layout = parts.layout();
        this.time = parts.time();
        this.kinds = parts.kinds();
        this.rows = parts.rows();
        this.inOrder = parts.inOrder();
        this.threads = parts.threads();
        this.counts = parts.counts();
        this.code = parts.code();
        this.mark = parts.mark();
    }

    /**
     * Takes an interaction that is to be held; leaves the mark of a change up.
     *
     * @param known the customer's row, or {@link Rows#NONE}
     */
    Arrival take(
            Interaction interaction, InteractionKind given, Weights weights, long hashed, int known, boolean ahead) {
        if (known == Rows.NONE) {
            rows.reserve(interaction.customerId());
            rows.reserveRemoval();
        }
        reserve(known);
        Pending pending = Pending.of(interaction, kinds.number(given, weights), given);
        kinds.use(pending.given());
        mark.begin();
        int row = known == Rows.NONE ? rows.add(interaction.customerId(), hashed) : known;
        List<Recount> recounts = new ArrayList<>();
        try {
            OfCustomer open = threads.open(row, hashed);
            settle(open, time.settledBefore());
            open.add(pending);
            Collection<Pending> changed = open.resolve();
            if (ahead) {
                threads.await(row, pending);
            } else {
                stage(row, pending, recounts);
                stageOthers(row, changed, recounts);
            }
        } catch (Throwable failed) {
            takeBack(row, recounts);
            takeBack(row, pending);
            if (known == Rows.NONE) {
                inOrder.forget(row);
                rows.remove(row, hashed);
            }
            mark.end();
            throw failed;
        }
        return ahead ? Arrival.AHEAD : count(row, pending, recounts);
    }

    /** Asks for the memory to remember a customer's and one more. */
    private void reserve(int row) {
        OfCustomer open = row == Rows.NONE ? null : threads.of(row);
        threads.reserve(time.newest(), row, 1 + (open == null ? 0 : open.size()));
        threads.reserveQueue();
    }

    private void stageOthers(int row, Collection<Pending> changed, List<Recount> recounts) {
        for (Pending each : changed) {
            if (each.isCounted()) {
                stage(row, each, recounts);
            }
        }
    }

    /** Lets one wait already that is to count with another initiator than it does, or does not yet: no meaning changes so far. */
    private void stage(int row, Pending pending, List<Recount> recounts) {
        InteractionKind inferred = inferred(pending);
        if (!pending.isCounted() || !kinds.get(pending.counted()).kind().equals(inferred)) {
            Weights kind = kinds.of(inferred);
            int number = kinds.number(inferred, kind);
            recounts.add(new Recount(pending, number, false));
            kinds.use(number);
            if (kind.ordered()) {
                pending.copy(number, inOrder.held());
                inOrder.reserve(row);
                boolean waits = inOrder.await(row, kind);
                recounts.set(recounts.size() - 1, new Recount(pending, number, waits));
            }
        }
    }

    private InteractionKind inferred(Pending pending) {
        InteractionKind given = kinds.get(pending.given()).kind();
        Initiator initiator = pending.thread().initiator();
        return initiator == given.initiator() ? given : given.withInferredInitiator(initiator);
    }

    /** All is as it was; takes no memory. */
    private void takeBack(int row, List<Recount> recounts) {
        for (Recount each : recounts) {
            if (each.waits) {
                each.pending.copy(each.number, inOrder.held());
                inOrder.remove(row);
            }
            kinds.release(each.number);
        }
        recounts.clear();
    }

    private void takeBack(int row, Pending pending) {
        kinds.release(pending.given());
        OfCustomer open = threads.of(row);
        if (open != null) {
            open.takeBack(pending);
            threads.closeIfEmpty(row);
        }
    }

    /** Counts one that is held, whose time has come, and with it those whose initiators it changes. */
    private Arrival count(int row, Pending pending, List<Recount> recounts) {
        time.newest(Math.max(time.newest(), pending.at()));
        counts.take();
        recounts.forEach(each -> count(row, each));
        OfCustomer open = Objects.requireNonNull(threads.of(row));
        threads.enqueue(open);
        settle(open, time.settledBefore());
        threads.closeIfEmpty(row);
        return pending.isLate() ? Arrival.LATE : Arrival.TAKEN;
    }

    private void count(int row, Recount recount) {
        Pending pending = recount.pending;
        if (pending.isCounted()) {
            uncount(row, pending);
        }
        Weights kind = kinds.get(recount.number).weights();
        counts.countAs(kind);
        pending.count(recount.number);
        pending.inOrder(recount.waits);
        if (kind.ordered() && !recount.waits && !pending.isLate()) {
            counts.late();
            pending.late(true);
        }
    }

    private void uncount(int row, Pending pending) {
        if (pending.isInOrder()) {
            pending.copy(pending.counted(), inOrder.held());
            inOrder.remove(row);
        }
        counts.countNoMoreAs(kinds.get(pending.counted()).weights());
        kinds.release(pending.counted());
    }

    /** Settles a customer's who are earlier than a time: their initiators are final, and unordered measures have them for good. */
    private void settle(OfCustomer open, long before) {
        int count = open.countBefore(before);
        for (int place = 0; place < count; place++) {
            Pending pending = open.get(place);
            Weights kind = kinds.get(pending.counted()).weights();
            code.addUnordered(pending.words(), 0, kind.each(), rows.slots(open.row()), rows.offset(open.row()));
            kinds.release(pending.given());
            kinds.release(pending.counted());
        }
        if (count > 0) {
            open.settle(count);
        }
    }

    /** Settles those which nothing can precede any more, as {@link InOrder} does what waits. */
    void sweep() {
        for (int i = 0; i < SWEPT && threads.isQueued(); i++) {
            OfCustomer open = threads.of(threads.firstQueued());
            if (open != null && open.counts() && !time.isSettled(open.firstAt() + time.window() / 4)) {
                return;
            }
            reserve(threads.firstQueued());
            mark.begin();
            threads.dequeue();
            if (open != null) {
                settleAndClose(open, time.settledBefore());
                if (open.counts()) {
                    threads.enqueue(open);
                }
            }
            mark.end();
        }
    }

    private void settleAndClose(OfCustomer open, long before) {
        settle(open, before);
        threads.closeIfEmpty(open.row());
    }

    /** Settles all customers' who are earlier than a time. */
    void settleAll(long before) {
        for (OfCustomer open : threads.all()) {
            reserve(open.row());
            mark.begin();
            settleAndClose(open, before);
            mark.end();
        }
    }

    /** Counts the first of those whose time has come, as if it had come now. */
    void countFirstDue() {
        int row = threads.firstDueRow();
        OfCustomer open = Objects.requireNonNull(threads.of(row));
        reserve(row);
        Pending pending = threads.firstDue();
        List<Recount> recounts = new ArrayList<>();
        mark.begin();
        settle(open, time.settledBefore());
        try {
            stage(row, pending, recounts);
        } catch (RuntimeException thrown) {
            takeBack(row, recounts);
            code.setAside(thrown, kinds.get(pending.given()).weights().each());
            // As given, and in no ordered measure.
            recounts.add(new Recount(pending, pending.given(), false));
            kinds.use(pending.given());
        } catch (Error failed) {
            takeBack(row, recounts);
            mark.end();
            throw failed;
        }
        threads.removeDue();
        count(row, pending, recounts);
        mark.end();
    }

    /** Forgets a customer. */
    void forget(int row) {
        threads.remove(row, kinds);
    }

    /** As the snapshot's format has it; customers have the places in which they are listed. */
    void write(DataOutput out, int[] places, int[] numbers) throws IOException {
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

    void read(SnapshotReader in, KeyedHash hash, int[] numbers) throws IOException {
        threads.remembered().read(in, rows.customers(), time.latest());
        long[] counted = new long[KnownKinds.SOURCES];
        while (in.readFlag("mark of a customer in threads")) {
            int row = in.readInt();
            in.check(row >= 0 && row < rows.customers(), "customer in threads", row, "one of the list");
            in.check(threads.of(row) == null, "customer in threads", row, "listed once");
            OfCustomer open = threads.open(row, hash.of(rows.id(row)));
            while (in.readFlag("mark of an interaction in a thread")) {
                read(in, open, numbers, counted);
            }
            in.check(open.size() > 0, "customer in threads", row, "one with an interaction in one");
        }
        counts.checkSources(in, counted);
        for (OfCustomer open : threads.all()) {
            endReading(open);
        }
    }

    /** Takes it out of what waits for ordered measures, so that no two are the same one. */
    private void read(SnapshotReader in, OfCustomer open, int[] numbers, long[] counted) throws IOException {
        Pending pending = Pending.read(in, kinds, numbers);
        open.add(pending);
        kinds.use(pending.given());
        if (!pending.isCounted()) {
            threads.await(open.row(), pending);
            return;
        }
        in.check(pending.at() <= time.newest(), "time of what counts", pending.at(), "not after the newest one");
        kinds.use(pending.counted());
        counted[kinds.get(pending.counted()).weights().source()]++;
        if (pending.isInOrder()) {
            pending.copy(pending.counted(), inOrder.held());
            in.check(inOrder.remove(open.row()), "interaction in a thread", pending.at(), "one of those that wait");
        }
    }

    private void endReading(OfCustomer open) {
        for (int place = 0; place < open.size(); place++) {
            Pending pending = open.get(place);
            if (pending.isInOrder()) {
                pending.copy(pending.counted(), inOrder.held());
                inOrder.addAgain(open.row());
            }
        }
        if (open.counts()) {
            threads.enqueue(open);
        }
        List<Recount> recounts = new ArrayList<>();
        stageOthers(open.row(), open.resolve(), recounts);
        recounts.forEach(each -> count(open.row(), each));
    }

    /** Adds a customer's who count to a copy of the slots. */
    void addTo(int row, double[] into, int at) {
        OfCustomer open = threads.of(row);
        for (int place = 0;
                open != null && place < open.size() && open.get(place).isCounted();
                place++) {
            Pending pending = open.get(place);
            Weights kind = kinds.get(pending.counted()).weights();
            // What the user's own code throws at is left out, as when it is settled.
            OwnCode.tryUnordered(layout, pending.words(), 0, kind.each(), into, at);
        }
    }
}
