package io.engagement.evaluate;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.measure.RetentionDefinition;
import io.engagement.measure.spi.Quantity;
import io.engagement.value.DiscountRate;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What scores are judged by: what customers do after an origin, within a horizon that is wholly seen. The population are the
 * customers with a first act, of those that count, at or before the origin. Immutable.
 *
 * <pre>{@code
 * Outcome reachesOut = Outcome.occurs(Filter.ownInitiative(), Duration.ofDays(30));
 * Outcome leaves = Outcome.nothing(Filter.purpose(Purpose.PURCHASE), Duration.ofDays(90));
 * }</pre>
 */
public final class Outcome {
    /** What is asked of the acts in (origin, origin + horizon]. */
    enum Kind {
        OCCURS,
        MISSED,
        NOTHING,
        COUNT,
        MONEY
    }

    static final String NOBODY = " in the hold-out";

    private final Kind kind;
    private final Duration horizon;
    private final Acts acts;
    private final String words;

    private Outcome(Kind kind, Duration horizon, Acts acts, String words) {
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        this.kind = kind;
        this.horizon = horizon;
        this.acts = acts;
        this.words = words;
    }

    /** Who had acted by then, and how much of it came later. */
    @FunctionalInterface
    private interface Acts {
        Observed after(LogView known, LogView seen);
    }

    /**
     * What customers did.
     *
     * @param rows of the view as of the origin: the population
     * @param amounts what came, one for each
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Observed(int[] rows, double[] amounts) {}

    /**
     * That something happens.
     *
     * @param filter which interactions count
     * @param horizon after the origin, positive
     * @return the outcome
     */
    public static Outcome occurs(Filter filter, Duration horizon) {
        return new Outcome(Kind.OCCURS, horizon, counted(filter), filter + " within " + Words.of(horizon));
    }

    /**
     * That a customer does, of their own accord, at least one thing that counts: what an engagement score is the probability of.
     *
     * @param definition what counts, and within what time
     * @return the outcome
     */
    public static Outcome engages(EngagementDefinition definition) {
        return new Outcome(
                Kind.OCCURS,
                definition.horizon(),
                counted(definition.acts()),
                "an act that counts within " + Words.of(definition.horizon()));
    }

    /**
     * That nothing happens, as it is feared of customers who may leave.
     *
     * @param filter which interactions count
     * @param horizon after the origin, positive
     * @return the outcome
     */
    public static Outcome nothing(Filter filter, Duration horizon) {
        return new Outcome(Kind.NOTHING, horizon, counted(filter), "no " + filter + " within " + Words.of(horizon));
    }

    /**
     * That nothing is bought.
     *
     * @param purchases what counts as a purchase, by days
     * @param horizon after the origin, positive
     * @return the outcome
     * @throws IllegalArgumentException if purchases are by period: take a {@link Comparison}
     */
    public static Outcome noPurchase(PurchaseDefinition purchases, Duration horizon) {
        return new Outcome(Kind.NOTHING, horizon, bought(purchases), "no purchase within " + Words.of(horizon));
    }

    /**
     * That a customer does not stay: buys nothing within the definition's time, on a day after those with a purchase so far. That
     * time may be so many of the customer's own gaps, with the population's as of the origin; origins at which the longest is not
     * wholly seen are dropped.
     *
     * @param retention what counts as a purchase, and how long a customer is waited for
     * @return the outcome
     */
    public static Outcome leaves(RetentionDefinition retention) {
        return new Outcome(
                Kind.NOTHING,
                retention.horizon(),
                (known, seen) -> stay(retention, known, seen),
                "no purchase within " + retention.within());
    }

    private static Observed stay(RetentionDefinition retention, LogView known, LogView seen) {
        int[] rows = acted(counting(retention.filter()), known);
        boolean[] stay = retention.stay(known, seen, retention.baseGap(known), rows);
        return new Observed(
                rows,
                IntStream.range(0, rows.length)
                        .mapToDouble(i -> stay[i] ? 1 : 0)
                        .toArray());
    }

    /**
     * That nothing happens for so many of the customer's own gaps: who acts every week is missed sooner than who acts every
     * season. See {@link RetentionDefinition}.
     *
     * @param filter which interactions count
     * @param zone whose days
     * @param gaps how many, above 0, at most a million
     * @param longest no customer is waited for longer; origins at which this is not wholly seen are dropped
     * @return the outcome
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Outcome nothingWithinOwnGaps(Filter filter, ZoneId zone, double gaps, Duration longest) {
        RetentionDefinition retention = RetentionDefinition.of(new PurchaseDefinition(filter, zone), longest)
                .withOwnGaps(gaps);
        return new Outcome(
                Kind.NOTHING,
                longest,
                (known, seen) -> stay(retention, known, seen),
                "no " + filter + " within " + retention.within());
    }

    /**
     * That a contract is not renewed, of customers who are under one and have not cancelled it.
     *
     * @param terms what a contract is
     * @param renewals how many of the next ones are looked at, from 1
     * @return the outcome, whose horizon is that of so many of the longest periods
     * @throws IllegalArgumentException if the number is below 1
     */
    public static Outcome notRenewed(ContractTerms terms, int renewals) {
        if (renewals < 1) {
            throw new IllegalArgumentException("renewals must be at least 1, were " + renewals);
        }
        return new Outcome(
                Kind.MISSED,
                longest(terms.period()).multipliedBy(renewals),
                (known, seen) -> new Renewals(terms, renewals, known, seen).observed(),
                renewals == 1 ? "the next renewal is missed" : "one of the next " + renewals + " renewals is missed");
    }

    /** Of a calendar period, with a day for the hours of which a clock may be put. */
    private static Duration longest(TimeScale period) {
        return Duration.ofDays(
                switch (period) {
                    case YEARS -> 367;
                    case MONTHS -> 32;
                    case WEEKS -> 8;
                    default -> 2;
                });
    }

    /**
     * How often something happens.
     *
     * @param filter which interactions count
     * @param horizon after the origin, positive
     * @return the outcome
     */
    public static Outcome count(Filter filter, Duration horizon) {
        return new Outcome(
                Kind.COUNT, horizon, counted(filter), "number of " + filter + " within " + Words.of(horizon));
    }

    /**
     * How many purchases there are.
     *
     * @param purchases what counts as a purchase, by days
     * @param horizon after the origin, positive
     * @return the outcome
     * @throws IllegalArgumentException if purchases are by period: take a {@link Comparison}
     */
    public static Outcome purchases(PurchaseDefinition purchases, Duration horizon) {
        return new Outcome(Kind.COUNT, horizon, bought(purchases), "number of purchases within " + Words.of(horizon));
    }

    /**
     * What interactions bring: the sum of their values; of those without a value, nothing.
     *
     * @param filter which interactions count
     * @param horizon after the origin, positive
     * @return the outcome
     */
    public static Outcome money(Filter filter, Duration horizon) {
        return new Outcome(
                Kind.MONEY,
                horizon,
                scanned(counting(filter), (view, at) -> orZero(Quantity.VALUE.of(view, at))),
                "value of " + filter + " within " + Words.of(horizon));
    }

    /**
     * What customers bring less what they cost, each discounted to the origin: what a lifetime value within this time foretells.
     *
     * @param sales which interactions bring something: their values, times the margin; who had none by the origin is not judged
     * @param margin what is left of a sale after its own cost, from 0 to 1
     * @param contacts which interactions cost something beside that: their costs
     * @param discount how much less later money is worth
     * @param horizon after the origin, positive
     * @return the outcome
     * @throws IllegalArgumentException if the margin is out of its range
     */
    public static Outcome profit(
            Filter sales, double margin, Filter contacts, DiscountRate discount, Duration horizon) {
        if (!(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException("margin must be between 0 and 1, was " + margin);
        }
        Objects.requireNonNull(contacts, "contacts");
        double rate = discount.rate(TimeScale.DAYS);
        Amount profit = (view, at) -> (sales.matches(view, at) ? margin * orZero(Quantity.VALUE.of(view, at)) : 0)
                - (contacts.matches(view, at) ? orZero(Quantity.COST.of(view, at)) : 0);
        Counting sold = counting(sales);
        return new Outcome(
                Kind.MONEY,
                horizon,
                (known, seen) -> {
                    double now = (double) Millis.of(known.asOf());
                    Amount discounted = (view, at) -> profit.of(view, at)
                            * Math.exp(-rate * (view.epochMilli(at) - now) / TimeScale.DAYS.millis());
                    return later(acted(sold, known), known, seen, any -> at -> true, discounted);
                },
                Words.of(
                        "profit (%.3g of the value of %s%s) within %s",
                        margin, sales, less(sales, contacts), Words.of(horizon)));
    }

    private static String less(Filter sales, Filter contacts) {
        if (contacts.equals(Filter.all().negate())) {
            return "";
        }
        return ", less the cost of " + (contacts.equals(sales.negate()) ? "all else" : contacts);
    }

    private static double orZero(double amount) {
        return Double.isNaN(amount) ? 0 : amount;
    }

    /** What an interaction adds. */
    @FunctionalInterface
    private interface Amount {
        double of(LogView view, int position);
    }

    private static Acts counted(Filter filter) {
        return scanned(counting(filter), (view, at) -> 1);
    }

    /** Which positions of a view count. */
    @FunctionalInterface
    interface Counting {
        IntPredicate of(LogView view);
    }

    private static Counting counting(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return view -> at -> filter.matches(view, at);
    }

    private static Acts scanned(Counting acts, Amount amount) {
        return (known, seen) -> later(acted(acts, known), known, seen, acts, amount);
    }

    private static Observed later(int[] rows, LogView known, LogView seen, Counting acts, Amount amount) {
        double[] amounts = new double[rows.length];
        IntPredicate counts = acts.of(seen);
        for (int i = 0; i < rows.length; i++) {
            int row = seen.row(known.customerId(rows[i])).orElseThrow();
            for (int at = known.end(rows[i]); at < seen.end(row); at++) {
                amounts[i] += counts.test(at) ? amount.of(seen, at) : 0;
            }
        }
        return new Observed(rows, amounts);
    }

    static int[] acted(Counting acts, LogView known) {
        IntPredicate counts = acts.of(known);
        return IntStream.range(0, known.customers())
                .filter(row -> IntStream.range(known.start(row), known.end(row)).anyMatch(counts))
                .toArray();
    }

    private static Acts bought(PurchaseDefinition purchases) {
        if (purchases.period().isPresent()) {
            throw new IllegalArgumentException("purchases must be by days, were by "
                    + purchases.period().get() + ": models of purchases by period are judged by a Comparison");
        }
        return (known, seen) -> {
            List<Measure> frequency = List.of(purchases.frequency());
            MeasureColumn before =
                    MeasureTable.of(known, TimeScale.DAYS, frequency).column(purchases.frequency());
            MeasureColumn after =
                    MeasureTable.of(seen, TimeScale.DAYS, frequency).column(purchases.frequency());
            int[] rows = IntStream.range(0, known.customers())
                    .filter(row -> !Double.isNaN(before.get(row)))
                    .toArray();
            double[] amounts = IntStream.of(rows)
                    .mapToDouble(
                            row -> after.get(seen.row(known.customerId(row)).orElseThrow()) - before.get(row))
                    .toArray();
            return new Observed(rows, amounts);
        };
    }

    /**
     * How long after an origin customers are watched.
     *
     * @return positive
     */
    public Duration horizon() {
        return horizon;
    }

    /** Whether it happens or not, rather than to an amount. */
    boolean isEvent() {
        return kind == Kind.OCCURS || isLeaving();
    }

    /** Whether it is that a customer leaves, or may have left. */
    boolean isLeaving() {
        return kind == Kind.MISSED || kind == Kind.NOTHING;
    }

    Kind kind() {
        return kind;
    }

    /** The population as of an origin, and what came of each: for an event 1 or 0. */
    Observed observe(LogView known, LogView seen) {
        Observed observed = acts.after(known, seen);
        double[] amounts = observed.amounts();
        return switch (kind) {
            case OCCURS, MISSED -> new Observed(observed.rows(), mapped(amounts, 1, 0));
            case NOTHING -> new Observed(observed.rows(), mapped(amounts, 0, 1));
            case COUNT, MONEY -> observed;
        };
    }

    private static double[] mapped(double[] amounts, double some, double none) {
        return Arrays.stream(amounts).map(amount -> amount > 0 ? some : none).toArray();
    }

    /** That nobody did anything, in a sentence; there is nothing to tell scores apart by then. */
    String nobody() {
        boolean ofPurchases = words.contains("purchase") || words.contains(Purpose.PURCHASE.toString());
        return (ofPurchases ? "nothing was bought" : "nothing that counts happened") + NOBODY;
    }

    /** What is asked. */
    @Override
    public String toString() {
        return words;
    }
}
