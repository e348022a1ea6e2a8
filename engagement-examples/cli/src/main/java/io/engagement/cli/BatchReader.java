package io.engagement.cli;

import java.time.Clock;
import java.util.function.Predicate;

/** Reads rows of one file, on one thread: what it remembers of texts is its own. */
final class BatchReader {
    private final RowReader reader;
    private final Predicate<Row> condition;
    private final KnownTexts<Boolean> conditions;
    private final int width;
    private final PlainRow row = new PlainRow();

    /** Of a file whose header has so many fields. */
    BatchReader(InputFile input, ColumnSources sources, int width, Clock clock) {
        this.reader = new RowReader(sources, TimeFormat.of(input.timeFormat(), clock), input.identicalRows());
        this.condition = sources.condition();
        this.conditions = new KnownTexts<>(sources.conditionColumns());
        this.width = width;
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
            batch.refused(any, any.isTooLong() ? "too long" : "quotes are wrong", fault(any), any.textLines());
        } else if (any.fields() != width) {
            batch.refused(
                    any,
                    "number of fields differs from the header's",
                    CsvFiles.wrongWidth(any, width),
                    any.textLines());
        } else {
            readWhole(any, batch);
        }
    }

    private static String fault(Row row) {
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
        if (conditions.of(any, condition::test)) {
            take(any, batch);
        } else {
            batch.leftOut();
        }
    }

    private void take(Row any, RowBatch batch) {
        try {
            reader.addTo(batch.rows(), any);
            batch.taken();
        } catch (RowRefused refused) {
            batch.refused(any, refused.reason(), String.valueOf(refused.getMessage()));
            if (any.holdsRows(width)) {
                batch.lost(any.textLines() - 1);
            }
        }
    }
}
