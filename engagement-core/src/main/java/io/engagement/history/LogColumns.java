package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The frozen form of a log: customers in the order of their ids, interactions of each in the order of time. Each
 * interaction takes 8 bytes for its time and 1, 2 or 4 for its kind; where any interaction has one, 8 each for value,
 * cost and satisfaction, and 4 or 8 for duration.
 */
final class LogColumns {
    private static final int NO_DURATION = -1;

    private final String[] customerIds;
    private final Map<String, Customer> registered;
    private final int[] offsets;
    private final long[] at;
    private final List<InteractionKind> kinds;
    private final byte[] narrowKind;
    private final int[] wideKind;
    private final double[] value;
    private final double[] cost;
    private final double[] satisfaction;
    private final int[] shortDuration;
    private final double[] longDuration;
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
        this.at = sorted.at;
        this.kinds = kinds;
        boolean narrow = kinds.size() <= 1 << Byte.SIZE;
        this.narrowKind = narrow ? bytes(sorted.kind) : new byte[0];
        this.wideKind = narrow ? new int[0] : sorted.kind;
        this.value = sorted.value;
        this.cost = sorted.cost;
        this.satisfaction = sorted.satisfaction;
        boolean brief = Arrays.stream(sorted.duration).allMatch(length -> !(length > Integer.MAX_VALUE));
        this.shortDuration = brief ? ints(sorted.duration) : new int[0];
        this.longDuration = brief ? new double[0] : sorted.duration;
        this.id = sorted.id;
        this.inReplyTo = sorted.inReplyTo;
        this.conversation = sorted.conversation;
    }

    private static byte[] bytes(int[] column) {
        byte[] narrow = new byte[column.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (byte) column[i];
        }
        return narrow;
    }

    private static int[] ints(double[] column) {
        return Arrays.stream(column)
                .mapToInt(length -> Double.isNaN(length) ? NO_DURATION : (int) length)
                .toArray();
    }

    int size() {
        return at.length;
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

    Collection<Customer> customersExcept(@Nullable String except) {
        return registered.values().stream()
                .filter(customer -> !customer.id().equals(except))
                .toList();
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
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] <= epochMilli) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Optional<Instant> firstAt() {
        return Arrays.stream(at).min().stream().mapToObj(Instant::ofEpochMilli).findFirst();
    }

    Optional<Instant> lastAt() {
        return Arrays.stream(at).max().stream().mapToObj(Instant::ofEpochMilli).findFirst();
    }

    List<InteractionKind> kinds() {
        return kinds;
    }

    long epochMilli(int position) {
        return at[position];
    }

    int kindIndex(int position) {
        return narrowKind.length > 0 ? narrowKind[position] & 0xff : wideKind[position];
    }

    double value(int position) {
        return Columns.get(value, position);
    }

    double cost(int position) {
        return Columns.get(cost, position);
    }

    double satisfaction(int position) {
        return Columns.get(satisfaction, position);
    }

    double durationMillis(int position) {
        if (position < shortDuration.length) {
            return shortDuration[position] == NO_DURATION ? Double.NaN : shortDuration[position];
        }
        return Columns.get(longDuration, position);
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
                Instant.ofEpochMilli(at[position]),
                kinds.get(kindIndex(position)),
                Optional.ofNullable(Columns.get(id, position)),
                optional(value(position)),
                optional(cost(position)),
                optional(satisfaction(position)),
                Double.isNaN(length) ? Optional.empty() : Optional.of(Duration.ofMillis((long) length)),
                Optional.ofNullable(Columns.get(inReplyTo, position)),
                Optional.ofNullable(Columns.get(conversation, position)));
    }

    private static OptionalDouble optional(double number) {
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** Bytes of all arrays of primitives. */
    long bytes() {
        long eights = at.length + (long) value.length + cost.length + satisfaction.length + (long) longDuration.length;
        long fours = offsets.length + (long) wideKind.length + shortDuration.length;
        return 8 * eights + 4 * fours + narrowKind.length;
    }

    boolean sameContent(LogColumns other) {
        return Arrays.equals(customerIds, other.customerIds)
                && registered.equals(other.registered)
                && Arrays.equals(offsets, other.offsets)
                && Arrays.equals(at, other.at)
                && IntStream.range(0, customers()).allMatch(row -> sameInteractions(row, other));
    }

    private boolean sameInteractions(int row, LogColumns other) {
        return IntStream.range(offsets[row], offsets[row + 1])
                .allMatch(i -> Objects.equals(interaction(i, row), other.interaction(i, row)));
    }
}
