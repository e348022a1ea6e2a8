package io.engagement.setup;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What real customers bought, with its value, as {@code reference/README.md} has them. Day 0 is the midnight before the first
 * purchase; in online_retail the first purchase.
 *
 * @param log the purchases
 * @param dayZero from which origins are counted
 */
record RealPurchases(InteractionLog log, Instant dayZero) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Map<String, RealPurchases> READ = new ConcurrentHashMap<>();

    private record Purchase(String id, Instant at, String value) {}

    private interface Row {
        Optional<Purchase> purchase(String[] cells);
    }

    static RealPurchases of(String name) {
        return READ.computeIfAbsent(name, RealPurchases::read);
    }

    private static RealPurchases read(String name) {
        return switch (name) {
            case "cdnow" -> read("cdnow/cdnow_master.csv", false, RealPurchases::cdnow);
            case "retail" -> read("online_retail/invoices.csv", true, RealPurchases::retail);
            case "starbucks" -> read("starbucks_offers/events.csv", false, RealPurchases::starbucks);
            case "journey" -> read("complete_journey/transactions_sample.csv", false, RealPurchases::journey);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Optional<Purchase> cdnow(String[] row) {
        return Optional.of(
                new Purchase(row[0], LocalDate.parse(row[1]).atStartOfDay().toInstant(ZoneOffset.UTC), row[3]));
    }

    /** Invoices of known customers that are no cancellations. */
    private static Optional<Purchase> retail(String[] row) {
        return row[1].isEmpty() || row[0].startsWith("C")
                ? Optional.empty()
                : Optional.of(new Purchase(row[1], second(row[3]), row[6]));
    }

    private static Optional<Purchase> starbucks(String[] row) {
        return row[2].equals("transaction")
                ? Optional.of(
                        new Purchase(row[0], Instant.EPOCH.plus(Duration.ofHours(Long.parseLong(row[1]))), row[4]))
                : Optional.empty();
    }

    private static Optional<Purchase> journey(String[] row) {
        return Optional.of(new Purchase(row[0], second(row[10]), row[5]));
    }

    private static Instant second(String text) {
        return LocalDateTime.parse(text, SECONDS).toInstant(ZoneOffset.UTC);
    }

    private static RealPurchases read(String file, boolean fromFirst, Row rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        Instant first = Instant.MAX;
        try (var lines = Files.lines(SharedData.file("data/" + file), StandardCharsets.UTF_8)) {
            for (String line : (Iterable<String>) lines.skip(1)::iterator) {
                Optional<Purchase> purchase = rows.purchase(line.split(",", -1));
                if (purchase.isPresent()) {
                    Instant at = purchase.get().at();
                    first = at.isBefore(first) ? at : first;
                    log.add(Interaction.of(purchase.get().id(), at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                            .withValue(Math.rint(100
                                            * Double.parseDouble(purchase.get().value()))
                                    / 100));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RealPurchases(log.build(), fromFirst ? first : first.truncatedTo(ChronoUnit.DAYS));
    }
}
