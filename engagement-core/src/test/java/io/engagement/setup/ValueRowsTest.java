package io.engagement.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.SharedData;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The rows of {@code risk_value_rows.txt}, printed with {@code -Dengagement.full=true}: expected purchases with the level corrected
 * and without it, value by either reading of the first purchase, and the rivals of both, refitted.
 */
class ValueRowsTest {
    private record Judged(
            String row,
            String model,
            double before,
            double after,
            double repeated,
            double valueBefore,
            double value,
            double naive,
            double valueBias) {
        static Judged of(ValueRow row, FitChoices choices) {
            ScoringSetup setup = row.setup(choices);
            double[] came = row.purchases();
            double[] spent = row.spent();
            double[] value = row.scores(setup.scorer("lifetime_value"));
            return new Judged(
                    row.name(),
                    setup.purchases().orElseThrow().name(),
                    ValueRow.bias(row.scores(setup.withoutLevel().scorer("expected_purchases")), came),
                    ValueRow.bias(row.scores(setup.scorer("expected_purchases")), came),
                    ValueRow.bias(row.repeated(), came),
                    ValueRow.ranks(row.valueOfRepeats(setup), spent),
                    ValueRow.ranks(value, spent),
                    ValueRow.ranks(row.naiveValue(), spent),
                    ValueRow.bias(value, spent));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-15s %-14s bias %+.3f -> %+.3f (repeated %+.3f) | value ranks %.4f -> %.4f (naive %.4f), bias %+.2f",
                    row,
                    model,
                    before,
                    after,
                    repeated,
                    valueBefore,
                    value,
                    naive,
                    valueBias);
        }
    }

    private static List<String> rows() throws IOException {
        return FullRun.isOn()
                ? Files.readAllLines(SharedData.file("reference/risk_value_rows.txt")).stream()
                        .skip(1)
                        .map(line -> line.split(" ", -1)[0])
                        .toList()
                : List.of("retail_200/60", "starbucks_24/5");
    }

    private static double mean(List<Judged> rows, ToDoubleFunction<Judged> figure) {
        return rows.stream()
                .mapToDouble(row -> Math.abs(figure.applyAsDouble(row)))
                .average()
                .orElseThrow();
    }

    private static List<Judged> judged(FitChoices choices) throws IOException {
        List<Judged> judged = new ArrayList<>();
        for (String name : rows()) {
            judged.add(Judged.of(ValueRow.of(name), choices));
            System.out.println(judged.get(judged.size() - 1));
        }
        System.out.printf(
                Locale.ROOT,
                "mean absolute bias %.4f -> %.4f (repeated %.4f); value ahead of naive on %d -> %d of %d%n",
                mean(judged, Judged::before),
                mean(judged, Judged::after),
                mean(judged, Judged::repeated),
                judged.stream().filter(row -> row.valueBefore() > row.naive()).count(),
                judged.stream().filter(row -> row.value() > row.naive()).count(),
                judged.size());
        return judged;
    }

    private static void check(List<Judged> rows) {
        if (FullRun.isOn()) {
            assertThat(mean(rows, Judged::repeated)).isBetween(0.088, 0.0905);
            assertThat(mean(rows, Judged::after)).isLessThanOrEqualTo(0.095);
            assertThat(rows.stream().filter(row -> row.value() > row.naive()).count())
                    .isGreaterThanOrEqualTo(9);
        } else {
            assertThat(mean(rows, Judged::after)).isLessThan(mean(rows, Judged::before));
            assertThat(rows).allMatch(row -> row.value() > row.valueBefore());
        }
    }

    @Test
    void valueRanksAheadOfNaiveAndThePurchasesAreLessBiased() throws IOException {
        check(judged(FitChoices.usual()));
    }

    @Test
    void soTheyDoByTheBestModel() throws IOException {
        if (FullRun.isOn()) {
            List<Judged> rows = judged(FitChoices.usual().withPurchaseModel(FitChoices.BEST));
            assertThat(mean(rows, Judged::before)).isBetween(0.105, 0.112);
            assertThat(rows.stream()
                            .filter(row -> row.valueBefore() > row.naive())
                            .count())
                    .isEqualTo(8);
            check(rows);
        }
    }
}
