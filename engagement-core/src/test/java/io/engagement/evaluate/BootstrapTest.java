package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.Threads;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.TimeScale;
import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Nbd MODEL = Nbd.of(0.7, 9, TimeScale.WEEKS);

    private static Purchases base() {
        double[] ages = new double[1_500];
        Arrays.setAll(ages, i -> 20 + i % 40);
        return MODEL.simulate(ages, 3);
    }

    @Test
    void itsStandardErrorsAreThoseOfTheLikelihood() {
        Purchases base = base();
        Fitted<Nbd> fitted = Nbd.fit(base);
        ConcurrentSkipListSet<Integer> told = new ConcurrentSkipListSet<>();
        Bootstrap<Nbd> bootstrap =
                Bootstrap.of(base, 400, 7, rows -> Nbd.fit(rows).model(), told::add);
        assertThat(told).hasSize(400).first().isEqualTo(1);
        assertThat(bootstrap.models()).hasSize(400);
        assertThat(bootstrap.failures()).isZero();
        // The error of a standard error of 400 draws is 1 part in 28.
        assertThat(bootstrap.standardError(Nbd::r))
                .as("seed 7")
                .isCloseTo(fitted.standardError("r"), within(0.2 * fitted.standardError("r")));
        assertThat(bootstrap.interval(Nbd::alpha, 0.95).contains(fitted.estimate("alpha")))
                .isTrue();
        assertThat(bootstrap
                        .interval(model -> model.expectedPurchases(2, 5, 10, 13), 0.5)
                        .lower())
                .isLessThan(fitted.model().expectedPurchases(2, 5, 10, 13));
    }

    @Test
    void aSeedGivesTheSameModelsOnAnyNumberOfThreads() {
        Purchases base = base();
        List<String> one = Threads.with(1, () -> texts(base, 11));
        assertThat(Threads.with(4, () -> texts(base, 11))).isEqualTo(one);
        assertThat(texts(base, 12)).isNotEqualTo(one);
    }

    private static List<String> texts(Purchases base, long seed) {
        return Bootstrap.of(base, 8, seed, rows -> Nbd.fit(rows).toText(), done -> {})
                .models();
    }

    @Test
    void aResampleHasAsManyCustomersAsTheBase() {
        Purchases base = base().withLogGaps(zeros(base().size()));
        Bootstrap<Double> customers = Bootstrap.of(base, 5, 1, Purchases::customers, done -> {});
        assertThat(customers.models()).containsOnly(1_500.0);
        assertThat(Bootstrap.of(base, 2, 1, Purchases::knowsLogGaps, done -> {}).models())
                .containsOnly(true);
    }

    private static double[] zeros(int size) {
        double[] sums = new double[size];
        for (int row = 0; row < size; row++) {
            sums[row] = base().frequency(row) == 0 ? 0 : -20;
        }
        return sums;
    }

    @Test
    void basesThatCannotBeFittedAreCounted() {
        Purchases base = base();
        Bootstrap<Nbd> some = Bootstrap.of(
                base,
                20,
                5,
                rows -> {
                    if (rows.size() % 2 == 0) {
                        throw FitException.of("nbd", "it is even", List.of("Is it odd?"));
                    }
                    return Nbd.fit(rows).model();
                },
                done -> {});
        assertThat(some.failures()).isBetween(1, 19);
        assertThat(some.models()).hasSize(20 - some.failures());
        assertThatThrownBy(() -> Bootstrap.of(
                        base,
                        3,
                        5,
                        rows -> {
                            throw FitException.of("nbd", "never", List.of("?"));
                        },
                        done -> {}))
                .isInstanceOf(FitException.class);
    }

    @Test
    void impossibleNumbersAreRefused() {
        Purchases base = base();
        assertThatIllegalArgumentException().isThrownBy(() -> Bootstrap.of(base, 1, 1, rows -> 1.0, done -> {}));
        Bootstrap<Double> ones = Bootstrap.of(base, 2, 1, rows -> 1.0, done -> {});
        assertThatIllegalArgumentException().isThrownBy(() -> ones.interval(value -> value, 1));
        assertThat(ones.standardError(value -> value)).isZero();
    }
}
