package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormalNormalTest {
    private static Fitted<NormalNormal> fit(double[] x, double[] z) {
        Fitted<NormalNormal> fitted = NormalNormal.fit(Spending.of(x, z));
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite)).isTrue();
        assertThat(fitted.logLikelihood()).isFinite();
        return fitted;
    }

    /** Customers whose means lie 10 x^power above or below 20. */
    private static double[][] base(int most, double power) {
        double[][] base = new double[2][400];
        for (int i = 0; i < 400; i++) {
            base[0][i] = 1 + i / 2 % most;
            base[1][i] = 20 + (i % 2 == 0 ? 10 : -10) * Math.pow(base[0][i], power);
        }
        return base;
    }

    @Test
    void theTextReadsBackToTheSameBits() {
        NormalNormal model = NormalNormal.of(-6.25, 3.74, 15.44);
        assertThat(NormalNormal.FAMILY.read(model.toText()).toString()).isEqualTo(model.toString());
        Fitted<NormalNormal> fitted = NormalNormal.fit(NormalNormalRecoveryTest.simulated(200, 1));
        assertThat(NormalNormal.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(fitted.summary())
                .startsWith("normal-normal, maximum likelihood")
                .contains("sigma_w", "converged");
    }

    @Test
    void impossibleParametersAndCustomersAreRefused() {
        NormalNormal model = NormalNormal.of(6.25, 3.74, 15.44);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalNormal.of(Double.NaN, 1, 1))
                .withMessage("theta must be from -1.0E40 to 1.0E40, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalNormal.of(1, 0, 1))
                .withMessage("sigma_a must be from 1.0E-40 to 1.0E40, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalNormal.of(1, 1, Double.NaN))
                .withMessage("sigma_w must be from 1.0E-40 to 1.0E40, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.logLikelihood(0, 5))
                .withMessage("x must be finite and at least 1.0, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.logLikelihood(1, Double.NaN))
                .withMessage("mean spend must be finite, was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> model.conditionalExpectedSpend(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> model.conditionalExpectedSpend(Double.NaN, 1));
    }

    @Test
    void onePurchaseWeighsAsMuchAsItsReliability() {
        NormalNormal model = NormalNormal.of(30, 20, 40);
        assertThat(model.reliability()).isCloseTo(0.2, within(1e-15));
        assertThat(model.conditionalExpectedSpend(1, -70)).isCloseTo(30 - 0.2 * 100, within(1e-12));
        assertThat(model.conditionalExpectedSpend(4, 0)).isCloseTo(15, within(1e-12));
        assertThat(model.conditionalExpectedSpend(0, Double.NaN)).isEqualTo(30);
        assertThat(model.expectedSpend()).isEqualTo(30);
    }

    @Test
    void amountsOfAnySizeNeitherOverflowNorVanish() {
        NormalNormal huge = NormalNormal.of(1e39, 2e39, 4e39);
        assertThat(huge.conditionalExpectedSpend(4, 0)).isCloseTo(0.5e39, within(1e27));
        assertThat(huge.logLikelihood(4, 0)).isFinite();
        assertThat(NormalNormal.of(1e-40, 2e-40, 4e-40).logLikelihood(5000, 0)).isFinite();
    }

    @Test
    void customersOfAnySignAreTakenAndThoseOfUnknownSpendCounted() {
        PurchaseDefinition days = PurchaseDefinition.standard();
        double nan = Double.NaN;
        MeasureTable table = MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(
                        days.frequency(), new double[] {1, nan, 0, 2, 3, 2, 5},
                        days.meanRepeatValue(), new double[] {9, nan, nan, nan, -4, 0, 3}));
        Spending spend = Spending.of(table, days);
        assertThat(spend.size()).isEqualTo(2);
        assertThat(spend.withoutSpend()).isEqualTo(3);
        Fitted<NormalNormal> fitted = NormalNormal.fit(spend);
        assertThat(fitted.provenance().customers()).isEqualTo(4);
        assertThat(fitted.diagnostics()).anyMatch(said -> said.startsWith("1 customers with repeat purchases were"));
    }

    @Test
    void aBaseWithoutRepeatSpendIsAFailureThatTeaches() {
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> fit(new double[] {0, 0}, new double[] {1, 0}))
                .withMessageStartingWith("cannot fit normal-normal: no customer has a repeat purchase with a value")
                .withMessageContaining("2 without repeat purchase, 0 without value");
    }

    @Test
    void customersWhoAllSpendTheSameOrNothingAreFittedAndToldSo() {
        for (double each : new double[] {20, 0, -3, 0.1}) {
            double[] x = {1, 2, 3, 4, 5, 6, 7};
            double[] z = new double[7];
            Arrays.fill(z, each);
            Fitted<NormalNormal> fitted = fit(x, z);
            assertThat(fitted.converged()).isFalse();
            assertThat(fitted.diagnostics().get(0)).startsWith("all customers have the same mean spend");
            assertThat(fitted.model().conditionalExpectedSpend(3, each)).isCloseTo(each, within(1e-9));
            assertThat(fitted.model().expectedSpend()).isCloseTo(each, within(1e-9));
        }
    }

    @Test
    void oneCustomerIsFittedAndToldSo() {
        Fitted<NormalNormal> fitted = fit(new double[] {3}, new double[] {-20});
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("all customers have the same mean spend");
        assertThat(fitted.model().expectedSpend()).isCloseTo(-20, within(1e-9));
    }

    /** Means vary less with more purchases than even chance allows. */
    @Test
    void customersWhoDoNotDifferAreAllExpectedToSpendTheSame() {
        double[][] base = base(8, -1);
        Fitted<NormalNormal> fitted = fit(base[0], base[1]);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("sigma_a falls without end");
        assertThat(fitted.model().conditionalExpectedSpend(8, 90)).isCloseTo(20, within(0.01));
    }

    /** Means vary no less with more purchases. */
    @Test
    void customersWhoNeverVaryAreExpectedToSpendWhatTheyDid() {
        double[][] base = base(8, 0.5);
        Fitted<NormalNormal> fitted = fit(base[0], base[1]);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("sigma_w falls without end");
        assertThat(fitted.model().conditionalExpectedSpend(1, 90)).isCloseTo(90, within(0.01));
    }

    @Test
    void whereAllHaveAsManyPurchasesTheTwoVariancesCannotBeTold() {
        double[][] base = base(1, 0);
        Fitted<NormalNormal> fitted = fit(base[0], base[1]);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("every customer has x = 1: what customers differ by");
        assertThat(fitted.model().theta()).isCloseTo(20, within(1e-6));
    }
}
