package io.engagement.measure;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which interactions a measure looks at, by their kind. Filters are values: they are equal if they are made of the same
 * terms, in whatever order and however often these were joined by {@link #and} or {@link #or}, and {@code toString()} is
 * their canonical text. Names in it that hold more than letters, digits and {@code _.-} stand in quotes. No further algebra
 * is done: {@code a.or(b).negate()} and {@code a.negate().and(b.negate())} let the same pass but are not equal.
 *
 * <pre>{@code
 * Filter.ownInitiative().and(Filter.purpose(Purpose.QUESTION, Purpose.COMPLAINT))
 * }</pre>
 */
public sealed interface Filter extends Serializable
        permits FilterTerms.All, FilterTerms.OneOf, FilterTerms.AllOf, FilterTerms.AnyOf, FilterTerms.Negated {
    /**
     * Whether interactions of a kind pass.
     *
     * @param kind what sort of contact it is
     * @return true if they pass
     */
    boolean matches(InteractionKind kind);

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
        return FilterTerms.both(this, other);
    }

    /**
     * This filter or another one.
     *
     * @param other the other
     * @return a filter that kinds pass which pass at least one of them
     */
    default Filter or(Filter other) {
        return FilterTerms.either(this, other);
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
     * @throws IllegalArgumentException if none is given
     */
    static Filter department(String... departments) {
        return oneOf(FilterTerms.Field.DEPARTMENT, (Object[]) departments);
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

    private static Filter oneOf(FilterTerms.Field field, Object... wanted) {
        Set<String> names = new TreeSet<>();
        for (Object one : wanted) {
            names.add(one.toString());
        }
        return new FilterTerms.OneOf(field, names);
    }
}
