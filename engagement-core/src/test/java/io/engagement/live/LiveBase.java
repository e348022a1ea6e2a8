package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.OwnStatistics;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.dialogue.EngagementScorer;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.spi.Quantity;
import io.engagement.retention.RetentionRiskScorer;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.spend.GammaGamma;
import io.engagement.value.CostToServe;
import io.engagement.value.DiscountRate;
import io.engagement.value.LifetimeValueScorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** Scorers, measures and interactions for tests of live stores. */
final class LiveBase {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final BetaGeometricNbd MODEL = BetaGeometricNbd.of(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS);
    static final Scorer ENGAGEMENT =
            EngagementScorer.of(DiscountedGammaPoisson.of(0.3, 3, 6, 0.55, 0, TimeScale.WEEKS));
    static final Scorer RISK = RetentionRiskScorer.of(MODEL, Duration.ofDays(91));
    static final Scorer VALUE = LifetimeValueScorer.ofAllFuture(
                    MODEL, GammaGamma.of(6.25, 3.74, 15.44), DiscountRate.annual(0.1))
            .withMargin(0.3)
            .withCosts(CostToServe.of(TimeScale.WEEKS, 0.05, 20));
    static final ContractTerms CONTRACT = new ContractTerms(
            Filter.purpose(Purpose.USE), Filter.purpose(Purpose.COMPLAINT), ZoneOffset.UTC, TimeScale.MONTHS);
    /** Of every kind that there is, beside those of the scorers. */
    static final Measure[] MORE = {
        Measure.count(Filter.all()),
        Measure.count(Filter.initiatedBy(Initiator.COMPANY)),
        Measure.meanGap(Filter.all()),
        Measure.gapDeviation(Filter.ownInitiative()),
        Measure.distinctDays(Filter.all(), ZoneId.of("Europe/Amsterdam")),
        Measure.mean(Filter.all(), Quantity.SATISFACTION),
        Measure.sum(Filter.all(), Quantity.DURATION),
        Measure.timeSinceLast(Filter.purpose(Purpose.PURCHASE)),
        Measure.decayed(Filter.all(), Duration.ofDays(9)),
        PurchaseDefinition.standard()
                .withRefunds(Filter.purpose(Purpose.COMPLAINT))
                .meanRepeatValue(),
        PurchaseDefinition.standard()
                .withRefunds(Filter.purpose(Purpose.COMPLAINT))
                .meanEarning(),
        PurchaseDefinition.standard().geometricMeanGap(),
        PurchaseDefinition.standard().byPeriod(TimeScale.WEEKS).frequency(),
        PurchaseDefinition.standard().byPeriod(TimeScale.WEEKS).meanRepeatValue(),
        CONTRACT.age(),
        CONTRACT.cancelled(),
        Measure.count(Filter.campaign("spring")),
        Measure.meanGap(Filter.campaign("spring")),
        OwnStatistics.Largest.of(Filter.all(), Quantity.VALUE),
        OwnStatistics.LongestGap.of(Filter.ownInitiative())
    };

    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE),
            InteractionKind.of(Channel.APP, Initiator.CUSTOMER, Purpose.USE),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER),
            InteractionKind.of(Channel.PHONE, Initiator.CUSTOMER, Purpose.COMPLAINT));

    /** None, in the first place, one that measures look at, and others. */
    private static final List<String> CAMPAIGNS = List.of("", "spring", "summer", "autumn");

    private LiveBase() {}

    static LiveStore.Builder store() {
        return LiveStore.of(ENGAGEMENT, RISK, VALUE).withMeasures(MORE);
    }

    /** The same for the same number. */
    static Interaction interaction(String customer, Instant at, long number) {
        SplittableRandom random = new SplittableRandom(number);
        Interaction bare = Interaction.of(customer, at, KINDS.get(random.nextInt(KINDS.size())))
                .withValue(Math.round(random.nextDouble() * 10_000) / 100.0)
                .withCost(Math.round(random.nextDouble() * 100) / 100.0);
        Interaction told = random.nextBoolean()
                ? bare
                : bare.withSatisfaction(random.nextInt(5) / 4.0).withDuration(Duration.ofSeconds(random.nextInt(900)));
        String campaign = CAMPAIGNS.get(random.nextInt(CAMPAIGNS.size()));
        return campaign.isEmpty() ? told : told.withCampaign(campaign);
    }

    /** Of a customer's interactions, what a log says of them. */
    static MeasureTable batch(String customer, Instant asOf, List<Interaction> interactions, LiveStore like) {
        return MeasureTable.of(
                CustomerHistory.of(Customer.of(customer), asOf, interactions), like.timeScale(), like.measures());
    }

    /** Of interactions whose initiators were given. */
    static LiveReport report(long customers, long taken, long ahead) {
        return new LiveReport(customers, taken, 0, 0, 0, ahead, 0, 0, new InitiatorCounts(taken, 0, 0));
    }

    static void assertSame(MeasureTable live, int row, MeasureTable batch, int batchRow, List<Measure> measures) {
        for (Measure measure : measures) {
            assertClose(
                    live.column(measure).get(row),
                    batch.column(measure).get(batchRow),
                    measure + " of " + batch.customerId(batchRow));
        }
    }

    /** To 1e-12. */
    static void assertClose(double actual, double expected, String what) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as(what).isNaN();
        } else {
            assertThat(actual).as(what).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
    }

    /**
     * Takes a file's place by a new one: systems flush one that is cut to nothing and written again, which takes most of the
     * time where it is done thousands of times.
     */
    static Path write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        return Files.write(file, bytes);
    }

    /** The same of a snapshot, which nothing forces to the disk. */
    static Path write(Path file, LiveStore store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.snapshot(bytes);
        return write(file, bytes.toByteArray());
    }

    static void assertSameStores(LiveStore actual, LiveStore expected) {
        ScoreTable customers = expected.scores();
        assertThat(actual.report().customers()).isEqualTo(customers.size());
        for (int row = 0; row < customers.size(); row++) {
            String id = customers.customerId(row);
            assertSame(
                    actual.measures(id).orElseThrow(), 0, expected.measures(id).orElseThrow(), 0, expected.measures());
        }
    }

    /** A clock that is moved by hand. */
    static final class HandClock extends Clock {
        private volatile Instant now;

        HandClock(Instant now) {
            this.now = now;
        }

        void moveTo(Instant instant) {
            now = instant;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
