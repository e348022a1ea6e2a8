package io.engagement.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes scores as CSV, one row a customer. A score that does not exist is empty, and its reason says why. */
final class ScoreWriter {
    private ScoreWriter() {}

    static void write(Scores scores, Writer out) {
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(header());
            for (int row = 0; row < scores.table().size(); row++) {
                csv.writeRecord(record(scores, row));
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

    /** Ten significant digits: more than any score deserves, enough to add up. */
    private static String number(double score) {
        if (Double.isNaN(score)) {
            return "";
        }
        String text = String.format(Locale.ROOT, "%.10g", score);
        return text.contains("e") || !text.contains(".") ? text : text.replaceFirst("\\.?0+$", "");
    }
}
