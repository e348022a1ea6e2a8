package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CdnowSample;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.setup.CustomerBaseModels;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BetaGeometricCnbdFitTest {
    private static final BetaGeometricCnbd REGULAR =
            BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 3, 1.5, 5, 0.8, 4, TimeScale.WEEKS);

    private static Purchases simulated(BetaGeometricCnbd model, int customers, long seed) {
        double[] ages = new double[customers];
        Random random = new Random(seed);
        Arrays.setAll(ages, i -> 20 + 40 * random.nextDouble());
        return model.simulate(ages, seed);
    }

    @Test
    void theGradientIsTheCentralDifference() {
        Random random = new Random(12);
        Purchases purchases = simulated(REGULAR, 60, 7).distinct();
        for (int k = 1; k <= 4; k++) {
            for (DropOut dropOut : DropOut.values()) {
                StagedLikelihood likelihood = new StagedLikelihood(purchases, k, dropOut, 30);
                double[] at = {random.nextGaussian(), random.nextGaussian() - 1, random.nextGaussian(), 1};
                double[] gradient = new double[4];
                double[] unused = new double[4];
                likelihood.valueAndGradient(at, gradient);
                for (int i = 0; i < 4; i++) {
                    double[] low = at.clone();
                    double[] high = at.clone();
                    low[i] -= 1e-5;
                    high[i] += 1e-5;
                    double difference =
                            (likelihood.valueAndGradient(high, unused) - likelihood.valueAndGradient(low, unused))
                                    / 2e-5;
                    assertThat(gradient[i])
                            .as("k %d %s coordinate %d", k, dropOut, i)
                            .isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
                }
            }
        }
    }

    @Test
    void theLikelihoodOfABaseIsTheSumOfItsCustomers() {
        for (int k : new int[] {1, 3}) {
            Purchases purchases = simulated(REGULAR, 200, 3);
            Purchases timesUnknown =
                    Purchases.of(TimeScale.WEEKS, column(purchases, 0), column(purchases, 1), column(purchases, 2));
            Fitted<BetaGeometricCnbd> known = BetaGeometricCnbd.fit(DropOut.AFTER_ANY_PURCHASE, k, purchases);
            Fitted<BetaGeometricCnbd> unknown = BetaGeometricCnbd.fit(DropOut.AFTER_ANY_PURCHASE, k, timesUnknown);
            double sum = 0;
            double sumUnknown = 0;
            for (int row = 0; row < purchases.size(); row++) {
                double x = purchases.frequency(row);
                sum += known.model()
                        .logLikelihood(x, purchases.recency(row), purchases.age(row), purchases.logGaps(row));
                sumUnknown += unknown.model().logLikelihood(x, purchases.recency(row), purchases.age(row));
            }
            assertThat(known.logLikelihood()).isCloseTo(sum, within(1e-8 * Math.abs(sum)));
            assertThat(unknown.logLikelihood()).isCloseTo(sumUnknown, within(1e-8 * Math.abs(sum)));
            assertThat(unknown.model().r()).isCloseTo(known.model().r(), within(1e-5));
        }
    }

    private static double[] column(Purchases purchases, int which) {
        double[] column = new double[purchases.size()];
        Arrays.setAll(column, row -> switch (which) {
            case 0 -> purchases.frequency(row);
            case 1 -> purchases.recency(row);
            default -> purchases.age(row);
        });
        return column;
    }

    @Test
    void theNumberOfStagesIsFoundWhereTimesAreKnown() {
        Fitted<BetaGeometricCnbd> found =
                BetaGeometricCnbd.fit(DropOut.AFTER_ANY_PURCHASE, simulated(REGULAR, 800, 11));
        assertThat(found.model().k()).isEqualTo(3);
        assertThat(found.model().name()).isEqualTo("mbg-cnbd-3");
        assertThat(found.converged()).isTrue();
        for (String name : found.parameterNames()) {
            double truth = Double.parseDouble(REGULAR.modelText().word(name));
            assertThat(Math.abs(Math.log(found.estimate(name) / truth)))
                    .as("%s: %s for %s", name, found.estimate(name), truth)
                    .isLessThan(4 * found.standardError(name) / found.estimate(name));
        }
        BetaGeometricCnbd poisson =
                BetaGeometricCnbd.of(DropOut.AFTER_REPEAT_PURCHASE, 1, 0.8, 4, 0.8, 3, TimeScale.WEEKS);
        assertThat(BetaGeometricCnbd.fit(DropOut.AFTER_REPEAT_PURCHASE, simulated(poisson, 800, 5))
                        .model()
                        .k())
                .isEqualTo(1);
    }

    @Test
    void ofBgNbdItFindsWhatBgNbdFinds() {
        Purchases purchases = BetaGeometricNbdConsistencyTest.simulated(1_000, 8);
        Fitted<BetaGeometricNbd> one = BetaGeometricNbd.fit(purchases);
        Fitted<BetaGeometricCnbd> other = BetaGeometricCnbd.fit(DropOut.AFTER_REPEAT_PURCHASE, 1, purchases);
        assertThat(other.logLikelihood()).isCloseTo(one.logLikelihood(), within(1e-7));
        assertThat(other.estimates()).containsExactly(one.estimates(), within(1e-4));
        assertThat(other.model().name()).isEqualTo("bg-nbd");
    }

    @Test
    void whatCannotBeFittedOrBuiltSaysWhy() {
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> BetaGeometricCnbd.fitMbgNbd(
                        Purchases.of(TimeScale.DAYS, new double[0], new double[0], new double[0])))
                .withMessageContaining("mbg-nbd")
                .withMessageContaining("no customer has bought");
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> BetaGeometricCnbd.fitMbgNbd(
                        Purchases.of(TimeScale.DAYS, new double[1], new double[1], new double[1])))
                .withMessageContaining("all ages are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 0, 1, 1, 1, 1, TimeScale.DAYS))
                .withMessage("k must be from 1 to 12, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 1, 1, Double.NaN, 1, 1, TimeScale.DAYS))
                .withMessage("alpha must be positive and finite, was NaN");
    }

    @Test
    void aBaseWithoutRepeatPurchasesIsSaidToBeOne() {
        Purchases silent = Purchases.of(
                TimeScale.WEEKS, new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {10, 20, 30});
        Fitted<BetaGeometricCnbd> fitted = BetaGeometricCnbd.fitMbgNbd(silent);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("no customer bought a second time");
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite)).isTrue();
    }

    @Test
    void aFittedModelThatWasSavedIsReadToTheBit() {
        Fitted<BetaGeometricCnbd> fitted =
                BetaGeometricCnbd.fit(DropOut.AFTER_ANY_PURCHASE, 3, simulated(REGULAR, 100, 2));
        assertThat(CustomerBaseModels.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(fitted.model().dropOut()).isEqualTo(DropOut.AFTER_ANY_PURCHASE);
        assertThat(fitted.model().toString()).startsWith("mbg-cnbd-3[r=");
    }

    /** CDNOW, 2,357 customers, to 1997-09-30; the maximum as published by the peers' packages. */
    @Test
    void cdnowIsFittedToTheMaximum() {
        Fitted<BetaGeometricCnbd> fitted =
                BetaGeometricCnbd.fitMbgNbd(CdnowSample.read().purchases());
        assertThat(fitted.logLikelihood()).isGreaterThanOrEqualTo(-9582.1358);
        assertThat(fitted.model().r()).isCloseTo(0.52484, within(1e-4));
        assertThat(fitted.model().alpha()).isCloseTo(6.1831, within(1e-3));
        assertThat(fitted.model().a()).isCloseTo(0.89136, within(1e-4));
        assertThat(fitted.model().b()).isCloseTo(1.61400, within(1e-3));
    }

    @Test
    void aSearchedNumberOfStagesCountsAsAParameter() {
        Purchases purchases = simulated(REGULAR, 400, 5);
        Fitted<BetaGeometricCnbd> searched = BetaGeometricCnbd.fit(DropOut.AFTER_ANY_PURCHASE, purchases);
        Fitted<BetaGeometricCnbd> given = BetaGeometricCnbd.fit(
                DropOut.AFTER_ANY_PURCHASE, searched.model().k(), purchases);
        assertThat(searched.bic() - given.bic())
                .isCloseTo(Math.log(400) - 2 * (searched.logLikelihood() - given.logLikelihood()), within(1e-9));
        assertThat(searched.aic()).isCloseTo(given.aic() + 2, within(1e-4));
    }
}
