package io.engagement.domain;

import java.util.Comparator;
import java.util.Optional;

/**
 * What sort of contact an interaction is: all that it shares with many others, which is what filters and effort weights
 * look at. A log holds each kind once.
 *
 * @param channel the medium
 * @param purpose what it was for
 * @param initiator whose initiative it was
 * @param initiatorInferred whether the initiator was inferred from the thread and not given
 * @param direction which way it went
 * @param actor whether a person or a machine acted
 * @param department who handled it in the company, where known
 * @param campaign the campaign that it belongs to, where known
 */
public record InteractionKind(
        Channel channel,
        Purpose purpose,
        Initiator initiator,
        boolean initiatorInferred,
        Direction direction,
        Actor actor,
        Optional<String> department,
        Optional<String> campaign)
        implements Comparable<InteractionKind> {

    private static final Comparator<InteractionKind> ORDER = Comparator.comparing(InteractionKind::channel)
            .thenComparing(InteractionKind::purpose)
            .thenComparing(InteractionKind::initiator)
            .thenComparing(InteractionKind::initiatorInferred)
            .thenComparing(InteractionKind::direction)
            .thenComparing(InteractionKind::actor)
            .thenComparing(kind -> kind.department.orElse(""))
            .thenComparing(kind -> kind.campaign.orElse(""));

    /**
     * A kind of contact.
     *
     * @param channel the medium
     * @param purpose what it was for
     * @param initiator whose initiative it was
     * @param initiatorInferred whether the initiator was inferred from the thread and not given
     * @param direction which way it went
     * @param actor whether a person or a machine acted
     * @param department who handled it in the company, where known
     * @param campaign the campaign that it belongs to, where known
     * @throws IllegalArgumentException if department or campaign is blank, or an UNKNOWN initiator is said to be inferred
     * @throws NullPointerException if a field is null; the message names it
     */
    public InteractionKind {
        Names.given("channel", channel);
        Names.given("purpose", purpose);
        Names.given("initiator", initiator);
        Names.given("direction", direction);
        Names.given("actor", actor);
        Names.given("department", department).ifPresent(name -> Names.present("department", name));
        Names.given("campaign", campaign).ifPresent(name -> Names.present("campaign", name));
        if (initiatorInferred && initiator == Initiator.UNKNOWN) {
            throw new IllegalArgumentException("an inferred initiator must be CUSTOMER or COMPANY, was UNKNOWN");
        }
    }

    /**
     * A kind of no campaign.
     *
     * @param channel the medium
     * @param purpose what it was for
     * @param initiator whose initiative it was
     * @param initiatorInferred whether the initiator was inferred from the thread and not given
     * @param direction which way it went
     * @param actor whether a person or a machine acted
     * @param department who handled it in the company, where known
     * @throws IllegalArgumentException if the department is blank, or an UNKNOWN initiator is said to be inferred
     * @throws NullPointerException if a field is null; the message names it
     */
    public InteractionKind(
            Channel channel,
            Purpose purpose,
            Initiator initiator,
            boolean initiatorInferred,
            Direction direction,
            Actor actor,
            Optional<String> department) {
        this(channel, purpose, initiator, initiatorInferred, direction, actor, department, Optional.empty());
    }

    /**
     * A kind with a given initiator, a person acting, and neither direction, department nor campaign.
     *
     * @param channel the medium
     * @param initiator whose initiative it was
     * @param purpose what it was for
     * @return the kind
     */
    public static InteractionKind of(Channel channel, Initiator initiator, Purpose purpose) {
        return new InteractionKind(
                channel, purpose, initiator, false, Direction.UNKNOWN, Actor.PERSON, Optional.empty());
    }

    /**
     * What an interaction of this kind was worth, by its purpose: what a RETURN gives back is 0 or negative, whatever sign it is told
     * with.
     *
     * @param value what is told; NaN for nothing
     * @return the value, that of a return never above 0
     */
    public double signedValue(double value) {
        return value > 0 && purpose.equals(Purpose.RETURN) ? -value : value;
    }

    /**
     * This kind with an initiator inferred from the thread.
     *
     * @param inferred CUSTOMER or COMPANY
     * @return the changed copy
     */
    public InteractionKind withInferredInitiator(Initiator inferred) {
        return new InteractionKind(channel, purpose, inferred, true, direction, actor, department, campaign);
    }

    /**
     * This kind as it was given: an inferred initiator is UNKNOWN again.
     *
     * @return this kind if nothing in it was inferred, a changed copy otherwise
     */
    public InteractionKind asGiven() {
        return initiatorInferred
                ? new InteractionKind(
                        channel, purpose, Initiator.UNKNOWN, false, direction, actor, department, campaign)
                : this;
    }

    /**
     * This kind with a direction.
     *
     * @param other which way it went
     * @return the changed copy
     */
    public InteractionKind withDirection(Direction other) {
        return new InteractionKind(channel, purpose, initiator, initiatorInferred, other, actor, department, campaign);
    }

    /**
     * This kind with an actor.
     *
     * @param other whether a person or a machine acted
     * @return the changed copy
     */
    public InteractionKind withActor(Actor other) {
        return new InteractionKind(
                channel, purpose, initiator, initiatorInferred, direction, other, department, campaign);
    }

    /**
     * This kind handled by a department.
     *
     * @param name the department, not blank
     * @return the changed copy
     */
    public InteractionKind withDepartment(String name) {
        return new InteractionKind(
                channel,
                purpose,
                initiator,
                initiatorInferred,
                direction,
                actor,
                Optional.of(Names.given("department", name)),
                campaign);
    }

    /**
     * This kind as part of a campaign.
     *
     * @param name the campaign, not blank
     * @return the changed copy
     */
    public InteractionKind withCampaign(String name) {
        return new InteractionKind(
                channel,
                purpose,
                initiator,
                initiatorInferred,
                direction,
                actor,
                department,
                Optional.of(Names.given("campaign", name)));
    }

    @Override
    public int compareTo(InteractionKind other) {
        return ORDER.compare(this, other);
    }
}
