package io.engagement.outcome.targeting;

import static io.engagement.outcome.targeting.Planted.MAIL;
import static io.engagement.outcome.targeting.Planted.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.Assignments;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static Trial.Builder builder() {
        return Trial.builder(NONE, "x");
    }

    @Test
    void withoutAHoldOutThereIsNoTrial() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", MAIL, 1, 0, 1).build())
                .withMessageContaining("what would have happened anyway");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", NONE, 1, 0, 1).build())
                .withMessageContaining("has 1 and 0");
    }

    @Test
    void numbersOutOfRangeAreRefusedByNameAndCustomer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", MAIL, Double.NaN, 0, 1))
                .withMessageContaining("outcome of customer 'a' must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", MAIL, 1, -1, 1))
                .withMessageContaining("cost of customer 'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", MAIL, 1e-170, 0, 1))
                .withMessageContaining("outcome of customer 'a' must be 0 or at least 1e-100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", MAIL, 1, 1e-170, 1))
                .withMessageContaining("cost of customer 'a' must be 0 or at least 1e-100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", NONE, 1, 0.1, 1))
                .withMessageContaining("nobody contacts the hold-out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", MAIL, 1, 0))
                .withMessageContaining("[x], were 0 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().add("a", MAIL, 1, 0, Double.POSITIVE_INFINITY))
                .withMessageContaining("x of customer 'a'");
        assertThatIllegalArgumentException().isThrownBy(() -> builder().add(" ", MAIL, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Trial.builder(NONE, "x", "x"));
    }

    @Test
    void eachCustomerIsInOnePartWithAllRows() {
        Trial.Builder rows = builder();
        for (int i = 0; i < 900; i++) {
            rows.add("c" + i % 300, i % 2 == 0 ? MAIL : NONE, i, 0, i);
        }
        Trial trial = rows.build();
        Set<String> seen = new HashSet<>();
        int size = 0;
        for (int part = 0; part < 3; part++) {
            Trial one = trial.part(part, 3, 5);
            Set<String> customers = new HashSet<>();
            IntStream.range(0, one.size()).forEach(row -> customers.add(one.customer(row)));
            assertThat(seen).doesNotContainAnyElementsOf(customers);
            assertThat(one.size()).isBetween(200, 400);
            seen.addAll(customers);
            size += one.size();
        }
        assertThat(size).isEqualTo(900);
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        Trial one = builder()
                .add("b", MAIL, 2, 0.5, 1)
                .add("a", NONE, 1, 0, 3)
                .add("c", "call", 4, 2, 5)
                .build();
        Trial other = builder()
                .add("c", "call", 4, 2, 5)
                .add("a", NONE, 1, 0, 3)
                .add("b", MAIL, 2, 0.5, 1)
                .build();

        assertThat(one.arms()).containsExactly(NONE, "call", MAIL);
        assertThat(other.toCsv()).isEqualTo(one.toCsv());
        assertThat(other.customer(2)).isEqualTo("c");
        assertThat(other.value(1)).isEqualTo(1.5);
        assertThat(other.withWorth(3).value(1)).isEqualTo(5.5);
        assertThat(other.covariate(2, 0)).isEqualTo(5);
    }

    @Test
    void sharesAreThoseOfTheRowsUnlessPlanned() {
        Trial trial =
                builder().add("b", MAIL, 2, 0.5, 1).add("a", NONE, 1, 0, 3).build();

        assertThat(trial.shares()).isEqualTo(ArmShares.of(NONE, Map.of(NONE, 0.5, MAIL, 0.5)));
        assertThat(trial.sampleRatio()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trial.withShares(ArmShares.of(NONE, Map.of(NONE, 0.5, "call", 0.5))))
                .withMessage("shares must be of [none, mail], were of [none, call]");
    }

    /** The trap "x seen after contact". */
    @Test
    void whatIsMeasuredAfterTheContactIsNoCovariate() {
        LogView view = Planted.view(5);
        MeasureTable after = MeasureTable.of(view, TimeScale.DAYS, List.of(Measure.count(Filter.all())));
        Assignments arms = Assignments.builder(NONE)
                .assign("a", MAIL, view.asOf().minusSeconds(1))
                .assign("b", NONE, view.asOf())
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trial.of(arms, after, Map.of("a", 1.0, "b", 0.0), Map.of(MAIL, 1.0)))
                .withMessageContaining("customer 'a'")
                .withMessageContaining("may be its effect");
    }

    @Test
    void anOutcomeOrACostThatIsMissingIsNotTakenAsNothing() {
        LogView view = Planted.view(5);
        MeasureTable before = MeasureTable.of(view, TimeScale.DAYS, List.of(Measure.count(Filter.all())));
        Assignments arms = Assignments.builder(NONE)
                .assign("a", MAIL, view.asOf())
                .assign("b", NONE, view.asOf())
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trial.of(arms, before, Map.of("a", 1.0), Map.of(MAIL, 1.0)))
                .withMessageContaining("outcomes must have every customer, lacks 'b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trial.of(arms, before, Map.of("a", 1.0, "b", 0.0), Map.of()))
                .withMessageContaining("costs must have every arm, lacks 'mail'");
        assertThat(Trial.of(arms, before, Map.of("a", 1.0, "b", 0.0), Map.of(MAIL, 1.0))
                        .covariate(0, 0))
                .isNaN();
    }
}
