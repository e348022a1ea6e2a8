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

/** The laws of statistics, but those of parts: a way cannot be put together from them. */
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

    @Override
    @Test
    public void theSplitDoesNotMatter() {
        StateLayout layout = StateLayout.of(measures());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            List<Interaction> history = history(random);
            MeasureState whole = MeasureState.of(layout);
            history.forEach(whole::add);
            byte[] before = whole.toBytes();
            whole.merge(MeasureState.of(layout));
            assertThat(whole.toBytes()).isEqualTo(before);
            MeasureState empty = MeasureState.of(layout);
            empty.merge(whole);
            assertThat(empty.toBytes()).isEqualTo(before);
        }
    }

    @Override
    @Test
    public void mergingIsAssociative() {
        StateLayout layout = StateLayout.of(measures());
        MeasureState one = MeasureState.of(layout);
        MeasureState later = MeasureState.of(layout);
        JourneyBases.purchases("c", 1, 2).forEach(one::add);
        JourneyBases.purchases("c", 30, 40).forEach(later::add);
        byte[] before = one.toBytes();

        assertThatThrownBy(() -> one.merge(later))
                .hasMessageContaining("cannot be merged from parts, as how unusual a gap was depends on all before it");

        assertThat(one.toBytes()).isEqualTo(before);
    }

    @Override
    @Test
    public void whateverInteractionsLeadToIsPossible() {
        StateLayout layout = StateLayout.of(measures());
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200; i++) {
            MeasureState state = MeasureState.of(layout);
            history(random).forEach(state::add);
            assertThat(MeasureState.read(layout, state.toBytes()).toBytes()).isEqualTo(state.toBytes());
        }
    }
}
