package io.engagement.outcome.targeting;

import io.engagement.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.IntPredicate;

/** Hillstrom's e-mails: 64,000 customers, a third without mail, a third with men's, a third with women's. */
final class Hillstrom {
    static final String NONE = "No E-Mail";
    static final String MENS = "Mens E-Mail";
    static final String WOMENS = "Womens E-Mail";

    private static final String[] COVARIATES = {
        "history", "recency", "mens", "womens", "newbie", "suburban", "urban", "phone", "web"
    };

    private static volatile List<String> kept = List.of();

    private Hillstrom() {}

    /** Rows with their place in the file, from 0, as id: in the order of ids they stand as in the file. */
    static Trial trial(String outcome, double cost, IntPredicate wanted, String... segments) {
        List<String> lines = lines();
        List<String> header = List.of(lines.get(0).split(","));
        Trial.Builder trial = Trial.builder(NONE, COVARIATES);
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",");
            String segment = fields[header.indexOf("segment")];
            if (wanted.test(i - 1) && List.of(segments).contains(segment)) {
                trial.add(
                        String.format("%05d", i - 1),
                        segment,
                        Double.parseDouble(fields[header.indexOf(outcome)]),
                        segment.equals(NONE) ? 0 : cost,
                        covariates(header, fields));
            }
        }
        return trial.build();
    }

    private static double[] covariates(List<String> header, String... fields) {
        return new double[] {
            number(header, "history", fields),
            number(header, "recency", fields),
            number(header, "mens", fields),
            number(header, "womens", fields),
            number(header, "newbie", fields),
            is(header, "zip_code", "Surburban", fields),
            is(header, "zip_code", "Urban", fields),
            is(header, "channel", "Phone", fields),
            is(header, "channel", "Web", fields)
        };
    }

    private static double number(List<String> header, String name, String... fields) {
        return Double.parseDouble(fields[header.indexOf(name)]);
    }

    private static double is(List<String> header, String name, String text, String... fields) {
        return fields[header.indexOf(name)].equals(text) ? 1 : 0;
    }

    /** Kept: many tests read them. */
    private static List<String> lines() {
        if (!kept.isEmpty()) {
            return kept;
        }
        try {
            kept = Files.readAllLines(SharedData.file("data/hillstrom/hillstrom.csv")).stream()
                    // "7) $1,000 +" has a comma.
                    .map(line -> line.replaceAll("\"[^\"]*\"", ""))
                    .toList();
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
