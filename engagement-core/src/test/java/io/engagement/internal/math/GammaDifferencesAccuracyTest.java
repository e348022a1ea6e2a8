package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against mpmath 1.3.0 with 50 digits; the points lie on both sides of each switch of method. */
class GammaDifferencesAccuracyTest {
    @ParameterizedTest
    @CsvSource({
        "0.001, 5000, 37575.727653893254571, 1009.0926653199131651",
        "0.2426, 3, -0.39149941678008753072, 5.3726867418856839804",
        "0.2426, 30, 70.759312903360477443, 7.7509893065488276626",
        "1e-6, 24, 37.791168744090809315, 1000003.734289908746",
        "3.7, 25.5, 67.132361932455364374, 2.189794158037585019",
        "15.9, 40, 140.30040272036213128, 1.2800500987222233561",
        "47482.5, 3.7443, 40.319166815391275168, 0.000078854142096366002654",
        "1e6, 2000, 27633.018784925452668, 0.0019980036606773803702",
        "0.05, 0.3, -2.0342979739054981872, 17.526774121473923741",
        "1e5, 1, 11.51292546497022842, 0.00001",
        "2.5, 1e6, 12815538.823243011096, 13.112355917317072586",
        "300, 24, 137.78765562317586189, 0.077084630019664086512"
    })
    void differencesKeepTheirDigits(double z, double n, double logRising, double digammaRise) {
        assertThat(GammaDifferences.logRising(z, n)).isCloseTo(logRising, within(1e-14 * Math.abs(logRising)));
        assertThat(GammaDifferences.digammaRise(z, n)).isCloseTo(digammaRise, within(1e-14 * digammaRise));
    }

    @ParameterizedTest
    @CsvSource({"0.001, 24", "0.3, 24", "7, 24", "100, 24", "20000, 24"})
    void theProductAndTheSeriesMeet(double z, double n) {
        double product = GammaDifferences.logRising(z, n) + Math.log(z + n);
        double series = GammaDifferences.logRising(z, n + 1);
        assertThat(series).isCloseTo(product, within(2e-14 * Math.abs(product)));
        double sum = GammaDifferences.digammaRise(z, n) + 1 / (z + n);
        assertThat(GammaDifferences.digammaRise(z, n + 1)).isCloseTo(sum, within(2e-14 * sum));
    }

    @ParameterizedTest
    @CsvSource({"0.001", "3", "1e9"})
    void nothingRisesByNothing(double z) {
        assertThat(GammaDifferences.logRising(z, 0)).isZero();
        assertThat(GammaDifferences.digammaRise(z, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1e200, 10, 4605.170185988091368"})
    void aProductBeyondTheRangeOfDoublesIsNoTrouble(double z, double n, double logRising) {
        assertThat(GammaDifferences.logRising(z, n)).isCloseTo(logRising, within(1e-12 * logRising));
    }
}
