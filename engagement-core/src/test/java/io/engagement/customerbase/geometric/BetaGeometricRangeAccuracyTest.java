package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.Draws;
import io.engagement.TruthTable;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.PurchaseKernel;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.customerbase.periodic.BetaGeometricBetaBernoulli;
import io.engagement.domain.TimeScale;
import io.engagement.internal.math.GaussLegendre;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The BG family over the whole range of parameters that it accepts, both doors: against a table that was made with composite
 * Gauss-Legendre rules in 80-bit arithmetic over the log-odds of drop-out and the logarithm of the rate, sums over all purchases
 * where k &gt; 1, and 60 digits for P(alive), P(no purchase) and ln L; and against each other on parameters drawn anew.
 */
class BetaGeometricRangeAccuracyTest {
    private static final double RELATIVE = 1e-10;
    private static final double FOR_EVER = Double.POSITIVE_INFINITY;

    static Stream<String> rows() {
        return TruthTable.rows(BetaGeometricRangeAccuracyTest.class, "bgwide.csv");
    }

    private static CustomerBaseModel model(int k, int first, double r, double alpha, double a, double b) {
        DropOut dropOut = first == 1 ? DropOut.AFTER_ANY_PURCHASE : DropOut.AFTER_REPEAT_PURCHASE;
        return k == 1 && first == 0
                ? BetaGeometricNbd.of(r, alpha, a, b, TimeScale.WEEKS)
                : BetaGeometricCnbd.of(dropOut, k, r, alpha, a, b, TimeScale.WEEKS);
    }

    private static void assertTruth(double value, double truth, String of) {
        assertThat(value).as(of).isCloseTo(truth, within(Math.max(RELATIVE * Math.abs(truth), 1e-310)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothDoorsMeetTheTableOverTheWholeRange(String row) {
        double[] v = TruthTable.numbers(row);
        CustomerBaseModel model = model((int) v[0], (int) v[1], v[2], v[3], v[4], v[5]);
        double x = v[6];
        double recency = v[7];
        double age = v[8];
        double t = v[9];
        double delta = v[10];
        // Near 0 ln L is a difference of larger terms: ill-conditioned.
        assertThat(model.logLikelihood(x, recency, age))
                .isCloseTo(v[11], within(RELATIVE * Math.abs(v[11]) + 1e-14 * (1 + Math.abs(v[11]))));
        assertTruth(model.probabilityAlive(x, recency, age), v[12], "P(alive)");
        assertTruth(model.probabilityNoPurchase(x, recency, age, t), v[13], "P(no purchase)");
        assertTruth(model.expectedPurchases(x, recency, age, t), v[14], "expected");
        assertTruth(model.discountedPurchases(x, recency, age, t, delta), v[15], "discounted");
        assertTruth(model.discountedPurchases(x, recency, age, FOR_EVER, delta), v[16], "for ever");
        assertTruth(model.alive().of(x, recency, age), v[12], "P(alive) of many");
        assertTruth(model.noPurchaseWithin(t).of(x, recency, age), v[13], "P(no purchase) of many");
        assertTruth(model.purchasesWithin(t).of(x, recency, age), v[14], "expected of many");
        assertTruth(model.discountedPurchasesWithin(t, delta).of(x, recency, age), v[15], "discounted of many");
        assertTruth(model.discountedPurchasesWithin(FOR_EVER, delta).of(x, recency, age), v[16], "for ever of many");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e3, 2e5, 1e6, 1e9})
    void aTinyDiscountRateDiscountsNothing(double r) {
        BetaGeometricNbd model = BetaGeometricNbd.of(r, 5 * r, 0.8, 2.5, TimeScale.WEEKS);
        double none = model.purchasesWithin(52).of(3, 20, 30);
        assertThat(model.discountedPurchasesWithin(52, 1e-13).of(3, 20, 30)).isCloseTo(none, within(1e-11 * none));
        assertThat(model.discountedPurchases(3, 20, 30, 52, 1e-13)).isCloseTo(none, within(1e-11 * none));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 12})
    void aProbabilityOfBeingAliveAsSmallAsADoubleCanBeIsNotZero(int k) {
        CustomerBaseModel model = model(k, 1, 0.5, 2, 0.8, 2.5);
        double least = 1;
        for (double age = 20; age < 1e12; age *= 1.005) {
            double alive = model.probabilityAlive(60, 10, age);
            assertThat(model.alive().of(60, 10, age))
                    .isCloseTo(alive, within(Math.max(1e-11 * alive, 2 * Double.MIN_VALUE)));
            least = alive > 0 ? Math.min(least, alive) : least;
        }
        assertThat(least).isLessThan(1e-300);
    }

    @Test
    void whatIsOutOfRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaGeometricNbd.of(1e-10, 1, 1, 1, TimeScale.DAYS))
                .withMessageContaining("r must be from 1.0E-9 to 1.0E9, was 1.0E-10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaGeometricCnbd.of(DropOut.AFTER_ANY_PURCHASE, 2, 1, 1, 1, 2e9, TimeScale.DAYS))
                .withMessageContaining("b must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Nbd.of(1, 1e-101, TimeScale.DAYS))
                .withMessageContaining("alpha must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaGeometricBetaBernoulli.of(1, 1, 1, 1e10))
                .withMessageContaining("delta must be");
    }

    /** Parameters, customers and horizons log-uniformly over all that is accepted, bounds included; 60 s prove that none hangs. */
    @Test
    void everyQuestionIsAnsweredOverTheWholeRangeAndByBothDoorsAlike() {
        long seed = FullRun.seed(20261128L);
        int tries = FullRun.pick(2000, 120);
        System.out.println("BG family over the whole range: seed " + seed + ", " + tries + " models");
        SplittableRandom random = new SplittableRandom(seed);
        assertTimeoutPreemptively(Duration.ofMinutes(FullRun.pick(30, 5)), () -> IntStream.range(0, tries)
                .forEach(i -> answer(random.split(), seed)));
    }

    private static double between(SplittableRandom random, double from, double to) {
        double edge = random.nextDouble();
        return edge < 0.1 ? from : edge < 0.2 ? to : Draws.logUniform(random, from, to);
    }

    private static void answer(SplittableRandom random, long seed) {
        int k = new int[] {1, 1, 2, 3, 12}[random.nextInt(5)];
        double r = between(random, 1e-9, 1e9);
        double alpha = random.nextBoolean() ? r / between(random, 1e-3, 1e3) : between(random, 1e-30, 1e30);
        CustomerBaseModel model =
                model(k, random.nextInt(2), r, alpha, between(random, 1e-9, 1e9), between(random, 1e-9, 1e9));
        double x = Math.floor(between(random, 1, 1e6)) - 1;
        double age = between(random, 1e-3, 1e9);
        double recency = x == 0 ? 0 : age * (1 - random.nextDouble());
        double t = between(random, 1e-3, 1e6);
        double delta = between(random, 1e-6, 1) / t;
        String what =
                seed + ": " + model + ", x " + x + ", t_x " + recency + ", T " + age + ", t " + t + ", delta " + delta;
        double alive = model.probabilityAlive(x, recency, age);
        double silent = model.probabilityNoPurchase(x, recency, age, t);
        double expected = model.expectedPurchases(x, recency, age, t);
        double discounted = model.discountedPurchases(x, recency, age, t, delta);
        double all = model.discountedPurchases(x, recency, age, FOR_EVER, delta);
        assertThat(alive).as(what).isBetween(0.0, 1.0);
        assertThat(silent).as(what).isBetween(0.0, 1 + 1e-12);
        assertThat(expected)
                .as(what)
                .isGreaterThanOrEqualTo((1 - silent) * (1 - 1e-9) - 1e-12)
                .isFinite();
        assertThat(discounted)
                .as(what)
                .isBetween(expected * Math.exp(-delta * t) * (1 - 1e-10), expected * (1 + 1e-10))
                .isLessThanOrEqualTo(all * (1 + 1e-10));
        assertThat(model.logLikelihood(x, recency, age)).as(what).isFinite();
        alike(model.alive().of(x, recency, age), alive, what);
        alike(model.noPurchaseWithin(t).of(x, recency, age), silent, what);
        alike(model.purchasesWithin(t).of(x, recency, age), expected, what);
        alike(model.discountedPurchasesWithin(t, delta).of(x, recency, age), discounted, what);
        alike(model.discountedPurchasesWithin(FOR_EVER, delta).of(x, recency, age), all, what);
    }

    private static void alike(double one, double other, String what) {
        assertThat(one).as(what).isCloseTo(other, within(Math.max(RELATIVE * other, 1e-310)));
    }

    /** One quadrature over drop-out for 16 orders of magnitude of time took itself for exact where it lacked 0.1 %. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 12})
    void aDiscountedLongHorizonIsTheIntegralOfWhatIsExpectedWithinEachTime(int k) {
        CustomerBaseModel model = model(k, 1, 3.4069, 3.2e-11, 0.9008, 0.05247);
        double t = 3.7e11;
        double delta = 1.7e-12;
        double[] sum = {Math.exp(-delta * t) * model.expectedPurchases(4, 7.5e-6, 2.5e-5, t)};
        for (double y = Math.log(t) - 40; y < Math.log(t) - 0.1; y += 0.5) {
            GaussLegendre.forEach(y, y + 0.5, (log, weight) -> {
                double u = Math.exp(log);
                sum[0] += weight * delta * u * Math.exp(-delta * u) * model.expectedPurchases(4, 7.5e-6, 2.5e-5, u);
            });
        }
        assertTruth(model.discountedPurchases(4, 7.5e-6, 2.5e-5, t, delta), sum[0], "discounted");
        assertTruth(model.discountedPurchasesWithin(t, delta).of(4, 7.5e-6, 2.5e-5), sum[0], "discounted of many");
    }

    /** Weekly customers whose gaps hardly vary: 200 of them took 92 s, and did not end for ever. */
    @ParameterizedTest
    @ValueSource(doubles = {52, FOR_EVER})
    void regularCustomersCostNoMoreThanOthers(double horizon) {
        CustomerBaseModel model = model(12, 1, 1e6, 84_000, 1e-6, 1e6);
        PurchaseKernel kernel = model.discountedPurchasesWithin(horizon, 0.002);
        PurchaseKernel within = model.purchasesWithin(1e5);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int customer = 0; customer < 200; customer++) {
                double age = 100 + customer;
                assertThat(kernel.of(100 + customer % 7, age - 0.5, age)).isGreaterThan(40);
                assertThat(within.of(1e6 + customer, age - 1e-4, age)).isGreaterThan(40);
            }
        });
    }
}
