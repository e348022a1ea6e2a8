package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.score.Explanation;
import io.engagement.score.Scorer;
import io.engagement.simulate.Simulation;
import io.engagement.testkit.ScorerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossRiskScorerTest implements ScorerContract {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(1200).withSeed(4);
    private static final LogView BASE = SIMULATION.log().asOf(SIMULATION.end());
    private static final AdditiveLogistic MODEL =
            AdditiveLogistic.fit(BASE, EngagementDefinition.withDefaults()).model();
    private static final EngagementScorer ENGAGEMENT = EngagementScorer.of(MODEL);
    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");
    private static final double[] DAYS = {100, 80, 61, 40, 22};

    @Override
    public Scorer scorer() {
        return risk(75);
    }

    @Override
    public MeasureTable table() {
        return MeasureTable.of(view(), TimeScale.WEEKS, MODEL.inputs());
    }

    private static LossRiskScorer risk(long days) {
        return LossRiskScorer.of(MODEL, Duration.ofDays(days));
    }

    private static CustomerHistory customer(double later, double... daysAgo) {
        List<Interaction> interactions = new ArrayList<>();
        for (double ago : daysAgo) {
            Instant at = NOW.minusMillis((long) (ago * 86_400_000));
            interactions.add(Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
        }
        return CustomerHistory.of(Customer.of("c"), NOW.plusMillis((long) (later * 86_400_000)), interactions);
    }

    private static double noActAfter(double days) {
        return 1 - ENGAGEMENT.score(customer(days, DAYS)) / 100;
    }

    /** Silent for 22 days: 53 are left, a horizon of 30 and 23 of the next. */
    @Test
    void theRiskIsOfEveryHorizonUntilTheSilenceIsFull() {
        double expected = noActAfter(0) * Math.pow(noActAfter(30), 23 / 30.0);
        assertThat(risk(75).score(customer(0, DAYS))).isCloseTo(expected, within(1e-12));
        assertThat(risk(52).score(customer(0, DAYS))).isCloseTo(noActAfter(0), within(1e-12));
    }

    @Test
    void whoHasBeenSilentForSoLongIsLost() {
        assertThat(risk(75).score(customer(53, DAYS))).isOne();
        assertThat(risk(75).score(customer(500, DAYS))).isOne();
        assertThat(risk(75).score(customer(52.9, DAYS))).isBetween(0.9, 1 - 1e-9);
    }

    @Test
    void whoHasNotActedYetHasNoRisk() {
        CustomerHistory none = customer(0);
        assertThat(risk(75).score(none)).isNaN();
        assertThat(risk(75).explain(none).reason()).isEqualTo("Who has not acted yet cannot be lost");
    }

    @Test
    void reasonsAreOfRhythmAndHistory() {
        Explanation why = risk(75).explain(customer(45, DAYS));
        assertThat(why.reason()).startsWith("Silent for 9.6 weeks, acts every ").contains("risk of loss ");
        assertThat(why.contributions()).extracting(each -> each.name()).containsOnly("rhythm", "history");
    }

    @Test
    void aSilenceOfNoLengthOrOfAHundredHorizonsIsRefused() {
        for (Duration silence : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(3001))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LossRiskScorer.of(MODEL, silence))
                    .withMessageStartingWith(
                            "silence must be positive and at most 100 of the model's horizons of PT720H");
        }
        assertThat(risk(3000).silence()).isEqualTo(Duration.ofDays(3000));
    }

    @Test
    void aModelByOwnGapsIsRefusedAsItTellsNothingOfItsHorizon() {
        RetentionDefinition gaps = RetentionDefinition.of(PurchaseDefinition.standard(), Duration.ofDays(90))
                .withOwnGaps(3);
        AdditiveLogistic model = AdditiveLogistic.fit(BASE, gaps).model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LossRiskScorer.of(model, Duration.ofDays(180)))
                .withMessageContaining("was of 3 own gaps, at most 90 days");
    }
}
