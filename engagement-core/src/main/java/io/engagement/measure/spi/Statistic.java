package io.engagement.measure.spi;

import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import java.io.Serializable;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/**
 * What has to be kept of one customer's interactions so that measures can be read from it: a fixed number of doubles,
 * the slots, in an array that others own. The same slots serve a table, a single state, the live store and anything
 * that stores or sends states. A double holds milliseconds since 1970 and counts exactly up to 2<sup>53</sup>.
 *
 * <p>A statistic of one's own is one class, best a record: its components are then its definition. It works wherever a built-in
 * one does. The published test {@code io.engagement.testkit.StatisticContract} checks the laws below.
 *
 * <ul>
 *   <li>All that is known of a customer is in the slots; the statistic itself is immutable, thread-safe and serialisable.
 *   <li>An <em>unordered</em> statistic gives the same slots, but for the rounding of sums, for every order of interactions and
 *       every split into parts that are merged.
 *   <li>An <em>ordered</em> one gets interactions in order of time, at one instant in any, and merges a part with a later one: see
 *       {@link OrderedStatistic}.
 *   <li>One that is not {@linkplain #mergeable() mergeable} merges with a part that has seen nothing, and refuses all others.
 *   <li>A method that throws leaves the slots as they were.
 *   <li>A reading is a finite number or NaN.
 * </ul>
 */
public interface Statistic extends Serializable {
    /**
     * The definition in one line, the same on every machine: states are told apart by it and {@link #version()} when they are
     * restored. Statistics of equal name keep the same.
     *
     * @return for example {@code tally[purpose=COMPLAINT]}
     */
    String name();

    /**
     * Which meaning of the slots this is. Whoever changes the number or meaning of slots under the same name takes the next
     * number, so that states written before are refused.
     *
     * @return 1 unless changed
     */
    default int version() {
        return 1;
    }

    /**
     * How much is kept of a customer.
     *
     * @return number of doubles, at least 1
     */
    int slots();

    /**
     * Whether interactions must come in order of time.
     *
     * @return if so
     */
    boolean ordered();

    /**
     * Whether two parts of a customer's interactions can be put together from their slots. Where each step depends on all before it,
     * they cannot: then all of a customer's interactions must come to one state, in order of time, and jobs that cut a customer's past
     * into slices refuse the statistic before they begin.
     *
     * @return true unless told otherwise
     */
    default boolean mergeable() {
        return true;
    }

    /**
     * Puts the slots into the state of having seen nothing.
     *
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin
     */
    void reset(double[] slots, int offset);

    /**
     * What an interaction weighs. A pure function; it is asked once a kind where it does not look at quantities.
     *
     * @param kind what sort of contact it is
     * @param quantities what else is known of it, NaN where it has none
     * @return any finite number that {@link #enter} makes something of; 0 if the interaction takes no part
     */
    double weight(InteractionKind kind, ToDoubleFunction<Quantity> quantities);

    /**
     * Whether weights may depend on the campaign. Where they do not, say so: a live store then asks once for all campaigns,
     * and not for each interaction that has one.
     *
     * @return true unless told otherwise
     */
    default boolean looksAtCampaigns() {
        return true;
    }

    /**
     * Whether an interaction that takes part may be the next one. An ordered statistic says whether it is not earlier than
     * those before it, as far as it tells times apart: within one day, say, the order may be free.
     *
     * @param at its time, milliseconds since 1970
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin
     * @return true if unordered
     */
    default boolean takes(double at, double[] slots, int offset) {
        return true;
    }

    /**
     * Adds an interaction that takes part.
     *
     * @param at its time, milliseconds since 1970
     * @param weight of it, not 0
     * @param quantities what else is read of it, NaN where it has none
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin
     * @throws IllegalArgumentException if ordered and the interaction comes too early, see {@link #requireInOrder}
     */
    void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] slots, int offset);

    /**
     * Adds what another part of the customer's interactions gave.
     *
     * @param slots the slots that are added to, among others
     * @param offset where they begin
     * @param other the other part's slots; if ordered, of a later part
     * @param otherOffset where they begin
     * @throws IllegalArgumentException if ordered and the parts overlap in time, see {@link #requireInOrder}; or if both have seen something
     *     and it is not {@linkplain #mergeable() mergeable}
     */
    void merge(double[] slots, int offset, double[] other, int otherOffset);

    /**
     * A reader of a whole view. The default asks {@link #enter} for each interaction; a loop of its own is faster.
     *
     * @param view the view
     * @return the reader; thread-safe
     */
    default Reader reader(LogView view) {
        Weights weights = Weights.of(this, view);
        return (from, to, slots, offset) -> {
            ViewCursor cursor = new ViewCursor(view);
            for (int i = from; i < to; i++) {
                double weight = weights.at(i);
                if (weight != 0) {
                    enter((double) view.epochMilli(i), weight, cursor.at(i), slots, offset);
                }
            }
        };
    }

    /** Adds interactions of a view. */
    @FunctionalInterface
    interface Reader {
        /**
         * Adds interactions of one customer, in order.
         *
         * @param from position of the first
         * @param to position after the last
         * @param slots the customer's slots, among others
         * @param offset where the statistic's own begin
         */
        void addAll(int from, int to, double[] slots, int offset);
    }

    /**
     * Whether interactions can have led to these slots, none of them later than {@code latest}. Slots that were written
     * elsewhere are checked so before they are believed. Amounts may have overflowed; a calendar may have changed since.
     *
     * @param slots the customer's slots, among others
     * @param offset where the statistic's own begin
     * @param latest milliseconds since 1970
     * @return false only if no interactions can; true unless refined
     */
    default boolean isPossible(double[] slots, int offset, double latest) {
        return true;
    }

    /**
     * How many interactions took part at least.
     *
     * @param slots the customer's slots, which are possible, among others
     * @param offset where the statistic's own begin
     * @return 0 unless refined
     */
    default double least(double[] slots, int offset) {
        return 0;
    }

    /**
     * Refuses what comes too early: the first line of {@link #enter} of an ordered statistic, and of {@link #merge} for the first time
     * of a part that has seen something.
     *
     * @param at its time, milliseconds since 1970
     * @param latest the time that it must not be earlier than, minus infinity if there is none
     * @throws IllegalArgumentException if it is earlier; tells the law
     */
    static void requireInOrder(double at, double latest) {
        if (at < latest) {
            throw new IllegalArgumentException("an ordered measure takes interactions in order of time: "
                    + Instant.ofEpochMilli((long) at)
                    + " comes after "
                    + Instant.ofEpochMilli((long) latest)
                    + "; sort them first, or merge only parts that do not overlap in time");
        }
    }
}
