package io.engagement.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource({
        "0.8, 2.5, 3000, 1.2",
        "0.05, 40, 1e6, 30",
        "25, 3, 10, 4",
        "1e-9, 2, 1e6, 1e9",
        "1e-9, 1e9, 1e9, 3",
        "1, 1, 1e40, 0.1",
        "1e9, 1e9, 10, 2",
        "1e9, 1e-3, 10, 2",
        "1e3, 1e9, 1e6, 1e3",
        "3, 1e-9, 0.1, 1"
    })
    void oneRuleServesAllFunctionsThatFallNoFasterThanTheirVariable(double a, double b, double u, double e) {
        BetaExpectation.Rule rule = BetaExpectation.rule(a, b, 1e-17 / (1 + e * u));
        for (double less : new double[] {u, u / 10, u / 1000, u / 1e30}) {
            for (DoubleUnaryOperator f : List.<DoubleUnaryOperator>of(
                    p -> 1 / (1 + p * less),
                    p -> p * less < 1e-200 ? e : -Math.expm1(-e * Math.log1p(p * less)) / (p * less),
                    p -> p * less < 1e-200 ? 1 : -Math.expm1(-p * less) / (p * less))) {
                double refined = BetaExpectation.of(a, b, f);
                assertThat(rule.expectation(f)).as("up to %s", less).isCloseTo(refined, within(1e-12 * refined));
            }
        }
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
