package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.TruthTable;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.CorrelatedParetoNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pareto/NBD and its kin over the whole range that a fit can end in, against their definitions: integrals over the time of leaving
 * with 40 digits by mpmath 1.3.0, composite Gauss-Legendre of 30 nodes on panels of at most 0.4 in ln(1 + u/m), m the shortest of
 * the time constants, cut where the integrand is below e^-110 of its largest value. Of each table 70 % of the rows have shapes from
 * 1e-6 to 1e6, rates from 1e-7 or 1e-12 to 1e7 mean ages (beta of GGom/NBD from 1e-26), ages from 1e-9 to 1e12, up to a million
 * purchases, last ones at a billionth of the age or now; some with alpha = beta, or nearly, r = s, s = 1, associations of 1 and -1.
 */
class WholeRangeAccuracyTest {
    private static final double RELATIVE = 1e-11;
    /** Of a count's probability beside all others, of a log-likelihood near 0 beside the probability of 1. */
    private static final double ABSOLUTE = 2e-14;

    static Stream<String> pareto() {
        return TruthTable.rows(WholeRangeAccuracyTest.class, "pnbd_range.csv");
    }

    static Stream<String> gompertz() {
        return TruthTable.rows(WholeRangeAccuracyTest.class, "ggomnbd_range.csv");
    }

    static Stream<String> correlated() {
        return TruthTable.rows(WholeRangeAccuracyTest.class, "pnbd_correlated_range.csv");
    }

    @ParameterizedTest
    @MethodSource("pareto")
    void paretoNbdIsItsIntegrals(String row) {
        double[] v = TruthTable.numbers(row);
        assertTruth(ParetoNbd.of(v[0], v[1], v[2], v[3], TimeScale.WEEKS), Arrays.copyOfRange(v, 4, v.length));
    }

    @ParameterizedTest
    @MethodSource("gompertz")
    void gammaGompertzNbdIsItsIntegrals(String row) {
        double[] v = TruthTable.numbers(row);
        assertTruth(
                GammaGompertzNbd.of(v[0], v[1], v[2], v[3], v[4], TimeScale.WEEKS), Arrays.copyOfRange(v, 5, v.length));
    }

    @ParameterizedTest
    @MethodSource("correlated")
    void correlatedRatesAreTheirIntegrals(String row) {
        double[] v = TruthTable.numbers(row);
        assertTruth(
                CorrelatedParetoNbd.of(v[0], v[1], v[2], v[3], v[4], TimeScale.WEEKS),
                Arrays.copyOfRange(v, 5, v.length));
    }

    private static void assertTruth(CustomerBaseModel model, double[] v) {
        double x = v[0];
        double recency = v[1];
        double age = v[2];
        double t = v[3];
        double delta = v[4];
        double ever = Double.POSITIVE_INFINITY;
        assertThat(model.logLikelihood(x, recency, age))
                .as("ln L")
                .isCloseTo(v[5], within(RELATIVE * Math.abs(v[5]) + ABSOLUTE));
        assertClose("P(alive)", model.probabilityAlive(x, recency, age), v[6]);
        assertClose("expected", model.expectedPurchases(x, recency, age, t), v[7]);
        assertClose("no purchase", model.probabilityNoPurchase(x, recency, age, t), v[8]);
        assertClose("discounted", model.discountedPurchases(x, recency, age, t, delta), v[9]);
        assertClose("for ever", model.discountedPurchases(x, recency, age, ever, delta), v[10]);
        assertClose("P(alive), columns", model.alive().of(x, recency, age), v[6]);
        assertClose("expected, columns", model.purchasesWithin(t).of(x, recency, age), v[7]);
        assertClose("no purchase, columns", model.noPurchaseWithin(t).of(x, recency, age), v[8]);
        assertClose(
                "discounted, columns", model.discountedPurchasesWithin(t, delta).of(x, recency, age), v[9]);
        assertClose(
                "for ever, columns",
                model.discountedPurchasesWithin(ever, delta).of(x, recency, age),
                v[10]);
        assertThat(model.purchaseDistribution(x, recency, age, t).probability(0))
                .as("count of 0")
                .isCloseTo(v[8], within(RELATIVE * v[8] + ABSOLUTE));
    }

    /** Down to the least normal number: nothing that can be represented is flushed to 0. */
    private static void assertClose(String of, double value, double truth) {
        assertThat(value).as(of).isCloseTo(truth, within(Math.max(RELATIVE * truth, 1e-16 * Double.MIN_NORMAL)));
    }
}
