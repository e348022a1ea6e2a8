package io.engagement.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.simulate.Simulation;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactTrendTest {
    private static final CalendarPeriods MONTHS = CalendarPeriods.of(TimeScale.MONTHS, ZoneOffset.UTC);

    @Test
    void eachPeriodIsTheMapOfThatPeriod() {
        LogView view = Simulation.withDefaults().withCustomers(300).log().asOf(Instant.parse("2024-03-10T00:00:00Z"));
        CalendarPeriods berlin = CalendarPeriods.of(TimeScale.MONTHS, ZoneId.of("Europe/Berlin"));
        List<ContactTrend.Period> periods = ContactTrend.of(view, berlin).periods();
        int number = berlin.number(view.asOf()) - periods.size();

        for (ContactTrend.Period each : periods) {
            number++;
            Instant end = berlin.start(number + 1).minusMillis(1);
            ContactMap map = ContactMap.of(
                            view.asOf(end.isBefore(view.asOf()) ? end : view.asOf()), berlin.start(number))
                    .by(Dimension.INITIATOR);

            assertThat(each.label()).isEqualTo(berlin.label(number));
            assertThat(map.cells())
                    .allSatisfy(cell -> assertThat(
                                    each.contacts(Initiator.valueOf(cell.names().get(0))))
                            .isEqualTo(cell.contacts()))
                    .allSatisfy(cell -> assertThat(each.customers(
                                    Initiator.valueOf(cell.names().get(0))))
                            .isEqualTo(cell.customers()));
            assertThat(each.contacts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(map.contacts());
        }
        assertThat(periods).hasSizeGreaterThan(12);
        assertThat(periods.get(periods.size() - 1).complete()).isFalse();
        assertThat(periods.get(0).complete()).isTrue();
    }

    @Test
    void aPeriodWithoutContactsIsThere() {
        LogView view = InteractionLog.builder()
                .add(own("2024-01-31T23:59:59.999Z"))
                .add(own("2024-03-01T00:00:00Z"))
                .build()
                .asOf(Instant.parse("2024-03-31T23:59:59.999Z"));
        ContactTrend trend = ContactTrend.of(view, MONTHS);

        assertThat(trend.toCsv()).isEqualTo("""
                        period,complete,by_customers,by_the_company,unknown
                        2024-01,true,1,0,0
                        2024-02,true,0,0,0
                        2024-03,true,1,0,0
                        """);
    }

    @Test
    void withoutInteractionsThereAreNoPeriods() {
        LogView none = InteractionLog.builder().build().asOf(Instant.parse("2024-03-31T00:00:00Z"));

        assertThat(ContactTrend.of(none, MONTHS).periods()).isEmpty();
        assertThat(ContactTrend.of(none, MONTHS))
                .hasToString("period  complete  by_customers  by_the_company  unknown\n");
    }

    @Test
    void aDateThatIsFarOutIsRefused() {
        LogView view = InteractionLog.builder()
                .add(own("-9999-01-01T00:00:00Z"))
                .build()
                .asOf(Instant.parse("2024-03-31T00:00:00Z"));
        CalendarPeriods days = CalendarPeriods.of(TimeScale.DAYS, ZoneOffset.UTC);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactTrend.of(view, days))
                .withMessageContaining("periods must be at most 100000")
                .withMessageContaining("take longer ones");
    }

    private static Interaction own(String at) {
        return Interaction.of("a", Instant.parse(at), Channel.PHONE, Initiator.CUSTOMER, Purpose.QUESTION);
    }
}
