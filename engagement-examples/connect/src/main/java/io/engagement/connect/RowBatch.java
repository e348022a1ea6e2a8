package io.engagement.connect;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.InteractionRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What has become of some rows of a file: interactions, refusals, or nothing where a condition leaves them out. */
final class RowBatch {
    private final InteractionRows rows = InteractionRows.empty();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private int size;
    private final RowCounts counts = new RowCounts();
    private int leftOut;
    private int lost;
    /** Refusals behind the last row that was not refused, or that cannot end a report. */
    private int firstOfTrailer;

    /** The same before the last refusal. */
    private int firstBefore;

    /** Where a row is, from where reading began. */
    private record Place(String unit, long line) {
        Place(Row row) {
            this(row.unit(), row.line());
        }

        String behind(long linesBefore) {
            return unit + " " + (linesBefore + line);
        }
    }

    /** So many rows that are refused, and where they begin. */
    private record Refusal(String reason, Place place, String message, int rows, String excerpt) {}

    /** A row that holds others. */
    private record Suspect(Place place, int lines) {}

    /** A row that is to be held together with others of its id, and the value that it has itself, NaN if none. */
    private record Part(Interaction interaction, double value, Place place) {}

    InteractionRows rows() {
        return rows;
    }

    /** Adds an interaction that is to be held together with others of its id, and the value that the row has itself, NaN if none. */
    void gather(Interaction interaction, double value, Row row) {
        parts.add(new Part(interaction, value, new Place(row)));
    }

    /** A row was read into an interaction. */
    void taken() {
        size++;
        firstOfTrailer = refusals.size();
    }

    /** A row does not fulfil a condition. */
    void leftOut() {
        size++;
        leftOut++;
        firstOfTrailer = refusals.size();
    }

    /** A row cannot be used. */
    void refused(Row row, String reason, String message) {
        refused(row, reason, message, 1);
    }

    /** What was taken for one row cannot be used, and may be so many. */
    void refused(Row row, String reason, String message, int asMany) {
        size += asMany;
        refusals.add(new Refusal(reason, new Place(row), Excerpt.ofMessage(message), asMany, ""));
        firstBefore = firstOfTrailer;
        firstOfTrailer = refusals.size();
    }

    /** The row that was refused last looks like one that ends a report, if none comes behind it. */
    void mayBeTrailer(Row row) {
        int last = refusals.size() - 1;
        Refusal refusal = refusals.get(last);
        refusals.set(
                last,
                new Refusal(
                        refusal.reason(), refusal.place(), refusal.message(), refusal.rows(), TitleRows.excerpt(row)));
        firstOfTrailer = firstBefore;
    }

    RowCounts counts() {
        return counts;
    }

    /** A row that was refused holds so many others. */
    void lost(int rows) {
        lost += rows;
    }

    /** A row holds what look like others. */
    void suspected(Row row) {
        suspects.add(new Suspect(new Place(row), row.lines()));
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /** Purposes that are not standard ones: they may be typing errors. */
    Stream<Purpose> unusualPurposes() {
        Stream<InteractionKind> gathered =
                parts.stream().map(part -> part.interaction().kind());
        return Stream.concat(rows.kinds().stream(), gathered)
                .map(InteractionKind::purpose)
                .filter(purpose -> !Purpose.standard().contains(purpose));
    }

    /** Adds all to a log, to what is held together and to a tally; the file has so many lines before where reading began. */
    void addTo(InteractionLog.Builder log, SameIds ids, Tally tally, long linesBefore) {
        log.addAll(rows);
        parts.forEach(part ->
                ids.add(part.interaction(), part.value(), tally, part.place().behind(linesBefore)));
        tally.accept(rows.size());
        tally.leaveOut(leftOut);
        tally.lose(lost);
        tally.counts().add(counts);
        suspects.forEach(each -> tally.suspect(each.place().behind(linesBefore), each.lines()));
        boolean hasOthers = size > refusals.size() - firstOfTrailer;
        if (hasOthers) {
            tally.endTrailer();
        }
        for (int i = 0; i < refusals.size(); i++) {
            Refusal refusal = refusals.get(i);
            String where = tally.name() + " " + refusal.place().behind(linesBefore);
            String message = where + ": " + refusal.message();
            Refused refused = new Refused(refusal.reason(), message, refusal.rows(), refusal.excerpt());
            if (i < firstOfTrailer) {
                tally.refuse(refused);
            } else {
                tally.mayEnd(refused, where);
            }
        }
    }
}
