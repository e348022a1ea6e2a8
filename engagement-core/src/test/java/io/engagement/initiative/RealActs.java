package io.engagement.initiative;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Own acts of real customers, as {@code reference/README.md} has them: messages written, purchase days, invoices, transactions,
 * baskets, opens and clicks. Day 0 is the midnight before the first act; in college_messages and online_retail the first act.
 *
 * @param log the acts
 * @param dayZero from which origins are counted
 */
public record RealActs(InteractionLog log, Instant dayZero) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Map<String, RealActs> READ = new ConcurrentHashMap<>();

    private record Act(String id, Instant at) {}

    private interface Row {
        Optional<Act> act(String[] cells);
    }

    public static RealActs of(String name) {
        return READ.computeIfAbsent(name, RealActs::read);
    }

    private static RealActs read(String name) {
        Set<String> seen = new HashSet<>();
        return switch (name) {
            case "college" ->
                read(
                        "college_messages/CollegeMsg.txt",
                        " ",
                        true,
                        row -> row[0].equals("src")
                                ? Optional.empty()
                                : Optional.of(new Act(row[0], Instant.ofEpochSecond(Long.parseLong(row[2])))));
            case "cdnow" ->
                read(
                        "cdnow/cdnow_master.csv",
                        ",",
                        false,
                        row -> row[0].equals("customer_id") || !seen.add(row[0] + row[1])
                                ? Optional.empty()
                                : Optional.of(new Act(
                                        row[0],
                                        LocalDate.parse(row[1]).atStartOfDay().toInstant(ZoneOffset.UTC))));
            case "retail" ->
                read(
                        "online_retail/invoices.csv",
                        ",",
                        true,
                        row -> row[1].isEmpty() || row[0].startsWith("C") || row[0].startsWith("Inv")
                                ? Optional.empty()
                                : Optional.of(new Act(row[1], second(row[3]))));
            case "starbucks" ->
                read(
                        "starbucks_offers/events.csv",
                        ",",
                        false,
                        row -> row[2].equals("transaction")
                                ? Optional.of(
                                        new Act(row[0], Instant.EPOCH.plus(Duration.ofHours(Long.parseLong(row[1])))))
                                : Optional.empty());
            case "journey" ->
                read(
                        "complete_journey/transactions_sample.csv",
                        ",",
                        false,
                        row -> row[0].equals("household_id") || !seen.add(row[2])
                                ? Optional.empty()
                                : Optional.of(new Act(row[0], second(row[10]))));
            case "email" ->
                read(
                        "email_engagement/yammer_emails.csv",
                        ",",
                        false,
                        row -> row[2].equals("email_open") || row[2].equals("email_clickthrough")
                                ? Optional.of(new Act(row[0], second(row[1])))
                                : Optional.empty());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Instant second(String text) {
        return LocalDateTime.parse(text, SECONDS).toInstant(ZoneOffset.UTC);
    }

    private static RealActs read(String file, String separator, boolean fromFirst, Row rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        Instant first = Instant.MAX;
        try {
            for (String line : Files.readAllLines(SharedData.file("data/" + file), StandardCharsets.UTF_8)) {
                Optional<Act> act = rows.act(line.split(separator, -1));
                if (act.isPresent()) {
                    Instant at = act.get().at();
                    first = at.isBefore(first) ? at : first;
                    log.add(Interaction.of(act.get().id(), at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new RealActs(log.build(), fromFirst ? first : first.truncatedTo(ChronoUnit.DAYS));
    }
}
