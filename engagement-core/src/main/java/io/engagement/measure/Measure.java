package io.engagement.measure;

import io.engagement.domain.Customer;
import io.engagement.domain.Registry;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.DayClock;
import io.engagement.measure.spi.CustomerStatistic;
import io.engagement.measure.spi.Quantity;
import io.engagement.measure.spi.Reading;
import io.engagement.measure.spi.Statistic;
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
 * times, decayed counts, windows, quantiles of a quantity) take interactions in any order and any split. Ordered ones
 * (distinct days, gaps, purchase days) take them in order of time, and merge parts that do not overlap in time.
 *
 * <pre>{@code
 * Measure.count(Filter.purpose(Purpose.COMPLAINT))
 * Measure.decayed(Filter.ownInitiative(), Duration.ofDays(60))
 * }</pre>
 *
 * <p>Times are in the unit of the table or state that they are read from. What is not here can be added: {@link #of} takes a
 * {@link Statistic} of one's own.
 */
public final class Measure implements Serializable {
    static final double LN2 = Math.log(2);

    private static final long serialVersionUID = 1L;

    /** What is kept of a customer. */
    private final Statistic statistic;

    /** What is read of it. */
    private final Reading reading;

    /** Canonical. */
    private final String name;

    /** For sentences. */
    private final String label;

    /** Of the number. */
    private final Unit unit;

    private Measure(Statistic statistic, Reading reading, String name, String label, Unit unit) {
        this.statistic = statistic;
        this.reading = reading;
        this.name = name;
        this.label = label;
        this.unit = unit;
    }

    /** A built-in measure, whose name is canonical without that of what is kept. */
    static Measure builtIn(Statistic statistic, Reading reading, String name, String label, Unit unit) {
        return new Measure(statistic, reading, name, label, unit);
    }

    /**
     * A measure of one's own.
     *
     * @param statistic what is kept of a customer
     * @param reading what is read of it
     * @param name tells the reading from others of the statistic, for example {@code largest}; the measure's {@link #name()}
     *     is this and, in brackets, the statistic's
     * @param label what the number is, in a few words for a sentence, for example {@code largest purchase}
     * @param unit what the number is
     * @return a measure; ordered if the statistic is
     * @throws IllegalArgumentException if the name or the statistic's is blank or more than a line, or the statistic has no
     *     slot
     */
    public static Measure of(Statistic statistic, Reading reading, String name, String label, Unit unit) {
        if (statistic.slots() < 1) {
            throw new IllegalArgumentException(
                    "a statistic must keep a slot at least, " + statistic.name() + " keeps " + statistic.slots());
        }
        return new Measure(statistic, reading, line(name) + "[" + line(statistic.name()) + "]", line(label), unit);
    }

    private static String line(String name) {
        if (name.isBlank() || name.lines().count() > 1) {
            throw new IllegalArgumentException("names and labels must be one line, not blank, was '" + name + "'");
        }
        return name;
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
        SHARE,
        /** A number of no unit that the library knows, such as an age or another system's score. */
        NUMBER,
        /** 1 if something holds of the customer, 0 if it does not; the label says what. */
        FLAG
    }

    /**
     * How many interactions.
     *
     * @param filter which ones
     * @return a measure, 0 if there is none; unordered
     */
    public static Measure count(Filter filter) {
        return builtIn(
                new Tally(filter),
                Tally::count,
                "count[" + filter + "]",
                FilterWords.label(filter, "number of contacts"),
                Unit.COUNT);
    }

    /**
     * Sum of a quantity over the interactions that have it.
     *
     * @param filter which ones
     * @param quantity what is summed
     * @return a measure, 0 if there is none; unordered, exact for integers, else to the last bits
     */
    public static Measure sum(Filter filter, Quantity quantity) {
        Reading reading = quantity == Quantity.DURATION ? Total::sumOfTime : Total::sum;
        return builtIn(
                new Total(filter, quantity),
                reading,
                "sum[" + lower(quantity) + ", " + filter + "]",
                "sum of " + lower(quantity),
                unit(quantity));
    }

    /**
     * Mean of a quantity over the interactions that have it.
     *
     * @param filter which ones
     * @param quantity what is averaged
     * @return a measure, NaN if there is none; unordered
     */
    public static Measure mean(Filter filter, Quantity quantity) {
        Reading reading = quantity == Quantity.DURATION ? Total::meanTime : Total::mean;
        return builtIn(
                new Total(filter, quantity),
                reading,
                "mean[" + lower(quantity) + ", " + filter + "]",
                "mean " + lower(quantity),
                unit(quantity));
    }

    private static Unit unit(Quantity quantity) {
        return switch (quantity) {
            case VALUE, COST -> Unit.MONEY;
            case SATISFACTION -> Unit.SHARE;
            case DURATION -> Unit.TIME;
            case ID, IN_REPLY_TO, CONVERSATION -> throw new IllegalArgumentException(noAmount(quantity));
        };
    }

    static String noAmount(Quantity quantity) {
        return "a quantity must be VALUE, COST, SATISFACTION or DURATION here, was " + quantity;
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
        return builtIn(
                new Tally(filter),
                Tally::sinceFirst,
                "time_since_first[" + filter + "]",
                FilterWords.label(filter, "time since the first contact"),
                Unit.TIME);
    }

    /**
     * Time since the last interaction.
     *
     * @param filter which ones
     * @return a measure, NaN if there is none; unordered
     */
    public static Measure timeSinceLast(Filter filter) {
        return builtIn(
                new Tally(filter),
                Tally::sinceLast,
                "time_since_last[" + filter + "]",
                FilterWords.label(filter, "time since the last contact"),
                Unit.TIME);
    }

    /**
     * Time since the n-th last interaction: shorter than a period, and there were n or more within it. It keeps the times of
     * the last n, the earliest first.
     *
     * @param filter which ones
     * @param nth from 1, the last, to 1000
     * @return a measure, NaN if there are fewer; unordered
     * @throws IllegalArgumentException if {@code nth} is out of range
     */
    public static Measure timeSinceNthLast(Filter filter, int nth) {
        return builtIn(
                new LastTimes(filter, nth),
                LastTimes::sinceEarliest,
                "time_since_nth_last[" + filter + ", " + nth + "]",
                FilterWords.label(filter, "time since the contact " + (nth - 1) + " before the last"),
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
     * @param weights the weight of each
     * @param halfLife positive
     * @return a measure, 0 if there is none; unordered
     * @throws IllegalArgumentException if the half-life is not positive
     */
    public static Measure decayed(Filter filter, EffortWeights weights, Duration halfLife) {
        DecayedEffort effort = new DecayedEffort(filter, weights, positive(halfLife));
        return builtIn(
                effort,
                effort::now,
                "decayed[" + filter + ", " + weights + ", " + halfLife + "]",
                FilterWords.label(filter, "contacts, recent ones counting more"),
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
        return builtIn(
                new Tally(Filter.all()),
                Tally.exposure(positive(halfLife)),
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
        return builtIn(
                new Days(filter, DayClock.of(zone)),
                Days::count,
                "distinct_days[" + filter + ", " + zone + "]",
                FilterWords.label(filter, "days with a contact"),
                Unit.COUNT);
    }

    /**
     * Mean time between one interaction and the next.
     *
     * @param filter which ones
     * @return a measure, NaN with fewer than two; ordered
     */
    public static Measure meanGap(Filter filter) {
        return builtIn(
                new Gaps(filter),
                Gaps::meanGap,
                "mean_gap[" + filter + "]",
                FilterWords.label(filter, "usual time between contacts"),
                Unit.TIME);
    }

    /**
     * Sample standard deviation of the times between one interaction and the next.
     *
     * @param filter which ones
     * @return a measure, NaN with fewer than three; ordered
     */
    public static Measure gapDeviation(Filter filter) {
        return builtIn(
                new Gaps(filter),
                Gaps::gapDeviation,
                "gap_deviation[" + filter + "]",
                FilterWords.label(filter, "spread of the time between contacts"),
                Unit.TIME);
    }

    /**
     * How many interactions there were lately, as {@link #countWithin(Filter, Duration, Duration)} in thirty steps.
     *
     * @param filter which ones
     * @param window how far back, for example 90 days
     * @return a measure, 0 if there is none; unordered
     * @throws IllegalArgumentException if a thirtieth of the window is not of whole milliseconds
     */
    public static Measure countWithin(Filter filter, Duration window) {
        return countWithin(filter, Window.of(window));
    }

    /**
     * How many interactions there were lately. Time is cut into steps, counted from 1970 in UTC: at the end of a step the
     * window is exact, between two its earliest step is already left out. With a step of a day it is exact at midnight in UTC.
     *
     * @param filter which ones
     * @param window how far back, a multiple of the step
     * @param step of the window; of each a number is kept
     * @return a measure, 0 if there is none; unordered
     * @throws IllegalArgumentException if the window is not from 1 to 1000 steps, or a step not of whole milliseconds
     */
    public static Measure countWithin(Filter filter, Duration window, Duration step) {
        return countWithin(filter, Window.of(window, step));
    }

    private static Measure countWithin(Filter filter, Window window) {
        RecentCount recent = new RecentCount(filter, window);
        String name = "count_within[" + filter + ", " + window + "]";
        return builtIn(
                recent,
                recent::count,
                name,
                FilterWords.label(filter, "number of contacts in the last ") + window.words(),
                Unit.COUNT);
    }

    /**
     * Sum of a quantity over the interactions that have it and were lately, as {@link #sumWithin(Filter, Quantity, Duration,
     * Duration)} in thirty steps.
     *
     * @param filter which ones
     * @param quantity what is summed
     * @param window how far back, for example 90 days
     * @return a measure, 0 if there is none; unordered
     * @throws IllegalArgumentException if a thirtieth of the window is not of whole milliseconds
     */
    public static Measure sumWithin(Filter filter, Quantity quantity, Duration window) {
        return sumWithin(filter, quantity, Window.of(window));
    }

    /**
     * Sum of a quantity over the interactions that have it and were lately. The window is that of {@link #countWithin(Filter,
     * Duration, Duration)}.
     *
     * @param filter which ones
     * @param quantity what is summed
     * @param window how far back, a multiple of the step
     * @param step of the window; of each two numbers are kept
     * @return a measure, 0 if there is none; unordered, exact for integers, else to the last bits
     * @throws IllegalArgumentException if the window is not from 1 to 1000 steps, or a step not of whole milliseconds
     */
    public static Measure sumWithin(Filter filter, Quantity quantity, Duration window, Duration step) {
        return sumWithin(filter, quantity, Window.of(window, step));
    }

    private static Measure sumWithin(Filter filter, Quantity quantity, Window window) {
        RecentTotal recent = new RecentTotal(filter, quantity, window);
        return builtIn(
                recent,
                quantity == Quantity.DURATION ? recent::sumOfTime : recent::sum,
                "sum_within[" + lower(quantity) + ", " + filter + ", " + window + "]",
                "sum of " + lower(quantity) + " in the last " + window.words(),
                unit(quantity));
    }

    /**
     * The largest of a quantity.
     *
     * @param filter of which interactions
     * @param quantity of which the largest
     * @return a measure, NaN if none has the quantity; unordered
     */
    public static Measure largest(Filter filter, Quantity quantity) {
        return builtIn(
                new Largest(filter, quantity),
                quantity == Quantity.DURATION ? Largest::time : Largest::number,
                "largest[" + lower(quantity) + ", " + filter + "]",
                "largest " + lower(quantity),
                unit(quantity));
    }

    /**
     * The median of a quantity, as {@link #quantile} of 0.5.
     *
     * @param filter of which interactions
     * @param quantity of which the median
     * @return a measure, NaN if none has the quantity; unordered
     */
    public static Measure median(Filter filter, Quantity quantity) {
        return quantile(filter, quantity, 0.5, "median[" + lower(quantity) + ", " + filter + "]", "median ");
    }

    /**
     * A quantile of a quantity: the least of the numbers that this share of them is not above. It is off by 5 % of itself at
     * the most, from 0.01 to 10,000,000 of money, from 0.01 to 1 of satisfaction, and from a second to a month of duration;
     * what is nearer to 0 counts as 0, what is beyond as the bound. It keeps 419 numbers a customer of values, 210 of costs,
     * 49 of satisfaction and 150 of durations.
     *
     * @param filter of which interactions
     * @param quantity of which the quantile
     * @param share above 0, below 1
     * @return a measure, NaN if none has the quantity; unordered
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public static Measure quantile(Filter filter, Quantity quantity, double share) {
        String name = "quantile[" + share + ", " + lower(quantity) + ", " + filter + "]";
        return quantile(filter, quantity, share, name, share + " quantile of ");
    }

    private static Measure quantile(Filter filter, Quantity quantity, double share, String name, String label) {
        QuantityQuantiles quantiles = new QuantityQuantiles(filter, quantity);
        return builtIn(quantiles, quantiles.quantile(share(share)), name, label + lower(quantity), unit(quantity));
    }

    private static double share(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share must be above 0 and below 1, was " + share);
        }
        return share;
    }

    /**
     * The median of the times between one interaction and the next, as {@link #gapQuantile} of 0.5.
     *
     * @param filter which ones
     * @return a measure, NaN with fewer than two; ordered
     */
    public static Measure medianGap(Filter filter) {
        return gapQuantile(
                filter, 0.5, "median_gap[" + filter + "]", FilterWords.label(filter, "median time between contacts"));
    }

    /**
     * A quantile of the times between one interaction and the next: the least of the times that this share of them is not
     * above. It is off by 5 % of itself at the most from a minute to twenty years; what is shorter counts as 0, what is longer
     * as twenty years. It keeps 166 numbers a customer.
     *
     * @param filter which ones
     * @param share above 0, below 1
     * @return a measure, NaN with fewer than two; ordered
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public static Measure gapQuantile(Filter filter, double share) {
        String name = "gap_quantile[" + share + ", " + filter + "]";
        return gapQuantile(
                filter, share, name, share + FilterWords.label(filter, " quantile of the time between contacts"));
    }

    /**
     * A quantile of the rests between one interaction and the next: of the times that are longer than a bound, so that what
     * comes in one go counts once. Off by 5 % as {@link #gapQuantile}, and so is the bound.
     *
     * @param filter which ones
     * @param share above 0, below 1
     * @param longerThan what is a rest, at least a minute
     * @return a measure, NaN with fewer than two rests; ordered; keeps what {@link #gapQuantile} keeps
     * @throws IllegalArgumentException if the share is not between 0 and 1, or the bound is below a minute
     */
    public static Measure restQuantile(Filter filter, double share, Duration longerThan) {
        if (longerThan.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("longerThan must be at least a minute, was " + longerThan);
        }
        return builtIn(
                new GapQuantiles(filter),
                GapQuantiles.restQuantile(share(share), (double) longerThan.toMillis()),
                "rest_quantile[" + share + ", " + longerThan + ", " + filter + "]",
                share + FilterWords.label(filter, " quantile of the rests between contacts"),
                Unit.TIME);
    }

    private static Measure gapQuantile(Filter filter, double share, String name, String label) {
        return builtIn(new GapQuantiles(filter), GapQuantiles.quantile(share(share)), name, label, Unit.TIME);
    }

    /**
     * Number of distinct channels.
     *
     * @param filter of which interactions
     * @return a measure, 0 if there is none, 16 if there are more; unordered
     */
    public static Measure distinctChannels(Filter filter) {
        return builtIn(
                new DistinctChannels(filter),
                DistinctChannels::count,
                "distinct_channels[" + filter + "]",
                "number of channels",
                Unit.COUNT);
    }

    /**
     * Which share of the interactions were at some hours of the week.
     *
     * @param filter of which interactions
     * @param times the hours and days
     * @return a measure from 0 to 1, NaN if there is none; unordered
     */
    public static Measure shareAt(Filter filter, WeekTimes times) {
        return builtIn(
                TimesOfWeek.of(filter, times),
                TimesOfWeek::share,
                "share_at[" + filter + ", " + times + "]",
                FilterWords.label(filter, "share of contacts at ") + times,
                Unit.SHARE);
    }

    /**
     * A number on the customer's record, such as an age: of {@link Customer#number}. It does not change with time: a view as
     * of an earlier instant has what is on the record now.
     *
     * @param name the attribute's name
     * @return a measure, NaN if the customer has no such attribute, or a blank one; a table, a state or a store refuses a
     *     customer whose attribute is no number; unordered
     * @throws IllegalArgumentException if the name is blank
     */
    public static Measure attribute(String name) {
        return new AttributeNumber(name).measure();
    }

    /**
     * Whether a customer is of a level of a category, such as of the segment gold.
     *
     * @param levels the category
     * @param level one of its levels
     * @return a measure of 0 and 1, NaN if the customer has no such attribute, or a blank one; a table, a state or a store
     *     refuses a customer with a text that is no level, unless it {@linkplain Levels#unseenAsBaseline counts as the baseline};
     *     unordered
     * @throws IllegalArgumentException if it is no level
     */
    public static Measure category(Levels levels, String level) {
        return levels.measure(level);
    }

    /**
     * A number that you supply, such as another system's score. It is given for a view's customers by {@link
     * LogView#withGiven}, for one customer by {@link CustomerHistory#withGiven}, for a state by {@link MeasureState#give}, and
     * to the live store by its {@code give}.
     *
     * @param name under which it is given
     * @param unit what the number is; times are given in days, whatever the unit of the table
     * @return a measure, NaN for a customer without a given number; unordered
     * @throws IllegalArgumentException if the name is blank
     */
    public static Measure given(String name, Unit unit) {
        return new GivenNumber(name, unit).measure();
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
     * Reads a measure from its canonical name: of the library's counts, sums, means, medians, times, gaps, windows, decayed
     * counts, distinct days and channels. Any other is taken from the registry, where it stands under its name and version 1.
     *
     * @param name what {@link #name()} gave
     * @param registry the user's own conditions and measures
     * @return an equal measure
     * @throws IllegalArgumentException if the name is none of these, or the registry lacks what it names
     */
    public static Measure read(String name, Registry registry) {
        return MeasureReader.read(name, registry);
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
     * The same measure with words of one's own.
     *
     * @param words what the number is, for a sentence, for example {@code complaints}
     * @return the measure, equal to this one
     * @throws IllegalArgumentException if the words are blank or more than a line
     */
    public Measure labelled(String words) {
        return new Measure(statistic, reading, name, line(words), unit);
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
     * Whether the number is on the customer's record or given, and no interaction tells it.
     *
     * @return true for attributes, categories, given numbers, and statistics of one's own of that sort
     */
    public boolean isFact() {
        return statistic instanceof CustomerStatistic;
    }

    /**
     * What a customer lacks who has no number, for the reason why there is no score.
     *
     * @return in a few words, such as {@code attribute age on the customer's record}; the label if interactions tell it
     */
    public String lack() {
        return statistic instanceof CustomerStatistic fact ? fact.lack() : label;
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
        try {
            double value = reading.at(state, offset, nowMillis, unitMillis);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (RuntimeException thrown) {
            throw OwnCode.isOwn(statistic) ? OwnCode.named("reading of " + name, thrown) : thrown;
        }
    }

    /** By the name, which tells all of the definition, and the type of what is kept. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Measure measure
                        && name.equals(measure.name)
                        && statistic.getClass() == measure.statistic.getClass());
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
