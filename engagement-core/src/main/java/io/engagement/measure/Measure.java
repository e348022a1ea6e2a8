package io.engagement.measure;

import io.engagement.domain.Interaction;
import io.engagement.history.LogView;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * A named number per customer that can be computed from interactions one at a time and merged: the one definition for a
 * whole log, for a single customer, and for states that are kept current or sent about.
 *
 * <p>Measures are values: equal definitions are equal. There are two kinds. Unordered ones (counts, sums, first and last
 * times, decayed counts) take interactions in any order and any split. Ordered ones (distinct days, gaps, purchase days)
 * take them in order of time, and merge parts that do not overlap in time.
 *
 * <pre>{@code
 * Measure.count(Filter.purpose(Purpose.COMPLAINT))
 * Measure.decayed(Filter.ownInitiative(), Duration.ofDays(60))
 * }</pre>
 *
 * <p>Times are in the unit of the table or state that they are read from.
 */
public final class Measure implements Serializable {
    static final double LN2 = Math.log(2);

    private static final long serialVersionUID = 1L;

    /** What is kept of a customer. */
    private final Statistic statistic;

    /** What is read of it. */
    private final Reading reading;

    /** In milliseconds, NaN if nothing decays. */
    private final double halfLifeMillis;

    /** Canonical. */
    private final String name;

    /** For sentences. */
    private final String label;

    /** Of the number. */
    private final Unit unit;

    private Measure(Statistic statistic, Reading reading, double halfLifeMillis, String name, String label, Unit unit) {
        this.statistic = statistic;
        this.reading = reading;
        this.halfLifeMillis = halfLifeMillis;
        this.name = name;
        this.label = label;
        this.unit = unit;
    }

    static Measure of(Statistic statistic, Reading reading, String name, String label, Unit unit) {
        return new Measure(statistic, reading, Double.NaN, name, label, unit);
    }

    /** What is summed. */
    public enum Quantity {
        /** What an interaction was worth. */
        VALUE,
        /** What it cost. */
        COST,
        /** How satisfied the customer was, from 0 to 1. */
        SATISFACTION,
        /** How long it took, in the table's time unit. */
        DURATION;

        double of(LogView view, int position) {
            return switch (this) {
                case VALUE -> view.value(position);
                case COST -> view.cost(position);
                case SATISFACTION -> view.satisfaction(position);
                case DURATION -> view.durationMillis(position);
            };
        }

        /**
         * What an interaction has of it.
         *
         * @param interaction the interaction
         * @return the quantity, durations in milliseconds; NaN where it is not known
         */
        public double of(Interaction interaction) {
            return switch (this) {
                case VALUE -> interaction.value().orElse(Double.NaN);
                case COST -> interaction.cost().orElse(Double.NaN);
                case SATISFACTION -> interaction.satisfaction().orElse(Double.NaN);
                case DURATION ->
                    interaction
                            .duration()
                            .map(length -> (double) length.toMillis())
                            .orElse(Double.NaN);
            };
        }

        private Unit unit() {
            return switch (this) {
                case VALUE, COST -> Unit.MONEY;
                case SATISFACTION -> Unit.SHARE;
                case DURATION -> Unit.TIME;
            };
        }
    }

    /** What a measure's number is. */
    public enum Unit {
        /** A number of things, whole or weighted. */
        COUNT,
        /** A length of time in the unit of the table. */
        TIME,
        /** An amount in the log's currency. */
        MONEY,
        /** A share from 0 to 1, or a sum of such. */
        SHARE
    }

    /**
     * How many interactions.
     *
     * @param filter which ones
     * @return a measure, 0 if there is none; unordered
     */
    public static Measure count(Filter filter) {
        return of(new Tally(filter), Reading.COUNT, "count[" + filter + "]", "number of contacts", Unit.COUNT);
    }

    /**
     * Sum of a quantity over the interactions that have it.
     *
     * @param filter which ones
     * @param quantity what is summed
     * @return a measure, 0 if there is none; unordered, exact for integers, else to the last bits
     */
    public static Measure sum(Filter filter, Quantity quantity) {
        Reading reading = quantity == Quantity.DURATION ? Reading.SUM_OF_TIME : Reading.SUM;
        return of(
                new Total(filter, quantity),
                reading,
                "sum[" + lower(quantity) + ", " + filter + "]",
                "sum of " + lower(quantity),
                quantity.unit());
    }

    /**
     * Mean of a quantity over the interactions that have it.
     *
     * @param filter which ones
     * @param quantity what is averaged
     * @return a measure, NaN if there is none; unordered
     */
    public static Measure mean(Filter filter, Quantity quantity) {
        Reading reading = quantity == Quantity.DURATION ? Reading.MEAN_TIME : Reading.MEAN;
        return of(
                new Total(filter, quantity),
                reading,
                "mean[" + lower(quantity) + ", " + filter + "]",
                "mean " + lower(quantity),
                quantity.unit());
    }

    private static String lower(Quantity quantity) {
        return quantity.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Time since the first interaction.
     *
     * @param filter which ones
     * @return a measure, NaN if there is none; unordered
     */
    public static Measure timeSinceFirst(Filter filter) {
        return of(
                new Tally(filter),
                Reading.SINCE_FIRST,
                "time_since_first[" + filter + "]",
                "time since the first contact",
                Unit.TIME);
    }

    /**
     * Time since the last interaction.
     *
     * @param filter which ones
     * @return a measure, NaN if there is none; unordered
     */
    public static Measure timeSinceLast(Filter filter) {
        return of(
                new Tally(filter),
                Reading.SINCE_LAST,
                "time_since_last[" + filter + "]",
                "time since the last contact",
                Unit.TIME);
    }

    /**
     * Number of interactions, each counting half as much with each half-life of its age.
     *
     * @param filter which ones
     * @param halfLife positive
     * @return a measure, 0 if there is none; unordered
     * @throws IllegalArgumentException if the half-life is not positive
     */
    public static Measure decayed(Filter filter, Duration halfLife) {
        return decayed(filter, EffortWeights.uniform(), halfLife);
    }

    /**
     * Sum of the interactions' weights, each counting half as much with each half-life of its age: the sum of weight x
     * 2<sup>-age/halfLife</sup>. With a half-life far beyond all ages, as {@code Duration.ofDays(1_000_000_000)}, it is the
     * plain sum of weights.
     *
     * @param filter which ones
     * @param weights what each stands for
     * @param halfLife positive
     * @return a measure, 0 if there is none; unordered
     * @throws IllegalArgumentException if the half-life is not positive
     */
    public static Measure decayed(Filter filter, EffortWeights weights, Duration halfLife) {
        double millis = positive(halfLife);
        return new Measure(
                new DecayedEffort(filter, weights, millis),
                Reading.DECAYED,
                millis,
                "decayed[" + filter + ", " + weights + ", " + halfLife + "]",
                "contacts, recent ones counting more",
                Unit.COUNT);
    }

    /**
     * Time since the first interaction of any kind, each moment counting half as much with each half-life of its age:
     * (1 - 2<sup>-t/halfLife</sup>) x halfLife / ln 2. It is the time over which a decayed count was gathered; with a
     * half-life far beyond t it is t.
     *
     * @param halfLife positive
     * @return a measure, 0 if there is no interaction; unordered
     * @throws IllegalArgumentException if the half-life is not positive
     */
    public static Measure decayedExposure(Duration halfLife) {
        return new Measure(
                new Tally(Filter.all()),
                Reading.EXPOSURE,
                positive(halfLife),
                "decayed_exposure[" + halfLife + "]",
                "time known, recent time counting more",
                Unit.TIME);
    }

    private static double positive(Duration halfLife) {
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("halfLife must be positive, was " + halfLife);
        }
        return halfLife.getSeconds() * 1e3 + halfLife.getNano() / 1e6;
    }

    /**
     * Number of distinct days with an interaction.
     *
     * @param filter which ones
     * @param zone whose days
     * @return a measure, 0 if there is none; ordered
     */
    public static Measure distinctDays(Filter filter, ZoneId zone) {
        return of(
                new Days(filter, DayClock.of(zone)),
                Reading.DISTINCT_DAYS,
                "distinct_days[" + filter + ", " + zone + "]",
                "days with a contact",
                Unit.COUNT);
    }

    /**
     * Mean time between one interaction and the next.
     *
     * @param filter which ones
     * @return a measure, NaN with fewer than two; ordered
     */
    public static Measure meanGap(Filter filter) {
        return of(
                new Gaps(filter),
                Reading.MEAN_GAP,
                "mean_gap[" + filter + "]",
                "usual time between contacts",
                Unit.TIME);
    }

    /**
     * Sample standard deviation of the times between one interaction and the next.
     *
     * @param filter which ones
     * @return a measure, NaN with fewer than three; ordered
     */
    public static Measure gapDeviation(Filter filter) {
        return of(
                new Gaps(filter),
                Reading.GAP_DEVIATION,
                "gap_deviation[" + filter + "]",
                "spread of the time between contacts",
                Unit.TIME);
    }

    /**
     * The canonical name: unique per definition, for example {@code count[initiator=CUSTOMER]}.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What the number is, in a few words for a sentence.
     *
     * @return for example {@code usual time between contacts}
     */
    public String label() {
        return label;
    }

    /**
     * What the number is.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }

    /**
     * Whether interactions must be given in order of time.
     *
     * @return true for distinct days, gaps, purchase days, purchase periods and contracts
     */
    public boolean ordered() {
        return statistic.ordered();
    }

    /** Milliseconds since 1970, which a double holds exactly. */
    static double millis(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) >= (1L << 53) / 1000) {
            throw new IllegalArgumentException(
                    "measures hold as of an instant within 285,000 years of 1970, not as of " + instant);
        }
        return (double) instant.toEpochMilli();
    }

    Statistic statistic() {
        return statistic;
    }

    double at(double[] state, int offset, double nowMillis, double unitMillis) {
        double present = statistic.present(reading, state, offset, nowMillis);
        return reading.at(state, offset, present, unitMillis, halfLifeMillis);
    }

    /** By the name, which tells all of the definition. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Measure measure && name.equals(measure.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
