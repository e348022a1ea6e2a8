package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.ScoringPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** CDNOW's sample, known until the end of March 1998, a quarter held out, with the season of a year. */
class TimeVaryingParetoNbdHoldOutTest {
    private static final Instant BEGIN = Instant.parse("1997-01-01T00:00:00Z");
    private static final Instant SPLIT = Instant.parse("1998-03-31T00:00:00Z");
    private static final int WEEKS = 79;

    private static LogView view() throws IOException {
        InteractionLog.Builder log = InteractionLog.builder();
        for (String line : Files.readAllLines(SharedData.file("data/cdnow/cdnow_sample.csv"))) {
            String[] fields = line.split(",", -1);
            if (!fields[0].equals("master_id")) {
                Instant day =
                        LocalDate.parse(fields[2]).atStartOfDay(ZoneOffset.UTC).toInstant();
                log.add(Interaction.of(fields[1], day, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
            }
        }
        return log.build().asOf(Instant.parse("1998-06-30T00:00:00Z"));
    }

    private static double[] wave(int perYear, double phase) {
        double[] wave = new double[WEEKS];
        Arrays.setAll(wave, week -> Math.sin(phase + 2 * Math.PI * perYear * (7 * week + 3) / 365.25));
        return wave;
    }

    @Test
    void theSeasonForeseesSpringBetter() throws IOException {
        LogView all = view();
        LogView known = all.asOf(SPLIT);
        PurchaseTimes data = PurchaseTimes.of(known, TimeScale.WEEKS, PurchaseDefinition.standard());
        PurchaseTimes later = PurchaseTimes.of(all, TimeScale.WEEKS, PurchaseDefinition.standard());
        assertThat(later.customerIds()).isEqualTo(data.customerIds()).hasSize(2_357);
        TimeVaryingCovariates season = TimeVaryingCovariates.weekly(BEGIN, WEEKS)
                .common("sin", wave(1, 0))
                .common("cos", wave(1, Math.PI / 2))
                .common("sin2", wave(2, 0))
                .common("cos2", wave(2, Math.PI / 2));
        Fitted<TimeVaryingParetoNbd> fitted = TimeVaryingParetoNbd.fit(data, season, CovariateTerms.free());
        ParetoNbd plain = ParetoNbd.fit(data.purchases()).model();
        double[] expected = fitted.model().expectedPurchases(data, season, 13);
        double[] errors = new double[4];
        double came = 0;
        for (int row = 0; row < data.size(); row++) {
            double bought = later.frequency(row) - data.frequency(row);
            double without =
                    plain.expectedPurchases(data.frequency(row), data.recency(row), data.age(row), 13) - bought;
            came += bought;
            errors[0] += without;
            errors[1] += Math.abs(without);
            errors[2] += expected[row] - bought;
            errors[3] += Math.abs(expected[row] - bought);
        }
        assertThat(fitted.converged()).isTrue();
        assertThat(came).isEqualTo(495);
        assertThat(errors[0] / came).as("bias without").isCloseTo(0.285, within(0.005));
        assertThat(errors[2] / came).as("bias with").isCloseTo(0.112, within(0.01));
        assertThat(errors[1] / data.size()).as("error without").isCloseTo(0.2775, within(0.001));
        assertThat(errors[3] / data.size()).as("error with").isCloseTo(0.2585, within(0.001));
        checkRisk(known, fitted.model().asOf(SPLIT, season), data);
    }

    /** Where covariates are common, scorers take the model. */
    private static void checkRisk(LogView known, PiecewiseParetoNbd now, PurchaseTimes data) {
        ScoreTable scores =
                ScoringPlan.of(RetentionRiskScorer.of(now, Duration.ofDays(28))).score(known);
        for (int row = 0; row < data.size(); row += 100) {
            double risk = now.probabilityNoPurchase(data.frequency(row), data.recency(row), data.age(row), 4);
            assertThat(scores.get(row, "retention_risk")).isCloseTo(risk, within(1e-12));
        }
    }
}
