package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Rows in the order of arrival, and the way from them to a log. */
final class LogAssembly {
    private final Columns rows = new Columns();
    private final Map<String, Integer> customerIndex = new HashMap<>();
    private final List<String> customerIds = new ArrayList<>();
    private final Map<String, Customer> registered = new TreeMap<>();
    private final Map<InteractionKind, Integer> kindIndex = new HashMap<>();
    private final List<InteractionKind> kinds = new ArrayList<>();
    private final Refusals refusals = new Refusals();
    private Optional<Currency> currency = Optional.empty();

    void currency(Currency told) {
        currency.filter(known -> !known.equals(told)).ifPresent(known -> {
            throw new IllegalArgumentException(
                    "a log has one currency: it is " + known + ", and cannot be " + told + "; convert amounts first");
        });
        currency = Optional.of(told);
    }

    void customer(Customer customer) {
        Customer bare = Customer.of(customer.id());
        Customer known = registered.getOrDefault(customer.id(), bare);
        if (!known.equals(bare) && !customer.equals(bare) && !known.equals(customer)) {
            throw new IllegalArgumentException(
                    "customer " + customer.id() + " is registered twice and differs: " + known + " and " + customer);
        }
        indexOf(customer.id());
        registered.put(customer.id(), known.equals(bare) ? customer : known);
    }

    void add(Interaction interaction) {
        rows.add(indexOf(interaction.customerId()), indexOf(interaction.kind().asGiven()), interaction);
    }

    void add(String customerId, long epochMilli, InteractionKind kind, double value, double cost) {
        if (!plain(customerId, epochMilli, value, cost)) {
            // Only to have the law broken in the words of the one place that knows it.
            Interaction.of(customerId, Instant.ofEpochMilli(epochMilli), kind)
                    .withValue(Double.isNaN(value) ? 0 : value)
                    .withCost(Double.isNaN(cost) ? 0 : cost);
        }
        int row = rows.add(indexOf(customerId), epochMilli, indexOf(kind.asGiven()));
        if (!Double.isNaN(value)) {
            rows.setValue(row, value);
        }
        if (!Double.isNaN(cost)) {
            rows.setCost(row, cost);
        }
    }

    private boolean plain(String customerId, long epochMilli, double value, double cost) {
        return Math.abs(epochMilli) < 1L << 52
                && !Double.isInfinite(value)
                && !(cost < 0 || cost == Double.POSITIVE_INFINITY)
                && (customerIndex.containsKey(customerId) || !customerId.isBlank());
    }

    void refuse(String reason, String row) {
        refusals.add(reason, row);
    }

    private int indexOf(String customerId) {
        Integer known = customerIndex.get(customerId);
        if (known == null) {
            known = customerIds.size();
            customerIndex.put(customerId, known);
            customerIds.add(customerId);
        }
        return known;
    }

    private int indexOf(InteractionKind kind) {
        Integer known = kindIndex.get(kind);
        if (known == null) {
            known = kinds.size();
            kindIndex.put(kind, known);
            kinds.add(kind);
        }
        return known;
    }

    InteractionLog build(BiConsumer<String, String> onConflict) {
        BitSet left = new BitSet(rows.size());
        left.set(0, rows.size());
        long duplicates = leaveOutDuplicates(left, onConflict);
        Integer[] byId = IntStream.range(0, customerIds.size()).boxed().toArray(Integer[]::new);
        Arrays.parallelSort(byId, (a, b) -> customerIds.get(a).compareTo(customerIds.get(b)));
        int[] customerRank = new int[byId.length];
        for (int i = 0; i < byId.length; i++) {
            customerRank[byId[i]] = i;
        }
        int[] kindRank = ranks(kinds);
        RowOrder order = new RowOrder(rows, left.stream().toArray(), customerRank, kindRank);
        Columns sorted = rows.gather(order.sorted());
        Initiator[] initiators = ThreadInference.infer(sorted, kinds, order.offsets());
        String[] ids = Arrays.stream(byId).map(customerIds::get).toArray(String[]::new);
        long identical = identical(sorted, order.offsets(), kindRank);
        List<InteractionKind> settled = settleKinds(sorted, initiators);
        LogColumns columns = new LogColumns(ids, Map.copyOf(registered), order.offsets(), sorted, settled);
        return new InteractionLog(
                columns, currency, new LoadReport(sorted.size(), duplicates, identical, refusals.toMap()));
    }

    /** One rank a kind, by their natural order. */
    private static int[] ranks(List<InteractionKind> kinds) {
        int[] ranks = new int[kinds.size()];
        List<InteractionKind> ordered = kinds.stream().sorted().toList();
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = ordered.indexOf(kinds.get(i));
        }
        return ranks;
    }

    /** Renumbers the rows' kinds: given ones become inferred ones where a thread told, in natural order. */
    private List<InteractionKind> settleKinds(Columns sorted, Initiator[] initiators) {
        int sides = 3;
        InteractionKind[] settled = new InteractionKind[kinds.size() * sides];
        for (int i = 0; i < sorted.size(); i++) {
            int given = sorted.kind[i];
            sorted.kind[i] = given * sides + side(initiators[i]);
            if (settled[sorted.kind[i]] == null) {
                InteractionKind kind = kinds.get(given);
                settled[sorted.kind[i]] =
                        kind.initiator() == initiators[i] ? kind : kind.withInferredInitiator(initiators[i]);
            }
        }
        List<InteractionKind> ordered =
                Arrays.stream(settled).filter(Objects::nonNull).sorted().toList();
        int[] place = new int[settled.length];
        for (int i = 0; i < settled.length; i++) {
            place[i] = ordered.indexOf(settled[i]);
        }
        for (int i = 0; i < sorted.size(); i++) {
            sorted.kind[i] = place[sorted.kind[i]];
        }
        return ordered;
    }

    private static int side(Initiator initiator) {
        return switch (initiator) {
            case CUSTOMER -> 0;
            case COMPANY -> 1;
            case UNKNOWN -> 2;
        };
    }

    private long leaveOutDuplicates(BitSet left, BiConsumer<String, String> onConflict) {
        if (rows.id.length == 0) {
            return 0;
        }
        Map<String, Integer> firstRow = new HashMap<>();
        BitSet conflicts = new BitSet();
        BitSet duplicates = new BitSet();
        int[] sameRank = ranks(kinds);
        for (int row = 0; row < rows.size(); row++) {
            String id = Columns.get(rows.id, row);
            Integer first = id == null ? null : firstRow.putIfAbsent(id, row);
            if (first == null) {
                continue;
            }
            if (rows.customer[first] == rows.customer[row] && rows.compareContent(first, row, sameRank) == 0) {
                duplicates.set(row);
            } else {
                conflicts.set(first);
                conflicts.set(row);
            }
        }
        leaveOutConflicts(conflicts, duplicates, firstRow, onConflict);
        left.andNot(duplicates);
        left.andNot(conflicts);
        return duplicates.cardinality();
    }

    /** All rows of an id that stands for two things are refused, so that the order of arrival does not choose one. */
    private void leaveOutConflicts(
            BitSet conflicts, BitSet duplicates, Map<String, Integer> firstRow, BiConsumer<String, String> onConflict) {
        for (int row = 0; row < rows.size() && !conflicts.isEmpty(); row++) {
            String id = Columns.get(rows.id, row);
            if (id != null && conflicts.get(firstRow.getOrDefault(id, row))) {
                conflicts.set(row);
                duplicates.clear(row);
            }
        }
        conflicts.stream()
                .mapToObj(this::describe)
                .sorted()
                .forEach(row -> onConflict.accept("the same id stands for different interactions", row));
    }

    private String describe(int row) {
        return "id " + Columns.get(rows.id, row) + ": customer " + customerIds.get(rows.customer[row]) + " at "
                + Instant.ofEpochMilli(rows.at[row]) + ", "
                + kinds.get(rows.kind[row]).purpose() + " through "
                + kinds.get(rows.kind[row]).channel() + ", value " + Columns.get(rows.value, row) + ", cost "
                + Columns.get(rows.cost, row);
    }

    private static long identical(Columns sorted, int[] offsets, int[] kindRank) {
        return IntStream.range(0, offsets.length - 1)
                .parallel()
                .mapToLong(c -> IntStream.range(offsets[c] + 1, offsets[c + 1])
                        .filter(i -> Columns.get(sorted.id, i) == null)
                        .filter(i -> sorted.compareContent(i - 1, i, kindRank) == 0)
                        .count())
                .sum();
    }
}
