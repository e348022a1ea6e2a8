package io.engagement.dialogue.goals;

import io.engagement.domain.Actor;
import io.engagement.domain.Purpose;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import java.util.Objects;

/**
 * How customers state goals, when one is reached, and which contacts serve it. A goal is stated by an interaction of a purpose,
 * named by its campaign, or by an attribute of the customer, whose text names it. It is reached by an interaction of another
 * purpose that is not earlier, of the same campaign if it has one, or by another attribute that is neither empty nor {@code no}
 * nor {@code false}. Immutable.
 *
 * @param stated which interactions state a goal
 * @param reached which say that it is reached
 * @param serving which of the company's contacts serve it; those in the conversation in which it was stated do anyway
 * @param attribute of a customer, whose text names a goal
 * @param reachedAttribute of a customer, which says that this goal is reached
 */
public record GoalRule(Filter stated, Filter reached, Filter serving, String attribute, String reachedAttribute) {
    /** What a customer wants to reach. */
    public static final Purpose GOAL = Purpose.of("GOAL");

    /** A goal that is reached. */
    public static final Purpose GOAL_REACHED = Purpose.of("GOAL_REACHED");

    private static final Filter COMPANY = Sides.COMPANY_SENDS.and(Filter.actor(Actor.PERSON));

    /**
     * Checks what is given.
     *
     * @param stated which interactions state a goal
     * @param reached which say that it is reached
     * @param serving which contacts serve it
     * @param attribute whose text names a goal
     * @param reachedAttribute which says that this goal is reached
     */
    public GoalRule {
        Objects.requireNonNull(stated, "stated");
        Objects.requireNonNull(reached, "reached");
        Objects.requireNonNull(serving, "serving");
        Objects.requireNonNull(attribute, "attribute");
        Objects.requireNonNull(reachedAttribute, "reachedAttribute");
    }

    /**
     * Interactions of purposes GOAL and GOAL_REACHED, attributes {@code goal} and {@code goal_reached}; contacts of purpose HELP
     * serve.
     *
     * @return the rule
     */
    public static GoalRule standard() {
        return new GoalRule(
                Filter.purpose(GOAL),
                Filter.purpose(GOAL_REACHED),
                Filter.purpose(Purpose.HELP),
                "goal",
                "goal_reached");
    }

    /**
     * The same where other contacts serve goals.
     *
     * @param filter of the company's contacts
     * @return the changed copy
     */
    public GoalRule withServing(Filter filter) {
        return new GoalRule(stated, reached, filter, attribute, reachedAttribute);
    }

    /** What the company does, by whomsoever begun. */
    static Filter byCompany() {
        return COMPANY;
    }
}
