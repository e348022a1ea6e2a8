package io.engagement.proportion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import io.engagement.fit.LogLikelihood;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProportionTest {
    private static final List<String> ABC = List.of("a", "b", "c");

    /** Customers with a share of 0.2 or 0.8 each, or with one of 0.3 if they are alike. */
    private static Proportions base(int customers, int n, boolean alike) {
        SplittableRandom random = new SplittableRandom(7);
        Proportions.Builder all = Proportions.builder();
        for (int i = 0; i < customers; i++) {
            double share = alike ? 0.3 : i % 2 == 0 ? 0.2 : 0.8;
            all.add(
                    IntStream.range(0, n)
                            .filter(j -> random.nextDouble() < share)
                            .count(),
                    n);
        }
        return all.build();
    }

    @Test
    void twoOfTwoIsNotAHundredPercent() {
        Share share = SharePrior.of(base(500, 5, false)).posterior(2, 2);

        assertThat(share.mean()).isBetween(0.6, 0.9);
        assertThat(share.interval(0.95).upper()).isLessThan(1);
    }

    @Test
    void columnsThatCountAreProportions() {
        Measure asked = Measure.count(Filter.all());
        Measure answered = Measure.count(Filter.ownInitiative());
        MeasureTable table = MeasureTable.ofColumns(
                Instant.EPOCH, TimeScale.DAYS, List.of(), Map.of(asked, new double[] {3, 0, 5}, answered, new double[] {
                    1, 0, 5
                }));
        Proportions all = Proportions.of(table.column(answered), table.column(asked));

        assertThat(List.of(all.k(), all.n(), all.customers(), all.without())).containsExactly(6L, 8L, 2L, 1L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportions.of(table.column(asked), table.column(answered)));
    }

    @Test
    void columnsThatDoNotCountAreRefused() {
        Measure whole = Measure.count(Filter.all());
        Measure part = Measure.decayed(Filter.all(), Duration.ofDays(1));
        MeasureTable table = MeasureTable.ofColumns(
                Instant.EPOCH, TimeScale.DAYS, List.of(), Map.of(whole, new double[] {3, 2}, part, new double[] {1, 0.5
                }));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportions.of(table.column(part), table.column(whole)))
                .withMessageContaining("k must be a whole number, was 0.5 in row 1")
                .withMessageContaining("take measures that count");
    }

    @Test
    void fewerThanFiftyCustomersWithTwoTellNoDifference() {
        SharePrior prior = SharePrior.of(base(49, 20, false));

        assertThat(prior.customersDiffer()).isFalse();
        assertThat(prior.reason().orElseThrow()).contains("only 49");
        assertThat(prior.posterior(20, 20)).isEqualTo(prior.posterior(0, 0));
        assertThat(SharePrior.of(base(50, 20, false)).customersDiffer()).isTrue();
    }

    @Test
    void customersWithOneEachTellNoDifference() {
        assertThat(SharePrior.of(base(10_000, 1, false)).customersDiffer()).isFalse();
    }

    @Test
    void customersWhoDoNotDifferHaveTheShareOfAll() {
        Proportions alike = Proportions.builder().add(1, 3, 300).add(2, 3, 300).build();
        SharePrior prior = SharePrior.of(alike);

        assertThat(prior.reason()).contains(SharePrior.ALIKE);
        assertThat(prior.posterior(3, 3).mean()).isCloseTo(0.5, within(1e-9));
        assertThat(BetaBinomial.fit(alike).model().precision()).isGreaterThan(CountFit.ALIKE);
    }

    @Test
    void aBaseOfNobodyHasAShareOfWhichNothingIsKnown() {
        SharePrior prior = SharePrior.of(Proportions.builder().add(0, 0).build());

        assertThat(prior.mean()).isEqualTo(0.5);
        assertThat(prior.posterior(0, 0).interval(0.95).lower()).isLessThan(0.01);
    }

    @Test
    void customersOfWhomAllOpenEverythingHaveNoModelButAShare() {
        Proportions all = Proportions.builder().add(4, 4, 100).build();

        assertThat(SharePrior.of(all).posterior(0, 0).mean()).isGreaterThan(0.99);
        assertThatThrownBy(() -> BetaBinomial.fit(all))
                .isInstanceOf(FitException.class)
                .hasMessageContaining("all counts are of alpha");
    }

    @Test
    void customersWhoAreAllOrNothingAreFittedWithoutNaN() {
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(
                Proportions.builder().add(5, 5, 100).add(0, 5, 300).build());

        assertThat(fitted.model().mean()).isCloseTo(0.25, within(0.01));
        assertThat(fitted.model().precision()).isLessThan(0.01);
    }

    @Property(seed = "11", tries = 50)
    void aFitRecoversTheShares(@ForAll @IntRange(min = 1, max = 1000) int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Proportions.Builder all = Proportions.builder();
        for (int i = 0; i < 2000; i++) {
            // The larger of two uniform numbers is beta(2, 1).
            double share = Math.max(random.nextDouble(), random.nextDouble());
            int n = random.nextInt(30);
            all.add(
                    IntStream.range(0, n)
                            .filter(j -> random.nextDouble() < share)
                            .count(),
                    n);
        }
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(all.build());

        assertThat(Math.abs(fitted.model().alpha() - 2)).isLessThan(5 * fitted.standardError("alpha"));
        assertThat(Math.abs(fitted.model().beta() - 1)).isLessThan(5 * fitted.standardError("beta"));
    }

    @Property(seed = "22", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theLogLikelihoodIsTheSumOverCustomersAndItsGradientThatOfDifferences(
            @ForAll @DoubleRange(min = 0.01, max = 50) double a,
            @ForAll @DoubleRange(min = 0.01, max = 50) double b,
            @ForAll @DoubleRange(min = 0.01, max = 50) double c,
            @ForAll @IntRange(min = 0, max = 3000) int many) {
        long[][] rows = {{1, 2, 0}, {many, 4, 1}, {0, 0, 1}, {0, 7, many}};
        CategoryCounts.Builder all = CategoryCounts.builder(ABC);
        DirichletMultinomial model = DirichletMultinomial.of(ABC, a, b, c);
        double sum = 0;
        for (long[] row : rows) {
            all.add(row, 2);
            sum += 2 * model.logLikelihood(row);
        }
        LogLikelihood likelihood = new CountLikelihood(all.build().sums());
        double[] at = {Math.log(a), Math.log(b), Math.log(c)};
        double[] gradient = new double[3];

        assertThat(likelihood.valueAndGradient(at, gradient)).isCloseTo(sum, within(1e-9 * (1 + Math.abs(sum))));
        for (int i = 0; i < 3; i++) {
            double step = 1e-5;
            double slope = (moved(likelihood, at, i, step) - moved(likelihood, at, i, -step)) / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
    }

    private static double moved(LogLikelihood likelihood, double[] at, int i, double step) {
        double[] there = at.clone();
        there[i] += step;
        return likelihood.valueAndGradient(there, new double[at.length]);
    }

    @Test
    void theSecondDerivativesAreThoseOfDifferences() {
        CountLikelihood likelihood = new CountLikelihood(CategoryCounts.builder(ABC)
                .add(1, 2, 0)
                .add(5, 0, 4)
                .add(2000, 3, 1)
                .build()
                .sums());
        double[] at = {0.3, -0.4, 1.1};
        double[][] hessian = new double[3][3];
        likelihood.valueGradientAndHessian(at, new double[3], hessian);

        for (int i = 0; i < 3; i++) {
            double[] up = new double[3];
            double[] down = new double[3];
            double[] there = at.clone();
            there[i] += 1e-5;
            likelihood.valueAndGradient(there, up);
            there[i] -= 2e-5;
            likelihood.valueAndGradient(there, down);
            for (int j = 0; j < 3; j++) {
                assertThat(hessian[i][j]).isCloseTo((up[j] - down[j]) / 2e-5, within(1e-6));
            }
        }
    }

    @Property(seed = "33", tries = 50)
    void partsAddUpInAnyOrder(@ForAll List<@IntRange(min = 0, max = 2000) Integer> counts) {
        Proportions.Builder forth = Proportions.builder();
        Proportions back = Proportions.builder().build();
        for (int i = 0; i < counts.size(); i++) {
            forth.add(counts.get(i) / 3, counts.get(i));
            int other = counts.get(counts.size() - 1 - i);
            back = back.plus(Proportions.builder().add(other / 3, other).build());
        }

        assertThat(back.k()).isEqualTo(forth.build().k());
        assertThat(back.without()).isEqualTo(forth.build().without());
        if (forth.build().k() > 0) {
            assertThat(BetaBinomial.fit(back).toText())
                    .isEqualTo(BetaBinomial.fit(forth.build()).toText());
        }
    }

    @Test
    void aCategoryThatNobodyHasIsLeftOutAndSaid() {
        CategoryCounts.Builder counts = CategoryCounts.builder(List.of("Friday", "Saturday", "Sunday"));
        IntStream.range(0, 300).forEach(i -> counts.add(i % 7, 0, i % 5));
        Fitted<DirichletMultinomial> fitted = DirichletMultinomial.fit(counts.build());

        assertThat(fitted.parameterNames()).containsExactly("alpha Friday", "alpha Sunday");
        assertThat(fitted.diagnostics()).contains("nobody has Saturday: left out");
        assertThat(fitted.model().alpha(1)).isZero();
        assertThat(fitted.model().prior().share(1).interval(0.95)).isEqualTo(new Interval(0, 0));
        assertThat(fitted.model().posterior(0, 3, 0).mean(1)).isPositive();
        assertThat(DirichletMultinomial.FAMILY.readFitted(fitted.toText()).toText())
                .isEqualTo(fitted.toText());
    }

    @Test
    void fittedModelsAreReadToTheSameBits() {
        Fitted<BetaBinomial> fitted = BetaBinomial.fit(base(200, 9, false));

        assertThat(BetaBinomial.FAMILY.readFitted(fitted.toText()).toText()).isEqualTo(fitted.toText());
        assertThat(BetaBinomial.FAMILY.read(fitted.model().toText()).alpha())
                .isEqualTo(fitted.model().alpha());
        assertThat(fitted.summary()).contains("beta-binomial", "200 customers");
    }

    @Test
    void aCustomersOwnBestNeedsMoreThanOneActAgainstTheCrowd() {
        CategoryCounts.Builder counts = CategoryCounts.builder(ABC);
        IntStream.range(0, 400).forEach(i -> counts.add(4 + i % 5, i % 3, i % 4 == 0 ? 3 : 0));
        CategoryPrior prior = CategoryPrior.of(counts.build());

        assertThat(prior.population().best()).isZero();
        assertThat(prior.posterior(0, 2, 0).best()).isZero();
        assertThat(prior.probabilityOwnBest(0, 2, 0)).isNaN();
        assertThat(prior.probabilityOwnBest(0, 40, 0)).isGreaterThan(0.8);
    }

    /** For whole a and b, P(p &gt; 1/2) is a binomial sum. */
    @Property(seed = "44", tries = 50)
    void oneShareAgainstAnotherIsABinomialSum(
            @ForAll @IntRange(min = 1, max = 20) int a, @ForAll @IntRange(min = 1, max = 20) int b) {
        CategoryShares shares = new CategoryShares(ABC, new double[] {a, 5, b});
        double sum = 0;
        double term = Math.pow(0.5, a + b - 1);
        for (int j = 0; j < a; j++) {
            sum += term;
            term *= (a + b - 1.0 - j) / (j + 1);
        }

        assertThat(shares.probabilityLarger(0, 2)).isCloseTo(sum, within(1e-12));
        assertThat(shares.probabilityLarger(0, 0)).isNaN();
    }

    @Test
    void aCertainShareHasNoWidth() {
        Share never = new Share(0, 3);

        assertThat(never.interval(0.9)).isEqualTo(new Interval(0, 0));
        assertThat(never.probabilityAbove(0)).isZero();
        assertThat(never.probabilityBelow(0.1)).isEqualTo(1);
        assertThat(never.logit()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(never.logitVariance()).isZero();
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportions.builder().add(3, 2))
                .withMessage("k must be from 0 to n, and n at most 2147483647, were 3 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportions.of(new int[1], new int[2]))
                .withMessageContaining("same length");
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(1, 1).interval(1.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoryCounts.builder(List.of("a", "a")))
                .withMessageContaining("each once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoryCounts.builder(ABC).add(1, 2))
                .withMessageContaining("one for each of [a, b, c]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CategoryCounts.builder(ABC).add(-1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> DirichletMultinomial.of(ABC, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaBinomial.of(-1, 2));
    }
}
