package io.engagement.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.simulate.Simulation;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostToServeTest {
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final double DAY = TimeScale.DAYS.millis();

    @Test
    void aRateLiesBetweenTheCustomersOwnAndTheAverage() {
        CostToServe costs = CostToServe.of(TimeScale.WEEKS, 2, 10);

        assertThat(costs.rate(0, 0)).isEqualTo(2);
        assertThat(costs.rate(60, 10)).isEqualTo((2 * 10 + 60) / 20.0);
        assertThat(costs.rate(6e6, 1e6)).isEqualTo(6, within(1e-4));
        assertThat(costs.rate(Double.NaN, 10)).isNaN();
        assertThat(costs.typicalRate()).isEqualTo(2);
    }

    @Test
    void customersWhoDoNotDifferAllCostTheAverage() {
        CostToServe costs = CostToServe.of(TimeScale.WEEKS, 2, Double.POSITIVE_INFINITY);

        assertThat(costs.rate(60, 10)).isEqualTo(2);
        assertThat(costs.rate(60, Double.NaN)).isNaN();
    }

    /** Rates with a gamma distribution of mean 0.3 contacts a day and variance 0.045 = 0.3^2/2; a contact costs 4. */
    @Test
    void theFitFindsTheGammaPoissonThatMadeTheCosts() {
        Random random = new Random(77);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 4_000; customer++) {
            double rate = 0.15 * (exponential(random) + exponential(random));
            double days = 100 + 100 * random.nextDouble();
            add(log, customer, 400 - days, Purpose.PURCHASE, 99);
            for (double at = exponential(random) / rate; at < days; at += exponential(random) / rate) {
                add(log, customer, 400 - days + at, Purpose.HELP, 4);
            }
        }
        CostToServe costs = CostToServe.fit(at(log, 400), TimeScale.DAYS);

        assertThat(costs.timeScale()).isEqualTo(TimeScale.DAYS);
        assertThat(costs.meanRate()).isEqualTo(1.2, within(0.04));
        // k = phi m / v = 4 x 1.2 / (16 x 0.045)
        assertThat(costs.priorExposure()).isEqualTo(6.67, within(0.5));
        assertThat(costs.typicalRate()).isBetween(0.9, 1.15);
    }

    @Test
    void costsThatVaryByChanceAloneSayNothingAboutACustomer() {
        Random random = new Random(78);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 50; customer++) {
            add(log, customer, 0, Purpose.HELP, 1);
            add(log, customer, 10 + random.nextDouble(), Purpose.HELP, 1);
        }
        CostToServe costs = CostToServe.fit(at(log, 20), TimeScale.DAYS);

        assertThat(costs.priorExposure()).isInfinite();
        assertThat(costs.rate(7, 20)).isEqualTo(costs.meanRate()).isEqualTo(0.1);
    }

    @Test
    void aLogWithoutCostsCostsNothing() {
        InteractionLog.Builder log = InteractionLog.builder();
        add(log, 1, 0, Purpose.PURCHASE, 20);
        add(log, 1, 3, Purpose.HELP, Double.NaN);
        CostToServe costs = CostToServe.fit(at(log, 20), TimeScale.DAYS);

        assertThat(costs.meanRate()).isZero();
        assertThat(costs.rate(0, 20)).isZero();
        assertThat(CostToServe.fit(InteractionLog.builder().build().asOf(START), TimeScale.DAYS)
                        .meanRate())
                .isZero();
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CostToServe.of(TimeScale.DAYS, -1, 1))
                .withMessage("mean rate must be from 0.0 to 1.0E100, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CostToServe.of(TimeScale.DAYS, 1, 0))
                .withMessage("prior exposure, if not infinite, must be from 1.0E-100 to 1.0E100, was 0.0");
    }

    private static double exponential(Random random) {
        return -Math.log1p(-random.nextDouble());
    }

    private static void add(InteractionLog.Builder log, int customer, double day, Purpose purpose, double cost) {
        InteractionKind kind = InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, purpose);
        log.add("c" + customer, START.toEpochMilli() + Math.round(day * DAY), kind, Double.NaN, cost);
    }

    private static LogView at(InteractionLog.Builder log, double day) {
        return log.build().asOf(START.plusMillis(Math.round(day * DAY)));
    }

    @Test
    void costsAreReadToTheSameBits() {
        CostToServe fixed = CostToServe.of(TimeScale.WEEKS, 0.1, Double.POSITIVE_INFINITY);
        CostToServe fitted = CostToServe.fit(
                Simulation.withDefaults().withCustomers(50).log().asOf(Instant.parse("2026-01-01T00:00:00Z")),
                TimeScale.MONTHS,
                Filter.department("a; \"b\"").negate());
        for (CostToServe costs : List.of(fixed, fitted)) {
            CostToServe read = CostToServe.FAMILY.read(costs.toText(), Registry.empty());
            assertThat(read.toText()).isEqualTo(costs.toText());
            assertThat(read.rate(3, 7)).isEqualTo(costs.rate(3, 7));
            assertThat(read.contacts()).isEqualTo(costs.contacts());
            assertThat(read.typicalRate()).isEqualTo(costs.typicalRate());
        }
        String text = fixed.toText().replace(" format 2", "").replaceFirst("checksum .*", "");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CostToServe.FAMILY.read(text.replace("mean_rate 0.1", "mean_rate -1"), Registry.empty()))
                .withMessageContaining("mean rate must be from 0");
    }
}
