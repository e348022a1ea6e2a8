package io.engagement.outcome.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimatorsTest {
    private static boolean[] halves(int n) {
        boolean[] treated = new boolean[n];
        for (int i = 0; i < n; i += 2) {
            treated[i] = true;
        }
        return treated;
    }

    @Test
    void sumsAndRowsAreTwoDoorsToOneEffect() {
        double[] y = {1, 2, 4, 8, 0, 3};
        TwoArms arms = TwoArms.of(y, halves(6));

        assertThat(arms.welch())
                .isEqualTo(
                        MeanDifference.welch(ArmSums.of(new double[] {1, 4, 0}), ArmSums.of(new double[] {2, 8, 3})));
    }

    @Test
    void oneCustomerInAnArmGivesNoEffect() {
        assertThat(MeanDifference.welch(ArmSums.of(new double[] {1}), ArmSums.of(new double[] {1, 2})))
                .isEqualTo(Effect.undefined());
        assertThat(TwoArms.of(new double[] {1, 2}, new boolean[2]).ancova()).isEqualTo(Effect.undefined());
        assertThat(TwoArms.of(new double[] {1, 2}, new boolean[2]).aipw(0.5).isDefined())
                .isFalse();
    }

    @Test
    void whereAnArmIsEmptyNoEstimatorThrowsOrTellsAnEffect() {
        for (boolean contacted : new boolean[] {true, false}) {
            boolean[] all = new boolean[40];
            Arrays.fill(all, contacted);
            double[] known = IntStream.range(0, 40).mapToDouble(i -> i % 7).toArray();
            double[] share = IntStream.range(0, 40).mapToDouble(i -> i % 2).toArray();
            double[] spend = IntStream.range(0, 40).mapToDouble(i -> i % 5).toArray();
            for (double[] outcome : List.of(share, spend)) {
                TwoArms arms = TwoArms.of(outcome, all).withCovariate("known", known);
                assertThat(List.of(
                                arms.welch(),
                                arms.ancova(),
                                arms.lin(),
                                arms.aipw(0.5),
                                arms.cuped("known").effect()))
                        .noneMatch(Effect::isDefined);
            }
        }
    }

    @Test
    void outcomesThatDoNotVaryHaveNoError() {
        Effect sure = MeanDifference.welch(ArmSums.of(new double[] {2, 2}), ArmSums.of(new double[] {1, 1, 1}));

        assertThat(sure).isEqualTo(new Effect(1, 0, 3));
    }

    @Test
    void aLargeMeanCostsNoDigitsOfTheVariance() {
        double[] y = IntStream.range(0, 1000).mapToDouble(i -> 1e9 + i % 2).toArray();
        ArmSums half = ArmSums.of(Arrays.copyOf(y, 500));

        assertThat(ArmSums.of(y).variance()).isCloseTo(250.0 / 999, within(1e-9));
        assertThat(half.plus(half).variance()).isCloseTo(250.0 / 999, within(1e-9));
    }

    @Test
    void combinedOutcomesAreThoseOfTheCombination() {
        ArmSums two = ArmSums.of(new double[] {1, 2, 4}, new double[] {3, 1, 7});

        assertThat(two.combined(2, -1).mean()).isCloseTo(2 * 7.0 / 3 - 11.0 / 3, within(1e-14));
        assertThat(two.combined(2, -1).variance())
                .isCloseTo(ArmSums.of(new double[] {-1, 3, 1}).variance(), within(1e-14));
        assertThat(two.combined(0, 0).variance()).isZero();
    }

    @Test
    void unknownCovariatesBecomeTheMeanAndAColumnOfTheirOwn() {
        TwoArms arms = TwoArms.of(new double[] {1, 2, 3, 5, 8, 1}, halves(6))
                .withCovariate("before", 1, Double.NaN, 2, 3, Double.NaN, 2);

        assertThat(arms.covariates()).containsExactly("before", "before unknown");
        assertThat(arms.treated().mean(2)).isCloseTo(1.0 / 3, within(1e-15));
    }

    @Test
    void aColumnThatDependsOnOthersChangesNothing() {
        Random random = new Random(7);
        double[] y = random.doubles(200).toArray();
        double[] x = random.doubles(200).toArray();
        TwoArms arms = TwoArms.of(y, halves(200)).withCovariate("x", x);
        TwoArms more = arms.withCovariate(
                        "again", Arrays.stream(x).map(value -> 3 - 2 * value).toArray())
                .withCovariate("constant", new double[200]);

        assertThat(more.lin().estimate()).isCloseTo(arms.lin().estimate(), within(1e-12));
        assertThat(more.lin().standardError()).isCloseTo(arms.lin().standardError(), within(1e-12));
        assertThat(more.lin().degreesOfFreedom())
                .isEqualTo(arms.lin().degreesOfFreedom())
                .isEqualTo(196);
    }

    @Test
    void aCovariateThatDoesNotVaryAdjustsNothingAndSaysSo() {
        Cuped none = TwoArms.of(new double[] {1, 2, 3, 4}, halves(4))
                .withCovariate("same", new double[4])
                .cuped("same");

        assertThat(none.effect().isDefined()).isFalse();
        assertThat(none.theta()).isNaN();
    }

    @Test
    void adjustmentFindsWhatTheOutcomeBeforeHides() {
        Random random = new Random(11);
        double[] before = random.doubles(2000, 0, 100).toArray();
        boolean[] z = halves(2000);
        double[] y = IntStream.range(0, 2000)
                .mapToDouble(i -> before[i] + random.nextGaussian() + (z[i] ? 1 : 0))
                .toArray();
        TwoArms arms = TwoArms.of(y, z).withCovariate("before", before);

        assertThat(arms.welch().standardError()).isGreaterThan(1);
        assertThat(arms.lin().interval(0.99).contains(1)).isTrue();
        assertThat(arms.lin().standardError()).isLessThan(0.05);
        assertThat(arms.cuped("before").effect().standardError())
                .isCloseTo(arms.lin().standardError(), within(1e-3));
        assertThat(arms.cuped("before").varianceRatio()).isLessThan(0.01);
        assertThat(arms.aipw(0.5).estimate()).isCloseTo(arms.lin().estimate(), within(1e-2));
    }

    @Test
    void anEffectOfSixHugePurchasesRestsOnFewCustomers() {
        Random random = new Random(3);
        double[] y = random.doubles(12_000).map(u -> u < 0.9 ? 0 : 20).toArray();
        boolean[] z = halves(12_000);
        assertThat(TwoArms.of(y, z).restsOnFewCustomers(0.05)).isFalse();
        for (int i = 0; i < 12; i += 2) {
            y[i] = 5000;
        }
        TwoArms tailed = TwoArms.of(y, z);

        assertThat(tailed.welch().pValue()).isLessThan(0.05);
        assertThat(tailed.restsOnFewCustomers(0.05)).isTrue();
    }

    /** What was known before tells nearly all but six huge purchases, so that Welch's difference is not clear at all. */
    @Test
    void anAdjustedEffectOfSixHugePurchasesRestsOnFewCustomersToo() {
        Random random = new Random(3);
        double[] before = random.doubles(12_000).map(u -> 500 * u).toArray();
        double[] y = Arrays.stream(before)
                .map(known -> known + random.nextGaussian())
                .toArray();
        boolean[] z = halves(12_000);
        for (int i = 0; i < 12; i += 2) {
            y[i] += 5000;
        }
        TwoArms tailed = TwoArms.of(y, z).withCovariate("before", before);

        assertThat(tailed.welch().pValue()).isGreaterThan(0.05);
        assertThat(tailed.lin().pValue()).isLessThan(0.05);
        assertThat(tailed.restsOnFewCustomers(0.05)).isTrue();
        boolean[] all = halves(12_000);
        for (int i = 0; i < y.length; i++) {
            y[i] = before[i] + random.nextGaussian() + (all[i] ? 1 : 0);
        }
        assertThat(TwoArms.of(y, all).withCovariate("before", before).restsOnFewCustomers(0.05))
                .isFalse();
    }

    @Test
    void winsorisingCutsLossesAsItCutsGains() {
        double[] y = {-1000, -1, -2, -3, 0, 0, 1, 2, 3, 1000};
        TwoArms cut = TwoArms.of(y, halves(10)).winsorised(0.75);

        assertThat(cut.treated().mean() * 5).isCloseTo(-2.25 - 2 + 0 + 1 + 2.25, within(1e-12));
        assertThat(cut.heldOut().mean() * 5).isCloseTo(-1 - 2.25 + 0 + 2 + 2.25, within(1e-12));
        assertThat(TwoArms.of(new double[4], halves(4)).cap(0.99)).isInfinite();
    }

    @Test
    void aRatioToNearlyNothingIsRefused() {
        ArmSums noise = ArmSums.of(new double[] {-3, 1, 2, 4, -2, 1});
        ArmSums clear = ArmSums.of(new double[] {11, 10, 12, 9});

        RelativeEffect refused = RelativeEffect.of(clear, noise);
        assertThat(refused.logRatio().isDefined()).isFalse();
        assertThat(refused.change()).isNaN();
        assertThat(refused.refusal()).startsWith("the mean of the held out, 0.5, lies within 3 standard errors");
        assertThat(RelativeEffect.of(noise, clear).refusal()).startsWith("the mean of the treated");
        assertThat(RelativeEffect.of(ArmSums.of(new double[] {1}), clear).refusal())
                .isNotEmpty();
    }

    @Test
    void aRelativeEffectIsTheRatioLessOne() {
        ArmSums more = ArmSums.of(new double[] {13, 12, 12, 11});
        ArmSums less = ArmSums.of(new double[] {11, 10, 9, 10});
        RelativeEffect relative = RelativeEffect.of(more, less);

        assertThat(relative.change()).isCloseTo(0.2, within(1e-12));
        assertThat(relative.interval(0.95).contains(0.2)).isTrue();
        assertThat(relative.refusal()).isEmpty();
    }

    @Test
    void sharesAtTheirEndsHaveIntervalsThatStayWithin() {
        TwoShares none = new TwoShares(0, 50, 0, 40);

        assertThat(none.difference()).isEqualTo(Effect.normal(0, 0));
        assertThat(none.newcombe(0.95).upper()).isBetween(0.05, 0.1);
        assertThat(none.newcombe(0.95).lower()).isBetween(-0.1, -0.05);
        assertThat(none.chiSquare()).isNaN();
        assertThat(none.scorePValue()).isNaN();
        assertThat(none.logRatio().isDefined()).isFalse();
        assertThat(new TwoShares(50, 50, 0, 40).newcombe(1).upper()).isEqualTo(1);
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwoShares(3, 2, 0, 1))
                .withMessage("treatedActs must be from 0 to 2, was 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwoShares(0, 1, 0, 0))
                .withMessage("heldOut must be positive, was 0");
    }

    @Test
    void aPropensityOfZeroIsRefusedAndNotClipped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoArms.of(new double[] {1, 2}, halves(2)).aipw(0))
                .withMessageContaining("who is always or never contacted cannot be compared");
    }

    @Test
    void classesThatAreWhollyApartGiveNoLogisticModelAndNoEffect() {
        TwoArms apart = TwoArms.of(new double[] {0, 0, 0, 1, 1, 1, 0, 1}, halves(8))
                .withCovariate("tells", 0, 0, 0, 1, 1, 1, 0, 1);

        assertThat(apart.aipw(0.5).isDefined()).isFalse();
    }

    @Test
    void aTwoArmsThatCannotBeAreRefused() {
        TwoArms arms = TwoArms.of(new double[] {1, 2}, halves(2)).withCovariate("x", 1, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> TwoArms.of(new double[] {1}, halves(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoArms.of(new double[] {Double.NaN}, halves(1)))
                .withMessageContaining("a customer without one had the outcome 0, or takes no part");
        assertThatIllegalArgumentException().isThrownBy(() -> arms.withCovariate("y", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> arms.withCovariate("x", 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> arms.withCovariate("y", 1, Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> arms.cuped("z"))
                .withMessageContaining("there is no covariate 'z'");
        assertThatIllegalArgumentException().isThrownBy(() -> MeanDifference.cuped(arms.treated(), arms.heldOut(), 0));
    }

    @Test
    void sumsOfAnotherShapeAreRefused() {
        ArmSums one = ArmSums.of(new double[] {1, 2});

        assertThatIllegalArgumentException().isThrownBy(() -> one.plus(ArmSums.of(new double[1], new double[1])));
        assertThatIllegalArgumentException().isThrownBy(() -> ArmSums.of(new double[2], new double[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> one.combined(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> ArmSums.builder(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmSums.builder(0).add(Double.NaN))
                .withMessage("outcome must be finite, was NaN");
    }

    @Test
    void effectsWithoutErrorDoNotPool() {
        assertThat(PooledEffect.of(List.of(Effect.undefined())).effect().isDefined())
                .isFalse();
        PooledEffect one = PooledEffect.of(List.of(Effect.normal(2, 1)));
        assertThat(one.effect()).isEqualTo(Effect.normal(2, 1));
        assertThat(one.pValueOfDifferences()).isNaN();
    }

    @Test
    void aRatioOfEffectsNeedsALowerOneThatIsClear() {
        Effect clear = Effect.normal(10, 1);

        assertThat(FiellerRatio.of(clear, Effect.normal(1, 1), 0, 0.95).isDefined())
                .isFalse();
        assertThat(FiellerRatio.of(clear, Effect.normal(1, 1), 0, 0.95).g()).isGreaterThan(1);
        assertThat(FiellerRatio.of(Effect.undefined(), clear, 0, 0.95).isDefined())
                .isFalse();
        assertThat(FiellerRatio.of(clear, Effect.normal(5, 0), 0, 0.95)
                        .interval()
                        .lower())
                .isCloseTo((10 - 1.959963984540054) / 5, within(1e-12));
    }
}
