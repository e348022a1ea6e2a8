package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Refits;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;

/** Simulate and refit: 95 % intervals hold the truth about 95 times in a hundred. */
class GammaGammaRecoveryTest {
    private static final double[] TRUTH = {6, 4, 15};
    private static final List<String> NAMES = List.of("p", "q", "gamma");

    static Spending simulated(int customers, long seed) {
        return simulated(TRUTH, customers, seed);
    }

    static Spending simulated(double[] truth, int customers, long seed) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        ContinuousDistribution.Sampler rate =
                GammaDistribution.of(truth[1], 1 / truth[2]).createSampler(random);
        double[] frequency = new double[customers];
        double[] spend = new double[customers];
        for (int i = 0; i < customers; i++) {
            frequency[i] = 1 + random.nextInt(8);
            double nu = rate.sample();
            ContinuousDistribution.Sampler sum =
                    GammaDistribution.of(truth[0] * frequency[i], 1 / nu).createSampler(random);
            spend[i] = sum.sample() / frequency[i];
        }
        return Spending.of(frequency, spend);
    }

    @Test
    void ninetyToNinetyNineInAHundredOfTwoHundredRefitsHoldTheTruth() {
        int[] counts = Refits.holdingTheTruth(200, NAMES, TRUTH, seed -> GammaGamma.fit(simulated(2_000, 500 + seed)));
        System.out.println("gamma-gamma: of 200 intervals of " + NAMES + " hold the truth " + Arrays.toString(counts));
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 180 && count <= 198);
    }
}
