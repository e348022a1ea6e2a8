package io.engagement.dialogue.answers;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.text.Lengths;
import io.engagement.measure.ConversationRule;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What counts as an ask, what as an answer, and which act answers which ask. An act answers at most one ask, and an ask is
 * answered at most once:
 *
 * <ol>
 *   <li>an act that replies, by {@code inReplyTo}, answers what it replies to, whenever it comes; after the window it is
 *       late, and counts in no rate;
 *   <li>an act in a conversation, by its id, in which something was asked answers an open ask of that conversation, and no
 *       other;
 *   <li>any other act answers an open ask of the same or a {@linkplain #withAnswersOn declared} channel: such an answer is
 *       inferred.
 * </ol>
 *
 * <p>Of several open asks it answers the oldest, unless told otherwise.
 *
 * <p>An answer comes strictly later than the ask's first contact, and no later than the window after its last one: the end
 * belongs to the window. Time runs from the first contact. Immutable.
 */
public final class AnswerPolicy {
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final AnswerPolicy DEFAULTS = new AnswerPolicy(
            companyContacts(),
            Sides.CUSTOMER_ACTS,
            AskUnit.TURN,
            AnswerOrder.OLDEST_FIRST,
            List.of(new WindowRule(Filter.all(), Duration.ofDays(7))),
            Map.of(),
            false,
            ConversationRule.standard(),
            false);

    private final Filter asks;
    private final Filter answers;
    private final AskUnit unit;
    private final AnswerOrder order;
    /** The last that fits holds; the first fits all. */
    private final List<WindowRule> windows;
    /** On which other channels asks of a channel are answered. */
    private final Map<Channel, Set<Channel>> channels;

    private final boolean anyChannel;
    private final ConversationRule conversations;
    private final boolean atOnce;

    private record WindowRule(Filter asks, Duration window) {}

    private AnswerPolicy(
            Filter asks,
            Filter answers,
            AskUnit unit,
            AnswerOrder order,
            List<WindowRule> windows,
            Map<Channel, Set<Channel>> channels,
            boolean anyChannel,
            ConversationRule conversations,
            boolean atOnce) {
        this.asks = asks;
        this.answers = answers;
        this.unit = unit;
        this.order = order;
        this.windows = windows;
        this.channels = channels;
        this.anyChannel = anyChannel;
        this.conversations = conversations;
        this.atOnce = atOnce;
    }

    /**
     * Asks are turns of what the company's people sent or began, other than its answers in conversations of the customer's
     * initiative; answers are what customers did themselves; the oldest ask first, within seven days, on the channel of the
     * ask; conversations by {@link ConversationRule#standard()}.
     *
     * @return the policy
     */
    public static AnswerPolicy withDefaults() {
        return DEFAULTS;
    }

    /** Of the company's people: sent, and not on the customer's initiative; or without a direction, on the company's. */
    static Filter companyContacts() {
        Filter sent =
                Filter.direction(Direction.OUTBOUND).and(Filter.initiatedBy(Initiator.COMPANY, Initiator.UNKNOWN));
        Filter began = Filter.direction(Direction.UNKNOWN).and(Filter.initiatedBy(Initiator.COMPANY));
        return Filter.actor(Actor.PERSON).and(sent.or(began));
    }

    /**
     * This policy with other asks.
     *
     * @param filter which contacts ask, by their kinds
     * @return the changed copy
     */
    public AnswerPolicy withAsks(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return new AnswerPolicy(filter, answers, unit, order, windows, channels, anyChannel, conversations, atOnce);
    }

    /**
     * This policy with other answers.
     *
     * @param filter which acts can answer, by their kinds
     * @return the changed copy
     */
    public AnswerPolicy withAnswers(Filter filter) {
        Objects.requireNonNull(filter, "filter");
        return new AnswerPolicy(asks, filter, unit, order, windows, channels, anyChannel, conversations, atOnce);
    }

    /**
     * This policy with another unit.
     *
     * @param other what one ask is
     * @return the changed copy
     */
    public AnswerPolicy withUnit(AskUnit other) {
        Objects.requireNonNull(other, "other");
        return new AnswerPolicy(asks, answers, other, order, windows, channels, anyChannel, conversations, atOnce);
    }

    /**
     * This policy with another order.
     *
     * @param other which of several open asks an act answers
     * @return the changed copy
     */
    public AnswerPolicy withOrder(AnswerOrder other) {
        Objects.requireNonNull(other, "other");
        return new AnswerPolicy(asks, answers, unit, other, windows, channels, anyChannel, conversations, atOnce);
    }

    /**
     * This policy with one window for all asks.
     *
     * @param window how long an ask can be answered: from a millisecond to a century
     * @return the changed copy, without other windows
     * @throws IllegalArgumentException if the window is out of its range
     */
    public AnswerPolicy withWindow(Duration window) {
        return withWindows(List.of(new WindowRule(Filter.all(), checked("window", window))));
    }

    /**
     * This policy with a window for some asks, for example by purpose and channel: {@code
     * Filter.purpose(OFFER).and(Filter.channel(EMAIL))}.
     *
     * @param some which asks, by the kind of their first contact
     * @param window how long they can be answered: from a millisecond to a century
     * @return the changed copy; where several windows fit, the one that was set last holds
     * @throws IllegalArgumentException if the window is out of its range
     */
    public AnswerPolicy withWindow(Filter some, Duration window) {
        List<WindowRule> more = new ArrayList<>(windows);
        more.add(new WindowRule(Objects.requireNonNull(some, "some"), checked("window", window)));
        return withWindows(List.copyOf(more));
    }

    private AnswerPolicy withWindows(List<WindowRule> others) {
        return new AnswerPolicy(asks, answers, unit, order, others, channels, anyChannel, conversations, atOnce);
    }

    private static Duration checked(String name, Duration length) {
        Objects.requireNonNull(length, name);
        if (Millis.of(length) < 1 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be from a millisecond to a century (PT0.001S to " + LONGEST + "), was " + length);
        }
        return Duration.ofMillis(length.toMillis());
    }

    /**
     * This policy with answers on other channels: mail that is answered in the shop.
     *
     * @param ask the channel of asks
     * @param others on which they are answered too, beside their own
     * @return the changed copy
     */
    public AnswerPolicy withAnswersOn(Channel ask, Channel... others) {
        Map<Channel, Set<Channel>> more = new TreeMap<>(channels);
        more.put(Objects.requireNonNull(ask, "ask"), new TreeSet<>(List.of(others)));
        return new AnswerPolicy(asks, answers, unit, order, windows, more, anyChannel, conversations, atOnce);
    }

    /**
     * This policy with answers on whatever channel.
     *
     * @return the changed copy
     */
    public AnswerPolicy withAnswersOnAnyChannel() {
        return new AnswerPolicy(asks, answers, unit, order, windows, channels, true, conversations, atOnce);
    }

    /**
     * This policy with another rule of what is one conversation, in which contacts are one turn.
     *
     * @param rule the rule
     * @return the changed copy
     */
    public AnswerPolicy withConversations(ConversationRule rule) {
        Objects.requireNonNull(rule, "rule");
        return new AnswerPolicy(asks, answers, unit, order, windows, channels, anyChannel, rule, atOnce);
    }

    /**
     * This policy for a coarse clock, of hours or days: an act at the instant of a contact comes after it and can answer it.
     *
     * @return the changed copy
     */
    public AnswerPolicy withAnswersAtOnce() {
        return new AnswerPolicy(asks, answers, unit, order, windows, channels, anyChannel, conversations, true);
    }

    /**
     * Which contacts ask.
     *
     * @return a filter of kinds
     */
    public Filter asks() {
        return asks;
    }

    /**
     * Which acts can answer.
     *
     * @return a filter of kinds
     */
    public Filter answers() {
        return answers;
    }

    /**
     * What one ask is.
     *
     * @return the unit
     */
    public AskUnit unit() {
        return unit;
    }

    /**
     * Which of several open asks an act answers.
     *
     * @return the order
     */
    public AnswerOrder order() {
        return order;
    }

    /**
     * How long an ask can be answered.
     *
     * @param kind of its first contact
     * @return the window after its last contact
     */
    public Duration window(InteractionKind kind) {
        Duration found = windows.get(0).window();
        for (WindowRule rule : windows) {
            found = rule.asks().matches(kind) ? rule.window() : found;
        }
        return found;
    }

    /**
     * Whether an ask of one channel can be answered on another, or the same.
     *
     * @param ask the channel of the ask
     * @param act the channel of the act
     * @return if so
     */
    public boolean isAnsweredOn(Channel ask, Channel act) {
        return anyChannel
                || ask.equals(act)
                || channels.getOrDefault(ask, Set.of()).contains(act);
    }

    /**
     * What is one conversation.
     *
     * @return the rule
     */
    public ConversationRule conversations() {
        return conversations;
    }

    /**
     * Whether an act at the instant of a contact can answer it.
     *
     * @return if so
     */
    public boolean answersAtOnce() {
        return atOnce;
    }

    /**
     * The policy in one line, as tables tell it: unit, order, windows, and on which channels beside the ask's own.
     *
     * @return such as {@code each turn, oldest first, within PT168H}
     */
    public String name() {
        StringBuilder text = new StringBuilder("each ")
                .append(unit.name().toLowerCase(Locale.ROOT))
                .append(order == AnswerOrder.OLDEST_FIRST ? ", oldest first" : ", newest first");
        for (WindowRule rule : windows) {
            text.append(", within ").append(Lengths.words(rule.window()));
            text.append(rule.asks().equals(Filter.all()) ? "" : " for " + rule.asks());
        }
        if (anyChannel) {
            text.append(", on any channel");
        } else {
            channels.forEach((ask, others) -> others.forEach(
                    other -> text.append(", ").append(ask).append(" also on ").append(other)));
        }
        return text.append(atOnce ? ", at once too" : "").toString();
    }

    /** The same as {@link #name()}. */
    @Override
    public String toString() {
        return name();
    }
}
