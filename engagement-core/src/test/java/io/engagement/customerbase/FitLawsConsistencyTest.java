package io.engagement.customerbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.gompertz.GammaGompertzNbd;
import io.engagement.customerbase.pareto.CorrelatedParetoNbd;
import io.engagement.customerbase.pareto.ParetoNbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Provenance;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.testkit.SumOfParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any fit of any model of a customer base owes: the unit of time and the number of copies of the base do not matter. */
class FitLawsConsistencyTest {
    private static final List<PurchaseSummary> CUSTOMERS = List.of(
            new PurchaseSummary(0, 0, 30),
            new PurchaseSummary(1, 4, 40),
            new PurchaseSummary(6, 35, 50),
            new PurchaseSummary(12, 10, 60));

    static Stream<PurchaseFamily<?>> candidates() {
        return CustomerBaseModels.candidates().stream();
    }

    /** Drawn so that no parameter of the candidate lies on a plain. */
    private static Purchases base(PurchaseFamily<?> candidate, double factor, double weight) {
        double[] ages = new double[700];
        Arrays.setAll(ages, i -> 20 + i % 50);
        CustomerBaseModel model =
                switch (candidate.name()) {
                    case "ggom-nbd" -> GammaGompertzNbd.of(1.2, 5, 0.9, 8, 0.12, TimeScale.WEEKS);
                    case "pareto-nbd-cor" -> CorrelatedParetoNbd.of(1.2, 5, 0.7, 8, -0.5, TimeScale.WEEKS);
                    default -> ParetoNbd.of(1.2, 5, 0.7, 8, TimeScale.WEEKS);
                };
        Purchases drawn = model.simulate(ages, 9);
        double[][] columns = new double[5][ages.length];
        for (int row = 0; row < ages.length; row++) {
            columns[0][row] = drawn.frequency(row);
            columns[1][row] = drawn.recency(row) * factor;
            columns[2][row] = drawn.age(row) * factor;
            columns[3][row] = drawn.logGaps(row) + drawn.frequency(row) * Math.log(factor);
            columns[4][row] = weight;
        }
        return Purchases.of(TimeScale.WEEKS, columns[0], columns[1], columns[2])
                .withLogGaps(columns[3])
                .withWeights(columns[4]);
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void anotherUnitOfTimeChangesNoPrediction(PurchaseFamily<?> candidate) {
        CustomerBaseModel model = candidate.fit(base(candidate, 1, 1)).model();
        for (double factor : new double[] {7, 1.0 / 365}) {
            Fitted<? extends CustomerBaseModel> other = candidate.fit(base(candidate, factor, 1));
            for (PurchaseSummary c : CUSTOMERS) {
                double recency = c.recency() * factor;
                double age = c.age() * factor;
                assertThat(other.model().probabilityAlive(c.frequency(), recency, age))
                        .isCloseTo(model.probabilityAlive(c.frequency(), c.recency(), c.age()), within(1e-8));
                double expected = model.expectedPurchases(c.frequency(), c.recency(), c.age(), 13);
                assertThat(other.model().expectedPurchases(c.frequency(), recency, age, 13 * factor))
                        .isCloseTo(expected, within(1e-8 * (1 + expected)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("candidates")
    void everyCustomerTwiceHasTheSameEstimatesAndHalfTheVariance(PurchaseFamily<?> candidate) {
        Fitted<? extends CustomerBaseModel> once = candidate.fit(base(candidate, 1, 1));
        Fitted<? extends CustomerBaseModel> twice = candidate.fit(base(candidate, 1, 2));
        for (int i = 0; i < once.estimates().length; i++) {
            double error = once.standardErrors()[i];
            // What the data do not determine, may end anywhere on a plain.
            if (!Double.isNaN(error)) {
                assertThat(twice.estimates()[i])
                        .as(once.parameterNames().get(i))
                        .isCloseTo(once.estimates()[i], within(1e-3 * error));
                assertThat(twice.standardErrors()[i] * Math.sqrt(2)).isCloseTo(error, within(2e-3 * error));
            }
        }
        assertThat(twice.logLikelihood())
                .isCloseTo(2 * once.logLikelihood(), within(1e-6 * Math.abs(once.logLikelihood())));
    }

    static Stream<PurchaseFamily<?>> candidatesByPeriod() {
        return CustomerBaseModels.candidatesByPeriod().stream();
    }

    @ParameterizedTest
    @MethodSource("candidatesByPeriod")
    void aBaseInPartsIsFittedAsTheWholeIs(PurchaseFamily<?> candidate) {
        check(candidate, candidate.name().equals("bg-bb") ? byPeriod() : base(candidate, 1, 1));
    }

    private static Purchases byPeriod() {
        double[] ages = new double[700];
        Arrays.setAll(ages, i -> 3 + i % 10);
        return PeriodicBetaBernoulli.of(BetaGeometricBetaBernoulli.of(1.2, 0.75, 0.66, 2.78), TimeScale.MONTHS)
                .simulate(ages, 3);
    }

    private static <M extends FamilyMember<M>> void check(PurchaseFamily<M> family, Purchases all) {
        Fitted<M> whole = family.fit(all);
        Fitted<M> near = family.fit(rows(all, 0, 350));
        List<LogLikelihood> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 233) {
            Purchases part = rows(all, from, Math.min(all.size(), from + 233));
            parts.add(near.model().family().logLikelihood(part));
        }
        Fitted<M> fitted =
                family.fit(new SumOfParts(parts), near, Provenance.of(family.name(), all.customers(), all.size()));
        assertThat(fitted.model().name()).isEqualTo(whole.model().name());
        assertThat(fitted.selectedParameters()).isEqualTo(whole.selectedParameters());
        assertThat(fitted.logLikelihood()).isCloseTo(whole.logLikelihood(), within(1e-6));
        assertThat(fitted.model().population()).isEqualTo(near.model().population());
        for (int i = 0; i < whole.estimates().length; i++) {
            double error = whole.standardErrors()[i];
            if (!Double.isNaN(error)) {
                assertThat(fitted.estimates()[i])
                        .as(whole.parameterNames().get(i))
                        .isCloseTo(whole.estimates()[i], within(1e-3 * error));
                assertThat(fitted.standardErrors()[i]).isCloseTo(error, within(1e-3 * error));
            }
        }
    }

    private static Purchases rows(Purchases all, int from, int to) {
        return all.rows(IntStream.range(from, to).toArray());
    }
}
