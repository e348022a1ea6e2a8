package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Against {@code coxph(..., control=coxph.control(eps=1e-14, iter.max=50))}, {@code residuals}, {@code cox.zph} and {@code
 * survfit(m, newdata=)} of R 4.2.2, package survival 3.5-3.
 */
class CoxDiagnosticsCorrectnessTest {
    private static final double RELATIVE = 1e-7;
    /** Rows with an event, as R orders them: by time. */
    private static final int[] TIED_EVENTS = {1, 2, 3, 5, 6, 8, 9};

    private static final int[] CHANGING_EVENTS = {6, 0, 3, 8, 1, 10, 4, 7, 11};

    private static double[] column(int[] rows, int covariate, IntFunction<double[]> residual) {
        return IntStream.of(rows)
                .mapToDouble(row -> residual.apply(row)[covariate])
                .toArray();
    }

    /** {@code residuals(m, "schoenfeld")} and {@code "scaledsch"}. */
    @Test
    void schoenfeldResidualsOfTiedTimes() {
        Lifetimes lifetimes = SmallTables.tied();
        CoxResiduals residuals = CoxResiduals.of(CoxModel.fit(lifetimes), lifetimes);
        assertNear(
                column(TIED_EVENTS, 0, residuals::schoenfeld),
                new double[] {
                    -0.9940364703398314,
                    1.0059635296601686,
                    -0.07093895341728396,
                    -1.070938953417284,
                    1.064975423757116,
                    -0.4675122881214421,
                    0.5324877118785579
                },
                RELATIVE);
        assertNear(
                column(TIED_EVENTS, 0, residuals::scaledSchoenfeld),
                new double[] {
                    -1.6151373095525767,
                    1.372686912122166,
                    -0.23611074953807754,
                    -1.730022860375449,
                    1.4608454953970487,
                    -0.8285564570877818,
                    0.6653556537495897
                },
                RELATIVE);
        assertThat(residuals.schoenfeld(0)).containsExactly(Double.NaN);
        assertThat(residuals.scaledSchoenfeld(0)).containsExactly(Double.NaN);
        CoxResiduals breslow = CoxResiduals.of(CoxModel.fit(lifetimes, Ties.BRESLOW), lifetimes);
        assertNear(breslow.schoenfeld(2)[0], 0.9903151966061283, RELATIVE);
        assertNear(breslow.scaledSchoenfeld(9)[0], 0.6782736574099407, RELATIVE);
    }

    /** The same with {@code weights=w}. */
    @Test
    void schoenfeldResidualsOfWeightedRows() {
        Lifetimes lifetimes = SmallTables.tied().withWeights(SmallTables.WEIGHTS);
        CoxResiduals residuals = CoxResiduals.of(CoxModel.fit(lifetimes), lifetimes);
        assertNear(
                column(TIED_EVENTS, 0, residuals::schoenfeld),
                new double[] {
                    -0.9537275019686151,
                    1.046272498031385,
                    -0.19196797732536197,
                    -1.191967977325362,
                    1.0260306038145242,
                    -0.40347137353624046,
                    0.5965286264637595
                },
                RELATIVE);
        assertNear(residuals.scaledSchoenfeld(1)[0], -1.3182789973309075, RELATIVE);
        assertNear(residuals.scaledSchoenfeld(9)[0], 0.1889506026776101, RELATIVE);
    }

    /** Of {@code coxph(Surv(a, b, e) ~ x + z, s)}. */
    @Test
    void schoenfeldResidualsOfChangingCovariates() {
        Lifetimes lifetimes = SmallTables.changing();
        CoxResiduals residuals = CoxResiduals.of(CoxModel.fit(lifetimes), lifetimes);
        assertNear(
                column(CHANGING_EVENTS, 0, residuals::schoenfeld),
                new double[] {
                    0.22508448182171992,
                    -0.46413365865154144,
                    1.1296215162971754,
                    -0.5703784837028245,
                    -1.3933150357430981,
                    0.40668496425690204,
                    0.624408066150328,
                    -0.3755919338496721,
                    0.41762008342101375
                },
                RELATIVE);
        assertNear(
                column(CHANGING_EVENTS, 1, residuals::scaledSchoenfeld),
                new double[] {
                    -4.047627034251748,
                    0.09994742173273763,
                    2.581803965125021,
                    3.0815125050339276,
                    -0.9574133231018144,
                    -1.4865164830053623,
                    -1.7455825449866809,
                    -1.4516363450402654,
                    0.8178002356273525
                },
                1e-6);
    }

    /** {@code m$loglik} and {@code summary(m)$logtest}. */
    @Test
    void theNullLogLikelihoodIsThatOfCoxph() {
        Fitted<CoxModel> tied = CoxModel.fit(SmallTables.tied());
        assertNear(tied.nullLogLikelihood().orElseThrow(), -10.09377727897926, 1e-13);
        assertNear(
                CoxModel.fit(SmallTables.tied().withWeights(SmallTables.WEIGHTS), Ties.EFRON)
                        .nullLogLikelihood()
                        .orElseThrow(),
                -15.922777265004523,
                1e-13);
        Fitted<CoxModel> strata = CoxModel.fit(SmallTables.changing().withStrata(SmallTables.GROUPS));
        assertNear(strata.nullLogLikelihood().orElseThrow(), -10.021270588192511, 1e-13);
        ChiSquareTest test = strata.likelihoodRatio().orElseThrow();
        assertNear(test.statistic(), 2 * (10.021270588192511 - 5.728402298771789), 1e-9);
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(strata.summary()).contains("likelihood ratio against all 0: 8.5857 on 2 df, p 0.01367\n");
        Fitted<CoxModel> read = CoxModel.FAMILY.readFitted(strata.toText());
        assertThat(read.nullLogLikelihood()).isEqualTo(strata.nullLogLikelihood());
        assertThat(read.toText()).isEqualTo(strata.toText());
    }

    /** {@code anova(m1, m2)}. */
    @Test
    void nestedFitsAreComparedAsByAnova() {
        Lifetimes one = Lifetimes.of(
                        SmallTables.changing().timeScale(),
                        SmallTables.changing().starts(),
                        SmallTables.changing().stops(),
                        new boolean[] {true, true, false, true, true, false, true, true, true, false, true, true})
                .withCovariate("x", 0.5, -1, 0, 2, 1, -0.5, 1.5, 0, 0.3, -2, 0.8, -0.1);
        Fitted<CoxModel> larger = CoxModel.fit(SmallTables.changing());
        Fitted<CoxModel> simpler = CoxModel.fit(one);
        assertNear(larger.likelihoodRatio(simpler).statistic(), 2 * (12.2364447345026 - 12.1428896164096), 1e-10);
        assertThat(larger.likelihoodRatio(simpler).pValue()).isCloseTo(0.66533, within(5e-6));
    }

    private static void assertZph(
            Fitted<CoxModel> fitted, Lifetimes lifetimes, TimeTransform along, double relative, double... chiSquares) {
        ProportionalHazardsTest test = ProportionalHazardsTest.of(fitted, lifetimes, along);
        List<String> covariates = fitted.model().covariates();
        for (int j = 0; j < covariates.size(); j++) {
            assertNear(test.test(covariates.get(j)).statistic(), chiSquares[j], relative);
            assertThat(test.test(covariates.get(j)).degreesOfFreedom()).isEqualTo(1);
        }
        assertNear(test.global().statistic(), chiSquares[covariates.size()], relative);
        assertThat(test.global().degreesOfFreedom()).isEqualTo(covariates.size());
    }

    /** {@code cox.zph(m, transform=)$table}. */
    @Test
    void proportionalHazardsAreTestedAsByCoxZph() {
        Lifetimes tied = SmallTables.tied();
        Fitted<CoxModel> efron = CoxModel.fit(tied);
        assertZph(efron, tied, TimeTransform.KAPLAN_MEIER, RELATIVE, 0.374025558453964, 0.374025558453964);
        assertZph(efron, tied, TimeTransform.RANK, RELATIVE, 0.247165345376272, 0.247165345376272);
        assertZph(efron, tied, TimeTransform.LOG, RELATIVE, 0.363408577267505, 0.363408577267505);
        assertZph(efron, tied, TimeTransform.IDENTITY, RELATIVE, 0.50392497269942, 0.50392497269942);
        Fitted<CoxModel> breslow = CoxModel.fit(tied, Ties.BRESLOW);
        assertZph(breslow, tied, TimeTransform.KAPLAN_MEIER, RELATIVE, 0.370127593904397, 0.370127593904397);
        Lifetimes weighted = tied.withWeights(SmallTables.WEIGHTS);
        Fitted<CoxModel> weights = CoxModel.fit(weighted);
        assertZph(weights, weighted, TimeTransform.KAPLAN_MEIER, RELATIVE, 1.90058618273894, 1.90058618273894);
        assertZph(weights, weighted, TimeTransform.RANK, RELATIVE, 1.53651573905867, 1.53651573905867);
        assertNear(ProportionalHazardsTest.of(efron, tied).test("x").pValue(), 0.540818129089531, RELATIVE);
    }

    /** The same of changing covariates, and with {@code strata(g)}. */
    @Test
    void proportionalHazardsOfChangingCovariatesAndStrata() {
        Lifetimes changing = SmallTables.changing();
        Fitted<CoxModel> fitted = CoxModel.fit(changing);
        assertZph(
                fitted,
                changing,
                TimeTransform.KAPLAN_MEIER,
                1e-6,
                0.0384097689801586,
                0.0804348195794708,
                0.0929422751416275);
        assertZph(
                fitted, changing, TimeTransform.RANK, 1e-6, 0.0826277063205865, 0.0298940163181598, 0.0931598404222294);
        assertZph(
                fitted, changing, TimeTransform.LOG, 1e-6, 0.0426090277903168, 0.4033598828115228, 0.4139372681252502);
        Lifetimes strata = changing.withStrata(SmallTables.GROUPS);
        assertZph(
                CoxModel.fit(strata),
                strata,
                TimeTransform.KAPLAN_MEIER,
                1e-6,
                3.387314309799893,
                0.734103747200875,
                4.406841374474996);
    }

    /** The same of {@code coxph(Surv(tenure, Churn == "Yes") ~ one_year + two_year + MonthlyCharges, telco)}. */
    @Test
    void hazardsOfTelecomContractsAreNotProportional() {
        Lifetimes lifetimes = TelcoChurn.lifetimes();
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes);
        assertNear(fitted.nullLogLikelihood().orElseThrow(), -15653.039635111487, 1e-12);
        assertZph(
                fitted,
                lifetimes,
                TimeTransform.KAPLAN_MEIER,
                1e-6,
                78.9969028416722,
                20.1352392754496,
                62.8178801378799,
                190.0794709061257);
        assertZph(
                fitted,
                lifetimes,
                TimeTransform.RANK,
                1e-6,
                81.7630054734788,
                21.2210828021778,
                55.6204393865126,
                190.4408977434004);
        CoxIntervals intervals = CoxIntervals.of(fitted, lifetimes);
        assertInterval(intervals.survival(12, 0, 0, 70), 0.7000771598948449, 0.730231071383251);
        assertInterval(intervals.survival(72, 0, 0, 70), 0.010949553518528426, 0.051648457225760586);
        assertInterval(intervals.survival(72, 0, 1, 20), 0.9311026288008818, 0.963529607930545);
    }

    private static void assertInterval(Interval interval, double lower, double upper) {
        assertThat(interval.lower()).isCloseTo(lower, within(1e-8));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-8));
    }

    /** {@code summary(survfit(m, newdata=data.frame(x=1.5), conf.type=), times=c(3, 8, 10))}. */
    @Test
    void intervalsOfTiedTimesAreThoseOfSurvfit() {
        Lifetimes lifetimes = SmallTables.tied();
        CoxIntervals log = CoxIntervals.of(CoxModel.fit(lifetimes), lifetimes);
        assertNear(log.hazardError(3, 1.5), 0.16621561898980602, RELATIVE);
        assertNear(log.hazardError(8, 1.5), 0.390406006990409, RELATIVE);
        assertNear(log.hazardError(10, 1.5), 1.3111233349459808, RELATIVE);
        assertInterval(log.survival(3, 1.5), 0.577744124874763, 1);
        assertInterval(log.survival(8, 1.5), 0.21947073219775226, 1);
        CoxIntervals plain = log.withKind(IntervalKind.PLAIN);
        assertInterval(plain.survival(8, 1.5), 0.11077014485098413, 0.8326840152948776);
        assertInterval(plain.survival(10, 1.5), 0, 0.4524665978201855);
        CoxIntervals twice = log.withKind(IntervalKind.LOG_LOG);
        assertInterval(twice.survival(3, 1.5), 0.3823651406502702, 0.9496554593473134);
        assertInterval(twice.survival(10, 1.5), 0.0007715645021380189, 0.5514064257760131);
        assertThat(log.survival(1, 1.5)).isEqualTo(new Interval(1, 1));
        assertThat(log.hazardError(1, 1.5)).isZero();
        assertThat(log.survival(10.5, 1.5).lower()).isNaN();
        assertThat(log.hazardError(10.5, 1.5)).isNaN();
        CoxIntervals breslow = CoxIntervals.of(CoxModel.fit(lifetimes, Ties.BRESLOW), lifetimes);
        assertNear(breslow.hazardError(10, 1.5), 0.9324558899194815, RELATIVE);
        Lifetimes weighted = lifetimes.withWeights(SmallTables.WEIGHTS);
        CoxIntervals weights = CoxIntervals.of(CoxModel.fit(weighted), weighted);
        assertNear(weights.hazardError(3, 1.5), 0.1335322853019268, RELATIVE);
        assertNear(weights.hazardError(10, 1.5), 0.9684954874738427, RELATIVE);
    }

    /** The same of changing covariates, and with {@code strata(g)}, at x = 0.5, z = 1. */
    @Test
    void intervalsOfChangingCovariatesAndStrataAreThoseOfSurvfit() {
        Lifetimes changing = SmallTables.changing();
        CoxIntervals intervals = CoxIntervals.of(CoxModel.fit(changing), changing);
        assertNear(intervals.hazardError(3, 0.5, 1), 0.1127295162782751, 1e-6);
        assertNear(intervals.hazardError(7, 0.5, 1), 0.4975768010472003, 1e-6);
        assertNear(intervals.hazardError(10, 0.5, 1), 1.8016216288659928, 1e-6);
        Lifetimes strata = changing.withStrata(SmallTables.GROUPS);
        CoxIntervals each = CoxIntervals.of(CoxModel.fit(strata), strata);
        assertNear(each.hazardErrorIn(1, 4, 0.5, 1), 0.3984588665193785, 1e-6);
        assertNear(each.hazardErrorIn(1, 10, 0.5, 1), 5.3256983679038665, 1e-6);
        assertNear(each.hazardErrorIn(2, 9, 0.5, 1), 0.6722526907898863, 1e-6);
        assertInterval(each.survivalIn(2, 9, 0.5, 1), 0.182159988799258, 1);
        assertThat(each.withLevel(0.3).survivalIn(2, 9, 0.5, 1).upper()).isLessThan(1);
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        Lifetimes tied = SmallTables.tied();
        Lifetimes changing = SmallTables.changing();
        Fitted<CoxModel> fitted = CoxModel.fit(tied);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxIntervals.of(fitted, changing))
                .withMessage("lifetimes must have the covariates [x], had [x, z]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxIntervals.of(fitted, tied.withStrata(1, 1, 1, 1, 1, 2, 2, 2, 2, 2)))
                .withMessage("lifetimes must have the strata [0], had [1, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProportionalHazardsTest.of(fitted, tied).test("age"))
                .withMessage("there is no covariate 'age': there are [x]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxIntervals.of(fitted, tied).withLevel(1))
                .withMessageContaining("level must be between 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxIntervals.of(fitted, tied).survival(3))
                .withMessageContaining("must be as many as the covariates [x], were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModel.fit(changing).likelihoodRatio(fitted))
                .withMessageContaining("customers: 12.0 of the larger fit, 10.0 of the simpler one");
        Lifetimes strata = changing.withStrata(SmallTables.GROUPS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModel.fit(strata).likelihoodRatio(fitted))
                .withMessageContaining("they differ in more");
    }

    @Test
    void coefficientsThatAreNotDeterminedTestNothing() {
        Lifetimes lifetimes = SmallTables.tied().withCovariate("same", 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
        Fitted<CoxModel> fitted = CoxModel.fit(lifetimes);
        assertThat(ProportionalHazardsTest.of(fitted, lifetimes).global().statistic())
                .isNaN();
        assertThat(ProportionalHazardsTest.of(fitted, lifetimes).global().pValue())
                .isNaN();
        assertThat(CoxIntervals.of(fitted, lifetimes).survival(8, 1, 2).lower()).isNaN();
    }
}
