package io.engagement.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One contact between a customer and the company.
 *
 * <p>Start with {@link #of} and add what is known with the {@code with} methods:
 *
 * <pre>{@code
 * Interaction.of("c42", at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE).withValue(29.90).withId("order-7")
 * }</pre>
 *
 * @param customerId the customer's id, kept as it is (leading zeros too), not blank
 * @param at when it happened; kept to the millisecond, between years -290,000 and 290,000
 * @param kind what sort of contact it is
 * @param id the interaction's own id, unique in a log, by which duplicates are found
 * @param value what it was worth to the company in the log's currency, usually the revenue of a purchase; negative
 *     for a refund, and that of a RETURN {@linkplain InteractionKind#signedValue whatever sign it is told with};
 *     {@linkplain #isMoney 0, or from 1e-12 to 1e15 in size}
 * @param cost what it cost the company in the log's currency; 0, or from 1e-12 to 1e15
 * @param satisfaction how satisfied the customer was with it, from 0 (not at all) to 1 (fully)
 * @param duration how long it took, not negative, at most 4,400 years, kept to the millisecond
 * @param inReplyTo the id of the interaction that it answers
 * @param conversation the id of the conversation (ticket, thread) that it belongs to
 */
public record Interaction(
        String customerId,
        Instant at,
        InteractionKind kind,
        Optional<String> id,
        OptionalDouble value,
        OptionalDouble cost,
        OptionalDouble satisfaction,
        Optional<Duration> duration,
        Optional<String> inReplyTo,
        Optional<String> conversation) {

    /** The smallest amount of money other than 0. */
    public static final double LEAST_MONEY = 1e-12;

    /** The largest amount of money. */
    public static final double MOST_MONEY = 1e15;

    /** 2^53 milliseconds: instants up to here are exact in a double too, which states rely on. */
    private static final long LATEST_MILLI = 1L << 53;

    /** 2^47 - 1 milliseconds, some 4,400 years: it fits into six bytes. */
    private static final Duration LONGEST = Duration.ofMillis((1L << 47) - 1);

    /**
     * An interaction, checked.
     *
     * @param customerId the customer's id, kept as it is (leading zeros too), not blank
     * @param at when it happened; kept to the millisecond, between years -290,000 and 290,000
     * @param kind what sort of contact it is
     * @param id the interaction's own id, unique in a log, by which duplicates are found
     * @param value what it was worth to the company in the log's currency, usually the revenue of a purchase; negative
     *     for a refund; that of a RETURN is {@linkplain InteractionKind#signedValue kept negative}; 0, or from 1e-12 to 1e15 in size
     * @param cost what it cost the company in the log's currency; 0, or from 1e-12 to 1e15
     * @param satisfaction how satisfied the customer was with it, from 0 (not at all) to 1 (fully)
     * @param duration how long it took, not negative, kept to the millisecond
     * @param inReplyTo the id of the interaction that it answers
     * @param conversation the id of the conversation (ticket, thread) that it belongs to
     * @throws IllegalArgumentException if a field is out of its range; the message names field, value and law
     * @throws NullPointerException if a field is null; the message names it
     */
    public Interaction {
        Names.present("customerId", customerId);
        at = milliseconds(Names.given("at", at));
        Names.given("kind", kind);
        Names.given("id", id).ifPresent(text -> Names.present("id", text));
        Names.given("inReplyTo", inReplyTo).ifPresent(text -> Names.present("inReplyTo", text));
        Names.given("conversation", conversation).ifPresent(text -> Names.present("conversation", text));
        Names.given("value", value).ifPresent(Interaction::checkValue);
        value = value.isPresent() && value.getAsDouble() > 0
                ? OptionalDouble.of(kind.signedValue(value.getAsDouble()))
                : value;
        Names.given("cost", cost).ifPresent(Interaction::checkCost);
        Names.given("satisfaction", satisfaction).ifPresent(Interaction::checkSatisfaction);
        duration = Names.given("duration", duration).map(Interaction::milliseconds);
    }

    /**
     * An interaction about which no more is known, by a person.
     *
     * @param customerId the customer's id
     * @param at when it happened
     * @param channel the medium
     * @param initiator whose initiative it was
     * @param purpose what it was for
     * @return the interaction
     */
    public static Interaction of(String customerId, Instant at, Channel channel, Initiator initiator, Purpose purpose) {
        return of(customerId, at, InteractionKind.of(channel, initiator, purpose));
    }

    /**
     * An interaction of a kind about which no more is known.
     *
     * @param customerId the customer's id
     * @param at when it happened
     * @param kind what sort of contact it is
     * @return the interaction
     */
    public static Interaction of(String customerId, Instant at, InteractionKind kind) {
        return new Interaction(
                customerId,
                at,
                kind,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The medium.
     *
     * @return the kind's channel
     */
    public Channel channel() {
        return kind.channel();
    }

    /**
     * Whose initiative it was.
     *
     * @return the kind's initiator
     */
    public Initiator initiator() {
        return kind.initiator();
    }

    /**
     * What it was for.
     *
     * @return the kind's purpose
     */
    public Purpose purpose() {
        return kind.purpose();
    }

    /**
     * Who handled it in the company.
     *
     * @return the kind's department
     */
    public Optional<String> department() {
        return kind.department();
    }

    /**
     * The campaign that it belongs to.
     *
     * @return the kind's campaign
     */
    public Optional<String> campaign() {
        return kind.campaign();
    }

    /**
     * This interaction as another customer's, such as the company that somebody acted for.
     *
     * @param other whose it is, not blank
     * @return the changed copy
     */
    public Interaction withCustomerId(String other) {
        return new Interaction(other, at, kind, id, value, cost, satisfaction, duration, inReplyTo, conversation);
    }

    /**
     * This interaction with an id.
     *
     * @param text the id, not blank
     * @return the changed copy
     */
    public Interaction withId(String text) {
        return new Interaction(
                customerId,
                at,
                kind,
                Optional.of(Names.given("id", text)),
                value,
                cost,
                satisfaction,
                duration,
                inReplyTo,
                conversation);
    }

    /**
     * This interaction with a value.
     *
     * @param amount what it was worth to the company; 0, or from 1e-12 to 1e15 in size
     * @return the changed copy
     */
    public Interaction withValue(double amount) {
        return new Interaction(
                customerId,
                at,
                kind,
                id,
                OptionalDouble.of(amount),
                cost,
                satisfaction,
                duration,
                inReplyTo,
                conversation);
    }

    /**
     * This interaction with a cost.
     *
     * @param amount what it cost the company; 0, or from 1e-12 to 1e15
     * @return the changed copy
     */
    public Interaction withCost(double amount) {
        return new Interaction(
                customerId,
                at,
                kind,
                id,
                value,
                OptionalDouble.of(amount),
                satisfaction,
                duration,
                inReplyTo,
                conversation);
    }

    /**
     * This interaction with a satisfaction.
     *
     * @param share from 0 to 1
     * @return the changed copy
     */
    public Interaction withSatisfaction(double share) {
        return new Interaction(
                customerId, at, kind, id, value, cost, OptionalDouble.of(share), duration, inReplyTo, conversation);
    }

    /**
     * This interaction with a duration.
     *
     * @param length how long it took, not negative
     * @return the changed copy
     */
    public Interaction withDuration(Duration length) {
        return new Interaction(
                customerId,
                at,
                kind,
                id,
                value,
                cost,
                satisfaction,
                Optional.of(Names.given("duration", length)),
                inReplyTo,
                conversation);
    }

    /**
     * This interaction as the answer to another.
     *
     * @param answeredId the id of the interaction that it answers
     * @return the changed copy
     */
    public Interaction withInReplyTo(String answeredId) {
        return new Interaction(
                customerId,
                at,
                kind,
                id,
                value,
                cost,
                satisfaction,
                duration,
                Optional.of(Names.given("inReplyTo", answeredId)),
                conversation);
    }

    /**
     * This interaction as part of a conversation.
     *
     * @param conversationId the id of the conversation
     * @return the changed copy
     */
    public Interaction withConversation(String conversationId) {
        return new Interaction(
                customerId,
                at,
                kind,
                id,
                value,
                cost,
                satisfaction,
                duration,
                inReplyTo,
                Optional.of(Names.given("conversation", conversationId)));
    }

    /**
     * This interaction as one of another kind.
     *
     * @param other the kind
     * @return the changed copy
     */
    public Interaction withKind(InteractionKind other) {
        return new Interaction(customerId, at, other, id, value, cost, satisfaction, duration, inReplyTo, conversation);
    }

    /**
     * This interaction handled by a department.
     *
     * @param name the department, not blank
     * @return the changed copy
     */
    public Interaction withDepartment(String name) {
        return withKind(kind.withDepartment(name));
    }

    /**
     * This interaction as part of a campaign.
     *
     * @param name the campaign, not blank
     * @return the changed copy
     */
    public Interaction withCampaign(String name) {
        return withKind(kind.withCampaign(name));
    }

    /**
     * This interaction with a direction.
     *
     * @param direction which way it went
     * @return the changed copy
     */
    public Interaction withDirection(Direction direction) {
        return withKind(kind.withDirection(direction));
    }

    /**
     * This interaction with an actor.
     *
     * @param actor whether a person or a machine acted
     * @return the changed copy
     */
    public Interaction withActor(Actor actor) {
        return withKind(kind.withActor(actor));
    }

    private static Instant milliseconds(Instant at) {
        // Compared in seconds first: toEpochMilli() overflows for instants that are far out.
        if (Math.abs(at.getEpochSecond()) >= LATEST_MILLI / 1000) {
            throw new IllegalArgumentException("at must lie within 285,000 years of 1970, was " + at);
        }
        return at.getNano() % 1_000_000 == 0 ? at : Instant.ofEpochMilli(at.toEpochMilli());
    }

    /**
     * Whether a number can be an amount of money: 0, or of a size whose sums and squares over any number of
     * interactions neither overflow nor vanish.
     *
     * @param amount the number
     * @return true if it is 0 or its size lies between {@value #LEAST_MONEY} and {@value #MOST_MONEY}
     */
    public static boolean isMoney(double amount) {
        double size = Math.abs(amount);
        return size <= MOST_MONEY && (size >= LEAST_MONEY || size == 0);
    }

    private static void checkValue(double value) {
        if (!isMoney(value)) {
            throw new IllegalArgumentException("value must be 0, or from " + LEAST_MONEY + " to " + MOST_MONEY
                    + " or as much below 0, was " + value);
        }
    }

    private static void checkCost(double cost) {
        if (!(cost >= 0 && isMoney(cost))) {
            throw new IllegalArgumentException(
                    "cost must be 0, or from " + LEAST_MONEY + " to " + MOST_MONEY + ", was " + cost);
        }
    }

    private static void checkSatisfaction(double satisfaction) {
        if (!(satisfaction >= 0 && satisfaction <= 1)) {
            throw new IllegalArgumentException("satisfaction must lie between 0 and 1, was " + satisfaction);
        }
    }

    private static Duration milliseconds(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "duration must not be negative and be at most " + LONGEST.toDays() + " days, was " + duration);
        }
        return Duration.ofMillis(duration.toMillis());
    }
}
