package io.engagement.outcome.mutual;

import io.engagement.domain.Initiator;
import io.engagement.domain.Purpose;
import io.engagement.internal.base.Sides;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import io.engagement.measure.spi.Quantity;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What counts as influence, knowledge, help, answers and rewards, and what an act is worth. The worth of an act is yours to state, from
 * an experiment if there was one: without it acts are counted and have no value. Immutable.
 */
public final class EngagementRules {
    /** The name under which {@link EngagementValue#given()} gives referral values, and of their scorer. */
    public static final String REFERRAL_VALUE = "referral_value";

    private static final EngagementRules STANDARD = new EngagementRules(
            new Acts(Purpose.of("REVIEW"), Purpose.of("SHARE")),
            new Acts(Purpose.FEEDBACK),
            Sides.COMPANY_SENDS.and(Filter.purpose(Purpose.of("REWARD"), Purpose.of("DISCOUNT"))),
            ContactPurposes.standard(),
            Duration.ofDays(365),
            0);

    private final Acts influence;
    private final Acts knowledge;
    private final Filter rewards;
    private final ContactPurposes purposes;
    private final Duration window;
    private final double passedOn;

    /** Acts of one sort. */
    private record Acts(Filter which, OptionalDouble worth) {
        Acts(Purpose... purposes) {
            this(Sides.CUSTOMER_ACTS.and(Filter.purpose(purposes)), OptionalDouble.empty());
        }

        /** What the company asks for or answers is no act of a customer's. */
        Acts of(Filter others) {
            return new Acts(Sides.CUSTOMER_ACTS.and(Objects.requireNonNull(others, "which")), worth);
        }

        Acts worth(double each) {
            return new Acts(which, OptionalDouble.of(Checks.notNegative("worth", each)));
        }

        Scorer scorer(String name, Duration window) {
            double each = worth.orElseThrow(
                    () -> new IllegalStateException(
                            "there is no " + name
                                    + " without the worth of an act: state it with the rules' withWorthOfInfluence or withWorthOfKnowledge"));
            return Scorer.of(name, Scale.MONEY, Measure.countWithin(which, window), count -> count * each);
        }
    }

    private EngagementRules(
            Acts influence,
            Acts knowledge,
            Filter rewards,
            ContactPurposes purposes,
            Duration window,
            double passedOn) {
        this.influence = influence;
        this.knowledge = knowledge;
        this.rewards = rewards;
        this.purposes = purposes;
        this.window = window;
        this.passedOn = passedOn;
    }

    /**
     * The usual rules, of the last 365 days: influence are acts of purposes REVIEW and SHARE, knowledge those of FEEDBACK, of no stated
     * worth; rewards are what the company sends for purposes REWARD and DISCOUNT, at their cost; help is what {@link
     * ContactPurposes#standard()} says; no referral value is passed on. A recommendation, REFERRAL, counts in the referral value if it
     * brought a customer, else nowhere.
     *
     * @return the rules
     */
    public static EngagementRules standard() {
        return STANDARD;
    }

    /**
     * These rules with other acts of influence: word of mouth that brought nobody by name.
     *
     * @param which acts; only what customers do in person counts among them
     * @return the changed copy
     */
    public EngagementRules withInfluence(Filter which) {
        return new EngagementRules(influence.of(which), knowledge, rewards, purposes, window, passedOn);
    }

    /**
     * These rules with a stated worth of an act of influence.
     *
     * @param each in money; finite, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public EngagementRules withWorthOfInfluence(double each) {
        return new EngagementRules(influence.worth(each), knowledge, rewards, purposes, window, passedOn);
    }

    /**
     * These rules with other acts by which the company learns: ideas, answers to surveys, help to other customers.
     *
     * @param which acts; only what customers do in person counts among them
     * @return the changed copy
     */
    public EngagementRules withKnowledge(Filter which) {
        return new EngagementRules(influence, knowledge.of(which), rewards, purposes, window, passedOn);
    }

    /**
     * These rules with a stated worth of an act of knowledge.
     *
     * @param each in money; finite, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public EngagementRules withWorthOfKnowledge(double each) {
        return new EngagementRules(influence, knowledge.worth(each), rewards, purposes, window, passedOn);
    }

    /**
     * These rules with other rewards and discounts.
     *
     * @param which interactions, whose cost they are; only what the company sends counts among them
     * @return the changed copy
     */
    public EngagementRules withRewards(Filter which) {
        Filter sent = Sides.COMPANY_SENDS.and(Objects.requireNonNull(which, "which"));
        return new EngagementRules(influence, knowledge, sent, purposes, window, passedOn);
    }

    /**
     * These rules with another one of what helps.
     *
     * @param other which purposes help
     * @return the changed copy
     */
    public EngagementRules withPurposes(ContactPurposes other) {
        return new EngagementRules(
                influence, knowledge, rewards, Objects.requireNonNull(other, "other"), window, passedOn);
    }

    /**
     * These rules over another time.
     *
     * @param other how far back acts, help, answers and rewards count, in thirty steps
     * @return the changed copy
     * @throws IllegalArgumentException if a thirtieth of it is not of whole milliseconds
     */
    public EngagementRules withWindow(Duration other) {
        Measure.countWithin(influence.which, other);
        return new EngagementRules(influence, knowledge, rewards, purposes, other, passedOn);
    }

    /**
     * These rules with a share of referral credits that goes on to the referrer's own referrer.
     *
     * @param share from 0 to less than 1
     * @return the changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public EngagementRules withPassedOn(double share) {
        if (!(Checks.share("share", share) < 1)) {
            throw new IllegalArgumentException("share must be less than 1, was " + share);
        }
        return new EngagementRules(influence, knowledge, rewards, purposes, window, share);
    }

    /**
     * How far back acts, help, answers and rewards count.
     *
     * @return the window
     */
    public Duration window() {
        return window;
    }

    /**
     * Which share of referral credits goes on to the referrer's own referrer.
     *
     * @return from 0 to less than 1
     */
    public double passedOn() {
        return passedOn;
    }

    /**
     * What an act of influence is worth.
     *
     * @return in money; empty if not stated
     */
    public OptionalDouble worthOfInfluence() {
        return influence.worth;
    }

    /**
     * What an act of knowledge is worth.
     *
     * @return in money; empty if not stated
     */
    public OptionalDouble worthOfKnowledge() {
        return knowledge.worth;
    }

    /**
     * The value of a customer's influence, named {@code influence_value}, for plans and the live store.
     *
     * @return acts in the window &times; their worth
     * @throws IllegalStateException if their worth is not stated
     */
    public Scorer influenceScorer() {
        return influence.scorer("influence_value", window);
    }

    /**
     * The value of a customer's knowledge, named {@code knowledge_value}, for plans and the live store.
     *
     * @return acts in the window &times; their worth
     * @throws IllegalStateException if their worth is not stated
     */
    public Scorer knowledgeScorer() {
        return knowledge.scorer("knowledge_value", window);
    }

    /**
     * The value of those whom a customer brought, named {@value #REFERRAL_VALUE}, for plans and the live store. It depends on others,
     * so it is given: to a view by {@link EngagementValue#given()}, to the live store by its {@code give}.
     *
     * @return what was given under the same name
     */
    public static Scorer referralScorer() {
        return Scorer.of(REFERRAL_VALUE, Scale.MONEY, Measure.given(REFERRAL_VALUE, Unit.MONEY), value -> value);
    }

    Measure influenceActs() {
        return Measure.countWithin(influence.which, window);
    }

    Measure knowledgeActs() {
        return Measure.countWithin(knowledge.which, window);
    }

    /** What the company sends of its own accord to help. */
    Measure help() {
        Purpose[] helping = purposes.purposes(ContactNature.HELPS).toArray(Purpose[]::new);
        return Measure.countWithin(Sides.CONTACTS.and(Filter.purpose(helping)), window);
    }

    /** What the company sends in a customer's own thread. */
    Measure answers() {
        return Measure.countWithin(Sides.COMPANY_SENDS.and(Filter.initiatedBy(Initiator.CUSTOMER)), window);
    }

    Measure rewards() {
        return Measure.sumWithin(rewards, Quantity.COST, window);
    }
}
