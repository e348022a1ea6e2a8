package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Measure;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models of contracts with covariates and by cohort. */
class ContractCovariateModelTest {
    /** Figure 1 of Fader and Hardie (2007): 1,000 regular and 1,000 high-end customers, years 0 to 7. */
    private static final Tenures REGULAR = Tenures.ofSurvivors(1000, 631, 468, 382, 326, 289, 262, 241);

    private static final Tenures HIGH_END = Tenures.ofSurvivors(1000, 869, 743, 653, 593, 551, 517, 491);

    private static TenureGroups cohorts() {
        return TenureGroups.ofCohorts("regular", Map.of("regular", REGULAR, "high", HIGH_END));
    }

    private static Covariates attributes(String... names) {
        return Covariates.of(Stream.of(names).map(Fact::attribute).toList());
    }

    private static final ShiftedBetaGeometric TRUTH = ShiftedBetaGeometric.of(0.8, 2.4);

    /** Prices from -1 to 1 that move both shapes. */
    private static TenureGroups priced(int each) {
        TenureGroups.Builder builder = TenureGroups.builder(attributes("price", "trial"));
        for (int step = 0; step < 10; step++) {
            double price = -1 + step / 4.5;
            double trial = step % 2;
            ShiftedBetaGeometric own = ShiftedBetaGeometric.of(
                    TRUTH.alpha() * Math.exp(0.5 * price), TRUTH.beta() * Math.exp(0.2 * price - 0.4 * trial));
            builder.add(own.simulate(each, 4 + step, 70 + step), price, trial);
        }
        return builder.build();
    }

    @Test
    void cohortsOfTheirOwnAreFittedAsIfAlone() {
        Fitted<ContractCovariateModel<ShiftedBetaGeometric>> both = ShiftedBetaGeometric.fit(cohorts());
        Fitted<ShiftedBetaGeometric> regular = ShiftedBetaGeometric.fit(REGULAR);
        Fitted<ShiftedBetaGeometric> high = ShiftedBetaGeometric.fit(HIGH_END);
        assertThat(both.parameterNames())
                .containsExactly("alpha", "beta", "leaving.cohort=high", "staying.cohort=high");
        assertThat(both.converged()).isTrue();
        assertThat(both.logLikelihood()).isCloseTo(regular.logLikelihood() + high.logLikelihood(), within(1e-7));
        // The published estimates of the two segments.
        assertThat(both.model().given(0).alpha()).isCloseTo(0.704, within(5e-4));
        assertThat(both.model().given(0).beta()).isCloseTo(1.182, within(5e-4));
        assertThat(both.model().given(1).alpha()).isCloseTo(0.668, within(5e-4));
        assertThat(both.model().given(1).beta()).isCloseTo(3.806, within(5e-4));
        assertThat(both.model().base().alpha()).isEqualTo(both.estimate("alpha"));
        assertThat(both.standardError("alpha")).isCloseTo(regular.standardError("alpha"), within(1e-4));
    }

    @Test
    void cohortsOfTheWeibullShareItsPowerOfTime() {
        Fitted<ContractCovariateModel<BetaDiscreteWeibull>> both = BetaDiscreteWeibull.fit(cohorts());
        assertThat(both.parameterNames())
                .containsExactly("gamma", "delta", "c", "leaving.cohort=high", "staying.cohort=high");
        assertThat(both.model().given(1).c()).isEqualTo(both.model().given(0).c());
        double apart = BetaDiscreteWeibull.fit(REGULAR).logLikelihood()
                + BetaDiscreteWeibull.fit(HIGH_END).logLikelihood();
        double together = BetaDiscreteWeibull.fit(REGULAR.plus(HIGH_END)).logLikelihood();
        assertThat(both.logLikelihood()).isBetween(together + 100, apart);
        assertThat(both.logLikelihood())
                .isGreaterThanOrEqualTo(ShiftedBetaGeometric.fit(cohorts()).logLikelihood());
    }

    /** By definition: P(T = t) of those who left, S(t) of those who stay. */
    private static double logLikelihood(ContractCovariateModel<?> model, TenureGroups groups) {
        double sum = 0;
        for (int g = 0; g < groups.size(); g++) {
            ContractModel own = model.given(groups.values(g));
            Tenures tenures = groups.tenures(g);
            for (int period = 1; period <= tenures.longest(); period++) {
                sum += tenures.left(period) == 0 ? 0 : tenures.left(period) * Math.log(own.leavingProbability(period));
                sum += tenures.staying(period) * own.logSurvival(period);
            }
        }
        return sum;
    }

    @Test
    void whatWasSimulatedIsFoundAgain() {
        TenureGroups groups = priced(4_000);
        Fitted<ContractCovariateModel<ShiftedBetaGeometric>> fitted = ShiftedBetaGeometric.fit(groups);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.parameterNames())
                .containsExactly("alpha", "beta", "leaving.price", "leaving.trial", "staying.price", "staying.trial");
        double[] truth = {0.8, 2.4, 0.5, 0, 0.2, -0.4};
        for (int i = 0; i < truth.length; i++) {
            String name = fitted.parameterNames().get(i);
            assertThat(fitted.interval(name, 0.9999).contains(truth[i]))
                    .as("seeds 70 to 79, %s: %s", name, fitted.estimates()[i])
                    .isTrue();
        }
        assertThat(fitted.model().onLeaving("price")).isEqualTo(fitted.estimate("leaving.price"));
        assertThat(fitted.model().onStaying("trial")).isEqualTo(fitted.estimate("staying.trial"));
        assertThat(fitted.provenance().customers()).isEqualTo(40_000);
        assertThat(fitted.summary()).startsWith("sbg with covariates, maximum likelihood, time in periods");
    }

    @Test
    void theLikelihoodIsThatOfEachCustomersOwnModelAndHighestAtTheEstimates() {
        TenureGroups groups = priced(300);
        Fitted<ContractCovariateModel<BetaDiscreteWeibull>> fitted = BetaDiscreteWeibull.fit(groups);
        double highest = fitted.logLikelihood();
        assertThat(logLikelihood(fitted.model(), groups)).isCloseTo(highest, within(1e-9 * Math.abs(highest)));
        ContractCovariateModel<BetaDiscreteWeibull> model = fitted.model();
        for (int k = 0; k < 2; k++) {
            for (double step : new double[] {-0.02, 0.02}) {
                double[] leaving = {model.onLeaving("price"), model.onLeaving("trial")};
                double[] staying = {model.onStaying("price"), model.onStaying("trial")};
                double[] moved = k == 0 ? leaving : staying;
                moved[0] += step;
                ContractCovariateModel<BetaDiscreteWeibull> beside = new ContractCovariateModel<>(
                        model.base(),
                        BetaDiscreteWeibull::moved,
                        model.covariates(),
                        leaving,
                        staying,
                        model.typicalCovariates());
                assertThat(logLikelihood(beside, groups)).isLessThan(highest);
            }
        }
    }

    @Test
    void customersOneByOneAreTheirGroups() {
        Random random = new Random(8);
        TenureGroups.Builder single = TenureGroups.builder(attributes("x"));
        TenureGroups.Builder grouped = TenureGroups.builder(attributes("x"));
        int[][] periods = new int[2][300];
        boolean[][] left = new boolean[2][300];
        for (int i = 0; i < 600; i++) {
            int x = i % 2;
            left[x][i / 2] = random.nextInt(3) > 0;
            periods[x][i / 2] = 1 + random.nextInt(6 - 2 * x);
            single.add(periods[x][i / 2], left[x][i / 2], x == 0 ? -0.0 : 1);
        }
        grouped.add(Tenures.of(periods[1], left[1]), 1).add(Tenures.of(periods[0], left[0]), 0);
        TenureGroups groups = single.build();
        assertThat(groups.size()).isEqualTo(2);
        assertThat(groups.all().customers()).isEqualTo(600);
        Fitted<ContractCovariateModel<ShiftedBetaGeometric>> one = ShiftedBetaGeometric.fit(groups);
        Fitted<ContractCovariateModel<ShiftedBetaGeometric>> other = ShiftedBetaGeometric.fit(grouped.build());
        assertThat(one.logLikelihood()).isCloseTo(other.logLikelihood(), within(1e-8));
        assertThat(one.estimate("leaving.x")).isCloseTo(other.estimate("leaving.x"), within(1e-4));
    }

    @Test
    void covariatesAreTestedAgainstNone() {
        TenureGroups groups = priced(400);
        ChiSquareTest test = ShiftedBetaGeometric.fit(groups).likelihoodRatio(ShiftedBetaGeometric.fit(groups.all()));
        assertThat(test.degreesOfFreedom()).isEqualTo(4);
        assertThat(test.pValue()).isLessThan(1e-6);
        Fitted<BetaDiscreteWeibull> other = BetaDiscreteWeibull.fit(groups.all());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShiftedBetaGeometric.fit(groups).likelihoodRatio(other))
                .withMessageContaining("they differ in more");
    }

    @Test
    void modelsThatWereSavedAreReadToTheBit() {
        Fitted<ContractCovariateModel<BetaDiscreteWeibull>> weibull = BetaDiscreteWeibull.fit(priced(200));
        Fitted<? extends ContractModel> read = ContractModels.readFitted(weibull.toText());
        assertThat(read.toText()).isEqualTo(weibull.toText());
        assertThat(read.model().given(0.3, 1).logSurvival(5))
                .isEqualTo(weibull.model().given(0.3, 1).logSurvival(5));
        ContractCovariateModel<ShiftedBetaGeometric> model =
                ShiftedBetaGeometric.fit(cohorts()).model();
        ContractModel again = ContractModels.read(model.toText());
        assertThat(again.toText()).isEqualTo(model.toText());
        assertThat(again).hasToString(model.toString());
        String wrong = model.toText().replace(" format 2\n", "\n").replaceFirst("checksum .*\n", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractModels.read(wrong.replace("base sbg", "base nbd")))
                .withMessageContaining("base must be bdw or sbg, was nbd");
    }

    @Test
    void tenuresOfALogAreJoinedWithTheirCustomersById() {
        LogView view = ContractLogs.view(150, 9);
        ContractTerms terms = ContractTerms.standard(TimeScale.MONTHS);
        Map<String, Double> even = new TreeMap<>();
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            even.put(id, (double) ((id.charAt(id.length() - 1) - '0') % 2));
        }
        Covariates known = Covariates.of(Fact.given("even", Measure.Unit.NUMBER));
        TenureGroups groups = TenureGroups.of(view.withGiven("even", even), terms, known);
        assertThat(groups.size()).isEqualTo(2);
        assertThat(groups.all().terms()).contains(terms);
        Tenures all = Tenures.of(view, terms);
        assertThat(groups.all().customers()).isEqualTo(all.customers());
        for (int period = 1; period <= all.longest(); period++) {
            assertThat(groups.all().left(period)).isEqualTo(all.left(period));
            assertThat(groups.all().staying(period)).isEqualTo(all.staying(period));
        }
        Fitted<ContractCovariateModel<ShiftedBetaGeometric>> fitted = ShiftedBetaGeometric.fit(groups);
        assertThat(fitted.model().given(1).terms()).contains(terms);
        assertThat(fitted.provenance().periodEnd()).contains(view.asOf());
        assertThat(fitted.provenance().interactions())
                .isEqualTo(ShiftedBetaGeometric.fit(all).provenance().interactions());
        assertThat(groups.leftOut()).isEmpty();
    }

    @Test
    void contractsOfCustomersOfWhomNothingIsKnownAreLeftOutAndCounted() {
        LogView view = ContractLogs.view(150, 9);
        ContractTerms terms = ContractTerms.standard(TimeScale.MONTHS);
        Map<String, Double> some = new TreeMap<>();
        for (int row = 0; row < view.customers(); row += 2) {
            some.put(view.customerId(row), row % 3 - 1.0);
        }
        Covariates known = Covariates.of(Fact.given("size", Measure.Unit.NUMBER));
        TenureGroups groups = TenureGroups.of(view.withGiven("size", some), terms, known);
        double all = Tenures.of(view, terms).customers();
        String sentence = String.format(
                Locale.ROOT,
                "%.0f of %.0f contracts were left out, as their customer's size is not known",
                all - groups.all().customers(),
                all);
        assertThat(groups.all().customers()).isBetween(1.0, all - 1);
        assertThat(groups.leftOut()).containsExactly(sentence);
        assertThat(ShiftedBetaGeometric.fit(groups).diagnostics()).contains(sentence);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenureGroups.of(view, terms, known))
                .withMessage("there must be tenures, were none");
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TenureGroups.builder(Covariates.none()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenureGroups.builder(attributes("x")).build())
                .withMessage("there must be tenures, were none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenureGroups.builder(attributes("x")).add(REGULAR))
                .withMessage("there must be a value for each of [x], there were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenureGroups.builder(attributes("x")).add(0, true, 1))
                .withMessage("periods must be from 1 to 1000000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenureGroups.ofCohorts("2024", Map.of("2023", REGULAR)))
                .withMessage("no cohort is the reference 2024; there are [2023]");
        TenureGroups constant = TenureGroups.builder(attributes("x"))
                .add(REGULAR, 0.1)
                .add(HIGH_END, 0.1)
                .build();
        assertThatThrownBy(() -> ShiftedBetaGeometric.fit(constant))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the covariate x is the same for all customers");
        ContractCovariateModel<ShiftedBetaGeometric> model =
                ShiftedBetaGeometric.fit(cohorts()).model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.given())
                .withMessage("there must be a value for each of [cohort=high], there were 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.given(1e4))
                .withMessageContaining("move the model out of its range");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.onLeaving("price"))
                .withMessage("there is no covariate 'price': there are [cohort=high]");
    }

    private static TenureGroups priced(double origin, double unit) {
        TenureGroups near = priced(2_000);
        TenureGroups.Builder builder = TenureGroups.builder(attributes("price"));
        for (int g = 0; g < near.size(); g++) {
            builder.add(near.tenures(g), origin + unit * near.values(g)[0]);
        }
        return builder.build();
    }

    @Test
    void aPriceFromAnotherOriginOrInAnotherUnitHasTheSameMaximum() {
        Fitted<ContractCovariateModel<ShiftedBetaGeometric>> near = ShiftedBetaGeometric.fit(priced(0, 1));
        for (double[] each : new double[][] {{20, 1}, {0, 1e10}, {2e-8, 1e-9}}) {
            Fitted<ContractCovariateModel<ShiftedBetaGeometric>> other =
                    ShiftedBetaGeometric.fit(priced(each[0], each[1]));
            assertThat(other.converged()).as(other.diagnostics().toString()).isTrue();
            assertThat(other.logLikelihood()).isCloseTo(near.logLikelihood(), within(1e-6));
            assertThat(other.estimate("leaving.price") * each[1])
                    .isCloseTo(near.estimate("leaving.price"), within(1e-4));
            assertThat(other.standardError("leaving.price") * each[1])
                    .isCloseTo(near.standardError("leaving.price"), within(1e-5));
        }
    }

    @Test
    void pricesTooFarFromZeroAreRefusedWithAnOrigin() {
        assertThatThrownBy(() -> ShiftedBetaGeometric.fit(priced(2000, 1)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the covariate price is about 2000.0 give or take 0.6")
                .hasMessageContaining("Can price be counted from another origin, say less 2000.0?");
        assertThatThrownBy(() -> BetaDiscreteWeibull.fit(priced(0, 1e300)))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("Can it be taken in another unit?");
    }
}
