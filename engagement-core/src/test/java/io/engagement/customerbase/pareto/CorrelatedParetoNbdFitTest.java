package io.engagement.customerbase.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CdnowSample;
import io.engagement.customerbase.CentralDifferences;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelatedParetoNbdFitTest {
    private static final int PARAMETERS = 5;

    private static Purchases simulated(double association, int customers, long seed) {
        double[] ages = new double[customers];
        Random random = new Random(seed);
        Arrays.setAll(ages, i -> 40 + 40 * random.nextDouble());
        return CorrelatedParetoNbd.of(0.8, 4, 0.7, 12, association, TimeScale.WEEKS)
                .simulate(ages, seed);
    }

    /** ln r, ln alpha, ln s, ln beta and the association. */
    private static double[] point(Random random) {
        double[] at = new double[PARAMETERS];
        Arrays.setAll(at, i -> i < 4 ? 1.5 * random.nextGaussian() : 1.98 * random.nextDouble() - 0.99);
        return at;
    }

    @Test
    void theGradientIsTheCentralDifference() {
        Random random = new Random(12);
        CurvedLogLikelihood likelihood = CorrelatedParetoLikelihood.of(
                simulated(0.5, 200, 7).distinct(), 30, CorrelatedParetoNbd.FAMILY.parameters());
        for (int point = 0; point < 30; point++) {
            double[] at = point(random);
            CentralDifferences.assertGradient(likelihood, at);
        }
    }

    @Test
    void theHessianIsTheGradientsCentralDifference() {
        Random random = new Random(13);
        CurvedLogLikelihood likelihood = CorrelatedParetoLikelihood.of(
                simulated(-0.5, 200, 7).distinct(), 30, CorrelatedParetoNbd.FAMILY.parameters());
        for (int point = 0; point < 30; point++) {
            double[] at = point(random);
            CentralDifferences.assertHessian(likelihood, at);
        }
    }

    @Test
    void theLikelihoodOfABaseIsTheSumOfItsCustomers() {
        Purchases purchases = simulated(0.5, 500, 3);
        Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(purchases);
        double sum = 0;
        for (int row = 0; row < purchases.size(); row++) {
            sum += fitted.model().logLikelihood(purchases.frequency(row), purchases.recency(row), purchases.age(row));
        }
        assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-10 * Math.abs(sum)));
    }

    @Test
    void aFittedModelThatWasSavedIsReadToTheBit() {
        Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(simulated(0.5, 300, 2));
        Fitted<CorrelatedParetoNbd> read = CorrelatedParetoNbd.FAMILY.readFitted(fitted.toText());
        assertThat(read.toText()).isEqualTo(fitted.toText());
        assertThat(CorrelatedParetoNbd.correlationStandardError(read))
                .isEqualTo(CorrelatedParetoNbd.correlationStandardError(fitted));
        assertThat(fitted.model().toString()).startsWith("pareto-nbd-cor[r=").contains(", association=");
    }

    @Test
    void aBaseWithoutRepeatPurchasesIsSaidToBeOne() {
        Purchases silent = Purchases.of(
                TimeScale.WEEKS, new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {10, 20, 30});
        Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(silent);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("no customer bought a second time");
        assertThat(fitted.diagnostics()).noneMatch(text -> text.contains("correlation"));
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite)).isTrue();
    }

    @Test
    void ratesThatDoNotDependOnEachOtherAreSaidToBeParetoNbd() {
        Purchases purchases = simulated(0, 1_500, 5);
        Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(purchases);
        double gain = fitted.logLikelihood() - ParetoNbd.fit(purchases).logLikelihood();
        assertThat(gain).isBetween(-1e-6, 1.92);
        assertThat(fitted.diagnostics())
                .anyMatch(text -> text.startsWith("the correlation cannot be told from 0")
                        && text.endsWith("Pareto/NBD fits as well"));
    }

    /** From simulated bases, of either sign: parameters and the correlation within 4 standard errors of the truth. */
    @ParameterizedTest
    @ValueSource(doubles = {0.6, -0.6})
    void theCorrelationIsFoundAgain(double association) {
        Fitted<CorrelatedParetoNbd> fitted = CorrelatedParetoNbd.fit(simulated(association, 3_000, 11));
        assertThat(fitted.converged()).as("%s", fitted.diagnostics()).isTrue();
        double[] truth = {0.8, 4, 0.7, 12, association};
        for (int i = 0; i < PARAMETERS; i++) {
            assertThat(fitted.interval(fitted.parameterNames().get(i), 0.9999).contains(truth[i]))
                    .as("seed 11, %s: %s", fitted.parameterNames().get(i), fitted.estimates()[i])
                    .isTrue();
        }
        double expected = CorrelatedParetoNbd.of(0.8, 4, 0.7, 12, association, TimeScale.WEEKS)
                .correlation();
        double error = CorrelatedParetoNbd.correlationStandardError(fitted);
        assertThat(error).isBetween(0.01, 0.1);
        assertThat(fitted.model().correlation()).isCloseTo(expected, within(4 * error));
        assertThat(fitted.diagnostics())
                .anyMatch(text -> text.startsWith("the rates of purchase and of leaving have a correlation of "));
    }

    /** CDNOW to 1997-09-30: who buys often, leaves sooner, as strongly as the model can say; Pareto/NBD has -9594.9762. */
    @Test
    void cdnowIsFittedToTheBound() {
        Fitted<CorrelatedParetoNbd> fitted =
                CorrelatedParetoNbd.fit(CdnowSample.read().purchases());
        assertThat(fitted.logLikelihood()).isCloseTo(-9585.0239, within(1e-4));
        assertThat(fitted.model().association()).isEqualTo(1);
        assertThat(fitted.model().correlation()).isCloseTo(0.2265, within(1e-4));
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics())
                .anyMatch(text -> text.startsWith("the association is at its bound"))
                .anyMatch(text -> text.startsWith("association ran to its bound 1.0"));
        assertThat(CorrelatedParetoNbd.correlationStandardError(fitted)).isNaN();
    }
}
