package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Ending;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.saved.EditedText;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BetaGeometricNbdTest {
    private static final BetaGeometricNbd MODEL = BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS)
            .withTypical(new PurchaseSummary(1, 20.5, 32.7));

    private static Fitted<BetaGeometricNbd> fit(double[] x, double[] recency, double[] age) {
        Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.fit(Purchases.of(TimeScale.WEEKS, x, recency, age));
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite)).isTrue();
        assertThat(fitted.logLikelihood()).isFinite();
        return fitted;
    }

    @Test
    void theTextReadsBackToTheSameBits() {
        BetaGeometricNbd read = BetaGeometricNbd.FAMILY.read(MODEL.toText());
        assertThat(read.toText()).isEqualTo(MODEL.toText());
        assertThat(read.toString())
                .isEqualTo(MODEL.toString())
                .contains("alpha=4.414")
                .contains("WEEKS");
        assertThat(read.typical()).isEqualTo(new PurchaseSummary(1, 20.5, 32.7));
        Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.fit(BetaGeometricNbdConsistencyTest.simulated(300, 3));
        assertThat(BetaGeometricNbd.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
    }

    @Test
    void anotherTextIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaGeometricNbd.FAMILY.read(MODEL.toText().replace("bg-nbd", "pareto-nbd")))
                .withMessage("the text holds a pareto-nbd, not a bg-nbd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaGeometricNbd.FAMILY.read(
                        EditedText.of(MODEL.toText()).replace("alpha ", "beta ")))
                .withMessageContaining("must have the key alpha");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaGeometricNbd.FAMILY.read(
                        EditedText.of(MODEL.toText()).replace("4.414", "-1")))
                .withMessage("alpha must be positive and finite, was -1.0");
    }

    @Test
    void parametersMustBePositiveAndFinite() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BetaGeometricNbd.of(wrong, 1, 1, 1, TimeScale.DAYS))
                    .withMessage("r must be positive and finite, was " + wrong);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BetaGeometricNbd.of(1, 1, 1, wrong, TimeScale.DAYS))
                    .withMessage("b must be positive and finite, was " + wrong);
        }
    }

    @Test
    void impossibleCustomersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.logLikelihood(1.5, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityAlive(1, 3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expectedPurchases(0, 1, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.probabilityNoPurchase(1, 0, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.discountedPurchases(-1, 0, 2, 1, 0.1));
    }

    @Test
    void impossibleHorizonsAreRefused() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MODEL.expectedPurchases(wrong))
                    .withMessage("t must be finite and not negative, was " + wrong);
            assertThatIllegalArgumentException().isThrownBy(() -> MODEL.purchasesWithin(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> MODEL.noPurchaseWithin(wrong));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MODEL.discountedPurchasesWithin(10, wrong))
                    .withMessage("delta must be finite and not negative, was " + wrong);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.discountedPurchasesWithin(Double.NaN, 0.1))
                .withMessage("t must not be negative, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.discountedPurchases(1, 1, 2, Double.POSITIVE_INFINITY, 0))
                .withMessageStartingWith("an infinite t needs a positive delta");
    }

    @Test
    void withoutDiscountingTheDiscountedExpectationIsTheExpectation() {
        double expected = MODEL.expectedPurchases(2, 20, 30, 39);
        assertThat(MODEL.discountedPurchases(2, 20, 30, 39, 0)).isEqualTo(expected);
        assertThat(MODEL.discountedPurchasesWithin(39, 0).of(2, 20, 30)).isCloseTo(expected, within(1e-12));
        assertThat(MODEL.discountedPurchases(2, 20, 30, 0, 0.1)).isZero();
    }

    @Test
    void whereTheClosedFormIsSingularNothingHappens() {
        for (double a : new double[] {1, Math.nextUp(1.0), 1 - 1e-9}) {
            BetaGeometricNbd near = BetaGeometricNbd.of(0.5, 5, a, 0.2, TimeScale.WEEKS);
            BetaGeometricNbd beside = BetaGeometricNbd.of(0.5, 5, 1 + 1e-7, 0.2, TimeScale.WEEKS);
            double expected = beside.expectedPurchases(20);
            assertThat(near.expectedPurchases(20)).isCloseTo(expected, within(1e-6 * expected));
        }
    }

    @Test
    void aBaseWithoutRepeatPurchasesIsFittedAndSaysSo() {
        double[] zeros = new double[40];
        double[] age = new double[40];
        Arrays.setAll(age, i -> 10 + i);
        Fitted<BetaGeometricNbd> fitted = fit(zeros, zeros, age);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.ending()).isEqualTo(Ending.BOUNDARY);
        assertThat(fitted.diagnostics().get(0)).startsWith("no customer bought a second time");
        assertThat(fitted.model().expectedPurchases(0, 0, 30, 52)).isLessThan(1e-3);
    }

    @Test
    void oneCustomerIsFittedAndSaysSo() {
        Fitted<BetaGeometricNbd> fitted = fit(new double[] {4}, new double[] {20}, new double[] {30});
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics()).isNotEmpty();
    }

    @Test
    void aBaseThatNobodyLeavesIsToldToBeNbd() {
        // All bought last just now, at rates of 0.1 to 2 a week.
        double[] x = new double[200];
        double[] recency = new double[200];
        double[] age = new double[200];
        for (int i = 0; i < 200; i++) {
            age[i] = 50;
            x[i] = 3 + (i * i % 97);
            recency[i] = 49.9;
        }
        Fitted<BetaGeometricNbd> fitted = fit(x, recency, age);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics()).anyMatch(said -> said.contains("NBD"));
    }

    @Test
    void aBaseOfEqualRatesIsToldToBePoisson() {
        double[] x = new double[300];
        double[] recency = new double[300];
        double[] age = new double[300];
        for (int i = 0; i < 300; i++) {
            age[i] = 50;
            x[i] = 10;
            recency[i] = i % 3 == 0 ? 25 : 48;
        }
        Fitted<BetaGeometricNbd> fitted = fit(x, recency, age);
        assertThat(fitted.converged()).isFalse();
        assertThat(String.join(" ", fitted.diagnostics()).toLowerCase(Locale.ROOT))
                .contains("poisson");
    }

    @Test
    void noCustomersAndNoTimeAreFailuresThatTeach() {
        double[] none = {};
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> fit(none, none, none))
                .withMessageStartingWith("cannot fit bg-nbd: no customer has bought. Check: 1. ")
                .satisfies(e -> assertThat(e.happened()).isEqualTo("no customer has bought"));
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> fit(new double[2], new double[2], new double[2]))
                .withMessageContaining("all ages are 0");
    }
}
