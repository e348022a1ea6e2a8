package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.spi.Quantity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void countsAndSums() {
        Interaction[] rows = {
            own(0).withValue(10), own(1).withValue(-4), outreach(2).withCost(3), own(3)
        };
        assertThat(at(4, Measure.count(Filter.ownInitiative()), rows)).isEqualTo(3);
        assertThat(at(4, Measure.sum(Filter.all(), Quantity.VALUE), rows)).isEqualTo(6);
        assertThat(at(4, Measure.mean(Filter.all(), Quantity.VALUE), rows)).isEqualTo(3);
        assertThat(at(4, Measure.mean(Filter.all(), Quantity.SATISFACTION), rows))
                .isNaN();
        assertThat(at(4, Measure.sum(Filter.initiatedBy(Initiator.COMPANY), Quantity.COST), rows))
                .isEqualTo(3);
    }

    @Test
    void durationsAreInTheTablesUnit() {
        Interaction[] rows = {own(0).withDuration(Duration.ofHours(12)), own(1).withDuration(Duration.ofHours(36))};
        assertThat(at(4, Measure.sum(Filter.all(), Quantity.DURATION), rows)).isEqualTo(2);
        assertThat(at(4, Measure.mean(Filter.all(), Quantity.DURATION), rows)).isEqualTo(1);
        assertThat(at(4, Measure.sum(Filter.all(), Quantity.SATISFACTION), own(1).withSatisfaction(0.5)))
                .isEqualTo(0.5);
    }

    @Test
    void timesSinceFirstAndLast() {
        assertThat(at(5, Measure.timeSinceFirst(Filter.all()), own(1), own(3))).isEqualTo(4);
        assertThat(at(5, Measure.timeSinceLast(Filter.all()), own(1), own(3))).isEqualTo(2);
        assertThat(at(5, Measure.timeSinceLast(Filter.all()))).isNaN();
        assertThat(at(5, Measure.timeSinceFirst(Filter.all()))).isNaN();
    }

    @Test
    void decayedCountsHalveWithEachHalfLife() {
        Measure decayed = Measure.decayed(Filter.all(), Duration.ofDays(2));
        assertThat(at(4, decayed, own(0), own(2), own(4))).isCloseTo(0.25 + 0.5 + 1, within(1e-15));
        assertThat(at(4, decayed)).isZero();
        EffortWeights weights =
                EffortWeights.uniform().withPurpose(Purpose.QUESTION, 3).withChannel(Channel.WEB, 2);
        assertThat(at(4, Measure.decayed(Filter.all(), weights, Duration.ofDays(2)), own(2)))
                .isCloseTo(3, within(1e-15));
    }

    @Test
    void decayNeitherOverflowsNorBecomesNaN() {
        Measure decayed = Measure.decayed(Filter.all(), Duration.ofMillis(1));
        assertThat(at(4000, decayed, own(-100_000), own(0))).isZero();
        MeasureState state = MeasureState.of(decayed);
        state.add(own(0));
        state.add(own(-100_000));
        assertThat(state.valueAt(DAY, TimeScale.DAYS)).isEqualTo(1);
    }

    @Test
    void decayedExposureGrowsToTheMeanLifeOfAnEffort() {
        Measure exposure = Measure.decayedExposure(Duration.ofDays(10));
        assertThat(at(0, exposure)).isZero();
        assertThat(at(0, exposure, own(0))).isZero();
        assertThat(at(10, exposure, own(0))).isCloseTo(0.5 * 10 / Math.log(2), within(1e-12));
        assertThat(at(100_000, exposure, own(0))).isCloseTo(10 / Math.log(2), within(1e-12));
    }

    @Test
    void gapsHaveAMeanAndASpread() {
        Interaction[] rows = {own(0), own(1), own(4)};
        assertThat(at(9, Measure.meanGap(Filter.all()), rows)).isEqualTo(2);
        assertThat(at(9, Measure.gapDeviation(Filter.all()), rows)).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(at(9, Measure.meanGap(Filter.all()), own(0))).isNaN();
        assertThat(at(9, Measure.gapDeviation(Filter.all()), own(0), own(1))).isNaN();
    }

    @Test
    void daysAreThoseOfTheZone() {
        Instant evening = Instant.parse("2026-03-28T22:30:00Z");
        Interaction[] rows = {
            Interaction.of("c", evening, Channel.WEB, Initiator.CUSTOMER, Purpose.USE),
            Interaction.of("c", evening.plusSeconds(3600), Channel.WEB, Initiator.CUSTOMER, Purpose.USE)
        };
        assertThat(at(60, Measure.distinctDays(Filter.all(), ZoneId.of("UTC")), rows))
                .isEqualTo(1);
        assertThat(at(60, Measure.distinctDays(Filter.all(), ZoneId.of("Europe/Amsterdam")), rows))
                .isEqualTo(2);
        assertThat(at(60, Measure.distinctDays(Filter.all(), ZoneId.of("Etc/GMT+1")), rows))
                .isEqualTo(1);
    }

    /** In Newfoundland clocks went from 00:01 back to 23:01 of the day before. */
    @Test
    void aClockThatGoesBackOverMidnightDoesNotTurnDaysAround() {
        ZoneId zone = ZoneId.of("America/St_Johns");
        CustomerHistory history = CustomerHistory.of(
                Customer.of("c"),
                Instant.parse("2010-12-01T00:00:00Z"),
                List.of(
                        Interaction.of("c", Instant.parse("2010-11-07T02:30:30Z"), own(0).kind()),
                        Interaction.of("c", Instant.parse("2010-11-07T03:00:00Z"), own(0).kind()),
                        Interaction.of("c", Instant.parse("2010-11-07T12:00:00Z"), own(0).kind())));
        Measure days = Measure.distinctDays(Filter.all(), zone);
        assertThat(MeasureTable.of(history, TimeScale.DAYS, List.of(days))
                        .column(days)
                        .get(0))
                .isEqualTo(1);
    }

    @Test
    void purchasesOfOneDayAreOneAndStandAtItsStart() {
        PurchaseDefinition purchases = PurchaseDefinition.standard();
        Interaction[] rows = {buy(0, 9, 10), buy(0, 20, 5), buy(3, 1, 7), buy(3, 23, 2), buy(10, 12, 1), own(11)};
        assertThat(at(14, purchases.frequency(), rows)).isEqualTo(2);
        assertThat(at(14, purchases.recency(), rows)).isEqualTo(10);
        assertThat(at(14, purchases.age(), rows)).isEqualTo(14);
        assertThat(at(14, purchases.meanRepeatValue(), rows)).isEqualTo(5);
    }

    @Test
    void withoutAPurchaseThereIsNoAge() {
        PurchaseDefinition purchases = PurchaseDefinition.standard();
        assertThat(at(14, purchases.frequency(), own(1))).isNaN();
        assertThat(at(14, purchases.recency())).isNaN();
        assertThat(at(14, purchases.age())).isNaN();
        assertThat(at(14, purchases.meanRepeatValue(), buy(1, 1, 5))).isNaN();
        assertThat(at(14, purchases.recency(), buy(1, 1, 5))).isZero();
    }

    @Test
    void aMachineIsNobodysInitiative() {
        Filter own = Filter.ownInitiative();
        assertThat(at(4, Measure.count(own), own(1).withActor(Actor.MACHINE))).isZero();
        assertThat(at(4, Measure.count(own), outreach(1))).isZero();
    }

    @Test
    void filtersSelectByEveryField() {
        InteractionKind kind = own(1).withDepartment("sales").kind();
        assertThat(Filter.department("sales", "support").matches(kind)).isTrue();
        assertThat(Filter.department("support").matches(kind)).isFalse();
        assertThat(Filter.department("sales").matches(own(1).kind())).isFalse();
        assertThat(Filter.channel(Channel.WEB).matches(kind)).isTrue();
        assertThat(Filter.channel(Channel.WEB).negate().or(Filter.purpose(Purpose.OTHER)))
                .hasToString("(not channel=web or purpose=OTHER)");
        assertThatIllegalArgumentException()
                .isThrownBy(Filter::purpose)
                .withMessage("a filter by PURPOSE needs at least one value; Filter.all() takes all");
    }

    @Test
    void equalDefinitionsAreEqual() {
        Measure first = Measure.count(Filter.purpose(Purpose.USE, Purpose.OFFER));
        Measure same = Measure.count(Filter.purpose(Purpose.OFFER, Purpose.USE));
        assertThat(first).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.name());
        assertThat(Measure.decayed(Filter.all(), Duration.ofDays(1)))
                .isNotEqualTo(Measure.decayed(Filter.all(), Duration.ofDays(2)));
        EffortWeights weights = EffortWeights.uniform().withPurpose(Purpose.USE, 0);
        assertThat(weights)
                .isEqualTo(EffortWeights.uniform().withPurpose(Purpose.USE, 0))
                .hasSameHashCodeAs(EffortWeights.uniform().withPurpose(Purpose.USE, 0))
                .isNotEqualTo(EffortWeights.uniform())
                .hasToString("{USE=0.0}*{}");
        assertThat(EffortWeights.uniform()).hasToString("uniform");
        assertThat(Measure.count(Filter.all()).unit()).isEqualTo(Unit.COUNT);
        assertThat(Measure.sum(Filter.all(), Quantity.COST).unit()).isEqualTo(Unit.MONEY);
        assertThat(Measure.count(Filter.all()).label()).isEqualTo("number of contacts");
    }

    /** Names that would be alike if they were not quoted, too. */
    @Test
    void namesTellDefinitionsApart() {
        List<Filter> filters = List.of(
                Filter.all(),
                Filter.purpose(Purpose.USE),
                Filter.purpose(Purpose.USE, Purpose.OFFER),
                Filter.purpose(Purpose.USE).or(Filter.purpose(Purpose.OFFER)),
                Filter.purpose(Purpose.USE).negate(),
                Filter.channel(Channel.of("a, channel=b")),
                Filter.channel(Channel.of("a"), Channel.of("b")),
                Filter.channel(Channel.of("a")).or(Filter.channel(Channel.of("b"))),
                Filter.ownInitiative());
        List<EffortWeights> weights = List.of(
                EffortWeights.uniform(),
                EffortWeights.uniform().withPurpose(Purpose.USE, 0.1),
                EffortWeights.uniform().withPurpose(Purpose.USE, 0.1 + 1e-16),
                EffortWeights.uniform().withChannel(Channel.of("USE=0.1"), 2));
        List<Measure> measures = new ArrayList<>();
        for (Filter filter : filters) {
            measures.add(Measure.count(filter));
            measures.add(Measure.sum(filter, Quantity.COST));
            measures.add(Measure.sum(filter, Quantity.VALUE));
            measures.add(Measure.mean(filter, Quantity.VALUE));
            for (EffortWeights each : weights) {
                measures.add(Measure.decayed(filter, each, Duration.ofDays(3)));
                measures.add(Measure.decayed(filter, each, Duration.ofDays(3).plusNanos(1)));
            }
            for (ZoneId zone : List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Amsterdam"))) {
                measures.add(Measure.distinctDays(filter, zone));
                for (PurchaseDefinition days : List.of(
                        new PurchaseDefinition(filter, zone),
                        new PurchaseDefinition(filter, zone).byPeriod(TimeScale.WEEKS),
                        new PurchaseDefinition(filter, zone).withRefunds(Filter.purpose(Purpose.RETURN)),
                        new PurchaseDefinition(filter, zone)
                                .withRefunds(Filter.purpose(Purpose.RETURN))
                                .byPeriod(TimeScale.WEEKS))) {
                    measures.add(days.meanRepeatValue());
                    measures.add(days.earningFrequency());
                }
            }
        }
        for (int i = 0; i < measures.size(); i++) {
            for (int j = 0; j < measures.size(); j++) {
                boolean alike =
                        measures.get(i).statistic().equals(measures.get(j).statistic());
                if (i != j && measures.get(i).equals(measures.get(j))) {
                    assertThat(alike).as("%s", measures.get(i)).isTrue();
                }
                if (i != j && !alike) {
                    assertThat(measures.get(i)).isNotEqualTo(measures.get(j));
                }
            }
        }
        assertThat(measures.stream().map(Measure::name).distinct()).hasSizeGreaterThan(200);
    }

    @Test
    void measuresSurviveSerialisation() throws IOException, ClassNotFoundException {
        Measure measure = Measure.decayed(
                Filter.ownInitiative().and(Filter.purpose(Purpose.USE).negate()),
                EffortWeights.uniform().withChannel(Channel.STORE, 2),
                Duration.ofDays(3));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(measure);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(measure);
        }
    }

    @Test
    void orderedMeasuresRefuseWhatComesTooLate() {
        for (Measure measure : List.of(
                Measure.meanGap(Filter.all()),
                Measure.distinctDays(Filter.all(), ZoneId.of("UTC")),
                new PurchaseDefinition(Filter.all(), ZoneId.of("UTC")).frequency())) {
            MeasureState state = MeasureState.of(measure);
            state.add(own(5));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> state.add(own(4)))
                    .withMessageContaining("2026-03-06T00:00:00Z comes after 2026-03-07T00:00:00Z");
            MeasureState early = MeasureState.of(measure);
            early.add(own(1));
            assertThatIllegalArgumentException().isThrownBy(() -> state.merge(early));
            assertThat(state.layout().measures()).containsExactly(measure);
        }
    }

    @Test
    void statesOfDifferentMeasuresCannotBeMerged() {
        MeasureState count = MeasureState.of(Measure.count(Filter.all()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> count.merge(MeasureState.of(Measure.timeSinceLast(Filter.all()))))
                .withMessageContaining("count[all]")
                .withMessageContaining("time_since_last[all]");
    }

    @Test
    void impossibleDefinitionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.decayedExposure(Duration.ZERO))
                .withMessage("halfLife must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffortWeights.uniform().withPurpose(Purpose.USE, Double.NaN))
                .withMessage("weight of USE must be from 0 to 1e100, was NaN");
    }

    @Test
    void aTableNamesWhatItDoesNotHave() {
        Measure count = Measure.count(Filter.all());
        Measure exposure = Measure.decayedExposure(Duration.ofDays(1));
        MeasureTable table =
                MeasureTable.ofColumns(DAY, TimeScale.WEEKS, List.of(), Map.of(count, new double[] {3, 1, Double.NaN}));
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.customerId(2)).isEqualTo("2");
        assertThat(table.column(count).median()).isEqualTo(2);
        assertThat(table.column(count).size()).isEqualTo(3);
        assertThat(table.measures()).containsExactly(count);
        assertThat(table.timeScale()).isEqualTo(TimeScale.WEEKS);
        assertThat(table.asOf()).isEqualTo(DAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.column(exposure))
                .withMessage("the table has no measure decayed_exposure[PT24H]; it has [count[all]]");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MeasureTable.ofColumns(DAY, TimeScale.WEEKS, List.of("a"), Map.of(count, new double[] {3, 1})))
                .withMessage("customerIds must have 2 rows like the first, has 1");
        MeasureTable none = MeasureTable.ofColumns(DAY, TimeScale.WEEKS, List.of("x"), Map.of());
        assertThat(none.size()).isEqualTo(1);
        assertThat(none.customerId(0)).isEqualTo("x");
        MeasureTable empty =
                MeasureTable.ofColumns(DAY, TimeScale.WEEKS, List.of(), Map.of(count, new double[] {Double.NaN}));
        assertThat(empty.column(count).median()).isNaN();
        MeasureTable odd =
                MeasureTable.ofColumns(DAY, TimeScale.WEEKS, List.of(), Map.of(count, new double[] {5, 1, 2}));
        assertThat(odd.column(count).median()).isEqualTo(2);
    }

    private static double at(int day, Measure measure, Interaction... rows) {
        CustomerHistory history = CustomerHistory.of(Customer.of("c"), DAY.plus(Duration.ofDays(day)), List.of(rows));
        return MeasureTable.of(history, TimeScale.DAYS, List.of(measure))
                .column(measure)
                .get(0);
    }

    private static Interaction own(int day) {
        return Interaction.of("c", DAY.plus(Duration.ofDays(day)), Channel.WEB, Initiator.CUSTOMER, Purpose.QUESTION);
    }

    private static Interaction outreach(int day) {
        return Interaction.of("c", DAY.plus(Duration.ofDays(day)), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
    }

    private static Interaction buy(int day, int hour, double value) {
        Instant at = DAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        return Interaction.of("c", at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(value);
    }
}
