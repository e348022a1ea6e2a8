package io.engagement;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.simulate.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** Customer bases as logs: simulated ones, and real ones from {@link SharedData}. */
final class Bases {
    private static final DateTimeFormatter INVOICED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Bases() {}

    static LogView simulated(int customers, long seed) {
        Simulation simulation =
                Simulation.withDefaults().withCustomers(customers).withSeed(seed);
        return simulation.log().asOf(simulation.end());
    }

    /** All 23,570 customers, as of the end of their calibration. */
    static LogView cdnow() throws IOException {
        return read(
                "data/cdnow/cdnow_master.csv",
                row -> row[0].equals("customer_id")
                        ? Optional.empty()
                        : purchase(
                                row[0], LocalDate.parse(row[1]).atStartOfDay().toInstant(ZoneOffset.UTC), row[3]),
                Instant.parse("1997-10-01T00:00:00Z"));
    }

    /** Invoices with a customer; cancellations, whose amounts are negative, are left out. */
    static LogView onlineRetail() throws IOException {
        return read(
                "data/online_retail/invoices.csv",
                row -> row[1].isEmpty() || row[0].startsWith("C") || row[0].equals("InvoiceNo")
                        ? Optional.empty()
                        : purchase(row[1], LocalDateTime.parse(row[3], INVOICED).toInstant(ZoneOffset.UTC), row[6]),
                Instant.parse("2011-12-10T00:00:00Z"));
    }

    private static LogView read(String relative, Function<String[], Optional<Interaction>> rows, Instant asOf)
            throws IOException {
        InteractionLog.Builder log = InteractionLog.builder();
        for (String line : Files.readAllLines(SharedData.file(relative), StandardCharsets.UTF_8)) {
            rows.apply(line.split(",", -1)).ifPresent(log::add);
        }
        return log.build().asOf(asOf);
    }

    private static Optional<Interaction> purchase(String customer, Instant at, String amount) {
        return Optional.of(Interaction.of(customer, at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                .withValue(Double.parseDouble(amount)));
    }
}
