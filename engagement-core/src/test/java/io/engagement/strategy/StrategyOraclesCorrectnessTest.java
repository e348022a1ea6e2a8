package io.engagement.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.strategy.ContactMap.Dimension;
import io.engagement.strategy.lifecycle.CalendarPeriods;
import io.engagement.strategy.lifecycle.Cohorts;
import io.engagement.strategy.lifecycle.Lifecycle;
import io.engagement.strategy.lifecycle.LifecyclePeriod;
import io.engagement.strategy.lifecycle.Stickiness;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracles of {@code oracles.json} of module strategy, by their ids, exactly: pandas on the real data. */
class StrategyOraclesCorrectnessTest {
    private static final CalendarPeriods MONTHS = CalendarPeriods.of(TimeScale.MONTHS, ZoneOffset.UTC);
    private static final Filter BOUGHT = Filter.purpose(Purpose.PURCHASE);

    private static LogView retail() throws IOException {
        DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
        InteractionLog.Builder log = InteractionLog.builder();
        for (String line : Files.readAllLines(SharedData.file("data/online_retail/invoices.csv"))) {
            String[] row = line.split(",", -1);
            if (isPurchase(row)) {
                Instant at = LocalDateTime.parse(row[3], form).toInstant(ZoneOffset.UTC);
                log.add(Interaction.of(row[1], at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                        .withValue(Double.parseDouble(row[6])));
            }
        }
        return log.build().asOf(Instant.parse("2011-12-10T00:00:00Z"));
    }

    /** With a customer and an amount, and no cancellation. */
    private static boolean isPurchase(String... row) {
        return !row[0].equals("InvoiceNo")
                && !row[0].startsWith("C")
                && !row[1].isEmpty()
                && Double.parseDouble(row[6]) > 0;
    }

    /** retail.lifecycle. */
    @Test
    void lifecycleOfOnlineRetailByMonthIsRetailLifecycle() throws IOException {
        int[][] oracle = {
            {885, 885, 0, 0, 0},
            {741, 417, 324, 0, 561},
            {758, 380, 262, 116, 479},
            {974, 452, 290, 232, 468},
            {856, 300, 304, 252, 670},
            {1056, 284, 368, 404, 488},
            {991, 242, 410, 339, 646},
            {949, 188, 365, 396, 626},
            {935, 169, 388, 378, 561},
            {1266, 299, 425, 542, 510},
            {1364, 358, 489, 517, 777},
            {1664, 323, 622, 719, 742},
            {615, 41, 371, 203, 1293},
        };
        List<LifecyclePeriod> periods = Lifecycle.of(retail(), BOUGHT, MONTHS).periods();

        assertThat(periods)
                .extracting(each ->
                        new int[] {each.active(), each.newcomers(), each.returning(), each.resurrected(), each.dormant()
                        })
                .containsExactly(oracle);
        assertThat(periods).extracting(LifecyclePeriod::label).startsWith("2010-12", "2011-01");
        assertThat(periods).extracting(LifecyclePeriod::complete).endsWith(true, false);
    }

    /** retail.cohorts. */
    @Test
    void cohortsOfOnlineRetailByMonthAreRetailCohorts() throws IOException {
        int[][] oracle = {
            {885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235},
            {417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49},
            {380, 71, 71, 108, 103, 94, 96, 106, 94, 116, 26},
            {452, 68, 114, 90, 101, 76, 121, 104, 126, 39},
            {300, 64, 61, 63, 59, 68, 65, 78, 22},
            {284, 54, 49, 49, 59, 66, 75, 27},
            {242, 42, 38, 64, 56, 81, 23},
            {188, 34, 39, 42, 51, 21},
            {169, 35, 42, 41, 21},
            {299, 70, 90, 34},
            {358, 86, 41},
            {323, 36},
            {41},
        };
        Cohorts cohorts = Cohorts.of(retail(), BOUGHT, MONTHS);

        assertThat(cohorts.size()).isEqualTo(oracle.length);
        double revenue = 0;
        for (int cohort = 0; cohort < oracle.length; cohort++) {
            assertThat(cohorts.customers(cohort)).isEqualTo(oracle[cohort]);
            assertThat(cohorts.came(cohort)).isEqualTo(oracle[cohort][0]);
            for (double each : cohorts.revenue(cohort)) {
                revenue += each;
            }
        }
        // The known total of the data's README.
        assertThat(revenue).isCloseTo(8_911_407.90, within(0.01));
        // Of the cohorts whose next month is over.
        assertThat(cohorts.retention(1))
                .isEqualTo((324 + 92 + 71 + 68 + 64 + 54 + 42 + 34 + 35 + 70 + 86)
                        / (double) (885 + 417 + 380 + 452 + 300 + 284 + 242 + 188 + 169 + 299 + 358));
    }

    /** retail.stickiness. */
    @Test
    void daysActiveAMonthOfOnlineRetailAreRetailStickiness() throws IOException {
        Stickiness stickiness = Stickiness.of(retail(), BOUGHT, MONTHS);

        int[] few = {10_688, 1688, 403, 144, 52, 30, 11, 10, 5, 10};
        for (int days = 1; days <= few.length; days++) {
            assertThat(stickiness.histogram()).containsEntry(days, few[days - 1]);
        }
        assertThat(stickiness.customerPeriods()).isEqualTo(13_054);
        assertThat(stickiness.mean()).isCloseTo(1.2841274705071242, within(1e-12 * 1.3));
    }

    /** journey.overlap. */
    @Test
    void mailingsOfCompleteJourneyOverlapAsInJourneyOverlap() throws IOException {
        Map<String, Instant> starts = new HashMap<>();
        Map<String, Instant> ends = new HashMap<>();
        List<String> campaigns = Files.readAllLines(SharedData.file("data/complete_journey/campaign_descriptions.csv"));
        for (String line : campaigns.subList(1, campaigns.size())) {
            String[] row = line.split(",", -1);
            starts.put(row[0], LocalDate.parse(row[2]).atStartOfDay().toInstant(ZoneOffset.UTC));
            ends.put(row[0], LocalDate.parse(row[3]).atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        InteractionLog.Builder log = InteractionLog.builder();
        List<String> mailings = Files.readAllLines(SharedData.file("data/complete_journey/campaigns.csv"));
        for (String line : mailings.subList(1, mailings.size())) {
            String[] row = line.split(",", -1);
            Instant at = starts.getOrDefault(row[0], Instant.EPOCH);
            log.add(Interaction.of(row[1], at, Channel.POST, Initiator.COMPANY, Purpose.OFFER)
                    .withCampaign(row[0]));
        }
        LogView view = log.build().asOf(Instant.parse("2018-01-01T00:00:00Z"));

        ContactOverlaps running = ContactOverlaps.running(view, Instant.EPOCH, Dimension.CAMPAIGN, ends);
        assertThat(running.contacts()).isEqualTo(6589);
        assertThat(running.overlapping()).isEqualTo(3874);
        assertThat(running.share()).isEqualTo(0.5879496129913492);
        ContactOverlaps near = ContactOverlaps.within(view, Instant.EPOCH, Dimension.CAMPAIGN, Duration.ofDays(7));
        assertThat(near.overlapping()).isEqualTo(74);
        assertThat(near.share()).isEqualTo(0.011230839277583851);
    }
}
