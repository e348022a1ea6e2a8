package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The CDNOW sample, as Fader, Hardie and Lee (2005), "Counting your customers" the easy way, summarise it: purchases of 2,357
 * customers in the first 39 weeks of 1997.
 */
class PurchaseDefinitionCorrectnessTest {
    private static final Instant END = Instant.parse("1997-09-30T00:00:00Z");
    private static final PurchaseDefinition PURCHASES = PurchaseDefinition.standard();

    @Test
    void theCdnowSampleHasThePublishedNumbersOfRepeatPurchases() throws IOException {
        MeasureTable table = MeasureTable.of(
                sample().asOf(END),
                TimeScale.WEEKS,
                List.of(PURCHASES.frequency(), PURCHASES.recency(), PURCHASES.age(), PURCHASES.meanRepeatValue()));
        double[] frequency = values(table, PURCHASES.frequency());
        assertThat(table.size()).isEqualTo(2357);
        assertThat(IntStream.range(0, frequency.length)
                        .mapToDouble(i -> frequency[i])
                        .sum())
                .isEqualTo(2457);
        assertThat(IntStream.range(0, frequency.length)
                        .filter(i -> frequency[i] == 0)
                        .count())
                .isEqualTo(1411);
        int row = IntStream.range(0, table.size())
                .filter(i -> table.customerId(i).equals("0001"))
                .findFirst()
                .orElseThrow();
        // Bought on 1 and 18 January and on 2 August, for 29.33, 29.73 and 14.96.
        assertThat(frequency[row]).isEqualTo(2);
        assertThat(table.column(PURCHASES.recency()).get(row)).isEqualTo(213 / 7.0);
        assertThat(table.column(PURCHASES.age()).get(row)).isEqualTo(272 / 7.0);
        assertThat(table.column(PURCHASES.meanRepeatValue()).get(row)).isEqualTo((29.73 + 14.96) / 2);
    }

    private static double[] values(MeasureTable table, Measure measure) {
        return IntStream.range(0, table.size())
                .mapToDouble(table.column(measure)::get)
                .toArray();
    }

    private static InteractionLog sample() throws IOException {
        InteractionKind purchase = InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);
        InteractionLog.Builder builder = InteractionLog.builder();
        for (String line : Files.readAllLines(SharedData.file("data/cdnow/cdnow_sample.csv"))) {
            String[] fields = line.split(",", -1);
            if (!fields[0].equals("master_id")) {
                Instant at =
                        LocalDate.parse(fields[2]).atStartOfDay(ZoneOffset.UTC).toInstant();
                builder.add(fields[1], at.toEpochMilli(), purchase, Double.parseDouble(fields[4]), Double.NaN);
            }
        }
        return builder.build();
    }
}
