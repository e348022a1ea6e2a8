package io.engagement.customerbase.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.testkit.CustomerBaseModelContract;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NbdFitTest {
    private static final Nbd MODEL = Nbd.of(0.7, 9, TimeScale.WEEKS);

    private static Purchases simulated(Nbd model, int customers, long seed) {
        double[] ages = new double[customers];
        Random random = new Random(seed);
        Arrays.setAll(ages, i -> 20 + 40 * random.nextDouble());
        return model.simulate(ages, seed);
    }

    @Test
    void theGradientIsTheCentralDifference() {
        Random random = new Random(12);
        NbdLikelihood likelihood = new NbdLikelihood(simulated(MODEL, 200, 7).distinct(), 30);
        for (int point = 0; point < 30; point++) {
            double[] at = {2 * random.nextGaussian(), 2 * random.nextGaussian()};
            double[] gradient = new double[2];
            double[] unused = new double[2];
            likelihood.valueAndGradient(at, gradient);
            for (int i = 0; i < 2; i++) {
                double[] low = at.clone();
                double[] high = at.clone();
                low[i] -= 1e-5;
                high[i] += 1e-5;
                double difference =
                        (likelihood.valueAndGradient(high, unused) - likelihood.valueAndGradient(low, unused)) / 2e-5;
                assertThat(gradient[i]).isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
            }
        }
    }

    @Test
    void whatWasSimulatedIsFoundAgain() {
        Purchases purchases = simulated(MODEL, 5_000, 11);
        Fitted<Nbd> fitted = Nbd.fit(purchases);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.interval("r", 0.9999).contains(0.7))
                .as("seed 11, r %s", fitted.estimate("r"))
                .isTrue();
        assertThat(fitted.interval("alpha", 0.9999).contains(9))
                .as("seed 11, alpha %s", fitted.estimate("alpha"))
                .isTrue();
        double sum = 0;
        for (int row = 0; row < purchases.size(); row++) {
            sum += fitted.model().logLikelihood(purchases.frequency(row), purchases.recency(row), purchases.age(row));
        }
        assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-10 * Math.abs(sum)));
        assertThat(Nbd.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(fitted.model().toString()).startsWith("nbd[r=");
    }

    /** At the maximum the mean purchases of customers of one age are those that were seen. */
    @Test
    void customersOfOneAgeHaveTheirMeanExactly() {
        double[] x = {0, 0, 0, 1, 2, 7, 3, 0, 1, 0};
        double[] recency = {0, 0, 0, 5, 9, 38, 20, 0, 3, 0};
        double[] age = new double[10];
        Arrays.fill(age, 39);
        Fitted<Nbd> fitted = Nbd.fit(Purchases.of(TimeScale.WEEKS, x, recency, age));
        assertThat(fitted.model().expectedPurchases(39)).isCloseTo(1.4, within(1e-6));
    }

    @Test
    void customersWhoBuyAtOneRateAreSaidToBePoisson() {
        double[] x = new double[100];
        double[] recency = new double[100];
        double[] age = new double[100];
        Arrays.fill(x, 3);
        Arrays.fill(recency, 20);
        Arrays.fill(age, 30);
        Fitted<Nbd> fitted = Nbd.fit(Purchases.of(TimeScale.WEEKS, x, recency, age));
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics()).anyMatch(text -> text.contains("all customers buy at the same rate"));
    }

    @Test
    void aBaseWithoutRepeatPurchasesIsSaidToBeOne() {
        Purchases silent = Purchases.of(
                TimeScale.WEEKS, new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {10, 20, 30});
        assertThat(Nbd.fit(silent).diagnostics().get(0)).startsWith("no customer bought a second time");
    }

    @Test
    void itIsParetoNbdWithoutLeaving() {
        ParetoNbd pareto = ParetoNbd.of(0.7, 9, 1e-9, 1e30, TimeScale.WEEKS);
        for (PurchaseSummary c : CustomerBaseModelContract.customers()) {
            assertThat(MODEL.expectedPurchases(c.frequency(), c.recency(), c.age(), 13))
                    .isCloseTo(pareto.expectedPurchases(c.frequency(), c.recency(), c.age(), 13), within(1e-3));
            assertThat(MODEL.probabilityAlive(c.frequency(), c.recency(), c.age()))
                    .isOne();
        }
    }
}
