package io.engagement.survival;

import static io.engagement.survival.SmallTables.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.fit.ChiSquareTest;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against {@code survdiff} of R 4.2.2, package survival 3.5-3. */
class LogRankCorrectnessTest {
    private static final double RELATIVE = 1e-11;
    private static final int[] GROUPS = {1, 2, 1, 2, 3, 1, 2, 3, 3, 1};
    private static final int[] STRATA = {1, 1, 2, 2, 1, 2, 1, 2, 1, 2};

    /** Weeks in remission with 6-MP and with a placebo: Freireich et al. (1963), Gehan (1965). */
    private static Lifetimes leukemia() {
        double[] weeks = {
            6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35, //
            1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23
        };
        String treated = "111010100110001100000";
        boolean[] relapse = new boolean[weeks.length];
        for (int row = 0; row < relapse.length; row++) {
            relapse[row] = row >= 21 || treated.charAt(row) == '1';
        }
        return Lifetimes.of(TimeScale.WEEKS, weeks, relapse);
    }

    private static int[] treatment() {
        return IntStream.range(0, 42).map(row -> row < 21 ? 1 : 2).toArray();
    }

    @Test
    void theLeukemiaTrialHasItsPublishedChiSquare() {
        LogRankTest test = LogRankTest.of(leukemia(), treatment());
        assertNear(test.test().statistic(), 16.79294098921654, RELATIVE);
        assertThat(test.test().degreesOfFreedom()).isEqualTo(1);
        assertNear(test.test().pValue(), 4.168809109334531E-5, 1e-9);
        assertThat(test.observed(1)).isEqualTo(9);
        assertNear(test.expected(1), 19.250500948031128, RELATIVE);
        assertNear(test.expected(2), 10.749499051968868, RELATIVE);
    }

    /** {@code survdiff(Surv(t, e) ~ g, d)}. */
    @Test
    void threeGroupsWithTiesAreThoseOfSurvdiff() {
        LogRankTest test = LogRankTest.of(SmallTables.tied(), GROUPS);
        assertNear(test.test().statistic(), 4.293566963626519, RELATIVE);
        assertThat(test.test().degreesOfFreedom()).isEqualTo(2);
        assertThat(test.groups()).containsExactly(1, 2, 3);
        assertNear(
                IntStream.of(1, 2, 3).mapToDouble(test::expected).toArray(),
                new double[] {2.488095238095238, 1.4880952380952381, 3.0238095238095237},
                RELATIVE);
        assertThat(IntStream.of(1, 2, 3).mapToDouble(test::observed).toArray()).containsExactly(3, 3, 1);
    }

    /** {@code survdiff(Surv(t, e) ~ g, d[rep(1:10, d$w), ])}. */
    @Test
    void weightsAreRepetitions() {
        LogRankTest test = LogRankTest.of(SmallTables.tied().withWeights(SmallTables.WEIGHTS), GROUPS);
        assertNear(test.test().statistic(), 6.701409381163507, RELATIVE);
        assertNear(test.expected(3), 3.9538461538461536, RELATIVE);
    }

    /** {@code survdiff(Surv(t, e) ~ g + strata(st), d)}. */
    @Test
    void strataAreComparedEachWithinItself() {
        LogRankTest test = LogRankTest.of(SmallTables.tied().withStrata(STRATA), GROUPS);
        assertNear(test.test().statistic(), 3.2138523761375133, RELATIVE);
        assertNear(test.expected(1), 2.6, RELATIVE);
        assertNear(test.expected(2), 1.7, RELATIVE);
    }

    /** {@code survdiff(Surv(tenure, Churn == "Yes") ~ Contract, telco)}, and with {@code + strata(InternetService)}. */
    @Test
    void telecomContractsAreThoseOfSurvdiff() {
        Lifetimes lifetimes = TelcoChurn.lifetimes();
        int[] contract = IntStream.range(0, lifetimes.size())
                .map(row -> (int) (lifetimes.covariate(row, 0) + 2 * lifetimes.covariate(row, 1)))
                .toArray();
        LogRankTest test = LogRankTest.of(lifetimes, contract);
        assertNear(test.test().statistic(), 2352.87253825934, 1e-10);
        assertNear(test.expected(2), 689.8265783963072, 1e-10);
        LogRankTest stratified = LogRankTest.of(lifetimes.withStrata(TelcoChurn.internet()), contract);
        assertNear(stratified.test().statistic(), 1732.8532016935653, 1e-10);
        assertNear(stratified.expected(0), 843.245368207914, 1e-10);
    }

    @Test
    void rowsThatStartLaterAreComparedFromThenOn() {
        // At 3, 4, 6, 7 and 9 of SmallTables.delayed, by hand: of those at risk, in group 1 (rows 0 to 4) and all.
        double[][] atRisk = {{4, 6, 1, 0}, {4, 6, 1, 1}, {3, 6, 2, 1}, {2, 5, 1, 1}, {1, 3, 2, 1}};
        double expected = 0;
        double variance = 0;
        double observed = 0;
        for (double[] at : atRisk) {
            double share = at[0] / at[1];
            expected += at[2] * share;
            variance += at[2] * share * (1 - share) * (at[1] - at[2]) / (at[1] - 1);
            observed += at[3];
        }
        LogRankTest test = LogRankTest.of(SmallTables.delayed(), 1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
        assertThat(test.observed(1)).isEqualTo(observed);
        assertNear(test.expected(1), expected, RELATIVE);
        assertNear(test.test().statistic(), (observed - expected) * (observed - expected) / variance, RELATIVE);
    }

    @Test
    void aGroupThatWasNeverAtRiskIsNotCompared() {
        Lifetimes lifetimes = Lifetimes.builder(TimeScale.DAYS)
                .add(1, false)
                .add(3, true)
                .add(4, true)
                .add(5, true)
                .add(6, false)
                .build();
        LogRankTest with = LogRankTest.of(lifetimes, 7, 1, 2, 1, 2);
        assertThat(with.expected(7)).isZero();
        assertThat(with.test().degreesOfFreedom()).isEqualTo(1);
        assertThat(with.test().statistic()).isPositive();
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        Lifetimes lifetimes = SmallTables.tied();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRankTest.of(lifetimes, new int[10]))
                .withMessageContaining(
                        "at least two groups of which somebody was at risk when an event happened, were 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogRankTest.of(lifetimes, 1, 2))
                .withMessageContaining("must be as many as rows, were 2 for 10");
        LogRankTest test = LogRankTest.of(lifetimes, GROUPS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> test.expected(4))
                .withMessage("there are the groups [1, 2, 3], not 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChiSquareTest(-1, 1))
                .withMessageContaining("statistic must not be negative, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChiSquareTest(1, 0))
                .withMessageContaining("degrees of freedom must be at least 1, were 0");
    }

    @Test
    void withoutTiesItIsTheScoreTestOfACoxModel() {
        double[] time =
                IntStream.rangeClosed(1, 30).mapToDouble(i -> i * 7919 % 31).toArray();
        boolean[] event = new boolean[30];
        for (int row = 0; row < 30; row++) {
            event[row] = row % 4 != 3;
        }
        Lifetimes lifetimes = Lifetimes.of(TimeScale.DAYS, time, event);
        int[] groups = IntStream.range(0, 30).map(row -> row * row % 5 % 2).toArray();
        RiskSets sets = new RiskSets(lifetimes.withCovariate(
                "g", Arrays.stream(groups).asDoubleStream().toArray()));
        double[] gradient = new double[1];
        double[][] hessian = new double[1][1];
        new PartialLikelihood(sets, Ties.BRESLOW).valueGradientAndHessian(new double[1], gradient, hessian);
        assertNear(
                LogRankTest.of(lifetimes, groups).test().statistic(),
                gradient[0] * gradient[0] / -hessian[0][0],
                1e-11);
    }
}
