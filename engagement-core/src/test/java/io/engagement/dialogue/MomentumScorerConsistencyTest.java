package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MomentumScorerConsistencyTest {
    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");
    private static final MomentumScorer SCORER =
            MomentumScorer.of(DiscountedGammaPoisson.of(0.4, 20, 30, 0.7, 0.5, TimeScale.DAYS));

    private static CustomerHistory customer(List<Interaction> interactions) {
        return CustomerHistory.of(Customer.of("c"), NOW, interactions);
    }

    private static Interaction act(double daysAgo, Initiator initiator) {
        Instant at = NOW.minusMillis((long) (daysAgo * 86_400_000));
        return Interaction.of("c", at, Channel.WEB, initiator, Purpose.PURCHASE);
    }

    /** A purchase every so many days, from one time to another. */
    private static List<Interaction> habit(double from, double to, double every) {
        List<Interaction> acts = new ArrayList<>();
        for (double daysAgo = from; daysAgo > to; daysAgo -= every) {
            acts.add(act(daysAgo, Initiator.CUSTOMER));
        }
        return acts;
    }

    @Provide
    Arbitrary<List<Interaction>> histories() {
        return Arbitraries.doubles()
                .between(0, 700)
                .map(daysAgo -> act(daysAgo, Initiator.CUSTOMER))
                .list()
                .ofMaxSize(20);
    }

    @Property(seed = "1")
    void momentumLiesBetween0And100(@ForAll("histories") List<Interaction> history) {
        assertThat(SCORER.score(customer(history))).isBetween(0.0, 100.0);
    }

    @Test
    void withoutEffortThereIsNoMomentumEitherWay() {
        assertThat(SCORER.score(customer(List.of()))).isEqualTo(50);
        assertThat(SCORER.score(customer(List.of(act(40, Initiator.COMPANY))))).isEqualTo(50);
    }

    @Test
    void aSteadyCustomerIsNear50WhateverTheirCadence() {
        for (double every : new double[] {0.5, 1, 2, 4}) {
            assertThat(SCORER.score(customer(habit(400, 0, every)))).isCloseTo(50, within(3.0));
        }
    }

    @Test
    void speedingUpIsAbove50AndSlowingDownBelow() {
        List<Interaction> faster = habit(300, 10, 10);
        faster.addAll(habit(10, 0, 1));
        assertThat(SCORER.score(customer(faster))).isGreaterThan(65);
        assertThat(SCORER.score(customer(habit(300, 20, 1)))).isLessThan(35);
    }

    @Test
    void whoHasJustArrivedIsSteady() {
        assertThat(SCORER.score(customer(List.of(act(0, Initiator.CUSTOMER))))).isEqualTo(50);
    }

    @Property(seed = "2")
    void theExplanationAddsUpFromSteadyToThisCustomer(@ForAll("histories") List<Interaction> history) {
        RowScorer rows = SCORER.prepare(MeasureTable.of(customer(history), TimeScale.WEEKS, SCORER.inputs()));
        Explanation why = rows.explain(0);
        assertThat(why.value()).isEqualTo(rows.score(0));
        assertThat(why.baseline()).isCloseTo(50, within(1e-12));
        assertThat(why.contributions()).hasSize(1);
        assertThat(50 + why.contributions().get(0).amount()).isCloseTo(why.value(), within(1e-12));
        assertThat(why.contributions().get(0).sentence())
                .matches("(No|Hardly any|More|Less|As much) own effort of late.*");
        assertThat(why.reason()).isNotBlank();
    }

    @Property(seed = "3")
    void aTableInAnyUnitOfTimeGivesTheSameMomentum(@ForAll("histories") List<Interaction> history) {
        double days = SCORER.score(customer(history));
        for (TimeScale scale : TimeScale.values()) {
            MeasureTable table = MeasureTable.of(customer(history), scale, SCORER.inputs());
            assertThat(SCORER.prepare(table).score(0)).isCloseTo(days, within(1e-9));
        }
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(SCORER.name()).isEqualTo("momentum");
        assertThat(SCORER.scale()).isEqualTo(Scale.INDEX);
        assertThat(SCORER.inputs()).hasSize(3);
        assertThat(SCORER.timeScale()).isEmpty();
    }

    @Test
    void halfLivesThatAreNotShortAndLongAreRefused() {
        EffortWeights weights = EffortWeights.uniform();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MomentumScorer.of(weights, Duration.ZERO, Duration.ofDays(1)))
                .withMessageContaining("shortHalfLife");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MomentumScorer.of(weights, Duration.ofDays(-1), Duration.ofDays(1)))
                .withMessageContaining("shortHalfLife");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MomentumScorer.of(weights, Duration.ofDays(1), Duration.ofDays(1)))
                .withMessageContaining("longHalfLife");
    }
}
