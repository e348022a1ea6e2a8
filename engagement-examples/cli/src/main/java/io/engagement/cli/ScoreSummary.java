package io.engagement.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Tells a person what scores there are: how each is spread, and whom to look at first. */
final class ScoreSummary {
    private static final int BINS = 10;
    private static final int WIDEST_BAR = 40;
    private static final int LISTED = 10;
    /** Those who are worth most: the top tenth. */
    private static final double MOST_VALUABLE = 0.1;

    private final Scores scores;
    private final PrintWriter out;

    ScoreSummary(Scores scores, PrintWriter out) {
        this.scores = scores;
        this.out = out;
    }

    void print() {
        scores.names().forEach(this::distribution);
        mostAtRiskOfTheMostValuable(Scores.RISK, Scores.VALUE, "most valuable");
        if (scores.names().containsAll(Scores.OF_CONTRACTS)) {
            mostAtRiskOfTheMostValuable(Scores.CHURN, Scores.CONTRACT_VALUE, "most valuable contracts");
        }
        out.flush();
    }

    private void distribution(String name) {
        double[] values = Arrays.stream(scores.column(name))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int without = scores.table().size() - values.length;
        out.println();
        if (values.length == 0) {
            out.println(name + ": none: " + scores.missing().getOrDefault(name, "no customer has one"));
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s: %d customers%s; 10 %% below %s, median %s, 10 %% above %s, mean %s%n",
                name,
                values.length,
                without == 0 ? "" : " (" + without + " without)",
                text(quantile(values, 0.1)),
                text(quantile(values, 0.5)),
                text(quantile(values, 0.9)),
                text(Arrays.stream(values).average().orElse(Double.NaN)));
        scores.table().definitions(name).forEach(definition -> out.println("  counts " + definition.describe()));
        histogram(values);
    }

    /** Ten equal steps from the smallest to the 99th percentile; the last bar takes the rest. */
    private void histogram(double[] sorted) {
        double low = sorted[0];
        double high = quantile(sorted, 0.99);
        double step = (high - low) / BINS;
        if (text(low).equals(text(high))) {
            return;
        }
        long[] counts = new long[BINS];
        for (double value : sorted) {
            counts[(int) Math.min(BINS - 1, Math.floor((value - low) / step))]++;
        }
        long most = Arrays.stream(counts).max().orElse(1);
        for (int bin = 0; bin < BINS; bin++) {
            out.printf(
                    Locale.ROOT,
                    "  %10s %s %d%n",
                    text(low + bin * step),
                    "#".repeat((int) Math.ceil((double) WIDEST_BAR * counts[bin] / most)),
                    counts[bin]);
        }
    }

    private void mostAtRiskOfTheMostValuable(String risk, String value, String what) {
        double[] risks = scores.column(risk);
        double[] values = scores.column(value);
        List<Integer> valuable = IntStream.range(0, values.length)
                .filter(row -> !Double.isNaN(values[row]) && !Double.isNaN(risks[row]))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -values[row]))
                .toList();
        if (valuable.isEmpty()) {
            return;
        }
        int top = (int) Math.ceil(MOST_VALUABLE * valuable.size());
        out.println();
        out.println("Most at risk among the " + top + " " + what + ":");
        valuable.subList(0, top).stream()
                .sorted(Comparator.comparingDouble(row -> -risks[row]))
                .limit(LISTED)
                .forEach(row -> listed(row, risk, value));
    }

    private void listed(int row, String risk, String value) {
        out.println(String.format(
                Locale.ROOT,
                "  %-10s worth %s, risk %s: %s",
                Shown.value(scores.table().customerId(row)),
                text(scores.get(row, value)),
                text(scores.get(row, risk)),
                scores.explain(row, risk).whyHigh()));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }
}
