package io.engagement.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
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

    private final Scores scores;
    private final int blocks;

    private ScoreWriter(Scores scores) {
        this.scores = scores;
        this.blocks = (scores.table().size() + BLOCK - 1) / BLOCK;
    }

    static void write(Scores scores, Writer out) {
        try {
            new ScoreWriter(scores).writeTo(out);
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
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
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
        record.add(scores.table().customerId(row));
        scores.names().forEach(name -> record.add(Figures.tenDigits(scores.get(row, name))));
        scores.names().forEach(name -> record.add(scores.reason(row, name)));
        return record;
    }
}
