package io.engagement.journey.motive;

import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a customer counts as having left: it is told, as by a cancellation; or they are silent for longer than their own gaps, or
 * longer than anybody is waited for. Immutable.
 *
 * <p>Who left is at risk again when they come back: after what was told with a purchase, use or sign-up, after a silence with
 * any act that ends it. Nobody is at risk in a period in which their silence cannot become long enough.
 */
public final class Exit {
    private static final double OWN_GAP = 0.99;
    private static final Duration FEW_GAPS = Duration.ofDays(90);
    private static final String KIND = "exit";

    private final Optional<Filter> told;
    private final Optional<Patience> patience;

    /**
     * How long a silence has to be.
     *
     * @param acts what ends it
     * @param share of the customer's own gaps that are shorter; empty for all alike
     * @param otherwise where a customer has fewer than two gaps, or for all
     */
    record Patience(Filter acts, OptionalDouble share, Duration otherwise) {
        Patience {
            MotiveText.checked("a silence", otherwise);
        }

        String words() {
            return share.isPresent()
                    ? "silent beyond the own " + percent(share.getAsDouble()) + " gap (" + days(otherwise)
                            + " with fewer than two gaps)"
                    : "no act within " + days(otherwise);
        }
    }

    private Exit(Optional<Filter> told, Optional<Patience> patience) {
        this.told = told;
        this.patience = patience;
    }

    private static String percent(double share) {
        return Math.round(1000 * share) / 10.0 + " %";
    }

    static String days(Duration time) {
        double days = time.toMillis() / 864e5;
        return (days == Math.rint(days) ? Long.toString((long) days) : Double.toString(days)) + " days";
    }

    /**
     * A contract, a subscription or consent was ended: {@link Purpose#CANCELLATION}, which an opt-out is too.
     *
     * @return the exit
     */
    public static Exit cancelled() {
        return by(Filter.purpose(Purpose.CANCELLATION));
    }

    /**
     * Something tells it, such as an opt-out of a purpose of one's own.
     *
     * @param filter what does
     * @return the exit
     */
    public static Exit by(Filter filter) {
        return new Exit(Optional.of(Objects.requireNonNull(filter, "filter")), Optional.empty());
    }

    /**
     * Silent for longer than 99 % of the customer's own gaps between acts; with fewer than two gaps, for 90 days.
     *
     * @return the exit
     */
    public static Exit silent() {
        return silent(OWN_GAP, FEW_GAPS);
    }

    /**
     * Silent for longer than a share of the customer's own gaps between acts.
     *
     * @param share above 0 and below 1
     * @param fewGaps how long with fewer than two gaps
     * @return the exit
     * @throws IllegalArgumentException if the share is out of range, or the time is not positive
     */
    public static Exit silent(double share, Duration fewGaps) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share must be above 0 and below 1, was " + share);
        }
        return new Exit(
                Optional.empty(), Optional.of(new Patience(Sides.CUSTOMER_ACTS, OptionalDouble.of(share), fewGaps)));
    }

    /**
     * No act of the customer within a horizon.
     *
     * @param horizon how long anybody is waited for
     * @return the exit
     * @throws IllegalArgumentException if the horizon is not positive
     */
    public static Exit noActWithin(Duration horizon) {
        return new Exit(
                Optional.empty(), Optional.of(new Patience(Sides.CUSTOMER_ACTS, OptionalDouble.empty(), horizon)));
    }

    /**
     * The same, where only some acts end a silence.
     *
     * @param acts such as purchases
     * @return the changed copy
     * @throws IllegalArgumentException if this exit is none of a silence
     */
    public Exit withActs(Filter acts) {
        Objects.requireNonNull(acts, "acts");
        Patience before = patience.orElseThrow(() ->
                new IllegalArgumentException("acts end a silence, and " + this + " is none: begin with silent()"));
        return new Exit(told, Optional.of(new Patience(acts, before.share(), before.otherwise())));
    }

    /**
     * What comes first, this or another one.
     *
     * @param other another exit
     * @return both
     * @throws IllegalArgumentException if both are of a silence
     */
    public Exit or(Exit other) {
        if (patience.isPresent() && other.patience.isPresent()) {
            throw new IllegalArgumentException(
                    "a customer can be silent in one way only, was " + this + " or " + other);
        }
        Optional<Filter> either = told.isPresent() && other.told.isPresent()
                ? Optional.of(told.get().or(other.told.get()))
                : told.or(() -> other.told);
        return new Exit(either, patience.or(() -> other.patience));
    }

    Optional<Filter> told() {
        return told;
    }

    Optional<Patience> patience() {
        return patience;
    }

    ModelText text() {
        ModelText text = ModelText.of(KIND, 1);
        if (told.isPresent()) {
            text = text.with("told", told.get().toText());
        }
        if (patience.isPresent()) {
            text = text.with("acts", patience.get().acts().toText())
                    .with("silence", patience.get().otherwise().toString());
            if (patience.get().share().isPresent()) {
                text = text.with("share", patience.get().share().getAsDouble());
            }
        }
        return text;
    }

    static Exit read(ModelText whole, String prefix, Registry registry) {
        ModelText text = whole.part(prefix, KIND, 1);
        Optional<Filter> told = text.optionalWord("told").map(filter -> Filter.read(filter, registry));
        Optional<Patience> patience = text.optionalWord("acts").map(acts -> patience(text, acts, registry));
        if (told.isEmpty() && patience.isEmpty()) {
            throw new IllegalArgumentException("an exit must be told or a silence, was neither");
        }
        return new Exit(told, patience);
    }

    private static Patience patience(ModelText text, String acts, Registry registry) {
        OptionalDouble share = text.optionalWord("share").isPresent()
                ? OptionalDouble.of(text.number("share", Double.MIN_VALUE, Math.nextDown(1.0)))
                : OptionalDouble.empty();
        return new Patience(Filter.read(acts, registry), share, MotiveText.duration(text, "silence"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Exit exit && told.equals(exit.told) && patience.equals(exit.patience);
    }

    @Override
    public int hashCode() {
        return Objects.hash(told, patience);
    }

    /** In words: {@code purpose=CANCELLATION}, {@code silent beyond the own 99.0 % gap}. */
    @Override
    public String toString() {
        String words = told.map(Filter::toString).orElse("");
        return words
                + (told.isPresent() && patience.isPresent() ? " or " : "")
                + patience.map(Patience::words).orElse("");
    }
}
