package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CdnowSample;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import java.time.Instant;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Published and peers' figures. */
class BetaGeometricNbdCorrectnessTest {
    @Test
    void cdnowGivesThePapersParameters() {
        Fitted<BetaGeometricNbd> fitted =
                BetaGeometricNbd.fit(CdnowSample.read().purchases());
        // Fader, Hardie and Lee (2005), table 2, to the digits of CLVTools.
        assertThat(fitted.model().r()).isCloseTo(0.2426, within(1e-3));
        assertThat(fitted.model().alpha()).isCloseTo(4.4136, within(1e-3));
        assertThat(fitted.model().a()).isCloseTo(0.7929, within(1e-3));
        assertThat(fitted.model().b()).isCloseTo(2.4259, within(1e-3));
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.diagnostics()).isEmpty();
    }

    /** CLVTools 0.12.1: log-likelihood and standard errors. */
    @Test
    void cdnowGivesTheLikelihoodAndErrorsOfClvTools() {
        Fitted<BetaGeometricNbd> fitted =
                BetaGeometricNbd.fit(CdnowSample.read().purchases());
        assertThat(fitted.logLikelihood()).isCloseTo(-9582.42920667514, within(1e-6));
        double[] errors = {0.0125573767993015, 0.378223858614972, 0.185732780107678, 0.705406851871078};
        for (int i = 0; i < errors.length; i++) {
            assertThat(fitted.standardErrors()[i]).isCloseTo(errors[i], within(1e-3 * errors[i]));
        }
        assertThat(fitted.provenance().customers()).isEqualTo(2357);
        assertThat(fitted.provenance().periodStart()).contains(Instant.parse("1997-01-01T00:00:00Z"));
        assertThat(fitted.provenance().periodEnd()).contains(Instant.parse("1997-09-30T00:00:00Z"));
        assertThat(fitted.provenance().timeScale()).contains("WEEKS");
    }

    /** CLVTools 0.12.1 at its own parameters. */
    @Test
    void cdnowGivesTheSumsOfClvToolsAtItsParameters() {
        Purchases purchases = CdnowSample.read().purchases();
        BetaGeometricNbd model = BetaGeometricNbd.of(
                0.242594541510235, 4.4136018839178, 0.792919915003392, 2.42588806370538, TimeScale.WEEKS);
        double alive = sum(
                purchases, i -> model.probabilityAlive(purchases.frequency(i), purchases.recency(i), purchases.age(i)));
        double expected = sum(
                purchases,
                i -> model.expectedPurchases(purchases.frequency(i), purchases.recency(i), purchases.age(i), 39));
        assertThat(alive).isCloseTo(1917.27703632088, within(1e-8));
        assertThat(expected).isCloseTo(1653.40783867144, within(1e-7));
    }

    /** lifetimes 0.11.3: 1653.4232833307185 with its own parameters. */
    @Test
    void cdnowsNext39WeeksAreThoseOfLifetimes() {
        Purchases purchases = CdnowSample.read().purchases();
        PurchaseKernel kernel = BetaGeometricNbd.fit(purchases).model().purchasesWithin(39);
        double expected =
                sum(purchases, i -> kernel.of(purchases.frequency(i), purchases.recency(i), purchases.age(i)));
        assertThat(expected).isCloseTo(1653.4232833307185, within(1e-3 * 1653.4));
    }

    private static double sum(Purchases purchases, IntToDoubleFunction ofRow) {
        return IntStream.range(0, purchases.size()).mapToDouble(ofRow).sum();
    }
}
