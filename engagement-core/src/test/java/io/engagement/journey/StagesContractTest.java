package io.engagement.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.domain.Interaction;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.StateLayout;
import io.engagement.testkit.StatisticContract;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The laws of statistics that are not mergeable: a way cannot be put together from parts. */
class StagesContractTest implements StatisticContract {
    private static final Stages STAGES = JourneyBases.everyRule(ZoneOffset.UTC);

    @Override
    public List<Measure> measures() {
        return List.of(STAGES.stage(), STAGES.timeInStage(), STAGES.timeUntil("gone"), STAGES.closeness("silent"));
    }

    @Override
    public List<Interaction> history(SplittableRandom random) {
        return JourneyBases.rows(random, "c", 14);
    }

    @Test
    void partsAreRefusedWithWhatToDoAndStaysTheSame() {
        StateLayout layout = StateLayout.of(measures());
        MeasureState one = MeasureState.of(layout);
        MeasureState later = MeasureState.of(layout);
        JourneyBases.purchases("c", 1, 2).forEach(one::add);
        JourneyBases.purchases("c", 30, 40).forEach(later::add);
        byte[] before = one.toBytes();

        assertThat(layout.mergeable()).isFalse();
        assertThatThrownBy(() -> one.merge(later))
                .hasMessageContaining("cannot be merged from parts, as how unusual a gap was depends on all before it");

        assertThat(one.toBytes()).isEqualTo(before);
    }
}
