package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Refits;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Simulate and refit: 95 % intervals hold the truth about 95 times in a hundred. */
class NormalNormalRecoveryTest {
    private static final double[] TRUTH = {30, 25, 40};
    private static final List<String> NAMES = List.of("theta", "sigma_a", "sigma_w");

    static Spending simulated(int customers, long seed) {
        return simulated(TRUTH, customers, seed);
    }

    static Spending simulated(double[] truth, int customers, long seed) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] frequency = new double[customers];
        double[] spend = new double[customers];
        for (int i = 0; i < customers; i++) {
            frequency[i] = 1 + random.nextInt(8);
            double mean = truth[0] + truth[1] * normal.sample();
            spend[i] = mean + truth[2] / Math.sqrt(frequency[i]) * normal.sample();
        }
        return Spending.of(frequency, spend);
    }

    @Test
    void ninetyToNinetyNineInAHundredOfTwoHundredRefitsHoldTheTruth() {
        int[] counts =
                Refits.holdingTheTruth(200, NAMES, TRUTH, seed -> NormalNormal.fit(simulated(1_000, 900 + seed)));
        System.out.println(
                "normal-normal: of 200 intervals of " + NAMES + " hold the truth " + Arrays.toString(counts));
        assertThat(Arrays.stream(counts)).allMatch(count -> count >= 180 && count <= 198);
    }
}
