package io.engagement.customerbase;

import io.engagement.SharedData;
import io.engagement.domain.TimeScale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The CDNOW sample's customers as of 1997-09-30, the purchases of a day merged, times in weeks. */
public final class CdnowSample {
    private static final LocalDate END = LocalDate.of(1997, 9, 30);

    private final List<SortedMap<LocalDate, Double>> customers;

    private CdnowSample(List<SortedMap<LocalDate, Double>> customers) {
        this.customers = customers;
    }

    /** The sample, or the end of the test: skipped. */
    public static CdnowSample read() {
        Map<String, SortedMap<LocalDate, Double>> byId = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(SharedData.file("data/cdnow/cdnow_sample.csv"))) {
                String[] fields = line.split(",", -1);
                if (!fields[0].equals("master_id")
                        && !LocalDate.parse(fields[2]).isAfter(END)) {
                    byId.computeIfAbsent(fields[1], id -> new TreeMap<>())
                            .merge(LocalDate.parse(fields[2]), Double.parseDouble(fields[4]), Double::sum);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new CdnowSample(new ArrayList<>(byId.values()));
    }

    public Purchases purchases() {
        double[] recency = new double[customers.size()];
        double[] age = new double[customers.size()];
        for (int i = 0; i < age.length; i++) {
            LocalDate first = customers.get(i).firstKey();
            recency[i] = (customers.get(i).lastKey().toEpochDay() - first.toEpochDay()) / 7.0;
            age[i] = (END.toEpochDay() - first.toEpochDay()) / 7.0;
        }
        return Purchases.of(TimeScale.WEEKS, frequency(), recency, age)
                .withAsOf(END.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** x by customer. */
    public double[] frequency() {
        return customers.stream().mapToDouble(days -> days.size() - 1).toArray();
    }

    /** Mean value of a repeat purchase day by customer, NaN if there is none. */
    public double[] meanSpend() {
        return customers.stream()
                .mapToDouble(days -> days.values().stream()
                        .skip(1)
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }
}
