package io.engagement.connect;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What is to be told of what was done to a source's rows. */
record CountNotes(String name, Mapping mapping, TimeFormat times) {
    /** Fewer rows say nothing of what all have in common. */
    private static final int LEAST_ROWS = 10;

    /**
     * What is to be told.
     *
     * @param last when the last interaction was
     */
    List<String> of(RowCounts counts, Instant last) {
        List<String> notes = new ArrayList<>();
        add(
                notes,
                counts.localTimes() > 0
                        && mapping.timeZone().isEmpty()
                        && times.zone().normalized().equals(ZoneOffset.UTC),
                counts.localTimes() + " times have no offset and are read as UTC; --zone to change");
        ZonedDateTime midnight = last.truncatedTo(ChronoUnit.DAYS).atZone(times.zone());
        add(
                notes,
                counts.midnights() >= LEAST_ROWS && !midnight.toLocalTime().equals(LocalTime.MIDNIGHT),
                "all times are midnight in UTC, which in " + times.zone() + " is " + local(midnight)
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
        add(notes, counts.strippedIds > 0, counts.strippedIds + " customer ids had blanks around them, read without");
        add(
                notes,
                counts.returns > 0,
                counts.returns + " purchases of a negative value are read as returns; --negative-purchases to change");
        return notes;
    }

    private static String local(ZonedDateTime midnight) {
        return midnight.toLocalTime() + (midnight.getOffset().getTotalSeconds() < 0 ? " of the day before" : "");
    }

    private void add(List<String> notes, boolean isSo, String note) {
        if (isSo) {
            notes.add(name + ": " + note);
        }
    }
}
