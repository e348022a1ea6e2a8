package io.engagement.outcome;

import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.base.Sides;
import io.engagement.internal.text.Names;
import io.engagement.outcome.experiment.Assignments;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the company sent for one reason, in one wave or several; with who was held out, if anybody was. What a log does not say
 * stands here: the hold-out, when an incentive ends, what a contact and a reward cost beyond the costs in the log. Immutable.
 *
 * <pre>{@code
 * Campaign.of("spring", Wave.of(assignments).withIncentive(Duration.ofDays(7))).withCost(0.8)
 * }</pre>
 */
public final class Campaign {
    private static final String CONTACTED = "contacted";
    private static final String HELD_OUT = "held out";

    private final String name;
    private final List<Wave> waves;
    private final Optional<Purpose> purpose;
    private final double cost;
    private final double reward;
    /** Under which names its contacts stand in the log. */
    private final Set<String> logged;

    private Campaign(
            String name, List<Wave> waves, Optional<Purpose> purpose, double cost, double reward, Set<String> logged) {
        this.name = name;
        this.waves = waves;
        this.logged = logged;
        this.purpose = purpose;
        this.cost = money("cost", cost);
        this.reward = money("reward", reward);
    }

    private static double money(String what, double amount) {
        if (!(amount >= 0 && Interaction.isMoney(amount))) {
            throw new IllegalArgumentException(what + " must be 0, or from " + Interaction.LEAST_MONEY + " to "
                    + Interaction.MOST_MONEY + ", was " + amount);
        }
        return amount;
    }

    /**
     * A campaign.
     *
     * @param name as in {@link Interaction#campaign()}, not blank
     * @param waves at least one
     * @return the campaign, without costs beyond those of the log
     * @throws IllegalArgumentException if the name is blank or there is no wave
     */
    public static Campaign of(String name, Wave... waves) {
        return of(name, List.of(waves));
    }

    /**
     * A campaign.
     *
     * @param name as in {@link Interaction#campaign()}, not blank
     * @param waves at least one
     * @return the campaign, without costs beyond those of the log
     * @throws IllegalArgumentException if the name is blank or there is no wave
     */
    public static Campaign of(String name, List<Wave> waves) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (waves.isEmpty()) {
            throw new IllegalArgumentException("campaign " + name + " must have a wave at least");
        }
        return new Campaign(name, List.copyOf(waves), Optional.empty(), 0, 0, Set.of(name));
    }

    /**
     * A campaign without a hold-out, from its contacts in a log: each customer's first one. Its purpose is that of the contacts, if
     * they have one purpose.
     *
     * @param view the log
     * @param name the campaign's
     * @return the campaign
     * @throws IllegalArgumentException if the log has no such campaign, with those that it has; or no contact of it which the company initiated: what customers did,
     *     such as viewing or clicking, is no treatment
     */
    public static Campaign ofLog(LogView view, String name) {
        BitSet kinds = contacts(view, Objects.requireNonNull(name, "name"));
        Assignments.Builder contacted = Assignments.builder(HELD_OUT);
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                if (kinds.get(view.kindIndex(i))) {
                    contacted.assign(view.customerId(row), CONTACTED, Instant.ofEpochMilli(view.epochMilli(i)));
                    break;
                }
            }
        }
        Campaign campaign = of(name, Wave.of(contacted.build()));
        Set<Purpose> purposes = campaign.purposes(view);
        return purposes.size() == 1 ? campaign.withPurpose(purposes.iterator().next()) : campaign;
    }

    private static BitSet contacts(LogView view, String name) {
        List<InteractionKind> all = view.kinds();
        BitSet named = new BitSet();
        BitSet contacts = new BitSet();
        for (int i = 0; i < all.size(); i++) {
            named.set(i, all.get(i).campaign().filter(name::equals).isPresent());
            contacts.set(i, named.get(i) && Sides.CONTACTS.matches(all.get(i)));
        }
        if (named.isEmpty()) {
            throw Names.unknown("campaign", name, campaigns(all));
        }
        if (contacts.isEmpty()) {
            throw new IllegalArgumentException("the log has no contact of campaign '" + name
                    + "' that the company initiated: what customers"
                    + " did of their own accord is no treatment, who did it differs from who did not");
        }
        return contacts;
    }

    private static NavigableSet<String> campaigns(List<InteractionKind> kinds) {
        NavigableSet<String> campaigns = new TreeSet<>();
        kinds.forEach(kind -> kind.campaign().ifPresent(campaigns::add));
        return campaigns;
    }

    /**
     * This campaign with a purpose, by which the ledger puts campaigns together.
     *
     * @param of what its contacts are for
     * @return the changed copy
     */
    public Campaign withPurpose(Purpose of) {
        return new Campaign(name, waves, Optional.of(Objects.requireNonNull(of, "of")), cost, reward, logged);
    }

    /**
     * This campaign with a cost of each contact, beyond the costs that stand in the log.
     *
     * @param perContact in the log's currency, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if it is no amount of money
     */
    public Campaign withCost(double perContact) {
        return new Campaign(name, waves, purpose, perContact, reward, logged);
    }

    /**
     * This campaign with a reward for those who buy while the incentive runs, beyond the costs that stand in the log.
     *
     * @param perBuyer paid once to each contacted customer who buys from the contact to the end of the incentive, or of the short
     *     window if there is none; in the log's currency, not negative
     * @return the changed copy
     * @throws IllegalArgumentException if it is no amount of money
     */
    public Campaign withReward(double perBuyer) {
        return new Campaign(name, waves, purpose, cost, perBuyer, logged);
    }

    /**
     * This campaign with the names that its contacts have in the log, if they are not its own name.
     *
     * @param names as in {@link Interaction#campaign()}, at least one
     * @return the changed copy
     * @throws IllegalArgumentException if there is none
     */
    public Campaign withLogNames(Set<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("campaign " + name + " must have a name in the log at least");
        }
        return new Campaign(name, waves, purpose, cost, reward, Set.copyOf(names));
    }

    /**
     * The name.
     *
     * @return not blank
     */
    public String name() {
        return name;
    }

    /**
     * The waves.
     *
     * @return at least one
     */
    public List<Wave> waves() {
        return waves;
    }

    /**
     * The purpose.
     *
     * @return empty if none was given
     */
    public Optional<Purpose> purpose() {
        return purpose;
    }

    /**
     * What its contacts are for: the purpose that was given, else those of its contacts in a log.
     *
     * @param view the log
     * @return in their natural order; empty if nothing tells
     */
    public Set<Purpose> purposes(LogView view) {
        Set<Purpose> purposes = new TreeSet<>(purpose.stream().toList());
        if (purposes.isEmpty()) {
            view.kinds().stream()
                    .filter(kind -> isLoggedAs(kind.campaign()) && Sides.CONTACTS.matches(kind))
                    .map(InteractionKind::purpose)
                    .forEach(purposes::add);
        }
        return Collections.unmodifiableSet(purposes);
    }

    /**
     * The cost of each contact, beyond the log's.
     *
     * @return not negative
     */
    public double cost() {
        return cost;
    }

    /**
     * What a buyer gets, beyond the log's.
     *
     * @return not negative
     */
    public double reward() {
        return reward;
    }

    /** Whether a contact in the log is one of this campaign's. */
    boolean isLoggedAs(Optional<String> campaign) {
        return campaign.isPresent() && logged.contains(campaign.get());
    }

    /** Under which names its contacts stand in the log, at least one. */
    Set<String> logNames() {
        return logged;
    }

    /** Whether somebody was held out in any wave. */
    boolean hasHoldOut() {
        return waves.stream()
                .anyMatch(wave -> wave.assignments()
                                .counts()
                                .getOrDefault(wave.assignments().holdOut(), 0)
                        > 0);
    }

    /** Arms that somebody is in; none if contacts are those of a log, which knows no arms. */
    Set<String> arms() {
        Set<String> arms = new TreeSet<>();
        for (Wave wave : waves) {
            wave.assignments().counts().forEach((arm, count) -> {
                if (count > 0) {
                    arms.add(arm);
                }
            });
        }
        arms.remove(CONTACTED);
        return arms;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
