package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The kernels of the loops against the formulas that they stand for. */
class ScoreKernelsAccuracyTest {
    private static void assertClose(double actual, double exact, double relative) {
        double difference = Math.abs(actual - exact);
        assertThat(difference).as("%s and %s", actual, exact).isLessThanOrEqualTo(relative * Math.abs(exact));
    }

    private static double score(DiscountedGammaPoisson model, double effort, double exposure, double horizon) {
        return 100 * model.probabilityOfAct(effort, exposure, horizon);
    }

    @Property(seed = "7401", tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void engagementIsTheModelsProbability(
            @ForAll @DoubleRange(min = -12, max = 3) double logR,
            @ForAll @DoubleRange(min = -12, max = 12) double logAlpha,
            @ForAll @DoubleRange(min = -6, max = 12) double logHalfLife,
            @ForAll @DoubleRange(min = 0.05, max = 3) double exponent,
            @ForAll @DoubleRange(min = -8, max = 9) double logHorizon,
            @ForAll @DoubleRange(min = -30, max = 9) double logEffort,
            @ForAll @DoubleRange(max = 1.4) double known) {
        double halfLife = Math.exp(logHalfLife);
        double horizon = Math.exp(logHorizon);
        DiscountedGammaPoisson model =
                DiscountedGammaPoisson.of(Math.exp(logR), Math.exp(logAlpha), halfLife, exponent, 1, TimeScale.DAYS);
        ActKernel kernel = new ActKernel(model, horizon);
        for (double effort : new double[] {0, Math.exp(logEffort)}) {
            double exposure = known * halfLife;
            assertClose(kernel.score(effort, exposure), score(model, effort, exposure, horizon), 2e-13);
        }
    }

    @Test
    void engagementOfWhatNoLogGivesIsTheModelsToo() {
        DiscountedGammaPoisson model = DiscountedGammaPoisson.of(0.4, 20, 30, 0.7, 1, TimeScale.DAYS);
        ActKernel kernel = new ActKernel(model, 30);
        assertClose(kernel.score(2, 1e9), score(model, 2, 1e9, 30), 2e-13);
        assertClose(kernel.score(1e300, 3), 100, 2e-13);
        assertClose(kernel.score(Double.MIN_VALUE, 3), score(model, 0, 3, 30), 2e-13);
        assertThat(kernel.score(Double.NaN, 3)).isNaN();
        assertThat(kernel.score(3, Double.NaN)).isNaN();
    }

    @Property(seed = "7402", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aHabitsShareIsTheRatioOfExposures(
            @ForAll @DoubleRange(min = 1.01, max = 2000) double ratio,
            @ForAll @DoubleRange(min = -10, max = 12) double logAge) {
        double shortHalfLife = 86_400_000;
        HabitKernel kernel = new HabitKernel(Duration.ofDays(1), Duration.ofMillis((long) (ratio * shortHalfLife)));
        double s = Math.log(2) / shortHalfLife;
        double l = Math.log(2) / (double) (long) (ratio * shortHalfLife);
        double age = Math.exp(logAge) * shortHalfLife;
        assertClose(kernel.share(age), Math.expm1(-s * age) / s / (Math.expm1(-l * age) / l), 1e-14);
    }

    @Test
    void aHabitOfNoTimeIsAllThatThereIs() {
        HabitKernel kernel = new HabitKernel(Duration.ofDays(7), Duration.ofDays(30));
        assertThat(kernel.share(0)).isEqualTo(1);
        assertThat(kernel.share(Double.NaN)).isEqualTo(1);
        assertClose(kernel.share(1e18), 7.0 / 30, 1e-14);
    }

    @Test
    void engagementInBlocksIsTheSameToTheBit() {
        EngagementScorer scorer = EngagementScorer.of(DiscountedGammaPoisson.of(0.4, 20, 30, 0.7, 1, TimeScale.DAYS));
        SplittableRandom random = new SplittableRandom(5);
        double[] effort =
                random.doubles(1300, -3, 9).map(each -> each < 0 ? 0 : each).toArray();
        double[] exposure = random.doubles(1300, 0, 1100).toArray();
        effort[700] = Double.NaN;
        RowScorer rows = scorer.prepare(MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.HOURS,
                List.of(),
                Map.of(scorer.inputs().get(0), effort, scorer.inputs().get(1), exposure)));
        double[] scores = new double[1300];
        rows.score(0, 77, scores);
        rows.score(77, 1300, scores);
        for (int row = 0; row < scores.length; row++) {
            assertThat(Double.doubleToLongBits(scores[row])).isEqualTo(Double.doubleToLongBits(rows.score(row)));
        }
        assertThat(scores[700]).isNaN();
    }
}
