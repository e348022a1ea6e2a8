package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.internal.index.RowSort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {
    @Test
    void smoothAndPeakedFunctionsAreIntegrated() {
        assertThat(GaussLegendre.integrate(Math::exp, 0, 10, 1e-12)).isCloseTo(Math.expm1(10), within(1e-9));
        double peak = GaussLegendre.integrate(x -> 1e-3 / (x * x + 1e-6), -1, 1, 1e-12);
        assertThat(peak).isCloseTo(2 * Math.atan(1e3), within(1e-12));
        assertThat(GaussLegendre.integrate(x -> x, 3, 3, 1e-12)).isZero();
    }

    @Test
    void whatIsNoNumberStaysNoNumber() {
        assertThat(GaussLegendre.integrate(x -> Double.NaN, 0, 1, 1e-12)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.002", "0.5, 300", "3, 0.01", "40, 60", "1, 1", "5000, 0.3", "1e-3, 5000", "1e5, 1e5"})
    void momentsOfBetaVariablesAreThoseOfTheDistribution(double a, double b) {
        double mean = a / (a + b);
        assertThat(BetaExpectation.of(a, b, p -> p)).isCloseTo(mean, within(1e-12 * mean));
        double square = mean * (a + 1) / (a + b + 1);
        assertThat(BetaExpectation.of(a, b, p -> p * p)).isCloseTo(square, within(1e-12 * square));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-3, 0.2, 0.5, 0.9, 0.999999})
    void oneRuleServesAllFunctionsThatFallNoFasterThanTheirVariable(double a) {
        BetaExpectation.Rule rule = BetaExpectation.rule(a, 1 - a, 1e-17 / 1e60);
        for (double z = 1e-20; z < 1e60; z *= 3.7) {
            double large = z;
            // 2F1(1, a; 1; -z).
            double truth = Math.exp(-a * Math.log1p(z));
            assertThat(rule.expectation(p -> 1 / (1 + p * large))).isCloseTo(truth, within(3e-13 * truth));
        }
        assertThat(rule.size()).isLessThan(1100);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1e-9", "2, 1e9", "1e9, 1e9", "1e9, 1e-3", "1e3, 1e6", "30, 30", "4, 0.1"})
    void theRuleKnowsTheMeanOfTheInverse(double a, double b) {
        double truth = (a + b - 1) / (a - 1);
        BetaExpectation.Rule rule = BetaExpectation.rule(a, b, 1e-200);
        assertThat(rule.expectation(p -> p == 0 ? 0 : 1 / p)).isCloseTo(truth, within(3e-13 * truth));
    }

    @Test
    void aRuleForWhatIsNoNumberEnds() {
        assertThat(BetaExpectation.rule(1, Double.NaN, 1e-20).expectation(p -> 1))
                .isNaN();
        assertThat(BetaExpectation.rule(Double.NaN, 1, Double.NaN).expectation(p -> 1))
                .isNaN();
    }

    @Test
    void cellsJoinAndFollowTheFunction() {
        double[] c = new double[CellPolynomial.SIZE];
        for (double z = 1e-3; z < 1e6; z *= 1.0371) {
            CellPolynomial.fill(x -> Math.log1p(5 / x) / x, CellPolynomial.cell(z), c, 0);
            double exact = Math.log1p(5 / z) / z;
            assertThat(CellPolynomial.value(z, c, 0)).isCloseTo(exact, within(2e-14 * exact));
        }
        assertThat(CellPolynomial.cell(2)).isEqualTo(CellPolynomial.cell(Math.nextDown(2.0)) + 1);
        assertThat(CellPolynomial.cell(2)).isEqualTo(CellPolynomial.cell(2.24));
    }

    @Test
    void rowsAreSortedByOneColumnAfterTheOther() {
        double[] first = new double[100];
        double[] second = new double[100];
        for (int i = 0; i < 100; i++) {
            first[i] = i * 7 % 5;
            second[i] = i * 31 % 100;
        }
        int[] order = new RowSort(first, second).order();
        assertThat(order).doesNotHaveDuplicates().hasSize(100);
        for (int i = 1; i < 100; i++) {
            int one = order[i - 1];
            int other = order[i];
            assertThat(first[one] < first[other] || (first[one] == first[other] && second[one] < second[other]))
                    .isTrue();
        }
    }
}
