package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.TruthTable;
import io.engagement.domain.TimeScale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MBG/NBD against closed forms evaluated with 60 digits; k &gt; 1 against sums by mpmath. */
class BetaGeometricCnbdAccuracyTest {
    private static final double RELATIVE = 1e-12;

    /** r, alpha, a, b, x, t_x, T, t, ln L, P(alive), conditional and unconditional expectation. */
    static Stream<String> rows() {
        return TruthTable.rows(BetaGeometricCnbdAccuracyTest.class, "mbgnbd.csv");
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
        BetaGeometricCnbd model =
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, v[0], v[1], v[2], v[3], TimeScale.WEEKS);
        assertTruth(model.logLikelihood(v[4], v[5], v[6]), v[8], "log-likelihood");
        assertTruth(model.probabilityAlive(v[4], v[5], v[6]), v[9], "P(alive)");
        assertTruth(model.expectedPurchases(v[4], v[5], v[6], v[7]), v[10], "conditional expectation");
        assertTruth(model.expectedPurchases(v[7]), v[11], "expectation");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePreparedKernelsMeetTheTableToo(String row) {
        double[] v = TruthTable.numbers(row);
        BetaGeometricCnbd model =
                BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, v[0], v[1], v[2], v[3], TimeScale.WEEKS);
        // The exponent r + x costs a power of a number near 1 its digits: 4e-16 (r + x).
        double tolerance = 1e-12 + 4e-16 * (v[0] + v[4]);
        double alive = model.alive().of(v[4], v[5], v[6]);
        double expected = model.purchasesWithin(v[7]).of(v[4], v[5], v[6]);
        assertThat(alive).isCloseTo(v[9], within(Math.max(tolerance * v[9], Double.MIN_NORMAL)));
        assertThat(expected).isCloseTo(v[10], within(Math.max(tolerance * v[10], 1e-300)));
    }
}
