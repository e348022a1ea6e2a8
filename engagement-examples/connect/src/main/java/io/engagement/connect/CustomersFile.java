package io.engagement.connect;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.StateLayout;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A file of customers: customer_id, and where known since, preferred_channels and refused_channels (separated by |),
 * contact_limit and limit_days; all other columns are attributes, named as in the file, or the numbers that scorers are given. A
 * row with an attribute that scorers cannot read is refused.
 */
public final class CustomersFile {
    /** In which a contact limit holds where its days are not told. */
    private static final int USUAL_DAYS = 30;

    /** A thousand years. */
    private static final int MOST_DAYS = 365_000;

    private static final List<String> FIELDS =
            List.of("customer", "since", "preferred_channels", "refused_channels", "contact_limit", "limit_days");

    private final Source source;
    private TimeFormat times;
    /** By field the source's own column. */
    private final Map<String, String> columns;
    /** What scorers read of customers. */
    private final StateLayout facts;

    private final Map<String, Map<String, Double>> given = new TreeMap<>();
    private List<String> names = List.of();
    /** In lower case. */
    private List<String> header = List.of();

    private CustomersFile(Source source, TimeFormat times, Map<String, String> columns, List<Measure> facts) {
        this.source = source;
        this.times = times.withTyped();
        this.columns = Map.copyOf(columns);
        for (String field : columns.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new MappingRefused(
                        "--customers-map: there is no field '" + Excerpt.of(field) + "' of a customer; the fields are "
                                + String.join(", ", FIELDS) + ". Other columns are attributes by their own names");
            }
        }
        this.facts = StateLayout.of(facts);
        this.facts.given().forEach(this::given);
    }

    /**
     * A file of customers.
     *
     * @param source where they are
     * @param times how times are written
     * @param columns which column holds which field, where it is not called so
     * @param facts what scorers read of customers
     * @return the file, not yet read
     * @throws MappingRefused if there is no such field
     */
    public static CustomersFile of(Source source, TimeFormat times, Map<String, String> columns, List<Measure> facts) {
        return new CustomersFile(source, times, columns, facts);
    }

    /**
     * A view with the numbers that the file gives.
     *
     * @param view of a log that the file was read into
     * @return the changed copy
     */
    public LogView withGiven(LogView view) {
        LogView whole = view;
        for (Map.Entry<String, Map<String, Double>> each : given.entrySet()) {
            whole = whole.withGiven(each.getKey(), each.getValue());
        }
        return whole;
    }

    /** Registers all customers of the file; rows that cannot be read are refused one by one. */
    Tally addTo(InteractionLog.Builder builder) {
        Tally tally = new Tally(source, builder)
                .told("--customers-time-format, --customers-delimiter and --customers-charset");
        if (times.isAuto() && source.isRepeatable()) {
            DayOrders.of(source, own -> fields(own).indexOf("since"), "--customers-time-format")
                    .ifPresent(order -> {
                        times = times.withOrder(order.order());
                        tally.note(order.note());
                    });
        }
        source.read((own, rows) -> {
            names = own;
            header = fields(own);
            CsvFile.requireDifferent(source, header);
            if (!header.contains("customer_id") && !header.contains("customer")) {
                throw new DataRefused(source.label() + " has no column customer_id; its columns are ["
                        + Excerpt.ofNames(header) + "]");
            }
            rows.forEachRemaining(row -> add(builder, row, tally));
        });
        return tally;
    }

    /** What columns are called here, in lower case. */
    private List<String> fields(List<String> own) {
        List<String> fields = new ArrayList<>();
        own.forEach(name -> fields.add(name.toLowerCase(Locale.ROOT)));
        columns.forEach((field, column) -> {
            int place = own.indexOf(column);
            if (place < 0) {
                throw new DataRefused(source.label() + " has no column '" + Excerpt.of(column) + "'; its columns are ["
                        + Excerpt.ofNames(own) + "]");
            }
            fields.set(place, field);
        });
        return fields;
    }

    private void add(InteractionLog.Builder builder, Row row, Tally tally) {
        boolean isShort = row.fields() < header.size() && !row.leavesOutEmpty();
        if (row.fault().isPresent() || row.fields() > header.size() || isShort) {
            refuse(row, row.fault().orElseGet(() -> CsvFile.wrongWidth(row, header.size())), row.textLines(), tally);
            return;
        }
        if (row.holdsRows(header.size())) {
            tally.suspect(row.place(), row.lines());
        }
        try {
            Customer customer = customer(row);
            MeasureState.of(facts).know(customer);
            Map<String, Double> numbers = numbers(row);
            numbers.forEach((name, number) -> requireSame(customer.id(), name, number));
            builder.customer(customer);
            numbers.forEach((name, number) -> given(name).put(customer.id(), number));
            tally.accept(1);
        } catch (IllegalArgumentException | DateTimeException e) {
            refuse(row, String.valueOf(e.getMessage()), 1, tally);
        }
    }

    private void refuse(Row row, String why, int rows, Tally tally) {
        tally.refuse(
                "a customer's row cannot be read",
                tally.name() + " " + row.place() + ": " + Excerpt.ofMessage(why),
                rows);
    }

    private Customer customer(Row row) {
        Customer customer = Customer.of("?").withPreferences(preferences(row));
        String id = "";
        for (int i = 0; i < header.size(); i++) {
            String text = row.field(i);
            if (row.type(i) == Row.Type.ERROR) {
                throw new IllegalArgumentException("column " + Excerpt.of(names.get(i)) + " has the error "
                        + (text.isEmpty() ? "of a formula that was not calculated" : Excerpt.of(text)));
            }
            if (text.isBlank()) {
                continue;
            }
            switch (header.get(i)) {
                case "customer_id", "customer" -> id = CustomerIds.of(text);
                case "since" -> customer = customer.withSince(time(row, i));
                case "preferred_channels", "refused_channels", "contact_limit", "limit_days" -> {}
                default -> {
                    if (!given.containsKey(names.get(i))) {
                        customer = customer.withAttribute(names.get(i), text);
                    }
                }
            }
        }
        return new Customer(id, customer.since(), customer.preferences(), customer.attributes());
    }

    private Instant time(Row row, int column) {
        String text = Blanks.strip(row.field(column));
        return time(row.type(column) == Row.Type.TIME ? times.marked(text) : text);
    }

    private Instant time(String text) {
        try {
            return Instant.ofEpochMilli(times.epochMilli(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "column since: '" + Excerpt.of(text) + "' is not a date or time; it takes one "
                            + times.allowed().replace("--time-format", "--customers-time-format"),
                    e);
        }
    }

    private Map<String, Double> numbers(Row row) {
        Map<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < header.size(); i++) {
            String text = Blanks.strip(row.field(i));
            if (given.containsKey(names.get(i)) && !text.isEmpty()) {
                numbers.put(names.get(i), number(names.get(i), text));
            }
        }
        return numbers;
    }

    /** By customer. */
    private Map<String, Double> given(String name) {
        return given.computeIfAbsent(name, unknown -> new HashMap<>());
    }

    private void requireSame(String customerId, String name, double number) {
        double known = given(name).getOrDefault(customerId, number);
        if (known != number) {
            throw new IllegalArgumentException("customer " + customerId + " has two rows that differ in " + name + ", "
                    + known + " and " + number + ": give it once");
        }
    }

    private static double number(String column, String text) {
        OptionalDouble number = Numbers.read(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            throw new IllegalArgumentException("column " + column + ": '" + Excerpt.of(text)
                    + "' is not allowed; it takes a number such as 42 or -1.5, with a decimal point");
        }
        return number.getAsDouble();
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
        return index < 0 ? "" : Blanks.strip(row.field(index));
    }
}
