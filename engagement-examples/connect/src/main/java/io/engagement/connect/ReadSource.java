package io.engagement.connect;

import io.engagement.history.LogView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A source of interactions that was read, and what is to be told of it. */
record ReadSource(Tally tally, TimeFormat times, Mapping mapping, Seen seen) {
    /**
     * What is to be told of sources that are read by one mapping: of all together, or of many files nothing else would be seen.
     *
     * @param view of all that was read
     */
    static List<String> notes(List<ReadSource> alike, LogView view) {
        ReadSource first = alike.get(0);
        RowCounts counts = new RowCounts();
        alike.forEach(each -> counts.add(each.tally.counts()));
        String label = label(alike.stream().map(each -> each.tally.name()).toList());
        List<String> notes = new ArrayList<>(new CountNotes(label, first.mapping, first.times).of(counts, view.asOf()));
        first.addMerged(label, notes, counts);
        first.addRepeated(
                label,
                notes,
                alike.stream().mapToLong(each -> each.tally.repeated()).sum());
        alike.forEach(each -> notes.addAll(each.seen.staff().notes(each.tally.name(), view)));
        return notes;
    }

    /** What messages call several sources. */
    static String label(Collection<String> names) {
        String first = names.iterator().next();
        return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
    }

    private void addMerged(String label, List<String> notes, RowCounts counts) {
        MergeTable merges = seen.merges();
        add(
                label,
                notes,
                counts.mergedRows > 0,
                counts.mergedRows + " rows of " + merges.met()
                        + " merged customers are read as those of the ones that remained");
        add(
                label,
                notes,
                counts.mergedRows == 0 && !merges.isEmpty(),
                "no row is of a customer whom --merged-customers names: are both ids of one kind?");
    }

    private void addRepeated(String label, List<String> notes, long repeated) {
        String why = mapping.addUp().isPresent()
                ? " rows are parts of interactions of other rows with their id, and added up"
                : " rows have the id of another one, and the " + MappingWriter.word(mapping.repeatedIds())
                        + " of each id is kept; --repeated-ids to change";
        add(label, notes, repeated > 0, repeated + why);
    }

    /** Whether the purpose of all its rows is told, and no column's. */
    boolean isOfOnePurpose() {
        List<Origin> origins = mapping.origins(Field.PURPOSE);
        return !origins.isEmpty() && origins.stream().noneMatch(Origin::isColumn);
    }

    private static void add(String label, List<String> notes, boolean isSo, String note) {
        if (isSo) {
            notes.add(label + ": " + note);
        }
    }
}
