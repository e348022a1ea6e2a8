package io.engagement.cli;

import java.time.Instant;

/** Cells of CSV as text. Thread-safe. */
interface CsvCells {
    /** A text; different ones stay different. */
    String text(String text);

    /** A number that is finite. */
    String number(double number);

    /** A whole number. */
    String whole(long number);

    /** An instant. */
    String time(Instant time);
}
