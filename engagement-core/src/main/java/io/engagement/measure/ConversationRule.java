package io.engagement.measure;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.internal.text.OneLine;
import io.engagement.measure.spi.Statistic;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is one conversation: the interactions of one conversation id; else those of one customer and one family of channels
 * that follow each other without a longer gap. An interaction without an id goes on with whatever its family had last. Whose a
 * conversation is tells its first interaction's initiator. Machine acts are in no conversation. Immutable.
 *
 * <p>The gap may differ by purpose: that of an interaction tells how long ago the one before it may be. So one contact more never
 * splits a conversation.
 */
public final class ConversationRule implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int MOST_GAPS = 31;
    private static final ConversationRule STANDARD = new ConversationRule(Duration.ofHours(24), Map.of(), Map.of());

    /** For purposes without one of their own. */
    private final Duration gap;
    /** By the purpose's name. */
    private final TreeMap<String, Duration> gaps;
    /** By the channel's name. */
    private final TreeMap<String, String> families;
    /** Each once, in the order of their length. */
    private final ArrayList<Duration> distinct;

    private ConversationRule(Duration gap, Map<String, Duration> gaps, Map<String, String> families) {
        this.gap = gap;
        this.gaps = new TreeMap<>(gaps);
        this.families = new TreeMap<>(families);
        TreeSet<Duration> all = new TreeSet<>(gaps.values());
        all.add(gap);
        this.distinct = new ArrayList<>(all);
        if (distinct.size() > MOST_GAPS) {
            throw new IllegalArgumentException(
                    "a rule takes at most " + MOST_GAPS + " different gaps, were " + distinct.size());
        }
    }

    private static Duration checked(Duration gap) {
        if (gap.isNegative() || gap.toDays() > 365_250 || !gap.equals(Duration.ofMillis(gap.toMillis()))) {
            throw new IllegalArgumentException(
                    "gap must be of whole milliseconds, not negative, at most 1000 years, was " + gap);
        }
        return gap;
    }

    /**
     * Gaps of up to 24 hours, each channel a family of its own.
     *
     * @return the rule
     */
    public static ConversationRule standard() {
        return STANDARD;
    }

    /**
     * The same with another gap.
     *
     * @param other the longest, unless the purpose has its own
     * @return the changed copy
     * @throws IllegalArgumentException if the gap is negative, not of whole milliseconds or longer than 1000 years
     */
    public ConversationRule withGap(Duration other) {
        return new ConversationRule(checked(Objects.requireNonNull(other, "other")), gaps, families);
    }

    /**
     * The same with another gap before interactions of a purpose.
     *
     * @param purpose which one
     * @param other the longest
     * @return the changed copy
     * @throws IllegalArgumentException if the gap is negative, not of whole milliseconds or longer than 1000 years, or a 32nd
     */
    public ConversationRule withGap(Purpose purpose, Duration other) {
        TreeMap<String, Duration> changed = new TreeMap<>(gaps);
        changed.put(purpose.name(), checked(Objects.requireNonNull(other, "other")));
        return new ConversationRule(gap, changed, families);
    }

    /**
     * The same with channels between which a conversation may go back and forth.
     *
     * @param family their name, not blank
     * @param channels that belong to it
     * @return the changed copy
     * @throws IllegalArgumentException if the name is blank
     */
    public ConversationRule withFamily(String family, Channel... channels) {
        if (family.isBlank()) {
            throw new IllegalArgumentException("a family of channels must have a name, was blank");
        }
        TreeMap<String, String> changed = new TreeMap<>(families);
        for (Channel channel : channels) {
            changed.put(channel.name(), OneLine.of(family));
        }
        return new ConversationRule(gap, gaps, changed);
    }

    /**
     * The family of a channel.
     *
     * @param channel any
     * @return its name; the channel's own unless told otherwise
     */
    public String family(Channel channel) {
        return families.getOrDefault(channel.name(), channel.name());
    }

    /**
     * How long ago what an interaction goes on with may be.
     *
     * @param purpose of the interaction
     * @return the gap
     */
    public Duration gap(Purpose purpose) {
        return gaps.getOrDefault(purpose.name(), gap);
    }

    /** All gaps, each once, in the order of their length. */
    List<Duration> distinctGaps() {
        return distinct;
    }

    /**
     * The walk through a customer's interactions, for a {@link Statistic} of one's own that asks in which conversation each is.
     *
     * @return thread-safe
     */
    public ConversationWalk walk() {
        return new ConversationWalk(this);
    }

    /**
     * Whether an interaction is in a conversation.
     *
     * @param kind its kind
     * @return false for what machines do
     */
    public boolean isOfPerson(InteractionKind kind) {
        return kind.actor() != Actor.MACHINE;
    }

    /**
     * How many conversations an initiator began.
     *
     * @param initiator CUSTOMER, COMPANY, or UNKNOWN for those of which it is not known
     * @return a measure, 0 if there is none; ordered
     */
    public Measure conversations(Initiator initiator) {
        return Conversations.measure(this, Objects.requireNonNull(initiator, "initiator"));
    }

    /**
     * How many conversations an initiator began lately. Time is cut into thirty steps, counted from 1970 in UTC, as of {@link
     * Measure#countWithin(Filter, Duration)}.
     *
     * @param initiator CUSTOMER, COMPANY, or UNKNOWN for those of which it is not known
     * @param window how far back, for example 90 days
     * @return a measure, 0 if there is none; ordered
     * @throws IllegalArgumentException if a thirtieth of the window is not of whole milliseconds
     */
    public Measure conversationsWithin(Initiator initiator, Duration window) {
        return RecentConversations.measure(this, Objects.requireNonNull(initiator, "initiator"), Window.of(window));
    }

    /**
     * The definition.
     *
     * @return one line, the same for equal rules
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("gap ").append(gap);
        gaps.forEach(
                (purpose, own) -> text.append(", ").append(purpose).append(' ').append(own));
        families.forEach((channel, family) ->
                text.append(", ").append(channel).append(" in ").append(family));
        return text.toString();
    }

    /**
     * Whether it is the same rule.
     *
     * @param other any
     * @return if so
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConversationRule rule
                && rule.gap.equals(gap)
                && rule.gaps.equals(gaps)
                && rule.families.equals(families);
    }

    @Override
    public int hashCode() {
        return Objects.hash(gap, gaps, families);
    }
}
