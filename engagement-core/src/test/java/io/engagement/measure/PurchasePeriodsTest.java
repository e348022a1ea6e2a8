package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PurchasePeriodsTest {
    private static final PurchaseDefinition MONTHLY =
            PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    private static final Interaction JANUARY = buy("2026-01-31T23:59:59Z").withValue(50);
    private static final Interaction MARCH = buy("2026-03-01T00:00:00Z").withValue(10);
    private static final Interaction MARCH_AGAIN = buy("2026-03-30T12:00:00Z").withValue(5);
    private static final Interaction JUNE = buy("2026-06-15T12:00:00Z").withValue(40);

    @Test
    void aMonthWithPurchasesIsOne() {
        Interaction[] rows = {JANUARY, MARCH, MARCH_AGAIN, JUNE};
        assertThat(at("2026-07-01T00:00:00Z", MONTHLY, rows)).containsExactly(2, 5, 5, 27.5, Math.sqrt(2 * 3));
        assertThat(at("2026-09-30T23:59:59Z", MONTHLY, rows)).containsExactly(2, 5, 7, 27.5, Math.sqrt(2 * 3));
    }

    @Test
    void aPeriodThatIsNotOverDoesNotCount() {
        assertThat(at("2026-06-30T23:59:59Z", MONTHLY, JANUARY, MARCH, MARCH_AGAIN, JUNE))
                .containsExactly(1, 2, 4, 15, 2);
        assertThat(at("2026-03-31T00:00:00Z", MONTHLY, JANUARY, MARCH))
                .containsExactly(0, 0, 1, Double.NaN, Double.NaN);
    }

    @Test
    void whoseFirstPurchaseFallsIntoThePresentPeriodIsNew() {
        assertThat(at("2026-03-31T00:00:00Z", MONTHLY, MARCH, MARCH_AGAIN))
                .containsExactly(0, 0, 0, Double.NaN, Double.NaN);
        assertThat(at("2026-03-31T00:00:00Z", MONTHLY)).containsOnly(Double.NaN);
    }

    @Test
    void weeksBeginOnMondayAndDaysAndYearsWithTheCalendar() {
        Interaction sunday = buy("2026-11-22T20:00:00Z");
        Interaction monday = buy("2026-11-23T01:00:00Z");
        String later = "2027-01-01T00:00:00Z";
        assertThat(at(later, MONTHLY.byPeriod(TimeScale.WEEKS), sunday, monday)).startsWith(1, 1, 5);
        assertThat(at(later, MONTHLY.byPeriod(TimeScale.DAYS), sunday, monday)).startsWith(1, 1, 39);
        assertThat(at(later, MONTHLY.byPeriod(TimeScale.YEARS), sunday, monday)).startsWith(0, 0, 0);
        PurchaseDefinition auckland = new PurchaseDefinition(Filter.purpose(Purpose.PURCHASE), AUCKLAND);
        assertThat(at(later, auckland.byPeriod(TimeScale.WEEKS), sunday, monday))
                .as("both on Monday")
                .startsWith(0, 0);
    }

    @Test
    void aClockThatGoesBackOverTheEndOfAMonthMakesNoMonthTwice() {
        // In St John's it became 23:01 on 31 October again at 00:01 on 1 November 2009.
        PurchaseDefinition days =
                new PurchaseDefinition(Filter.all(), ZoneId.of("America/St_Johns")).byPeriod(TimeScale.MONTHS);
        Instant back = Instant.parse("2009-11-01T02:31:00Z");
        MeasureState state = MeasureState.of(days.frequency());
        for (int seconds : new int[] {-3600, -30, 600}) {
            state.add(buy(back.plusSeconds(seconds).toString()));
        }
        assertThat(state.valueAt(back.plusSeconds(40 * 86_400), TimeScale.DAYS)).isEqualTo(1);
    }

    @Test
    void theUnitOfATableChangesNoCountOfPeriods() {
        CustomerHistory history =
                CustomerHistory.of(Customer.of("c"), Instant.parse("2026-09-01T00:00:00Z"), List.of(JANUARY, JUNE));
        for (TimeScale scale : TimeScale.values()) {
            assertThat(MeasureTable.of(history, scale, List.of(MONTHLY.recency()))
                            .column(MONTHLY.recency())
                            .get(0))
                    .isEqualTo(5);
        }
    }

    @Test
    void whatTellsDefinitionsApartIsInTheirNames() {
        assertThat(Stream.of(
                                MONTHLY.frequency(),
                                MONTHLY.byPeriod(TimeScale.WEEKS).frequency(),
                                PurchaseDefinition.standard().frequency(),
                                MONTHLY.age())
                        .map(Measure::name))
                .doesNotHaveDuplicates()
                .startsWith("frequency[purpose=PURCHASE, Z, MONTHS]");
        assertThat(MONTHLY.recency().label()).isEqualTo("months from the first to the last purchase");
    }

    @Test
    void hoursAreNoCalendarPeriod() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MONTHLY.byPeriod(TimeScale.HOURS))
                .withMessage("period must be DAYS, WEEKS, MONTHS or YEARS, was HOURS");
    }

    @Test
    void aPeriodHasNoDays() {
        LogView view = InteractionLog.builder().add(JUNE).build().asOf(Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(PurchaseDefinition.standard().starts(view, 0)).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MONTHLY.starts(view, 0))
                .withMessage("purchases must be by days here, were by MONTHS");
    }

    @Test
    void aStateRefusesAnEarlierPeriod() {
        MeasureState state = MeasureState.of(MONTHLY.frequency());
        state.add(JUNE);
        assertThatIllegalArgumentException().isThrownBy(() -> state.add(MARCH)).withMessageContaining("in order");
    }

    /** x, t_x, T, mean repeat value and the usual gap. */
    private static double[] at(String instant, PurchaseDefinition days, Interaction... rows) {
        CustomerHistory history = CustomerHistory.of(Customer.of("c"), Instant.parse(instant), List.of(rows));
        List<Measure> measures =
                List.of(days.frequency(), days.recency(), days.age(), days.meanRepeatValue(), days.geometricMeanGap());
        MeasureTable table = MeasureTable.of(history, TimeScale.WEEKS, measures);
        double[] values = measures.stream()
                .mapToDouble(measure -> table.column(measure).get(0))
                .toArray();
        if (values[4] > 0) {
            assertThat(values[4] * values[4]).isCloseTo(Math.rint(values[4] * values[4]), within(1e-12));
            values[4] = Math.sqrt(Math.rint(values[4] * values[4]));
        }
        return values;
    }

    private static Interaction buy(String at) {
        return Interaction.of("c", Instant.parse(at), Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
    }
}
