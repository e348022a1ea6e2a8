package io.engagement.customerbase.gompertz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CdnowSample;
import io.engagement.customerbase.CentralDifferences;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.Fitted;
import io.engagement.testkit.CustomerBaseModelContract;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GammaGompertzNbdFitTest {
    private static final GammaGompertzNbd MODEL = GammaGompertzNbd.of(1.2, 5, 0.9, 8, 0.12, TimeScale.WEEKS);

    private static Purchases simulated(int customers, long seed) {
        double[] ages = new double[customers];
        Random random = new Random(seed);
        Arrays.setAll(ages, i -> 20 + 60 * random.nextDouble());
        return MODEL.simulate(ages, seed);
    }

    @Test
    void theGradientIsTheCentralDifference() {
        Random random = new Random(12);
        CurvedLogLikelihood likelihood =
                GammaGompertzLikelihood.of(simulated(200, 7).distinct(), 30, GammaGompertzNbd.FAMILY.parameters());
        for (int point = 0; point < 30; point++) {
            double[] at = new double[5];
            Arrays.setAll(at, i -> 2 * random.nextGaussian());
            CentralDifferences.assertGradient(likelihood, at);
        }
    }

    @Test
    void theHessianIsTheGradientsCentralDifference() {
        Random random = new Random(13);
        CurvedLogLikelihood likelihood =
                GammaGompertzLikelihood.of(simulated(200, 7).distinct(), 30, GammaGompertzNbd.FAMILY.parameters());
        for (int point = 0; point < 30; point++) {
            double[] at = new double[5];
            Arrays.setAll(at, i -> 1.5 * random.nextGaussian());
            CentralDifferences.assertHessian(likelihood, at);
        }
    }

    @Test
    void theLikelihoodOfABaseIsTheSumOfItsCustomers() {
        Purchases purchases = simulated(800, 3);
        Fitted<GammaGompertzNbd> fitted = GammaGompertzNbd.fit(purchases);
        double sum = 0;
        for (int row = 0; row < purchases.size(); row++) {
            sum += fitted.model().logLikelihood(purchases.frequency(row), purchases.recency(row), purchases.age(row));
        }
        assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-9 * Math.abs(sum)));
    }

    @Test
    void whatWasSimulatedIsFoundAgain() {
        Fitted<GammaGompertzNbd> fitted = GammaGompertzNbd.fit(simulated(20_000, 11));
        assertThat(fitted.converged()).isTrue();
        double[] truth = {1.2, 5, 0.9, 8, 0.12};
        for (int i = 0; i < truth.length; i++) {
            assertThat(fitted.interval(fitted.parameterNames().get(i), 0.9999).contains(truth[i]))
                    .as("seed 11, %s: %s", fitted.parameterNames().get(i), fitted.estimates()[i])
                    .isTrue();
        }
    }

    @Test
    void aFittedModelThatWasSavedIsReadToTheBit() {
        Fitted<GammaGompertzNbd> fitted = GammaGompertzNbd.fit(simulated(300, 2));
        assertThat(GammaGompertzNbd.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(fitted.model().toString()).startsWith("ggom-nbd[r=").contains(", b=");
    }

    @Test
    void aConstantRateOfLeavingIsSaidToBeParetoNbd() {
        double[] ages = new double[3_000];
        Arrays.setAll(ages, i -> 20 + i % 40);
        Purchases purchases = ParetoNbd.of(0.8, 8, 0.5, 6, TimeScale.WEEKS).simulate(ages, 5);
        Fitted<GammaGompertzNbd> fitted = GammaGompertzNbd.fit(purchases);
        Fitted<ParetoNbd> pareto = ParetoNbd.fit(purchases);
        assertThat(fitted.logLikelihood()).isGreaterThan(pareto.logLikelihood() - 1e-3);
        if (!fitted.converged()) {
            assertThat(fitted.diagnostics()).anyMatch(text -> text.contains("Pareto/NBD with beta"));
        }
    }

    @Test
    void aBaseWithoutRepeatPurchasesIsSaidToBeOne() {
        Purchases silent = Purchases.of(
                TimeScale.WEEKS, new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {10, 20, 30});
        Fitted<GammaGompertzNbd> fitted = GammaGompertzNbd.fit(silent);
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).startsWith("no customer bought a second time");
    }

    /** CDNOW, 2,357 customers: at its best GGom/NBD is Pareto/NBD, and says so. */
    @Test
    void cdnowIsFittedToTheMaximum() {
        Fitted<GammaGompertzNbd> fitted =
                GammaGompertzNbd.fit(CdnowSample.read().purchases());
        assertThat(fitted.logLikelihood()).isGreaterThanOrEqualTo(-9594.977);
        assertThat(fitted.diagnostics()).anyMatch(text -> text.contains("Pareto/NBD with beta 11.6"));
    }

    @Test
    void asBAndBetaGoTo0ItIsParetoNbd() {
        ParetoNbd pareto = ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS);
        GammaGompertzNbd near = GammaGompertzNbd.of(0.5533, 10.578, 0.606, 11.664e-9, 1e-9, TimeScale.WEEKS);
        for (PurchaseSummary c : CustomerBaseModelContract.customers()) {
            double expected = pareto.logLikelihood(c.frequency(), c.recency(), c.age());
            assertThat(near.logLikelihood(c.frequency(), c.recency(), c.age()))
                    .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            assertThat(near.expectedPurchases(c.frequency(), c.recency(), c.age(), 39))
                    .isCloseTo(pareto.expectedPurchases(c.frequency(), c.recency(), c.age(), 39), within(1e-6));
        }
    }
}
