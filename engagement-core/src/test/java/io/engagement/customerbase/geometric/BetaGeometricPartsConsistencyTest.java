package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.testkit.SumOfParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BetaGeometricPartsConsistencyTest {
    private static final int CUSTOMERS = 3_000;

    private static Purchases rows(Purchases all, int from, int to) {
        double[][] columns = new double[3][to - from];
        for (int row = from; row < to; row++) {
            columns[0][row - from] = all.frequency(row);
            columns[1][row - from] = all.recency(row);
            columns[2][row - from] = all.age(row);
        }
        return Purchases.of(all.timeScale(), columns[0], columns[1], columns[2]);
    }

    @Test
    void aBaseInPartsIsFittedAsTheWholeIs() {
        Purchases all = BetaGeometricNbdConsistencyTest.simulated(CUSTOMERS, 11);
        Fitted<BetaGeometricNbd> whole = BetaGeometricNbd.fit(all);
        List<LogLikelihood> parts = new ArrayList<>();
        for (int from = 0; from < CUSTOMERS; from += 700) {
            parts.add(BetaGeometricNbd.FAMILY.logLikelihood(rows(all, from, Math.min(CUSTOMERS, from + 700))));
        }
        Fitted<BetaGeometricNbd> near = BetaGeometricNbd.fit(rows(all, 0, 500));
        Provenance provenance = Provenance.of("bg-nbd", CUSTOMERS, CUSTOMERS).withTimeScale("WEEKS");
        Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.FAMILY.fit(new SumOfParts(parts), near, provenance);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.logLikelihood()).isCloseTo(whole.logLikelihood(), within(1e-7));
        for (String name : whole.parameterNames()) {
            assertThat(fitted.estimate(name) / whole.estimate(name)).as(name).isCloseTo(1, within(1e-6));
            assertThat(fitted.standardError(name) / whole.standardError(name))
                    .as(name)
                    .isCloseTo(1, within(1e-3));
        }
        assertThat(fitted.provenance()).isEqualTo(provenance);
        assertThat(fitted.model().typical()).isEqualTo(near.model().typical());
    }

    @Test
    void anEqualDropOutIsSaidToBeSoOfPartsToo() {
        double[] x = new double[400];
        double[] recency = new double[400];
        double[] age = new double[400];
        Arrays.fill(age, 10);
        for (int row = 0; row < x.length; row++) {
            x[row] = row % 2;
            recency[row] = x[row] * 9.9;
        }
        Purchases all = Purchases.of(TimeScale.WEEKS, x, recency, age);
        Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.FAMILY.fit(
                BetaGeometricNbd.FAMILY.logLikelihood(all), BetaGeometricNbd.fit(all), Provenance.of("bg-nbd", 400, 2));
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics())
                .anyMatch(text -> text.contains("all customers have the same drop-out probability"));
    }
}
