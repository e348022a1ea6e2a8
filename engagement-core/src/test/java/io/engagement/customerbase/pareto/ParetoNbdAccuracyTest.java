package io.engagement.customerbase.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.TruthTable;
import io.engagement.domain.TimeScale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against closed forms evaluated with 60 digits. No row is skipped and none needs more than the tolerance of all. */
class ParetoNbdAccuracyTest {
    private static final double RELATIVE = 1e-11;
    private static final double DELTA = 0.0027;

    /** r, alpha, s, beta, x, t_x, T, t, ln L, P(alive), conditional and unconditional expectation, DERT. */
    static Stream<String> rows() {
        return TruthTable.rows(ParetoNbdAccuracyTest.class, "pnbd.csv");
    }

    private static void assertTruth(double value, double truth, double relative, String of) {
        // Below the normal range a double has to be 0 or subnormal.
        assertThat(value).as(of).isCloseTo(truth, within(Math.max(relative * Math.abs(truth), Double.MIN_NORMAL)));
    }

    @Test
    void theTableIsWhole() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(120);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTableIsMet(String row) {
        double[] v = TruthTable.numbers(row);
        ParetoNbd model = ParetoNbd.of(v[0], v[1], v[2], v[3], TimeScale.WEEKS);
        // A power's relative error is its exponent's absolute one.
        double relative = RELATIVE + 4e-16 * Math.abs(Math.log(Math.max(v[9], Double.MIN_NORMAL)));
        assertTruth(model.logLikelihood(v[4], v[5], v[6]), v[8], RELATIVE, "log-likelihood");
        assertTruth(model.probabilityAlive(v[4], v[5], v[6]), v[9], relative, "P(alive)");
        assertTruth(model.expectedPurchases(v[4], v[5], v[6], v[7]), v[10], relative, "conditional expectation");
        assertTruth(model.expectedPurchases(v[7]), v[11], RELATIVE, "expectation");
        assertTruth(
                model.discountedPurchases(v[4], v[5], v[6], Double.POSITIVE_INFINITY, DELTA), v[12], relative, "DERT");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePreparedKernelsMeetTheTableToo(String row) {
        double[] v = TruthTable.numbers(row);
        ParetoNbd model = ParetoNbd.of(v[0], v[1], v[2], v[3], TimeScale.WEEKS);
        // The exponent r + x costs a power of a number near 1 its digits: 4e-16 (r + x).
        double tolerance = 1e-11 + 4e-16 * (v[0] + v[4] + v[2]);
        double alive = model.alive().of(v[4], v[5], v[6]);
        double expected = model.purchasesWithin(v[7]).of(v[4], v[5], v[6]);
        // Odds above 1e300 may be infinite in columns.
        assertThat(alive).isCloseTo(v[9], within(Math.max(tolerance * v[9], 1e-300)));
        assertThat(expected).isCloseTo(v[10], within(Math.max(tolerance * v[10], 1e-300)));
    }
}
