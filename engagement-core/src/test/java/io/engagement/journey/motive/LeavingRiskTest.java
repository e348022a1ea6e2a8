package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.history.LogView;
import io.engagement.journey.motive.MotiveBase.Planted;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.testkit.ScorerContract;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeavingRiskTest {
    private static final LogView VIEW = MotiveBase.view(5, 600, 600, Planted.OVERUSE);
    private static final MotiveModel TOLD =
            MotiveModel.fit(VIEW, Exit.cancelled()).model();
    private static final MotiveModel SILENT =
            MotiveModel.fit(VIEW, Exit.silent(0.95)).model();
    private static final LogView FEW = MotiveBase.view(6, 80, 400, Planted.OVERUSE);

    @Nested
    class OfCancellations implements ScorerContract {
        @Override
        public Scorer scorer() {
            return TOLD.scorer();
        }

        @Override
        public LogView view() {
            return FEW;
        }
    }

    @Nested
    class OfSilence implements ScorerContract {
        @Override
        public Scorer scorer() {
            return SILENT.scorer();
        }

        @Override
        public LogView view() {
            return FEW;
        }
    }

    private static ScoreTable scores(MotiveModel model) {
        return ScoringPlan.of(model.scorer()).score(VIEW);
    }

    @Test
    void theRiskIsThatOfTheHazardInTheDriversAndOfItsText() {
        ScoreTable scores = scores(TOLD);
        MotiveModel read = MotiveModel.FAMILY.read(TOLD.toText());
        ScoreTable again = scores(read);
        Drivers drivers = TOLD.drivers(VIEW);
        for (int row = 0; row < scores.size(); row++) {
            double risk = scores.get(row, "leaving_risk");
            assertThat(again.get(row, "leaving_risk")).isEqualTo((Double) risk);
            assertThat(drivers.of(scores.customerId(row))
                            .map(Drivers.OfCustomer::risk)
                            .orElse(Double.NaN))
                    .isEqualTo((Double) risk);
        }
    }

    @Test
    void whoHasLeftHasNoRiskAndIsToldWhy() {
        ScoreTable scores = scores(TOLD);
        int gone = IntStream.range(0, scores.size())
                .filter(row -> Double.isNaN(scores.get(row, "leaving_risk")))
                .findFirst()
                .orElseThrow();

        assertThat(scores.explain(gone, "leaving_risk").reason())
                .isEqualTo("No risk: has left already, and not come back");
    }

    @Test
    void whoseSilenceCannotBecomeLongEnoughHasNoRiskInThisPeriod() {
        ScoreTable scores = scores(SILENT);

        assertThat(IntStream.range(0, scores.size())
                        .filter(row -> Double.isNaN(scores.get(row, "leaving_risk")))
                        .mapToObj(row -> scores.explain(row, "leaving_risk").reason())
                        .distinct())
                .contains("No risk: silent for too long already, and so has left")
                .allMatch(reason -> reason.startsWith("No risk"));
    }

    /** All shares are the same part of the log-odds that the motives add. */
    @Test
    void contributionsAreInProportionToWhatMotivesAddToTheLogOdds() {
        ScoreTable scores = scores(TOLD);
        for (Drivers.OfCustomer each : TOLD.drivers(VIEW).customers()) {
            if (each.leave().size() < 2) {
                continue;
            }
            Explanation why = scores.explain(scores.row(each.customerId()).orElseThrow(), "leaving_risk");
            double slope =
                    amount(why, each.leave().get(0)) / each.leave().get(0).contribution();
            assertThat(slope).isBetween(0.0, 0.25);
            each.leave().forEach(driver -> assertThat(amount(why, driver))
                    .isCloseTo(slope * driver.contribution(), within(1e-12)));
        }
    }

    private static double amount(Explanation why, Drivers.Driver driver) {
        return why.contributions().stream()
                .filter(each -> each.name().equals(driver.motive().name()))
                .mapToDouble(Contribution::amount)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void plantedOveruseIsTheFirstReasonOfTheHighestRisk() {
        ScoreTable scores = scores(TOLD);
        Drivers.OfCustomer first = TOLD.drivers(VIEW).customers().get(0);

        assertThat(first.leave().get(0).toString()).startsWith("questions in the last 90 days: ");
        assertThat(scores.explain(scores.row(first.customerId()).orElseThrow(), "leaving_risk")
                        .reason())
                .startsWith("Questions in the last 90 days: ")
                .contains(", so that it is above the typical customer's ");
    }
}
