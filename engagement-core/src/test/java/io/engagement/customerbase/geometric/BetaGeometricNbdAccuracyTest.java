package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.TruthTable;
import io.engagement.domain.TimeScale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against closed forms evaluated with 60 digits: x up to 5000, T up to 1e5, parameters down to 1e-3. No row is skipped and
 * none needs more than the tolerance of all.
 */
class BetaGeometricNbdAccuracyTest {
    /** Measured worst: 5e-14, 2.1e-13 (whose exponent is 357), 2.1e-13 and 4e-15. */
    private static final double RELATIVE = 1e-12;

    /** r, alpha, a, b, x, t_x, T, t, ln L, P(alive), conditional and unconditional expectation. */
    static Stream<String> rows() {
        return TruthTable.rows(BetaGeometricNbdAccuracyTest.class, "bgnbd.csv");
    }

    private static void assertTruth(double value, double truth, String of) {
        // Below the normal range a double has to be 0 or subnormal.
        assertThat(value).as(of).isCloseTo(truth, within(Math.max(RELATIVE * Math.abs(truth), Double.MIN_NORMAL)));
    }

    @Test
    void theTableIsWhole() {
        assertThat(rows()).hasSize(120);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTableIsMet(String row) {
        double[] v = TruthTable.numbers(row);
        BetaGeometricNbd model = BetaGeometricNbd.of(v[0], v[1], v[2], v[3], TimeScale.WEEKS);
        assertTruth(model.logLikelihood(v[4], v[5], v[6]), v[8], "log-likelihood");
        assertTruth(model.probabilityAlive(v[4], v[5], v[6]), v[9], "P(alive)");
        assertTruth(model.expectedPurchases(v[4], v[5], v[6], v[7]), v[10], "conditional expectation");
        assertTruth(model.expectedPurchases(v[7]), v[11], "expectation");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePreparedKernelsMeetTheTableToo(String row) {
        double[] v = TruthTable.numbers(row);
        BetaGeometricNbd model = BetaGeometricNbd.of(v[0], v[1], v[2], v[3], TimeScale.WEEKS);
        // The exponent r + x costs a power of a number near 1 its digits: 4e-16 (r + x).
        double tolerance = 1e-12 + 4e-16 * v[4];
        double alive = model.alive().of(v[4], v[5], v[6]);
        double expected = model.purchasesWithin(v[7]).of(v[4], v[5], v[6]);
        assertThat(alive).isCloseTo(v[9], within(Math.max(tolerance * v[9], Double.MIN_NORMAL)));
        assertThat(expected).isCloseTo(v[10], within(Math.max(tolerance * v[10], 1e-300)));
    }

    /** Against mpmath 1.3.0 with 30 digits: quadrature of the rate's hypergeometric function. */
    @ParameterizedTest
    @CsvSource({
        "0.2426, 4.4136, 0.7929, 2.4259, 2, 30.43, 38.86, 39, 0.0027, 1.16707492816781122",
        "0.2426, 4.4136, 0.7929, 2.4259, 2, 30.43, 38.86, Infinity, 0.0027, 5.15650693655379618",
        "0.2426, 4.4136, 0.7929, 2.4259, 0, 0, 38.86, Infinity, 0.0027, 1.01424641310138946",
        "0.8, 8, 1, 4, 10, 50, 52, Infinity, 0.002, 21.0220349571489342",
        "0.05, 0.3, 0.4, 0.5, 30, 10, 12, 104, 0.01, 24.9626787859520342",
        "2, 30, 25, 3, 4, 6, 9, Infinity, 0.0005, 0.16613788840245061",
        "0.243, 4.414, 0.793, 2.426, 150, 380, 390, Infinity, 0.001, 149.028077261158647"
    })
    void discountedExpectationsAreExact(
            double r,
            double alpha,
            double a,
            double b,
            double x,
            double recency,
            double age,
            double horizon,
            double delta,
            double truth) {
        BetaGeometricNbd model = BetaGeometricNbd.of(r, alpha, a, b, TimeScale.WEEKS);
        assertThat(model.discountedPurchases(x, recency, age, horizon, delta)).isCloseTo(truth, within(1e-12 * truth));
        assertThat(model.discountedPurchasesWithin(horizon, delta).of(x, recency, age))
                .isCloseTo(truth, within(1e-12 * truth));
    }
}
