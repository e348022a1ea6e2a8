package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.periodic.PeriodicBetaBernoulli;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackingTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final PurchaseDefinition BOUGHT = PurchaseDefinition.standard();
    private static final LogView BASE = Simulation.withDefaults()
            .withCustomers(400)
            .log()
            .asOf(Simulation.withDefaults().end());
    private static final Instant SPLIT = Instant.parse("2024-05-01T00:00:00Z");
    private static final CustomerBaseModel MODEL = fitted(BASE, SPLIT);
    private static final Tracking TRACKING = Tracking.of(BASE, MODEL, SPLIT, WEEK);

    private static CustomerBaseModel fitted(LogView view, Instant split) {
        return BetaGeometricNbd.FAMILY
                .fit(Purchases.of(view.asOf(split), TimeScale.WEEKS, BOUGHT))
                .model();
    }

    @Test
    void whatIsExpectedIsTheSumOverCustomersSinceTheirFirstPurchase() {
        Tracking.Step last = TRACKING.steps().get(TRACKING.steps().size() - 1);
        double sum = 0;
        int customers = 0;
        long bought = 0;
        for (int row = 0; row < BASE.customers(); row++) {
            long[] days = BOUGHT.starts(BASE, row);
            if (days.length > 0 && Instant.ofEpochMilli(days[0]).isBefore(SPLIT)) {
                sum += MODEL.expectedPurchases(TimeScale.WEEKS.between(Instant.ofEpochMilli(days[0]), last.until()));
                customers++;
                for (int i = 1; i < days.length; i++) {
                    bought += days[i] < last.until().toEpochMilli() ? 1 : 0;
                }
            }
        }

        assertThat(last.expectedSoFar()).isCloseTo(sum, within(1e-9 * sum));
        assertThat(last.boughtSoFar()).isEqualTo(bought).isPositive();
        assertThat(TRACKING.customers()).isEqualTo(customers);
    }

    @Test
    void stepsAddUpAndTheSplitIsBetweenTwo() {
        double expected = 0;
        long bought = 0;
        Instant until = TRACKING.steps().get(0).from();
        for (Tracking.Step each : TRACKING.steps()) {
            expected += each.expected();
            bought += each.bought();
            assertThat(each.from()).isEqualTo(until);
            assertThat(each.isHeldOut()).isEqualTo(!each.from().isBefore(SPLIT));
            assertThat(each.expected()).isNotNegative();
            assertThat(each.boughtSoFar()).isEqualTo(bought);
            assertThat(each.expectedSoFar()).isCloseTo(expected, within(1e-9 * (1 + expected)));
            until = each.until();
        }

        assertThat(until).isBetween(BASE.asOf().minus(WEEK), BASE.asOf());
        assertThat(TRACKING.heldOutExpected() / TRACKING.heldOutBought() - 1).isEqualTo(TRACKING.bias());
    }

    @Test
    void aModelOfTheTruthIsNotFarOff() {
        assertThat(TRACKING.bias()).isBetween(-0.25, 0.25);
    }

    @Test
    void whoComesAfterTheSplitIsNotFollowed() {
        InteractionLog.Builder log = InteractionLog.builder();
        buy(log, "a", "2024-01-01");
        buy(log, "a", "2024-01-20");
        buy(log, "a", "2024-02-20");
        buy(log, "b", "2024-02-02");
        buy(log, "b", "2024-02-21");
        Tracking few = Tracking.of(
                log.build().asOf(Instant.parse("2024-03-01T12:00:00Z")),
                MODEL,
                Instant.parse("2024-02-01T00:00:00Z"),
                WEEK);

        assertThat(few.customers()).isEqualTo(1);
        assertThat(few.heldOutBought()).isEqualTo(1);
        assertThat(few.steps()).hasSize(5 + 4);
        assertThat(few.table().rows().get(3).get(2)).isEqualTo(1L);
    }

    @Test
    void weeksAreOfSevenDaysWhereClocksChange() {
        PurchaseDefinition inBerlin = new PurchaseDefinition(BOUGHT.filter(), ZoneId.of("Europe/Berlin"));
        CustomerBaseModel model = BetaGeometricNbd.FAMILY
                .fit(Purchases.of(BASE, TimeScale.WEEKS, inBerlin))
                .model();
        InteractionLog.Builder log = InteractionLog.builder();
        LocalDate first = LocalDate.parse("2023-01-02");
        for (int day = 0; day < 364; day++) {
            buy(log, "a", first.plusDays(day).toString());
        }
        LogView view = log.build().asOf(Instant.parse("2024-01-01T12:00:00Z"));

        for (String split : List.of("2023-02-06T09:00:00Z", "2023-07-03T09:00:00Z", "2023-12-04T09:00:00Z")) {
            Tracking year = Tracking.of(view, model, Instant.parse(split), WEEK);
            List<Long> bought = year.steps().stream().map(Tracking.Step::bought).toList();

            assertThat(bought).hasSize(52);
            // The first purchase of all is no repeat purchase.
            assertThat(bought.get(0)).isEqualTo(6);
            assertThat(bought.subList(1, 52)).containsOnly(7L);
            assertThat(year.steps())
                    .allMatch(step ->
                            step.from().atZone(inBerlin.zone()).toLocalTime().equals(LocalTime.MIDNIGHT));
        }
    }

    @Test
    void aSplitWithinADayIsAtItsStart() {
        InteractionLog.Builder log = InteractionLog.builder();
        buy(log, "a", "2024-01-01");
        buy(log, "a", "2024-02-01");
        buy(log, "late", "2024-02-01");
        LogView view = log.build().asOf(Instant.parse("2024-03-01T12:00:00Z"));
        Tracking noon = Tracking.of(view, MODEL, Instant.parse("2024-02-01T12:00:00Z"), WEEK);

        assertThat(noon.split()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
        assertThat(noon.customers()).isEqualTo(1);
        assertThat(noon.heldOutBought()).isEqualTo(1);
    }

    @Test
    void withoutPurchasesThereAreNoSteps() {
        Tracking none =
                Tracking.of(InteractionLog.builder().build().asOf(SPLIT.plus(WEEK)), MODEL, SPLIT, Duration.ofDays(1));

        assertThat(none.steps()).isEmpty();
        assertThat(none.customers()).isZero();
        assertThat(none.bias()).isNaN();
        assertThat(none.toString()).startsWith("from");
    }

    @Test
    void whatCannotBeTrackedIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tracking.of(BASE, MODEL, BASE.asOf(), WEEK))
                .withMessage("split must be before " + BASE.asOf() + ", was " + BASE.asOf());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tracking.of(BASE, MODEL, SPLIT, Duration.ZERO))
                .withMessage("step must be at least a millisecond, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tracking.of(BASE, MODEL, SPLIT, Duration.ofMinutes(1)))
                .withMessageContaining("at most 10000 steps")
                .withMessageContaining("take longer ones");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tracking.of(BASE, MODEL, BASE.asOf().minus(Duration.ofDays(6)), WEEK))
                .withMessageStartingWith("step must be no longer than from ")
                .withMessageEndingWith(", was PT168H");
        PurchaseDefinition months = BOUGHT.byPeriod(TimeScale.MONTHS);
        CustomerBaseModel byPeriod = PeriodicBetaBernoulli.FAMILY
                .fit(Purchases.of(BASE, TimeScale.MONTHS, months))
                .model();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tracking.of(BASE, byPeriod, SPLIT, WEEK))
                .withMessage("purchases must be by days here, were by MONTHS");
    }

    @Test
    void cdNowIsTrackedAsInThePaper() throws IOException {
        InteractionLog.Builder log = InteractionLog.builder();
        for (String line : Files.readAllLines(SharedData.file("data/cdnow/cdnow_sample.csv"), StandardCharsets.UTF_8)) {
            String[] row = line.split(",", -1);
            if (!row[1].equals("sample_id")) {
                buy(log, row[1], LocalDate.parse(row[2]).format(DateTimeFormatter.ISO_LOCAL_DATE));
            }
        }
        LogView view = log.build().asOf(Instant.parse("1998-07-01T00:00:00Z"));
        Instant split = Instant.parse("1997-10-01T00:00:00Z");
        Tracking tracking = Tracking.of(view, fitted(view, split), split, WEEK);

        assertThat(tracking.customers()).isEqualTo(2_357);
        assertThat(tracking.steps()).hasSize(39 + 39);
        assertThat(tracking.steps().get(38).boughtSoFar()).isEqualTo(2_457);
        // Weekly sales after the split are tracked to a few per cent.
        assertThat(tracking.bias()).isBetween(-0.12, 0.02);
    }

    private static void buy(InteractionLog.Builder log, String customer, String day) {
        log.add(Interaction.of(
                customer,
                LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC),
                Channel.WEB,
                Initiator.CUSTOMER,
                Purpose.PURCHASE));
    }
}
