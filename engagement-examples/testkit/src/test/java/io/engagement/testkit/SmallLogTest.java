package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallLogTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aLogIsWhatItsLinesSay() {
        LogView view = SmallLog.from(START)
                .of("ann")
                .known(customer -> customer.withAttribute("country", "DE"))
                .buys(0, 20)
                .buys(14.5, 30)
                .isOffered(20)
                .complains(21)
                .of("ben")
                .writes(3)
                .happens(4, Channel.POST, Initiator.COMPANY, Purpose.OFFER, row -> row.withCampaign("spring"))
                .asOf(30);
        Measure own = Measure.count(Filter.ownInitiative());
        Measure silent = Measure.timeSinceLast(Filter.purpose(Purpose.PURCHASE));
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, List.of(own, silent));
        assertThat(table.column(own).get(0)).isEqualTo(3);
        assertThat(table.column(own).get(1)).isEqualTo(1);
        assertThat(table.column(silent).get(0)).isEqualTo(15.5);
        assertThat(view.customer(0).attribute("country")).contains("DE");
        assertThat(view.interaction(view.end(1) - 1).campaign()).contains("spring");
    }

    @Test
    void whatIsLaterThanTheDayIsNotSeen() {
        SmallLog log = SmallLog.from(START).of("ann").buys(0, 20).buys(10, 30);
        assertThat(log.asOf(9.999).size()).isEqualTo(1);
        assertThat(log.asOf(10).size()).isEqualTo(2);
    }

    @Test
    void actsOfNobodyAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SmallLog.from(START).buys(0, 20))
                .withMessageContaining("begin with of(");
    }

    @Test
    void simulatedBasesAreOfTheSizeThatIsAskedFor() {
        assertThat(SimulatedBase.shop().customers()).isEqualTo(60);
        assertThat(SimulatedBase.shop(90).customers()).isEqualTo(90);
        assertThat(SimulatedBase.contracts().customers()).isEqualTo(60);
    }
}
