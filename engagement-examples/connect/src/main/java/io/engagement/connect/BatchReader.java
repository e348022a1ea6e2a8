package io.engagement.connect;

import io.engagement.connect.Columns.Used;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads rows of one source, on one thread: what it remembers of texts is its own. */
final class BatchReader {
    private final RowReader reader;
    private final Predicate<Row> condition;
    private final KnownTexts<Boolean> conditions;
    private final int width;
    private final List<Used> used;
    private final Overlooked.Watch watch;
    private final PlainRow row = new PlainRow();

    private BatchReader(RowReader reader, Columns columns) {
        this.reader = reader;
        this.condition = columns.condition();
        this.conditions = new KnownTexts<>(columns.conditionColumns());
        this.width = columns.width();
        this.used = columns.used();
        this.watch = columns.watch();
    }

    /** Makes readers of rows whose columns are known, one for each thread. */
    static Supplier<BatchReader> of(Columns columns, Mapping mapping, TimeFormat times, Seen seen) {
        return () -> new BatchReader(new RowReader(columns, mapping, times, seen), columns);
    }

    /** Rows of a block, as far as they are plain; lines are counted from the block's first one. */
    RowBatch read(PlainBlock block) {
        RowBatch batch = new RowBatch();
        while (block.read(row, 0)) {
            read(row, batch);
        }
        return batch;
    }

    /** Adds what becomes of a row. Rows that wrong quotes have made one are counted by their lines. */
    void read(Row any, RowBatch batch) {
        if (any.fault().isPresent()) {
            batch.refused(any, kindOfFault(any), fault(any), any.textLines());
        } else if (!RowWidth.fits(any, width)) {
            batch.refused(
                    any, "number of fields differs from the header's", CsvFile.wrongWidth(any, width), any.textLines());
            if (any.fields() < width && TitleRows.mayEnd(any, width)) {
                batch.mayBeTrailer(any);
            }
        } else {
            readWhole(any, batch);
        }
    }

    /** An error in a column that nobody asks for does not matter. */
    private void checkErrors(Row row) {
        for (Used column : used) {
            if (row.type(column.number()) == Row.Type.ERROR) {
                throw new RowRefused(
                        "a cell has no value that can be used",
                        "column " + Excerpt.of(column.name()) + error(row.field(column.number())));
            }
        }
    }

    /** What is said of a field without a value. */
    static String error(String text) {
        if (text.isEmpty()) {
            return " has a formula that was not calculated: open the file in a spreadsheet and save it";
        }
        return text.startsWith("#")
                ? " has the error " + Excerpt.of(text) + ": mend it where it is calculated"
                : " holds " + text + ", not one value: export it otherwise, or name another column";
    }

    private static String kindOfFault(Row row) {
        String kind = row.isRecord() ? "the row cannot be read" : "quotes are wrong";
        return row.isTooLong() ? "too long" : kind;
    }

    private static String fault(Row row) {
        if (row.isRecord()) {
            return row.fault().orElse("");
        }
        String others = row.textLines() == 1 ? "" : "; it and the next " + (row.textLines() - 1) + " rows are refused";
        String remedy = row.isTooLong()
                ? ". Is a quote or the end of a line missing?"
                : ". Inside a quoted field, write each quote twice";
        return row.fault().orElse("") + others + remedy;
    }

    private void readWhole(Row any, RowBatch batch) {
        if (any.holdsRows(width)) {
            batch.suspected(any);
        }
        try {
            if (any.mayHoldErrors()) {
                checkErrors(any);
            }
            if (conditions.of(any, condition::test) && reader.isWanted(any)) {
                reader.addTo(batch, any);
                watch.look(any, batch.counts().overlooked);
                batch.taken();
            } else {
                batch.leftOut();
            }
        } catch (RowRefused refused) {
            batch.refused(any, refused.reason(), String.valueOf(refused.getMessage()));
            if (any.holdsRows(width)) {
                batch.lost(any.textLines() - 1);
            } else if (reader.hasNoTime(any) && TitleRows.mayEnd(any, width)) {
                batch.mayBeTrailer(any);
            }
        }
    }
}
