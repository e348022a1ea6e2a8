package io.engagement.connect;

import io.engagement.history.LogView;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A source of interactions that was read, and what is to be told of it. */
record ReadSource(Tally tally, TimeFormat times, Mapping mapping, Seen seen) {
    /** Fewer rows say nothing of what all have in common. */
    private static final int LEAST_ROWS = 10;

    /**
     * What is to be told.
     *
     * @param view of all that was read
     */
    List<String> notes(LogView view) {
        List<String> notes = new ArrayList<>();
        RowCounts counts = tally.counts();
        add(
                notes,
                counts.localTimes() > 0
                        && mapping.timeZone().isEmpty()
                        && times.zone().normalized().equals(ZoneOffset.UTC),
                counts.localTimes() + " times have no offset and are read as UTC; --zone to change");
        add(
                notes,
                counts.midnights() >= LEAST_ROWS && isShifted(view),
                "all times are midnight in UTC, which in " + times.zone() + " is " + local(view)
                        + ": dates? Read them with --zone UTC, or export them without a time");
        add(
                notes,
                counts.skippedTimes() > 0,
                counts.skippedTimes() + " times do not exist, as clocks in " + times.zone()
                        + " were set forward over them: read as so much later; --zone to change");
        add(
                notes,
                counts.doubleTimes() > 0,
                counts.doubleTimes() + " times exist twice, as clocks in " + times.zone()
                        + " were set back: read as the first; --zone to change");
        add(
                notes,
                counts.strippedIds > 0,
                counts.strippedIds + " customer ids had blanks around them, read without");
        add(
                notes,
                counts.returns > 0,
                counts.returns + " purchases of a negative value are read as returns; --negative-purchases to change");
        addMerged(notes, counts);
        addRepeated(notes);
        notes.addAll(seen.staff().notes(tally.name(), view));
        return notes;
    }

    private boolean isShifted(LogView view) {
        return !midnight(view).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private String local(LogView view) {
        ZonedDateTime at = midnight(view);
        return at.toLocalTime() + (at.getOffset().getTotalSeconds() < 0 ? " of the day before" : "");
    }

    /** Of the last day in UTC, what the clocks of the zone show then. */
    private ZonedDateTime midnight(LogView view) {
        return view.asOf().truncatedTo(ChronoUnit.DAYS).atZone(times.zone());
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
