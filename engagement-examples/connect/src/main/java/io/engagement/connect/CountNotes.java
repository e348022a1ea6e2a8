package io.engagement.connect;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What is to be told of what was done to a source's rows. */
record CountNotes(String name, Mapping mapping, TimeFormat times) {
    /** 1995 and 2100. */
    private static final double FIRST_PLAUSIBLE = 788_918_400_000.0;

    private static final double LAST_PLAUSIBLE = 4_102_444_800_000.0;
    /** Days of 1980 and 2100, counted from 1899-12-30. */
    private static final double FIRST_SERIAL = 29_221;

    private static final double LAST_SERIAL = 73_051;

    /** Fewer rows say nothing of what all have in common. */
    private static final int LEAST_ROWS = 10;

    private static final String WHO_COUNTS_RETURNS = "returns lower lifetime value with --spend hurdle-gamma-gamma or"
            + " normal-normal, and not with gamma-gamma";

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
        add(
                notes,
                counts.positiveReturns > 0,
                counts.positiveReturns + " returns with positive amounts are read as money given back");
        add(notes, counts.returns + counts.positiveReturns > 0, WHO_COUNTS_RETURNS);
        addEarly(notes, counts);
        new OverlookedNotes(mapping).of(counts.overlooked).forEach(note -> add(notes, true, note));
        return notes;
    }

    /** Numbers of another unit than the one that was told are all in the first days of 1970. */
    private void addEarly(List<String> notes, RowCounts counts) {
        OptionalDouble unit = times.unitMillis();
        if (unit.isEmpty() || !counts.areEarly()) {
            return;
        }
        Instant first = Instant.ofEpochMilli(counts.firstTime());
        Instant latest = Instant.ofEpochMilli(counts.lastTime());
        add(
                notes,
                true,
                "WRONG UNIT OF TIME? --time-format " + mapping.timeFormat() + " reads times from " + first + " to "
                        + latest
                        + ", where nobody keeps records. "
                        + remedy(counts.lastTime() / unit.getAsDouble()));
    }

    private static String remedy(double number) {
        for (TimeFormat.Unit unit : TimeFormat.Unit.values()) {
            double at = number * unit.millis();
            if (at > FIRST_PLAUSIBLE && at < LAST_PLAUSIBLE) {
                return "--time-format " + unit.format() + " reads the last one as "
                        + Instant.ofEpochMilli((long) at).truncatedTo(ChronoUnit.SECONDS);
            }
        }
        return number > FIRST_SERIAL && number < LAST_SERIAL
                ? "Numbers of days as spreadsheets count them are read with --time-format days-since:1899-12-30"
                : "Times that are no such numbers are read without --time-format";
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
