package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.evaluate.CalibrationAssessment.Bin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTableTest {
    private static final Instant AT = Instant.parse("2024-03-01T00:00:00Z");
    private static final Evaluation RISK = new Evaluation(
            "risk",
            "no purpose=PURCHASE within 90 days, \"all\"",
            List.of(AT, AT.plusSeconds(1)),
            40,
            70,
            0.8,
            List.of(
                    new Figure("auc", 0.75, 0.01, 0.02, Optional.empty()),
                    new Figure(
                            "log_loss",
                            Double.POSITIVE_INFINITY,
                            Double.NaN,
                            Double.NaN,
                            Optional.of("3 of 70, \"lost\"")),
                    new Figure("in_the_large", -0.1, 0.01, Double.NaN, Optional.empty()),
                    new Figure("calibration_error", 0.12, Double.NaN, Double.NaN, Optional.empty()),
                    new Figure("calibration_error_by_sampling", 0.02, Double.NaN, Double.NaN, Optional.empty()),
                    new Figure("calibration_error_by_sampling_95", 0.03, Double.NaN, Double.NaN, Optional.empty())),
            List.of(new Bin(35, 0.9, 0.7), new Bin(35, 0.9, 0.9)),
            List.of("5 of 75 customers have no score"));
    private static final Evaluation VALUE = new Evaluation(
            "value",
            "value within 90 days",
            List.of(AT),
            40,
            40,
            12.5,
            List.of(
                    new Figure("bias", -0.2, 0.05, Double.NaN, Optional.empty()),
                    new Figure("mae", 3.5, 0.1, Double.NaN, Optional.empty()),
                    new Figure("rank_correlation", 0.4, Double.NaN, Double.NaN, Optional.empty())),
            List.of(),
            List.of());
    private static final EvaluationTable TABLE =
            EvaluationTable.of(List.of(RISK, VALUE, Evaluation.unjudged("p_alive", "nobody sees who has left")));

    @Test
    void aTextIsReadToTheSameBits() {
        assertThat(EvaluationTable.read(TABLE.toText())).isEqualTo(TABLE);
        assertThat(EvaluationTable.read(TABLE.toText()).toText()).isEqualTo(TABLE.toText());
    }

    @Test
    void aChangedTextIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EvaluationTable.read(TABLE.toText().replace("0.75", "0.85")));
    }

    @Test
    void theVerdictSaysHowFarScoresCanBeTrusted() {
        assertThat(TABLE.verdict())
                .isEqualTo(
                        "risk ranks fairly (AUC 0.750), and its probabilities were off by 12.0 points on average: they said"
                                + " 90.0 %, and it happened to 80.0 %; value was 20 % too low in all and ranks with a correlation of 0.40.");
        assertThat(EvaluationTable.of(List.of()).verdict()).isEqualTo("No score was judged.");
    }

    /** Of whom a figure is, and of whom it may be, are not the same. */
    @Test
    void ofOneCustomerNoVerdictIsGiven() {
        Evaluation one = new Evaluation(
                VALUE.scorer(),
                VALUE.outcome(),
                VALUE.origins(),
                1,
                1,
                VALUE.mean(),
                VALUE.figures(),
                List.of(),
                List.of());
        assertThat(one.verdict()).isEqualTo("value could not be judged: it was tried on one customer");
    }

    @Test
    void theTableIsForPeople() {
        assertThat(TABLE.toString().lines().toList())
                .contains(
                        "no purpose=PURCHASE within 90 days, \"all\", judged at 2024-03-01T00:00:00Z, 2024-03-01T00:00:01Z",
                        "note: risk: 5 of 75 customers have no score",
                        "note: risk: log_loss: 3 of 70, \"lost\"",
                        "risk over origins, standard deviation: auc 0.02000",
                        "not judged",
                        "note: p_alive: nobody sees who has left")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("risk ")
                        .contains("70", "80.0 %", "0.7500 (0.7304 to 0.7696)", "90.0 %", "0.1200 (0.0200)", "Infinity"))
                .anySatisfy(line -> assertThat(line).startsWith("value ").contains("-20.0 %", "3.500", "0.4000"));
    }

    @Test
    void csvHasALineForEachFigure() {
        assertThat(TABLE.toCsv().lines().toList())
                .hasSize(1 + 6 + 3)
                .startsWith(
                        "scorer,outcome,origins,customers,rows,figure,value,standard_error,lower_95,upper_95,spread,note")
                .contains(
                        "risk,\"no purpose=PURCHASE within 90 days, \"\"all\"\"\",2024-03-01T00:00:00Z 2024-03-01T00:00:01Z,40,70,"
                                + "log_loss,Infinity,,,,,\"3 of 70, \"\"lost\"\"\"");
    }

    @Test
    void jsonHoldsTheSame() {
        assertThat(TABLE.toJson())
                .startsWith(
                        "[\n{\"scorer\": \"risk\", \"outcome\": \"no purpose=PURCHASE within 90 days, \\\"all\\\"\"")
                .contains("\"auc\": {\"value\": 0.75, \"standard_error\": 0.01, \"lower_95\": 0.730")
                .contains("\"log_loss\": {\"value\": \"Infinity\", \"standard_error\": null")
                .contains("\"reliability\": [{\"rows\": 35, \"said\": 0.9, \"happened\": 0.7}, ")
                .contains("\"mean\": null")
                .endsWith("]\n");
    }

    @Test
    void reliabilityIsPlottedAsText() {
        assertThat(RISK.reliabilityPlot().lines().toList())
                .hasSize(3)
                .element(1)
                .asString()
                .matches(" +35 +0\\.900 +0\\.700  \\| {35}\\* {9}s {5}\\|");
        assertThat(RISK.reliabilityPlot().lines().toList().get(2)).contains("o");
        assertThat(VALUE.reliabilityPlot()).isEmpty();
    }
}
