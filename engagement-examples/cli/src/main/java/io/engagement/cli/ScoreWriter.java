package io.engagement.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes scores as CSV, one row a customer. A score that does not exist is empty, and its reason says why. */
final class ScoreWriter {
    /** Rows whose reasons are in memory at a time. */
    private static final int CHUNK = 1 << 14;
    /** More than any score deserves, enough to add up. */
    private static final MathContext DIGITS = new MathContext(10);

    private ScoreWriter() {}

    static void write(Scores scores, Writer out) {
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(header());
            int rows = scores.table().size();
            for (int from = 0; from < rows; from += CHUNK) {
                // Reasons cost far more than writing them: all cores make them, in order.
                IntStream.range(from, Math.min(rows, from + CHUNK))
                        .parallel()
                        .mapToObj(row -> record(scores, row))
                        .toList()
                        .forEach(csv::writeRecord);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("customer_id"));
        header.addAll(Scores.NAMES);
        Scores.NAMES.forEach(name -> header.add(name + "_reason"));
        return header;
    }

    private static List<String> record(Scores scores, int row) {
        List<String> record = new ArrayList<>(1 + 2 * Scores.NAMES.size());
        record.add(scores.table().customerId(row));
        Scores.NAMES.forEach(name -> record.add(number(scores.get(row, name))));
        Scores.NAMES.forEach(name -> record.add(scores.reason(row, name)));
        return record;
    }

    private static String number(double score) {
        if (Double.isNaN(score)) {
            return "";
        }
        return BigDecimal.valueOf(score).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
