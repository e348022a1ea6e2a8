package io.engagement.internal.base;

import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;

/** Who leaves in words, who is back, and what breaks a silence: the same for stages, exits, departures and harm. */
public final class Leaving {
    /** That a customer wants no more of it; the library's usual word beside CANCELLATION. */
    public static final Purpose OPT_OUT = Purpose.of("OPT_OUT");

    /**
     * A customer leaves in words by an interaction of purpose {@link Purpose#CANCELLATION} (the end of a contract, a subscription or
     * consent) or OPT_OUT (an unsubscribe), whoever recorded it. What is sent to the customer about it tells of one and is none, and
     * neither is what a machine did, as one that follows every link of a mail. A channel that is refused, or consent that is denied,
     * on the customer's record is none either: it has no date, so that it would tell the past what came later, and who does not want
     * mails may stay a customer. It only says that they must not be contacted.
     */
    public static final Filter TOLD = Filter.purpose(Purpose.CANCELLATION, OPT_OUT)
            .and(Filter.direction(Direction.OUTBOUND).negate())
            .and(Filter.actor(Actor.MACHINE).negate());

    /** After leaving in words a customer is back with a purchase or a sign-up; use goes on until a contract is over. */
    public static final Filter BACK = Filter.purpose(Purpose.PURCHASE, Purpose.SIGN_UP)
            .and(Filter.direction(Direction.OUTBOUND).negate());

    /** What breaks a silence: all that customers do in person, and purchases, whoever began them; but not that they leave. */
    public static final Filter ACTS =
            Sides.CUSTOMER_ACTS.or(Filter.purpose(Purpose.PURCHASE)).and(TOLD.negate());

    private Leaving() {}
}
