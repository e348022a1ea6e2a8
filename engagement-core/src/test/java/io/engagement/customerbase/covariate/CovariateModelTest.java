package io.engagement.customerbase.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.FamilyMember;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.ChiSquareTest;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

    private static Covariates group(int each) {
        String[] groups = new String[2 * each];
        Arrays.setAll(groups, row -> row < each ? "a" : "b");
        return Covariates.none().category("group", "a", groups);
    }

    @Test
    void whatWasSimulatedIsFoundAgain() {
        ParetoNbd other = ParetoNbd.of(1.2, 8 * Math.exp(-0.5), 0.8, 10 * Math.exp(0.4), TimeScale.WEEKS);
        Fitted<CovariateModel<ParetoNbd>> fitted = CovariateModel.fit(
                ParetoNbd.FAMILY, twoGroups(PARETO, other, 6_000), group(6_000), CovariateTerms.free());
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
        Fitted<CovariateModel<ParetoNbd>> larger =
                CovariateModel.fit(ParetoNbd.FAMILY, data, group(500), CovariateTerms.free());
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
        Covariates covariates = group(400).number("income", incomes);
        check(data, covariates, CovariateModel.fit(ParetoNbd.FAMILY, data, covariates, CovariateTerms.free()));
        check(data, covariates, CovariateModel.fit(BetaGeometricNbd.FAMILY, data, covariates, CovariateTerms.free()));
        check(data, covariates, CovariateModel.fit(GammaGompertzNbd.FAMILY, data, covariates, CovariateTerms.free()));
        check(
                data,
                covariates,
                CovariateModel.fit(
                        ParetoNbd.FAMILY,
                        data,
                        covariates,
                        CovariateTerms.free().withPenalty(3)));
    }

    private static <M extends FamilyMember<M>> void check(
            Purchases data, Covariates covariates, Fitted<CovariateModel<M>> fitted) {
        double sum = 0;
        for (int row = 0; row < data.size(); row++) {
            M own = fitted.model().of(covariates.row(row));
            sum += own.logLikelihood(data.frequency(row), data.recency(row), data.age(row));
        }
        assertThat(fitted.logLikelihood()).isCloseTo(sum, within(1e-8 * Math.abs(sum)));
    }

    @Test
    void covariatesThatTellNothingLeaveTheModelAsItIs() {
        Purchases data = twoGroups(PARETO, PARETO, 3_000);
        Fitted<ParetoNbd> plain = ParetoNbd.fit(data);
        Fitted<CovariateModel<ParetoNbd>> fitted =
                CovariateModel.fit(ParetoNbd.FAMILY, data, group(3_000), CovariateTerms.free());
        assertThat(fitted.interval("purchases.group=b", 0.9999).contains(0)).isTrue();
        assertThat(fitted.interval("leaving.group=b", 0.9999).contains(0)).isTrue();
        assertThat(fitted.logLikelihood()).isBetween(plain.logLikelihood(), plain.logLikelihood() + 10);
        Fitted<CovariateModel<ParetoNbd>> held = CovariateModel.fit(
                ParetoNbd.FAMILY, data, group(3_000), CovariateTerms.free().withPenalty(1e9));
        assertThat(held.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-4));
        assertThat(held.estimate("purchases.group=b")).isCloseTo(0, within(1e-6));
    }

    @Test
    void whereACovariatesOriginLiesMovesAlphaAndBetaOnly() {
        Purchases data = twoGroups(PARETO, ParetoNbd.of(1.2, 5, 0.8, 14, TimeScale.WEEKS), 1_500);
        double[] values = new double[3_000];
        Arrays.setAll(values, row -> row < 1_500 ? 0 : 1);
        double[] moved = Arrays.stream(values).map(value -> value - 2).toArray();
        Fitted<CovariateModel<ParetoNbd>> one = CovariateModel.fit(
                ParetoNbd.FAMILY, data, Covariates.none().number("z", values), CovariateTerms.free());
        Fitted<CovariateModel<ParetoNbd>> other =
                CovariateModel.fit(ParetoNbd.FAMILY, data, Covariates.none().number("z", moved), CovariateTerms.free());
        assertThat(other.estimate("purchases.z")).isCloseTo(one.estimate("purchases.z"), within(1e-5));
        assertThat(other.model().of(-1).alpha()).isCloseTo(one.model().of(1).alpha(), within(1e-3));
        assertThat(other.model().base().alpha())
                .isCloseTo(one.model().base().alpha() * Math.exp(-2 * one.estimate("purchases.z")), within(1e-2));
    }

    @Test
    void aCoefficientCanBeTheSameForBothProcesses() {
        Purchases data = twoGroups(PARETO, ParetoNbd.of(1.2, 5, 0.8, 6, TimeScale.WEEKS), 2_000);
        CovariateTerms terms = CovariateTerms.free().withEqual(List.of("group=b"));
        Fitted<CovariateModel<ParetoNbd>> fitted = CovariateModel.fit(ParetoNbd.FAMILY, data, group(2_000), terms);
        assertThat(fitted.parameterNames()).containsExactly("r", "alpha", "s", "beta", "both.group=b");
        assertThat(fitted.model().onLeaving("group=b")).isEqualTo(fitted.model().onPurchases("group=b"));
        assertThat(fitted.logLikelihood())
                .isLessThanOrEqualTo(CovariateModel.fit(ParetoNbd.FAMILY, data, group(2_000), CovariateTerms.free())
                        .logLikelihood());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.fit(
                        ParetoNbd.FAMILY,
                        data,
                        group(2_000),
                        CovariateTerms.free().withEqual(List.of("none"))))
                .withMessageContaining("there is no covariate none");
    }

    @Test
    void modelsThatWereSavedAreReadToTheBit() {
        Purchases data = twoGroups(PARETO, PARETO, 300);
        Covariates covariates = group(300);
        CovariateModel<ParetoNbd> pareto = CovariateModel.fit(ParetoNbd.FAMILY, data, covariates, CovariateTerms.free())
                .model();
        CovariateModel<BetaGeometricNbd> bg = CovariateModel.fit(
                        BetaGeometricNbd.FAMILY, data, covariates, CovariateTerms.free())
                .model();
        CovariateModel<GammaGompertzNbd> ggom = CovariateModel.fit(
                        GammaGompertzNbd.FAMILY, data, covariates, CovariateTerms.free())
                .model();
        assertThat(CovariateModel.family(ParetoNbd.FAMILY).read(pareto.toText()).toText())
                .isEqualTo(pareto.toText());
        assertThat(CovariateModel.family(BetaGeometricNbd.FAMILY)
                        .read(bg.toText())
                        .toText())
                .isEqualTo(bg.toText());
        assertThat(CovariateModel.family(GammaGompertzNbd.FAMILY)
                        .read(ggom.toText())
                        .of(1)
                        .toString())
                .isEqualTo(ggom.of(1).toString());
        assertThat(pareto.toString()).contains("pareto-nbd[r=", "group=b: purchases ");
        assertThat(pareto.names()).containsExactly("group=b");
    }

    @Test
    void whatCannotBeEstimatedIsRefused() {
        Purchases data = twoGroups(PARETO, PARETO, 50);
        double[] constant = new double[100];
        Arrays.fill(constant, 0.1);
        Covariates group = group(50);
        assertThatThrownBy(() -> CovariateModel.fit(
                        BetaGeometricNbd.FAMILY, data, group.number("same", constant), CovariateTerms.free()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("the covariate same is the same for all customers");
        double[] sum = new double[100];
        Arrays.setAll(sum, row -> row < 50 ? 3 : 5);
        assertThatThrownBy(() -> CovariateModel.fit(
                        BetaGeometricNbd.FAMILY, data, group.number("twice", sum), CovariateTerms.free()))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("is a sum of multiples of [group=b]");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CovariateModel.fit(BetaGeometricNbd.FAMILY, data, Covariates.none(), CovariateTerms.free()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.fit(BetaGeometricNbd.FAMILY, data, group(20), CovariateTerms.free()));
        assertThatIllegalArgumentException().isThrownBy(() -> group.number("few", 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> group.number("group=b", constant));
        assertThatIllegalArgumentException().isThrownBy(() -> Covariates.none().number("bad", Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Covariates.none().category("c", "x", "y", "z"));
        CovariateModel<BetaGeometricNbd> model = CovariateModel.fit(
                        BetaGeometricNbd.FAMILY, data, group, CovariateTerms.free())
                .model();
        assertThatIllegalArgumentException().isThrownBy(() -> model.of());
        assertThatIllegalArgumentException().isThrownBy(() -> model.of(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> model.onLeaving("other"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateTerms.free().withPenalty(-1));
    }
}
