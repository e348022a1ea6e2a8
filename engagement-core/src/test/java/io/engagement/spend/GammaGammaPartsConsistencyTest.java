package io.engagement.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.testkit.SumOfParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GammaGammaPartsConsistencyTest {
    private static Spending rows(Spending all, int from, int to) {
        double[] x = new double[to - from];
        double[] z = new double[to - from];
        for (int row = from; row < to; row++) {
            x[row - from] = all.frequency(row);
            z[row - from] = all.meanSpend(row);
        }
        return Spending.of(x, z);
    }

    @Test
    void aBaseInPartsIsFittedAsTheWholeIs() {
        Spending all = GammaGammaRecoveryTest.simulated(2_000, 5);
        Fitted<GammaGamma> whole = GammaGamma.fit(all);
        List<LogLikelihood> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 300) {
            parts.add(GammaGamma.logLikelihood(rows(all, from, Math.min(all.size(), from + 300))));
        }
        GammaGamma near = GammaGamma.fit(rows(all, 0, 200)).model();
        Provenance provenance = Provenance.of("gamma-gamma", all.size(), all.size());
        Fitted<GammaGamma> fitted = GammaGamma.fit(new SumOfParts(parts), near, provenance);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.logLikelihood()).isCloseTo(whole.logLikelihood(), within(1e-6));
        for (String name : whole.parameterNames()) {
            assertThat(fitted.estimate(name) / whole.estimate(name)).as(name).isCloseTo(1, within(1e-6));
        }
        assertThat(fitted.provenance()).isEqualTo(provenance);
    }
}
