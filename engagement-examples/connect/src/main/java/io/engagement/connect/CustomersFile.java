package io.engagement.connect;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Preferences;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.StateLayout;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A file of customers: customer_id, and where known since, preferred_channels and refused_channels (separated by |),
 * contact_limit and limit_days; all other columns are attributes, named as in the file, or the numbers that scorers are given, and so
 * are those of the files that the mapping joins. Rows that do not fulfil the mapping's conditions are left out. A row with an
 * attribute that scorers cannot read is refused.
 */
public final class CustomersFile {
    /** In which a contact limit holds where its days are not told. */
    private static final int USUAL_DAYS = 30;

    /** A thousand years. */
    private static final int MOST_DAYS = 365_000;

    private final Source source;
    private final Mapping mapping;
    private final Days days;
    private TimeFormat times;
    /** By field the source's own column. */
    private final Map<String, String> columns;
    /** What scorers read of customers. */
    private final StateLayout facts;

    private final Map<String, Map<String, Double>> given = new TreeMap<>();

    private long idleDays;

    private CustomersFile(Source source, Days days, CustomerMapping told, Clock clock, List<Measure> facts) {
        this.source = source;
        this.days = days;
        this.mapping = told.mapping();
        this.times = TimeFormat.of(
                        mapping.timeFormat(),
                        mapping.timeZone().map(clock::withZone).orElse(clock))
                .withTyped();
        this.columns = told.columns();
        this.facts = StateLayout.of(facts);
        this.facts.given().forEach(this::given);
    }

    /**
     * Files of customers, such as those of one export: whether the day or the month comes first in their dates of numbers is decided
     * for all of them.
     *
     * @param sources where they are
     * @param told how they are read
     * @param clock has the zone that times without an offset are in
     * @param facts what scorers read of customers
     * @return the files, not yet read
     */
    public static List<CustomersFile> of(List<Source> sources, CustomerMapping told, Clock clock, List<Measure> facts) {
        Days days = new Days(sources, told.columns());
        return sources.stream()
                .map(source -> new CustomersFile(source, days, told, clock, facts))
                .toList();
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

    /** What messages about one row call it. */
    String name() {
        return source.name();
    }

    /** Registers all customers of the file; rows that cannot be read are refused one by one. */
    Tally addTo(InteractionLog.Builder builder) {
        Tally tally = Tally.ofCustomers(source);
        if (times.isAuto() && source.isRepeatable()) {
            days.order().ifPresent(order -> times = times.withOrder(order));
            days.note().ifPresent(tally::note);
        }
        source.read((first, rows) -> {
            TitleRows titles = CustomerColumns.titles(columns, first, rows);
            tally.titles(titles.excerpts());
            CustomerColumns all = CustomerColumns.of(source, titles.header(), columns, mapping, times);
            rows.forEachRemaining(row -> add(builder, all, row, tally));
            all.unmet().forEach(each -> tally.note(tally.name() + ": " + each));
        });
        source.notes().forEach(tally::note);
        if (tally.leftOut() > 0) {
            tally.note(tally.name() + ": " + tally.leftOut() + " rows are left out by --customers-where");
        }
        if (idleDays > 0) {
            tally.note(
                    tally.name() + ": " + idleDays + " rows have limit_days and no contact_limit, and no limit is made"
                            + " of them: give contact_limit, the number of contacts in so many days");
        }
        tally.end();
        return tally;
    }

    /** Whether days or months come first in the times of some files: found out when it is asked for. */
    private static final class Days implements DayOrders.Columns {
        private final List<Source> sources;
        private final Map<String, String> columns;
        private Optional<DayOrders.Order> found = Optional.empty();
        private boolean isFound;
        private boolean isTold;

        Days(List<Source> sources, Map<String, String> columns) {
            this.sources = sources.stream().filter(Source::isRepeatable).toList();
            this.columns = columns;
        }

        Optional<DayOrder> order() {
            if (!isFound) {
                found = DayOrders.of(sources, Asked.all(), "--customers-time-format", this);
                isFound = true;
            }
            return found.map(DayOrders.Order::order);
        }

        /** What is to be told of it, once. */
        Optional<String> note() {
            Optional<String> note = isTold ? Optional.empty() : found.map(DayOrders.Order::note);
            isTold = true;
            return note;
        }

        @Override
        public List<String> header(List<String> first, Iterator<Row> rows) {
            return CustomerColumns.titles(columns, first, rows).header();
        }

        @Override
        public int[] places(List<String> own) {
            return new int[] {CustomerColumns.fields(own, columns).indexOf("since")};
        }
    }

    private void add(InteractionLog.Builder builder, CustomerColumns all, Row row, Tally tally) {
        int width = all.width();
        Optional<String> fault = RowWidth.fault(row, width);
        if (fault.isPresent()) {
            Refused refused = refused(row, fault.get(), row.textLines(), tally);
            if (row.fault().isEmpty() && row.fields() < width && TitleRows.mayEnd(row, width)) {
                tally.mayEnd(refused, tally.name() + " " + row.place());
            } else {
                tally.endTrailer();
                tally.refuse(refused);
            }
            return;
        }
        tally.endTrailer();
        if (row.holdsRows(width)) {
            tally.suspect(row.place(), row.lines());
        }
        try {
            if (!all.isWanted(Typed.row(row, mapping))) {
                tally.leaveOut(1);
                return;
            }
            Customer customer = customer(all, row);
            MeasureState.of(facts).know(customer);
            Map<String, Double> numbers = numbers(all, row);
            numbers.forEach((name, number) -> requireSame(customer.id(), name, number));
            builder.customer(customer);
            numbers.forEach((name, number) -> given(name).put(customer.id(), number));
            tally.accept(1);
        } catch (RowRefused | IllegalArgumentException | DateTimeException e) {
            tally.refuse(refused(row, String.valueOf(e.getMessage()), 1, tally));
        }
    }

    private static Refused refused(Row row, String why, int rows, Tally tally) {
        return new Refused(
                "a customer's row cannot be read",
                tally.name() + " " + row.place() + ": " + Excerpt.ofMessage(why),
                rows,
                TitleRows.excerpt(row));
    }

    private Customer customer(CustomerColumns all, Row row) {
        Customer customer = Customer.of("?").withPreferences(preferences(all, row));
        String id = "";
        for (int i = 0; i < all.size(); i++) {
            String text = all.text(row, i);
            if (all.type(row, i) == Row.Type.ERROR) {
                throw new IllegalArgumentException("column " + Excerpt.of(all.name(i)) + " has the error "
                        + (text.isEmpty() ? "of a formula that was not calculated" : Excerpt.of(text)));
            }
            if (text.isBlank()) {
                continue;
            }
            switch (all.field(i)) {
                case "customer_id", "customer" -> id = CustomerIds.of(text);
                case "since" -> customer = customer.withSince(time(all, row, i));
                case "preferred_channels", "refused_channels", "contact_limit", "limit_days" -> {}
                default -> {
                    if (!given.containsKey(all.name(i))) {
                        customer = customer.withAttribute(all.name(i), text);
                    }
                }
            }
        }
        return new Customer(id, customer.since(), customer.preferences(), customer.attributes());
    }

    private Instant time(CustomerColumns all, Row row, int column) {
        String text = Blanks.strip(all.text(row, column));
        return time(all.type(row, column) == Row.Type.TIME ? times.marked(text) : text);
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

    private Map<String, Double> numbers(CustomerColumns all, Row row) {
        Map<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            String text = Blanks.strip(all.text(row, i));
            if (given.containsKey(all.name(i)) && !text.isEmpty()) {
                NumberFormat format = all.type(row, i) == Row.Type.NUMBER ? NumberFormat.plain() : mapping.numbers();
                numbers.put(all.name(i), number(all.name(i), text, format));
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
            throw new IllegalArgumentException("customer '" + Excerpt.of(customerId) + "' has two rows that differ in "
                    + name + ", " + known + " and " + number + ": give it once");
        }
    }

    private static double number(String column, String text, NumberFormat format) {
        OptionalDouble number = format.read(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            throw new IllegalArgumentException("column " + column + ": '" + Excerpt.of(text)
                    + "' is not allowed; it takes a number such as 42 or -1.5; where decimals have a comma, tell it with"
                    + " --customers-decimal");
        }
        return number.getAsDouble();
    }

    private Preferences preferences(CustomerColumns all, Row row) {
        Preferences preferences = Preferences.none()
                .withPreferred(channels(all, row, "preferred_channels"))
                .withRefused(channels(all, row, "refused_channels"));
        long days = all.text(row, "limit_days").isEmpty() ? USUAL_DAYS : whole(all, row, "limit_days", 1, MOST_DAYS);
        if (all.text(row, "contact_limit").isEmpty()) {
            idleDays += all.text(row, "limit_days").isEmpty() ? 0 : 1;
            return preferences;
        }
        return preferences.withContactLimit(
                (int) whole(all, row, "contact_limit", 0, Integer.MAX_VALUE), Duration.ofDays(days));
    }

    private static long whole(CustomerColumns all, Row row, String column, long least, long most) {
        String text = all.text(row, column);
        return Numbers.readWhole(text).stream()
                .filter(number -> number >= least && number <= most)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("column " + column + ": '" + Excerpt.of(text)
                        + "' is not allowed; it takes a whole number from " + least + " to " + most));
    }

    private static Channel[] channels(CustomerColumns all, Row row, String column) {
        return Arrays.stream(all.text(row, column).split("\\|"))
                .filter(name -> !name.isBlank())
                .map(Channel::of)
                .toArray(Channel[]::new);
    }
}
