package io.engagement.live;

import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Of which measures a snapshot is. */
final class SnapshotHead {
    /** How many names of others' measures stand in a message. */
    private static final int SHOWN = 50;

    private SnapshotHead() {}

    static void write(DataOutput out, StateLayout layout) throws IOException {
        out.writeLong(layout.fingerprint());
        Snapshots.writeTexts(out, names(layout));
    }

    /** Refuses those of others. */
    static void read(SnapshotReader in, StateLayout layout) throws IOException {
        long fingerprint = in.readLong();
        List<String> measures = in.readTexts("name of a measure");
        if (fingerprint != layout.fingerprint()) {
            throw new SnapshotException(otherMeasures(measures, names(layout)));
        }
    }

    private static List<String> names(StateLayout layout) {
        return layout.measures().stream().map(Measure::name).toList();
    }

    private static String otherMeasures(List<String> written, List<String> wanted) {
        if (written.equals(wanted)) {
            return "the snapshot was written by a version of the library that kept something else of interactions for some of "
                    + shown(wanted) + ": begin anew from the log, or restore it with that version";
        }
        List<String> more = beyond(written, wanted);
        List<String> lacking = beyond(wanted, written);
        return "the snapshot was written for other measures: it has " + orNone(more)
                + " that the scorers of this store do not read, and lacks " + orNone(lacking)
                + (more.isEmpty() && lacking.isEmpty() ? ", but has the measures in another order" : "")
                + ". Restore it with the scorers it was written for, or begin anew from the log";
    }

    /** Those of the one that the other one has not. */
    private static List<String> beyond(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    private static String orNone(List<String> names) {
        return names.isEmpty() ? "none" : shown(names);
    }

    private static String shown(List<String> names) {
        return names.stream().limit(SHOWN).map(SnapshotReader::shown).toList()
                + (names.size() > SHOWN ? " and more" : "");
    }
}
