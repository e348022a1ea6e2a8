package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.simulate.Simulation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngagementDefinitionTravelsTest {
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(300).withSeed(5);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());
    private static final EngagementDefinition OWN = EngagementDefinition.withDefaults()
            .withFilter(Filter.purpose(Purpose.PURCHASE).negate())
            .withWeights(EffortWeights.uniform().withChannel(Channel.PHONE, 3))
            .withHorizon(Duration.ofDays(60));

    @Test
    void aFittedModelCarriesItsDefinitionInMemoryAndInItsText() {
        Fitted<DiscountedGammaPoisson> fitted = DiscountedGammaPoisson.fit(VIEW, OWN);
        Fitted<DiscountedGammaPoisson> read = DiscountedGammaPoisson.FAMILY.readFitted(fitted.toText());

        assertThat(fitted.model().definition()).isEqualTo(OWN);
        assertThat(read.model().definition()).isEqualTo(OWN);
        assertThat(read.toText()).isEqualTo(fitted.toText());
        assertThat(DiscountedGammaPoisson.FAMILY.read(fitted.model().toText()).definition())
                .isEqualTo(OWN);
    }

    @Test
    void scorersReadTheDefinitionInTheModel() {
        DiscountedGammaPoisson model = DiscountedGammaPoisson.fit(VIEW, OWN).model();
        EngagementScorer scorer = EngagementScorer.of(model);

        assertThat(scorer.definition()).isEqualTo(OWN);
        assertThat(scorer.withHorizon(Duration.ofDays(7)).definition()).isEqualTo(OWN.withHorizon(Duration.ofDays(7)));
        assertThat(scorer.definitions()).containsExactly(OWN);
        assertThat(MomentumScorer.of(model).definitions()).containsExactly(OWN);
        for (List<Measure> inputs :
                List.of(scorer.inputs(), MomentumScorer.of(model).inputs())) {
            assertThat(inputs.get(0).name()).contains("not purpose=PURCHASE");
        }
    }

    @Test
    void aTextOfVersion1HasTheStandardDefinition() {
        DiscountedGammaPoisson model = DiscountedGammaPoisson.of(0.4, 20, 30, 0.7, 1, TimeScale.DAYS);
        String before = model.withDefinition(OWN)
                .toText()
                .replaceFirst("poisson 2 format 2", "poisson 1")
                .replaceFirst("definition .*\n", "")
                .replaceFirst("checksum .*\n", "");

        assertThat(DiscountedGammaPoisson.FAMILY.read(before).definition())
                .isEqualTo(EngagementDefinition.withDefaults());
        assertThat(DiscountedGammaPoisson.FAMILY.read(before).toText()).isEqualTo(model.toText());
    }
}
