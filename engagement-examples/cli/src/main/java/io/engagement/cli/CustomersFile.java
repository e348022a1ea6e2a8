package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvRecord;
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
    void addTo(InteractionLog.Builder builder) {
        CsvFiles.read(file, ',', StandardCharsets.UTF_8, (names, rows) -> {
            header = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            if (!header.contains("customer_id") && !header.contains("customer")) {
                throw new DataRefused(file + " has no column customer_id; its columns are " + header);
            }
            rows.forEachRemaining(row -> add(builder, row));
        });
    }

    private void add(InteractionLog.Builder builder, CsvRecord row) {
        try {
            if (row.getFieldCount() != header.size()) {
                throw new IllegalArgumentException(CsvFiles.wrongWidth(Row.of(row, 0), header.size()));
            }
            builder.customer(customer(row));
        } catch (IllegalArgumentException | DateTimeException e) {
            builder.refuse(
                    "a customer's row cannot be read",
                    file.getFileName() + " line " + row.getStartingLineNumber() + ": " + e.getMessage());
        }
    }

    private Customer customer(CsvRecord row) {
        Customer customer = Customer.of("?").withPreferences(preferences(row));
        String id = "";
        for (int i = 0; i < header.size(); i++) {
            String text = row.getField(i);
            if (text.isBlank()) {
                continue;
            }
            switch (header.get(i)) {
                case "customer_id", "customer" -> id = text;
                case "since" -> customer = customer.withSince(Instant.ofEpochMilli(times.epochMilli(text.strip())));
                case "preferred_channels", "refused_channels", "contact_limit", "limit_days" -> {}
                default -> customer = customer.withAttribute(header.get(i), text);
            }
        }
        return new Customer(id, customer.since(), customer.preferences(), customer.attributes());
    }

    private Preferences preferences(CsvRecord row) {
        Preferences preferences = Preferences.none()
                .withPreferred(channels(row, "preferred_channels"))
                .withRefused(channels(row, "refused_channels"));
        if (text(row, "contact_limit").isEmpty()) {
            return preferences;
        }
        long days = text(row, "limit_days").isEmpty() ? USUAL_DAYS : whole(row, "limit_days", 1, MOST_DAYS);
        return preferences.withContactLimit(
                (int) whole(row, "contact_limit", 0, Integer.MAX_VALUE), Duration.ofDays(days));
    }

    private long whole(CsvRecord row, String column, long least, long most) {
        String text = text(row, column);
        return Numbers.readWhole(text).stream()
                .filter(number -> number >= least && number <= most)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("column " + column + ": '" + text
                        + "' is not allowed; it takes a whole number from " + least + " to " + most));
    }

    private Channel[] channels(CsvRecord row, String column) {
        return Arrays.stream(text(row, column).split("\\|"))
                .filter(name -> !name.isBlank())
                .map(Channel::of)
                .toArray(Channel[]::new);
    }

    private String text(CsvRecord row, String column) {
        int index = header.indexOf(column);
        return index < 0 ? "" : row.getField(index).strip();
    }
}
