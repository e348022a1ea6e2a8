package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.InteractionKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Puts logs of different customers together into one to which models are fitted: without the ids of interactions, of what they answer
 * and of their conversations, which take most of a log's memory, and with initiators as they were inferred by them. Measures of
 * answers and of conversations find none in it; all others are those of one log of all.
 *
 * <pre>{@code
 * LogCondenser all = LogCondenser.expecting(2_000_000);
 * for (Path part : parts) {
 *     all.add(InteractionLog.read(part));
 * }
 * ScoringSetup setup = ScoringSetup.fit(all.log().asOf(now));
 * }</pre>
 *
 * <p>While logs are added an interaction takes at most 56 bytes, afterwards what {@link InteractionLog#bytesInColumns()} tells. Not for
 * several threads.
 */
public final class LogCondenser {
    private final Columns rows = new Columns();
    private final List<String> ids = new ArrayList<>();
    /** Where the rows of each customer begin, in the order in which they came; then where the last ones end. */
    private int[] starts = new int[64];

    private final Map<String, Customer> registered = new HashMap<>();
    private final Map<InteractionKind, Integer> numbers = new HashMap<>();
    private final List<InteractionKind> kinds = new ArrayList<>();
    private final Refusals refusals = new Refusals();
    private long duplicates;
    private long identical;
    private Optional<Currency> currency = Optional.empty();

    private LogCondenser() {}

    /**
     * Nothing added yet, and room for interactions before they come.
     *
     * @param interactions about how many; 0 or more
     * @return a condenser to which logs are added
     * @throws IllegalArgumentException if it is negative
     */
    public static LogCondenser expecting(int interactions) {
        if (interactions < 0) {
            throw new IllegalArgumentException("interactions must not be negative, was " + interactions);
        }
        LogCondenser condenser = new LogCondenser();
        condenser.rows.expect(interactions);
        return condenser;
    }

    /**
     * Adds a log, which is not held.
     *
     * @param part of customers of whom none is in another part
     * @throws IllegalArgumentException if its currency is another one
     * @throws IllegalStateException if there were more than 2<sup>31</sup> - 9 interactions
     */
    public void add(InteractionLog part) {
        part.currency().ifPresent(this::currency);
        LogColumns columns = part.columns();
        int[] kindNumbers = columns.kinds().stream()
                .mapToInt(kind -> numbers.computeIfAbsent(kind, this::next))
                .toArray();
        for (int customer = 0; customer < columns.customers(); customer++) {
            add(columns, customer, kindNumbers);
        }
        duplicates += part.loadReport().duplicates();
        identical += part.loadReport().identical();
        refusals.addAll(part.loadReport().refusals());
    }

    private void currency(Currency told) {
        currency.filter(known -> !known.equals(told)).ifPresent(known -> {
            throw new IllegalArgumentException("a log has one currency: it is " + known + ", and cannot be " + told);
        });
        currency = Optional.of(told);
    }

    private int next(InteractionKind kind) {
        kinds.add(kind);
        return kinds.size() - 1;
    }

    private void add(LogColumns columns, int customer, int[] kindNumbers) {
        String id = columns.customerId(customer);
        if (columns.isRegistered(customer)) {
            registered.put(id, columns.customer(customer));
        }
        ids.add(id);
        for (int i = columns.start(customer); i < columns.start(customer + 1); i++) {
            rows.add(0, columns.epochMilli(i), kindNumbers[columns.kindIndex(i)], columns.value(i), columns.cost(i));
            rows.addSatisfaction(columns.satisfaction(i));
            rows.addDuration(columns.durationMillis(i));
        }
        starts = ids.size() < starts.length ? starts : Arrays.copyOf(starts, 2 * starts.length);
        starts[ids.size()] = rows.size();
    }

    /**
     * The log of all that was added. This is of no use afterwards.
     *
     * @return customers in the order of their ids, each with their interactions in the order of time
     * @throws IllegalArgumentException if a customer was in two parts
     */
    public InteractionLog log() {
        int[] order = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(ids::get))
                .mapToInt(Integer::intValue)
                .toArray();
        checkDifferent(order);
        int[] offsets = new int[order.length + 1];
        for (int place = 0; place < order.length; place++) {
            offsets[place + 1] = offsets[place] + starts[order[place] + 1] - starts[order[place]];
        }
        List<InteractionKind> sortedKinds = kinds.stream().sorted().toList();
        Columns sorted = rows.moved(order, starts);
        int[] ranks = kinds.stream()
                .mapToInt(kind -> Collections.binarySearch(sortedKinds, kind))
                .toArray();
        Arrays.setAll(sorted.kind, row -> ranks[sorted.kind[row]]);
        String[] sortedIds = Arrays.stream(order).mapToObj(ids::get).toArray(String[]::new);
        LogColumns columns =
                new LogColumns(sortedIds, Collections.unmodifiableMap(registered), offsets, sorted, sortedKinds);
        LoadReport report =
                new LoadReport(columns.size(), duplicates, identical, columns.initiators(), refusals.toMap());
        return new InteractionLog(columns, currency, report);
    }

    private void checkDifferent(int[] order) {
        for (int place = 1; place < order.length; place++) {
            if (ids.get(order[place]).equals(ids.get(order[place - 1]))) {
                throw new IllegalArgumentException(
                        "customer " + ids.get(order[place]) + " is in two parts: each customer must be in one alone");
            }
        }
    }
}
