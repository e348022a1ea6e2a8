package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    /** As a snapshot can have it that was written under another calendar; few are added one by one, many at once. */
    @Test
    void whatWaitsOnADayThatBeganLaterThanTheCalendarSaysIsAdded() {
        Measure days = Measure.distinctDays(Filter.all(), ZoneOffset.UTC);
        StateLayout layout = StateLayout.of(List.of(days));
        Instant began = LiveBase.START.plus(Duration.ofHours(3));
        for (int size : new int[] {1, 32, 33, 1200}) {
            Kinds kinds = new Kinds(new KnownKinds(layout));
            Backlog backlog = new Backlog(layout, kinds);
            long[] held = new long[PackedInteraction.WORDS];
            for (int i = 0; i < size; i++) {
                Interaction next = LiveBase.interaction("c", began.plusSeconds(i), 0);
                PackedInteraction.put(next, kinds.number(next.kind(), kinds.of(next.kind())), held, 0);
                backlog.add(held, 0);
            }
            double day = (double) began.toEpochMilli();
            double[] slots = {day, day, 1};
            layout.check(slots, 0, day);
            backlog.addTo(slots, 0);
            assertThat(slots).as("%d wait", size).containsExactly(day, day, 1);
        }
    }
}
