package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Loads files of interactions into a log. Nothing of a file's text is held; what is refused is told. */
final class LogLoader {
    /** Rows that are read one by one and then added together. */
    private static final int BATCH = 4096;

    private final ZoneId zone;
    private final PrintWriter messages;
    private final int threads;
    private final int blockSize;
    private final InteractionLog.Builder builder = InteractionLog.builder();
    private final TreeSet<Purpose> unusualPurposes = new TreeSet<>();
    private long leftOut;

    LogLoader(ZoneId zone, PrintWriter messages) {
        this(zone, messages, Runtime.getRuntime().availableProcessors(), PlainRows.BLOCK);
    }

    /** With so many threads, each of which reads so many bytes at a time: neither changes the log. */
    LogLoader(ZoneId zone, PrintWriter messages, int threads, int blockSize) {
        this.zone = zone;
        this.messages = messages;
        this.threads = threads;
        this.blockSize = blockSize;
    }

    InteractionLog.Builder builder() {
        return builder;
    }

    void add(InputFile input) {
        try (Progress progress = Progress.ofFile("reading " + input.file().getFileName(), input.file())) {
            CsvFiles.rows(input, blockSize, (header, rows) -> {
                ColumnSources sources = new ColumnSources(input, header);
                Supplier<BatchReader> reader = () -> new BatchReader(input, sources, header.size(), zone);
                ParallelBlocks.Taker taker = (batch, linesBefore) -> {
                    progress.step(batch.size());
                    take(batch, input.file(), linesBefore);
                };
                addRows(rows, reader, taker);
            });
        }
    }

    private void addRows(Iterator<Row> rows, Supplier<BatchReader> newReader, ParallelBlocks.Taker taker) {
        Iterator<Row> rest = rows instanceof PlainRows plain && plain.isPlain()
                ? new ParallelBlocks(plain, newReader, threads).read(taker)
                : rows;
        BatchReader reader = newReader.get();
        while (rest.hasNext()) {
            RowBatch batch = new RowBatch();
            while (rest.hasNext() && batch.size() < BATCH) {
                reader.read(rest.next(), batch);
            }
            taker.take(batch, 0);
        }
    }

    private void take(RowBatch batch, Path file, long linesBefore) {
        batch.addTo(builder, file, linesBefore);
        batch.unusualPurposes().forEach(unusualPurposes::add);
        leftOut += batch.countLeftOut();
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
