package io.engagement.report;

import io.engagement.history.LoadReport;
import java.util.List;
import java.util.Objects;

/**
 * What became of the rows that were read.
 *
 * @param rows those in the log, and those refused with the reasons
 * @param leftOut rows that were left out as asked, by a condition
 * @param repeated rows that are not in the log because another one of their id stands for them
 * @param notes what is not wrong but worth a look, a sentence each
 */
public record Reading(LoadReport rows, long leftOut, long repeated, List<String> notes) {
    /**
     * Copies the list.
     *
     * @param rows those in the log, and those refused with the reasons
     * @param leftOut rows that were left out as asked, by a condition
     * @param repeated rows that are not in the log because another one of their id stands for them
     * @param notes what is not wrong but worth a look, a sentence each
     */
    public Reading {
        Objects.requireNonNull(rows, "rows");
        notes = List.copyOf(notes);
    }

    /**
     * Of a log that was filled by hand.
     *
     * @param rows its {@link io.engagement.history.InteractionLog#loadReport()}
     * @return without notes
     */
    public static Reading of(LoadReport rows) {
        return new Reading(rows, 0, 0, List.of());
    }
}
