package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CdnowSample;
import io.engagement.fit.Fitted;
import org.junit.jupiter.api.Test;

/** CLVTools 0.12.1 on CDNOW's repeat spenders; Fader and Hardie (2013) print p 6.25, q 3.74, gamma 15.44. */
class GammaGammaCorrectnessTest {
    @Test
    void cdnowGivesThePublishedModel() {
        CdnowSample sample = CdnowSample.read();
        Spending spend = Spending.of(sample.frequency(), sample.meanSpend());
        Fitted<GammaGamma> fitted = GammaGamma.fit(spend);
        assertThat(spend.size()).isEqualTo(946);
        assertThat(spend.withoutRepeat()).isEqualTo(1411);
        assertThat(spend.withoutSpend()).isZero();
        assertThat(fitted.model().p()).isCloseTo(6.2493, within(5e-3));
        assertThat(fitted.model().q()).isCloseTo(3.7443, within(5e-3));
        assertThat(fitted.model().gamma()).isCloseTo(15.444, within(5e-3));
        assertThat(fitted.logLikelihood()).isGreaterThanOrEqualTo(-4055.91769483264);
        assertThat(fitted.logLikelihood()).isCloseTo(-4055.918, within(1e-3));
        assertThat(fitted.converged()).isTrue();
        double[] errors = {1.18997409462307, 0.290135981621656, 4.15953446072487};
        for (int i = 0; i < errors.length; i++) {
            assertThat(fitted.standardErrors()[i]).isCloseTo(errors[i], within(1e-3 * errors[i]));
        }
    }

    @Test
    void cdnowGivesTheSumOfExpectedSpendOfClvToolsAtItsParameters() {
        CdnowSample sample = CdnowSample.read();
        GammaGamma model = GammaGamma.of(6.24934917899977, 3.74425633422183, 15.4443066862728);
        double[] frequency = sample.frequency();
        double[] spend = sample.meanSpend();
        double sum = 0;
        for (int i = 0; i < frequency.length; i++) {
            sum += model.conditionalExpectedSpend(frequency[i], spend[i]);
        }
        assertThat(sum).isCloseTo(83089.822135791, within(1e-6));
    }
}
