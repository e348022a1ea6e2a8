package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Lifecycle;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComingAndGoingTest {
    /** Month by month 40 come, who buy in three months; in the fourth month 5. */
    private static ComingAndGoing fewInApril() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int month = 0; month < 12; month++) {
            for (int i = 0; i < (month == 3 ? 5 : 40); i++) {
                for (int later = 0; later < 3; later++) {
                    log.add(Given.bought("c" + month + "-" + i, 30.4 * (month + later) + 2));
                }
            }
        }
        LogView view = log.build().asOf(Given.day(420));
        return ComingAndGoing.of(lifecycle(view), view.customers());
    }

    private static Lifecycle lifecycle(LogView view) {
        return Lifecycle.of(
                view, PurchaseDefinition.standard().filter(), CalendarPeriods.of(TimeScale.MONTHS, ZoneOffset.UTC));
    }

    /** All customers less the newcomers of all months would be those who never came. */
    @Test
    void fewWhoNeverCameAreNotWhatTheNewcomersLeaveOfAll() {
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 240; i++) {
            log.add(Given.bought("c" + i, 30.4 * (i % 6) + 2)).add(Given.bought("c" + i, 30.4 * (i % 6) + 40));
        }
        Lifecycle all = lifecycle(log.build().asOf(Given.day(420)));

        assertThat(hiddenNewcomers(ComingAndGoing.of(all, 240))).isZero();
        assertThat(hiddenNewcomers(ComingAndGoing.of(all, 243))).isEqualTo(1);
        assertThat(hiddenNewcomers(ComingAndGoing.of(all, 250))).isZero();
    }

    private static long hiddenNewcomers(ComingAndGoing all) {
        return IntStream.range(0, all.periods().size())
                .filter(period -> all.newcomers(period) == null)
                .count();
    }

    @Test
    void aSmallMonthIsFoundByNoSumAndTheOthersStay() {
        ComingAndGoing all = fewInApril();
        List<Integer> months = IntStream.range(0, 12).boxed().toList();

        assertThat(all.newcomers(3)).isNull();
        // Of all newcomers together a second month is missing.
        assertThat(months).filteredOn(month -> all.newcomers(month) == null).hasSize(2);
        // Who was there in April and who stayed tells of April, unless it is not told who went.
        assertThat(all.dormant(4)).isNull();
        assertThat(months).filteredOn(month -> all.returning(month) == null).isEmpty();
        assertThat(Objects.requireNonNull(all.returning(2))).isEqualTo(80);
    }
}
