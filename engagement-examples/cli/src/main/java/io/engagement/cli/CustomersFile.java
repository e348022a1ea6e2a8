package io.engagement.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.history.InteractionLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * A file of customers: customer_id, and where known since, preferred_channels and refused_channels (separated by |),
 * contact_limit and limit_days; all other columns are attributes.
 */
final class CustomersFile {
    private final Path file;
    private final TimeFormat times;
    private List<String> header = List.of();

    CustomersFile(Path file, ZoneId zone) {
        this.file = file;
        this.times = TimeFormat.of("auto", zone);
    }

    void addTo(InteractionLog.Builder builder) {
        try (CsvReader<CsvRecord> reader = CsvFiles.open(file, ',')) {
            Iterator<CsvRecord> records = reader.iterator();
            header = records.hasNext()
                    ? records.next().getFields().stream()
                            .map(name -> name.strip().toLowerCase(Locale.ROOT))
                            .toList()
                    : List.of();
            if (!header.contains("customer_id") && !header.contains("customer")) {
                throw new DataRefused(file + " has no column customer_id; its columns are " + header);
            }
            records.forEachRemaining(row -> add(builder, row));
        } catch (IOException e) {
            throw CsvFiles.unreadable(file, e);
        }
    }

    private void add(InteractionLog.Builder builder, CsvRecord row) {
        try {
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
        for (int i = 0; i < Math.min(header.size(), row.getFieldCount()); i++) {
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
        String limit = text(row, "contact_limit");
        if (limit.isEmpty()) {
            return preferences;
        }
        String days = text(row, "limit_days");
        return preferences.withContactLimit(
                Integer.parseInt(limit), Duration.ofDays(days.isEmpty() ? 30 : Long.parseLong(days)));
    }

    private Channel[] channels(CsvRecord row, String column) {
        return Arrays.stream(text(row, column).split("\\|"))
                .filter(name -> !name.isBlank())
                .map(Channel::of)
                .toArray(Channel[]::new);
    }

    private String text(CsvRecord row, String column) {
        int index = header.indexOf(column);
        return index < 0 || index >= row.getFieldCount()
                ? ""
                : row.getField(index).strip();
    }
}
