package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.fit.Fitted;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Against {@code coxph}, {@code basehaz}, {@code survfit} and {@code residuals} of R 4.2.2, package survival 3.5-3, with
 * {@code coxph.control(eps=1e-14, iter.max=50)}.
 */
class CoxModelCorrectnessTest {
    private static final double RELATIVE = 1e-7;

    private static void assertFit(
            Lifetimes lifetimes,
            Ties ties,
            double logLikelihood,
            double[] coefficients,
            double[] naive,
            double[] robust,
            double relative) {
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes, ties);
        assertThat(fitted.converged()).isTrue();
        assertNear(fitted.logLikelihood(), logLikelihood, 1e-12);
        assertNear(fitted.estimates(), coefficients, relative);
        assertNear(fitted.standardErrors(), naive, relative);
        assertNear(CoxResiduals.of(fitted, lifetimes).robustStandardErrors(), robust, relative);
    }

    /** {@code coxph(Surv(t, e) ~ x, d, weights=w, robust=TRUE)}. */
    @Test
    void weightsAndTies() {
        Lifetimes lifetimes = SmallTables.tied().withWeights(SmallTables.WEIGHTS);
        assertFit(
                lifetimes,
                Ties.EFRON,
                -15.343028087607587,
                new double[] {-0.39102169129924513},
                new double[] {0.3726824645472007},
                new double[] {0.3869818752413372},
                RELATIVE);
        assertFit(
                lifetimes,
                Ties.BRESLOW,
                -16.42485950357117,
                new double[] {-0.3548638520842348},
                new double[] {0.3710434736954604},
                new double[] {0.36166399606467603},
                RELATIVE);
    }

    /** {@code residuals(m, "martingale")}, {@code "score"}, {@code "dfbeta"} and {@code basehaz(m, centered=FALSE)}. */
    @Test
    void residualsAndBaselineWithWeightsAndTies() {
        Lifetimes lifetimes = SmallTables.tied().withWeights(SmallTables.WEIGHTS);
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes);
        CoxResiduals residuals = CoxResiduals.of(fitted, lifetimes);
        assertNear(residuals.martingale()[1], 0.7143041732923073, RELATIVE);
        assertNear(residuals.martingale()[5], 0.3390717176750583, RELATIVE);
        assertNear(residuals.martingale()[8], -1.5653646722999874, RELATIVE);
        assertNear(residuals.score(1)[0], -0.6846987927869876, RELATIVE);
        assertNear(residuals.score(6)[0], 0.41651462632328484, RELATIVE);
        assertNear(residuals.score(9)[0], 0.14218191750717907, RELATIVE);
        assertNear(residuals.influence(4)[0], -0.18882939555963404, RELATIVE);
        assertThat(residuals.martingale()[0]).isZero();
        assertNear(fitted.model().cumulativeHazard(3, 0), 0.3913144051850423, RELATIVE);
        assertNear(fitted.model().cumulativeHazard(9, 0), 1.372307419372468, RELATIVE);
        assertNear(fitted.model().cumulativeHazard(10, 0), 3.1618932987637467, RELATIVE);
        CoxModel breslow = CoxModel.fit(lifetimes, Ties.BRESLOW).model();
        assertNear(breslow.cumulativeHazard(10, 0), 2.44121692346804, RELATIVE);
    }

    /** {@code coxph(Surv(a, b, e) ~ x + z + cluster(id), s)}. */
    @Test
    void changingCovariatesInClusters() {
        Lifetimes lifetimes = SmallTables.changing().withClusters(SmallTables.IDS);
        assertFit(
                lifetimes,
                Ties.EFRON,
                -12.14288961640963,
                new double[] {0.8484912043589624, -0.34530128920742575},
                new double[] {0.4065479930081462, 0.806234899163476},
                new double[] {0.3531978990464237, 0.6606381133700299},
                RELATIVE);
        assertFit(
                lifetimes,
                Ties.BRESLOW,
                -13.059683529428051,
                new double[] {0.7881148090916156, -0.3227626431384111},
                new double[] {0.4026648227741765, 0.8176894298570501},
                new double[] {0.3282289659929131, 0.6322238097671674},
                RELATIVE);
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes);
        assertNear(
                Arrays.copyOf(CoxResiduals.of(fitted, lifetimes).martingale(), 4),
                new double[] {0.7641325495390103, 0.7259805567293263, -0.15431938671422607, -0.3836629572194141},
                RELATIVE);
        assertNear(fitted.model().cumulativeHazard(10.5, 0, 0), 2.5649621347509033, RELATIVE);
        assertThat(fitted.model().cumulativeHazard(11.5, 0, 0)).isNaN();
        Concordance concordance = Concordance.of(fitted.model(), lifetimes);
        assertThat(concordance.concordant()).isEqualTo(28);
        assertThat(concordance.discordant()).isEqualTo(10);
        assertNear(concordance.standardError(), 0.06897451300824782, RELATIVE);
    }

    /** {@code coxph(Surv(a, b, e) ~ x + z + strata(g) + cluster(r), s)} with r the row's number. */
    @Test
    void strataHaveTheirOwnBaselines() {
        Lifetimes lifetimes = SmallTables.changing().withStrata(SmallTables.GROUPS);
        assertFit(
                lifetimes,
                Ties.EFRON,
                -5.728402298771789,
                new double[] {1.912099818448868, -1.2222626307668747},
                new double[] {1.0239775652731264, 1.4217762875028908},
                new double[] {0.6738101667038475, 0.8758677569531217},
                RELATIVE);
        CoxModel model = CoxModel.fit(lifetimes).model();
        assertThat(model.strata()).containsExactly(1, 2);
        assertNear(model.cumulativeHazardIn(1, 7, 0, 0), 4.20954017014589, RELATIVE);
        assertNear(model.cumulativeHazardIn(2, 9, 0, 0), 0.5027937748213664, RELATIVE);
        assertNear(model.survivalIn(2, 8, 0, 0), Math.exp(-0.11835895343545336), RELATIVE);
        assertNear(Concordance.of(model, lifetimes).index(), 19 / 21.0, 1e-14);
        assertNear(Concordance.of(model, lifetimes).standardError(), 0.07642766234173567, RELATIVE);
    }

    /** {@code coxph(Surv(a, b, e) ~ x + z + strata(g) + cluster(id), s, weights=c(1,2,1,.5,1,1,3,1,1,2,1,1))}. */
    @Test
    void weightsStrataAndClustersTogether() {
        Lifetimes lifetimes = SmallTables.changing()
                .withStrata(SmallTables.GROUPS)
                .withClusters(SmallTables.IDS)
                .withWeights(1, 2, 1, 0.5, 1, 1, 3, 1, 1, 2, 1, 1);
        assertFit(
                lifetimes,
                Ties.EFRON,
                -10.36874192292428,
                new double[] {1.977673194515089, -1.5348029266241003},
                new double[] {1.0393102330504873, 1.3702850425657374},
                new double[] {0.6136579313626069, 0.9592527392845726},
                RELATIVE);
        Concordance concordance = Concordance.of(CoxModel.fit(lifetimes).model(), lifetimes);
        assertThat(concordance.concordant()).isEqualTo(33);
        assertThat(concordance.discordant()).isEqualTo(3);
        assertNear(concordance.standardError(), 0.0838781061666363, RELATIVE);
    }

    /** {@code coxph(Surv(tenure, Churn == "Yes") ~ one_year + two_year + MonthlyCharges, telco, robust=TRUE)}. */
    @Test
    void churnOfTelecomContracts() {
        Lifetimes lifetimes = TelcoChurn.lifetimes();
        assertFit(
                lifetimes,
                Ties.EFRON,
                -14343.541902674053,
                new double[] {-2.189892731668978, -4.22208641682439, 0.00021004388412716474},
                new double[] {0.08360205574262207, 0.1568828112255999, 0.0008991802970451177},
                new double[] {0.07856214885583233, 0.1503064052415961, 0.0008594592459161836},
                1e-6);
        assertFit(
                lifetimes,
                Ties.BRESLOW,
                -14376.9254457416,
                new double[] {-2.1752029590265387, -4.199768622599979, 0.0003191008958363028},
                new double[] {0.08361664926874875, 0.1567008511255965, 0.0009014023438425156},
                new double[] {0.07814537387288364, 0.1491834677915385, 0.0008463736844258207},
                1e-6);
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes);
        CoxModel model = fitted.model();
        assertNear(model.cumulativeHazard(1, 0, 0, 0), 0.09677642278857951, 1e-7);
        assertNear(model.cumulativeHazard(72, 0, 0, 0), 3.6843049788299975, 1e-7);
        assertNear(model.survival(12, 0, 0, 70), 0.7149951709773683, 1e-7);
        assertNear(model.survival(72, 0, 0, 70), 0.023780823083797833, 1e-7);
        assertNear(
                Arrays.copyOf(CoxResiduals.of(fitted, lifetimes).martingale(), 4),
                new double[] {-0.09738509871348956, -0.07294606257376501, 0.8840486702609175, -0.09472815782896059},
                1e-7);
    }

    /** {@code m$concordance} of the same. */
    @Test
    void concordanceOfTelecomContracts() {
        Lifetimes lifetimes = TelcoChurn.lifetimes();
        Concordance concordance = Concordance.of(CoxModel.fit(lifetimes).model(), lifetimes);
        assertThat(concordance.concordant()).isEqualTo(6701575);
        assertThat(concordance.discordant()).isEqualTo(2191566);
        assertThat(concordance.tied()).isEqualTo(4293);
        assertNear(concordance.index(), 0.7534443638469248, 1e-12);
        assertNear(concordance.standardError(), 0.00459288630128581, 1e-9);
    }

    /** The same with {@code + strata(InternetService) + cluster(PaymentMethod)}. */
    @Test
    void telecomContractsByStratumAndCluster() {
        Lifetimes lifetimes =
                TelcoChurn.lifetimes().withStrata(TelcoChurn.internet()).withClusters(TelcoChurn.payment());
        assertFit(
                lifetimes,
                Ties.EFRON,
                -12795.704715025591,
                new double[] {-1.8425756642890991, -3.558868128826622, -0.0326343019097514},
                new double[] {0.08592164766127969, 0.1635983788368998, 0.0021099459547634035},
                new double[] {0.0636209355509816, 0.17707457178310068, 0.005871327128550811},
                1e-6);
        Concordance concordance = Concordance.of(CoxModel.fit(lifetimes).model(), lifetimes);
        assertNear(concordance.index(), 0.8022023764368058, 1e-12);
        assertNear(concordance.standardError(), 0.025639614352833368, 1e-9);
    }
}
