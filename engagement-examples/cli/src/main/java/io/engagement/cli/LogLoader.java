package io.engagement.cli;

import io.engagement.cli.ParallelBlocks.Taker;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LoadReport;
import io.engagement.history.LoadReport.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
    /** Translations that met nothing. */
    private final List<String> unmet = new ArrayList<>();

    private final List<Tally> inputs = new ArrayList<>();
    private final List<Tally> customers = new ArrayList<>();
    private long added;

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
        Tally tally = new Tally(input.file());
        inputs.add(tally);
        try (Progress progress = Progress.ofFile("reading " + CsvFiles.name(input.file()), input.file())) {
            CsvFiles.rows(input, blockSize, (header, rows) -> {
                ColumnSources sources = new ColumnSources(input, header);
                Supplier<BatchReader> reader = () -> new BatchReader(input, sources, header.size(), clock);
                Taker taker = (batch, linesBefore) -> take(batch, tally, linesBefore, progress);
                addRest(addBlocks(input, rows, reader, taker), reader.get(), taker);
                sources.unmet()
                        .forEach(each -> unmet.add("no row that is taken of " + CsvFiles.name(input.file()) + " has "
                                + Excerpt.of(each) + ", which --translate names"));
            });
        }
    }

    void add(CustomersFile file) {
        customers.add(file.addTo(builder));
    }

    /** Adds what can be read on all cores; gives the rows from there on. */
    private Iterator<Row> addBlocks(InputFile input, Iterator<Row> rows, Supplier<BatchReader> reader, Taker taker) {
        if (!(rows instanceof PlainRows plain && plain.isPlain())) {
            return rows;
        }
        return new ParallelBlocks(plain, reader, threads).read((batch, linesBefore) -> {
            if (linesBefore == 0 && input.conditions().isEmpty()) {
                expectMoreLike(batch, input.file());
            }
            taker.take(batch, linesBefore);
        });
    }

    private static void addRest(Iterator<Row> rows, BatchReader reader, Taker taker) {
        while (rows.hasNext()) {
            RowBatch batch = new RowBatch();
            while (rows.hasNext() && batch.size() < BATCH) {
                reader.read(rows.next(), batch);
            }
            taker.take(batch, 0);
        }
    }

    /** After the first block of a file: rows of the others will be as long. */
    private void expectMoreLike(RowBatch first, Path file) {
        try {
            // A pipe has no size.
            double blocks = Files.isRegularFile(file) ? Files.size(file) / (double) blockSize : 0;
            double expected = added + first.rows().size() * blocks * MARGIN;
            if (blocks > 1) {
                builder.expecting((int) Math.min(expected, Integer.MAX_VALUE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(RowBatch batch, Tally tally, long linesBefore, Progress progress) {
        progress.step(batch.size());
        added += batch.rows().size();
        batch.addTo(builder, tally, linesBefore);
        batch.unusualPurposes().forEach(unusualPurposes::add);
    }

    /**
     * The log of all that was added.
     *
     * @throws DataRefused if there is nothing in it, or if more was refused than may be
     */
    InteractionLog load(Strictness strictness) {
        InteractionLog log = builder.buildRefusingConflicts();
        tell(log.loadReport());
        messages.flush();
        files().forEach(file -> file.check(strictness));
        checkConflicts(log.loadReport(), strictness);
        if (log.size() == 0) {
            throw new DataRefused("no interaction could be used; see above");
        }
        return log;
    }

    private Stream<Tally> files() {
        return Stream.concat(inputs.stream(), customers.stream());
    }

    /** Of all rows: that ids stand for different interactions is known only when all files are read. */
    private static void checkConflicts(LoadReport report, Strictness strictness) {
        long taken = report.accepted() + report.duplicates();
        if (!strictness.allows(report.refused(), taken)) {
            throw Tally.tooMany("", report.refused(), taken, strictness, "");
        }
    }

    private void tell(LoadReport report) {
        long leftOut = inputs.stream().mapToLong(Tally::leftOut).sum();
        messages.println("rows: " + report.accepted() + " accepted, " + report.duplicates()
                + " duplicates left out, " + report.identical() + " identical without id kept, "
                + report.refused() + " refused, " + leftOut + " left out by --where");
        InitiatorCounts initiators = report.initiators();
        messages.println("initiators: " + initiators.given() + " given, " + initiators.inferred()
                + " inferred from threads, " + initiators.unknown() + " unknown");
        tell(report.refusals());
        for (Tally file : customers) {
            messages.println("customers: " + file.accepted() + " accepted, " + file.refused() + " refused");
            tell(file.refusals());
        }
        files().flatMap(file -> file.firstSuspects().stream()).forEach(row -> messages.println("note: " + row));
        unmet.forEach(each -> messages.println("note: " + each));
        if (!unusualPurposes.isEmpty()) {
            messages.println("note: purposes that are not standard ones (typing errors?): ["
                    + Excerpt.ofNames(
                            unusualPurposes.stream().map(Purpose::toString).toList())
                    + "]");
        }
    }

    private void tell(Map<String, Refusal> refusals) {
        refusals.forEach((reason, refusal) -> {
            messages.println("  " + refusal.count() + " x " + Excerpt.ofMessage(reason));
            refusal.firstRows().forEach(row -> messages.println("      " + Excerpt.ofMessage(row)));
        });
    }
}
