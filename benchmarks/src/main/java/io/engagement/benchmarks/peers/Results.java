package io.engagement.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a contender wrote, by customer: a comparison of speed is none unless all computed the same. */
final class Results {
    private static final int FIELDS = Peer.HEADER.split(",", -1).length - 1;
    private static final int MEAN_SPEND = 3;
    /** Sums of amounts depend on the order of adding by less than this. */
    private static final double ROUNDING = 1e-9;

    private final Path file;
    private final Map<String, double[]> byCustomer;

    private Results(Path file, Map<String, double[]> byCustomer) {
        this.file = file;
        this.byCustomer = byCustomer;
    }

    /** Customers who never bought are left out. */
    static Results read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return new Results(
                    file,
                    lines.skip(1)
                            .map(line -> line.split(",", -1))
                            .filter(row -> !row[1].isEmpty())
                            .collect(Collectors.toMap(row -> row[0], Results::numbers, Results::never, TreeMap::new)));
        }
    }

    private static double[] never(double[] one, double[] other) {
        throw new IllegalStateException(
                "a customer has two rows: " + Arrays.toString(one) + " and " + Arrays.toString(other));
    }

    private static double[] numbers(String[] row) {
        return Arrays.stream(row, 1, 1 + FIELDS)
                .mapToDouble(text -> text.isEmpty() ? Double.NaN : Double.parseDouble(text))
                .toArray();
    }

    int customers() {
        return byCustomer.size();
    }

    /**
     * Fails if the other has not the same customers with the same x, t_x, T, mean spend and quintiles.
     *
     * @throws IllegalStateException which tells the first difference
     */
    void requireSame(Results other) {
        if (!byCustomer.keySet().equals(other.byCustomer.keySet())) {
            throw new IllegalStateException(file + " has " + customers() + " buyers and " + other.file + " has "
                    + other.customers() + ", or not the same ones");
        }
        byCustomer.forEach((customer, numbers) -> {
            double[] others = other.byCustomer.getOrDefault(customer, new double[FIELDS]);
            if (!isSame(numbers, others)) {
                throw new IllegalStateException("customer " + customer + " differs: " + Arrays.toString(numbers)
                        + " in " + file + ", " + Arrays.toString(others) + " in " + other.file);
            }
        });
    }

    private static boolean isSame(double[] one, double[] other) {
        for (int i = 0; i < FIELDS; i++) {
            double tolerance = i == MEAN_SPEND ? ROUNDING * Math.abs(one[i]) : 0;
            if (Double.isNaN(one[i]) != Double.isNaN(other[i]) || Math.abs(one[i] - other[i]) > tolerance) {
                return false;
            }
        }
        return true;
    }
}
