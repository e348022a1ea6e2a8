package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Levels;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.testkit.SumOfParts;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CovariateModelTest {
    private static final ParetoNbd PARETO = ParetoNbd.of(1.2, 8, 0.8, 10, TimeScale.WEEKS);

    /** Two groups, each drawn from its own model: those of group b buy e^0.5 times as often and leave e^-0.4 times as soon. */
    private static Purchases twoGroups(CustomerBaseModel of0, CustomerBaseModel of1, int each) {
        double[] ages = new double[each];
        Arrays.setAll(ages, i -> 30 + i % 40);
        Purchases first = of0.simulate(ages, 21);
        Purchases second = of1.simulate(ages, 22);
        double[][] columns = new double[3][2 * each];
        for (int row = 0; row < 2 * each; row++) {
            Purchases drawn = row < each ? first : second;
            columns[0][row] = drawn.frequency(row % each);
            columns[1][row] = drawn.recency(row % each);
            columns[2][row] = drawn.age(row % each);
        }
        return Purchases.of(TimeScale.WEEKS, columns[0], columns[1], columns[2]);
    }

    private static final Covariates GROUP = Covariates.of(Levels.of("group", List.of("a", "b")));

    private static Purchases grouped(Purchases data) {
        return KnownCustomers.of(data, GROUP, group(data.size()));
    }

    /** The first half is of group a, the others are of group b. */
    private static double[] group(int customers) {
        double[] isOfB = new double[customers];
        Arrays.fill(isOfB, customers / 2, customers, 1);
        return isOfB;
    }

    private static <M extends FamilyMember<M>> Fitted<CovariateModel<M>> fit(
            PurchaseFamily<M> family, Purchases grouped) {
        return CovariateModel.family(family, grouped.covariates()).fit(grouped);
    }

    @Test
    void whatWasSimulatedIsFoundAgain() {
        ParetoNbd other = ParetoNbd.of(1.2, 8 * Math.exp(-0.5), 0.8, 10 * Math.exp(0.4), TimeScale.WEEKS);
        Fitted<CovariateModel<ParetoNbd>> fitted = fit(ParetoNbd.FAMILY, grouped(twoGroups(PARETO, other, 6_000)));
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.parameterNames())
                .containsExactly("r", "alpha", "s", "beta", "purchases.group=b", "leaving.group=b");
        double[] truth = {1.2, 8, 0.8, 10, 0.5, -0.4};
        for (int i = 0; i < truth.length; i++) {
            String name = fitted.parameterNames().get(i);
            assertThat(fitted.interval(name, 0.9999).contains(truth[i]))
                    .as("seeds 21 and 22, %s: %s", name, fitted.estimates()[i])
                    .isTrue();
        }
        assertThat(fitted.model().onPurchases("group=b")).isEqualTo(fitted.estimate("purchases.group=b"));
        assertThat(fitted.model().onLeaving("group=b")).isEqualTo(fitted.estimate("leaving.group=b"));
        assertThat(fitted.summary()).startsWith("pareto-nbd with covariates, maximum likelihood, time in weeks");
    }

    @Test
    void covariatesAreTestedAgainstNone() {
        ParetoNbd other = ParetoNbd.of(1.2, 8 * Math.exp(-0.5), 0.8, 10, TimeScale.WEEKS);
        Purchases data = twoGroups(PARETO, other, 500);
        Fitted<CovariateModel<ParetoNbd>> larger = fit(ParetoNbd.FAMILY, grouped(data));
        Fitted<ParetoNbd> simpler = ParetoNbd.fit(data);
        ChiSquareTest test = larger.likelihoodRatio(simpler);
        assertThat(test.statistic()).isEqualTo(2 * (larger.logLikelihood() - simpler.logLikelihood()));
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.pValue()).isLessThan(1e-3);
        Fitted<BetaGeometricNbd> another = BetaGeometricNbd.fit(data);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> larger.likelihoodRatio(another))
                .withMessageContaining("they differ in more");
    }

    /** With a coefficient for each group and process, and r and s in common: the likelihood of all is that of the groups' models. */
    @Test
    void theLikelihoodIsThatOfEachCustomersOwnModel() {
        Purchases data = twoGroups(PARETO, PARETO.withTypical(new PurchaseSummary(1, 1, 2)), 400);
        Random random = new Random(5);
        double[] incomes = random.doubles(800, -1, 1).toArray();
        Covariates both = GROUP.and(Covariates.of(Fact.attribute("income")));
        Purchases known = KnownCustomers.of(data, both, group(800), incomes);
        check(known, fit(ParetoNbd.FAMILY, known));
        check(known, fit(BetaGeometricNbd.FAMILY, known));
        check(known, fit(GammaGompertzNbd.FAMILY, known));
        CovariateTerms held = CovariateTerms.free().withPenalty(3);
        check(known, CovariateModel.family(ParetoNbd.FAMILY, both, held).fit(known));
    }

    private static <M extends FamilyMember<M>> void check(Purchases data, Fitted<CovariateModel<M>> fitted) {
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            M own = fitted.model().given(data.covariates(row));
            sum += own.logLikelihood(data.frequency(row), data.recency(row), data.age(row));
        }
        assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-8 * Math.abs(sum)));
    }

    @Test
    void covariatesThatTellNothingLeaveTheModelAsItIs() {
        Purchases data = twoGroups(PARETO, PARETO, 3_000);
        Fitted<ParetoNbd> plain = ParetoNbd.fit(data);
        Fitted<CovariateModel<ParetoNbd>> fitted = fit(ParetoNbd.FAMILY, grouped(data));
        assertThat(fitted.interval("purchases.group=b", 0.9999).contains(0)).isTrue();
        assertThat(fitted.interval("leaving.group=b", 0.9999).contains(0)).isTrue();
        assertThat(fitted.logLikelihood()).isBetween(plain.logLikelihood(), plain.logLikelihood() + 10);
        Fitted<CovariateModel<ParetoNbd>> held = CovariateModel.family(
                        ParetoNbd.FAMILY, GROUP, CovariateTerms.free().withPenalty(1e9))
                .fit(grouped(data));
        assertThat(held.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-4));
        assertThat(held.estimate("purchases.group=b")).isCloseTo(0, within(1e-6));
    }

    @Test
    void whereACovariatesOriginLiesMovesAlphaAndBetaOnly() {
        Purchases data = twoGroups(PARETO, ParetoNbd.of(1.2, 5, 0.8, 14, TimeScale.WEEKS), 1_500);
        double[] values = new double[3_000];
        Arrays.setAll(values, row -> row < 1_500 ? 0 : 1);
        double[] moved = Arrays.stream(values).map(value -> value - 2).toArray();
        Covariates z = Covariates.of(Fact.attribute("z"));
        Fitted<CovariateModel<ParetoNbd>> one = fit(ParetoNbd.FAMILY, KnownCustomers.of(data, z, values));
        Fitted<CovariateModel<ParetoNbd>> other = fit(ParetoNbd.FAMILY, KnownCustomers.of(data, z, moved));
        assertThat(other.estimate("purchases.z")).isCloseTo(one.estimate("purchases.z"), within(1e-5));
        assertThat(other.model().given(-1).alpha())
                .isCloseTo(one.model().given(1).alpha(), within(1e-3));
        assertThat(other.model().base().alpha())
                .isCloseTo(one.model().base().alpha() * Math.exp(-2 * one.estimate("purchases.z")), within(1e-2));
    }

    @Test
    void aCoefficientCanBeTheSameForBothProcesses() {
        Purchases data = twoGroups(PARETO, ParetoNbd.of(1.2, 5, 0.8, 6, TimeScale.WEEKS), 2_000);
        CovariateTerms terms = CovariateTerms.free().withEqual(List.of("group=b"));
        Fitted<CovariateModel<ParetoNbd>> fitted =
                CovariateModel.family(ParetoNbd.FAMILY, GROUP, terms).fit(grouped(data));
        assertThat(fitted.parameterNames()).containsExactly("r", "alpha", "s", "beta", "both.group=b");
        assertThat(fitted.model().onLeaving("group=b")).isEqualTo(fitted.model().onPurchases("group=b"));
        assertThat(fitted.logLikelihood())
                .isLessThanOrEqualTo(fit(ParetoNbd.FAMILY, grouped(data)).logLikelihood());
        CovariateTerms unknown = CovariateTerms.free().withEqual(List.of("none"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.family(ParetoNbd.FAMILY, GROUP, unknown))
                .withMessageContaining("there is no covariate none");
    }

    @Test
    void modelsThatWereSavedAreReadToTheBit() {
        Purchases data = grouped(twoGroups(PARETO, PARETO, 300));
        CovariateTerms terms = CovariateTerms.free().withPenalty(0.5).withOnlyOnLeaving(List.of("group=b"));
        readsAsWritten(fit(ParetoNbd.FAMILY, data));
        readsAsWritten(fit(BetaGeometricNbd.FAMILY, data));
        readsAsWritten(fit(GammaGompertzNbd.FAMILY, data));
        readsAsWritten(CovariateModel.family(ParetoNbd.FAMILY, GROUP, terms).fit(data));
        CovariateModel<ParetoNbd> pareto = fit(ParetoNbd.FAMILY, data).model();
        assertThat(pareto.toString()).contains("pareto-nbd[r=", "group=b: purchases ");
        assertThat(pareto.names()).containsExactly("group=b");
    }

    private static <M extends FamilyMember<M>> void readsAsWritten(Fitted<CovariateModel<M>> fitted) {
        String text = fitted.toText();
        Fitted<? extends CustomerBaseModel> read = CustomerBaseModels.readFitted(text);
        assertThat(read.toText()).isEqualTo(text);
        CovariateModel<?> model = (CovariateModel<?>) read.model();
        assertThat(model.covariates()).isEqualTo(GROUP);
        assertThat(model.typical()).isEqualTo(fitted.model().typical());
        assertThat(model.family().parameters())
                .isEqualTo(fitted.model().family().parameters());
        assertThat(model.given(1).toString()).isEqualTo(fitted.model().given(1).toString());
    }

    @Test
    void whatCannotBeEstimatedIsRefused() {
        Purchases data = twoGroups(PARETO, PARETO, 50);
        double[] constant = new double[100];
        Arrays.fill(constant, 0.1);
        Covariates two = GROUP.and(Covariates.of(Fact.attribute("other")));
        Purchases same = KnownCustomers.of(data, two, group(100), constant);
        assertThatThrownBy(() -> fit(BetaGeometricNbd.FAMILY, same))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the covariate other is the same for all customers");
        double[] unknown = new double[100];
        Arrays.fill(unknown, Double.NaN);
        Purchases nobody = KnownCustomers.of(data, two, group(100), unknown);
        assertThatThrownBy(() -> fit(BetaGeometricNbd.FAMILY, nobody))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("there is no customer of whom all covariates are known")
                .hasMessageContaining("100 of 100 customers were left out, as their other is not known");
        double[] sum = new double[100];
        Arrays.setAll(sum, row -> row < 50 ? 3 : 5);
        Purchases twice = KnownCustomers.of(data, two, group(100), sum);
        assertThatThrownBy(() -> fit(BetaGeometricNbd.FAMILY, twice))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("is a sum of multiples of [group=b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.family(BetaGeometricNbd.FAMILY, Covariates.none()))
                .withMessageContaining("there must be a covariate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.family(Nbd.FAMILY, GROUP))
                .withMessageContaining("nbd takes no covariates");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CovariateModel.family(BetaGeometricNbd.FAMILY, GROUP).fit(data))
                .withMessageContaining("the purchases have no covariate group=b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Covariates.of(Fact.attribute("age"), Fact.attribute("age")))
                .withMessage("covariates must differ, two are age");
        CovariateModel<BetaGeometricNbd> model =
                fit(BetaGeometricNbd.FAMILY, grouped(data)).model();
        assertThatIllegalArgumentException().isThrownBy(() -> model.given());
        assertThatIllegalArgumentException().isThrownBy(() -> model.given(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> model.onLeaving("other"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateTerms.free().withPenalty(-1));
    }

    @Test
    void customersOfWhomNothingIsKnownAreLeftOutAndCounted() {
        Purchases data = twoGroups(PARETO, ParetoNbd.of(1.2, 5, 0.8, 6, TimeScale.WEEKS), 300);
        double[] group = group(600);
        group[7] = Double.NaN;
        group[11] = Double.NaN;
        Fitted<CovariateModel<ParetoNbd>> fitted = fit(ParetoNbd.FAMILY, KnownCustomers.of(data, GROUP, group));
        assertThat(fitted.provenance().customers()).isEqualTo(598);
        assertThat(fitted.diagnostics()).contains("2 of 600 customers were left out, as their group is not known");
    }

    @Test
    void theOrderOfCustomersDoesNotMatter() {
        Purchases data = twoGroups(PARETO, ParetoNbd.of(1.2, 5, 0.8, 6, TimeScale.WEEKS), 200);
        Purchases known = grouped(data);
        int[] shuffled =
                IntStream.range(0, 400).map(row -> (row * 147 + 31) % 400).toArray();
        assertThat(fit(ParetoNbd.FAMILY, known.rows(shuffled)).toText())
                .isEqualTo(fit(ParetoNbd.FAMILY, known).toText());
    }

    @Test
    void theTypicalCustomerIsOfTheLevelThatMostHave() {
        Purchases data = twoGroups(PARETO, PARETO, 150);
        Covariates region =
                Covariates.of(Levels.of("region", List.of("north", "south", "west")), Fact.attribute("age"));
        double[] south = new double[300];
        double[] west = new double[300];
        double[] ages = new double[300];
        Arrays.fill(south, 0, 140, 1);
        Arrays.fill(west, 140, 220, 1);
        Arrays.setAll(ages, row -> 20 + row % 7);
        CovariateModel<ParetoNbd> model = fit(ParetoNbd.FAMILY, KnownCustomers.of(data, region, south, west, ages))
                .model();
        assertThat(model.population().typicalCovariates()).containsExactly(1.0, 0.0, 23.0);
        ParetoNbd typical = model.given(1, 0, 23);
        assertThat(model.probabilityAlive(2, 5, 30)).isEqualTo(typical.probabilityAlive(2, 5, 30));
        assertThat(model.alive().of(2, 5, 30)).isEqualTo(typical.alive().of(2, 5, 30));
        assertThat(model.expectedPurchases(39)).isEqualTo(typical.expectedPurchases(39));
    }

    private static Purchases aged(double origin, double unit) {
        Purchases data = twoGroups(PARETO, ParetoNbd.of(1.2, 6, 0.8, 14, TimeScale.WEEKS), 400);
        double[] group = group(800);
        double[] ages = new Random(8).doubles(800, 20, 60).toArray();
        // Whose purchases differ is older.
        Arrays.setAll(ages, row -> origin + unit * (ages[row] + 10 * group[row]));
        return KnownCustomers.of(data, Covariates.of(Fact.attribute("age")), ages);
    }

    @Test
    void aCovariateFromAnotherOriginHasTheSameMaximum() {
        Fitted<CovariateModel<ParetoNbd>> age = fit(ParetoNbd.FAMILY, aged(-40, 1));
        Fitted<CovariateModel<ParetoNbd>> born = fit(ParetoNbd.FAMILY, aged(1996, -1));
        assertThat(age.converged()).isTrue();
        assertThat(born.converged()).as(born.diagnostics().toString()).isTrue();
        assertThat(born.logLikelihood()).isCloseTo(age.logLikelihood(), within(1e-6));
        for (String name : List.of("purchases.age", "leaving.age")) {
            double error = age.standardError(name);
            assertThat(born.estimate(name)).as(name).isCloseTo(-age.estimate(name), within(1e-3 * error));
            assertThat(born.standardError(name)).as(name).isCloseTo(error, within(1e-3 * error));
        }
        assertThat(born.model().given(1956).alpha())
                .isCloseTo(age.model().given(0).alpha(), within(1e-3));
    }

    @Test
    void aCovariateInAnotherUnitHasTheSameStandardErrors() {
        Fitted<CovariateModel<BetaGeometricNbd>> years = fit(BetaGeometricNbd.FAMILY, aged(0, 1));
        for (double unit : new double[] {3.2e10, 1e-9, 1e90}) {
            Fitted<CovariateModel<BetaGeometricNbd>> other = fit(BetaGeometricNbd.FAMILY, aged(0, unit));
            assertThat(other.converged()).as("unit %s", unit).isEqualTo(years.converged());
            assertThat(other.logLikelihood()).isCloseTo(years.logLikelihood(), within(1e-6));
            for (String name : List.of("purchases.age", "leaving.age")) {
                double error = years.standardError(name);
                assertThat(other.estimate(name) * unit)
                        .as("%s, unit %s", name, unit)
                        .isCloseTo(years.estimate(name), within(1e-3 * error));
                assertThat(other.standardError(name) * unit).isCloseTo(error, within(1e-3 * error));
            }
        }
    }

    @Test
    void covariatesTooFarFromZeroAreRefusedWithAnOrigin() {
        Purchases born = aged(1996, -1);
        assertThatThrownBy(() -> fit(BetaGeometricNbd.FAMILY, KnownCustomers.of(born, born.covariates(), steep(born))))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the covariate age is about 20")
                .hasMessageContaining("Can age be counted from another origin, say less 20");
    }

    /** So that a customer of 0 would buy more than e^30 times as often. */
    private static double[] steep(Purchases data) {
        double[] values = new double[data.size()];
        Arrays.setAll(values, row -> 2000 + 3 * Math.min(data.frequency(row), 4));
        return values;
    }

    @Test
    void covariatesWhoseSquaresAreNoNumbersAreRefusedForTheirUnit() {
        for (double unit : new double[] {1e300, 1e-300}) {
            assertThatThrownBy(() -> fit(ParetoNbd.FAMILY, aged(0, unit)))
                    .isInstanceOf(FitException.class)
                    .hasMessageContaining("the covariate age spreads by ")
                    .hasMessageContaining("Can it be taken in another unit?");
        }
    }

    /** Attributes and levels come from files, where anything may stand in quotes. */
    @Test
    void namesAndLevelsOfAnyTextAreSavedAndReadAgain() {
        List<String> levels =
                List.of("x", "two\r\nlines", "a b", "a\u2028b", "\uD800", "q\"", "=", "a=b", "b;c|d", "\\", "a\u0085b");
        for (String name :
                List.of("age", " age ", "a\nb", "a\r", "x=y", "\u2028z", "a;b", "\"q\"", "\uD800half", "a\u0000b")) {
            checkText(Covariates.of(Fact.attribute(name)));
            checkText(Covariates.of(Levels.of(name, levels).withBaseline("=").unseenAsBaseline()));
        }
    }

    private static void checkText(Covariates known) {
        double[] coefficients = new double[known.size()];
        Arrays.setAll(coefficients, i -> 0.1 * i);
        Purchases data = PARETO.simulate(new double[] {30, 40, 50}, 1);
        double[][] columns = new double[known.size()][data.size()];
        CovariateModel<ParetoNbd> model = CovariateModel.of(PARETO, known, coefficients, coefficients);
        CustomerBaseModel read = CustomerBaseModels.read(model.toText());
        assertThat(read.toText()).isEqualTo(model.toText());
        assertThat(read.covariates()).isEqualTo(known);
        columns[0][0] = Double.NaN;
        assertThat(KnownCustomers.of(data, known, columns).leftOut())
                .singleElement()
                .satisfies(remark -> assertThat(remark.lines()).hasSize(1));
    }

    /** Whatever unit a covariate is in: the search over parts is in that of its spread too. */
    @Test
    void aBaseInPartsIsFittedAsTheWholeWhateverTheUnitOfACovariate() {
        double[] standard = new Random(5).doubles(1_500, -1, 1).toArray();
        double[][] columns = new double[3][standard.length];
        for (int row = 0; row < standard.length; row++) {
            Purchases one = ParetoNbd.of(1.2, 8 * Math.exp(-0.5 * standard[row]), 0.8, 10, TimeScale.WEEKS)
                    .simulate(new double[] {30 + row % 40}, row);
            columns[0][row] = one.frequency(0);
            columns[1][row] = one.recency(0);
            columns[2][row] = one.age(0);
        }
        Purchases drawn = Purchases.of(TimeScale.WEEKS, columns[0], columns[1], columns[2]);
        Covariates income = Covariates.of(Fact.attribute("income"));
        PurchaseFamily<CovariateModel<ParetoNbd>> family = CovariateModel.family(ParetoNbd.FAMILY, income);
        for (double unit : new double[] {1e-6, 1, 1e6}) {
            Purchases base = KnownCustomers.of(
                    drawn, income, Arrays.stream(standard).map(z -> z * unit).toArray());
            Fitted<CovariateModel<ParetoNbd>> whole = family.fit(base);
            Fitted<CovariateModel<ParetoNbd>> near =
                    family.fit(base.rows(IntStream.range(0, 500).toArray()));
            List<LogLikelihood> parts = IntStream.range(0, 3)
                    .mapToObj(i -> near.model()
                            .family()
                            .logLikelihood(base.rows(
                                    IntStream.range(500 * i, 500 * (i + 1)).toArray())))
                    .toList();
            Fitted<CovariateModel<ParetoNbd>> sum =
                    family.fit(new SumOfParts(parts), near, Provenance.of(family.name(), 1_500, 1_500));
            String what = "in units of " + unit + "\n" + sum.summary();
            assertThat(sum.ending()).as(what).isEqualTo(whole.ending());
            assertThat(sum.logLikelihood()).as(what).isCloseTo(whole.logLikelihood(), within(1e-7));
            for (int i = 0; i < 6; i++) {
                double error = whole.standardErrors()[i];
                assertThat(sum.estimates()[i]).as(what).isCloseTo(whole.estimates()[i], within(1e-3 * error));
                assertThat(sum.standardErrors()[i]).as(what).isCloseTo(error, within(1e-3 * error));
            }
        }
    }
}
