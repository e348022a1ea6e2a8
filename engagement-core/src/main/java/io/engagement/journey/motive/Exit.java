package io.engagement.journey.motive;

import io.engagement.domain.Registry;
import io.engagement.fit.ModelText;
import io.engagement.history.LogView;
import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.Leaving;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When a customer counts as having left: it is told, as by a cancellation; or they are silent for longer than their own gaps, or
 * longer than anybody is waited for. Immutable.
 *
 * <p>Who left is at risk again when they come back: after what was told with a purchase or sign-up, after a silence with any act
 * that ends it. Nobody is at risk in a period in which their silence cannot become long enough.
 */
public final class Exit {
    private static final double OWN_GAP = 0.99;
    private static final String KIND = "exit";

    private final Optional<Filter> told;
    private final Optional<Patience> patience;

    private Exit(Optional<Filter> told, Optional<Patience> patience) {
        this.told = told;
        this.patience = patience;
    }

    static String days(Duration time) {
        double days = time.toMillis() / 864e5;
        return (days == Math.rint(days) ? Long.toString((long) days) : Double.toString(days)) + " days";
    }

    /**
     * A contract, a subscription or consent was ended: an interaction of purpose CANCELLATION or OPT_OUT, whoever recorded it. A message
     * to the customer about it is none, nor what a machine did. A refused channel or denied consent on the customer's record is no exit:
     * it has no date, and who wants no mails may stay a customer.
     *
     * @return the exit
     */
    public static Exit cancelled() {
        return by(Leaving.TOLD);
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
     * Silent for longer than 99 % of the customer's own gaps between days with an act: as who is lapsed by {@link
     * io.engagement.journey.Stages}. How long that is for whom is learned with the model, if it is not {@linkplain #withHabit given}.
     *
     * @return the exit
     */
    public static Exit silent() {
        return silent(OWN_GAP);
    }

    /**
     * Silent for longer than a share of the customer's own gaps between days with an act. Who has few gaps is judged by those of all,
     * the more, the fewer there are.
     *
     * @param share above 0 and below 1
     * @return the exit
     * @throws IllegalArgumentException if the share is out of range
     */
    public static Exit silent(double share) {
        return new Exit(Optional.empty(), Optional.of(Patience.OwnGap.of(share)));
    }

    /**
     * No act of the customer within a horizon.
     *
     * @param horizon how long anybody is waited for
     * @return the exit
     * @throws IllegalArgumentException if the horizon is not positive
     */
    public static Exit noActWithin(Duration horizon) {
        return new Exit(Optional.empty(), Optional.of(new Patience.Alike(Leaving.ACTS, horizon)));
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
        return new Exit(told, Optional.of(before.withActs(acts)));
    }

    /**
     * The same by a habit that is known, such as that of {@link io.engagement.journey.Stages#habit()}: silence is between its days.
     *
     * @param habit how long customers rest as a rule
     * @return the changed copy
     * @throws IllegalArgumentException if this exit is none of silence beyond the own gaps
     */
    public Exit withHabit(SilenceHabit habit) {
        Objects.requireNonNull(habit, "habit");
        Patience.OwnGap gap = ownGap().orElseThrow(() -> new IllegalArgumentException(
                "a habit judges silences by the own gaps, and " + this + " is none: begin with silent()"));
        return new Exit(told, Optional.of(gap.withHabit(habit)));
    }

    /** The same with the habit of a base, where one is needed and not known. */
    Exit learned(LogView view) {
        return ownGap().filter(gap -> gap.habit().isEmpty())
                .map(gap -> withHabit(SilenceHabit.fit(view, gap.days()).model()))
                .orElse(this);
    }

    private Optional<Patience.OwnGap> ownGap() {
        return patience.filter(Patience.OwnGap.class::isInstance).map(Patience.OwnGap.class::cast);
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

    /**
     * What tells that a customer has left.
     *
     * @return empty if only a silence does
     */
    public Optional<Filter> told() {
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
        return patience.isPresent() ? patience.get().writtenTo(text) : text;
    }

    static Exit read(ModelText whole, String prefix, Registry registry) {
        ModelText text = whole.part(prefix, KIND, 1);
        Optional<Filter> told = text.optionalWord("told").map(filter -> Filter.read(filter, registry));
        Optional<Patience> patience = Patience.read(text, registry);
        if (told.isEmpty() && patience.isEmpty()) {
            throw new IllegalArgumentException("an exit must be told or a silence, was neither");
        }
        return new Exit(told, patience);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Exit exit && told.equals(exit.told) && patience.equals(exit.patience);
    }

    @Override
    public int hashCode() {
        return Objects.hash(told, patience);
    }

    /** In words: {@code cancelled or opted out}, {@code silent beyond the own 99.0 % gap}. */
    @Override
    public String toString() {
        String words = told.map(filter -> filter.equals(Leaving.TOLD) ? "cancelled or opted out" : filter.toString())
                .orElse("");
        return words
                + (told.isPresent() && patience.isPresent() ? " or " : "")
                + patience.map(Patience::toString).orElse("");
    }
}
