package io.engagement.measure;

import io.engagement.domain.Registry;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a company means by a customer who stays: one who buys, or uses, again within a time. That time is the same for all, or so
 * many of the customer's own gaps: who acts every week is missed sooner than who acts every season.
 *
 * <p>A gap is the time from one day with a purchase to the next such day; a customer's own is the mean of theirs and of two of
 * the base's.
 *
 * <pre>{@code
 * RetentionDefinition quarter = RetentionDefinition.of(PurchaseDefinition.standard(), Duration.ofDays(90));
 * RetentionDefinition threeGaps = quarter.withOwnGaps(3);        // nobody is waited for longer than 90 days
 * }</pre>
 *
 * @param purchases what counts as a purchase, by days
 * @param horizon within what time the customer buys again; with own gaps the longest that anybody is waited for; from a second to a
 *     thousand years
 * @param ownGaps how many of their own gaps a customer is waited for, positive; empty if all are for the horizon
 */
public record RetentionDefinition(PurchaseDefinition purchases, Duration horizon, OptionalDouble ownGaps)
        implements ActDefinition {
    static final String KIND = "retention";
    /** How many gaps of the base stand beside a customer's own. */
    private static final double GAPS_OF_BASE = 2;

    private static final double MOST_GAPS = 1e6;

    /**
     * A definition, checked. Refunds do not matter to it.
     *
     * @param purchases what counts as a purchase, by days
     * @param horizon within what time the customer buys again, or the longest that anybody is waited for
     * @param ownGaps how many of their own gaps a customer is waited for; empty if all are for the horizon
     * @throws IllegalArgumentException if purchases are by period, or a number is out of its range
     */
    public RetentionDefinition {
        if (purchases.period().isPresent()) {
            throw new IllegalArgumentException("purchases must be by days, were by "
                    + purchases.period().get() + ": who buys by periods is foretold by a model of purchases alone");
        }
        purchases = purchases.withoutRefunds();
        EngagementDefinition.checkHorizon(horizon);
        ownGaps.ifPresent(gaps -> {
            if (!(gaps > 0 && gaps <= MOST_GAPS)) {
                throw new IllegalArgumentException("gaps must be above 0 and at most a million, were " + gaps);
            }
        });
    }

    /**
     * Purchases within one time for all.
     *
     * @param purchases what counts as a purchase, by days
     * @param horizon within what time, from a second to a thousand years
     * @return the definition
     * @throws IllegalArgumentException if purchases are by period, or the horizon is out of its range
     */
    public static RetentionDefinition of(PurchaseDefinition purchases, Duration horizon) {
        return new RetentionDefinition(purchases, horizon, OptionalDouble.empty());
    }

    /**
     * This definition by the customers' own gaps.
     *
     * @param gaps how many, such as 3; above 0, at most a million
     * @return the changed copy, by which nobody is waited for longer than this one's horizon
     * @throws IllegalArgumentException if the number is out of its range
     */
    public RetentionDefinition withOwnGaps(double gaps) {
        return new RetentionDefinition(purchases, horizon, OptionalDouble.of(gaps));
    }

    /**
     * This definition with another horizon.
     *
     * @param other from a second to a thousand years
     * @return the changed copy
     * @throws IllegalArgumentException if the horizon is out of its range
     */
    public RetentionDefinition withHorizon(Duration other) {
        return new RetentionDefinition(purchases, other, ownGaps);
    }

    /** How long a customer is waited for by own gaps who bought on so many days, so far apart; all in milliseconds. */
    double patience(double between, double days, double baseGap) {
        double gap = (between + GAPS_OF_BASE * baseGap) / (days - 1 + GAPS_OF_BASE);
        return Math.min(ownGaps.orElseThrow() * gap, (double) horizon.toMillis());
    }

    /**
     * The base's usual gap, of which every customer has two: the mean time from one day with a purchase to the next.
     *
     * @param known as of when
     * @return in milliseconds; the horizon if nobody bought on two days, or where all are waited for as long
     */
    public double baseGap(LogView known) {
        return ownGaps.isEmpty() ? (double) horizon.toMillis() : new PurchaseReturns(this, known).baseGap();
    }

    /**
     * Who stays: buys in time, on a day after those with a purchase so far.
     *
     * @param known as of when customers are waited for
     * @param seen the same log as of when all of the horizon is over
     * @param baseGap of {@link #baseGap}
     * @param rows of the view of what is known: customers who have bought
     * @return one for each row
     */
    public boolean[] stay(LogView known, LogView seen, double baseGap, int... rows) {
        return new PurchaseReturns(this, known).of(seen, baseGap, rows);
    }

    /** What passes as a purchase. */
    @Override
    public Filter filter() {
        return purchases.filter();
    }

    /** The same. */
    @Override
    public Filter acts() {
        return filter();
    }

    /** All weigh the same. */
    @Override
    public EffortWeights weights() {
        return EffortWeights.uniform();
    }

    /** That of purchase days. */
    @Override
    public ZoneId zone() {
        return purchases.zone();
    }

    /**
     * Reads a definition.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return an equal definition
     * @throws IllegalArgumentException if it is none, one of an unknown version, incomplete or out of range
     */
    public static RetentionDefinition read(String text, Registry registry) {
        DefinitionText parts = DefinitionText.read(text, KIND, 1, Set.of("of", "zone", "within", "gaps"));
        return new RetentionDefinition(
                new PurchaseDefinition(parts.filter("of", registry), parts.zone("zone")),
                parts.duration("within"),
                parts.optional("gaps").isPresent() ? OptionalDouble.of(parts.number("gaps")) : OptionalDouble.empty());
    }

    @Override
    public String toText() {
        List<String> parts =
                new ArrayList<>(List.of("of", filter().toText(), "zone", zone().getId(), "within", horizon.toString()));
        ownGaps.ifPresent(gaps -> parts.addAll(List.of("gaps", Double.toString(gaps))));
        return DefinitionText.of(KIND, 1, parts.toArray(String[]::new));
    }

    /** For example {@code a purchase within 90 days (purpose=PURCHASE), days in UTC}. */
    @Override
    public String describe() {
        return "a purchase within " + within() + " (" + filter() + "), days in " + Differences.zone(zone());
    }

    /**
     * How long customers are waited for, in words.
     *
     * @return such as {@code 90 days} or {@code 3 own gaps, at most 90 days}
     */
    public String within() {
        return ownGaps.isEmpty()
                ? EngagementDefinition.days(horizon)
                : Differences.plain(ownGaps.getAsDouble()) + " own gaps, at most " + EngagementDefinition.days(horizon);
    }

    @Override
    public Optional<String> differenceFrom(Definition other) {
        if (!(other instanceof RetentionDefinition there)) {
            return Differences.ofKinds(this, other);
        }
        return new Differences()
                .add(
                        "what counts as a purchase is",
                        filter().toString(),
                        there.filter().toString())
                .add("days are those of", Differences.zone(zone()), Differences.zone(there.zone()))
                .add("customers are waited for", within(), there.within())
                .text();
    }

    /** As {@link #describe()} says. */
    @Override
    public String toString() {
        return describe();
    }
}
