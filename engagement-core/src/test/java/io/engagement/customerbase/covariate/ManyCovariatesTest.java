package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of many covariates a fit takes seconds; 160 of them took three minutes. */
class ManyCovariatesTest {
    private static final ParetoNbd BASE = ParetoNbd.of(0.8, 6, 0.7, 12, TimeScale.WEEKS);

    @Test
    void aFitWithManyCovariatesEndsInTimeAtTheMaximum() {
        int customers = FullRun.pick(1500, 300);
        int covariates = FullRun.pick(160, 40);
        double[] ages = new double[customers];
        Arrays.setAll(ages, i -> 30 + i % 40);
        Purchases purchases = BASE.simulate(ages, 3);
        Random random = new Random(4);
        List<Fact> facts = new ArrayList<>();
        double[][] values = new double[covariates][];
        for (int j = 0; j < covariates; j++) {
            facts.add(Fact.attribute("c" + j));
            values[j] = random.doubles(customers, -1, 1).toArray();
        }
        Fitted<CovariateModel<ParetoNbd>> fitted =
                assertTimeoutPreemptively(Duration.ofMinutes(5), () -> fit(purchases, facts, 10, values));
        assertThat(fitted.converged()).as(fitted.diagnostics().toString()).isTrue();
        assertThat(fitted.standardErrors()).hasSize(4 + 2 * covariates);
        assertThat(Arrays.stream(fitted.standardErrors())).allMatch(error -> error > 0);
        int last = 3 + 2 * covariates;
        assertThat(fitted.toText()).contains("parameter." + last + ".covariance." + last + " ");
    }

    @Test
    void theAlgebraForManyGivesWhatThatForFewGives() {
        double[] ages = new double[300];
        Arrays.setAll(ages, i -> 30 + i % 40);
        Purchases purchases = BASE.simulate(ages, 5);
        double[] one = new Random(6).doubles(300, -1, 1).toArray();
        List<Fact> facts = new ArrayList<>(List.of(Fact.attribute("one")));
        // Coefficients that a penalty holds at 0 change nothing, but make the matrices large.
        Random random = new Random(7);
        double[][] values = new double[9][];
        values[0] = one;
        for (int j = 0; j < 8; j++) {
            facts.add(Fact.attribute("noise" + j));
            values[j + 1] = random.doubles(300, -1e-9, 1e-9).toArray();
        }
        Fitted<CovariateModel<ParetoNbd>> small = fit(purchases, facts.subList(0, 1), 1, one);
        Fitted<CovariateModel<ParetoNbd>> large = fit(purchases, facts, 1, values);
        assertThat(large.parameterNames()).hasSize(22);
        assertThat(large.logLikelihood()).isCloseTo(small.logLikelihood(), within(1e-8));
        for (String name : small.parameterNames()) {
            double error = small.standardError(name);
            assertThat(large.standardError(name)).as(name).isCloseTo(error, within(1e-6 * error));
        }
    }

    private static Fitted<CovariateModel<ParetoNbd>> fit(
            Purchases purchases, List<Fact> facts, double penalty, double[]... values) {
        Covariates covariates = Covariates.of(facts);
        CovariateTerms terms = CovariateTerms.free().withPenalty(penalty);
        return CovariateModel.family(ParetoNbd.FAMILY, covariates, terms)
                .fit(KnownCustomers.of(purchases, covariates, values));
    }
}
