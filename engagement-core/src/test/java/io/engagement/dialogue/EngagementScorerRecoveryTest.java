package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.EngagementDefinition;
import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seventy of a hundred with a score of 70 reach out: in time that the fit has not seen. */
class EngagementScorerRecoveryTest {
    private static final EngagementDefinition DEFINITION = EngagementDefinition.withDefaults();

    private static ReliabilityTable heldOut(
            String base, InteractionLog log, Instant cut, EngagementDefinition definition) {
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(log.asOf(cut), definition);
        ReliabilityTable table = PackedInteractionOutTime.judge(EngagementScorer.of(fitted.model()), log, cut);
        System.out.println(base + ", the 30 days after " + cut + ": " + fitted.model());
        System.out.println(table);
        return table;
    }

    @ParameterizedTest
    @ValueSource(ints = {365, 500, 600, 700})
    void simulatedCustomersReachOutAsOftenAsScored(int day) {
        Simulation simulation = Simulation.withDefaults().withCustomers(2_000).withSeed(42);
        Instant cut = simulation.start().plus(Duration.ofDays(day));
        ReliabilityTable table = heldOut("simulated base", simulation.log(), cut, DEFINITION);
        assertThat(table.size()).isGreaterThan(1_900);
        assertThat(table.brier()).isLessThan(0.75 * table.brierOfBaseRate());
        assertThat(table.meanForecast()).isCloseTo(table.baseRate(), within(0.03));
        assertThat(table.calibrationError()).isLessThan(0.05);
    }

    /** Activity falls all the time here, so that the past promises somewhat more than comes. */
    @ParameterizedTest
    @ValueSource(ints = {75, 105, 120, 150, 163})
    void studentsWriteAsOftenAsScored(int day) throws IOException {
        InteractionLog log = CollegeMessages.read(SharedData.file("data/college_messages/CollegeMsg.txt"));
        Instant cut = log.firstAt().orElseThrow().plus(Duration.ofDays(day));
        ReliabilityTable table = heldOut("college_messages", log, cut, DEFINITION.withWeights(EffortWeights.uniform()));
        assertThat(table.size()).isGreaterThan(1_700);
        assertThat(table.brier()).isLessThan(0.75 * table.brierOfBaseRate());
        assertThat(table.meanForecast()).isCloseTo(table.baseRate(), within(0.04));
        assertThat(table.calibrationError()).isLessThan(0.08);
    }

    /** Gamma rates that never change, known from a contact on: just the model, with an endless half-life. */
    @Test
    void customersWhoNeverChangeGiveTheParametersBack() {
        Random random = new Random(11);
        Instant start = Instant.parse("2022-01-01T00:00:00Z");
        InteractionLog.Builder builder = InteractionLog.builder();
        for (int customer = 0; customer < 3_000; customer++) {
            String id = "c" + customer;
            builder.add(Interaction.of(id, start, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER));
            // Gamma with shape 1, an exponential: r = 1, alpha = 50 days.
            double rate = -Math.log(1 - random.nextDouble()) / 50;
            double day = -Math.log(1 - random.nextDouble()) / rate;
            while (day < 500) {
                Instant at = start.plusMillis((long) (day * 86_400_000));
                builder.add(Interaction.of(id, at, Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION));
                day += -Math.log(1 - random.nextDouble()) / rate;
            }
        }
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(
                builder.build().asOf(start.plus(Duration.ofDays(500))),
                DEFINITION.withWeights(EffortWeights.uniform()));
        DiscountedGammaPoisson model = fitted.model();
        assertThat(model.r()).isCloseTo(1, within(0.15));
        assertThat(model.alpha()).isCloseTo(50, within(6.0));
        assertThat(model.effortExponent()).isCloseTo(1, within(0.05));
        assertThat(model.halfLife()).isGreaterThan(1_000);
    }
}
