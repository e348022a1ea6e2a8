package io.engagement.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Writes scores as CSV, one row a customer. A score that does not exist is empty, and its reason says why. */
final class ScoreWriter {
    /** Rows that a worker makes at once. */
    private static final int BLOCK = 1 << 10;
    /** Blocks that are in memory, and as many that are being made. */
    private static final int BLOCKS = 16;

    /** A spreadsheet may divide by semicolons or tabs, where a formula could begin in the middle of a text. */
    private static final QuoteStrategy OTHER_DELIMITERS = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0;
        }
    };

    private final Scores scores;
    private final IdOptions ids;
    private final int blocks;

    private ScoreWriter(Scores scores, IdOptions ids) {
        this.scores = scores;
        this.ids = ids;
        this.blocks = (scores.table().size() + BLOCK - 1) / BLOCK;
    }

    static void write(Scores scores, IdOptions ids, Writer out) {
        try {
            new ScoreWriter(scores, ids).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reasons cost far more than writing them: all cores make the next blocks while these are written, in order. */
    private void writeTo(Writer out) throws IOException {
        out.write(text(csv -> csv.writeRecord(header())));
        CompletableFuture<List<String>> next = CompletableFuture.completedFuture(List.of());
        for (int first = 0; first < blocks + BLOCKS; first += BLOCKS) {
            List<String> made = next.join();
            int from = first;
            next = CompletableFuture.supplyAsync(() -> made(from));
            for (String block : made) {
                out.write(block);
            }
        }
    }

    private List<String> made(int first) {
        return IntStream.range(first, Math.min(blocks, first + BLOCKS))
                .parallel()
                .mapToObj(this::block)
                .toList();
    }

    private String block(int block) {
        return text(csv -> {
            int past = Math.min(scores.table().size(), (block + 1) * BLOCK);
            for (int row = block * BLOCK; row < past; row++) {
                csv.writeRecord(record(row));
            }
        });
    }

    /** What is written with a writer of its own. */
    private static String text(Records records) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().quoteStrategy(OTHER_DELIMITERS).build(text)) {
            records.writeTo(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Records {
        void writeTo(CsvWriter csv);
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("customer_id"));
        header.addAll(scores.names());
        scores.names().forEach(name -> header.add(name + "_reason"));
        return header;
    }

    private List<String> record(int row) {
        List<String> record = new ArrayList<>(1 + 2 * scores.names().size());
        record.add(ids.text(scores.table().customerId(row)));
        scores.names().forEach(name -> record.add(Figures.tenDigits(scores.get(row, name))));
        scores.names().forEach(name -> record.add(SpreadsheetText.of(scores.reason(row, name))));
        return record;
    }
}
