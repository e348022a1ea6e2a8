package io.engagement.internal.base;

import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.measure.Filter;

/** Whose interactions are whose: what dialogue and strategy mean by a contact and an act. */
public final class Sides {
    /** What customers do in person: of their own accord, or in answer. */
    public static final Filter CUSTOMER_ACTS = Filter.actor(Actor.PERSON)
            .and(Filter.direction(Direction.INBOUND)
                    .or(Filter.initiatedBy(Initiator.CUSTOMER).and(Filter.direction(Direction.UNKNOWN))));

    /** What the company sends of its own accord, by people or machines; answers in a customer's thread are none. */
    public static final Filter CONTACTS =
            Filter.initiatedBy(Initiator.COMPANY).and(Filter.direction(Direction.OUTBOUND, Direction.UNKNOWN));

    /** All that the company sends, on whosever initiative; or without a direction, on its own. */
    public static final Filter COMPANY_SENDS = Filter.direction(Direction.OUTBOUND)
            .or(Filter.initiatedBy(Initiator.COMPANY).and(Filter.direction(Direction.UNKNOWN)));

    private Sides() {}
}
