package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.TextKey;
import io.engagement.internal.math.RandomStreams;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A log as of an instant: nothing later can be seen. Its rows are customers in the natural order of their ids: those
 * with an interaction at or before the instant, and registered ones who were not known to come later.
 *
 * <p>A row's interactions stand at the positions {@code start(row) <= p < end(row)}, in the order of time; the accessors
 * that take a position are the columns that measures read. For single customers take {@link #history(int)}.
 */
public final class LogView {
    /** What a generator of random numbers draws for. */
    private static final int SAMPLE = 1;

    private final LogColumns columns;
    private final Instant asOf;
    private final int[] customers;
    private final int[] ends;
    private final int size;
    private final int later;
    /** By name, of each row. */
    private final Map<String, double[]> given;

    private LogView(LogColumns columns, Instant asOf, int[] customers, int[] ends, int candidates) {
        this(columns, asOf, customers, ends, candidates, Map.of());
    }

    private LogView(
            LogColumns columns,
            Instant asOf,
            int[] customers,
            int[] ends,
            int candidates,
            Map<String, double[]> given) {
        this.columns = columns;
        this.asOf = asOf;
        this.customers = customers;
        this.ends = ends;
        this.given = given;
        int seen = 0;
        for (int row = 0; row < customers.length; row++) {
            seen += ends[row] - columns.start(customers[row]);
        }
        this.size = seen;
        this.later = candidates - seen;
    }

    static LogView of(LogColumns columns, Instant asOf) {
        long milli = clampedMilli(asOf);
        int[] customers = new int[columns.customers()];
        int[] ends = new int[columns.customers()];
        int rows = 0;
        for (int c = 0; c < columns.customers(); c++) {
            int end = columns.endAsOf(c, milli);
            if (end > columns.start(c) || isKnown(columns, c, asOf)) {
                customers[rows] = c;
                ends[rows++] = end;
            }
        }
        return new LogView(columns, asOf, Arrays.copyOf(customers, rows), Arrays.copyOf(ends, rows), columns.size());
    }

    /** The view of a log's only customer, even if they came later. */
    static LogView ofOnlyRow(LogColumns columns, Instant asOf) {
        return ofRow(columns, asOf, 0, columns.endAsOf(0, clampedMilli(asOf)), Map.of());
    }

    private static LogView ofRow(LogColumns columns, Instant asOf, int customer, int end, Map<String, double[]> given) {
        int all = columns.start(customer + 1) - columns.start(customer);
        return new LogView(columns, asOf, new int[] {customer}, new int[] {end}, all, given);
    }

    /** Instants that are too far out for milliseconds see everything, or nothing. */
    private static long clampedMilli(Instant asOf) {
        Instant latest = Instant.ofEpochMilli(Long.MAX_VALUE);
        Instant earliest = Instant.ofEpochMilli(Long.MIN_VALUE);
        if (asOf.isAfter(latest)) {
            return Long.MAX_VALUE;
        }
        return asOf.isBefore(earliest) ? Long.MIN_VALUE : asOf.toEpochMilli();
    }

    private static boolean isKnown(LogColumns columns, int customer, Instant asOf) {
        return columns.isRegistered(customer)
                && columns.customer(customer)
                        .since()
                        .filter(since -> since.isAfter(asOf))
                        .isEmpty();
    }

    /**
     * The instant that this view is as of.
     *
     * @return the instant
     */
    public Instant asOf() {
        return asOf;
    }

    /**
     * What of this view was known earlier: for hold-outs, where models are fitted to an earlier view and judged by this one.
     *
     * @param earlier not later than {@link #asOf()}
     * @return the earlier view, of those customers of this one who were known then
     * @throws IllegalArgumentException if the instant is later
     */
    public LogView asOf(Instant earlier) {
        if (earlier.isAfter(asOf)) {
            throw new IllegalArgumentException("a view as of " + asOf + " cannot tell what was known at " + earlier);
        }
        if (earlier.equals(asOf)) {
            return this;
        }
        long milli = clampedMilli(earlier);
        int[] known = new int[customers.length];
        int[] knownEnds = new int[customers.length];
        int rows = 0;
        for (int customer : customers) {
            int end = columns.endAsOf(customer, milli);
            if (end > columns.start(customer) || isKnown(columns, customer, earlier)) {
                known[rows] = customer;
                knownEnds[rows++] = end;
            }
        }
        return new LogView(columns, earlier, Arrays.copyOf(known, rows), Arrays.copyOf(knownEnds, rows), size + later);
    }

    /**
     * This view with a number for each customer that you supply, such as another system's score: what {@code
     * Measure.given(name, unit)} reads in tables and scores. It holds as of this view's instant: an earlier view of this one
     * does not have it.
     *
     * @param name the number's name
     * @param byCustomer the numbers by customer id, finite; who is not in it has none, who is not in the view does not matter
     * @return the changed copy; numbers of the same name are replaced
     * @throws IllegalArgumentException if the name is blank or a number is not finite
     * @throws NullPointerException if a number is null
     */
    public LogView withGiven(String name, Map<String, Double> byCustomer) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a given number must not be blank");
        }
        byCustomer.forEach((id, number) -> requireFinite(name, id, number));
        double[] numbers = new double[customers.length];
        Arrays.setAll(numbers, row -> byCustomer.getOrDefault(customerId(row), Double.NaN));
        Map<String, double[]> more = new TreeMap<>(given);
        more.put(name, numbers);
        return new LogView(columns, asOf, customers, ends, size + later, more);
    }

    private static void requireFinite(String name, String customerId, Double number) {
        Objects.requireNonNull(number, () -> name + " of customer " + customerId + " must not be null");
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + " of customer " + customerId + " must be finite, was " + number
                    + ": leave out who has none");
        }
    }

    /**
     * The names of the numbers that were {@linkplain #withGiven given}.
     *
     * @return in their natural order
     */
    public Set<String> given() {
        return Collections.unmodifiableSet(given.keySet());
    }

    /**
     * A number that was {@linkplain #withGiven given}.
     *
     * @param name the number's name
     * @param row from 0 to {@code customers() - 1}
     * @return the number, NaN if none was given
     */
    public double given(String name, int row) {
        double[] numbers = given.get(name);
        return numbers == null ? Double.NaN : numbers[Objects.checkIndex(row, customers.length)];
    }

    /**
     * Some customers of this view, drawn at random with equal chances, for figures of a large base that take long.
     *
     * @param most how many customers to draw, not negative
     * @param seed the same seed draws the same customers
     * @return a view of them, in the same order; this one if it has no more
     * @throws IllegalArgumentException if {@code most} is negative
     */
    public LogView sample(int most, long seed) {
        if (most < 0) {
            throw new IllegalArgumentException("most must not be negative, was " + most);
        }
        return most >= customers.length ? this : rows(drawn(customers.length, most, seed));
    }

    /** Selection sampling, in order: Knuth, The Art of Computer Programming, volume 2, 3.4.2, algorithm S. */
    private static int[] drawn(int all, int most, long seed) {
        UniformRandomProvider random = RandomStreams.of(seed, 0, SAMPLE);
        int[] drawn = new int[most];
        int found = 0;
        for (int row = 0; found < most; row++) {
            if (random.nextInt(all - row) < most - found) {
                drawn[found++] = row;
            }
        }
        return drawn;
    }

    private LogView rows(int[] rows) {
        int[] some = Arrays.stream(rows).map(row -> customers[row]).toArray();
        int[] someEnds = Arrays.stream(rows).map(row -> ends[row]).toArray();
        int all = Arrays.stream(some)
                .map(customer -> columns.start(customer + 1) - columns.start(customer))
                .sum();
        Map<String, double[]> theirs = new TreeMap<>();
        given.forEach((name, numbers) -> theirs.put(
                name, Arrays.stream(rows).mapToDouble(row -> numbers[row]).toArray()));
        return new LogView(columns, asOf, some, someEnds, all, theirs);
    }

    /**
     * Who did something, or was contacted, after an instant: whose measures and scores as of then are no longer those of this
     * view. An interaction that was added later but happened before is not told: compare logs for that.
     *
     * @param earlier an instant
     * @return the ids of customers with an interaction later than that, in order
     */
    public List<String> changedSince(Instant earlier) {
        long milli = clampedMilli(earlier);
        return IntStream.range(0, customers.length)
                .filter(row -> start(row) < ends[row] && epochMilli(ends[row] - 1) > milli)
                .mapToObj(this::customerId)
                .toList();
    }

    /**
     * Number of rows.
     *
     * @return how many customers are in the view
     */
    public int customers() {
        return customers.length;
    }

    /**
     * A row's customer id.
     *
     * @param row from 0 to {@code customers() - 1}
     * @return the id
     */
    public String customerId(int row) {
        return columns.customerId(customers[row]);
    }

    /**
     * A row's customer.
     *
     * @param row from 0 to {@code customers() - 1}
     * @return the customer as registered, or with nothing but the id
     */
    public Customer customer(int row) {
        return columns.customer(customers[row]);
    }

    /**
     * The row of a customer.
     *
     * @param customerId the id
     * @return the row, empty if the customer is not in the view
     */
    public OptionalInt row(String customerId) {
        int found = columns.find(customerId);
        int row = found < 0 ? -1 : Arrays.binarySearch(customers, found);
        return row < 0 ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /**
     * One customer's history.
     *
     * @param row from 0 to {@code customers() - 1}
     * @return the history as of the same instant
     */
    public CustomerHistory history(int row) {
        Objects.checkIndex(row, customers.length);
        Map<String, double[]> own = new TreeMap<>();
        given.forEach((name, numbers) -> own.put(name, new double[] {numbers[row]}));
        return new CustomerHistory(ofRow(columns, asOf, customers[row], ends[row], own));
    }

    /**
     * One customer's history.
     *
     * @param customerId the id
     * @return the history as of the same instant, empty if the customer is not in the view
     */
    public Optional<CustomerHistory> history(String customerId) {
        OptionalInt row = row(customerId);
        return row.isPresent() ? Optional.of(history(row.getAsInt())) : Optional.empty();
    }

    /**
     * Number of interactions in the view.
     *
     * @return how many
     */
    public int size() {
        return size;
    }

    /**
     * Number of interactions that this view ignores because they are later.
     *
     * @return how many; in a history, of that customer
     */
    public int laterInteractions() {
        return later;
    }

    /**
     * Of how many of the view's interactions the initiator was given, inferred or unknown.
     *
     * @return the counts
     */
    public InitiatorCounts initiators() {
        return IntStream.range(0, customers.length)
                .mapToObj(row -> columns.initiators(start(row), ends[row]))
                .reduce(InitiatorCounts.NONE, InitiatorCounts::plus);
    }

    /**
     * Where a row's interactions begin.
     *
     * @param row from 0 to {@code customers() - 1}
     * @return the first position
     */
    public int start(int row) {
        return columns.start(customers[row]);
    }

    /**
     * Where a row's interactions end.
     *
     * @param row from 0 to {@code customers() - 1}
     * @return the position after the last one
     */
    public int end(int row) {
        return ends[row];
    }

    /**
     * When an interaction happened.
     *
     * @param position a position of a row
     * @return milliseconds since 1970
     */
    public long epochMilli(int position) {
        return columns.epochMilli(position);
    }

    /**
     * What sort of contact an interaction is.
     *
     * @param position a position of a row
     * @return an index into {@link #kinds()}
     */
    public int kindIndex(int position) {
        return columns.kindIndex(position);
    }

    /**
     * All kinds of the whole log in their natural order.
     *
     * @return an immutable list
     */
    public List<InteractionKind> kinds() {
        return columns.kinds();
    }

    /**
     * An interaction's value.
     *
     * @param position a position of a row
     * @return the value, NaN if there is none
     */
    public double value(int position) {
        return columns.value(position);
    }

    /**
     * An interaction's cost.
     *
     * @param position a position of a row
     * @return the cost, NaN if there is none
     */
    public double cost(int position) {
        return columns.cost(position);
    }

    /**
     * An interaction's satisfaction.
     *
     * @param position a position of a row
     * @return from 0 to 1, NaN if there is none
     */
    public double satisfaction(int position) {
        return columns.satisfaction(position);
    }

    /**
     * An interaction's duration.
     *
     * @param position a position of a row
     * @return in milliseconds, NaN if there is none
     */
    public double durationMillis(int position) {
        return columns.durationMillis(position);
    }

    /**
     * A number that stands for an interaction's id, as {@code Quantity.ID} has it.
     *
     * @param position a position of a row
     * @return a whole number above 0, the same for the same id; NaN if there is none
     */
    public double idKey(int position) {
        return TextKey.of(columns.id(position));
    }

    /**
     * A number that stands for the id of what an interaction answers.
     *
     * @param position a position of a row
     * @return a whole number above 0, that of {@link #idKey} of what it answers; NaN if there is none
     */
    public double inReplyToKey(int position) {
        return TextKey.of(columns.inReplyTo(position));
    }

    /**
     * A number that stands for the id of an interaction's conversation.
     *
     * @param position a position of a row
     * @return a whole number above 0, the same for the same id; NaN if there is none
     */
    public double conversationKey(int position) {
        return TextKey.of(columns.conversation(position));
    }

    /**
     * An interaction as an object.
     *
     * @param position a position of a row
     * @return the interaction, with its initiator as inferred
     */
    public Interaction interaction(int position) {
        return columns.interaction(position);
    }
}
