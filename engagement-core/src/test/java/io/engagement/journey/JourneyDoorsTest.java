package io.engagement.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import io.engagement.score.Scorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One kernel, several doors: the bits of a table, of a state, and of a live store that gets rows late. */
class JourneyDoorsTest {
    private static final Stages STAGES = Stages.standard(JourneyBases.habit(ZoneOffset.UTC));
    private static final List<Measure> MEASURES = List.of(
            STAGES.stage(),
            STAGES.timeInStage(),
            STAGES.timeUntil("at risk"),
            STAGES.timeUntil("lapsed"),
            STAGES.closeness("lapsed"));

    @Test
    void tableStateAndLiveStoreSayTheSameToTheBit() {
        SplittableRandom random = new SplittableRandom(21);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.addAll(JourneyBases.rows(random, "c" + i, 20));
        }
        Instant now = JourneyBases.day(150);
        LogView view = JourneyBases.view(rows, now);
        Scorer scorer = STAGES.closenessScorer("lapsed");
        LiveStore live = LiveStore.of(scorer)
                .withMeasures(MEASURES.toArray(new Measure[0]))
                .withClock(Clock.fixed(now, ZoneOffset.UTC))
                .withReorderWindow(Duration.ofDays(1000))
                .open();
        JourneyBases.shuffled(rows, 4).forEach(live::add);
        TimeScale unit = live.timeScale();
        MeasureTable table = MeasureTable.of(view, unit, MEASURES);
        StateLayout layout = StateLayout.of(MEASURES);
        for (int row = 0; row < view.customers(); row++) {
            String customer = view.customerId(row);
            MeasureState state = MeasureState.of(layout);
            rows.stream()
                    .filter(each -> each.customerId().equals(customer))
                    .sorted(Comparator.comparing(Interaction::at))
                    .forEach(state::add);
            MeasureTable alone = live.measures(customer).orElseThrow();
            for (Measure measure : MEASURES) {
                Double expected = table.column(measure).get(row);
                assertThat(state.valueAt(measure, now, unit)).as("%s", measure).isEqualTo(expected);
                assertThat(alone.column(measure).get(0)).as("%s", measure).isEqualTo(expected);
            }
            double score = scorer.prepare(MeasureTable.of(view, TimeScale.DAYS, scorer.inputs()))
                    .score(row);
            assertThat(live.score(customer, scorer.name()).orElse(Double.NaN)).isEqualTo(Double.valueOf(score));
        }
    }
}
