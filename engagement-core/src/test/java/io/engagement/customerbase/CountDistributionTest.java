package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.internal.math.Counts;
import org.junit.jupiter.api.Test;

class CountDistributionTest {
    private static final CountDistribution COUNTS = CountDistribution.of(new double[] {0.5, 0.25, 0.15, 0.05}, 0.9);

    @Test
    void quantilesAreTheLeastCountsThatAreReached() {
        assertThat(COUNTS.quantile(0)).isZero();
        assertThat(COUNTS.quantile(0.5)).isZero();
        assertThat(COUNTS.quantile(0.51)).isEqualTo(1);
        assertThat(COUNTS.quantile(0.9)).isEqualTo(2);
        assertThat(COUNTS.quantile(0.95)).isEqualTo(3);
        assertThat(COUNTS.quantile(1)).isEqualTo(3);
        assertThat(COUNTS.interval(0.8)).isEqualTo(new CountDistribution.Range(0, 2));
        assertThat(COUNTS.interval(0.8).contains(2)).isTrue();
        assertThat(COUNTS.interval(0.8).contains(3)).isFalse();
    }

    @Test
    void whatLiesBeyondIsSaid() {
        assertThat(COUNTS.beyond()).isCloseTo(0.05, within(1e-12));
        assertThat(COUNTS.last()).isEqualTo(3);
        assertThat(COUNTS.probability(4)).isZero();
        assertThat(COUNTS.cumulative(2)).isCloseTo(0.9, within(1e-12));
        assertThat(COUNTS.cumulative(9)).isCloseTo(0.95, within(1e-12));
        assertThat(COUNTS.mean()).isEqualTo(0.9);
        assertThat(COUNTS).hasToString("mean 0.9, probabilities [0.5, 0.25, 0.15, 0.05]");
        assertThat(CountDistribution.of(new double[7], 1).toString()).endsWith(" ...");
    }

    @Test
    void whatIsNoDistributionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountDistribution.of(new double[] {0.5, -0.1}, 0))
                .withMessage("the probability of 1 must be from 0 to 1, was -0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> CountDistribution.of(new double[] {0.7, 0.7}, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> CountDistribution.of(new double[0], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> CountDistribution.of(new double[] {1}, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> COUNTS.quantile(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> COUNTS.interval(1));
    }

    @Test
    void negativeBinomialTermsHoldWhereTheFirstOneUnderflows() {
        double[] terms = Counts.negativeBinomial(2000, 5);
        double sum = 0;
        double mean = 0;
        for (int count = 0; count < terms.length; count++) {
            sum += terms[count];
            mean += count * terms[count];
        }
        assertThat(terms[0]).isZero();
        assertThat(sum).isCloseTo(1, within(1e-11));
        assertThat(mean).isCloseTo(10_000, within(1e-6));
        assertThat(Counts.negativeBinomial(0.5, 1)[2]).isCloseTo(0.5 * 1.5 / 2 * Math.pow(0.5, 2.5), within(1e-16));
    }
}
