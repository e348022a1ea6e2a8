package io.engagement.measure;

import io.engagement.domain.Channel;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a company means by engagement: what counts, for how much effort it stands, and within what time the customer is
 * expected to do it again. An interaction counts if a person did it on the customer's own initiative, it passes the filter and
 * its weight is positive.
 *
 * @param filter which interactions may count; never more than {@link Filter#ownInitiative()}, which is added to whatever is
 *     given
 * @param weights the effort of an interaction of a kind; 0 if it does not count
 * @param horizon within what time the customer will do at least one thing that counts; from a
 *     second to a thousand years
 */
public record EngagementDefinition(Filter filter, EffortWeights weights, Duration horizon) implements ActDefinition {
    static final String KIND = "engagement";

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = TimeScale.YEARS.toDuration(1000);

    private static final EngagementDefinition DEFAULTS =
            new EngagementDefinition(Filter.ownInitiative(), defaultWeights(), Duration.ofDays(30));

    /**
     * A definition, checked.
     *
     * @param filter which interactions may count; {@link Filter#ownInitiative()} is added to it
     * @param weights the effort of an interaction of a kind; 0 if it does not count
     * @param horizon within what time the customer will do at least one thing that counts; from a
     *     second to a thousand years
     * @throws IllegalArgumentException if the horizon is out of its range
     */
    public EngagementDefinition {
        filter = Filter.ownInitiative().and(Objects.requireNonNull(filter, "filter"));
        Objects.requireNonNull(weights, "weights");
        checkHorizon(horizon);
    }

    static void checkHorizon(Duration horizon) {
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
     * the future is estimated: the weight exponent of the model.
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
     * This definition of part of what customers do.
     *
     * @param part which interactions may count, such as {@code Filter.channel(Channel.WEB)}, on the customer's own initiative
     * @return the changed copy
     */
    public EngagementDefinition withFilter(Filter part) {
        return new EngagementDefinition(part, weights, horizon);
    }

    /**
     * This definition with other weights.
     *
     * @param other the effort of an interaction of a kind
     * @return the changed copy
     */
    public EngagementDefinition withWeights(EffortWeights other) {
        return new EngagementDefinition(filter, other, horizon);
    }

    /**
     * This definition with another horizon.
     *
     * @param other positive
     * @return the changed copy
     */
    public EngagementDefinition withHorizon(Duration other) {
        return new EngagementDefinition(filter, weights, other);
    }

    /** UTC. */
    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /**
     * Reads a definition.
     *
     * @param text what {@link #toText()} wrote
     * @param registry what in it is the user's own
     * @return an equal definition
     * @throws IllegalArgumentException if it is none, one of an unknown version, incomplete or out of range
     */
    public static EngagementDefinition read(String text, Registry registry) {
        DefinitionText parts = DefinitionText.read(text, KIND, 1, Set.of("of", "weights", "within"));
        return new EngagementDefinition(
                parts.filter("of", registry), EffortWeights.read(parts.word("weights")), parts.duration("within"));
    }

    @Override
    public String toText() {
        return DefinitionText.of(
                KIND, 1, "of", filter.toText(), "weights", weights.toString(), "within", horizon.toString());
    }

    /** For example {@code own acts within 30 days (...), weights ...}. */
    @Override
    public String describe() {
        return "own acts within " + within() + " (" + filter + "), weights " + weights;
    }

    private String within() {
        return days(horizon);
    }

    /** Days where they are whole. */
    static String days(Duration horizon) {
        return horizon.equals(Duration.ofDays(horizon.toDays())) ? horizon.toDays() + " days" : horizon.toString();
    }

    @Override
    public Optional<String> differenceFrom(Definition other) {
        if (!(other instanceof EngagementDefinition there)) {
            return Differences.ofKinds(this, other);
        }
        return new Differences()
                .add("what counts as an own act is", filter.toString(), there.filter.toString())
                .add("weights are", weights.toString(), there.weights.toString())
                .add("the horizon is", within(), there.within())
                .text();
    }

    /** As {@link #describe()} says. */
    @Override
    public String toString() {
        return describe();
    }
}
