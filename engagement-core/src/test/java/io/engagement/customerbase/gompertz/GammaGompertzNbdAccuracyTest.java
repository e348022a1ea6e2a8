package io.engagement.customerbase.gompertz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.TruthTable;
import io.engagement.domain.TimeScale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against the definitions, integrated with 40 digits by mpmath 1.3.0's {@code quad} (tanh-sinh), with break points halving the
 * way to where the integral starts, in tenths of it, and every second 1/b around the time ln(beta)/b at which the rate of
 * leaving stops growing. Parameters were drawn log-uniformly.
 */
class GammaGompertzNbdAccuracyTest {
    private static final double RELATIVE = 1e-10;

    /** r, alpha, s, beta, b, x, t_x, T, t; ln L, P(alive), expectation, no purchase, discounted at 0.01, expectation if new. */
    static Stream<String> rows() {
        return TruthTable.rows(GammaGompertzNbdAccuracyTest.class, "ggomnbd.csv");
    }

    private static void assertTruth(double value, double truth, double relative, String of) {
        assertThat(value).as(of).isCloseTo(truth, within(Math.max(relative * Math.abs(truth), Double.MIN_NORMAL)));
    }

    @Test
    void theTableIsWhole() {
        assertThat(rows()).hasSize(60);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheTableIsMet(String row) {
        double[] v = TruthTable.numbers(row);
        GammaGompertzNbd model = GammaGompertzNbd.of(v[0], v[1], v[2], v[3], v[4], TimeScale.WEEKS);
        // A power's relative error is its exponent's absolute one.
        double relative =
                RELATIVE + 1e-14 * (v[0] + v[5]) + 4e-16 * Math.abs(Math.log(Math.max(v[10], Double.MIN_NORMAL)));
        assertTruth(model.logLikelihood(v[5], v[6], v[7]), v[9], RELATIVE, "log-likelihood");
        assertTruth(model.probabilityAlive(v[5], v[6], v[7]), v[10], relative, "P(alive)");
        assertTruth(model.expectedPurchases(v[5], v[6], v[7], v[8]), v[11], relative, "conditional expectation");
        assertTruth(model.probabilityNoPurchase(v[5], v[6], v[7], v[8]), v[12], relative, "no purchase");
        assertTruth(
                model.discountedPurchases(v[5], v[6], v[7], Double.POSITIVE_INFINITY, 0.01),
                v[13],
                relative,
                "discounted");
        assertTruth(model.expectedPurchases(v[8]), v[14], RELATIVE, "expectation");
    }
}
