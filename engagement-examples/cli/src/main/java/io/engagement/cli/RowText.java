package io.engagement.cli;

import java.util.List;

/** Rows of one table as text. Thread-safe. */
interface RowText {
    /** What comes before the rows. */
    String head();

    /** Rows, each with its end of line. */
    String rows(List<? extends List<?>> rows);

    /** What people are to be told of the rows so far. */
    List<String> notes();
}
