package io.engagement.customerbase.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CountDistribution;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.domain.TimeScale;
import io.engagement.testkit.CustomerBaseModelContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorrelatedParetoNbdConsistencyTest {
    private static final double EXACT = 1e-12;

    static Stream<ParetoNbd> independent() {
        return Stream.of(
                ParetoNbd.of(0.5533, 10.578, 0.606, 11.664, TimeScale.WEEKS),
                ParetoNbd.of(2, 3, 0.4, 60, TimeScale.WEEKS),
                ParetoNbd.of(0.8, 30, 1, 4, TimeScale.WEEKS),
                ParetoNbd.of(12, 30, 0.05, 0.5, TimeScale.WEEKS));
    }

    private static CorrelatedParetoNbd with(ParetoNbd model, double association) {
        return CorrelatedParetoNbd.of(model.r(), model.alpha(), model.s(), model.beta(), association, TimeScale.WEEKS);
    }

    private static void same(double value, double expected, Object of) {
        assertThat(value).as("%s", of).isCloseTo(expected, within(EXACT * Math.max(1e-3, Math.abs(expected))));
    }

    @ParameterizedTest
    @MethodSource("independent")
    void withoutAssociationItIsParetoNbd(ParetoNbd pareto) {
        CorrelatedParetoNbd model = with(pareto, 0);
        assertThat(model.correlation()).isZero();
        for (PurchaseSummary c : CustomerBaseModelContract.customers()) {
            double x = c.frequency();
            double tx = c.recency();
            double age = c.age();
            same(model.logLikelihood(x, tx, age), pareto.logLikelihood(x, tx, age), c);
            same(model.probabilityAlive(x, tx, age), pareto.probabilityAlive(x, tx, age), c);
            same(model.expectedPurchases(x, tx, age, 39), pareto.expectedPurchases(x, tx, age, 39), c);
            same(model.probabilityNoPurchase(x, tx, age, 13), pareto.probabilityNoPurchase(x, tx, age, 13), c);
            same(
                    model.discountedPurchases(x, tx, age, Double.POSITIVE_INFINITY, 0.01),
                    pareto.discountedPurchases(x, tx, age, Double.POSITIVE_INFINITY, 0.01),
                    c);
            CountDistribution counts = model.purchaseDistribution(x, tx, age, 13);
            CountDistribution expected = pareto.purchaseDistribution(x, tx, age, 13);
            assertThat(counts.last()).isEqualTo(expected.last());
            for (int count = 0; count <= counts.last(); count++) {
                same(counts.probability(count), expected.probability(count), c);
            }
        }
        same(model.expectedPurchases(52), pareto.expectedPurchases(52), "a new customer");
    }

    @ParameterizedTest
    @MethodSource("independent")
    void customersWhoBuyOftenAreLessLikelyToStayTheHigherTheCorrelation(ParetoNbd pareto) {
        double often = 2 * pareto.r() / pareto.alpha() * 40 + 5;
        double before = 1;
        double newcomers = Double.POSITIVE_INFINITY;
        for (double association : new double[] {-1, -0.5, 0, 0.5, 1}) {
            CorrelatedParetoNbd model = with(pareto, association);
            double alive = model.probabilityAlive(Math.rint(often), 39.9, 40.5);
            assertThat(alive).as("%s", model).isLessThan(before);
            assertThat(model.expectedPurchases(52)).as("%s", model).isLessThan(newcomers);
            before = alive;
            newcomers = model.expectedPurchases(52);
        }
    }

    /** A density in the association is a straight line, and so is the likelihood. */
    @ParameterizedTest
    @MethodSource("independent")
    void theLikelihoodIsLinearInTheAssociation(ParetoNbd pareto) {
        for (PurchaseSummary c : CustomerBaseModelContract.customers()) {
            double middle = likelihoodRatio(pareto, 0, c);
            double ends = 0.5 * (likelihoodRatio(pareto, -1, c) + likelihoodRatio(pareto, 1, c));
            assertThat(middle).isCloseTo(1, within(1e-11));
            assertThat(ends).isCloseTo(1, within(1e-11));
        }
    }

    private static double likelihoodRatio(ParetoNbd pareto, double association, PurchaseSummary c) {
        return Math.exp(with(pareto, association).logLikelihood(c.frequency(), c.recency(), c.age())
                - pareto.logLikelihood(c.frequency(), c.recency(), c.age()));
    }

    @Test
    void extremeCustomersHaveFiniteFigures() {
        for (CorrelatedParetoNbd model : List.of(
                CorrelatedParetoNbd.of(1e-3, 1e-3, 1e-3, 1e-3, 0.9, TimeScale.DAYS),
                CorrelatedParetoNbd.of(1e-6, 1, 1e-6, 1, -0.9, TimeScale.DAYS),
                CorrelatedParetoNbd.of(50, 1e-3, 50, 1e5, -1, TimeScale.DAYS),
                CorrelatedParetoNbd.of(1e5, 1e6, 1e5, 1e6, 1, TimeScale.DAYS))) {
            for (PurchaseSummary c : List.of(
                    new PurchaseSummary(5_000, 9e4, 1e5),
                    new PurchaseSummary(5_000, 0.5, 1e5),
                    new PurchaseSummary(0, 0, 1e5),
                    new PurchaseSummary(1, 1e-3, 1e5))) {
                double x = c.frequency();
                assertThat(model.logLikelihood(x, c.recency(), c.age()))
                        .as("%s %s", model, c)
                        .isFinite();
                assertThat(model.probabilityAlive(x, c.recency(), c.age()))
                        .as("%s %s", model, c)
                        .isBetween(0.0, 1.0);
                assertThat(model.expectedPurchases(x, c.recency(), c.age(), 1e4))
                        .as("%s %s", model, c)
                        .isFinite()
                        .isNotNegative();
                assertThat(model.probabilityNoPurchase(x, c.recency(), c.age(), 1e4))
                        .as("%s %s", model, c)
                        .isBetween(0.0, 1.0);
                assertThat(model.alive().of(x, c.recency(), c.age()))
                        .as("%s %s", model, c)
                        .isCloseTo(model.probabilityAlive(x, c.recency(), c.age()), within(1e-9));
                assertThat(model.noPurchaseWithin(1e4).of(x, c.recency(), c.age()))
                        .as("%s %s", model, c)
                        .isCloseTo(model.probabilityNoPurchase(x, c.recency(), c.age(), 1e4), within(1e-9));
            }
        }
    }

    @Test
    void associationsThatAreNoneAreRefused() {
        for (double bad : new double[] {-1.001, 1.001, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CorrelatedParetoNbd.of(1, 1, 1, 1, bad, TimeScale.WEEKS))
                    .withMessage("association must be from -1 to 1, was " + bad);
        }
    }
}
