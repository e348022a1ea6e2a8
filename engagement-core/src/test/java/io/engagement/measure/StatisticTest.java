package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * The slots of each statistic, one by one: whoever stores or sends states relies on their number, order and meaning.
 */
class StatisticTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final double DAY = 86_400_000;
    private static final DayClock UTC = DayClock.of(ZoneOffset.UTC);

    @Test
    void aTallyHasCountFirstAndLast() {
        Statistic tally = new Tally(Filter.all());
        assertThat(slots(tally)).containsExactly(0, Double.POSITIVE_INFINITY, NEVER);
        assertThat(slots(tally, at(3), at(1), at(2))).containsExactly(3, DAY, 3 * DAY);
        assertThat(tally.ordered()).isFalse();
    }

    @Test
    void aTotalHasCountSumAndWhatRoundingLost() {
        Statistic total = new Total(Filter.all(), Quantity.VALUE);
        assertThat(slots(total)).containsExactly(0, 0, 0);
        assertThat(slots(total, at(1).withValue(1e15), at(2), at(3).withValue(0.03125)))
                .containsExactly(2, 1e15, 0.03125);
        assertThat(total.ordered()).isFalse();
    }

    @Test
    void decayedEffortHasATimeAndTheSumAsOfThen() {
        Statistic decayed = new DecayedEffort(Filter.all(), EffortWeights.uniform(), DAY);
        assertThat(slots(decayed)).containsExactly(NEVER, 0);
        assertThat(slots(decayed, at(1), at(2))).containsExactly(2 * DAY, 1.5);
        assertThat(slots(decayed, at(2), at(1))).containsExactly(2 * DAY, 1.5);
        assertThat(decayed.ordered()).isFalse();
    }

    @Test
    void daysHaveFirstLastAndCount() {
        Statistic days = new Days(Filter.all(), UTC);
        assertThat(slots(days)).containsExactly(NEVER, NEVER, 0);
        assertThat(slots(days, at(1.5), at(1.2), at(4.9))).containsExactly(DAY, 4 * DAY, 2);
        assertThat(days.ordered()).isTrue();
    }

    @Test
    void gapsHaveCountFirstLastAndSquaredDeviations() {
        Statistic gaps = new Gaps(Filter.all());
        assertThat(slots(gaps)).containsExactly(0, NEVER, NEVER, 0);
        assertThat(slots(gaps, at(1), at(2), at(5))).containsExactly(3, DAY, 5 * DAY, 2 * DAY * DAY);
        assertThat(gaps.ordered()).isTrue();
    }

    @Test
    void purchaseDaysHaveDaysSumsAndHowManyHaveAValue() {
        Statistic purchases = new PurchaseDayTotals(Filter.all(), UTC);
        assertThat(slots(purchases)).containsExactly(NEVER, NEVER, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(slots(purchases, at(1.1).withValue(7), at(2), at(3).withValue(4), at(3.5).withValue(2), at(4)))
                .containsExactly(DAY, 4 * DAY, 4, 7, 0, 6, 0, 1, 1, 0);
        assertThat(purchases.ordered()).isTrue();
    }

    @Test
    void netPurchaseDaysHaveRefundsBeforeAndAfterTheFirstAndLastDayAndSumsOfTheRest() {
        Statistic net =
                new NetPurchaseDays(Filter.purpose(Purpose.PURCHASE), Filter.purpose(Purpose.RETURN), UTC, null);
        double[] empty = new double[25];
        empty[0] = empty[1] = empty[3] = empty[7] = NEVER;
        assertThat(slots(net)).containsExactly(empty);
        double[] slots = slots(
                net,
                at(1, Purpose.RETURN).withValue(-9),
                at(2, Purpose.PURCHASE).withValue(7),
                at(3, Purpose.PURCHASE).withValue(5),
                at(4, Purpose.RETURN).withValue(-6),
                at(5, Purpose.PURCHASE).withValue(4),
                at(5.75, Purpose.PURCHASE),
                at(6, Purpose.PURCHASE).withValue(2),
                at(6.25, Purpose.PURCHASE).withValue(1),
                at(8, Purpose.RETURN).withValue(-2),
                at(8, Purpose.USE).withValue(99));
        assertThat(Arrays.copyOf(slots, 11)).containsExactly(2 * DAY, 6.25 * DAY, 4, DAY, -9, 0, 9, 8 * DAY, -2, 0, 2);
        assertThat(Arrays.copyOfRange(slots, 11, 19)).containsExactly(7, 0, 7, 1, 3, 0, 3, 1);
        assertThat(Arrays.copyOfRange(slots, 19, 25)).containsExactly(2, 1, 4, 0, -1, 0);
        assertThat(net.ordered()).isTrue();
    }

    @Test
    void logGapsHaveFirstLastDaysAndTheSumOfLogarithms() {
        Statistic gaps = new LogGaps(Filter.all(), UTC);
        assertThat(slots(gaps)).containsExactly(NEVER, NEVER, 0, 0, 0);
        double[] slots = slots(gaps, at(1.1), at(1.9), at(3), at(7));
        assertThat(Arrays.copyOf(slots, 3)).containsExactly(DAY, 7 * DAY, 3);
        assertThat(slots[3] + slots[4]).isCloseTo(Math.log(2 * DAY) + Math.log(4 * DAY), within(1e-12));
        assertThat(gaps.ordered()).isTrue();
    }

    @Test
    void purchasePeriodsHaveNumbersSumsFlagsAndTheSumOfLogarithms() {
        Statistic periods = new PurchasePeriods(Filter.all(), UTC, TimeScale.DAYS);
        assertThat(slots(periods)).containsExactly(NEVER, NEVER, NEVER, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        double[] slots = slots(
                periods,
                at(1.1).withValue(7),
                at(3).withValue(4),
                at(3.5).withValue(2),
                at(7),
                at(7.5).withValue(0.5),
                at(9));
        assertThat(Arrays.copyOf(slots, 13)).containsExactly(1, 7, 9, 4, 7, 0, 6.5, 0, 0, 0, 1, 2, 0);
        assertThat(slots[13] + slots[14]).isCloseTo(Math.log(2) + Math.log(4), within(1e-12));
        assertThat(slots(periods, at(2).withValue(3))).startsWith(2, NEVER, 2, 1, 3, 0, 0);
        assertThat(periods.ordered()).isTrue();
    }

    @Test
    void aContractHasItsFirstInstantWhatCameBetweenAndItsLastInstant() {
        Filter offers = Filter.purpose(Purpose.OFFER);
        Statistic contract = new ContractSpan(Filter.purpose(Purpose.USE), offers, UTC, TimeScale.MONTHS);
        double open = Double.POSITIVE_INFINITY;
        double earlier = -Double.MAX_VALUE;
        assertThat(slots(contract)).containsExactly(NEVER, 0, NEVER, open, earlier, open, NEVER, 0);
        Interaction offer = Interaction.of("c", at(4).at(), Channel.WEB, Initiator.COMPANY, Purpose.OFFER);
        assertThat(slots(contract, at(1))).containsExactly(NEVER, 0, NEVER, open, earlier, open, DAY, 1);
        assertThat(slots(contract, at(1), offer)).containsExactly(DAY, 1, NEVER, open, earlier, open, 4 * DAY, 2);
        assertThat(slots(contract, at(1), offer, at(6)))
                .containsExactly(DAY, 1, NEVER, open, earlier, 4 * DAY, 6 * DAY, 1);
        assertThat(slots(contract, at(1), offer, at(6), at(7)))
                .containsExactly(DAY, 1, 6 * DAY, open, 6 * DAY, open, 7 * DAY, 1);
        assertThat(slots(contract, offer, at(4))).containsExactly(NEVER, 0, NEVER, open, earlier, open, 4 * DAY, 3);
        assertThat(contract.ordered()).isTrue();
    }

    @Test
    void measuresOfOneStateShareOneStatistic() {
        PurchaseDefinition months = PurchaseDefinition.standard().byPeriod(TimeScale.MONTHS);
        assertThat(List.of(months.recency(), months.age(), months.meanRepeatValue(), months.geometricMeanGap()))
                .allMatch(
                        measure -> measure.statistic().equals(months.frequency().statistic()));
        PurchaseDefinition days = PurchaseDefinition.standard();
        assertThat(List.of(days.recency(), days.age(), days.meanRepeatValue()))
                .allMatch(measure -> measure.statistic().equals(days.frequency().statistic()));
        assertThat(Measure.mean(Filter.all(), Quantity.COST).statistic())
                .isEqualTo(Measure.sum(Filter.all(), Quantity.COST).statistic());
        assertThat(Measure.decayedExposure(Duration.ofDays(1)).statistic())
                .isEqualTo(Measure.count(Filter.all()).statistic());
    }

    /** The slots between two others, which must stay as they are. */
    private static double[] slots(Statistic statistic, Interaction... rows) {
        double[] state = new double[statistic.slots() + 2];
        Arrays.fill(state, 99);
        statistic.reset(state, 1);
        for (Interaction row : rows) {
            ToDoubleFunction<Quantity> quantities = quantity -> quantity.of(row);
            double weight = statistic.weight(row.kind(), quantities);
            if (weight != 0) {
                statistic.enter((double) row.at().toEpochMilli(), weight, quantities, state, 1);
            }
        }
        assertThat(state[0]).isEqualTo(99);
        assertThat(state[state.length - 1]).isEqualTo(99);
        return Arrays.copyOfRange(state, 1, state.length - 1);
    }

    private static Interaction at(double day) {
        return at(day, Purpose.USE);
    }

    private static Interaction at(double day, Purpose purpose) {
        Instant at = Instant.ofEpochMilli(Math.round(day * DAY));
        return Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, purpose);
    }
}
