package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.TruthTable;
import io.engagement.internal.metric.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The oracles of {@code oracles.json} of module evaluate, by their ids, at their tolerances relative to max(1, |value|): students
 * of {@code college_messages} at day 100, scored by a logistic regression on recency, count and tenure, by one on recency, and by
 * their count of messages. R's pROC 1.18.0, scikit-learn and direct formulas.
 */
class EvaluationOraclesCorrectnessTest {
    private static final double[][] ROWS = TruthTable.rows(ProbabilityForecasts.class, "college_eval.csv")
            .map(TruthTable::numbers)
            .toArray(double[][]::new);
    private static final ProbabilityForecasts RFT = ProbabilityForecasts.of(column(2), happened());
    private static final ProbabilityForecasts RECENCY = ProbabilityForecasts.of(column(3), happened());
    private static final ProbabilityForecasts COUNT = ProbabilityForecasts.ofOrder(column(4), happened());

    private static double[] column(int column) {
        return Arrays.stream(ROWS).mapToDouble(row -> row[column]).toArray();
    }

    private static boolean[] happened() {
        boolean[] happened = new boolean[ROWS.length];
        for (int i = 0; i < happened.length; i++) {
            happened[i] = ROWS[i][1] == 1;
        }
        return happened;
    }

    private static void equal(double value, double oracle) {
        assertThat(value).isCloseTo(oracle, within(1e-10 * Math.max(1, Math.abs(oracle))));
    }

    @ParameterizedTest
    @CsvSource({
        "eval.college.auc_rft, .855253390917066, .0134844241583772, .828824405214385, .881682376619747",
        "eval.college.auc_rec, .849674966821873, .0140249078957184, .822186652459773, .877163281183972",
        "eval.college.auc_count, .731448365836651, .0164805212964617, .699147137649141, .763749594024161"
    })
    void theAreaItsStandardErrorAndIntervalAreThoseOfProc(
            String id, double auc, double error, double low, double high) {
        Figure figure = (id.endsWith("rft") ? RFT : id.endsWith("rec") ? RECENCY : COUNT).auc();

        equal(figure.value(), auc);
        equal(figure.standardError(), error);
        equal(figure.interval().lower(), low);
        equal(figure.interval().upper(), high);
        assertThat(figure.note()).isEmpty();
    }

    /** eval.college.delong.py: the whole covariance matrix of two areas. */
    @Test
    void theCovarianceOfTwoAreasIsDeLongs() {
        double variance = Math.pow(RFT.auc().standardError(), 2);
        double other = Math.pow(RECENCY.auc().standardError(), 2);
        double ofDifference = Math.pow(RFT.aucDifference(RECENCY).standardError(), 2);

        equal(RFT.auc().value(), 0.855253390917066);
        equal(RECENCY.auc().value(), 0.8496749668218728);
        equal(variance, 0.00018182969488302715);
        equal(other, 0.00019669804148338363);
        equal((variance + other - ofDifference) / 2, 0.00017570897190315258);
    }

    /** eval.college.paired. */
    @Test
    void twoAreasOfTheSameCustomersAreComparedByDeLong() {
        PairedDifference paired = RFT.aucDifference(RECENCY);

        equal(paired.difference(), .00557842409519305);
        equal(paired.standardError(), .0052067064983638);
        equal(paired.z(), 1.07139207807201);
        equal(paired.pValue(), .28399317335003);
    }

    /** eval.college.paired_count. */
    @Test
    void aScoreThatIsNoProbabilityIsComparedByItsArea() {
        PairedDifference paired = RFT.aucDifference(COUNT);

        equal(paired.difference(), .123805025080415);
        equal(paired.z(), 8.65782442690906);
        assertThat(paired.pValue() / 4.80853413598087e-18).isCloseTo(1, within(1e-9));
    }

    /** eval.college.brier, eval.college.logloss. */
    @Test
    void properScoresAreThoseOfTheirFormulas() {
        equal(RFT.brier().value(), .111869948297846);
        equal(RECENCY.brier().value(), .114864222864074);
        equal(RFT.logLoss().value(), .372692888400256);
        equal(RECENCY.logLoss().value(), .395358766699953);
    }

    /** eval.college.brier_diff. */
    @Test
    void theDifferenceOfBrierScoresHasItsStandardError() {
        equal(RFT.brierDifference(RECENCY).difference(), -.00299427456622728);
        equal(RFT.brierDifference(RECENCY).standardError(), .00167859226717137);
    }

    /** eval.college.corp, eval.college.corp.py. */
    @Test
    void theBrierScoreComesApartByIsotonicRecalibration() {
        equal(RFT.calibration().corp().miscalibration(), .0073603062516072);
        equal(RFT.calibration().corp().discrimination(), .0575362740615775);
        equal(RFT.calibration().corp().uncertainty(), .162045916107817);
        equal(RFT.calibration().corp().brier(), .11186994829784648);
    }

    /** eval.college.ap, eval.college.gini, eval.college.ks. */
    @Test
    void otherMeasuresOfRanksAreThoseOfTheirFormulas() {
        equal(RFT.averagePrecision().value(), .6445812847142525);
        equal(RFT.gini().value(), .710506781834132);
        equal(RFT.kolmogorovSmirnov().value(), .580467267996791);
    }

    /** eval.college.spiegelhalter. */
    @Test
    void spiegelhaltersTestFindsTheDrift() {
        equal(RFT.calibration().spiegelhalter().value(), 7.41631037210657);
        assertThat(RFT.calibration().spiegelhalterPValue() / 1.20428099474134e-13)
                .isCloseTo(1, within(1e-9));
    }

    /** eval.college.eo. */
    @Test
    void expectedAndObservedAreApartByCalibrationInTheLarge() {
        equal(RFT.baseRate() * RFT.size(), 261);
        equal((RFT.baseRate() - RFT.calibration().inTheLarge().value()) * RFT.size(), 231.844576443457);
    }

    @ParameterizedTest
    @CsvSource({
        "eval.college.top10, .1, 128, .7578125, 3.72518558429119, .371647509578544",
        "eval.college.top30, .3, 385, .509090909090909, 2.50254266805991, .75095785440613"
    })
    void theHighestScoresHoldWhatTheyHold(
            String id, double share, int chosen, double rate, double lift, double captured) {
        ProbabilityForecasts.Gain gain = RFT.gain(share);

        assertThat(gain.chosen()).as(id).isEqualTo(chosen);
        equal(gain.rate().value(), rate);
        equal(gain.lift(), lift);
        equal(gain.captured(), captured);
    }

    /** eval.college.emp at 1e-8, eval.college.emp.numeric at 1e-4; leaving is to send nothing. */
    @Test
    void theExpectedMaximumProfitIsThatOfThePaper() {
        boolean[] left = new boolean[ROWS.length];
        double[] risk = new double[ROWS.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = ROWS[i][1] == 0;
            risk[i] = 1 - ROWS[i][2];
        }
        ProbabilityForecasts.Profit profit =
                ProbabilityForecasts.of(risk, left).expectedMaximumProfit(ProfitTerms.usual());

        assertThat(profit.profit()).isCloseTo(42.48579987886947, within(1e-8 * 42));
        assertThat(profit.fraction()).isCloseTo(.9657941682331395, within(1e-8));
        assertThat(profit.profit()).isCloseTo(42.485799879029855, within(1e-4 * 42));
    }

    /** eval.college.coefficients at 1e-8, from the messages themselves. */
    @Test
    void aLogisticRegressionIsThatOfR() throws IOException {
        Map<String, List<Double>> sent = new HashMap<>();
        List<String> lines = Files.readAllLines(SharedData.file("data/college_messages/CollegeMsg.txt"));
        double first = Double.parseDouble(lines.get(1).split(" ", -1)[2]);
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(" ", -1);
            sent.computeIfAbsent(row[0], any -> new ArrayList<>()).add((Double.parseDouble(row[2]) - first) / 86_400);
        }
        double[][] rows = sent.values().stream()
                .map(times -> row(times, 70, 30))
                .filter(row -> row.length > 0)
                .toArray(double[][]::new);
        double[] happened = Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
        double[][] columns = new double[3][rows.length];
        for (int c = 0; c < 3; c++) {
            int column = c + 1;
            Arrays.setAll(columns[c], i -> rows[i][column]);
        }

        assertThat(RFT.size()).isEqualTo(1283);
        equal(RFT.baseRate(), 0.203429462197974);
        assertCoefficients(
                LogisticRegression.fit(happened, new double[rows.length], columns),
                4.03181949327953,
                -1.63570349950825,
                0.491386429791994,
                -0.465540692560332);
        assertCoefficients(
                LogisticRegression.fit(happened, new double[rows.length], columns[0]),
                5.54165419295536,
                -2.23201067658367);
    }

    private static void assertCoefficients(LogisticRegression fit, double... oracle) {
        assertThat(fit.converged()).isTrue();
        for (int j = 0; j < oracle.length; j++) {
            assertThat(fit.coefficients()[j]).isCloseTo(oracle[j], within(1e-8 * Math.max(1, Math.abs(oracle[j]))));
        }
    }

    private static double[] row(List<Double> times, double origin, double horizon) {
        List<Double> known = times.stream().filter(at -> at <= origin).sorted().toList();
        if (known.isEmpty()) {
            return new double[0];
        }
        boolean acts = times.stream().anyMatch(at -> at > origin && at <= origin + horizon);
        return new double[] {
            acts ? 1 : 0,
            Math.log1p(origin - known.get(known.size() - 1)),
            Math.log1p(known.size()),
            Math.log1p(origin - known.get(0))
        };
    }
}
