package io.engagement.survival;

import io.engagement.SharedData;
import io.engagement.domain.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** 7,043 contracts of a telecom company: months of tenure, whether it was ended, its kind and the monthly charge. */
final class TelcoChurn {
    private TelcoChurn() {}

    /** With the covariates one_year, two_year (against month to month) and monthly_charges. */
    static Lifetimes lifetimes() {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.MONTHS, "one_year", "two_year", "monthly_charges");
        for (String[] cells : rows()) {
            builder.add(
                    Double.parseDouble(cells[5]),
                    cells[20].equals("Yes"),
                    cells[15].equals("One year") ? 1 : 0,
                    cells[15].equals("Two year") ? 1 : 0,
                    Double.parseDouble(cells[18]));
        }
        return builder.build();
    }

    /** 0 DSL, 1 fiber optic, 2 none. */
    static int[] internet() {
        return rows().stream()
                .mapToInt(cells -> List.of("DSL", "Fiber optic", "No").indexOf(cells[8]))
                .toArray();
    }

    /** The way of payment as a number, in the order of its first appearance. */
    static int[] payment() {
        List<String> ways = rows().stream().map(cells -> cells[17]).distinct().toList();
        return rows().stream().mapToInt(cells -> ways.indexOf(cells[17])).toArray();
    }

    private static List<String[]> rows() {
        try {
            return Files.readAllLines(SharedData.file("data/telco_churn/WA_Fn-UseC_-Telco-Customer-Churn.csv")).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
