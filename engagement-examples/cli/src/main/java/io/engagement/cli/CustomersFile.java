package io.engagement.cli;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.history.InteractionLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A file of customers: customer_id, and where known since, preferred_channels and refused_channels (separated by |),
 * contact_limit and limit_days; all other columns are attributes.
 */
final class CustomersFile {
    /** In which a contact limit holds where its days are not told. */
    private static final int USUAL_DAYS = 30;

    /** A thousand years. */
    private static final int MOST_DAYS = 365_000;

    private final Path file;
    private final TimeFormat times;
    private List<String> header = List.of();

    CustomersFile(Path file, Clock clock) {
        this.file = file;
        this.times = TimeFormat.of("auto", clock);
    }

    /** Registers all customers of the file; rows that cannot be read are refused one by one. */
    Tally addTo(InteractionLog.Builder builder) {
        Tally tally = new Tally(file);
        CsvFiles.read(file, ',', StandardCharsets.UTF_8, (names, rows) -> {
            header = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            CsvFiles.requireDifferent(file, header);
            if (!header.contains("customer_id") && !header.contains("customer")) {
                throw new DataRefused(CsvFiles.label(file) + " has no column customer_id; its columns are ["
                        + Excerpt.ofNames(header) + "]");
            }
            rows.forEachRemaining(row -> add(builder, row, tally));
        });
        return tally;
    }

    private void add(InteractionLog.Builder builder, Row row, Tally tally) {
        if (row.fault().isPresent() || row.fields() != header.size()) {
            refuse(row, row.fault().orElseGet(() -> CsvFiles.wrongWidth(row, header.size())), row.textLines(), tally);
            return;
        }
        if (row.holdsRows(header.size())) {
            tally.suspect(row.line(), row.lines());
        }
        try {
            builder.customer(customer(row));
            tally.accept(1);
        } catch (RowRefused | IllegalArgumentException | DateTimeException e) {
            refuse(row, String.valueOf(e.getMessage()), 1, tally);
        }
    }

    private void refuse(Row row, String why, int rows, Tally tally) {
        tally.refuse(
                "a customer's row cannot be read",
                tally.name() + " line " + row.line() + ": " + Excerpt.ofMessage(why),
                rows);
    }

    private Customer customer(Row row) {
        Customer customer = Customer.of("?").withPreferences(preferences(row));
        String id = "";
        for (int i = 0; i < header.size(); i++) {
            String text = row.field(i);
            if (text.isBlank()) {
                continue;
            }
            switch (header.get(i)) {
                case "customer_id", "customer" -> id = RowReader.checked(text);
                case "since" -> customer = customer.withSince(Instant.ofEpochMilli(times.epochMilli(text.strip())));
                case "preferred_channels", "refused_channels", "contact_limit", "limit_days" -> {}
                default -> customer = customer.withAttribute(header.get(i), text);
            }
        }
        return new Customer(id, customer.since(), customer.preferences(), customer.attributes());
    }

    private Preferences preferences(Row row) {
        Preferences preferences = Preferences.none()
                .withPreferred(channels(row, "preferred_channels"))
                .withRefused(channels(row, "refused_channels"));
        long days = text(row, "limit_days").isEmpty() ? USUAL_DAYS : whole(row, "limit_days", 1, MOST_DAYS);
        if (text(row, "contact_limit").isEmpty()) {
            return preferences;
        }
        return preferences.withContactLimit(
                (int) whole(row, "contact_limit", 0, Integer.MAX_VALUE), Duration.ofDays(days));
    }

    private long whole(Row row, String column, long least, long most) {
        String text = text(row, column);
        return Numbers.readWhole(text).stream()
                .filter(number -> number >= least && number <= most)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("column " + column + ": '" + Excerpt.of(text)
                        + "' is not allowed; it takes a whole number from " + least + " to " + most));
    }

    private Channel[] channels(Row row, String column) {
        return Arrays.stream(text(row, column).split("\\|"))
                .filter(name -> !name.isBlank())
                .map(Channel::of)
                .toArray(Channel[]::new);
    }

    private String text(Row row, String column) {
        int index = header.indexOf(column);
        return index < 0 ? "" : row.field(index).strip();
    }
}
