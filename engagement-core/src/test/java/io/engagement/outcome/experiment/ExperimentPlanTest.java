package io.engagement.outcome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.outcome.effect.ArmSums;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExperimentPlanTest {
    private static final ExperimentPlan.Figure SPEND = new ExperimentPlan.Figure("spend", 10, 25, false);
    private static final ExperimentPlan.Figure CANCELLED = ExperimentPlan.Figure.ofShare("cancelled", 0.02);
    private static final ExperimentPlan PLAN =
            ExperimentPlan.of(50_000, 0.1, Power.ofFourFindings(), List.of(SPEND, CANCELLED));

    @Test
    void theLeastEffectIsThreePointSevenEightErrors() {
        double error = 25 * Math.sqrt(1 / 5000.0 + 1 / 45000.0);

        assertThat(PLAN.detectable(SPEND)).isCloseTo(3.7793 * error, within(1e-3 * error));
        assertThat(PLAN.detectable(CANCELLED)).isBetween(0.006, 0.009);
    }

    @Test
    void customersThatAreNeededFindJustWhatTheyAreNeededFor() {
        double all = PLAN.customersFor(SPEND, 0.05);
        double shares = PLAN.customersFor(CANCELLED, 0.25);

        assertThat(ExperimentPlan.of(all, 0.1, Power.ofFourFindings(), List.of(SPEND))
                        .detectable(SPEND))
                .isCloseTo(0.5, within(1e-4));
        assertThat(ExperimentPlan.of(shares, 0.1, Power.ofFourFindings(), List.of())
                        .detectable(CANCELLED))
                .isCloseTo(0.005, within(1e-5));
    }

    @Test
    void itTakesTheDaysOfTheCustomersAndTheWindow() {
        double days = Math.ceil(PLAN.customersFor(SPEND, 0.2) / 100);

        assertThat(PLAN.duration(SPEND, 0.2, 100, Duration.ofDays(30))).contains(Duration.ofDays((long) days + 30));
        assertThat(PLAN.duration(new ExperimentPlan.Figure("rare", 0, 1, false), 0.2, 100, Duration.ZERO))
                .isEmpty();
        assertThat(PLAN.needed(0.2, OptionalDouble.of(100), Duration.ofDays(30)).toCsv())
                .startsWith("figure,effect,customers,held_out,days\nspend,2.0,");
        assertThat(PLAN.needed(0.2, OptionalDouble.empty(), Duration.ZERO)
                        .toCsv()
                        .lines())
                .allMatch(line -> line.endsWith(",") || line.endsWith("days"));
    }

    @Test
    void aShareThatWouldLeaveItsRangeHasNoPlan() {
        assertThat(PLAN.customersFor(ExperimentPlan.Figure.ofShare("most", 0.9), 0.2))
                .isNaN();
        assertThat(PLAN.customersFor(ExperimentPlan.Figure.ofShare("none", 0), 0.2))
                .isNaN();
        assertThat(ExperimentPlan.of(10, 0.5, Power.ofFourFindings(), List.of())
                        .detectable(ExperimentPlan.Figure.ofShare("most", 0.9)))
                .isNaN();
    }

    @Test
    void thePlanIsATable() {
        assertThat(PLAN.toCsv())
                .startsWith("figure,mean,standard_deviation,treated,held_out,detectable,detectable_relative\n"
                        + "spend,10.0,25.0,45000.0,5000.0,1.40");
        assertThat(PLAN.toString()).contains("45,000").contains("cancelled");
        assertThat(PLAN.figures()).containsExactly(SPEND, CANCELLED);
        assertThat(ExperimentPlan.Figure.of("y", ArmSums.of(new double[] {1, 3})))
                .isEqualTo(new ExperimentPlan.Figure("y", 2, Math.sqrt(2), false));
    }

    @Test
    void whatCannotBePlannedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExperimentPlan.of(0, 0.1, Power.ofOneFinding(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> ExperimentPlan.of(9, 1, Power.ofOneFinding(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLAN.customersFor(SPEND, 0))
                .withMessage("relative must be finite and not 0, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> PLAN.duration(SPEND, 1, 0, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> PLAN.duration(SPEND, 1, 1, Duration.ofDays(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ExperimentPlan.Figure.ofShare("x", 1.2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(0.05, 0.01, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(0, 0.8, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(0.05, 0.8, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.ofOneFinding().customersForShare(0.1, 0.1, 0.5));
        assertThat(Power.ofOneFinding().detectableDifference(1, 0, 5)).isInfinite();
    }

    private static ExperimentData heldOut(int customers, double buyers) {
        Random random = new Random(17);
        Assignments.Builder all = Assignments.builder("none");
        for (int i = 0; i < customers; i++) {
            all.assign("c" + i, i % 2 == 0 ? "none" : "mail", Instant.EPOCH);
        }
        return ExperimentData.of(all.build())
                .withOutcome("spend", id -> random.nextDouble() < buyers ? 20 + random.nextGaussian() : 0);
    }

    @Test
    void halvesOfTheHoldOutAlarmInFivePercentAndTheSameForTheSameSeed() {
        SelfTest test = SelfTest.halves(heldOut(4000, 0.3), "spend", 1000, 0.05, 1);

        assertThat(test.result()).isEqualTo(SelfTest.Result.HONEST);
        assertThat(test.customers()).isEqualTo(2000);
        assertThat(test).isEqualTo(SelfTest.halves(heldOut(4000, 0.3), "spend", 1000, 0.05, 1));
        assertThat(test.honest().lower()).isBetween(0.025, 0.04);
        assertThat(test.honest().upper()).isBetween(0.065, 0.08);
    }

    /** hillstrom.aa.spend (exempt): 300 against 300 at .57 % buyers alarm in .65 %. */
    @Test
    void aTestOnRareOutcomesIsDead() {
        SelfTest test = SelfTest.halves(heldOut(1200, 0.004), "spend", 1000, 0.05, 1);

        assertThat(test.result()).isEqualTo(SelfTest.Result.DEAD);
        assertThat(test.share()).isLessThan(0.02);
    }

    /** Of a hold-out of 0, 1 or 3 all draws were undefined, which was called honest. */
    @Test
    void drawsThatTellNothingAreNoSilentTests() {
        for (int heldOut = 0; heldOut <= 3; heldOut++) {
            Assignments.Builder few = Assignments.builder("none");
            for (int i = 0; i < 200; i++) {
                few.assign("c" + i, i < heldOut ? "none" : "mail", Instant.EPOCH);
            }
            ExperimentData data = ExperimentData.of(few.build()).withOutcome("spend", id -> id.hashCode());
            SelfTest test = SelfTest.halves(data, "spend", 100, 0.05, 1);

            assertThat(test.untold()).isEqualTo(100);
            assertThat(test.share()).isNaN();
            assertThat(test.result()).isEqualTo(SelfTest.Result.TOO_LITTLE_DATA);
        }
        ExperimentData idle = heldOut(4000, 0.3).withOutcome("nothing", id -> 0);
        assertThat(SelfTest.halves(idle, "nothing", 100, 0.05, 1).result()).isEqualTo(SelfTest.Result.TOO_LITTLE_DATA);
    }

    @Test
    void alarmsThatAreTooManyAreTold() {
        assertThat(new SelfTest("x", 10, 1000, 0, 90, 0.05).result()).isEqualTo(SelfTest.Result.TOO_MANY_ALARMS);
        assertThatIllegalArgumentException().isThrownBy(() -> SelfTest.halves(heldOut(4, 1), "spend", 0, 0.05, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> SelfTest.halves(heldOut(4, 1), "spend", 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> SelfTest.halves(heldOut(4, 1), "spent", 1, 0.05, 1));
    }
}
