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
 * Regressions of the answer on pressure and kind: within customers; and for comparison within them as if there were one kind, and over
 * all.
 *
 * @param counts asks and answers by level and cell
 * @param columns by cell its covariate
 * @param kinds by covariate behind that of pressure; the most frequent kind has none
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
record PressureFits(ConditionalLogit within, Map<PressurePass.Key, long[]> counts, int[] columns, List<String> kinds) {
    private static final int CUSTOMERS = 100_000;
    private static final int MOST_KINDS = 10;

    static PressureFits of(Answers answers, PressurePass pass, Map<PressurePass.Key, long[]> counts, Cells cells) {
        int[] columns = columns(counts, cells);
        int width = 1 + Arrays.stream(columns).max().orElse(0);
        int[] rows = HashSample.of(answers.view().customers(), answers.view()::customerId, CUSTOMERS);
        List<ConditionalLogit.Stratum> strata = pass.strata(rows, columns, width);
        return new PressureFits(ConditionalLogit.fit(strata, width), counts, columns, names(columns, width, cells));
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

    /** Within customers as if all contacts were of one kind: to be compared, not to be relied on. */
    ConditionalLogit withoutKind() {
        return kinds.isEmpty() ? within : within.ofFirst();
    }

    /** Over all customers, as if asks were independent: who gets more may be another sort of customer. */
    LogisticRegression between() {
        double[] share = new double[counts.size()];
        double[] asks = new double[counts.size()];
        double[][] x = new double[1 + kinds.size()][counts.size()];
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

    /** Whether each level has one kind, where there are several. */
    boolean oneKindALevel() {
        Map<Integer, Integer> kindsOfLevel = new TreeMap<>();
        counts.keySet().forEach(key -> kindsOfLevel.merge(key.level(), 1, Integer::sum));
        return !kinds.isEmpty() && kindsOfLevel.values().stream().allMatch(each -> each == 1);
    }

    /** Within customers, of a contact more; NaN if it cannot be told. */
    Estimate slope() {
        return new Estimate(within.coefficient(0), within.standardError(0));
    }

    /** The log-odds of an answer by kind of contact, within customers, less those of the most frequent kind. */
    Map<String, Estimate> kindsWithin() {
        return byKind(i -> new Estimate(within.coefficient(i + 1), within.standardError(i + 1)));
    }

    Estimate slopeWithoutKind() {
        ConditionalLogit fit = withoutKind();
        return new Estimate(fit.coefficient(0), fit.standardError(0));
    }

    Estimate slopeOverAll() {
        return overAll(between(), 1);
    }

    /** Of the most frequent kind without pressure. */
    Estimate interceptOverAll() {
        return overAll(between(), 0);
    }

    /** Less those of the most frequent kind. */
    Map<String, Estimate> kindsOverAll() {
        LogisticRegression fit = between();
        return byKind(i -> overAll(fit, i + 2));
    }

    private static Estimate overAll(LogisticRegression fit, int index) {
        return new Estimate(fit.coefficient(index), fit.standardError(index));
    }

    private Map<String, Estimate> byKind(IntFunction<Estimate> slope) {
        Map<String, Estimate> all = new TreeMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            all.put(kinds.get(i), slope.apply(i));
        }
        return all;
    }
}
