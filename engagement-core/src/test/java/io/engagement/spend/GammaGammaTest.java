package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.simulate.Simulation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GammaGammaTest {
    private static Fitted<GammaGamma> fit(double[] x, double[] z) {
        Fitted<GammaGamma> fitted = GammaGamma.fit(Spending.of(x, z));
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite)).isTrue();
        return fitted;
    }

    @Test
    void theTextReadsBackToTheSameBits() {
        GammaGamma model = GammaGamma.of(6.25, 3.74, 15.44);
        assertThat(GammaGamma.FAMILY.read(model.toText()).toString()).isEqualTo(model.toString());
        String text = GammaGamma.fit(GammaGammaRecoveryTest.simulated(200, 1)).toText();
        assertThat(GammaGamma.FAMILY.readFitted(text).toText()).isEqualTo(text);
    }

    @Test
    void impossibleParametersAndCustomersAreRefused() {
        GammaGamma model = GammaGamma.of(6.25, 3.74, 15.44);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGamma.of(1, Double.NaN, 1))
                .withMessage("q must be from 1.0E-9 to 1.0E9, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.logLikelihood(0, 5))
                .withMessage("x must be finite and at least 1.0, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.logLikelihood(1, 0))
                .withMessage("mean spend must be positive and at most 1e18, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.conditionalExpectedSpend(1, Double.NaN))
                .withMessage("mean spend must be from 0 to 1e18, was NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> model.conditionalExpectedSpend(Double.NaN, 1));
    }

    @Test
    void aNewCustomerIsExpectedToSpendTheMeanWhereItExists() {
        assertThat(GammaGamma.of(6, 4, 15).expectedSpend()).isCloseTo(30, within(1e-12));
        assertThat(GammaGamma.of(6, 4, 15).conditionalExpectedSpend(0, Double.NaN))
                .isCloseTo(30, within(1e-12));
    }

    @Test
    void anExpectationThatDoesNotExistIsNoNumberAndOneThatDoesIsGiven() {
        assertThat(GammaGamma.of(6, 1, 15).expectedSpend()).isNaN();
        assertThat(GammaGamma.of(6, 1, 15).conditionalExpectedSpend(0, Double.NaN))
                .isNaN();
        assertThat(GammaGamma.of(0.1, 0.5, 15).conditionalExpectedSpend(1, 3)).isNaN();
        assertThat(GammaGamma.of(0.1, 0.5, 15).conditionalExpectedSpend(10, 3)).isCloseTo(9, within(1e-12));
        assertThat(GammaGamma.of(6, 1, 15).conditionalExpectedSpend(1, 1e18)).isCloseTo(1e18, within(1e4));
    }

    @Test
    void customersOfWhomThereIsNothingToReadAreCounted() {
        Spending spend = Spending.of(new double[] {0, 1, 2, 3, 2}, new double[] {Double.NaN, 0, 5, -2, 7});
        assertThat(spend.size()).isEqualTo(2);
        assertThat(spend.customers()).isEqualTo(2);
        assertThat(spend.withoutRepeat()).isEqualTo(1);
        assertThat(spend.withoutSpend()).isEqualTo(2);
        assertThat(spend.meanSpend(1)).isEqualTo(7);
        assertThat(spend.weight(1)).isEqualTo(1);
        assertThat(GammaGamma.fit(spend).diagnostics()).anyMatch(said -> said.startsWith("2 customers with repeat"));
    }

    @Test
    void impossibleColumnsAreRefusedWithTheirRow() {
        double[] one = {1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spending.of(new double[] {1.5}, one))
                .withMessage("row 0: frequency must be a whole number, not negative, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spending.of(one, new double[] {Double.NaN}))
                .withMessage("row 0: mean spend must be at most 1e18 in size where the frequency is above 0, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spending.of(one, one, new double[] {-1}))
                .withMessage("row 0: weight must be positive and finite, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spending.of(one, new double[2]))
                .withMessageContaining("must have the same length, had 1, 2 and 1");
    }

    @Test
    void aBaseWithoutRepeatSpendIsAFailureThatTeaches() {
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> fit(new double[] {0, 2}, new double[] {1, 0}))
                .withMessageStartingWith("cannot fit gamma-gamma: no customer has both")
                .withMessageContaining("1 without repeat purchase, 1 without positive spend");
    }

    @Test
    void customersWhoAllSpendTheSameAreFittedAndToldSo() {
        double[] x = new double[50];
        double[] z = new double[50];
        Arrays.fill(x, 3);
        Arrays.fill(z, 20);
        Fitted<GammaGamma> fitted = fit(x, z);
        assertThat(fitted.converged()).isFalse();
        assertThat(String.join(" ", fitted.diagnostics())).contains("the same");
    }

    @Test
    void oneCustomerIsFittedAndToldSo() {
        Fitted<GammaGamma> fitted = fit(new double[] {3}, new double[] {20});
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics()).isNotEmpty();
    }

    @Test
    void customersWhoDifferBeyondAMeanAreToldSo() {
        double[] x = new double[200];
        double[] z = new double[200];
        for (int i = 0; i < 200; i++) {
            x[i] = 5;
            // Pareto with tail index 0.6.
            z[i] = 10 * Math.pow((i + 0.5) / 200, -1 / 0.6);
        }
        Fitted<GammaGamma> fitted = fit(x, z);
        assertThat(fitted.model().q()).isLessThan(1);
        assertThat(fitted.diagnostics()).anyMatch(said -> said.startsWith("q <= 1"));
    }

    @Test
    void aTableGivesItsSpenders() {
        PurchaseDefinition days = PurchaseDefinition.standard();
        double nan = Double.NaN;
        MeasureTable table = MeasureTable.ofColumns(
                Instant.EPOCH,
                TimeScale.WEEKS,
                List.of(),
                Map.of(
                        days.frequency(), new double[] {1, nan, 0, 2},
                        days.meanRepeatValue(), new double[] {9, nan, nan, nan}));
        Spending spend = Spending.of(table, days);
        assertThat(spend.size()).isEqualTo(1);
        assertThat(spend.withoutRepeat()).isEqualTo(2);
        assertThat(spend.withoutSpend()).isEqualTo(1);
    }

    @Test
    void aViewGivesItsSpenders() {
        Simulation simulation = Simulation.withDefaults().withCustomers(60).withSeed(2);
        LogView view = simulation.log().asOf(simulation.end());
        Spending spend = Spending.of(view, PurchaseDefinition.standard());
        assertThat(spend.size()).isPositive();
        assertThat(spend.size() + spend.withoutRepeat() + spend.withoutSpend()).isEqualTo(view.customers());
    }
}
