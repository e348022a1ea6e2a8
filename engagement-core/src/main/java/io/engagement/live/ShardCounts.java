package io.engagement.live;

import io.engagement.domain.InitiatorCounts;
import io.engagement.live.KnownKinds.Weights;
import java.io.DataOutput;
import java.io.IOException;

/** What has come to a shard. */
final class ShardCounts {
    private long taken;
    private long late;
    private long duplicates;
    private long replayed;
    /** Of what was taken, how many are of each {@link Weights#source() source}. */
    private final long[] sources = new long[KnownKinds.SOURCES];

    /** One was taken, counted by its source. */
    void take() {
        taken++;
    }

    void late() {
        late++;
    }

    void duplicate() {
        duplicates++;
    }

    void replayed() {
        replayed++;
    }

    void countAs(Weights kind) {
        sources[kind.source()]++;
    }

    void countNoMoreAs(Weights kind) {
        sources[kind.source()]--;
    }

    long taken() {
        return taken;
    }

    LiveReport report(long customers, long ahead, long setAside) {
        return new LiveReport(
                customers,
                taken,
                late,
                duplicates,
                replayed,
                ahead,
                0,
                setAside,
                new InitiatorCounts(sources[0], sources[1], sources[2]));
    }

    /** As the snapshot's format has it, but for the sources. */
    void write(DataOutput out) throws IOException {
        out.writeLong(taken);
        out.writeLong(late);
        out.writeLong(duplicates);
        out.writeLong(replayed);
    }

    void read(SnapshotReader in) throws IOException {
        taken = in.readCount("number of interactions taken");
        late = in.readCount("number of late interactions");
        duplicates = in.readCount("number of duplicates");
        replayed = in.readCount("number of replayed interactions");
        in.check(late <= taken, "number of late interactions", late, "no more than were taken");
    }

    void writeSources(DataOutput out) throws IOException {
        for (long count : sources) {
            out.writeLong(count);
        }
    }

    void readSources(SnapshotReader in) throws IOException {
        long known = 0;
        for (int source = 0; source < sources.length; source++) {
            sources[source] = in.readCount("number of initiators");
            known += sources[source];
        }
        in.check(known <= taken, "number of initiators", known, "no more than interactions were taken");
    }

    /** That no more are in threads than were counted. */
    void checkSources(SnapshotReader in, long[] least) throws SnapshotException {
        for (int source = 0; source < sources.length; source++) {
            in.check(
                    sources[source] >= least[source],
                    "number of initiators",
                    sources[source],
                    "no less than of those in threads");
        }
    }
}
