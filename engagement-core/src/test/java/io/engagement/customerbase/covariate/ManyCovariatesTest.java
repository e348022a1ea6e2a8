package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.util.Arrays;
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
        Covariates all = Covariates.none();
        Random random = new Random(4);
        for (int j = 0; j < covariates; j++) {
            all = all.number("c" + j, random.doubles(customers, -1, 1).toArray());
        }
        Covariates given = all;
        Fitted<CovariateModel<ParetoNbd>> fitted = assertTimeoutPreemptively(
                Duration.ofSeconds(FullRun.pick(120, 60)),
                () -> CovariateModel.fit(
                        ParetoNbd.FAMILY,
                        purchases,
                        given,
                        CovariateTerms.free().withPenalty(10)));
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
        Covariates few = Covariates.none().number("one", one);
        Covariates many = few;
        // Coefficients that a penalty holds at 0 change nothing, but make the matrices large.
        Random random = new Random(7);
        for (int j = 0; j < 8; j++) {
            many = many.number("noise" + j, random.doubles(300, -1e-9, 1e-9).toArray());
        }
        CovariateTerms terms = CovariateTerms.free().withPenalty(1);
        Fitted<CovariateModel<ParetoNbd>> small = CovariateModel.fit(ParetoNbd.FAMILY, purchases, few, terms);
        Fitted<CovariateModel<ParetoNbd>> large = CovariateModel.fit(ParetoNbd.FAMILY, purchases, many, terms);
        assertThat(large.parameterNames()).hasSize(22);
        assertThat(large.logLikelihood()).isCloseTo(small.logLikelihood(), within(1e-8));
        for (String name : small.parameterNames()) {
            double error = small.standardError(name);
            assertThat(large.standardError(name)).as(name).isCloseTo(error, within(1e-6 * error));
        }
    }
}
