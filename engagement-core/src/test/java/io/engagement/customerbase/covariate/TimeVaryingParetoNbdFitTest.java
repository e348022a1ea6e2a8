package io.engagement.customerbase.covariate;

import static io.engagement.customerbase.covariate.TimeVaryingBases.BASE;
import static io.engagement.customerbase.covariate.TimeVaryingBases.START;
import static io.engagement.customerbase.covariate.TimeVaryingBases.begun;
import static io.engagement.customerbase.covariate.TimeVaryingBases.both;
import static io.engagement.customerbase.covariate.TimeVaryingBases.byRow;
import static io.engagement.customerbase.covariate.TimeVaryingBases.mailed;
import static io.engagement.customerbase.covariate.TimeVaryingBases.season;
import static io.engagement.customerbase.covariate.TimeVaryingBases.starts;
import static io.engagement.customerbase.covariate.TimeVaryingBases.week;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.customerbase.CentralDifferences;
import io.engagement.customerbase.PurchaseTimes;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Parameter;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeVaryingParetoNbdFitTest {
    private static final int ROWS = 100;
    private static final int WEEKS = 80;
    private static final TimeVaryingCovariates COVARIATES = covariates(ROWS);

    private static TimeVaryingCovariates covariates(int rows) {
        return TimeVaryingCovariates.weekly(START, WEEKS)
                .common("season", season(WEEKS))
                .individual("mailed", mailed(rows, WEEKS, 5));
    }

    private static PurchaseTimes drawn(TimeVaryingCovariates covariates, int rows, long seed) {
        return both(BASE, 0.6, 0.4, 0.3, -0.5).simulate(begun(starts(rows, 20, seed), week(78)), covariates, seed);
    }

    private static TimeVaryingLikelihood likelihood(CovariateTerms terms) {
        CovariateCoordinates coordinates =
                new CovariateCoordinates(ParetoNbd.FAMILY.parameters(), COVARIATES.names(), terms);
        TimeVaryingBase base = new TimeVaryingBase(drawn(COVARIATES, ROWS, 8), row -> 1, COVARIATES);
        return new TimeVaryingLikelihood(base, coordinates, 30 * TimeScale.WEEKS.millis(), terms.lambda());
    }

    @Test
    void theDerivativesAreCentralDifferences() {
        Random random = new Random(12);
        for (CovariateTerms terms : List.of(
                CovariateTerms.free(),
                CovariateTerms.free().withPenalty(2).withEqual(List.of("season")),
                CovariateTerms.free().withOnlyOnPurchases(List.of("season")).withOnlyOnLeaving(List.of("mailed")))) {
            TimeVaryingLikelihood likelihood = likelihood(terms);
            for (int point = 0; point < 4; point++) {
                double[] at = new double[likelihood.dimension()];
                Arrays.setAll(at, i -> (i < 4 ? 1.5 : 0.7) * random.nextGaussian());
                CentralDifferences.assertGradient(likelihood, at);
                CentralDifferences.assertHessian(likelihood, at);
            }
        }
    }

    @Test
    void theLikelihoodOfABaseIsThatOfEachCustomersOwnModel() {
        PurchaseTimes data = drawn(COVARIATES, ROWS, 9);
        for (double lambda : new double[] {0, 3}) {
            Fitted<TimeVaryingParetoNbd> fitted = TimeVaryingParetoNbd.fit(
                    data, COVARIATES, CovariateTerms.free().withPenalty(lambda));
            double sum = fitted.model().logLikelihood(data, COVARIATES);
            assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-10 * Math.abs(sum)));
        }
    }

    @Test
    void withoutCovariatesThatMatterItIsParetoNbd() {
        PurchaseTimes data = drawn(COVARIATES, ROWS, 10);
        TimeVaryingLikelihood likelihood = likelihood(CovariateTerms.free());
        Purchases plain = drawn(COVARIATES, ROWS, 8).purchases().distinct();
        CurvedLogLikelihood pareto = (CurvedLogLikelihood) ParetoNbd.FAMILY.likelihood(plain, 30);
        double[] at = {0.2, -1, 0.4, -0.3, 0, 0, 0, 0};
        double[] gradient = new double[8];
        double[] four = new double[4];
        double value = likelihood.valueAndGradient(at, gradient);
        double expected = pareto.valueAndGradient(Arrays.copyOf(at, 4), four);
        assertThat(value).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
        for (int i = 0; i < 4; i++) {
            assertThat(gradient[i]).isCloseTo(four[i], within(1e-10 * (1 + Math.abs(four[i]))));
        }
        Fitted<TimeVaryingParetoNbd> held =
                TimeVaryingParetoNbd.fit(data, COVARIATES, CovariateTerms.free().withPenalty(1e9));
        assertThat(held.logLikelihood())
                .isCloseTo(ParetoNbd.fit(data.purchases()).logLikelihood(), within(1e-4));
    }

    private static Fitted<CovariateModel<ParetoNbd>> fit(
            PurchaseTimes data, String name, double[] values, CovariateTerms terms) {
        Covariates covariates = Covariates.of(Fact.attribute(name));
        return CovariateModel.family(ParetoNbd.FAMILY, covariates, terms)
                .fit(KnownCustomers.of(data.purchases(), covariates, values));
    }

    /** Covariates that do not change are those of {@link CovariateModel}. */
    @Test
    void staticCovariatesAreASpecialCase() {
        PurchaseTimes data = drawn(COVARIATES, ROWS, 11);
        double[] income = new Random(4).doubles(ROWS, -1, 1).toArray();
        TimeVaryingCovariates constant =
                TimeVaryingCovariates.weekly(START, WEEKS).constant("income", byRow(income));
        CovariateTerms terms = CovariateTerms.free().withPenalty(0.5);
        Fitted<TimeVaryingParetoNbd> one = TimeVaryingParetoNbd.fit(data, constant, terms);
        Fitted<CovariateModel<ParetoNbd>> other = fit(data, "income", income, terms);
        assertThat(one.parameterNames()).isEqualTo(other.parameterNames());
        assertThat(one.logLikelihood()).isCloseTo(other.logLikelihood(), within(1e-8));
        for (int i = 0; i < 6; i++) {
            assertThat(one.estimates()[i]).isCloseTo(other.estimates()[i], within(1e-4 * one.standardErrors()[i]));
            assertThat(one.standardErrors()[i])
                    .isCloseTo(other.standardErrors()[i], within(1e-4 * one.standardErrors()[i]));
        }
        CovariateModel<ParetoNbd> model = other.model();
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += model.given(income[row]).logLikelihood(data.frequency(row), data.recency(row), data.age(row));
        }
        TimeVaryingParetoNbd same = TimeVaryingParetoNbd.of(
                model.base(), List.of("income"), new double[] {model.onPurchases("income")}, new double[] {
                    model.onLeaving("income")
                });
        assertThat(same.logLikelihood(data, constant)).isCloseTo(sum, within(1e-12 * Math.abs(sum)));
    }

    @Test
    void aPeriodCutInTwoChangesNothing() {
        double[] season = season(WEEKS);
        double[] halves = new double[2 * WEEKS];
        Arrays.setAll(halves, i -> season[i / 2]);
        TimeVaryingCovariates whole = TimeVaryingCovariates.weekly(START, WEEKS).common("season", season);
        List<Instant> edges = new ArrayList<>();
        for (int i = 0; i <= 2 * WEEKS; i++) {
            edges.add(week(i * 0.5));
        }
        TimeVaryingCovariates cut = TimeVaryingCovariates.between(edges).common("season", halves);
        PurchaseTimes data = drawn(COVARIATES, ROWS, 12);
        Fitted<TimeVaryingParetoNbd> one = TimeVaryingParetoNbd.fit(data, whole, CovariateTerms.free());
        Fitted<TimeVaryingParetoNbd> other = TimeVaryingParetoNbd.fit(data, cut, CovariateTerms.free());
        assertThat(other.estimates()).isEqualTo(one.estimates());
        assertThat(other.model().expectedPurchases(data, cut, 2))
                .isEqualTo(one.model().expectedPurchases(data, whole, 2));
        // A change that is none to the eye, so that periods stay apart.
        Arrays.setAll(halves, i -> season[i / 2] + (i % 2) * 1e-15);
        TimeVaryingCovariates apart = TimeVaryingCovariates.between(edges).common("season", halves);
        assertThat(one.model().logLikelihood(data, apart)).isCloseTo(one.logLikelihood(), within(1e-9));
    }

    @Test
    void neitherTheOrderOfRowsNorThreadsMatter() {
        TimeVaryingCovariates season =
                TimeVaryingCovariates.weekly(START, WEEKS).common("season", season(WEEKS));
        PurchaseTimes data = drawn(COVARIATES, ROWS, 13);
        List<long[]> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            long[] times = new long[data.frequency(row) + 1];
            for (int i = 0; i < times.length; i++) {
                times[i] = data.epochMilli(row, i);
            }
            rows.add(times);
        }
        Collections.reverse(rows);
        PurchaseTimes reversed = PurchaseTimes.of(TimeScale.WEEKS, data.asOf(), rows.toArray(new long[0][]));
        double[] one = Threads.with(1, () -> TimeVaryingParetoNbd.fit(data, season, CovariateTerms.free()))
                .estimates();
        double[] other = Threads.with(4, () -> TimeVaryingParetoNbd.fit(reversed, season, CovariateTerms.free()))
                .estimates();
        assertThat(other).isEqualTo(one);
    }

    @Test
    void equalCustomersAreCountedAndGiveTheSameFit() {
        TimeVaryingCovariates season =
                TimeVaryingCovariates.weekly(START, WEEKS).common("season", season(WEEKS));
        PurchaseTimes data = drawn(COVARIATES, ROWS, 14);
        long[][] twice = new long[2 * ROWS][];
        for (int row = 0; row < 2 * ROWS; row++) {
            twice[row] = new long[data.frequency(row / 2) + 1];
            for (int i = 0; i < twice[row].length; i++) {
                twice[row][i] = data.epochMilli(row / 2, i);
            }
        }
        Fitted<TimeVaryingParetoNbd> one = TimeVaryingParetoNbd.fit(data, season, CovariateTerms.free());
        Fitted<TimeVaryingParetoNbd> two = TimeVaryingParetoNbd.fit(
                PurchaseTimes.of(TimeScale.WEEKS, data.asOf(), twice), season, CovariateTerms.free());
        assertThat(two.provenance().customers()).isEqualTo(2 * ROWS);
        assertThat(two.provenance().distinctRows()).isEqualTo(one.provenance().distinctRows());
        for (int i = 0; i < 6; i++) {
            double error = one.standardErrors()[i];
            assertThat(two.estimates()[i]).isCloseTo(one.estimates()[i], within(1e-4 * error));
            assertThat(two.standardErrors()[i]).isCloseTo(error / Math.sqrt(2), within(1e-4 * error));
        }
    }

    @Test
    void coefficientsAreHeldAsTheTermsSay() {
        PurchaseTimes data = drawn(COVARIATES, ROWS, 15);
        CovariateTerms terms =
                CovariateTerms.free().withOnlyOnPurchases(List.of("season")).withEqual(List.of("mailed"));
        Fitted<TimeVaryingParetoNbd> fitted = TimeVaryingParetoNbd.fit(data, COVARIATES, terms);
        assertThat(fitted.parameterNames())
                .containsExactly("r", "alpha", "s", "beta", "purchases.season", "both.mailed");
        assertThat(fitted.model().onLeaving("season")).isZero();
        assertThat(fitted.model().onLeaving("mailed")).isEqualTo(fitted.model().onPurchases("mailed"));
        assertThat(fitted.summary()).startsWith("time-varying-pareto-nbd, maximum likelihood, time in weeks");
        assertThat(TimeVaryingParetoNbd.FAMILY.readFitted(fitted.toText()).toText())
                .isEqualTo(fitted.toText());
        assertThat(TimeVaryingParetoNbd.FAMILY.read(fitted.model().toText()).toText())
                .isEqualTo(fitted.model().toText());
        double[] z = new Random(1).doubles(ROWS, -1, 1).toArray();
        Fitted<CovariateModel<ParetoNbd>> still =
                fit(data, "z", z, CovariateTerms.free().withOnlyOnLeaving(List.of("z")));
        assertThat(still.parameterNames()).containsExactly("r", "alpha", "s", "beta", "leaving.z");
        assertThat(still.model().onPurchases("z")).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CovariateCoordinates(
                        List.<Parameter>of(),
                        List.of("a"),
                        CovariateTerms.free().withOnlyOnLeaving(List.of("b"))))
                .withMessageContaining("there is no covariate b among [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CovariateCoordinates(
                        List.<Parameter>of(),
                        List.of("a"),
                        CovariateTerms.free().withEqual(List.of("a")).withOnlyOnPurchases(List.of("a"))))
                .withMessageContaining("a is said to be two of these");
    }

    /** Also where hardly anybody leaves, and a climb ends at a bound. */
    @Test
    void moreCovariatesNeverFitWorse() {
        TimeVaryingCovariates season =
                TimeVaryingCovariates.weekly(START, WEEKS).common("season", season(WEEKS));
        for (double s : new double[] {0.01, 0.1}) {
            PurchaseTimes data = both(ParetoNbd.of(2, 4, s, 1, TimeScale.WEEKS), 0.3, 0, 2, 0)
                    .simulate(begun(starts(ROWS, 20, 17), week(78)), COVARIATES, 17);
            double none = ParetoNbd.fit(data.purchases()).logLikelihood();
            double one = TimeVaryingParetoNbd.fit(data, season, CovariateTerms.free())
                    .logLikelihood();
            double two = TimeVaryingParetoNbd.fit(data, COVARIATES, CovariateTerms.free())
                    .logLikelihood();
            assertThat(one).isGreaterThanOrEqualTo(none - 1e-6);
            assertThat(two).isGreaterThanOrEqualTo(one - 1e-6);
        }
    }

    @Test
    void whatCannotBeEstimatedIsRefused() {
        PurchaseTimes data = drawn(COVARIATES, ROWS, 16);
        double[] later = new double[WEEKS];
        later[79] = 1;
        assertThatThrownBy(
                        () -> TimeVaryingParetoNbd.fit(data, COVARIATES.common("later", later), CovariateTerms.free()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the covariate later is the same for all customers over all their time");
        double[] twice = new double[WEEKS];
        Arrays.setAll(twice, i -> 3 - 2 * season(WEEKS)[i]);
        assertThatThrownBy(
                        () -> TimeVaryingParetoNbd.fit(data, COVARIATES.common("twice", twice), CovariateTerms.free()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the covariate twice is a sum of multiples of [season, mailed]");
        TimeVaryingCovariates shortOnes =
                TimeVaryingCovariates.weekly(START, 77).common("season", season(77));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeVaryingParetoNbd.fit(data, shortOnes, CovariateTerms.free()))
                .withMessageContaining("the covariates must end no earlier than the purchases");
        TimeVaryingCovariates late = TimeVaryingCovariates.weekly(week(10), 77).common("season", season(77));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeVaryingParetoNbd.fit(data, late, CovariateTerms.free()))
                .withMessageContaining("the covariates must begin no later than the first purchase of customer ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeVaryingParetoNbd.fit(
                        data, TimeVaryingCovariates.weekly(START, WEEKS), CovariateTerms.free()))
                .withMessageContaining("there must be a covariate");
        PurchaseTimes nobody = PurchaseTimes.of(TimeScale.WEEKS, week(78), new long[0][]);
        TimeVaryingCovariates season =
                TimeVaryingCovariates.weekly(START, WEEKS).common("season", season(WEEKS));
        assertThatThrownBy(() -> TimeVaryingParetoNbd.fit(nobody, season, CovariateTerms.free()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("no customer has bought");
    }

    @Test
    void covariatesAreJoinedByCustomerIdWhateverTheOrderOfRows() {
        PurchaseTimes data = drawn(COVARIATES, ROWS, 13);
        int[] reversed =
                IntStream.iterate(ROWS - 1, row -> row >= 0, row -> row - 1).toArray();
        Fitted<TimeVaryingParetoNbd> one = TimeVaryingParetoNbd.fit(data, COVARIATES, CovariateTerms.free());
        Fitted<TimeVaryingParetoNbd> other =
                TimeVaryingParetoNbd.fit(data.rows(reversed), COVARIATES, CovariateTerms.free());
        assertThat(other.toText()).isEqualTo(one.toText());
        double[] expected = one.model().expectedPurchases(data, COVARIATES, 1);
        double[] again = one.model().expectedPurchases(data.rows(reversed), COVARIATES, 1);
        for (int row = 0; row < ROWS; row++) {
            assertThat(again[row]).isEqualTo(expected[reversed[row]]);
            assertThat(one.model()
                            .asOf(data.asOf(), COVARIATES, data.customerIds().get(row))
                            .expectedPurchases(data.frequency(row), data.recency(row), data.age(row), 1))
                    .isEqualTo(expected[row]);
        }
    }

    @Test
    void customersOfWhomACovariateIsNotKnownAreLeftOutAndCounted() {
        PurchaseTimes data = drawn(COVARIATES, ROWS, 13);
        List<String> ids = IntStream.range(0, ROWS)
                .mapToObj(row -> row % 4 == 0 ? "stranger " + row : Integer.toString(row))
                .toList();
        Fitted<TimeVaryingParetoNbd> fitted =
                TimeVaryingParetoNbd.fit(data.withCustomerIds(ids), COVARIATES, CovariateTerms.free());
        Fitted<TimeVaryingParetoNbd> known = TimeVaryingParetoNbd.fit(
                data.rows(IntStream.range(0, ROWS).filter(row -> row % 4 > 0).toArray()),
                COVARIATES,
                CovariateTerms.free());
        assertThat(fitted.estimates()).isEqualTo(known.estimates());
        assertThat(fitted.provenance().customers()).isEqualTo(75);
        assertThat(fitted.diagnostics())
                .contains("25 of 100 customers were left out, as their mailed is not known")
                .containsAll(known.diagnostics());
        double[] alive = fitted.model().probabilityAlive(data.withCustomerIds(ids), COVARIATES);
        assertThat(alive[0]).isNaN();
        assertThat(alive[1]).isBetween(0.0, 1.0);
        assertThat(fitted.model().logLikelihood(data.withCustomerIds(ids), COVARIATES))
                .isCloseTo(fitted.logLikelihood(), within(1e-8));
        assertThatThrownBy(() -> TimeVaryingParetoNbd.fit(
                        data.rows(0, 4).withCustomerIds(List.of("x", "y")), COVARIATES, CovariateTerms.free()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("no customer of whom all covariates are known")
                .hasMessageContaining("by the customers' ids");
    }
}
