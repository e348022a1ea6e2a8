package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Models of lifetimes know their typical customer, in memory and in their texts. */
class TypicalLifetimeTest {
    /** Customers 1 to 4: 10, 10, 10 and 20 weeks, of whom the last two are still there. */
    private static final Lifetimes LIFETIMES = Lifetimes.builder(TimeScale.WEEKS, "price")
            .add(10, true, 1)
            .add(10, true, 5)
            .add(10, false, 2)
            .add(20, false, 3)
            .build();

    private static final Lifetimes BARE =
            Lifetimes.of(TimeScale.WEEKS, new double[] {10, 10, 10, 20}, new boolean[] {true, true, false, false});

    private static Stream<SurvivalModel> models() {
        return Stream.of(
                KaplanMeier.of(BARE),
                NelsonAalen.of(BARE),
                AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, LIFETIMES).model(),
                CoxModel.fit(LIFETIMES).model());
    }

    @Test
    void halfOfWhatWasObservedWasYoungerThanTheTypicalCustomer() {
        // 50 weeks in all: 4 a week up to the tenth, and 25 by 6.25.
        assertThat(models()).allSatisfy(model -> assertThat(model.typicalAge()).isCloseTo(6.25, within(1e-9)));
    }

    @Test
    void aTypicalCovariateIsTheOneOfHalfOfWhatWasObserved() {
        // 10 weeks at a price of 1, 10 at 2, 20 at 3, 10 at 5.
        assertThat(CoxModel.fit(LIFETIMES).model().typicalCovariates()).containsExactly(3);
        assertThat(CoxModel.fit(LIFETIMES.withWeights(1, 9, 1, 1)).model().typicalCovariates())
                .containsExactly(5);
        assertThat(KaplanMeier.of(BARE).typicalCovariates()).isEmpty();
    }

    @Test
    void theTypicalCustomerIsInTheText() {
        Fitted<CoxModel> cox = CoxModel.fit(LIFETIMES);
        Fitted<AcceleratedLifetime> lifetime = AcceleratedLifetime.fit(LifetimeDistribution.WEIBULL, LIFETIMES);
        for (SurvivalModel read : List.of(
                CoxModel.FAMILY.read(cox.model().toText()),
                CoxModel.FAMILY.readFitted(cox.toText()).model(),
                AcceleratedLifetime.FAMILY.read(lifetime.model().toText()))) {
            assertThat(read.typicalAge()).isEqualTo(cox.model().typicalAge());
            assertThat(read.typicalCovariates()).containsExactly(3);
        }
    }

    @Test
    void anotherTypicalCustomerChangesNothingElse() {
        assertThat(models()).allSatisfy(model -> {
            double[] x = model.typicalCovariates();
            SurvivalModel other = model.withTypical(2, x);
            assertThat(other.typicalAge()).isEqualTo(2);
            assertThat(other.survivalFrom(3, 4, x)).isEqualTo(model.survivalFrom(3, 4, x));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.withTypical(-1, x))
                    .withMessage("typical age must be finite and not negative, was -1.0");
            assertThatIllegalArgumentException().isThrownBy(() -> model.withTypical(Double.NaN, x));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.withTypical(1, 2, 3))
                    .withMessageStartingWith("a typical customer must have a value for each of the ");
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoxModel.fit(LIFETIMES).model().withTypical(1, Double.NaN));
    }

    @Test
    void lifetimesOfNoLengthHaveATypicalCustomerWhoHasJustBegun() {
        KaplanMeier model = KaplanMeier.of(Lifetimes.of(TimeScale.WEEKS, new double[] {0, 0}, new boolean[2]));

        assertThat(model.typicalAge()).isZero();
    }
}
