package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Refits;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;

/** Simulate and refit: 95 % intervals hold the truth about 95 times in a hundred. */
class HurdleGammaGammaRecoveryTest {
    private static final double[] TRUTH = {3, 1.5, 6, 4, 15};
    private static final List<String> NAMES = List.of("a", "b", "p", "q", "gamma");
    private static final double LOSS_RATIO = 0.25;

    /** Half of the days that bring nothing lose twice the loss ratio, the others nothing. */
    static Earnings simulated(int customers, long seed) {
        return simulated(TRUTH, LOSS_RATIO, customers, seed);
    }

    static Earnings simulated(double[] truth, double lossRatio, int customers, long seed) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        ContinuousDistribution.Sampler share =
                BetaDistribution.of(truth[0], truth[1]).createSampler(random);
        ContinuousDistribution.Sampler rate =
                GammaDistribution.of(truth[3], 1 / truth[4]).createSampler(random);
        double[][] columns = new double[4][customers];
        for (int i = 0; i < customers; i++) {
            int x = 1 + random.nextInt(8);
            double pays = share.sample();
            double nu = rate.sample();
            ContinuousDistribution.Sampler value =
                    GammaDistribution.of(truth[2], 1 / nu).createSampler(random);
            double earned = 0;
            double lost = 0;
            int k = 0;
            for (int day = 0; day < x; day++) {
                if (random.nextDouble() < pays) {
                    earned += value.sample();
                    k++;
                } else if (random.nextBoolean()) {
                    lost += 2 * lossRatio * truth[2] / nu;
                }
            }
            columns[0][i] = x;
            columns[1][i] = (earned - lost) / x;
            columns[2][i] = k;
            columns[3][i] = k > 0 ? earned / k : Double.NaN;
        }
        return Earnings.of(columns[0], columns[1], columns[2], columns[3]);
    }

    @Test
    void ninetyToNinetyNineInAHundredOfTwoHundredRefitsHoldTheTruth() {
        int[] counts =
                Refits.holdingTheTruth(200, NAMES, TRUTH, seed -> HurdleGammaGamma.fit(simulated(2_000, 700 + seed)));
        System.out.println(
                "hurdle-gamma-gamma: of 200 intervals of " + NAMES + " hold the truth " + Arrays.toString(counts));
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 180 && count <= 198);
    }

    @Test
    void theLossRatioIsFoundAndWhatCustomersSpendOnAverage() {
        Fitted<HurdleGammaGamma> fitted = HurdleGammaGamma.fit(simulated(100_000, 8));
        HurdleGammaGamma model = fitted.model();
        assertThat(fitted.diagnostics()).singleElement().asString().startsWith("a day that brings nothing loses 0.2");
        assertThat(model.lossRatio()).isCloseTo(LOSS_RATIO, within(0.01));
        double share = TRUTH[0] / (TRUTH[0] + TRUTH[1]);
        double mean = TRUTH[2] * TRUTH[4] / (TRUTH[3] - 1) * (share - (1 - share) * LOSS_RATIO);
        assertThat(model.expectedSpend()).isCloseTo(mean, within(0.02 * mean));
    }
}
