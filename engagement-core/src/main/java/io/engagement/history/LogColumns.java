package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.index.RepeatedText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The frozen form of a log: customers in the order of their ids, interactions of each in the order of time. Each
 * interaction takes 4 or 6 bytes for its time (8 if some are 8,900 years apart) and 1 or 2 for its kind (4 if there are
 * more than 65,536); where any interaction has one, 4 or 8 each for value, cost and satisfaction, and 4 or 6 for duration.
 */
final class LogColumns {
    private final String[] customerIds;
    private final Map<String, Customer> registered;
    private final int[] offsets;
    private final Times at;
    private final List<InteractionKind> kinds;
    private final KindColumn kind;
    private final Amounts value;
    private final Amounts cost;
    private final Amounts satisfaction;
    private final Lengths duration;
    private final @Nullable String[] id;
    private final @Nullable String[] inReplyTo;
    private final @Nullable String[] conversation;

    LogColumns(
            String[] customerIds,
            Map<String, Customer> registered,
            int[] offsets,
            Columns sorted,
            List<InteractionKind> kinds) {
        this.customerIds = customerIds;
        this.registered = registered;
        this.offsets = offsets;
        this.at = Times.of(sorted.at);
        this.kinds = kinds;
        this.kind = KindColumn.of(sorted.kind, kinds.size());
        this.value = Amounts.of(sorted.value);
        this.cost = Amounts.of(sorted.cost);
        this.satisfaction = Amounts.of(sorted.satisfaction);
        this.duration = Lengths.of(sorted.duration);
        this.id = sorted.id;
        this.inReplyTo = sorted.inReplyTo;
        this.conversation = sorted.conversation;
    }

    private LogColumns(LogFileInput in) throws IOException {
        this.customerIds = ids(in);
        this.registered = registered(in, customerIds);
        this.offsets = in.readInts("offsets");
        int size = size(in, offsets, customerIds.length);
        this.at = Times.read(in, size);
        this.kinds = LogFile.readKinds(in);
        this.kind = KindColumn.read(in, size);
        this.value = signed(Amounts.read(in, "values", size, Interaction::isMoney), size, kind, kinds);
        this.cost = Amounts.read(in, "costs", size, cost -> cost >= 0 && Interaction.isMoney(cost));
        this.satisfaction = Amounts.read(in, "satisfactions", size, share -> share >= 0 && share <= 1);
        this.duration = Lengths.read(in, size);
        this.id = texts(in, "ids", size);
        this.inReplyTo = texts(in, "ids that are answered", size);
        this.conversation = texts(in, "conversations", size);
        in.check(areInOrder(), "times and kinds", "those of a log: in order, and of the list");
        checkIds(in);
        for (int c = 0; c < customerIds.length; c++) {
            in.check(offsets[c] < offsets[c + 1] || isRegistered(c), "customer", c, "registered, or have interactions");
        }
    }

    /** Files of earlier versions hold what was given back with the sign that was told. */
    private static Amounts signed(Amounts told, int size, KindColumn kind, List<InteractionKind> kinds) {
        boolean[] turns = new boolean[kinds.size()];
        for (int number = 0; number < turns.length; number++) {
            turns[number] = kinds.get(number).signedValue(1) < 0;
        }
        // Whether each number is that of a kind is looked at later.
        IntPredicate turned =
                i -> kind.get(i) >= 0 && kind.get(i) < turns.length && turns[kind.get(i)] && told.get(i) > 0;
        if (IntStream.range(0, size).parallel().noneMatch(turned)) {
            return told;
        }
        double[] values = new double[size];
        Arrays.setAll(values, i -> turned.test(i) ? -told.get(i) : told.get(i));
        return Amounts.of(values);
    }

    private void checkIds(LogFileInput in) throws IOException {
        OptionalInt repeated = RepeatedText.first(id);
        in.check(repeated.isEmpty(), "id of row", repeated.orElse(0), "that of no other");
    }

    /** Reads what was written. */
    static LogColumns read(LogFileInput in) throws IOException {
        return new LogColumns(in);
    }

    private static @Nullable String[] texts(LogFileInput in, String what, int size) throws IOException {
        @Nullable String[] texts = in.readTexts(what);
        in.check(
                texts.length == 0 || texts.length == size, "number of " + what, texts.length, "that of the rows, or 0");
        return texts;
    }

    private static String[] ids(LogFileInput in) throws IOException {
        @Nullable String[] read = in.readTexts("customers");
        String[] ids = new String[read.length];
        for (int i = 0; i < ids.length; i++) {
            String id = read[i];
            in.check(id != null && (i == 0 || ids[i - 1].compareTo(id) < 0), "customer", i, "behind the one before");
            ids[i] = String.valueOf(id);
        }
        return ids;
    }

    private static Map<String, Customer> registered(LogFileInput in, String[] ids) throws IOException {
        Map<String, Customer> registered = new HashMap<>();
        int before = -1;
        for (int left = in.readSize("number of registered customers", 6 * Integer.BYTES); left > 0; left--) {
            int number = in.readInt();
            in.check(number > before && number < ids.length, "registered customer", number, "the next one of the list");
            before = number;
            registered.put(ids[number], LogFile.readCustomer(in, ids[number]));
        }
        return Collections.unmodifiableMap(registered);
    }

    private static int size(LogFileInput in, int[] offsets, int customers) throws IOException {
        in.check(offsets.length == customers + 1, "number of offsets", offsets.length, "one more than of customers");
        in.check(offsets[0] == 0, "first offset", offsets[0], "0");
        for (int i = 0; i < customers; i++) {
            in.check(offsets[i] <= offsets[i + 1], "offset", offsets[i + 1], "not before the one before");
        }
        return offsets[customers];
    }

    /** Whether each customer's times follow each other between the first and the last, and each kind is there. */
    private boolean areInOrder() {
        return IntStream.range(0, Chunks.LONG.count(customers()))
                .parallel()
                .allMatch(chunk -> areInOrder(Chunks.LONG.from(chunk), Chunks.LONG.to(chunk, customers())));
    }

    private boolean areInOrder(int from, int to) {
        for (int customer = from; customer < to; customer++) {
            long before = at.earliest();
            for (int i = offsets[customer]; i < offsets[customer + 1]; i++) {
                if (at.get(i) < before || at.get(i) > at.latest() || kind.get(i) >= kinds.size() || kind.get(i) < 0) {
                    return false;
                }
                before = at.get(i);
            }
        }
        return true;
    }

    void write(LogFileOutput out) throws IOException {
        out.write(customerIds);
        out.write(registered.size());
        for (int i = 0; i < customerIds.length && !registered.isEmpty(); i++) {
            if (isRegistered(i)) {
                out.write(i);
                LogFile.write(out, customer(i));
            }
        }
        out.write(offsets);
        at.write(out);
        LogFile.write(out, kinds);
        kind.write(out);
        value.write(out);
        cost.write(out);
        satisfaction.write(out);
        duration.write(out);
        out.write(id);
        out.write(inReplyTo);
        out.write(conversation);
    }

    int size() {
        return at.size();
    }

    int customers() {
        return customerIds.length;
    }

    String customerId(int row) {
        return customerIds[row];
    }

    Customer customer(int row) {
        Customer known = registered.get(customerIds[row]);
        return known == null ? Customer.of(customerIds[row]) : known;
    }

    boolean isRegistered(int row) {
        return registered.containsKey(customerIds[row]);
    }

    /** The row of a customer id, or a negative number. */
    int find(String customerId) {
        return Arrays.binarySearch(customerIds, customerId);
    }

    int start(int row) {
        return offsets[row];
    }

    /** Where the interactions of a row that are later than an instant begin. */
    int endAsOf(int row, long epochMilli) {
        int low = offsets[row];
        int high = offsets[row + 1];
        // Most views are as of now: nothing is later.
        if (high > low && at.get(high - 1) <= epochMilli) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at.get(middle) <= epochMilli) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Optional<Instant> firstAt() {
        return size() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at.earliest()));
    }

    Optional<Instant> lastAt() {
        return size() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at.latest()));
    }

    List<InteractionKind> kinds() {
        return kinds;
    }

    long epochMilli(int position) {
        return at.get(position);
    }

    int kindIndex(int position) {
        return kind.get(position);
    }

    double value(int position) {
        return value.get(position);
    }

    double cost(int position) {
        return cost.get(position);
    }

    double satisfaction(int position) {
        return satisfaction.get(position);
    }

    double durationMillis(int position) {
        return duration.get(position);
    }

    @Nullable
    String id(int position) {
        return Columns.get(id, position);
    }

    @Nullable
    String inReplyTo(int position) {
        return Columns.get(inReplyTo, position);
    }

    @Nullable
    String conversation(int position) {
        return Columns.get(conversation, position);
    }

    Interaction interaction(int position) {
        int found = Arrays.binarySearch(offsets, position);
        // Several offsets are equal where customers have no interaction: the last of them is the owner's.
        int row = found < 0 ? -found - 2 : found;
        while (offsets[row + 1] <= position) {
            row++;
        }
        return interaction(position, row);
    }

    Interaction interaction(int position, int row) {
        double length = durationMillis(position);
        return new Interaction(
                customerIds[row],
                Instant.ofEpochMilli(at.get(position)),
                kinds.get(kindIndex(position)),
                Optional.ofNullable(id(position)),
                optional(value(position)),
                optional(cost(position)),
                optional(satisfaction(position)),
                Double.isNaN(length) ? Optional.empty() : Optional.of(Duration.ofMillis((long) length)),
                Optional.ofNullable(inReplyTo(position)),
                Optional.ofNullable(conversation(position)));
    }

    private static OptionalDouble optional(double number) {
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** Of all interactions. */
    InitiatorCounts initiators() {
        return IntStream.range(0, Chunks.LONG.count(size()))
                .parallel()
                .mapToObj(chunk -> initiators(Chunks.LONG.from(chunk), Chunks.LONG.to(chunk, size())))
                .reduce(InitiatorCounts.NONE, InitiatorCounts::plus);
    }

    /** Of the interactions from a position to before another. */
    InitiatorCounts initiators(int from, int to) {
        long inferred = 0;
        long unknown = 0;
        for (int i = from; i < to; i++) {
            InteractionKind each = kinds.get(kindIndex(i));
            inferred += each.initiatorInferred() ? 1 : 0;
            unknown += each.initiator() == Initiator.UNKNOWN ? 1 : 0;
        }
        return new InitiatorCounts(to - from - inferred - unknown, inferred, unknown);
    }

    /** Bytes of all arrays of primitives. */
    long bytes() {
        return (long) Integer.BYTES * offsets.length
                + at.bytes()
                + kind.bytes()
                + value.bytes()
                + cost.bytes()
                + satisfaction.bytes()
                + duration.bytes();
    }

    /** Kinds are numbered by their natural order, so that equal content has equal numbers. */
    boolean sameContent(LogColumns other) {
        return Arrays.equals(customerIds, other.customerIds)
                && registered.equals(other.registered)
                && Arrays.equals(offsets, other.offsets)
                && kinds.equals(other.kinds)
                && IntStream.range(0, size()).allMatch(i -> sameNumbers(i, other) && sameTexts(i, other));
    }

    private boolean sameNumbers(int i, LogColumns other) {
        return epochMilli(i) == other.epochMilli(i)
                && kindIndex(i) == other.kindIndex(i)
                && Double.compare(value(i), other.value(i)) == 0
                && Double.compare(cost(i), other.cost(i)) == 0
                && Double.compare(satisfaction(i), other.satisfaction(i)) == 0
                && Double.compare(durationMillis(i), other.durationMillis(i)) == 0;
    }

    private boolean sameTexts(int i, LogColumns other) {
        return Objects.equals(id(i), other.id(i))
                && Objects.equals(inReplyTo(i), other.inReplyTo(i))
                && Objects.equals(conversation(i), other.conversation(i));
    }
}
