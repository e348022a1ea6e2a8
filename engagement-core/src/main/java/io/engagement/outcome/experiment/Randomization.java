package io.engagement.outcome.experiment;

import io.engagement.domain.Purpose;
import io.engagement.internal.math.RunningSums;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Draws arms by a keyed hash of the customer's id: the same customer is always in the same arm, nothing needs to be stored, and
 * whoever comes later has an arm too. Who changes shares during an experiment moves customers between arms: do not.
 *
 * <p>An arm is no permission: before every contact ask the contact policy. Contacts that customers wait for are never withheld:
 * ask {@link #withholds}. Immutable, thread-safe.
 */
public final class Randomization {
    private static final Set<Purpose> NEVER_WITHHELD = Set.of(
            Purpose.HELP,
            Purpose.SERVICE_NOTICE,
            Purpose.COMPLAINT,
            Purpose.QUESTION,
            Purpose.RETURN,
            Purpose.CANCELLATION);

    private final ExperimentKey key;
    private final ArmShares shares;
    private final Set<Purpose> service;
    private final String[] arms;
    /** Where each arm ends. */
    private final double[] ends;

    private Randomization(ExperimentKey key, ArmShares shares, Set<Purpose> service) {
        this.key = key;
        this.shares = shares;
        this.service = service;
        arms = shares.arms().toArray(String[]::new);
        ends = Arrays.stream(arms).mapToDouble(shares::share).toArray();
        RunningSums.accumulate(ends);
        // Shares add up to 1 but for rounding: nobody falls behind the last arm.
        ends[ends.length - 1] = 1;
    }

    /**
     * The arms of an experiment.
     *
     * @param key of this experiment alone
     * @param shares of its arms
     * @return the randomization
     */
    public static Randomization of(ExperimentKey key, ArmShares shares) {
        return new Randomization(
                Objects.requireNonNull(key, "key"), Objects.requireNonNull(shares, "shares"), NEVER_WITHHELD);
    }

    /**
     * The purposes of contacts that customers wait for: no chance and no want of money withholds them.
     *
     * @return HELP, SERVICE_NOTICE, COMPLAINT, QUESTION, RETURN and CANCELLATION
     */
    public static Set<Purpose> neverWithheld() {
        return NEVER_WITHHELD;
    }

    /**
     * This randomization with more purposes that are service, such as those of the contact policy: {@code
     * withService(policy.service())}.
     *
     * @param more which
     * @return the changed copy, which never withholds them; arms stay as they are
     */
    public Randomization withService(Collection<Purpose> more) {
        Set<Purpose> all = new TreeSet<>(service);
        all.addAll(Objects.requireNonNull(more, "more"));
        return new Randomization(key, shares, Set.copyOf(all));
    }

    /**
     * The arm of a customer.
     *
     * @param customer the id
     * @return always the same
     */
    public String arm(String customer) {
        double place = key.place(customer);
        int arm = 0;
        while (place >= ends[arm]) {
            arm++;
        }
        return arms[arm];
    }

    /**
     * Whether a contact is withheld from a customer.
     *
     * @param customer the id
     * @param purpose of the contact
     * @return whether the customer is in the hold-out; never for what is {@linkplain #neverWithheld() never withheld} and
     *     further {@linkplain #withService service}
     */
    public boolean withholds(String customer, Purpose purpose) {
        return !service.contains(Objects.requireNonNull(purpose, "purpose"))
                && arm(customer).equals(shares.holdOut());
    }

    /**
     * Assigns customers.
     *
     * @param customers ids, in any order
     * @param at from when outcomes count
     * @return each in the arm that {@link #arm} tells
     */
    public Assignments assign(Iterable<String> customers, Instant at) {
        Assignments.Builder all = Assignments.builder(shares.holdOut());
        customers.forEach(customer -> all.assign(customer, arm(customer), at));
        return all.build();
    }

    /**
     * The planned shares.
     *
     * @return of all arms
     */
    public ArmShares shares() {
        return shares;
    }

    /** The experiment and its shares, and not the key. */
    @Override
    public String toString() {
        return "experiment '" + key.experiment() + "': " + shares;
    }
}
