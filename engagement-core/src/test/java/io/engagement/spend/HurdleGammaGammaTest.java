package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Purpose;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.simulate.Simulation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HurdleGammaGammaTest {
    private static final HurdleGammaGamma MODEL = HurdleGammaGamma.of(3, 1, GammaGamma.of(6, 4, 15), 0.5);

    private static Fitted<HurdleGammaGamma> fit(double[] x, double[] z, double[] k, double[] m) {
        Fitted<HurdleGammaGamma> fitted = HurdleGammaGamma.fit(Earnings.of(x, z, k, m));
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite)).isTrue();
        assertThat(fitted.logLikelihood()).isFinite();
        assertThat(fitted.model().lossRatio()).isFinite();
        return fitted;
    }

    @Test
    void theTextReadsBackToTheSameBits() {
        assertThat(HurdleGammaGamma.FAMILY.read(MODEL.toText()).toString()).isEqualTo(MODEL.toString());
        Fitted<HurdleGammaGamma> fitted = HurdleGammaGamma.fit(HurdleGammaGammaRecoveryTest.simulated(200, 1));
        assertThat(HurdleGammaGamma.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(fitted.summary())
                .startsWith("hurdle-gamma-gamma, maximum likelihood")
                .contains("gamma", "converged");
    }

    @Test
    void impossibleParametersAndCustomersAreRefused() {
        GammaGamma earned = GammaGamma.of(6, 4, 15);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HurdleGammaGamma.of(Double.NaN, 1, earned, 0))
                .withMessage("a must be from 1.0E-9 to 1.0E9, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HurdleGammaGamma.of(1, 1, earned, -0.5))
                .withMessage("loss ratio must be from 0.0 to 1.0E40, was -0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> HurdleGammaGamma.of(1, 1, earned, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.conditionalExpectedSpend(2, 3, 10))
                .withMessage("earning must be from 0 to x, 2.0, was 3.0");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.conditionalExpectedSpend(2, Double.NaN, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityOfEarning(Double.NaN, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.logLikelihood(0, 0, 10))
                .withMessage("x must be finite and at least 1.0, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.logLikelihood(2, 1, Double.NaN));
    }

    @Test
    void whatIsExpectedIsTheShareKeptOfWhatADayBrings() {
        assertThat(MODEL.expectedSpend()).isCloseTo(30 * (0.75 - 0.25 * 0.5), within(1e-12));
        assertThat(MODEL.probabilityOfEarning(4, 1)).isEqualTo(0.5);
        double brings = MODEL.earned().conditionalExpectedSpend(1, 40);
        assertThat(MODEL.conditionalExpectedSpend(4, 1, 40)).isCloseTo(brings * 0.25, within(1e-12));
        // All of forty days lost: 3 of 44 days bring something, and the others lose half of it.
        assertThat(MODEL.conditionalExpectedSpend(40, 0, Double.NaN))
                .isCloseTo(30 * (3 - 41 * 0.5) / 44, within(1e-12));
    }

    @Test
    void anExpectationThatDoesNotExistIsNoNumberWhateverIsLost() {
        for (double lossRatio : new double[] {0, 0.5, 1e40}) {
            HurdleGammaGamma wild = HurdleGammaGamma.of(3, 1, GammaGamma.of(6, 1, 15), lossRatio);
            assertThat(wild.expectedSpend()).isNaN();
            assertThat(wild.conditionalExpectedSpend(4, 0, Double.NaN)).isNaN();
            assertThat(wild.conditionalExpectedSpend(4, 1, 40)).isFinite();
        }
    }

    @Test
    void impossibleColumnsAreRefusedWithTheirRow() {
        double[] one = {1};
        double[] two = {2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Earnings.of(new double[] {1.5}, one, one, one))
                .withMessage("row 0: frequency must be a whole number, not negative, was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Earnings.of(one, one, two, one))
                .withMessage("row 0: earning frequency must be a whole number from 0 to the frequency 1.0, was 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Earnings.of(two, one, one, new double[] {Double.NaN}))
                .withMessageContaining("mean earning must be positive and at most 1e18");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Earnings.of(two, two, one, two))
                .withMessageContaining("at most what the days that bring something bring of it, 1.0, was 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Earnings.of(two, new double[] {Double.NaN}, one, two));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Earnings.of(two, one, one, two, new double[] {-1}))
                .withMessage("row 0: weight must be positive and finite, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Earnings.of(two, new double[2], one, two))
                .withMessageEndingWith("must have the same length, had 1, 2, 1, 1 and 1");
    }

    @Test
    void aBaseThatBringsNothingIsAFailureThatTeaches() {
        double nan = Double.NaN;
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> fit(
                        new double[] {0, 2, 3}, new double[] {nan, 0, -4}, new double[3], new double[] {nan, nan, nan}))
                .withMessageStartingWith("cannot fit hurdle-gamma-gamma: no customer has a repeat purchase day that")
                .withMessageContaining("1 without repeat purchase with a value, 2 with such that brought nothing");
    }

    @Test
    void oneCustomerIsFittedAndToldSo() {
        Fitted<HurdleGammaGamma> fitted = fit(new double[] {3}, new double[] {10}, new double[] {2}, new double[] {20});
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics()).isNotEmpty();
    }

    @Test
    void customersWithTheSameShareOrWithAllOrNothingAreToldSo() {
        double[] x = new double[60];
        double[] k = new double[60];
        double[] m = new double[60];
        double[] z = new double[60];
        for (int i = 0; i < 60; i++) {
            x[i] = 4;
            k[i] = 2;
            m[i] = 10 + i;
            z[i] = m[i] / 2;
        }
        assertThat(fit(x, z, k, m).diagnostics()).anyMatch(said -> said.startsWith("a and b grow without end"));
        for (int i = 0; i < 60; i++) {
            k[i] = i % 2 == 0 ? 4 : 0;
            z[i] = k[i] > 0 ? m[i] : -1;
        }
        Fitted<HurdleGammaGamma> split = fit(x, z, k, m);
        assertThat(split.diagnostics()).anyMatch(said -> said.startsWith("a and b fall without end"));
        assertThat(split.model().lossRatio()).isBetween(1 / 69.0, 1 / 10.0);
    }

    @Test
    void aBaseWhoseSpendHasNoMeanHasALossRatioAllTheSame() {
        double[] x = new double[200];
        double[] k = new double[200];
        double[] m = new double[200];
        double[] z = new double[200];
        for (int i = 0; i < 200; i++) {
            x[i] = 5;
            k[i] = i % 3 == 0 ? 0 : 5 - i % 2;
            // Pareto with tail index 0.6.
            m[i] = 10 * Math.pow((i + 0.5) / 200, -1 / 0.6);
            z[i] = k[i] > 0 ? k[i] * m[i] / 5 : -2;
        }
        Fitted<HurdleGammaGamma> fitted = fit(x, z, k, m);
        assertThat(fitted.model().earned().q()).isLessThan(1);
        assertThat(fitted.diagnostics()).anyMatch(said -> said.startsWith("q <= 1"));
        assertThat(fitted.model().lossRatio()).isPositive();
    }

    @Test
    void aViewGivesItsSpendersLessReturns() {
        Simulation simulation = Simulation.withDefaults().withCustomers(400).withSeed(2);
        LogView view = simulation.log().asOf(simulation.end());
        PurchaseDefinition days = PurchaseDefinition.standard();
        PurchaseDefinition net = days.withRefunds(Filter.purpose(Purpose.RETURN));
        Earnings gross = Earnings.of(view, days);
        Earnings spend = Earnings.of(view, net);
        assertThat(spend.size() + spend.withoutRepeat()).isEqualTo(view.customers());
        assertThat(spend.size()).isEqualTo(gross.size());
        double kept = 0;
        for (int row = 0; row < spend.size(); row++) {
            assertThat(gross.earningFrequency(row)).isEqualTo(gross.frequency(row));
            assertThat(spend.meanSpend(row)).isLessThanOrEqualTo(gross.meanSpend(row) * (1 + 1e-12));
            kept += spend.frequency(row) * spend.meanSpend(row) / (gross.frequency(row) * gross.meanSpend(row));
        }
        // The simulation returns 3 % of purchases.
        assertThat(kept / spend.size()).isBetween(0.95, 0.99);
        HurdleGammaGamma model = HurdleGammaGamma.fit(spend).model();
        assertThat(model.probabilityOfEarning(0, 0)).isBetween(0.95, 0.99);
    }
}
