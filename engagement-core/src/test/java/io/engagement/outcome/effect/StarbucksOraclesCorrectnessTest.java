package io.engagement.outcome.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oracles starbucks.* of {@code oracles.json} that are estimators alone: six randomised waves of simulated offers. */
class StarbucksOraclesCorrectnessTest {
    private static final int CUSTOMERS = 17_000;
    private static final int[] WAVES = {0, 168, 336, 408, 504, 576, 715};
    private static final double NUMPY = 1e-9;
    /** starbucks.wave.spend.itt, lag 0: wave, estimate, standard error. */
    private static final double[][] DIFFERENCES = {
        {1, 11.53620267139158, 0.6396244631003313},
        {2, 12.221249200670703, 0.6139961179968516},
        {3, 6.225114815562179, 0.37874575141323436},
        {4, 5.094134341584699, 0.6534344624902656},
        {5, 4.803895211525923, 0.564894738172068},
        {6, 7.73039734534596, 0.8704564111071806}
    };
    /** starbucks.wave.spend.cuped: wave, theta, estimate, standard error, ratio of variances, correlation. */
    private static final double[][] CUPED = {
        {2, 0.13600181656417573, 12.13241303990737, 0.61084061870148, 0.989747847901635, 0.13093638291475368},
        {3, 0.06969459432555292, 6.1693610580956655, 0.3766274089686589, 0.9888451899817843, 0.11049824850575875},
        {4, 0.15085713916264232, 5.039022264646038, 0.6487129389698107, 0.9856008042838807, 0.11791322903025409},
        {5, 0.09594439756424174, 4.777472851668209, 0.5616609850448762, 0.9885837234386001, 0.09812049166331092},
        {6, 0.14770155619828615, 7.661305214123924, 0.8667682697259544, 0.9915439119764488, 0.10218729950386257}
    };
    /** starbucks.wave.spend.winsor99: wave, cap, estimate, standard error. */
    private static final double[][] WINSORISED = {
        {1, 140.4795000000011, 10.468059392576444, 0.3539792511229767},
        {2, 144.32319999999962, 10.743488932474776, 0.3738756887835754},
        {3, 89.73849999999959, 5.436165601402806, 0.22984960564301324},
        {4, 111.505, 5.043390998221346, 0.33505883045461327},
        {5, 99.06699999999992, 4.1047974625801515, 0.2740450401608646},
        {6, 139.6404000000001, 7.064505415459093, 0.4189351622879777}
    };

    private final double[][] spend = new double[WAVES.length - 1][CUSTOMERS];
    private final boolean[][] received = new boolean[WAVES.length - 1][CUSTOMERS];

    StarbucksOraclesCorrectnessTest() throws IOException {
        var lines = new LinkedHashSet<>(Files.readAllLines(SharedData.file("data/starbucks_offers/events.csv")));
        for (String line : lines) {
            String[] row = line.split(",", -1);
            if (row[2].equals("transaction")) {
                spend[wave(row[1])][Integer.parseInt(row[0]) - 1] += Double.parseDouble(row[4]);
            } else if (row[2].equals("offer received")) {
                received[wave(row[1])][Integer.parseInt(row[0]) - 1] = true;
            }
        }
    }

    private static int wave(String hour) {
        int wave = 0;
        while (Integer.parseInt(hour) >= WAVES[wave + 1]) {
            wave++;
        }
        return wave;
    }

    private TwoArms arms(double wave) {
        int k = (int) wave - 1;
        return TwoArms.of(spend[k], received[k]);
    }

    /** starbucks.wave.spend.itt, lag 0, and starbucks.spend.pooled.lag0 */
    @Test
    void effectsOfWavesPoolByTheInverseOfTheirVariance() {
        List<Effect> waves = new ArrayList<>();
        for (double[] oracle : DIFFERENCES) {
            Effect welch = arms(oracle[0]).welch();
            assertThat(welch.estimate()).isCloseTo(oracle[1], within(NUMPY));
            assertThat(welch.standardError()).isCloseTo(oracle[2], within(NUMPY));
            waves.add(welch);
        }
        PooledEffect pooled = PooledEffect.of(waves);

        assertThat(pooled.effect().estimate()).isCloseTo(7.485271067489455, within(NUMPY));
        assertThat(pooled.effect().standardError()).isCloseTo(0.23024366147837388, within(NUMPY));
        assertThat(pooled.q()).isCloseTo(146.67788223975506, within(146.67788223975506 * NUMPY));
        assertThat(pooled.degreesOfFreedom()).isEqualTo(5);
        assertThat(pooled.pValueOfDifferences()).isLessThan(1e-20);
    }

    /** starbucks.wave.spend.cuped */
    @Test
    void spendOfTheWaveBeforeAdjustsAsNumpySays() {
        for (double[] oracle : CUPED) {
            Cuped cuped = arms(oracle[0])
                    .withCovariate("before", spend[(int) oracle[0] - 2])
                    .cuped("before");
            double[] found = {
                oracle[0],
                cuped.theta(),
                cuped.effect().estimate(),
                cuped.effect().standardError(),
                cuped.varianceRatio(),
                cuped.correlation()
            };
            assertThat(found).containsExactly(oracle, within(NUMPY));
        }
    }

    /** starbucks.wave.spend.winsor99 */
    @Test
    void theTopOfSpendCutOffChangesNoVerdictOfAWave() {
        for (double[] oracle : WINSORISED) {
            TwoArms arms = arms(oracle[0]);
            Effect cut = arms.winsorised(0.99).welch();

            assertThat(arms.cap(0.99)).isCloseTo(oracle[1], within(oracle[1] * NUMPY));
            assertThat(cut.estimate()).isCloseTo(oracle[2], within(NUMPY));
            assertThat(cut.standardError()).isCloseTo(oracle[3], within(NUMPY));
            assertThat(arms.restsOnFewCustomers(0.05)).isFalse();
        }
    }
}
