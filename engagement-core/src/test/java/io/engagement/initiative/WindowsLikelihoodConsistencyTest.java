package io.engagement.initiative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.CurvedLogLikelihood;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class WindowsLikelihoodConsistencyTest {
    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");
    private static final long WINDOW = Duration.ofDays(30).toMillis();

    /** Purchases count 1, uses 0.1, the company's contacts nothing. */
    private static double[] effort(LogView view) {
        return view.kinds().stream()
                .mapToDouble(kind -> kind.initiator() != Initiator.CUSTOMER
                        ? 0
                        : kind.purpose().equals(Purpose.USE) ? 0.1 : 1)
                .toArray();
    }

    private static EvaluationWindows windows(List<Interaction> interactions) {
        InteractionLog.Builder builder = InteractionLog.builder();
        interactions.forEach(builder::add);
        LogView view = builder.build().asOf(NOW);
        return EvaluationWindows.of(
                view, IntStream.range(0, view.customers()).toArray(), effort(view), WINDOW, TimeScale.DAYS);
    }

    private static Interaction act(int customer, double daysAgo, Initiator initiator, Purpose purpose) {
        Instant at = NOW.minusMillis((long) (daysAgo * 86_400_000));
        return Interaction.of("c" + customer, at, Channel.WEB, initiator, purpose);
    }

    @Provide
    Arbitrary<List<Interaction>> bases() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.doubles().between(0, 400),
                        Arbitraries.of(Initiator.CUSTOMER, Initiator.COMPANY),
                        Arbitraries.of(Purpose.PURCHASE, Purpose.USE))
                .as(WindowsLikelihoodConsistencyTest::act)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** The definition, window by window, without recursion. */
    private static double naive(List<Interaction> interactions, DiscountedGammaPoisson model) {
        double sum = 0;
        for (int customer = 1; customer <= 5; customer++) {
            String id = "c" + customer;
            List<Interaction> own = interactions.stream()
                    .filter(one -> one.customerId().equals(id))
                    .toList();
            long first =
                    own.stream().mapToLong(one -> one.at().toEpochMilli()).min().orElse(Long.MAX_VALUE);
            long instant = NOW.toEpochMilli() - WINDOW;
            for (; instant >= first; instant -= WINDOW) {
                sum += window(own, first, instant, model);
            }
        }
        return sum;
    }

    private static double window(List<Interaction> own, long first, long instant, DiscountedGammaPoisson model) {
        double effort = 0;
        boolean acted = false;
        for (Interaction one : own) {
            long at = one.at().toEpochMilli();
            if (one.initiator() == Initiator.CUSTOMER && at <= instant) {
                double weight = one.purpose().equals(Purpose.USE) ? Math.pow(0.1, model.weightExponent()) : 1;
                effort += weight * Math.pow(2, -(instant - at) / 86_400_000.0 / model.halfLife());
            }
            acted |= one.initiator() == Initiator.CUSTOMER && at > instant && at <= instant + WINDOW;
        }
        double exposure = model.exposureAfter(0, (instant - first) / 86_400_000.0);
        double probability = model.probabilityOfAct(effort, exposure, 30);
        return acted ? Math.log(probability) : Math.log1p(-probability);
    }

    @Property(seed = "1", tries = 300)
    void theRecursionGivesWhatTheDefinitionGives(
            @ForAll("bases") List<Interaction> base,
            @ForAll @DoubleRange(min = 0.05, max = 3) double r,
            @ForAll @DoubleRange(min = 1, max = 100) double alpha,
            @ForAll @DoubleRange(min = 5, max = 500) double halfLife,
            @ForAll @DoubleRange(min = 0.2, max = 1.5) double beta,
            @ForAll @DoubleRange(max = 1.5) double delta) {
        double[] logs = {Math.log(r), Math.log(alpha), Math.log(halfLife), Math.log(beta), delta};
        double value = new WindowsLikelihood(windows(base)).valueAndGradient(logs, new double[5]);
        double expected = naive(base, DiscountedGammaPoisson.of(r, alpha, halfLife, beta, delta, TimeScale.DAYS));
        assertThat(value).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }

    @Property(seed = "2", tries = 300)
    void theGradientIsThatOfTheValue(
            @ForAll("bases") List<Interaction> base,
            @ForAll @DoubleRange(min = 0.05, max = 3) double r,
            @ForAll @DoubleRange(min = 1, max = 100) double alpha,
            @ForAll @DoubleRange(min = 5, max = 500) double halfLife,
            @ForAll @DoubleRange(min = 0.2, max = 1.5) double beta,
            @ForAll @DoubleRange(max = 1.5) double delta) {
        WindowsLikelihood likelihood = new WindowsLikelihood(windows(base));
        double[] logs = {Math.log(r), Math.log(alpha), Math.log(halfLife), Math.log(beta), delta};
        double[] gradient = new double[5];
        double value = likelihood.valueAndGradient(logs, gradient);
        for (int i = 0; i < 5; i++) {
            double step = 1e-5;
            double[] up = logs.clone();
            double[] down = logs.clone();
            up[i] += step;
            down[i] -= step;
            double slope =
                    (likelihood.valueAndGradient(up, new double[5]) - likelihood.valueAndGradient(down, new double[5]))
                            / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-6 * (1 + Math.abs(value) + Math.abs(slope))));
        }
    }

    @Property(seed = "3", tries = 300)
    void theHessianIsThatOfTheGradient(
            @ForAll("bases") List<Interaction> base,
            @ForAll @DoubleRange(min = 0.05, max = 3) double r,
            @ForAll @DoubleRange(min = 1, max = 100) double alpha,
            @ForAll @DoubleRange(min = 5, max = 500) double halfLife,
            @ForAll @DoubleRange(min = 0.2, max = 1.5) double beta,
            @ForAll @DoubleRange(max = 1.5) double delta) {
        WindowsLikelihood likelihood = new WindowsLikelihood(windows(base));
        double[] point = {Math.log(r), Math.log(alpha), Math.log(halfLife), Math.log(beta), delta};
        double[][] hessian = new double[5][5];
        likelihood.valueGradientAndHessian(point, new double[5], hessian);
        for (int i = 0; i < 5; i++) {
            double step = 1e-5;
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += step;
            down[i] -= step;
            double[] above = new double[5];
            double[] below = new double[5];
            likelihood.valueAndGradient(up, above);
            likelihood.valueAndGradient(down, below);
            for (int j = 0; j < 5; j++) {
                double bend = (above[j] - below[j]) / (2 * step);
                assertThat(hessian[i][j]).isCloseTo(bend, within(1e-6 * (1 + base.size() + Math.abs(bend))));
                assertThat(hessian[j][i]).isEqualTo(hessian[i][j]);
            }
        }
    }

    @Property(seed = "4", tries = 100)
    void withoutWeightsIsTheSameWithAWeightExponentOfZero(
            @ForAll("bases") List<Interaction> base, @ForAll @DoubleRange(min = 5, max = 500) double halfLife) {
        double[] five = {-1, 3, Math.log(halfLife), -0.2, 0};
        double[] four = Arrays.copyOf(five, 4);
        double[] slopes = new double[5];
        double[][] hessian = new double[5][5];
        double[] part = new double[4];
        double[][] partHessian = new double[4][4];
        double value = new WindowsLikelihood(windows(base)).valueGradientAndHessian(five, slopes, hessian);
        CurvedLogLikelihood without = new WindowsLikelihood(windows(base)).withoutWeights();
        assertThat(without.valueGradientAndHessian(four, part, partHessian)).isEqualTo(value);
        assertThat(without.valueAndGradient(four, new double[4])).isEqualTo(value);
        assertThat(part).isEqualTo(Arrays.copyOf(slopes, 4));
        for (int i = 0; i < 4; i++) {
            assertThat(partHessian[i]).isEqualTo(Arrays.copyOf(hessian[i], 4));
        }
    }

    @Test
    void theSlopeByWeightsIsThatOfThePointWhateverWasAskedBefore() {
        List<Interaction> base = List.of(
                act(1, 200, Initiator.CUSTOMER, Purpose.PURCHASE), act(1, 100, Initiator.CUSTOMER, Purpose.USE));
        double[] point = {-1, 3, 3, -0.1, 0};
        double[] slopes = new double[5];
        new WindowsLikelihood(windows(base)).valueAndGradient(point, slopes);
        WindowsLikelihood likelihood = new WindowsLikelihood(windows(base));
        assertThat(likelihood.slopeByWeights(point)).isEqualTo(slopes[4]);
        likelihood.valueAndGradient(new double[] {0, 2, 4, 0, 0.5}, new double[5]);
        assertThat(likelihood.slopeByWeights(point)).isEqualTo(slopes[4]);
        assertThat(likelihood.slopeByWeights(point)).isEqualTo(slopes[4]);
    }

    @Test
    void exposureOfVeryOldAndVeryNewCustomersIsExact() {
        // Half-lives of a hundredth of a window and of ten pasts: effort underflows, exposure cancels.
        List<Interaction> base = List.of(
                act(1, 3000, Initiator.CUSTOMER, Purpose.PURCHASE), act(2, 31, Initiator.CUSTOMER, Purpose.USE));
        for (double halfLife : new double[] {0.3, 30_000}) {
            DiscountedGammaPoisson model = DiscountedGammaPoisson.of(0.2, 5, halfLife, 0.7, 0.4, TimeScale.DAYS);
            double[] point = {Math.log(0.2), Math.log(5), Math.log(halfLife), Math.log(0.7), 0.4};
            double value = new WindowsLikelihood(windows(base)).valueAndGradient(point, new double[5]);
            double expected = naive(base, model);
            assertThat(value).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
        }
    }

    @Test
    void aSampleHoldsWholeCustomersAndTogetherSamplesHoldTheBase() {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            base.add(act(i % 300, 400.0 * i / 3_000, Initiator.CUSTOMER, i % 3 == 0 ? Purpose.USE : Purpose.PURCHASE));
        }
        EvaluationWindows all = windows(base);
        EvaluationWindows sample = all.sample(5);
        assertThat(sample.customers()).isBetween(30, 90);
        assertThat(sample.logWeights()).isEqualTo(all.logWeights());
        double[] point = {-1, 3, 3, -0.1, 0.5};
        double whole = new WindowsLikelihood(all.sample(1)).valueAndGradient(point, new double[5]);
        assertThat(whole).isEqualTo(new WindowsLikelihood(all).valueAndGradient(point, new double[5]));
        // Of a sample's customers, each is one of the base with all its windows: same ages, same efforts.
        int found = 0;
        for (int customer = 0; customer < all.customers() && found < sample.customers(); customer++) {
            found += isSame(all, customer, sample, found) ? 1 : 0;
        }
        assertThat(found).isEqualTo(sample.customers());
    }

    private static boolean isSame(EvaluationWindows all, int customer, EvaluationWindows sample, int other) {
        int count = all.firstInstant(customer + 1) - all.firstInstant(customer);
        if (all.firstAge(customer) != sample.firstAge(other)
                || count != sample.firstInstant(other + 1) - sample.firstInstant(other)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            int one = all.firstInstant(customer) + i;
            int two = sample.firstInstant(other) + i;
            if (all.acted(one) != sample.acted(two) || efforts(all, one) != efforts(sample, two)) {
                return false;
            }
        }
        return true;
    }

    /** Sum over an instant's efforts of lag and weight, which tells them apart. */
    private static double efforts(EvaluationWindows windows, int instant) {
        double sum = 0;
        for (int e = windows.firstEffort(instant); e < windows.firstEffort(instant + 1); e++) {
            sum += windows.lag(e) * (1 + windows.weight(e));
        }
        return sum;
    }

    @Test
    void whatHappensInAWindowIsNotKnownBeforeIt() {
        List<Interaction> base = new ArrayList<>();
        base.add(act(1, 100, Initiator.COMPANY, Purpose.OFFER));
        base.add(act(1, 10, Initiator.CUSTOMER, Purpose.PURCHASE));
        EvaluationWindows windows = windows(base);
        assertThat(windows.customers()).isEqualTo(1);
        assertThat(windows.instants()).isEqualTo(3);
        assertThat(windows.yes()).isEqualTo(1);
        assertThat(windows.firstAge(0)).isCloseTo(10, within(1e-9));
        // The only effort lies in the last window: no instant knows of it.
        assertThat(windows.firstEffort(3)).isZero();
        assertThat(windows.acted(2)).isTrue();
    }

    @Test
    void anActOnTheInstantItselfIsPastAndOneOnTheWindowsEndIsWithinIt() {
        List<Interaction> base = List.of(
                act(1, 60, Initiator.CUSTOMER, Purpose.PURCHASE), act(1, 30, Initiator.CUSTOMER, Purpose.PURCHASE));
        EvaluationWindows windows = windows(base);
        assertThat(windows.instants()).isEqualTo(2);
        assertThat(windows.firstEffort(1)).isEqualTo(1);
        assertThat(windows.lag(0)).isZero();
        assertThat(windows.acted(0)).isTrue();
        assertThat(windows.acted(1)).isFalse();
    }

    @Test
    void whoBecameKnownWithinTheLastWindowIsNotAsked() {
        EvaluationWindows windows = windows(List.of(act(1, 29, Initiator.CUSTOMER, Purpose.PURCHASE)));
        assertThat(windows.customers()).isZero();
        assertThat(windows.instants()).isZero();
        assertThat(new WindowsLikelihood(windows).valueAndGradient(new double[5], new double[5]))
                .isZero();
    }

    @Test
    void theNumberOfThreadsChangesNoBit() throws Exception {
        List<Interaction> base = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            base.add(act(i % 2_000, 400.0 * i / 20_000, Initiator.CUSTOMER, Purpose.PURCHASE));
        }
        WindowsLikelihood likelihood = new WindowsLikelihood(windows(base));
        assertThat(likelihood.windows().instants()).isGreaterThan(3 * EvaluationWindows.CHUNK);
        double[] logs = {-1, 3, 3, 0, 0.5};
        double[] gradient = new double[5];
        double value = likelihood.valueAndGradient(logs, gradient);
        double[] alone = new double[5];
        assertThat(Threads.with(1, () -> likelihood.valueAndGradient(logs, alone)))
                .isEqualTo(value);
        assertThat(alone).isEqualTo(gradient);
    }
}
