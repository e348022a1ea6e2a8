package io.engagement.customerbase.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.simulate.PurchaseProcess;
import io.engagement.simulate.SimulatedPurchases;
import io.engagement.simulate.SpendProcess;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Laws that hold for all parameters and customers. */
class BetaGeometricNbdConsistencyTest {
    @Provide
    Arbitrary<BetaGeometricNbd> models() {
        return Combinators.combine(
                        logUniform(1e-3, 30), logUniform(1e-2, 300), logUniform(1e-2, 50), logUniform(1e-2, 50))
                .as((r, alpha, a, b) -> BetaGeometricNbd.of(r, alpha, a, b, TimeScale.WEEKS));
    }

    @Provide
    Arbitrary<PurchaseSummary> customers() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 200);
        Arbitrary<Double> shares = Arbitraries.doubles().between(0.01, 1);
        return Combinators.combine(counts, shares, logUniform(0.1, 1000))
                .as((x, share, age) -> new PurchaseSummary(x, x == 0 ? 0 : share * age, age));
    }

    private static Arbitrary<Double> logUniform(double from, double to) {
        return Arbitraries.doubles()
                .between(0, 1)
                .ofScale(9)
                .map(share -> Math.exp(Math.log(from) + share * Math.log(to / from)));
    }

    static Purchases simulated(int customers, long seed) {
        SimulatedPurchases drawn =
                new PurchaseProcess(0.8, 8, 0.8, 4).draw(customers, 20, 60, SpendProcess.withDefaults(), seed);
        return Purchases.of(TimeScale.WEEKS, drawn.frequency(), drawn.recency(), drawn.age());
    }

    private static BetaGeometricLikelihood likelihood(Purchases purchases) {
        return new BetaGeometricLikelihood(purchases.distinct(), 1);
    }

    private static double[] logs(BetaGeometricNbd model) {
        return new double[] {Math.log(model.r()), Math.log(model.alpha()), Math.log(model.a()), Math.log(model.b())};
    }

    @Property(seed = "7311", tries = 200)
    void theGradientIsTheCentralDifference(@ForAll("models") BetaGeometricNbd model) {
        BetaGeometricLikelihood likelihood = likelihood(simulated(60, 5));
        double[] gradient = new double[4];
        double[] unused = new double[4];
        double value = likelihood.valueAndGradient(logs(model), gradient);
        for (int i = 0; i < 4; i++) {
            double[] low = logs(model);
            double[] high = logs(model);
            low[i] -= 1e-5;
            high[i] += 1e-5;
            double difference =
                    (likelihood.valueAndGradient(high, unused) - likelihood.valueAndGradient(low, unused)) / 2e-5;
            assertThat(gradient[i]).isCloseTo(difference, within(1e-8 * Math.abs(value) + 1e-6 * Math.abs(difference)));
        }
    }

    @Property(seed = "7312", tries = 100)
    void theLikelihoodOfABaseIsTheSumOfItsCustomers(@ForAll("models") BetaGeometricNbd model) {
        Purchases purchases = simulated(80, 6);
        double sum = 0;
        double size = 0;
        for (int row = 0; row < purchases.size(); row++) {
            double one = model.logLikelihood(purchases.frequency(row), purchases.recency(row), purchases.age(row));
            sum += one;
            size += Math.abs(one);
        }
        double value = likelihood(purchases).valueAndGradient(logs(model), new double[4]);
        assertThat(value).isCloseTo(sum, within(1e-12 * size));
    }

    @Property(seed = "7313", tries = 300)
    void aWeightIsThatManyCustomers(
            @ForAll("models") BetaGeometricNbd model, @ForAll("customers") PurchaseSummary one) {
        Purchases row = Purchases.of(
                TimeScale.WEEKS, new double[] {one.frequency()}, new double[] {one.recency()}, new double[] {one.age()
                });
        double single = likelihood(row).valueAndGradient(logs(model), new double[4]);
        double triple = likelihood(row.withWeights(new double[] {3})).valueAndGradient(logs(model), new double[4]);
        double scalar = model.logLikelihood(one.frequency(), one.recency(), one.age());
        assertThat(triple).isCloseTo(3 * single, within(1e-13 * Math.abs(triple)));
        assertThat(single).isCloseTo(scalar, within(1e-11 * Math.max(1, Math.abs(scalar))));
    }

    @Property(seed = "7314", tries = 500)
    void probabilitiesLieBetweenZeroAndOneAndFallWithSilence(
            @ForAll("models") BetaGeometricNbd model,
            @ForAll("customers") PurchaseSummary one,
            @ForAll @DoubleRange(min = 0, max = 100) double silence) {
        double x = one.frequency();
        double now = model.probabilityAlive(x, one.recency(), one.age());
        double later = model.probabilityAlive(x, one.recency(), one.age() + silence);
        assertThat(now).isBetween(0.0, 1.0);
        assertThat(later).isBetween(0.0, now);
        double none = model.probabilityNoPurchase(x, one.recency(), one.age(), silence);
        assertThat(none).isBetween(0.0, 1.0 + 1e-15);
        assertThat(none).isGreaterThanOrEqualTo((1 - now) * (1 - 1e-12) - 1e-15);
        assertThat(model.probabilityNoPurchase(x, one.recency(), one.age(), 0)).isCloseTo(1, within(1e-15));
    }

    @Property(seed = "7315", tries = 300)
    void expectationsBeginAtZeroAndNeverFall(
            @ForAll("models") BetaGeometricNbd model,
            @ForAll("customers") PurchaseSummary one,
            @ForAll @DoubleRange(min = 0.01, max = 500) double t) {
        double x = one.frequency();
        assertThat(model.expectedPurchases(x, one.recency(), one.age(), 0)).isZero();
        assertThat(model.expectedPurchases(0)).isZero();
        double soon = model.expectedPurchases(x, one.recency(), one.age(), t);
        double later = model.expectedPurchases(x, one.recency(), one.age(), 1.5 * t);
        assertThat(later).isGreaterThanOrEqualTo(soon * (1 - 1e-12));
        // At most what a customer would buy who never leaves.
        assertThat(soon).isLessThanOrEqualTo((model.r() + x) / (model.alpha() + one.age()) * t * (1 + 1e-12));
        double discounted = model.discountedPurchases(x, one.recency(), one.age(), t, 0.01);
        assertThat(discounted).isBetween(soon * Math.exp(-0.01 * t) * (1 - 1e-10), soon * (1 + 1e-10));
    }

    @Property(seed = "7316", tries = 300)
    void theSumAndTheQuadratureMeet(
            @ForAll("models") BetaGeometricNbd model, @ForAll("customers") PurchaseSummary one) {
        // On both sides of where the sum becomes too long, the expectation grows smoothly.
        double x = one.frequency();
        double now = model.alpha() + one.age();
        double low = 1e-6;
        double high = 1e6;
        while (high / low > 1 + 1e-9) {
            double middle = Math.sqrt(low * high);
            if (BetaGeometricKernel.isShort(model.r() + x, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double bySum = model.expectedPurchases(x, one.recency(), one.age(), low * now);
        double byQuadrature = model.expectedPurchases(x, one.recency(), one.age(), high * now);
        assertThat(byQuadrature).isCloseTo(bySum, within(2e-9 * bySum + 1e-300));
    }

    @Property(seed = "7317", tries = 100)
    void thePreparedKernelsAreTheScalarMethods(
            @ForAll("models") BetaGeometricNbd model,
            @ForAll("customers") PurchaseSummary one,
            @ForAll @DoubleRange(min = 0.1, max = 1000) double t) {
        double x = one.frequency();
        double recency = one.recency();
        double age = one.age();
        assertNear(model.alive().of(x, recency, age), model.probabilityAlive(x, recency, age), 1e-12);
        assertNear(model.purchasesWithin(t).of(x, recency, age), model.expectedPurchases(x, recency, age, t), 1e-12);
        assertNear(
                model.noPurchaseWithin(t).of(x, recency, age), model.probabilityNoPurchase(x, recency, age, t), 1e-12);
        assertNear(
                model.discountedPurchasesWithin(t, 0.003).of(x, recency, age),
                model.discountedPurchases(x, recency, age, t, 0.003),
                1e-11);
    }

    private static void assertNear(double value, double truth, double relative) {
        assertThat(value).isCloseTo(truth, within(Math.max(relative * Math.abs(truth), 1e-290)));
    }

    @Test
    void customersBeyondTheTablesHaveTheSameValues() {
        BetaGeometricNbd model = BetaGeometricNbd.of(0.3, 5, 0.7, 2, TimeScale.WEEKS);
        for (double[] one : new double[][] {{3000, 99, 100}, {2, 1e10, 1e14}, {600, 1e5, 1e5}}) {
            double expected = model.expectedPurchases(one[0], one[1], one[2], 10);
            assertNear(model.purchasesWithin(10).of(one[0], one[1], one[2]), expected, 2e-12);
            assertNear(model.alive().of(one[0], one[1], one[2]), model.probabilityAlive(one[0], one[1], one[2]), 2e-12);
        }
    }

    @Test
    void silenceBeyondMeasureIsRiskOneNotNan() {
        BetaGeometricNbd model = BetaGeometricNbd.of(0.3, 5, 0.7, 2, TimeScale.WEEKS);
        assertThat(model.alive().of(4000, 1, 1e5)).isZero();
        assertThat(model.noPurchaseWithin(4).of(4000, 1, 1e5)).isEqualTo(1);
        assertThat(model.purchasesWithin(4).of(4000, 1, 1e5)).isZero();
    }

    @Test
    void aCustomerWithoutAPurchaseHasNoValue() {
        BetaGeometricNbd model = BetaGeometricNbd.of(0.3, 5, 0.7, 2, TimeScale.WEEKS);
        double nan = Double.NaN;
        assertThat(model.alive().of(nan, nan, nan)).isNaN();
        assertThat(model.purchasesWithin(4).of(nan, nan, nan)).isNaN();
        assertThat(model.noPurchaseWithin(4).of(nan, nan, nan)).isNaN();
        assertThat(model.discountedPurchasesWithin(4, 0.1).of(nan, nan, nan)).isNaN();
    }

    @Test
    void rowsOfEveryOrderGiveTheSameBits() {
        Purchases straight = simulated(500, 7);
        Purchases mixed = shuffled(straight, 11);
        assertThat(BetaGeometricNbd.fit(mixed).toText())
                .isEqualTo(BetaGeometricNbd.fit(straight).toText());
    }

    private static Purchases shuffled(Purchases purchases, long seed) {
        int[] order = new Random(seed)
                .ints(0, Integer.MAX_VALUE)
                .map(i -> i % purchases.size())
                .distinct()
                .limit(purchases.size())
                .toArray();
        return Purchases.of(
                purchases.timeScale(),
                Arrays.stream(order).mapToDouble(purchases::frequency).toArray(),
                Arrays.stream(order).mapToDouble(purchases::recency).toArray(),
                Arrays.stream(order).mapToDouble(purchases::age).toArray());
    }

    @Test
    void duplicatedCustomersLeaveEstimatesAndHalveVariances() {
        Purchases once = simulated(1500, 8);
        double[] twos = new double[once.size()];
        Arrays.fill(twos, 2);
        Fitted<BetaGeometricNbd> single = BetaGeometricNbd.fit(once);
        Fitted<BetaGeometricNbd> twice = BetaGeometricNbd.fit(once.withWeights(twos));
        for (String name : single.parameterNames()) {
            assertThat(twice.estimate(name)).isCloseTo(single.estimate(name), within(1e-7 * single.estimate(name)));
            double half = single.standardError(name) / Math.sqrt(2);
            assertThat(twice.standardError(name)).isCloseTo(half, within(1e-6 * half));
        }
        assertThat(twice.logLikelihood()).isCloseTo(2 * single.logLikelihood(), within(1e-6));
    }

    @Test
    void anotherUnitOfTimeChangesAlphaOnly() {
        Purchases weeks = simulated(1500, 9);
        Purchases days = Purchases.of(TimeScale.DAYS, column(weeks, 0, 1), column(weeks, 1, 7), column(weeks, 2, 7));
        BetaGeometricNbd inWeeks = BetaGeometricNbd.fit(weeks).model();
        BetaGeometricNbd inDays = BetaGeometricNbd.fit(days).model();
        assertThat(inDays.r()).isCloseTo(inWeeks.r(), within(1e-8 * inWeeks.r()));
        assertThat(inDays.alpha()).isCloseTo(7 * inWeeks.alpha(), within(7e-8 * inWeeks.alpha()));
        assertThat(inDays.a()).isCloseTo(inWeeks.a(), within(1e-8 * inWeeks.a()));
        assertThat(inDays.b()).isCloseTo(inWeeks.b(), within(1e-8 * inWeeks.b()));
        double expected = inWeeks.expectedPurchases(3, 20, 30, 26);
        assertThat(inDays.expectedPurchases(3, 140, 210, 182)).isCloseTo(expected, within(1e-8 * expected));
        assertThat(inWeeks.convertedTo(TimeScale.DAYS).expectedPurchases(3, 140, 210, 182))
                .isCloseTo(expected, within(1e-14 * expected));
        assertThat(inWeeks.convertedTo(TimeScale.DAYS).typical().age())
                .isCloseTo(7 * inWeeks.typical().age(), within(1e-12));
    }

    private static double[] column(Purchases purchases, int which, double factor) {
        double[] column = new double[purchases.size()];
        Arrays.setAll(
                column,
                row -> factor
                        * switch (which) {
                            case 0 -> purchases.frequency(row);
                            case 1 -> purchases.recency(row);
                            default -> purchases.age(row);
                        });
        return column;
    }

    @Test
    void noRandomStartFindsAHigherPoint() {
        Random random = new Random(20_260_101);
        for (int base = 0; base < 12; base++) {
            double[] truth = random.doubles(4, -1.5, 2).map(Math::exp).toArray();
            SimulatedPurchases drawn = new PurchaseProcess(truth[0], 10 * truth[1], truth[2], truth[3])
                    .draw(400, 20, 60, SpendProcess.withDefaults(), base);
            Purchases purchases = Purchases.of(TimeScale.WEEKS, drawn.frequency(), drawn.recency(), drawn.age());
            Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.fit(purchases);
            double[][] starts = new double[5][];
            Arrays.setAll(starts, i -> random.doubles(4, -3, 3).map(Math::exp).toArray());
            for (double[] start : starts) {
                double reached = maximumFrom(purchases, start);
                assertThat(fitted.logLikelihood())
                        .as("%s from %s", fitted.model(), Arrays.toString(start))
                        .isGreaterThanOrEqualTo(reached - 1e-6);
            }
        }
    }

    private static double maximumFrom(Purchases purchases, double... start) {
        return new BaseFit("bg-nbd", purchases.distinct())
                .fitFrom(BetaGeometricNbd.FAMILY, start)
                .logLikelihood();
    }

    @Test
    void aLargeBaseIsFittedFromASampleToTheSameMaximum() {
        Purchases large = simulated(40_000, 10);
        Fitted<BetaGeometricNbd> fitted = BetaGeometricNbd.fit(large);
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.provenance().distinctRows()).isGreaterThan(30_000);
        double direct = maximumFrom(large, 1, 10, 1, 1);
        assertThat(fitted.logLikelihood()).isCloseTo(direct, within(1e-5));
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Purchases large = simulated(40_000, 12);
        String one = Threads.with(1, () -> BetaGeometricNbd.fit(large).toText());
        assertThat(Threads.with(4, () -> BetaGeometricNbd.fit(large).toText())).isEqualTo(one);
    }
}
