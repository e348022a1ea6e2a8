package io.engagement.measure;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.measure.Measure.Quantity;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What has to be kept of one customer's interactions so that measures can be read from it: a fixed number of doubles
 * (slots) in an array that others own. The same slots serve a table, a single state, and whoever stores or sends states;
 * each implementation names its slots. A double holds milliseconds since 1970 and counts exactly up to 2^53.
 */
sealed interface Statistic extends Serializable
        permits Tally,
                Total,
                DecayedEffort,
                Days,
                PurchaseDayTotals,
                NetPurchaseDays,
                PurchasePeriods,
                ContractSpan,
                Gaps,
                LogGaps {
    /** Canonical: equal for statistics that keep the same, and never changed, as stored states are told apart by it. */
    String name();

    /** Number of slots. */
    int slots();

    /** Whether interactions must come in order of time. */
    boolean ordered();

    /**
     * Whether an interaction of this time, which takes part, may be the next one: always if unordered, else if it is not
     * earlier than those before it, as far as this statistic tells times apart.
     */
    default boolean takes(double at, double[] state, int offset) {
        return true;
    }

    /** Puts the slots into the state of having seen nothing. */
    void reset(double[] state, int offset);

    /** Adds what another part of the customer's interactions gave; for ordered ones a later part. */
    void merge(double[] state, int offset, double[] other, int otherOffset);

    /** The present as a reading of these slots wants it: milliseconds since 1970, unless it counts time otherwise. */
    default double present(Reading reading, double[] state, int offset, double nowMillis) {
        return nowMillis;
    }

    /** What an interaction of a kind weighs; 0 if it does not take part. */
    double weight(InteractionKind kind);

    /** Adds one interaction that takes part: its time, its weight, and what else is read of it, NaN where it has none. */
    void enter(double at, double weight, ToDoubleFunction<Quantity> quantities, double[] state, int offset);

    /** Adds one interaction if it takes part. */
    default void add(Interaction interaction, double[] state, int offset) {
        double weight = weight(interaction.kind());
        if (weight != 0) {
            enter(
                    (double) interaction.at().toEpochMilli(),
                    weight,
                    quantity -> quantity.of(interaction),
                    state,
                    offset);
        }
    }

    /** A reader of whole views, for any number of threads. */
    Reader reader(LogView view);

    /**
     * Whether interactions can have led to these slots, none of them later than {@code latest}; what was written elsewhere
     * is asked so before it is believed. Amounts may have overflowed; a calendar may have changed since.
     */
    boolean isPossible(double[] state, int offset, double latest);

    /** How many interactions took part at least in what is possible. */
    double least(double[] state, int offset);

    /** Adds interactions of a view. */
    interface Reader {
        /** Adds the interactions at the positions from {@code from} to before {@code to}, in order. */
        void addAll(int from, int to, double[] state, int offset);
    }

    /** The weight of each kind of a view, so that nothing is asked of a kind twice. */
    default double[] weights(LogView view) {
        List<InteractionKind> kinds = view.kinds();
        double[] weights = new double[kinds.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(kinds.get(i));
        }
        return weights;
    }

    /** 1 for kinds that pass, 0 for others. */
    static double passes(Filter filter, InteractionKind kind) {
        return filter.matches(kind) ? 1 : 0;
    }

    /** The law of ordered statistics, in words. */
    static IllegalArgumentException outOfOrder(double earlier, double last) {
        return new IllegalArgumentException("an ordered measure takes interactions in order of time: "
                + Instant.ofEpochMilli((long) earlier)
                + " comes after "
                + Instant.ofEpochMilli((long) last)
                + "; sort them first, or merge only parts that do not overlap in time");
    }
}
