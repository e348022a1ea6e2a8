package io.engagement.cli;

import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.InteractionRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What has become of some rows of a file: interactions, refusals, or nothing where a condition leaves them out. */
final class RowBatch {
    private final InteractionRows rows = InteractionRows.empty();
    private final List<Refusal> refusals = new ArrayList<>();
    private int size;
    private int leftOut;

    /** A row that is refused, and the line on which it begins, from where reading began. */
    private record Refusal(String reason, long line, String message) {}

    InteractionRows rows() {
        return rows;
    }

    /** A row was read into an interaction. */
    void taken() {
        size++;
    }

    /** A row does not fulfil a condition. */
    void leftOut() {
        size++;
        leftOut++;
    }

    /** A row cannot be used. */
    void refused(Row row, String reason, String message) {
        size++;
        refusals.add(new Refusal(reason, row.line(), message));
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /** Number of rows that a condition leaves out. */
    int countLeftOut() {
        return leftOut;
    }

    /** Purposes that are not standard ones: they may be typing errors. */
    Stream<Purpose> unusualPurposes() {
        return rows.kinds().stream().map(InteractionKind::purpose).filter(purpose -> !Purpose.standard()
                .contains(purpose));
    }

    /** Adds all to a log; the file has so many lines before where reading began. */
    void addTo(InteractionLog.Builder log, Path file, long linesBefore) {
        log.addAll(rows);
        for (Refusal refusal : refusals) {
            log.refuse(
                    refusal.reason(),
                    file.getFileName() + " line " + (linesBefore + refusal.line()) + ": " + refusal.message());
        }
    }
}
