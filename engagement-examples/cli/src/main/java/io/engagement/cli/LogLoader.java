package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Loads files of interactions into a log. Nothing of a file's text is held; what is refused is told. */
final class LogLoader {
    private final ZoneId zone;
    private final PrintWriter messages;
    private final InteractionLog.Builder builder = InteractionLog.builder();
    private final TreeSet<Purpose> unusualPurposes = new TreeSet<>();
    private long leftOut;

    LogLoader(ZoneId zone, PrintWriter messages) {
        this.zone = zone;
        this.messages = messages;
    }

    InteractionLog.Builder builder() {
        return builder;
    }

    void add(InputFile input) {
        try (Progress progress = Progress.ofFile("reading " + input.file().getFileName(), input.file())) {
            CsvFiles.rows(input, (header, rows) -> {
                ColumnSources sources = new ColumnSources(input, header);
                addRows(input, rows, sources, header.size(), progress);
            });
        }
    }

    private void addRows(InputFile input, Iterator<Row> records, ColumnSources sources, int width, Progress progress) {
        RowReader rows = new RowReader(sources, TimeFormat.of(input.timeFormat(), zone), input.identicalRows());
        Predicate<Row> condition = sources.condition();
        KnownTexts<Boolean> conditions = new KnownTexts<>(sources.conditionColumns());
        while (records.hasNext()) {
            Row row = records.next();
            progress.step();
            if (row.fields() != width) {
                refuse(
                        input.file(),
                        row,
                        "number of fields differs from the header's",
                        CsvFiles.wrongWidth(row, width));
            } else if (!conditions.of(row, condition::test)) {
                leftOut++;
            } else {
                add(input.file(), rows, row);
            }
        }
        unusualPurposes.addAll(rows.unusualPurposes());
    }

    private void add(Path file, RowReader rows, Row row) {
        try {
            rows.addTo(builder, row);
        } catch (RowRefused refused) {
            refuse(file, row, refused.reason(), String.valueOf(refused.getMessage()));
        }
    }

    private void refuse(Path file, Row row, String reason, String message) {
        builder.refuse(reason, file.getFileName() + " line " + row.line() + ": " + message);
    }

    /**
     * The log of all that was added.
     *
     * @throws DataRefused if there is nothing in it, or if it is to be strict and something was refused
     */
    InteractionLog load(Strictness strictness) {
        InteractionLog log = builder.buildRefusingConflicts();
        if (log.loadReport().refused() > 0
                || log.loadReport().duplicates() > 0
                || log.loadReport().identical() > 0) {
            messages.print("rows: " + log.loadReport().summary());
        }
        if (leftOut > 0) {
            messages.println(leftOut + " rows left out by --where");
        }
        if (!unusualPurposes.isEmpty()) {
            messages.println("note: purposes that are not standard ones (typing errors?): " + unusualPurposes);
        }
        messages.flush();
        if (strictness == Strictness.STRICT && log.loadReport().refused() > 0) {
            throw new DataRefused(log.loadReport().refused() + " rows were refused, and --strict allows none");
        }
        if (log.size() == 0) {
            throw new DataRefused("no interaction could be used; see above");
        }
        return log;
    }
}
