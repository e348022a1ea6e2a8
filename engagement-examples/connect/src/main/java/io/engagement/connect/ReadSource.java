package io.engagement.connect;

import io.engagement.history.LogView;
import java.util.ArrayList;
import java.util.List;

/** A source of interactions that was read, and what is to be told of it. */
record ReadSource(Tally tally, TimeFormat times, Mapping mapping, Seen seen) {
    /**
     * What is to be told.
     *
     * @param view of all that was read
     */
    List<String> notes(LogView view) {
        RowCounts counts = tally.counts();
        List<String> notes = new ArrayList<>(new CountNotes(tally.name(), mapping, times).of(counts, view.asOf()));
        addMerged(notes, counts);
        addRepeated(notes);
        notes.addAll(seen.staff().notes(tally.name(), view));
        return notes;
    }

    private void addMerged(List<String> notes, RowCounts counts) {
        MergeTable merges = seen.merges();
        add(
                notes,
                counts.mergedRows > 0,
                counts.mergedRows + " rows of " + merges.met()
                        + " merged customers are read as those of the ones that remained");
        add(
                notes,
                counts.mergedRows == 0 && !merges.isEmpty(),
                "no row is of a customer whom --merged-customers names: are both ids of one kind?");
    }

    private void addRepeated(List<String> notes) {
        String why = mapping.addUp().isPresent()
                ? " rows are parts of interactions of other rows with their id, and added up"
                : " rows have the id of another one, and the " + MappingWriter.word(mapping.repeatedIds())
                        + " of each id is kept; --repeated-ids to change";
        add(notes, tally.repeated() > 0, tally.repeated() + why);
    }

    /** Whether the purpose of all its rows is told, and no column's. */
    boolean isOfOnePurpose() {
        List<Origin> origins = mapping.origins(Field.PURPOSE);
        return !origins.isEmpty() && origins.stream().noneMatch(Origin::isColumn);
    }

    private void add(List<String> notes, boolean isSo, String note) {
        if (isSo) {
            notes.add(tally.name() + ": " + note);
        }
    }
}
