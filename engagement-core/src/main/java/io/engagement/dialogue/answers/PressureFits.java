package io.engagement.dialogue.answers;

import io.engagement.internal.index.HashSample;
import io.engagement.internal.metric.LogisticRegression;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Regressions of the answer on pressure and kind: within customers, within them as if there were one kind, and over all.
 *
 * @param kinds by covariate behind that of pressure; the most frequent kind has none
 * @param oneKindALevel whether each level has one kind, where there are several
 */
record PressureFits(
        ConditionalLogit within,
        ConditionalLogit withoutKind,
        LogisticRegression between,
        List<String> kinds,
        boolean oneKindALevel) {
    private static final int CUSTOMERS = 100_000;
    private static final int MOST_KINDS = 10;

    static PressureFits of(Answers answers, PressurePass pass, Map<PressurePass.Key, long[]> counts, Cells cells) {
        int[] columns = columns(counts, cells);
        int width = 1 + Arrays.stream(columns).max().orElse(0);
        int[] rows = HashSample.of(answers.view().customers(), answers.view()::customerId, CUSTOMERS);
        List<ConditionalLogit.Stratum> strata = pass.strata(rows, columns, width);
        return new PressureFits(
                ConditionalLogit.fit(strata, width),
                width == 1 ? ConditionalLogit.fit(strata, 1) : ConditionalLogit.fit(firsts(strata), 1),
                between(counts, columns, width),
                names(columns, width, cells),
                width > 1 && isOneKindALevel(counts));
    }

    private static List<String> names(int[] columns, int width, Cells cells) {
        String[] names = new String[width - 1];
        Arrays.fill(names, "");
        for (int cell = 0; cell < columns.length; cell++) {
            if (columns[cell] > 0) {
                boolean shared = !names[columns[cell] - 1].isEmpty();
                names[columns[cell] - 1] = shared ? "others" : cells.purpose(cell) + " by " + cells.channel(cell);
            }
        }
        return List.of(names);
    }

    private static List<ConditionalLogit.Stratum> firsts(List<ConditionalLogit.Stratum> strata) {
        return strata.stream()
                .map(each -> new ConditionalLogit.Stratum(
                        each.answered(),
                        Arrays.stream(each.x()).map(x -> new double[] {x[0]}).toArray(double[][]::new)))
                .toList();
    }

    /** The covariate of each kind: none of the most frequent one, a shared one of the rare. */
    private static int[] columns(Map<PressurePass.Key, long[]> counts, Cells cells) {
        long[] asks = new long[cells.all()];
        counts.forEach((key, count) -> asks[key.cell()] += count[0]);
        int[] columns = new int[cells.all()];
        List<Integer> byCount = IntStream.range(0, asks.length)
                .filter(cell -> asks[cell] > 0)
                .boxed()
                .sorted(Comparator.comparing(cell -> -asks[cell]))
                .toList();
        for (int i = 0; i < byCount.size(); i++) {
            columns[byCount.get(i)] = Math.min(i, MOST_KINDS);
        }
        return columns;
    }

    private static LogisticRegression between(Map<PressurePass.Key, long[]> counts, int[] columns, int width) {
        double[] share = new double[counts.size()];
        double[] asks = new double[counts.size()];
        double[][] x = new double[width][counts.size()];
        int row = 0;
        for (Map.Entry<PressurePass.Key, long[]> each : counts.entrySet()) {
            asks[row] = each.getValue()[0];
            share[row] = each.getValue()[1] / asks[row];
            x[0][row] = each.getKey().level();
            int column = columns[each.getKey().cell()];
            if (column > 0) {
                x[column][row] = 1;
            }
            row++;
        }
        return LogisticRegression.fitShares(share, asks, x);
    }

    private static boolean isOneKindALevel(Map<PressurePass.Key, long[]> counts) {
        Map<Integer, Integer> kindsOfLevel = new TreeMap<>();
        counts.keySet().forEach(key -> kindsOfLevel.merge(key.level(), 1, Integer::sum));
        return kindsOfLevel.values().stream().allMatch(kinds -> kinds == 1);
    }

    /** Within customers, of a contact more; NaN if it cannot be told. */
    Estimate slope() {
        return new Estimate(within.coefficient(0), within.standardError(0));
    }

    /** The log-odds of an answer by kind of contact, within customers, less those of the most frequent kind. */
    Map<String, Estimate> kindsWithin() {
        return byKind(i -> new Estimate(within.coefficient(i + 1), within.standardError(i + 1)));
    }

    /** Within customers as if all contacts were of one kind: to be compared, not to be relied on. */
    Estimate slopeWithoutKind() {
        return new Estimate(withoutKind.coefficient(0), withoutKind.standardError(0));
    }

    /** Over all customers, of a logistic regression that takes asks as independent: who gets more may be another sort of customer. */
    Estimate slopeOverAll() {
        return new Estimate(between.coefficient(1), between.standardError(1));
    }

    /** Of the same regression, of the most frequent kind without pressure. */
    Estimate interceptOverAll() {
        return new Estimate(between.coefficient(0), between.standardError(0));
    }

    /** Of the same regression, less those of the most frequent kind. */
    Map<String, Estimate> kindsOverAll() {
        return byKind(i -> new Estimate(between.coefficient(i + 2), between.standardError(i + 2)));
    }

    private Map<String, Estimate> byKind(IntFunction<Estimate> slope) {
        Map<String, Estimate> all = new TreeMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            all.put(kinds.get(i), slope.apply(i));
        }
        return all;
    }
}
