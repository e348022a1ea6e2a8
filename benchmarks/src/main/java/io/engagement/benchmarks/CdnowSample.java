package io.engagement.benchmarks;

import io.engagement.customerbase.Purchases;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.simulate.PurchaseProcess;
import io.engagement.simulate.SimulatedPurchases;
import io.engagement.simulate.SpendProcess;
import io.engagement.spend.Spending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** The base that papers and packages measure themselves on, in weeks as of 1997-09-30. */
record CdnowSample(Purchases purchases, Spending spend) {
    private static final int CUSTOMERS = 2357;
    private static final long DAY = 86_400_000;
    private static final InteractionKind PURCHASE =
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);

    static CdnowSample readOrSimulated() {
        String shared = System.getProperty("engagement.shared", "../shared");
        Path file = Path.of(shared, "data", "cdnow", "cdnow_sample.csv");
        return Files.exists(file) ? read(file) : simulated(CUSTOMERS);
    }

    private static CdnowSample read(Path file) {
        InteractionLog.Builder builder = InteractionLog.builder();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split(",", -1);
                if (!fields[1].equals("sample_id")) {
                    long at = LocalDate.parse(fields[2]).toEpochDay() * DAY;
                    builder.add(fields[1], at, PURCHASE, Double.parseDouble(fields[4]), Double.NaN);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PurchaseDefinition days = PurchaseDefinition.standard();
        MeasureTable table = MeasureTable.of(
                builder.build().asOf(Instant.parse("1997-09-30T00:00:00Z")),
                TimeScale.WEEKS,
                List.of(days.frequency(), days.recency(), days.age(), days.meanRepeatValue()));
        double[] frequency = column(table.column(days.frequency()));
        return new CdnowSample(
                Purchases.of(
                        TimeScale.WEEKS,
                        frequency,
                        column(table.column(days.recency())),
                        column(table.column(days.age()))),
                Spending.of(frequency, column(table.column(days.meanRepeatValue()))));
    }

    private static double[] column(MeasureColumn column) {
        return IntStream.range(0, column.size()).mapToDouble(column::get).toArray();
    }

    static CdnowSample simulated(int customers) {
        SimulatedPurchases drawn =
                PurchaseProcess.withDefaults().draw(customers, 27, 39, SpendProcess.withDefaults(), 1);
        double[] frequency = IntStream.range(0, customers)
                .mapToDouble(drawn.purchases()::frequency)
                .toArray();
        return new CdnowSample(drawn.purchases(), Spending.of(frequency, drawn.meanSpend()));
    }
}
