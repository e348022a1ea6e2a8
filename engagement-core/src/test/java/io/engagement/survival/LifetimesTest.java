package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import org.junit.jupiter.api.Test;

class LifetimesTest {
    private static final Lifetimes THREE = Lifetimes.builder(TimeScale.WEEKS, "price", "calls")
            .add(1, false, 9.5, 0)
            .add(2, 3, true, 12, 1)
            .add(4, true, 8, 2)
            .build();

    @Test
    void rowsAreWhatWasAdded() {
        assertThat(THREE.size()).isEqualTo(3);
        assertThat(THREE.timeScale()).isEqualTo(TimeScale.WEEKS);
        assertThat(THREE.start(1)).isEqualTo(2);
        assertThat(THREE.stop(1)).isEqualTo(3);
        assertThat(THREE.isEvent(0)).isFalse();
        assertThat(THREE.isEvent(2)).isTrue();
        assertThat(THREE.covariates()).containsExactly("price", "calls");
        assertThat(THREE.covariate(1, 0)).isEqualTo(12);
        assertThat(THREE.weight(1)).isEqualTo(1);
        assertThat(THREE.stratum(1)).isZero();
        assertThat(THREE.cluster(2)).isEqualTo(2);
        assertThat(THREE.events()).isEqualTo(2);
        assertThat(THREE.withWeights(1, 2, 0.5).events()).isEqualTo(2.5);
    }

    @Test
    void aBuilderTakesAnyNumberOfRows() {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.DAYS, "x");
        for (int i = 0; i < 1000; i++) {
            builder.add(i, i + 1, i % 2 == 0, -i);
        }
        Lifetimes built = builder.build();
        assertThat(built.size()).isEqualTo(1000);
        assertThat(built.start(999)).isEqualTo(999);
        assertThat(built.covariate(999, 0)).isEqualTo(-999);
        assertThat(built.events()).isEqualTo(500);
    }

    @Test
    void arraysAreCopied() {
        double[] time = {1, 2};
        Lifetimes lifetimes = Lifetimes.of(TimeScale.DAYS, time, new boolean[] {true, true});
        time[0] = 7;
        assertThat(lifetimes.stop(0)).isEqualTo(1);
    }

    @Test
    void aStratumHoldsItsRows() {
        Lifetimes lifetimes = THREE.withStrata(5, 2, 5).withClusters(8, 8, 9).withWeights(1, 2, 3);
        assertThat(lifetimes.strata()).containsExactly(2, 5);
        Lifetimes five = lifetimes.inStratum(5);
        assertThat(five.size()).isEqualTo(2);
        assertThat(five.stop(1)).isEqualTo(4);
        assertThat(five.isEvent(1)).isTrue();
        assertThat(five.weight(1)).isEqualTo(3);
        assertThat(five.cluster(1)).isEqualTo(9);
        assertThat(five.covariate(1, 1)).isEqualTo(2);
        assertThat(THREE.inStratum(0).cluster(2)).isEqualTo(2);
        assertThat(lifetimes.inStratum(7).size()).isZero();
    }

    @Test
    void rowsThatCannotBeAreRefusedByNumber() {
        Lifetimes.Builder builder = Lifetimes.builder(TimeScale.DAYS, "x").add(1, true, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(-1, 2, true, 0))
                .withMessage("row 1: start must be finite and not negative, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(3, 2, true, 0))
                .withMessage("row 1: stop must be finite and not before the start 3.0, was 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add(Double.NaN, true, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(2, 2, true, 0))
                .withMessageContaining("row 1: an event must come after the start, was at 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(2, true))
                .withMessage("row 1: must have the covariates [x], had 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(2, true, Double.NaN))
                .withMessage("row 1: x must be finite, was NaN");
    }

    @Test
    void columnsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lifetimes.of(TimeScale.DAYS, new double[1], new double[2], new boolean[2]))
                .withMessage("start, stop and event must have the same length, had 1, 2 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.withWeights(1, 2))
                .withMessage("weights must be as many as rows, were 2 for 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.withWeights(1, 0, 1))
                .withMessage("row 1: weight must be positive and finite, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> THREE.withStrata(1));
        assertThatIllegalArgumentException().isThrownBy(() -> THREE.withClusters(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.withCovariate("price", 1, 2, 3))
                .withMessage("covariate price is there twice");
        assertThatIllegalArgumentException().isThrownBy(() -> Lifetimes.builder(TimeScale.DAYS, "two words"));
        assertThatIllegalArgumentException().isThrownBy(() -> Lifetimes.builder(TimeScale.DAYS, ""));
    }
}
