package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Guide;
import io.engagement.SharedData;
import io.engagement.internal.math.LogOdds;
import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The rows of {@code engagement_rows.csv}: the engagement score against its rival, refitted, and the boosting that the file tells,
 * compared unrounded. With {@code -Dengagement.full=true} all are printed, as the guide shows them.
 */
class EngagementRowsTest {
    private static final int BINS = 10;

    private record Judged(String row, double boosting, Figures score, Figures rival, double limit, double error) {
        double gain() {
            return rival.logLoss() - score.logLoss();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %+.4f | %.3f | %.3f (%.3f) | %.3f | %+.2f (%.2f) |",
                    row,
                    rival,
                    score,
                    gain(),
                    boosting,
                    score.calibration(),
                    limit,
                    score.levelled(),
                    score.miss(),
                    error);
        }
    }

    private record Figures(double auc, double brier, double logLoss, double calibration, double levelled, double miss) {
        static Figures of(double[] logOdds, boolean[] happened) {
            double miss = LevelShift.of(logOdds, happened);
            double[] said = probabilities(logOdds, 0);
            return new Figures(
                    EngagementRowsTest.auc(said, happened),
                    mean(said, happened, (p, yes) -> (p - (yes ? 1 : 0)) * (p - (yes ? 1 : 0))),
                    mean(said, happened, (p, yes) -> yes ? -Math.log(p) : -Math.log1p(-p)),
                    calibrationError(said, happened),
                    calibrationError(probabilities(logOdds, miss), happened),
                    miss);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f, %.4f, %.4f", auc, brier, logLoss);
        }
    }

    private interface Loss {
        double of(double said, boolean happened);
    }

    @Test
    void theScoreIsAheadOfItsRival() throws IOException {
        List<Judged> rows = new ArrayList<>();
        for (String line : Files.readAllLines(SharedData.file("reference/engagement_rows.csv"))) {
            String[] cells = line.split(",", -1);
            boolean judged = FullRun.isOn()
                    ? !cells[0].equals("row")
                    : cells[0].equals("journey_300/30") || cells[0].equals("college_70/30");
            if (judged) {
                rows.add(judge(EngagementRow.of(cells[0]), Double.parseDouble(cells[19])));
            }
        }
        if (FullRun.isOn()) {
            assertAccepted(rows);
        } else {
            assertThat(rows)
                    .allMatch(row ->
                            row.gain() > 0 && row.score().auc() > row.rival().auc());
        }
    }

    @Test
    void anActThatNeverLowersTheScoreCostsALittle() throws IOException {
        double cost = 0;
        List<String> names = FullRun.isOn()
                ? Files.readAllLines(SharedData.file("reference/engagement_rows.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(",", -1)[0])
                        .toList()
                : List.of("college_70/30");
        for (String name : names) {
            EngagementRow row = EngagementRow.of(name);
            AdditiveLogistic free =
                    AdditiveLogistic.fit(row.view(), row.definition()).model();
            AdditiveLogistic monotone = AdditiveLogistic.fit(
                            row.view(),
                            row.definition(),
                            TermChoices.withDefaults().monotone())
                    .model();
            cost += logLoss(monotone, row) - logLoss(free, row);
        }
        System.out.printf("monotone: %+.5f log loss a row%n", cost / names.size());
        assertThat(cost / names.size()).isBetween(-0.003, 0.006);
    }

    private static double logLoss(AdditiveLogistic model, EngagementRow row) {
        return Figures.of(EngagementRow.logOdds(model, row.view()), row.happened())
                .logLoss();
    }

    private static void assertAccepted(List<Judged> rows) throws IOException {
        double[] gains = rows.stream().mapToDouble(Judged::gain).sorted().toArray();
        double mean = Arrays.stream(gains).average().orElseThrow();
        List<String> printed = rows.stream().map(Judged::toString).collect(Collectors.toCollection(ArrayList::new));
        printed.add(String.format(
                Locale.ROOT,
                "| ahead, of %d | | AUC %d, Brier %d, log loss %d | mean %+.4f, median %+.4f | %d | %d | %d | %d |",
                rows.size(),
                count(rows, row -> row.score().auc() > row.rival().auc()),
                count(rows, row -> row.score().brier() < row.rival().brier()),
                count(rows, row -> row.gain() > 0),
                mean,
                gains[gains.length / 2],
                count(rows, row -> row.score().logLoss() < row.boosting()),
                count(rows, EngagementRowsTest::isCalibrated),
                count(rows, row -> row.score().levelled() <= 0.03),
                count(rows, EngagementRowsTest::isCovered)));
        printed.forEach(System.out::println);
        Guide.shows("evidence.md", printed);
        assertThat(count(rows, row -> row.gain() > 0)).isGreaterThanOrEqualTo(15);
        assertThat(count(rows, row -> row.score().auc() > row.rival().auc())).isGreaterThanOrEqualTo(15);
        assertThat(count(rows, row -> row.score().brier() < row.rival().brier()))
                .isGreaterThanOrEqualTo(15);
        assertThat(mean).isGreaterThanOrEqualTo(0.0120);
        assertThat(gains[gains.length / 2]).isGreaterThanOrEqualTo(0.004);
        assertThat(count(rows, row -> row.score().logLoss() < row.boosting())).isGreaterThanOrEqualTo(11);
        assertThat(count(rows, EngagementRowsTest::isCalibrated)).isGreaterThanOrEqualTo(5);
        assertThat(count(rows, row -> row.score().levelled() <= 0.03)).isGreaterThanOrEqualTo(11);
        assertThat(count(rows, EngagementRowsTest::isCovered)).isGreaterThanOrEqualTo(14);
    }

    private static int count(List<Judged> rows, Predicate<Judged> which) {
        return (int) rows.stream().filter(which).count();
    }

    private static boolean isCalibrated(Judged row) {
        return row.score().calibration() <= Math.max(0.03, row.limit());
    }

    private static boolean isCovered(Judged row) {
        return Math.abs(row.score().miss()) <= 1.96 * row.error();
    }

    private static Judged judge(EngagementRow row, double boosting) {
        AdditiveLogistic model =
                AdditiveLogistic.fit(row.view(), row.definition()).model();
        double[] logOdds = EngagementRow.logOdds(model, row.view());
        boolean[] happened = row.happened();
        return new Judged(
                row.name(),
                boosting,
                Figures.of(logOdds, happened),
                Figures.of(row.rftLogOdds(), happened),
                byChance(probabilities(logOdds, 0)),
                model.levelError());
    }

    private static double[] probabilities(double[] logOdds, double shift) {
        return Arrays.stream(logOdds)
                .map(each -> LogOdds.logistic(each + shift))
                .toArray();
    }

    private static double mean(double[] said, boolean[] happened, Loss loss) {
        return IntStream.range(0, said.length)
                .mapToDouble(i -> loss.of(said[i], happened[i]))
                .average()
                .orElseThrow();
    }

    /** What sampling alone stays below 95 times of 100, if what was said is true. */
    private static double byChance(double[] said) {
        int draws = FullRun.pick(200, 20);
        Random random = new Random(1);
        int[] order = order(said);
        double[] errors = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            boolean[] happened = new boolean[said.length];
            for (int i = 0; i < said.length; i++) {
                happened[i] = random.nextDouble() < said[i];
            }
            errors[draw] = calibrationError(order, said, happened);
        }
        Arrays.sort(errors);
        return errors[(int) (0.95 * draws)];
    }

    private static double calibrationError(double[] said, boolean[] happened) {
        return calibrationError(order(said), said, happened);
    }

    /** Mean distance of what was said and what happened in ten parts of equal size. */
    private static double calibrationError(int[] order, double[] said, boolean[] happened) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double apart = 0;
            for (int i = bin * said.length / BINS; i < (bin + 1) * said.length / BINS; i++) {
                apart += said[order[i]] - (happened[order[i]] ? 1 : 0);
            }
            sum += Math.abs(apart);
        }
        return sum / said.length;
    }

    private static int[] order(double[] said) {
        return IntStream.range(0, said.length)
                .boxed()
                .sorted((one, other) -> Double.compare(said[one], said[other]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double auc(double[] said, boolean[] happened) {
        int[] order = order(said);
        double ranks = 0;
        double yes = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && said[order[to]] == said[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks += happened[order[i]] ? (from + to + 1) / 2.0 : 0;
                yes += happened[order[i]] ? 1 : 0;
            }
            from = to;
        }
        return (ranks - yes * (yes + 1) / 2) / (yes * (order.length - yes));
    }
}
