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

class ParetoNbdFitTest {
    private static final ParetoNbd MODEL = ParetoNbd.of(0.8, 8, 0.7, 12, TimeScale.WEEKS);

    private static Purchases simulated(int customers, long seed) {
        double[] ages = new double[customers];
        Random random = new Random(seed);
        Arrays.setAll(ages, i -> 20 + 40 * random.nextDouble());
        return MODEL.simulate(ages, seed);
    }

    @Test
    void theGradientIsTheCentralDifference() {
        Random random = new Random(12);
        CurvedLogLikelihood likelihood =
                ParetoLikelihood.of(simulated(200, 7).distinct(), 30, ParetoNbd.FAMILY.parameters());
        for (int point = 0; point < 30; point++) {
            double[] at = new double[4];
            Arrays.setAll(at, i -> 2 * random.nextGaussian());
            CentralDifferences.assertGradient(likelihood, at);
        }
    }

    @Test
    void theHessianIsTheGradientsCentralDifference() {
        Random random = new Random(13);
        CurvedLogLikelihood likelihood =
                ParetoLikelihood.of(simulated(200, 7).distinct(), 30, ParetoNbd.FAMILY.parameters());
        for (int point = 0; point < 30; point++) {
            double[] at = new double[4];
            Arrays.setAll(at, i -> 1.5 * random.nextGaussian());
            CentralDifferences.assertHessian(likelihood, at);
        }
    }

    @Test
    void theLikelihoodOfABaseIsTheSumOfItsCustomers() {
        Purchases purchases = simulated(500, 3);
        Fitted<ParetoNbd> fitted = ParetoNbd.fit(purchases);
        double sum = 0;
        for (int row = 0; row < purchases.size(); row++) {
            sum += fitted.model().logLikelihood(purchases.frequency(row), purchases.recency(row), purchases.age(row));
        }
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-10 * Math.abs(sum)));
    }

    @Test
    void aFittedModelThatWasSavedIsReadToTheBit() {
        Fitted<ParetoNbd> fitted = ParetoNbd.fit(simulated(300, 2));
        assertThat(ParetoNbd.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(fitted.model().toString()).startsWith("pareto-nbd[r=");
    }

    @Test
    void aBaseWithoutRepeatPurchasesIsSaidToBeOne() {
        Purchases silent = Purchases.of(
                TimeScale.WEEKS, new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {10, 20, 30});
        Fitted<ParetoNbd> fitted = ParetoNbd.fit(silent);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("no customer bought a second time");
        assertThat(Arrays.stream(fitted.estimates()).allMatch(Double::isFinite)).isTrue();
    }

    /** CDNOW, 2,357 customers, to 1997-09-30; the maximum as published, on a ridge so flat that s has an error of 0.19. */
    @Test
    void cdnowIsFittedToTheMaximum() {
        Fitted<ParetoNbd> fitted = ParetoNbd.fit(CdnowSample.read().purchases());
        assertThat(fitted.logLikelihood()).isGreaterThanOrEqualTo(-9594.9762);
        assertThat(fitted.model().r()).isCloseTo(0.5533, within(1e-4));
        assertThat(fitted.model().alpha()).isCloseTo(10.578, within(1e-3));
        assertThat(fitted.model().s()).isCloseTo(0.6060, within(5e-4));
        assertThat(fitted.model().beta()).isCloseTo(11.664, within(1e-2));
    }
}
