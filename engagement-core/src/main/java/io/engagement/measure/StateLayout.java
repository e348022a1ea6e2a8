package io.engagement.measure;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Statistic;
import java.io.Serializable;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/**
 * What has to be kept of each customer so that some measures can be read: a fixed number of doubles, the slots, in arrays
 * that the caller owns. What several measures share is kept once. Whoever stores or sends the states of many customers (a
 * live store, a distributed job) does it with a layout; for one customer see {@link MeasureState}.
 *
 * <p>The slots of unordered measures stand before those of ordered ones, so that a store can take a late interaction for
 * the former at once and keep it back for the latter.
 *
 * <h2>Stable encoding</h2>
 *
 * <p>{@link #write} encodes a customer's slots as IEEE 754 doubles, big-endian, after one byte, {@link #VERSION}: {@link
 * #encodedBytes()} bytes in all. The number and meaning of a statistic's slots never change within a version. That two
 * layouts have the same slots in the same order is told by equal {@link #fingerprint() fingerprints}, which a store or file
 * keeps beside the states, once.
 *
 * <p>Immutable, thread-safe. Arrays of slots are the caller's to guard.
 */
public final class StateLayout implements Serializable {
    /** The version of the encoding. */
    public static final byte VERSION = 1;

    private static final long serialVersionUID = 1L;

    private static final double[] NONE = {};

    /** Each once, in the order asked for. */
    @SuppressWarnings("serial") // an immutable list, which is serialisable
    private final List<Measure> measures;

    /** What is kept, each once. */
    private final KeptStatistics statistics;

    /** Where the slots begin that each measure reads. */
    private final int[] places;

    /** The index of each measure, in their order. */
    @SuppressWarnings("serial") // an unmodifiable map that is serialisable
    private final Map<Measure, Integer> columnPlaces;

    /** Whether any statistic is the user's own. */
    private final boolean own;

    /** What of the slots comes from customers' records and given numbers. */
    private final KnownFacts facts;

    /** The place of each measure's statistic, by identity. */
    private StateLayout(List<Measure> measures, List<Statistic> ofMeasures, List<Statistic> statistics) {
        this.measures = measures;
        this.statistics = new KeptStatistics(statistics);
        this.facts = KnownFacts.of(this.statistics);
        this.own = statistics.stream().anyMatch(OwnCode::isOwn);
        IdentityHashMap<Statistic, Integer> begins = new IdentityHashMap<>();
        for (int i = 0; i < statistics.size(); i++) {
            begins.put(statistics.get(i), this.statistics.offset(i));
        }
        this.places = ofMeasures.stream().mapToInt(begins::get).toArray();
        Map<Measure, Integer> columns = new LinkedHashMap<>();
        measures.forEach(measure -> columns.put(measure, columns.size()));
        this.columnPlaces = Collections.unmodifiableMap(columns);
    }

    /** The index of each measure, in their order. */
    Map<Measure, Integer> columnPlaces() {
        return columnPlaces;
    }

    /**
     * The layout of some measures.
     *
     * @param measures which ones; one that is named twice is there once
     * @return the layout
     * @throws IllegalArgumentException if different measures or {@linkplain Statistic statistics} have one name, or they keep
     *     more than 2<sup>20</sup> slots
     */
    public static StateLayout of(List<Measure> measures) {
        List<Measure> distinct = measures.stream().distinct().toList();
        Map<String, Measure> named = new HashMap<>();
        distinct.forEach(measure -> named.merge(measure.name(), measure, StateLayout::refuse));
        Map<String, Statistic> byName = new LinkedHashMap<>();
        List<Statistic> ofMeasures = distinct.stream()
                .map(Measure::statistic)
                .map(statistic -> byName.merge(statistic.name(), statistic, StateLayout::same))
                .toList();
        List<Statistic> statistics = byName.values().stream()
                .sorted(Comparator.comparing(Statistic::ordered))
                .toList();
        return new StateLayout(distinct, ofMeasures, statistics);
    }

    private static Measure refuse(Measure one, Measure other) {
        throw new IllegalArgumentException("two measures are named " + one.name() + ", of "
                + one.statistic().getClass().getName() + " and "
                + other.statistic().getClass().getName() + ": give one of one's own another name");
    }

    /** Statistics of one name keep the same, so one of them is enough. */
    private static Statistic same(Statistic one, Statistic other) {
        if (one.getClass() != other.getClass() || one.slots() != other.slots() || one.ordered() != other.ordered()) {
            throw new IllegalArgumentException("two statistics are named " + one.name() + ", of "
                    + one.getClass().getName() + " and "
                    + other.getClass().getName() + ": a name must tell the whole definition");
        }
        return one;
    }

    /**
     * The measures.
     *
     * @return each once, in the order in which they were asked for
     */
    public List<Measure> measures() {
        return measures;
    }

    /**
     * Where in a customer's slots those of a measure's statistic begin, for code that knows what it keeps.
     *
     * @param measure one of the layout's
     * @return how many slots stand before them
     * @throws IllegalArgumentException if the layout does not have the measure
     */
    public int place(Measure measure) {
        Integer column = columnPlaces.get(Objects.requireNonNull(measure, "measure"));
        if (column == null) {
            throw new IllegalArgumentException("the layout has no measure " + measure + "; it has " + measures);
        }
        return places[column];
    }

    /**
     * How much is kept of a customer.
     *
     * @return number of doubles
     */
    public int slots() {
        return statistics.slots();
    }

    /**
     * How many of the slots are of unordered measures: those of ordered ones follow them.
     *
     * @return from 0 to {@link #slots()}
     */
    public int unorderedSlots() {
        return statistics.unorderedSlots();
    }

    /**
     * Whether any measure wants interactions in order of time.
     *
     * @return if so
     */
    public boolean ordered() {
        return statistics.unordered() < statistics.size();
    }

    /**
     * Whether two parts of a customer's interactions can be put together from their slots: {@link Statistic#mergeable()} of all.
     *
     * @return if not, all of a customer's interactions must come to one state
     */
    public boolean mergeable() {
        return statistics.mergeable();
    }

    /**
     * Tells layouts apart: equal for layouts that keep the same in the same order, whatever they read of it; different, but
     * for a chance of 2^-64, for others. The same on every machine and in every version of the library that has this {@link
     * #VERSION}.
     *
     * @return 64-bit FNV-1a hash of the canonical names and versions of what is kept
     */
    public long fingerprint() {
        return statistics.fingerprint();
    }

    /**
     * Puts a customer's slots into the state of having seen nothing.
     *
     * @param state the slots
     * @param offset where the customer's slots begin
     */
    public void reset(double[] state, int offset) {
        statistics.reset(state, offset);
    }

    /**
     * What interactions of a kind weigh in each thing that is kept. A caller with many interactions keeps it by kind.
     *
     * @param kind the kind
     * @return weights for {@link #add(Interaction, KindWeights, double[], int)}
     */
    public KindWeights weights(InteractionKind kind) {
        return KindWeights.of(kind, statistics.all());
    }

    /**
     * Whether what interactions weigh may depend on their campaign.
     *
     * @return if so
     */
    public boolean looksAtCampaigns() {
        return statistics.looksAtCampaigns();
    }

    /**
     * What interactions of a kind with a campaign weigh, if it is known what those weigh that differ in the campaign alone.
     *
     * @param ofOther what they weigh
     * @param kind the kind
     * @return the same as {@link #weights(InteractionKind)}; the other's own if they weigh the same
     */
    public KindWeights weights(KindWeights ofOther, InteractionKind kind) {
        return statistics.weights(ofOther, kind);
    }

    /**
     * What one interaction weighs in each thing that is kept, so that nothing is asked for it again.
     *
     * @param ofKind what its kind weighs
     * @param quantities of it, NaN where it has none
     * @return weights that are {@linkplain KindWeights#isDecided decided}; the same ones if they were
     */
    public KindWeights weights(KindWeights ofKind, ToDoubleFunction<Quantity> quantities) {
        return ofKind.decided(statistics.all(), quantities);
    }

    /**
     * Adds an interaction.
     *
     * @param interaction the interaction; whose it is, is not checked
     * @param weights of its kind
     * @param state the slots
     * @param offset where the customer's slots begin
     * @throws IllegalArgumentException if the interaction is earlier than one before it and takes part in an ordered measure
     *     (within one day the order of days and purchase days is free); what stands before that measure's slots has then
     *     changed
     */
    public void add(Interaction interaction, KindWeights weights, double[] state, int offset) {
        add(0, statistics.size(), interaction, weights, state, offset);
    }

    /**
     * Adds an interaction to what unordered measures read; at any time, in any order.
     *
     * @param interaction the interaction; whose it is, is not checked
     * @param weights of its kind
     * @param state the slots
     * @param offset where the customer's slots begin
     */
    public void addUnordered(Interaction interaction, KindWeights weights, double[] state, int offset) {
        add(0, statistics.unordered(), interaction, weights, state, offset);
    }

    /**
     * Adds an interaction to what ordered measures read.
     *
     * @param interaction the interaction; whose it is, is not checked
     * @param weights of its kind
     * @param state the slots
     * @param offset where the customer's slots begin
     * @throws IllegalArgumentException as {@link #add(Interaction, KindWeights, double[], int)}
     */
    public void addOrdered(Interaction interaction, KindWeights weights, double[] state, int offset) {
        add(statistics.unordered(), statistics.size(), interaction, weights, state, offset);
    }

    /**
     * Adds an interaction, given by these fields only, to unordered measures.
     *
     * @param epochMilli its time
     * @param quantities of it, NaN where it has none
     * @param weights of its kind
     * @param state the slots
     * @param offset where the customer's slots begin
     */
    public void addUnordered(
            long epochMilli, ToDoubleFunction<Quantity> quantities, KindWeights weights, double[] state, int offset) {
        statistics.add(0, statistics.unordered(), epochMilli, quantities, weights, state, offset);
    }

    /**
     * Adds an interaction, given by these fields only, to ordered measures.
     *
     * @param epochMilli its time
     * @param quantities of it, NaN where it has none
     * @param weights of its kind
     * @param state the slots
     * @param offset where the customer's slots begin
     * @throws IllegalArgumentException as {@link #add(Interaction, KindWeights, double[], int)}
     */
    public void addOrdered(
            long epochMilli, ToDoubleFunction<Quantity> quantities, KindWeights weights, double[] state, int offset) {
        statistics.add(statistics.unordered(), statistics.size(), epochMilli, quantities, weights, state, offset);
    }

    private void add(int from, int to, Interaction interaction, KindWeights weights, double[] state, int offset) {
        statistics.add(
                from,
                to,
                interaction.at().toEpochMilli(),
                quantity -> quantity.of(interaction),
                weights,
                state,
                offset);
    }

    /**
     * Whether any statistic is not of this library: adding and merging may then throw what the user's own code throws, and
     * have changed other slots before.
     *
     * @return if so
     */
    public boolean hasOwn() {
        return own;
    }

    /**
     * Whether interactions of a kind may take part in an ordered measure.
     *
     * @param weights of the kind
     * @return if so; what does not need not come in order
     */
    public boolean takesPartInOrder(KindWeights weights) {
        return statistics.takesPartInOrder(weights);
    }

    /**
     * Which slots ordered measures mostly look at for interactions of a kind: a hint for who fetches them before.
     *
     * @param weights of the kind
     * @return two numbers for some that follow each other: where they begin, and the place behind them
     */
    public int[] near(KindWeights weights) {
        return statistics.near(weights);
    }

    /**
     * Whether an interaction can be added to ordered measures: if it is not earlier than one that was added before, as far as
     * these measures tell times apart (within one day the order of days and purchase days is free).
     *
     * @param epochMilli its time
     * @param weights of its kind
     * @param state the slots
     * @param offset where the customer's slots begin
     * @return if so; {@link #addOrdered(Interaction, KindWeights, double[], int)} refuses what would change anything if not
     */
    public boolean isInOrder(long epochMilli, KindWeights weights, double[] state, int offset) {
        return statistics.isInOrder(epochMilli, weights, state, offset);
    }

    /**
     * Whether any measure reads a customer's record or a given number.
     *
     * @return if so
     */
    public boolean hasFacts() {
        return !facts.isEmpty();
    }

    /**
     * Takes what is known of the customer apart from interactions, in the place of what was known before. Given numbers stay.
     *
     * @param customer the customer; whether it is the one of the slots, is not checked
     * @param state the slots
     * @param offset where the customer's slots begin
     * @throws IllegalArgumentException if an attribute that is measured is no number, or no level; the message names customer,
     *     attribute and text; the slots are then as they were
     * @throws IllegalStateException if a statistic of the user's own throws; the slots are then as they were
     */
    public void know(Customer customer, double[] state, int offset) {
        if (hasFacts()) {
            double[] copy = Arrays.copyOfRange(state, offset, offset + slots());
            facts.know(customer, copy, 0);
            System.arraycopy(copy, 0, state, offset, slots());
        }
    }

    /**
     * Takes what a view knows of a customer apart from interactions: the record, and the given numbers that measures read.
     *
     * @param view the view
     * @param row the customer's
     * @param state the slots
     * @param offset where the customer's slots begin
     * @throws IllegalArgumentException as {@link #know(Customer, double[], int)}
     * @throws IllegalStateException as {@link #know(Customer, double[], int)}
     */
    public void know(LogView view, int row, double[] state, int offset) {
        know(view.customer(row), state, offset);
        facts.give(view, row, state, offset);
    }

    /**
     * Takes a number that is given for the customer, in the place of the one before.
     *
     * @param name the number's name
     * @param number finite; NaN takes it back
     * @param state the slots
     * @param offset where the customer's slots begin
     * @throws IllegalArgumentException if it is infinite, or no measure reads a number of that name
     */
    public void give(String name, double number, double[] state, int offset) {
        facts.give(name, number, state, offset);
    }

    /**
     * The names of the given numbers that measures read.
     *
     * @return each once
     */
    public Set<String> given() {
        return facts.given();
    }

    KnownFacts facts() {
        return facts;
    }

    /**
     * Adds what another part of the same customer's interactions gave.
     *
     * @param state the slots that are added to
     * @param offset where they begin
     * @param other the other part's slots; for ordered measures a later part
     * @param otherOffset where they begin
     * @throws IllegalArgumentException if parts of an ordered measure overlap in time, or both know something of the customer
     *     that differs; the state is then as it was
     * @throws IllegalStateException if a statistic of the user's own throws; the state is then as it was
     */
    public void merge(double[] state, int offset, double[] other, int otherOffset) {
        double[] before = mayThrow() ? Arrays.copyOfRange(state, offset, offset + slots()) : NONE;
        try {
            statistics.merge(0, state, offset, other, otherOffset);
        } catch (RuntimeException thrown) {
            System.arraycopy(before, 0, state, offset, before.length);
            throw thrown;
        }
    }

    /** Whether adding or merging can be refused by an ordered statistic or by facts that differ, or fail in the user's own. */
    boolean mayThrow() {
        return ordered() || own || hasFacts();
    }

    /**
     * Adds what another, later part of the same customer's interactions gave to ordered measures; unordered ones are left
     * as they are.
     *
     * @param state the slots that are added to
     * @param offset where they begin
     * @param other the later part's slots
     * @param otherOffset where they begin
     * @throws IllegalArgumentException if the parts overlap in time; what stands before that measure's slots has then changed
     */
    public void mergeOrdered(double[] state, int offset, double[] other, int otherOffset) {
        statistics.merge(statistics.unordered(), state, offset, other, otherOffset);
    }

    /**
     * A measure's value.
     *
     * @param measure its index in {@link #measures()}
     * @param state the slots
     * @param offset where the customer's slots begin
     * @param instant as of when; what was added later than that is not taken back
     * @param scale the unit of times
     * @return the value, NaN where the measure does not exist
     * @throws IllegalArgumentException if the instant is more than 285,000 years from 1970
     */
    public double valueAt(int measure, double[] state, int offset, Instant instant, TimeScale scale) {
        return valueAt(measure, state, offset, Measure.millis(instant), scale.millis());
    }

    double valueAt(int measure, double[] state, int offset, double nowMillis, double unitMillis) {
        return measures.get(measure).at(state, offset + places[measure], nowMillis, unitMillis);
    }

    /**
     * The measures of many customers in columns, for scorers and plans.
     *
     * @param state the slots of all, one customer's after another's from index 0
     * @param customers how many
     * @param customerIds names the rows; asked whenever the table is
     * @param asOf as of when; what was added later than that is not taken back
     * @param scale the unit of times
     * @return the table, the same bits as {@link #valueAt(int, double[], int, Instant, TimeScale)}
     * @throws IllegalArgumentException if the array is too short or the instant more than 285,000 years from 1970
     */
    public MeasureTable table(
            double[] state, int customers, IntFunction<String> customerIds, Instant asOf, TimeScale scale) {
        if (customers < 0 || (long) customers * slots() > state.length) {
            throw new IllegalArgumentException("customers must be from 0 to what the array holds, " + state.length
                    + " doubles of " + slots() + " each, was " + customers);
        }
        double now = Measure.millis(asOf);
        double unit = scale.millis();
        MeasureColumn[] columns = new MeasureColumn[places.length];
        for (int m = 0; m < places.length; m++) {
            double[] column = new double[customers];
            for (int row = 0; row < customers; row++) {
                column[row] = valueAt(m, state, row * slots(), now, unit);
            }
            columns[m] = new MeasureColumn(column);
        }
        return new MeasureTable(asOf, scale, customers, customerIds, columnPlaces(), columns);
    }

    /**
     * The size of an encoded state.
     *
     * @return bytes
     */
    public int encodedBytes() {
        return 1 + slots() * Double.BYTES;
    }

    /**
     * Writes a customer's slots in the stable encoding.
     *
     * @param state the slots
     * @param offset where the customer's slots begin
     * @param out takes {@link #encodedBytes()} bytes from its position on; its byte order is left as it is
     * @throws BufferOverflowException if there is too little room
     */
    public void write(double[] state, int offset, ByteBuffer out) {
        ByteOrder before = out.order();
        out.order(ByteOrder.BIG_ENDIAN).put(VERSION);
        for (int i = 0; i < slots(); i++) {
            out.putDouble(state[offset + i]);
        }
        out.order(before);
    }

    /**
     * Reads a customer's slots in the stable encoding.
     *
     * @param in gives {@link #encodedBytes()} bytes from its position on; its byte order is left as it is
     * @param state the slots, overwritten
     * @param offset where the customer's slots begin
     * @throws IllegalArgumentException if the encoding is of a version that this library does not know, or no interactions
     *     lead to such slots; what the slots hold then is not to be used
     * @throws BufferUnderflowException if there are too few bytes
     */
    public void read(ByteBuffer in, double[] state, int offset) {
        read(in, state, offset, Slots.LATEST);
    }

    /**
     * Reads slots of a customer whose latest interaction is bounded.
     *
     * @param in gives {@link #encodedBytes()} bytes from its position on; its byte order is left as it is
     * @param state the slots, overwritten
     * @param offset where the customer's slots begin
     * @param latestMilli the latest time that an interaction of the customer may have, in milliseconds since 1970
     * @throws IllegalArgumentException if the encoding is of a version that this library does not know, or no interactions
     *     until then lead to such slots; what the slots hold then is not to be used
     * @throws BufferUnderflowException if there are too few bytes
     */
    public void read(ByteBuffer in, double[] state, int offset, double latestMilli) {
        ByteOrder before = in.order();
        byte version = in.order(ByteOrder.BIG_ENDIAN).get();
        if (version != VERSION) {
            throw new IllegalArgumentException("states of encoding version " + version
                    + " cannot be read: this library knows version " + VERSION
                    + "; update the library, or write the states anew from the interactions");
        }
        for (int i = 0; i < slots(); i++) {
            state[offset + i] = in.getDouble();
        }
        in.order(before);
        check(state, offset, latestMilli);
    }

    /**
     * Checks slots that come from outside: whether interactions can have led to them. It does not tell whether these
     * interactions ever were.
     *
     * @param state the slots
     * @param offset where the customer's slots begin
     * @param latestMilli the latest time that an interaction of the customer may have, in milliseconds since 1970
     * @throws IllegalArgumentException if not; the message names what is wrong
     */
    public void check(double[] state, int offset, double latestMilli) {
        statistics.check(state, offset, latestMilli);
    }

    /**
     * How many interactions a customer must have had at the least for these slots.
     *
     * @param state the slots
     * @param offset where the customer's slots begin
     * @return how many, never more than were added
     */
    public double interactionsAtLeast(double[] state, int offset) {
        return statistics.interactionsAtLeast(state, offset);
    }

    List<Statistic> statistics() {
        return statistics.all();
    }

    int offset(int statistic) {
        return statistics.offset(statistic);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateLayout layout && measures.equals(layout.measures);
    }

    @Override
    public int hashCode() {
        return measures.hashCode();
    }

    /** The measures and the number of slots. */
    @Override
    public String toString() {
        return "StateLayout" + measures + " in " + statistics;
    }
}
