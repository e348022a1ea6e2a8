package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.Fitted;
import org.junit.jupiter.api.Test;

/**
 * Against {@code survreg} of R 4.2.2, package survival 3.5-3, with {@code survreg.control(rel.tolerance=1e-15,
 * maxiter=200)}.
 */
class AcceleratedLifetimeCorrectnessTest {
    /** {@code survreg(Surv(t, e) ~ x, d, weights=w, dist="weibull")}; the variance is that of ln scale. */
    @Test
    void weibullWithACovariateAndWeights() {
        Fitted<AcceleratedLifetime> fitted = small(LifetimeDistribution.WEIBULL);
        assertNear(fitted.estimates(), new double[] {1.9050302066975882, 0.15332837026490187, 0.403833561506324}, 1e-8);
        assertNear(fitted.logLikelihood(), -23.777418762524967, 1e-12);
        assertNear(fitted.standardError("intercept"), Math.sqrt(0.04268849565123164), 1e-8);
        assertNear(fitted.covariance()[0][1], -0.02634087346887744, 1e-8);
        assertNear(fitted.standardError("x"), Math.sqrt(0.028493791851775047), 1e-8);
        assertNear(fitted.standardError("scale"), fitted.estimate("scale") * Math.sqrt(0.07012111364127346), 1e-8);
        assertNear(fitted.model().quantile(0.1, 2), 3.6800012606228556, 1e-8);
        assertNear(fitted.model().median(2), 7.874870413681758, 1e-8);
    }

    /** The same with {@code dist="lognormal"}. */
    @Test
    void logNormalWithACovariateAndWeights() {
        Fitted<AcceleratedLifetime> fitted = small(LifetimeDistribution.LOG_NORMAL);
        assertNear(fitted.estimates(), new double[] {1.609137781510963, 0.21813285316557487, 0.4967207058452931}, 1e-8);
        assertNear(fitted.logLikelihood(), -23.44255192708666, 1e-12);
        assertNear(fitted.standardError("x"), Math.sqrt(0.025218621485430835), 1e-8);
        assertNear(fitted.standardError("scale"), fitted.estimate("scale") * Math.sqrt(0.05419135976059029), 1e-8);
        assertNear(fitted.model().quantile(0.1, 2), 4.091167123547035, 1e-8);
        assertNear(fitted.model().median(2), 7.732277788657248, 1e-8);
    }

    /** The same with {@code dist="loglogistic"}. */
    @Test
    void logLogisticWithACovariateAndWeights() {
        Fitted<AcceleratedLifetime> fitted = small(LifetimeDistribution.LOG_LOGISTIC);
        assertNear(fitted.estimates(), new double[] {1.575612639270088, 0.25047541857733757, 0.2945514988548942}, 1e-8);
        assertNear(fitted.logLikelihood(), -23.704348778767546, 1e-12);
        assertNear(fitted.standardError("x"), Math.sqrt(0.02813269730002559), 1e-8);
        assertNear(fitted.model().quantile(0.1, 2), 4.176057768131867, 1e-8);
        assertNear(fitted.model().median(2), 7.977008579234375, 1e-8);
    }

    /** {@code survreg(Surv(t, e) ~ x, d)$loglik}, which begins with that of the intercept alone. */
    @Test
    void aCovariateIsTestedAgainstNone() {
        Lifetimes with = SmallTables.tied();
        Lifetimes without = Lifetimes.of(with.timeScale(), with.stops(), new boolean[] {
            false, true, true, true, false, true, true, false, true, true
        });
        Fitted<AcceleratedLifetime> simpler = AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, without);
        Fitted<AcceleratedLifetime> larger = AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, with);
        ChiSquareTest test = larger.likelihoodRatio(simpler);
        assertNear(test.statistic(), 2 * (18.7904033118519 - 18.755272866364592), 1e-9);
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        Fitted<AcceleratedLifetime> other = AcceleratedLifetime.fit(LifetimeDistribution.LOG_NORMAL, with);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.likelihoodRatio(simpler))
                .withMessageContaining("they differ in more");
    }

    private static Fitted<AcceleratedLifetime> small(LifetimeDistribution distribution) {
        return AcceleratedLifetime.fit(distribution, SmallTables.tied().withWeights(SmallTables.WEIGHTS));
    }

    /** {@code survreg(Surv(tenure, Churn == "Yes") ~ 1, telco[telco$tenure > 0, ])}, Weibull and log-normal. */
    @Test
    void tenureOfTelecomContractsWithoutCovariates() {
        Lifetimes lifetimes = TelcoChurn.lifetimes();
        double[] time = new double[lifetimes.size()];
        boolean[] event = new boolean[time.length];
        for (int row = 0; row < time.length; row++) {
            time[row] = lifetimes.stop(row);
            event[row] = lifetimes.isEvent(row);
        }
        Lifetimes bare = Lifetimes.of(lifetimes.timeScale(), time, event);
        Fitted<AcceleratedLifetime> weibull = AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, bare);
        assertNear(weibull.estimates(), new double[] {5.3949432766120795, 1.5511052961988778}, 1e-8);
        assertNear(weibull.logLikelihood(), -10576.2865950467, 1e-12);
        assertNear(weibull.standardError("intercept"), Math.sqrt(0.0025967696516730706), 1e-7);
        assertNear(weibull.standardError("scale"), weibull.estimate("scale") * Math.sqrt(0.00042452508832543175), 1e-7);
        Fitted<AcceleratedLifetime> logNormal = AcceleratedLifetime.fit(LifetimeDistribution.LOG_NORMAL, bare);
        assertNear(logNormal.estimates(), new double[] {5.137116262167491, 2.6078995158139633}, 1e-8);
        assertNear(logNormal.logLikelihood(), -10518.564508015828, 1e-12);
        assertNear(logNormal.standardError("intercept"), Math.sqrt(0.003321663102816091), 1e-7);
    }

    /** The same with {@code ~ (Contract=="One year") + (Contract=="Two year") + MonthlyCharges}. */
    @Test
    void tenureOfTelecomContractsWithCovariates() {
        Fitted<AcceleratedLifetime> weibull =
                AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, TelcoChurn.lifetimes());
        assertNear(
                weibull.estimates(),
                new double[] {
                    3.878344939291641,
                    2.5450789492758163,
                    4.543272281125521,
                    -0.00047040526679156954,
                    1.2249363548902172
                },
                1e-6);
        assertNear(weibull.logLikelihood(), -9351.712608036318, 1e-12);
        assertNear(weibull.standardError("two_year"), 0.1928782561446551, 1e-6);
        assertNear(weibull.standardError("monthly_charges"), 0.0010957813610364734, 1e-6);
        Fitted<AcceleratedLifetime> logNormal =
                AcceleratedLifetime.fit(LifetimeDistribution.LOG_NORMAL, TelcoChurn.lifetimes());
        assertNear(
                logNormal.estimates(),
                new double[] {
                    3.237783596247998, 2.8320415242825585, 4.332400485431149, 0.0011321924269943754, 1.8195069377487338
                },
                1e-6);
        assertNear(logNormal.logLikelihood(), -9256.044549367793, 1e-12);
        assertNear(logNormal.standardError("one_year"), 0.09158124901804973, 1e-6);
    }
}
