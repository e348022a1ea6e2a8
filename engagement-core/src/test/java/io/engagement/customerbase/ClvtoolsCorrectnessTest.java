package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sums over CDNOW's customers at the parameters that CLVTools 0.12.1 estimates, against what it predicts for 39 weeks. */
class ClvtoolsCorrectnessTest {
    private static Purchases purchases;

    @BeforeAll
    static void readCdnow() {
        purchases = CdnowSample.read().purchases();
    }

    private static double sum(PurchaseKernel kernel) {
        double sum = 0;
        for (int row = 0; row < purchases.size(); row++) {
            sum += kernel.of(purchases.frequency(row), purchases.recency(row), purchases.age(row));
        }
        return sum;
    }

    private static void assertSum(PurchaseKernel kernel, double expected) {
        assertThat(sum(kernel)).isCloseTo(expected, within(1e-4 * expected));
    }

    private static void assertLogLikelihood(CustomerBaseModel model, double expected) {
        assertThat(sum(PurchaseKernel.computed(model::logLikelihood))).isCloseTo(expected, within(1e-5));
    }

    @Test
    void paretoNbd() {
        ParetoNbd model =
                ParetoNbd.of(0.553270010377737, 10.5778006844536, 0.606019997268042, 11.6639145193976, TimeScale.WEEKS);
        assertLogLikelihood(model, -9594.97618090094);
        assertSum(model.alive(), 1051.97096010209);
        assertSum(model.purchasesWithin(39), 1665.68802708116);
        assertSum(model.discountedPurchasesWithin(Double.POSITIVE_INFINITY, Math.log(1.1)), 490.886139623025);
    }

    @Test
    void bgNbd() {
        BetaGeometricNbd model = BetaGeometricNbd.of(
                0.242594541510235, 4.4136018839178, 0.792919915003392, 2.42588806370538, TimeScale.WEEKS);
        assertLogLikelihood(model, -9582.42920667514);
        assertSum(model.alive(), 1917.27703632088);
        assertSum(model.purchasesWithin(39), 1653.40783867144);
    }

    @Test
    void ggomNbd() {
        GammaGompertzNbd model = GammaGompertzNbd.of(
                0.553039545971657,
                10.5727102880426,
                0.606122381115163,
                0.000117008238554984,
                1.00268802083979e-05,
                TimeScale.WEEKS);
        assertLogLikelihood(model, -9594.97626961683);
        assertSum(model.alive(), 1051.9878307099);
        assertSum(model.purchasesWithin(39), 1665.5491248728);
    }
}
