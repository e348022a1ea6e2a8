package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.live.Allocations;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.MeasureTable;
import io.engagement.score.Explanation;
import io.engagement.score.RowScorer;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdditiveScorerTest implements ScorerContract {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(600).withSeed(4);
    private static final LogView BASE = SIMULATION.log().asOf(SIMULATION.end());
    private static final AdditiveLogistic MODEL =
            AdditiveLogistic.fit(BASE, EngagementDefinition.withDefaults()).model();
    private static final EngagementScorer SCORER = EngagementScorer.of(MODEL);
    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

    @Override
    public Scorer scorer() {
        return SCORER;
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(view(), TimeScale.WEEKS, SCORER.inputs());
    }

    private static CustomerHistory customer(Instant now, double... daysAgo) {
        List<Interaction> interactions = new ArrayList<>();
        for (double ago : daysAgo) {
            Instant at = NOW.minusMillis((long) (ago * 86_400_000));
            interactions.add(Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
        }
        return CustomerHistory.of(Customer.of("c"), now, interactions);
    }

    @Test
    void theScoreFallsBelowABoundAtTheMomentThatIsTold() {
        double[] days = {100, 80, 61, 40, 22, 1};
        double score = SCORER.score(customer(NOW, days));
        for (double share : new double[] {0.9, 0.5, 0.2}) {
            Instant then =
                    SCORER.nextCrossing(customer(NOW, days), share * score).orElseThrow();
            assertThat(SCORER.score(customer(then, days))).isLessThan(share * score * (1 + 1e-9));
            assertThat(SCORER.score(customer(then.minus(Duration.ofMinutes(1)), days)))
                    .isGreaterThanOrEqualTo(share * score * (1 - 1e-9));
        }
        assertThat(SCORER.nextCrossing(customer(NOW, days), 100)).contains(NOW);
        assertThat(SCORER.nextCrossing(customer(NOW, days), 0)).isEmpty();
    }

    @Test
    void theSentenceTellsTheScoreAndWithinWhatItLies() {
        CustomerHistory one = customer(NOW, 90, 70, 45, 10);
        Interval within = SCORER.interval(one, 0.95).orElseThrow();
        double score = SCORER.score(one);
        assertThat(score).isBetween(within.lower() + 2, within.upper() - 2);
        assertThat(SCORER.statement(one))
                .isEqualTo(Math.round(score) + " of 100 such customers act of their own accord within 30 days ("
                        + Math.round(within.lower()) + " to " + Math.round(within.upper()) + " with 95 % confidence)");
        EngagementScorer habits = EngagementScorer.of(MODEL.gammaPoisson());
        assertThat(habits.statement(one)).endsWith("within 30 days");
    }

    @Test
    void aModelOfOneHorizonScoresNoOther() {
        assertThat(SCORER.withHorizon(Duration.ofDays(30)).score(customer(NOW, 5)))
                .isEqualTo(SCORER.score(customer(NOW, 5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCORER.withHorizon(Duration.ofDays(60)))
                .withMessageContaining("horizon must be PT720H")
                .withMessageContaining("was PT1440H");
    }

    @Test
    void reasonsAreOfTheCustomersOwnRhythmAndHistory() {
        Explanation silent = SCORER.explain(customer(NOW, 300, 290, 280, 270, 260, 250));
        assertThat(silent.reason())
                .startsWith("Silent for 8.2 months, acts every ")
                .contains("usual gaps): engagement score -");
        assertThat(silent.contributions()).extracting(each -> each.name()).containsOnly("rhythm", "history");
        assertThat(SCORER.explain(customer(NOW, 400)).reason()).contains("cted once, silent for ");
        Explanation none = SCORER.explain(customer(NOW));
        assertThat(none.reason()).startsWith("Has not acted of their own accord yet (typical ");
        assertThat(none.value()).isEqualTo(SCORER.score(customer(NOW)));
    }

    @Test
    void scoresOfAMillionRowsAllocateNothingARow() {
        RowScorer rows = SCORER.prepare(table());
        double[] out = new double[table().size()];
        for (int warm = 0; warm < 200; warm++) {
            rows.score(0, out.length, out);
        }
        long before = Allocations.bytes();
        rows.score(0, out.length, out);
        long bytes = Allocations.bytes() - before;
        // One workspace for the range, and what asking costs.
        assertThat(bytes).isLessThan(4096);
    }
}
