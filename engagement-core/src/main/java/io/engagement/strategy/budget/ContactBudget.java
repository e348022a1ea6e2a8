package io.engagement.strategy.budget;

import io.engagement.history.LogView;
import io.engagement.internal.math.Checks;
import io.engagement.outcome.experiment.ExperimentKey;
import io.engagement.outcome.experiment.Randomization;
import io.engagement.strategy.policy.ContactPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Money for contacts, spent where it is expected to bring the most: by (short gain + what stays in the long window &minus; cost &minus;
 * fatigue) per cost, the best first, one contact a customer. {@link ContactPolicy#mayContact} is asked of every contact; neither money nor
 * chance overrides it. What customers wait for, its {@linkplain ContactPolicy#service() service} and whatever {@link
 * Randomization#neverWithheld()} names, competes with nothing and costs nothing of the budget: only the policy can forbid it.
 *
 * <p>A share of customers, 5 to 10 %, is left to chance: each gets one of the contacts allowed, or none, with equal probability, by a
 * keyed hash of the id. Their rows are the {@link
 * io.engagement.outcome.targeting.Trial} from which the next policy is learnt and by which this one is
 * judged. They cost at most their share of the budget.
 *
 * <p>Immutable.
 */
public final class ContactBudget {
    private static final double LEAST_EXPLORATION = 0.05;
    private static final double MOST_EXPLORATION = 0.1;

    private final ContactPolicy policy;
    private final double money;
    private final double share;
    private final ExperimentKey key;

    private ContactBudget(ContactPolicy policy, double money, double share, ExperimentKey key) {
        this.policy = policy;
        this.money = money;
        this.share = share;
        this.key = key;
    }

    /**
     * A budget with a tenth of customers left to chance.
     *
     * @param policy what is allowed
     * @param money how much may be spent; finite, not negative
     * @param key of this budget's experiment alone: chance decides of a customer always the same
     * @return the budget
     * @throws IllegalArgumentException if the money is out of its range
     */
    public static ContactBudget of(ContactPolicy policy, double money, ExperimentKey key) {
        return new ContactBudget(
                Objects.requireNonNull(policy, "policy"),
                Checks.notNegative("money", money),
                MOST_EXPLORATION,
                Objects.requireNonNull(key, "key"));
    }

    /**
     * This budget with another share left to chance.
     *
     * @param exploration from 0.05 to 0.1: with less, the next policy cannot be measured
     * @return the changed copy
     * @throws IllegalArgumentException if it is out of range
     */
    public ContactBudget withExploration(double exploration) {
        return new ContactBudget(
                policy, money, Checks.within("exploration", exploration, LEAST_EXPLORATION, MOST_EXPLORATION), key);
    }

    /**
     * How much may be spent.
     *
     * @return in money
     */
    public double money() {
        return money;
    }

    /**
     * Which share of customers is left to chance.
     *
     * @return from 0.05 to 0.1
     */
    public double exploration() {
        return share;
    }

    /**
     * Decides on contacts at an instant.
     *
     * @param view all that is known
     * @param at when, not before that of the view
     * @param candidates the contacts that could be made, in any order; of one customer each contact once
     * @return a row for each candidate
     * @throws IllegalArgumentException if a customer is not in the view, a contact of a customer is there twice, a channel is not one of
     *     the policy's, or the instant is earlier
     */
    public Allocation allocate(LogView view, Instant at, List<Candidate> candidates) {
        Options options = new Options(policy, view, at, candidates);
        return Allocation.of(this, at, new Chances(options, key, share, share * money), options);
    }
}
