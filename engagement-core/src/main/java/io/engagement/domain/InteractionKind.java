package io.engagement.domain;

import java.util.Comparator;
import java.util.Optional;

/**
 * What sort of contact an interaction is: everything about it that few interactions differ in, and so everything that
 * filters and effort weights look at. A log holds each kind once.
 *
 * @param channel the medium
 * @param purpose what it was for
 * @param initiator whose initiative it was
 * @param initiatorInferred whether the initiator was inferred from the thread and not given
 * @param direction which way it went
 * @param actor whether a person or a machine acted
 * @param department who handled it in the company, where known
 */
public record InteractionKind(
        Channel channel,
        Purpose purpose,
        Initiator initiator,
        boolean initiatorInferred,
        Direction direction,
        Actor actor,
        Optional<String> department)
        implements Comparable<InteractionKind> {

    private static final Comparator<InteractionKind> ORDER = Comparator.comparing(InteractionKind::channel)
            .thenComparing(InteractionKind::purpose)
            .thenComparing(InteractionKind::initiator)
            .thenComparing(InteractionKind::initiatorInferred)
            .thenComparing(InteractionKind::direction)
            .thenComparing(InteractionKind::actor)
            .thenComparing(kind -> kind.department.orElse(""));

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
     * @throws IllegalArgumentException if the department is blank, or an UNKNOWN initiator is said to be inferred
     */
    public InteractionKind {
        department.ifPresent(name -> Names.present("department", name));
        if (initiatorInferred && initiator == Initiator.UNKNOWN) {
            throw new IllegalArgumentException("an inferred initiator must be CUSTOMER or COMPANY, was UNKNOWN");
        }
    }

    /**
     * A kind with a given initiator, a person acting, and neither direction nor department.
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
     * This kind with an initiator that the thread told.
     *
     * @param inferred CUSTOMER or COMPANY
     * @return the changed copy
     */
    public InteractionKind withInferredInitiator(Initiator inferred) {
        return new InteractionKind(channel, purpose, inferred, true, direction, actor, department);
    }

    /**
     * This kind as it was given: an inferred initiator is UNKNOWN again.
     *
     * @return this kind if nothing in it was inferred, a changed copy otherwise
     */
    public InteractionKind asGiven() {
        return initiatorInferred
                ? new InteractionKind(channel, purpose, Initiator.UNKNOWN, false, direction, actor, department)
                : this;
    }

    @Override
    public int compareTo(InteractionKind other) {
        return ORDER.compare(this, other);
    }
}
