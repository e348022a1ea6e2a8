package io.engagement.outcome.observational;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Acceptance 2: complete_journey's campaigns of Type A went to good customers, and nothing can be claimed of them. */
class TypeATest {
    private static ObservationalEvidence evidence;

    @BeforeAll
    static void read() {
        JourneyPanel journey = JourneyPanel.read();
        StudyPlan plan =
                StudyPlan.of(8).withWindow("short", new EventWindow(0, 5)).withWindow("long", new EventWindow(6, 11));
        evidence =
                ObservationalStudy.of(journey.spend(), journey.contacts(), plan).evidence();
    }

    @Test
    void noCausalClaimWithPlaceboAndOverlapAsReasons() {
        assertThat(evidence.effects()).hasSize(2).allSatisfy(effect -> {
            assertThat(effect.doubts()).contains(Doubt.PLACEBO_FAILED, Doubt.POOR_OVERLAP);
            assertThat(effect.isClaimed(0.05)).isFalse();
        });
        assertThat(evidence.isClaimed(0.05)).isFalse();
        assertThat(evidence.pretest().orElseThrow().pValue()).as("passes").isGreaterThan(0.2);
        assertThat(requireNonNull(evidence.overlap().get(19)).effectiveControls())
                .isLessThan(25);
        assertThat(evidence.toString()).contains("no causal claim");
    }
}
