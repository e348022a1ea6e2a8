package io.engagement.live;

import io.engagement.internal.index.KeyedHash;
import io.engagement.measure.StateLayout;
import java.util.function.LongSupplier;

/**
 * What the parts of a shard share.
 *
 * @param layout what is kept of a customer
 * @param hash of ids, under the store's keys
 * @param time what has been, and how far it is settled
 * @param kinds of what is held
 * @param rows the customers
 * @param code the user's own, and what it threw
 * @param inOrder what ordered measures wait for
 * @param threads what is in threads, and remembered of those before
 * @param aheads what waits for its time
 * @param counts what was done with interactions
 * @param mark of a change
 */
record ShardParts(
        StateLayout layout,
        KeyedHash hash,
        ShardTime time,
        Kinds kinds,
        Rows rows,
        OwnCode code,
        InOrder inOrder,
        OpenThreads threads,
        Ahead aheads,
        ShardCounts counts,
        ChangeMark mark) {

    static ShardParts of(
            StateLayout layout,
            KnownKinds known,
            KeyedHash hash,
            LongSupplier clock,
            long windowMillis,
            long threadHorizonMillis) {
        ShardTime time = new ShardTime(clock, windowMillis);
        Kinds kinds = new Kinds(known);
        Rows rows = new Rows(layout, hash);
        OwnCode code = new OwnCode(layout);
        ChangeMark mark = new ChangeMark();
        return new ShardParts(
                layout,
                hash,
                time,
                kinds,
                rows,
                code,
                new InOrder(layout, time, kinds, rows, code, mark),
                new OpenThreads(kinds, rows, hash, threadHorizonMillis),
                new Ahead(layout, kinds),
                new ShardCounts(),
                mark);
    }
}
