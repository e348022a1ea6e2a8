package io.engagement.dialogue;

import io.engagement.domain.Channel;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.measure.EffortWeights;
import io.engagement.measure.Filter;
import java.time.Duration;

/**
 * What a company means by engagement: what counts, for how much effort it stands, and within what time the customer is
 * expected to do it again. An interaction counts if a person did it on the customer's own initiative and its weight is
 * positive.
 *
 * @param weights how much effort an interaction of a kind stands for; 0 for what does not count
 * @param horizon within what time the customer will do at least one thing that counts; from a
 *     second to a thousand years
 */
public record EngagementDefinition(EffortWeights weights, Duration horizon) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = TimeScale.YEARS.toDuration(1000);

    private static final EngagementDefinition DEFAULTS =
            new EngagementDefinition(defaultWeights(), Duration.ofDays(30));

    /**
     * A definition, checked.
     *
     * @param weights how much effort an interaction of a kind stands for; 0 for what does not count
     * @param horizon within what time the customer will do at least one thing that counts; from a
     *     second to a thousand years
     * @throws IllegalArgumentException if the horizon is out of its range
     */
    public EngagementDefinition {
        if (horizon.compareTo(SHORTEST) < 0 || horizon.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "horizon must be from a second to a thousand years (PT1S to " + LONGEST + "), was " + horizon);
        }
    }

    /**
     * Thirty days, and efforts relative to a purchase or a question on the web, which count 1:
     *
     * <table>
     * <caption>Default effort</caption>
     * <tr><th>purpose</th><th>weight</th><th>why</th></tr>
     * <tr><td>USE</td><td>0.1</td><td>passive, and there is much of it</td></tr>
     * <tr><td>RETURN, INFORMATION, OFFER, SERVICE_NOTICE, OTHER</td><td>0.5</td><td>part of another matter, or
     * unclear</td></tr>
     * <tr><td>PURCHASE, QUESTION, HELP, SIGN_UP</td><td>1</td><td>the ordinary step towards the company</td></tr>
     * <tr><td>FEEDBACK</td><td>1.5</td><td>helps others</td></tr>
     * <tr><td>COMPLAINT</td><td>2</td><td>who complains still wants something from us</td></tr>
     * <tr><td>REFERRAL</td><td>3</td><td>stakes the customer's own name</td></tr>
     * <tr><td>CANCELLATION</td><td>0</td><td>an effort, but to leave</td></tr>
     * <tr><td>any other</td><td>1</td><td></td></tr>
     * </table>
     *
     * <p>times 1.5 by STORE and POST (a way to go, a letter to write), 1.2 by PHONE, 1 by any other channel. These are
     * judgements, not estimates; what a company thinks of its own channels should replace them. How much of them tells of
     * the future is estimated: {@link DiscountedGammaPoisson#weightExponent()}.
     *
     * @return the default definition
     */
    public static EngagementDefinition withDefaults() {
        return DEFAULTS;
    }

    private static EffortWeights defaultWeights() {
        return EffortWeights.uniform()
                .withPurpose(Purpose.USE, 0.1)
                .withPurpose(Purpose.RETURN, 0.5)
                .withPurpose(Purpose.INFORMATION, 0.5)
                .withPurpose(Purpose.OFFER, 0.5)
                .withPurpose(Purpose.SERVICE_NOTICE, 0.5)
                .withPurpose(Purpose.OTHER, 0.5)
                .withPurpose(Purpose.FEEDBACK, 1.5)
                .withPurpose(Purpose.COMPLAINT, 2)
                .withPurpose(Purpose.REFERRAL, 3)
                .withPurpose(Purpose.CANCELLATION, 0)
                .withChannel(Channel.STORE, 1.5)
                .withChannel(Channel.POST, 1.5)
                .withChannel(Channel.PHONE, 1.2);
    }

    /**
     * This definition with other weights.
     *
     * @param other how much effort an interaction of a kind stands for
     * @return the changed copy
     */
    public EngagementDefinition withWeights(EffortWeights other) {
        return new EngagementDefinition(other, horizon);
    }

    /**
     * This definition with another horizon.
     *
     * @param other positive
     * @return the changed copy
     */
    public EngagementDefinition withHorizon(Duration other) {
        return new EngagementDefinition(weights, other);
    }

    /**
     * How much an interaction of a kind counts.
     *
     * @param kind any kind
     * @return its weight if a person did it on the customer's own initiative, 0 otherwise
     */
    public double effort(InteractionKind kind) {
        return Filter.ownInitiative().matches(kind) ? weights.of(kind) : 0;
    }
}
