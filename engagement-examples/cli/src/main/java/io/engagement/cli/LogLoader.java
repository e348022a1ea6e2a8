package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Loads files of interactions into a log. Nothing of a file's text is held; what is refused is told. */
final class LogLoader {
    /** Rows that are read one by one and then added together. */
    private static final int BATCH = 4096;

    /** For rows that are a little shorter further on. */
    private static final double MARGIN = 1.02;

    private final Clock clock;
    private final PrintWriter messages;
    private final int threads;
    private final int blockSize;
    private final InteractionLog.Builder builder = InteractionLog.builder();
    private final TreeSet<Purpose> unusualPurposes = new TreeSet<>();
    private long added;
    private long leftOut;

    LogLoader(Clock clock, PrintWriter messages) {
        this(clock, messages, Runtime.getRuntime().availableProcessors(), PlainRows.BLOCK);
    }

    /** With so many threads, each of which reads so many bytes at a time: neither changes the log. */
    LogLoader(Clock clock, PrintWriter messages, int threads, int blockSize) {
        this.clock = clock;
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
                Supplier<BatchReader> reader = () -> new BatchReader(input, sources, header.size(), clock);
                addRest(input, addBlocks(input, rows, reader, progress), reader.get(), progress);
            });
        }
    }

    /** Adds what can be read on all cores; gives the rows from there on. */
    private Iterator<Row> addBlocks(
            InputFile input, Iterator<Row> rows, Supplier<BatchReader> reader, Progress progress) {
        if (!(rows instanceof PlainRows plain && plain.isPlain())) {
            return rows;
        }
        return new ParallelBlocks(plain, reader, threads).read((batch, linesBefore) -> {
            if (linesBefore == 0 && input.conditions().isEmpty()) {
                expectMoreLike(batch, input.file());
            }
            take(batch, input.file(), linesBefore, progress);
        });
    }

    private void addRest(InputFile input, Iterator<Row> rows, BatchReader reader, Progress progress) {
        while (rows.hasNext()) {
            RowBatch batch = new RowBatch();
            while (rows.hasNext() && batch.size() < BATCH) {
                reader.read(rows.next(), batch);
            }
            take(batch, input.file(), 0, progress);
        }
    }

    /** After the first block of a file: rows of the others will be as long. */
    private void expectMoreLike(RowBatch first, Path file) {
        try {
            double blocks = Files.size(file) / (double) blockSize;
            double expected = added + first.rows().size() * blocks * MARGIN;
            if (blocks > 1) {
                builder.expecting((int) Math.min(expected, Integer.MAX_VALUE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(RowBatch batch, Path file, long linesBefore, Progress progress) {
        progress.step(batch.size());
        added += batch.rows().size();
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
