package io.engagement.measure;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.history.LogView;
import io.engagement.measure.spi.Condition;
import io.engagement.measure.spi.Quantity;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Which interactions a measure looks at, by their kind and their quantities. Filters are values: they are equal if they are made of the same
 * terms, in whatever order and however often these were joined by {@link #and} or {@link #or}, and {@code toString()} is
 * their canonical text. Names in it that hold more than letters, digits and {@code _.-} stand in quotes. No further algebra
 * is done: {@code a.or(b).negate()} and {@code a.negate().and(b.negate())} let the same pass but are not equal.
 *
 * <pre>{@code
 * Filter.ownInitiative().and(Filter.purpose(Purpose.QUESTION, Purpose.COMPLAINT))
 * }</pre>
 */
public sealed interface Filter extends Serializable
        permits FilterTerms.All,
                FilterTerms.OneOf,
                FilterTerms.Beyond,
                FilterTerms.Known,
                FilterTerms.Where,
                FilterTerms.AllOf,
                FilterTerms.AnyOf,
                FilterTerms.Negated {
    /**
     * Whether an interaction passes.
     *
     * @param kind what sort of contact it is
     * @param quantities what else is known of it, NaN where it has none; durations in milliseconds
     * @return true if it passes
     */
    boolean matches(InteractionKind kind, ToDoubleFunction<Quantity> quantities);

    /**
     * Whether interactions of a kind pass, where the kind alone decides.
     *
     * @param kind what sort of contact it is
     * @return true if they pass
     * @throws IllegalArgumentException if it depends on an interaction's quantities
     */
    default boolean matches(InteractionKind kind) {
        return matches(kind, quantity -> {
            throw new IllegalArgumentException("a kind does not tell whether " + this + " passes, which looks at "
                    + quantity + ": ask with an interaction, or take a filter of kinds here");
        });
    }

    /**
     * Whether an interaction passes.
     *
     * @param interaction the interaction
     * @return true if it passes
     */
    default boolean matches(Interaction interaction) {
        return matches(interaction.kind(), quantity -> quantity.of(interaction));
    }

    /**
     * Whether an interaction of a view passes.
     *
     * @param view the view
     * @param position of the interaction
     * @return true if it passes
     */
    default boolean matches(LogView view, int position) {
        InteractionKind kind = view.kinds().get(view.kindIndex(position));
        return matches(kind, quantity -> quantity.of(view, position));
    }

    /**
     * Whether two interactions that differ in nothing but the campaign may not both pass: what a {@linkplain
     * io.engagement.measure.spi.Statistic#looksAtCampaigns statistic} of this filter has to say.
     *
     * @return true for a condition of one's own, too
     */
    default boolean looksAtCampaigns() {
        return FilterTerms.looksAtCampaigns(this);
    }

    /**
     * The text form, which stands in texts of models.
     *
     * @return the canonical text, in one line
     */
    default String toText() {
        return toString();
    }

    /**
     * Reads a filter.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return an equal filter
     * @throws IllegalArgumentException if the text is no filter, or the registry lacks what it names
     */
    static Filter read(String text, Registry registry) {
        return FilterReader.read(text, registry);
    }

    /**
     * Both this filter and another one.
     *
     * @param other the other
     * @return a filter that kinds pass which pass both
     */
    default Filter and(Filter other) {
        return FilterTerms.all(Stream.of(this, Objects.requireNonNull(other, "other")));
    }

    /**
     * This filter or another one.
     *
     * @param other the other
     * @return a filter that kinds pass which pass at least one of them
     */
    default Filter or(Filter other) {
        return FilterTerms.any(Stream.of(this, Objects.requireNonNull(other, "other")));
    }

    /**
     * The opposite of this filter.
     *
     * @return a filter that kinds pass which do not pass this one
     */
    default Filter negate() {
        return FilterTerms.opposite(this);
    }

    /**
     * All interactions.
     *
     * @return a filter that every kind passes
     */
    static Filter all() {
        return new FilterTerms.All();
    }

    /**
     * Interactions on somebody's initiative.
     *
     * @param initiators at least one
     * @return the filter
     * @throws IllegalArgumentException if none is given
     */
    static Filter initiatedBy(Initiator... initiators) {
        return oneOf(FilterTerms.Field.INITIATOR, (Object[]) initiators);
    }

    /**
     * Interactions for a purpose.
     *
     * @param purposes at least one
     * @return the filter
     * @throws IllegalArgumentException if none is given
     */
    static Filter purpose(Purpose... purposes) {
        return oneOf(FilterTerms.Field.PURPOSE, (Object[]) purposes);
    }

    /**
     * Interactions through a channel.
     *
     * @param channels at least one
     * @return the filter
     * @throws IllegalArgumentException if none is given
     */
    static Filter channel(Channel... channels) {
        return oneOf(FilterTerms.Field.CHANNEL, (Object[]) channels);
    }

    /**
     * Interactions that a department handled.
     *
     * @param departments at least one
     * @return the filter; interactions without a department do not pass
     * @throws IllegalArgumentException if none is given, or one is blank
     */
    static Filter department(String... departments) {
        return oneOf(FilterTerms.Field.DEPARTMENT, (Object[]) departments);
    }

    /**
     * Interactions of a campaign.
     *
     * @param campaigns at least one
     * @return the filter; interactions without a campaign do not pass
     * @throws IllegalArgumentException if none is given, or one is blank
     */
    static Filter campaign(String... campaigns) {
        return oneOf(FilterTerms.Field.CAMPAIGN, (Object[]) campaigns);
    }

    /**
     * Interactions in which a person, or a machine, acted.
     *
     * @param actor which of the two
     * @return the filter
     */
    static Filter actor(Actor actor) {
        return oneOf(FilterTerms.Field.ACTOR, (Object) actor);
    }

    /**
     * Interactions that went one of these ways.
     *
     * @param directions at least one
     * @return the filter
     * @throws IllegalArgumentException if none is given
     */
    static Filter direction(Direction... directions) {
        return oneOf(FilterTerms.Field.DIRECTION, (Object[]) directions);
    }

    /**
     * Interactions with less of a quantity than a limit.
     *
     * @param quantity a number; of durations use {@link #shorterThan}
     * @param limit finite; what equals it does not pass
     * @return the filter; interactions without the quantity do not pass
     * @throws IllegalArgumentException if the limit is not finite, or the quantity is a duration
     */
    static Filter below(Quantity quantity, double limit) {
        return FilterTerms.Beyond.ofNumber(quantity, FilterTerms.Side.BELOW, limit);
    }

    /**
     * Interactions with more of a quantity than a limit.
     *
     * @param quantity a number; of durations use {@link #longerThan}
     * @param limit finite; what equals it does not pass
     * @return the filter; interactions without the quantity do not pass
     * @throws IllegalArgumentException if the limit is not finite, or the quantity is a duration
     */
    static Filter above(Quantity quantity, double limit) {
        return FilterTerms.Beyond.ofNumber(quantity, FilterTerms.Side.ABOVE, limit);
    }

    /**
     * Interactions that took less time.
     *
     * @param duration what equals it does not pass
     * @return the filter; interactions without a duration do not pass
     */
    static Filter shorterThan(Duration duration) {
        return new FilterTerms.Beyond(Quantity.DURATION, FilterTerms.Side.BELOW, millis(duration));
    }

    /**
     * Interactions that took more time.
     *
     * @param duration what equals it does not pass
     * @return the filter; interactions without a duration do not pass
     */
    static Filter longerThan(Duration duration) {
        return new FilterTerms.Beyond(Quantity.DURATION, FilterTerms.Side.ABOVE, millis(duration));
    }

    /**
     * Interactions with a quantity. A value of 10 or more, for example, is {@code below(VALUE,
     * 10).negate().and(known(VALUE))}.
     *
     * @param quantity which one
     * @return the filter
     */
    static Filter known(Quantity quantity) {
        return new FilterTerms.Known(quantity);
    }

    /**
     * Interactions that meet a condition of your own.
     *
     * @param name tells the whole definition: filters of equal name are equal
     * @param condition what is asked
     * @return the filter
     * @throws IllegalArgumentException if the name is blank or more than a line
     */
    static Filter where(String name, Condition condition) {
        return where(name, 1, condition);
    }

    /**
     * The same of a condition whose meaning has changed under its name.
     *
     * @param name tells the whole definition, together with the version: filters of equal name and version are equal
     * @param version at least 1; texts hold name and version, and {@link #read} takes the condition from the registry
     * @param condition what is asked
     * @return the filter
     * @throws IllegalArgumentException if the name is blank or more than a line, or the version below 1
     */
    static Filter where(String name, int version, Condition condition) {
        return new FilterTerms.Where(name, version, condition);
    }

    /**
     * What customers do of their own accord: initiated by the customer, and a person acted who was not on the company's
     * side. Our answer to a customer's question belongs to a thread of their initiative but is no effort of theirs.
     *
     * @return the filter
     */
    static Filter ownInitiative() {
        return initiatedBy(Initiator.CUSTOMER)
                .and(actor(Actor.PERSON))
                .and(direction(Direction.INBOUND, Direction.UNKNOWN));
    }

    /** With the part that is less than one: a millisecond is shorter than one and a half. */
    private static double millis(Duration duration) {
        return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
    }

    private static Filter oneOf(FilterTerms.Field field, Object... wanted) {
        Set<String> names = new TreeSet<>();
        for (Object one : wanted) {
            names.add(one.toString());
        }
        return new FilterTerms.OneOf(field, names);
    }
}
