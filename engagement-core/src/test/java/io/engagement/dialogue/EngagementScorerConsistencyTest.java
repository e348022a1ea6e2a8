package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EngagementScorerConsistencyTest {
    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");
    private static final DiscountedGammaPoisson MODEL =
            DiscountedGammaPoisson.of(0.4, 20, 30, 0.7, 1, TimeScale.DAYS).withTypical(0.8, 25);
    private static final EngagementScorer SCORER = EngagementScorer.of(MODEL);

    private static CustomerHistory customer(List<Interaction> interactions) {
        return CustomerHistory.of(Customer.of("c"), NOW, interactions);
    }

    private static Interaction act(double daysAgo, Initiator initiator, Purpose purpose) {
        return Interaction.of("c", daysAgo(daysAgo), Channel.WEB, initiator, purpose);
    }

    private static Instant daysAgo(double days) {
        return NOW.minusMillis((long) (days * 86_400_000));
    }

    @Provide
    Arbitrary<List<Interaction>> histories() {
        Arbitrary<Initiator> initiators = Arbitraries.of(Initiator.class);
        Arbitrary<Purpose> purposes =
                Arbitraries.of(Purpose.PURCHASE, Purpose.USE, Purpose.COMPLAINT, Purpose.OFFER, Purpose.CANCELLATION);
        return Combinators.combine(Arbitraries.doubles().between(0, 700), initiators, purposes)
                .as(EngagementScorerConsistencyTest::act)
                .list()
                .ofMaxSize(20);
    }

    @Property(seed = "2")
    void theScoreLiesBetween0And100(@ForAll("histories") List<Interaction> history) {
        assertThat(SCORER.score(customer(history))).isBetween(0.0, 100.0);
    }

    @Property(seed = "3")
    void unansweredOutreachNeverRaisesTheScore(
            @ForAll("histories") List<Interaction> history, @ForAll @DoubleRange(max = 700) double daysAgo) {
        List<Interaction> contacted = new ArrayList<>(history);
        contacted.add(act(daysAgo, Initiator.COMPANY, Purpose.OFFER));
        assertThat(SCORER.score(customer(contacted))).isLessThanOrEqualTo(SCORER.score(customer(history)));
    }

    @Property(seed = "4")
    void ownEffortWithinTheKnownTimeRaisesTheScore(
            @ForAll("histories") List<Interaction> history, @ForAll @DoubleRange(max = 300) double daysAgo) {
        List<Interaction> known = new ArrayList<>(history);
        known.add(act(700, Initiator.COMPANY, Purpose.INFORMATION));
        List<Interaction> active = new ArrayList<>(known);
        active.add(act(daysAgo, Initiator.CUSTOMER, Purpose.QUESTION));
        assertThat(SCORER.score(customer(active))).isGreaterThan(SCORER.score(customer(known)));
    }

    @Property(seed = "5")
    void silenceNeverRaisesTheScore(
            @ForAll("histories") List<Interaction> history, @ForAll @LongRange(max = 1_000) long days) {
        CustomerHistory later = CustomerHistory.of(Customer.of("c"), NOW.plus(Duration.ofDays(days)), history);
        // Measures at two instants are rounded differently: by an ulp, not by a mistake.
        assertThat(SCORER.score(later)).isLessThanOrEqualTo(SCORER.score(customer(history)) + 1e-9);
    }

    @Test
    void aCustomerWhoOnlyReceivesMailIsNotEngaged() {
        List<Interaction> mails = new ArrayList<>();
        double before = SCORER.score(customer(mails));
        for (int week = 0; week < 100; week++) {
            mails.add(act(7 * week, Initiator.COMPANY, Purpose.INFORMATION));
            double after = SCORER.score(customer(mails));
            assertThat(after).isLessThanOrEqualTo(before);
            before = after;
        }
        assertThat(before).isLessThan(SCORER.score(customer(List.of())));
    }

    @Test
    void aCustomerWithoutInteractionsGetsThePriorsScore() {
        assertThat(SCORER.score(customer(List.of()))).isCloseTo(100 * (1 - Math.pow(20.0 / 50, 0.4)), within(1e-12));
    }

    @Test
    void machinesAndUnknownInitiatorsDoNotCount() {
        Interaction machine = act(3, Initiator.CUSTOMER, Purpose.QUESTION).withActor(Actor.MACHINE);
        Interaction unknown = act(3, Initiator.UNKNOWN, Purpose.QUESTION);
        Interaction mail = act(3, Initiator.COMPANY, Purpose.QUESTION);
        double contacted = SCORER.score(customer(List.of(mail)));
        assertThat(SCORER.score(customer(List.of(machine)))).isEqualTo(contacted);
        assertThat(SCORER.score(customer(List.of(unknown)))).isEqualTo(contacted);
    }

    @Test
    void ourAnswerToACustomersQuestionIsNoEffortOfTheirs() {
        Interaction question = act(3, Initiator.CUSTOMER, Purpose.QUESTION).withId("q");
        Interaction answer = act(2, Initiator.UNKNOWN, Purpose.HELP)
                .withDirection(Direction.OUTBOUND)
                .withInReplyTo("q");
        assertThat(SCORER.score(customer(List.of(question, answer))))
                .isEqualTo(SCORER.score(customer(List.of(question))));
    }

    @Test
    void weightsOfZeroMakeNothingCount() {
        EngagementDefinition nothing = EngagementDefinition.withDefaults()
                .withWeights(EffortWeights.uniform().withPurpose(Purpose.USE, 0));
        EngagementScorer scorer = EngagementScorer.of(MODEL.withDefinition(nothing));
        Interaction visit = act(3, Initiator.CUSTOMER, Purpose.USE);
        Interaction mail = act(3, Initiator.COMPANY, Purpose.USE);
        assertThat(scorer.score(customer(List.of(visit)))).isEqualTo(scorer.score(customer(List.of(mail))));
        assertThat(nothing.effort(visit.kind())).isZero();
        assertThat(EngagementDefinition.withDefaults().effort(visit.kind())).isEqualTo(0.1);
    }

    @Property(seed = "6")
    void aTableInAnyUnitOfTimeGivesTheSameScore(@ForAll("histories") List<Interaction> history) {
        double days = SCORER.prepare(MeasureTable.of(customer(history), TimeScale.DAYS, SCORER.inputs()))
                .score(0);
        for (TimeScale scale : TimeScale.values()) {
            MeasureTable table = MeasureTable.of(customer(history), scale, SCORER.inputs());
            assertThat(SCORER.prepare(table).score(0)).isCloseTo(days, within(1e-9));
        }
    }

    @Property(seed = "7")
    void theExplanationAddsUpFromTheTypicalCustomerToThisOne(@ForAll("histories") List<Interaction> history) {
        RowScorer rows = SCORER.prepare(MeasureTable.of(customer(history), TimeScale.DAYS, SCORER.inputs()));
        Explanation why = rows.explain(0);
        assertThat(why.value()).isEqualTo(rows.score(0));
        assertThat(why.baseline()).isCloseTo(100 * MODEL.probabilityOfAct(0.8, 25, 30), within(1e-9));
        double sum =
                why.contributions().stream().mapToDouble(part -> part.amount()).sum();
        assertThat(why.baseline() + sum).isCloseTo(why.value(), within(1e-9));
        assertThat(why.reason()).isNotBlank();
        assertThat(why.contributions()).hasSize(2).allSatisfy(part -> assertThat(part.sentence())
                .isNotBlank());
    }

    @Property(seed = "8")
    void whenTheScoreWillFallBelowABoundIsExactToTheMillisecond(
            @ForAll("histories") List<Interaction> history, @ForAll @DoubleRange(max = 100) double threshold) {
        CustomerHistory now = customer(history);
        Optional<Instant> crossing = SCORER.nextCrossing(now, threshold);
        if (crossing.isEmpty()) {
            CustomerHistory late = CustomerHistory.of(Customer.of("c"), NOW.plus(Duration.ofDays(30_000)), history);
            assertThat(SCORER.score(late)).isGreaterThanOrEqualTo(threshold - 1e-9);
            return;
        }
        Instant then = crossing.orElseThrow();
        assertThat(then).isAfterOrEqualTo(NOW);
        // Two seconds either side: near its limit the score falls by less than rounding in a millisecond.
        assertThat(SCORER.score(CustomerHistory.of(Customer.of("c"), then.plusSeconds(2), history)))
                .isLessThan(threshold + 1e-9);
        if (then.isAfter(NOW.plusSeconds(2))) {
            assertThat(SCORER.score(CustomerHistory.of(Customer.of("c"), then.minusSeconds(2), history)))
                    .isGreaterThan(threshold - 1e-9);
        }
    }

    @Test
    void aScoreThatIsBelowTheBoundHasCrossedItNow() {
        assertThat(SCORER.nextCrossing(customer(List.of()), 99)).hasValue(NOW);
    }

    @Test
    void whoHasNoInteractionKeepsThePriorsScore() {
        assertThat(SCORER.nextCrossing(customer(List.of()), 10)).isEmpty();
    }

    @Test
    void aBoundOutsideTheScaleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCORER.nextCrossing(customer(List.of()), Double.NaN))
                .withMessageContaining("threshold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCORER.nextCrossing(customer(List.of()), 101))
                .withMessageContaining("threshold");
    }

    @Test
    void aHorizonThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementDefinition.withDefaults().withHorizon(Duration.ZERO))
                .withMessageContaining("horizon");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementDefinition.withDefaults().withHorizon(Duration.ofDays(-1)))
                .withMessageContaining("horizon");
    }

    @Test
    void aLongerHorizonGivesAHigherScore() {
        CustomerHistory history = customer(List.of(act(5, Initiator.CUSTOMER, Purpose.QUESTION)));
        EngagementScorer quarter = SCORER.withHorizon(Duration.ofDays(90));
        assertThat(quarter.score(history)).isGreaterThan(SCORER.score(history));
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(SCORER.name()).isEqualTo("engagement");
        assertThat(SCORER.scale()).isEqualTo(Scale.INDEX);
        assertThat(SCORER.timeScale()).isEmpty();
        assertThat(SCORER.inputs()).hasSize(2);
        assertThat(SCORER.model()).isSameAs(MODEL);
        assertThat(SCORER.definition().horizon()).isEqualTo(Duration.ofDays(30));
    }
}
