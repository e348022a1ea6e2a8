package io.engagement.journey;

import io.engagement.internal.math.Checks;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a customer is in a stage, as far as this rule goes: from an instant that interactions tell until another one, both of which
 * can be computed with the last interaction. Immutable.
 *
 * <p>What happens at one instant has no order: whether a rule holds then is decided when all of it is known.
 */
public final class StageRule implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST = Duration.ofDays(365_250);

    /** What a rule looks at. */
    enum Kind {
        /** That the customer is known. */
        KNOWN,
        /** How many interactions there are. */
        TIMES,
        /** On how many days. */
        DAYS,
        /** What they add up to. */
        SUM,
        /** How long nothing has come. */
        SILENT,
        /** That the customer came back. */
        BACK
    }

    /** What is looked at. */
    private final Kind kind;
    /** Of which interactions. */
    private final @Nullable Filter filter;
    /** What is added up. */
    private final @Nullable Quantity quantity;
    /** Of a count or sum; the share of a silence. */
    private final double least;
    /** From which one the customer comes back. */
    private final @Nullable String stage;
    /** After which stage it counts. */
    private final @Nullable String after;
    /** By what it ends. */
    private final @Nullable Filter until;
    /** After how long it ends. */
    private final @Nullable Duration lasting;

    private StageRule(
            Kind kind,
            @Nullable Filter filter,
            @Nullable Quantity quantity,
            double least,
            @Nullable String stage,
            @Nullable String after,
            @Nullable Filter until,
            @Nullable Duration lasting) {
        this.kind = kind;
        this.filter = filter;
        this.quantity = quantity;
        this.least = least;
        this.stage = stage;
        this.after = after;
        this.until = until;
        this.lasting = lasting;
    }

    private static StageRule of(Kind kind, @Nullable Filter filter, double least) {
        return new StageRule(kind, filter, null, least, null, null, null, null);
    }

    /**
     * From when a customer is known: since the first interaction of any kind, or earlier by their record.
     *
     * @return the rule
     */
    public static StageRule known() {
        return of(Kind.KNOWN, null, 1);
    }

    /**
     * Since the first interaction that passes a filter.
     *
     * @param filter which ones
     * @return the rule
     */
    public static StageRule since(Filter filter) {
        return times(filter, 1);
    }

    /**
     * Since so many interactions passed a filter.
     *
     * @param filter which ones
     * @param least how many, at least 1
     * @return the rule
     * @throws IllegalArgumentException if the number is less than 1
     */
    public static StageRule times(Filter filter, int least) {
        return of(Kind.TIMES, Objects.requireNonNull(filter, "filter"), atLeastOne(least));
    }

    /**
     * Since interactions passed a filter on so many days, of the zone in which the {@linkplain Stages#acts() acts} have theirs.
     *
     * @param filter which ones
     * @param least how many days, at least 1
     * @return the rule
     * @throws IllegalArgumentException if the number is less than 1
     */
    public static StageRule days(Filter filter, int least) {
        return of(Kind.DAYS, Objects.requireNonNull(filter, "filter"), atLeastOne(least));
    }

    private static int atLeastOne(int least) {
        if (least < 1) {
            throw new IllegalArgumentException("least must be at least 1, was " + least);
        }
        return least;
    }

    /**
     * While the sum of a quantity over interactions is large enough. Where sums may fall, as with refunds, the stage may end.
     *
     * @param filter which ones
     * @param quantity what is summed; where it is not known it counts as nothing
     * @param least the sum from which on the rule holds, positive
     * @return the rule
     * @throws IllegalArgumentException if the sum is not positive and finite, or the quantity is a key
     */
    public static StageRule sum(Filter filter, Quantity quantity, double least) {
        if (!quantity.isAmount()) {
            throw new IllegalArgumentException("quantity must be an amount of which there are sums, was " + quantity);
        }
        Objects.requireNonNull(filter, "filter");
        Checks.positive("least", least);
        return new StageRule(Kind.SUM, filter, quantity, least, null, null, null, null);
    }

    /**
     * While the customer is silent for longer than so large a share of their own gaps: from the last {@linkplain Stages#acts() act}
     * and that quantile of the next gap, by what was known at that act.
     *
     * @param share between 0 and 1: 0.9 for customers at risk, 0.99 for lapsed ones
     * @return the rule
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public static StageRule silent(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share must be between 0 and 1, such as 0.9, was " + share);
        }
        return of(Kind.SILENT, null, share);
    }

    /**
     * From an act that ends another stage until the next act on a later day: whoever comes again has settled, and is where the other
     * rules say.
     *
     * @param stage the name of the other stage
     * @return the rule
     */
    public static StageRule backFrom(String stage) {
        return new StageRule(Kind.BACK, null, null, 1, StageNames.checked(stage), null, null, null);
    }

    /**
     * The same with nothing counted but what happens later than the first instant at which a rule of another stage held.
     *
     * @param earlier the name of the other stage, which comes before this one
     * @return the changed copy
     * @throws IllegalArgumentException if the rule looks neither at interactions that pass a filter nor at silence
     */
    public StageRule withAfter(String earlier) {
        if (filter == null && kind != Kind.SILENT) {
            throw new IllegalArgumentException("only rules of a filter or of silence take 'after', was " + this);
        }
        return new StageRule(kind, filter, quantity, least, stage, StageNames.checked(earlier), until, lasting);
    }

    /**
     * The same until an interaction that passes another filter; after it the count begins anew.
     *
     * @param end which ones; of one instant, they come last
     * @return the changed copy
     * @throws IllegalArgumentException if the rule looks at no interactions that pass a filter
     */
    public StageRule withUntil(Filter end) {
        if (filter == null) {
            throw new IllegalArgumentException("only rules of a filter take 'until', was " + this);
        }
        return new StageRule(kind, filter, quantity, least, stage, after, Objects.requireNonNull(end, "end"), lasting);
    }

    /**
     * The same for no longer than a time.
     *
     * @param longest from a millisecond to 1000 years; a day is 24 hours
     * @return the changed copy
     * @throws IllegalArgumentException if the time is out of its range or not of whole milliseconds, or the rule is one of silence
     */
    public StageRule withLasting(Duration longest) {
        if (longest.compareTo(Duration.ofMillis(1)) < 0
                || longest.compareTo(LONGEST) > 0
                || !longest.equals(Duration.ofMillis(longest.toMillis()))) {
            throw new IllegalArgumentException(
                    "longest must be of whole milliseconds, from 1 to those of 1000 years, was " + longest);
        }
        if (kind == Kind.SILENT) {
            throw new IllegalArgumentException("a silence lasts until the next act: leave out 'lasting'");
        }
        return new StageRule(kind, filter, quantity, least, stage, after, until, longest);
    }

    Kind kind() {
        return kind;
    }

    Filter filter() {
        return Objects.requireNonNull(filter, "filter");
    }

    Quantity quantity() {
        return Objects.requireNonNull(quantity, "quantity");
    }

    double least() {
        return least;
    }

    /** From which stage customers come back. */
    Optional<String> back() {
        return Optional.ofNullable(stage);
    }

    Optional<String> after() {
        return Optional.ofNullable(after);
    }

    Optional<Filter> until() {
        return Optional.ofNullable(until);
    }

    Optional<Duration> lasting() {
        return Optional.ofNullable(lasting);
    }

    /** Of what is looked at, without the rest. */
    Optional<Filter> looksAt() {
        return Optional.ofNullable(filter);
    }

    Optional<Quantity> sums() {
        return Optional.ofNullable(quantity);
    }

    /** In words: {@code purchases on 2 days}. */
    @Override
    public String toString() {
        String words =
                switch (kind) {
                    case KNOWN -> "known";
                    case TIMES ->
                        least == 1 ? "since " + filter : String.format(Locale.ROOT, "%.0f times %s", least, filter);
                    case DAYS -> String.format(Locale.ROOT, "on %.0f days %s", least, filter);
                    case SUM -> "sum of " + quantity + " of " + filter + " at least " + least;
                    case SILENT -> "silent beyond the share " + least + " of their own gaps";
                    case BACK -> "back from '" + stage + "'";
                };
        return words
                + (after == null ? "" : " after '" + after + "'")
                + (until == null ? "" : " until " + until)
                + (lasting == null ? "" : " for at most " + lasting);
    }

    /**
     * Whether it is the same rule.
     *
     * @param other any
     * @return if so
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StageRule rule && toString().equals(rule.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
