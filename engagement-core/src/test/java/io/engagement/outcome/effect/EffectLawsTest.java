package io.engagement.outcome.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What holds of estimators whatever the customers: parts merge, order and unit do not matter. */
class EffectLawsTest {
    private static final String SEED = "20261129";

    private static double[] money(Random random, int n) {
        return random.doubles(n).map(u -> u < 0.6 ? 0 : Math.exp(3 * u)).toArray();
    }

    private static boolean[] coin(Random random, int n) {
        boolean[] coin = new boolean[n];
        for (int i = 0; i < n; i++) {
            coin[i] = i < 2 || (i > 3 && random.nextBoolean());
        }
        return coin;
    }

    private static void same(Effect found, Effect expected) {
        assertThat(found.estimate())
                .isCloseTo(expected.estimate(), within(1e-11 * (1 + Math.abs(expected.estimate()))));
        assertThat(found.standardError())
                .isCloseTo(expected.standardError(), within(1e-11 * (1 + expected.standardError())));
        assertThat(found.degreesOfFreedom())
                .isCloseTo(expected.degreesOfFreedom(), within(1e-9 * expected.degreesOfFreedom()));
    }

    @Property(seed = SEED, tries = 100)
    void partsMergeInAnyOrderToTheWhole(@ForAll int seed, @ForAll @IntRange(min = 2, max = 300) int n) {
        Random random = new Random(seed);
        double[] y = money(random, n);
        double[] x = money(random, n);
        int cut = random.nextInt(n + 1);
        int later = cut + random.nextInt(n - cut + 1);
        ArmSums whole = ArmSums.of(y, x);
        ArmSums first = part(y, x, 0, cut);
        ArmSums second = part(y, x, cut, later);
        ArmSums third = part(y, x, later, n);

        for (ArmSums merged : List.of(first.plus(second).plus(third), third.plus(first.plus(second)))) {
            assertThat(merged.customers()).isEqualTo(n);
            assertThat(merged.nonZero()).isEqualTo(whole.nonZero());
            for (int i = 0; i < 2; i++) {
                assertThat(merged.mean(i)).isCloseTo(whole.mean(i), within(1e-12 * (1 + whole.mean(i))));
                for (int j = 0; j < 2; j++) {
                    double expected = whole.covariance(i, j);
                    assertThat(merged.covariance(i, j)).isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
                }
            }
        }
    }

    private static ArmSums part(double[] y, double[] x, int from, int to) {
        return ArmSums.of(Arrays.copyOfRange(y, from, to), Arrays.copyOfRange(x, from, to));
    }

    @Property(seed = SEED, tries = 50)
    void theOrderOfCustomersDoesNotMatter(@ForAll int seed, @ForAll @IntRange(min = 30, max = 200) int n) {
        Random random = new Random(seed);
        double[] y = money(random, n);
        double[] x = money(random, n);
        boolean[] z = coin(random, n);
        List<Integer> order = IntStream.range(0, n).boxed().collect(Collectors.toList());
        Collections.shuffle(order, random);
        boolean[] shuffled = new boolean[n];
        IntStream.range(0, n).forEach(i -> shuffled[i] = z[order.get(i)]);
        TwoArms one = TwoArms.of(y, z).withCovariate("x", x);
        TwoArms other = TwoArms.of(order.stream().mapToDouble(i -> y[i]).toArray(), shuffled)
                .withCovariate("x", order.stream().mapToDouble(i -> x[i]).toArray());

        same(other.welch(), one.welch());
        same(other.cuped("x").effect(), one.cuped("x").effect());
        same(other.lin(), one.lin());
        same(other.ancova(), one.ancova());
        assertThat(other.winsorised(0.9).welch().estimate())
                .isCloseTo(one.winsorised(0.9).welch().estimate(), within(1e-10));
    }

    @Property(seed = SEED, tries = 50)
    void theUnitOfMoneyChangesNoVerdict(@ForAll int seed, @ForAll @IntRange(min = 30, max = 200) int n) {
        Random random = new Random(seed);
        double[] y = money(random, n);
        double[] x = money(random, n);
        boolean[] z = coin(random, n);
        double yen = 163.2;
        TwoArms one = TwoArms.of(y, z).withCovariate("x", x);
        TwoArms other = TwoArms.of(Arrays.stream(y).map(value -> value * yen).toArray(), z)
                .withCovariate("x", Arrays.stream(x).map(value -> value * yen).toArray());

        same(other.welch().times(1 / yen), one.welch());
        same(other.lin().times(1 / yen), one.lin());
        same(other.cuped("x").effect().times(1 / yen), one.cuped("x").effect());
        assertThat(other.welch().pValue()).isCloseTo(one.welch().pValue(), within(1e-9));
        assertThat(other.restsOnFewCustomers(0.05)).isEqualTo(one.restsOnFewCustomers(0.05));
        assertThat(RelativeEffect.of(other.treated(), other.heldOut())
                        .logRatio()
                        .isDefined())
                .isEqualTo(RelativeEffect.of(one.treated(), one.heldOut())
                        .logRatio()
                        .isDefined());
    }

    @Property(seed = SEED, tries = 50)
    void treatedAndHeldOutExchangedChangeTheSignOnly(@ForAll int seed, @ForAll @IntRange(min = 30, max = 200) int n) {
        Random random = new Random(seed);
        double[] y = money(random, n);
        boolean[] z = coin(random, n);
        boolean[] other = new boolean[n];
        IntStream.range(0, n).forEach(i -> other[i] = !z[i]);

        same(TwoArms.of(y, other).welch(), TwoArms.of(y, z).welch().times(-1));
        same(TwoArms.of(y, other).ancova(), TwoArms.of(y, z).ancova().times(-1));
    }

    @Property(seed = SEED, tries = 50)
    void withoutCovariatesAllEstimatorsAreTheDifferenceOfMeans(
            @ForAll int seed, @ForAll @IntRange(min = 30, max = 200) int n) {
        Random random = new Random(seed);
        TwoArms arms = TwoArms.of(money(random, n), coin(random, n));
        double difference = arms.welch().estimate();

        assertThat(arms.lin().estimate()).isCloseTo(difference, within(1e-11 * (1 + Math.abs(difference))));
        assertThat(arms.ancova().standardError())
                .isCloseTo(
                        arms.welch().standardError(),
                        within(1e-11 * (1 + arms.welch().standardError())));
        assertThat(arms.aipw((double) arms.treated().customers() / n).estimate())
                .isCloseTo(difference, within(1e-11 * (1 + Math.abs(difference))));
    }

    @Property(seed = SEED, tries = 100)
    void fiellersIntervalHoldsExactlyTheRatiosThatAreNotRefuted(@ForAll int seed) {
        Random random = new Random(seed);
        Effect upper = Effect.normal(random.nextGaussian(), 0.1 + random.nextDouble());
        Effect lower = Effect.normal(3 + random.nextGaussian(), 0.1 + random.nextDouble() / 2);
        double covariance = (2 * random.nextDouble() - 1) * upper.standardError() * lower.standardError();
        FiellerRatio ratio = FiellerRatio.of(upper, lower, covariance, 0.95);

        assertThat(ratio.isDefined()).isEqualTo(lower.pValue() < 0.05);
        if (ratio.isDefined()) {
            double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);
            assertThat(refuted(upper, lower, covariance, ratio.interval().lower()))
                    .isCloseTo(z, within(1e-6));
            assertThat(refuted(upper, lower, covariance, ratio.interval().upper()))
                    .isCloseTo(z, within(1e-6));
            assertThat(ratio.interval().contains(ratio.estimate())).isTrue();
        }
    }

    /** In how many errors the upper effect lies from so many lower ones. */
    private static double refuted(Effect upper, Effect lower, double covariance, double ratio) {
        double variance = upper.standardError() * upper.standardError()
                - 2 * ratio * covariance
                + ratio * ratio * lower.standardError() * lower.standardError();
        return Math.abs(upper.estimate() - ratio * lower.estimate()) / Math.sqrt(variance);
    }
}
