package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.KindIndex;
import io.engagement.internal.index.NumberIndex;
import io.engagement.internal.index.TextIndex;
import io.engagement.internal.index.Utf8Index;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows in the order of arrival, and the way from them to a log. */
final class LogAssembly {
    private static final String CONFLICT = "the same id stands for different interactions";

    /** Rows whose customers are looked for at once. */
    private static final int BLOCK = 256;

    private final Columns rows = new Columns();
    private final TextIndex customers = new TextIndex();
    /** Numbers of customers whose ids came as numbers: made into texts once. */
    private final NumberIndex customerNumbers = new NumberIndex();
    /** Numbers of customers whose ids came as bytes. */
    private final Utf8Index customerBytes = new Utf8Index();

    private final KindIndex kinds = new KindIndex();
    private final Map<String, Customer> registered = new HashMap<>();
    private final Refusals refusals = new Refusals();
    private long duplicatesBefore;
    /** Rows before this one have their customers. */
    private int resolved;

    private Optional<Currency> currency = Optional.empty();

    void currency(Currency told) {
        Objects.requireNonNull(told, "currency must not be null");
        currency.filter(known -> !known.equals(told)).ifPresent(known -> {
            throw new IllegalArgumentException(
                    "a log has one currency: it is " + known + ", and cannot be " + told + "; convert amounts first");
        });
        currency = Optional.of(told);
    }

    void customer(Customer customer) {
        Objects.requireNonNull(customer, "customer must not be null");
        Customer bare = Customer.of(customer.id());
        Customer known = registered.getOrDefault(customer.id(), bare);
        if (!known.equals(bare) && !customer.equals(bare) && !known.equals(customer)) {
            throw new IllegalArgumentException("customer " + customer.id() + " is registered twice and differs in "
                    + String.join(", ", differences(known, customer)) + ": register each customer once");
        }
        customers.indexOf(customer.id());
        registered.put(customer.id(), known.equals(bare) ? customer : known);
    }

    private static List<String> differences(Customer one, Customer other) {
        List<String> fields = new ArrayList<>();
        if (!one.since().equals(other.since())) {
            fields.add("since");
        }
        if (!one.preferences().equals(other.preferences())) {
            fields.add("preferences");
        }
        Set<String> names = new TreeSet<>(one.attributes().keySet());
        names.addAll(other.attributes().keySet());
        names.stream()
                .filter(name -> !Objects.equals(
                        one.attributes().get(name), other.attributes().get(name)))
                .forEach(fields::add);
        return fields;
    }

    void add(Interaction interaction) {
        Objects.requireNonNull(interaction, "interaction must not be null");
        rows.add(customers.indexOf(interaction.customerId()), kinds.indexOf(interaction.kind()), interaction);
    }

    void add(String customerId, long epochMilli, InteractionKind kind, double value, double cost) {
        checkPlain(customerId, epochMilli, kind, value, cost);
        rows.add(customers.indexOf(customerId), epochMilli, kinds.indexOf(kind), kind.signedValue(value), cost);
    }

    void add(long customerId, long epochMilli, InteractionKind kind, double value, double cost) {
        if (!isPlain(epochMilli, value, cost)) {
            check(Long.toString(customerId), epochMilli, kind, value, cost);
        }
        rows.addNumbered(customerId, epochMilli, kinds.indexOf(kind), kind.signedValue(value), cost);
    }

    void addAll(InteractionRows more) {
        int[] kindNumbers = more.kinds().stream().mapToInt(kinds::indexOf).toArray();
        rows.addAll(customerBytes.numbers(more.customers(), customers), more.columns(), kindNumbers);
        more.whole().forEach(this::add);
    }

    /** What else is known of the interaction that was added last; NaN and null for what is not. */
    void addRest(
            double satisfaction,
            double durationMillis,
            @Nullable String id,
            @Nullable String inReplyTo,
            @Nullable String conversation) {
        rows.addSatisfaction(satisfaction);
        rows.addDuration(durationMillis);
        rows.addTexts(id, inReplyTo, conversation);
    }

    static void checkPlain(String customerId, long epochMilli, InteractionKind kind, double value, double cost) {
        Objects.requireNonNull(customerId, "customerId must not be null");
        if (!isPlain(epochMilli, value, cost) || customerId.isBlank()) {
            check(customerId, epochMilli, kind, value, cost);
        }
    }

    /**
     * Finds the customers of rows that came with numbers, all in one loop: so the memory looks for many at once, where a
     * search with each row would wait for its own.
     */
    private void resolveCustomers() {
        int[] known = new int[BLOCK];
        for (int from = resolved; from < rows.size(); from += BLOCK) {
            int to = Math.min(rows.size(), from + BLOCK);
            customerNumbers.get(rows.customerNumber, from, Math.min(to, rows.customerNumber.length), known);
            for (int row = from; row < to; row++) {
                if (rows.customer[row] == Columns.UNRESOLVED) {
                    int customer = known[row - from];
                    rows.customer[row] = customer == NumberIndex.UNKNOWN ? indexOf(rows.customerNumber[row]) : customer;
                }
            }
        }
        resolved = rows.size();
    }

    /** Of a number that may have come before within its block. */
    private int indexOf(long customerId) {
        int customer = customerNumbers.get(customerId);
        if (customer == NumberIndex.UNKNOWN) {
            customer = customers.indexOf(Long.toString(customerId));
            customerNumbers.put(customerId, customer);
        }
        return customer;
    }

    /** Only to have a law broken in the words of the one place that knows it. */
    private static void check(String customerId, long epochMilli, InteractionKind kind, double value, double cost) {
        Interaction.of(customerId, Instant.ofEpochMilli(epochMilli), kind)
                .withValue(Double.isNaN(value) ? 0 : value)
                .withCost(Double.isNaN(cost) ? 0 : cost);
    }

    static boolean isPlain(long epochMilli, double value, double cost) {
        return epochMilli > -(1L << 52)
                && epochMilli < 1L << 52
                && (Double.isNaN(value) || Interaction.isMoney(value))
                && (Double.isNaN(cost) || (cost >= 0 && Interaction.isMoney(cost)));
    }

    /** All of a log. */
    void addAll(LogColumns log) {
        addAllBut(log, Set.of());
    }

    /** All of a log but some customers. */
    void addAllBut(LogColumns log, Set<String> others) {
        int[] kindNumbers = kindNumbers(log);
        for (int c = 0; c < log.customers(); c++) {
            if (!others.contains(log.customerId(c))) {
                if (log.isRegistered(c)) {
                    customer(log.customer(c));
                }
                addRows(log, c, log.customerId(c), kindNumbers);
            }
        }
    }

    /** All of a log, each customer's as the account's. */
    void addAllAs(LogColumns log, Accounts accounts) {
        int[] kindNumbers = kindNumbers(log);
        for (int c = 0; c < log.customers(); c++) {
            addRows(log, c, accounts.of(c), kindNumbers);
        }
        accounts.registered().forEach(this::customer);
    }

    private int[] kindNumbers(LogColumns log) {
        return log.kinds().stream().mapToInt(kinds::indexOf).toArray();
    }

    private void addRows(LogColumns log, int c, String customerId, int[] kindNumbers) {
        int customer = customers.indexOf(customerId);
        for (int i = log.start(c); i < log.start(c + 1); i++) {
            rows.add(customer, log.epochMilli(i), kindNumbers[log.kindIndex(i)], log.value(i), log.cost(i));
            rows.addSatisfaction(log.satisfaction(i));
            rows.addDuration(log.durationMillis(i));
            rows.addTexts(log.id(i), log.inReplyTo(i), log.conversation(i));
        }
    }

    /** Adds another log's report to this one's. */
    void addAll(LoadReport report) {
        duplicatesBefore += report.duplicates();
        refusals.addAll(report.refusals());
    }

    void expect(int interactions) {
        rows.expect(interactions);
    }

    void refuse(String reason, String rows, long count) {
        refusals.add(reason, rows, count);
    }

    InteractionLog build() {
        resolveCustomers();
        SharedIds shared = SharedIds.among(rows, kinds);
        shared.conflicts(new RowText(rows, customers, kinds)).forEach((id, texts) -> {
            throw new IllegalArgumentException(CONFLICT + ": id " + id + " is " + String.join(" and ", texts)
                    + "; buildRefusingConflicts() leaves such rows out");
        });
        return build(shared, refusals);
    }

    InteractionLog buildRefusingConflicts() {
        resolveCustomers();
        SharedIds shared = SharedIds.among(rows, kinds);
        Refusals all = new Refusals();
        all.addAll(refusals.toMap());
        shared.conflicts(new RowText(rows, customers, kinds))
                .forEach((id, texts) -> texts.forEach(text -> all.add(CONFLICT, "id " + id + ": " + text, 1)));
        return build(shared, all);
    }

    private InteractionLog build(SharedIds shared, Refusals refused) {
        BitSet leftOut = shared.leftOut();
        CustomerOrder order = CustomerOrder.of(customers, countRows(leftOut), registered.keySet());
        RowOrder rowOrder = RowOrder.of(rows, leftOut, order.ranks(), order.offsets(), kinds.ranks());
        long identical = rowOrder.identical();
        Columns sorted = rows.gather(rowOrder);
        List<InteractionKind> settled = KindSettlement.settle(sorted, kinds.kinds(), order.offsets());
        LogColumns columns = new LogColumns(order.ids(), registeredNow(), order.offsets(), sorted, settled);
        LoadReport report = new LoadReport(
                sorted.size(),
                duplicatesBefore + shared.duplicates(),
                identical,
                columns.initiators(),
                refused.toMap());
        return new InteractionLog(columns, currency, report);
    }

    /** A copy in which crafted ids of one hash are found in few steps, unlike in the JDK's immutable ones. */
    private Map<String, Customer> registeredNow() {
        return Collections.unmodifiableMap(new HashMap<>(registered));
    }

    private int[] countRows(BitSet leftOut) {
        int[] counts = new int[customers.size()];
        for (int row = leftOut.nextClearBit(0); row < rows.size(); row = leftOut.nextClearBit(row + 1)) {
            counts[rows.customer[row]]++;
        }
        return counts;
    }
}
