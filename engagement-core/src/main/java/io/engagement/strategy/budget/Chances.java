package io.engagement.strategy.budget;

import io.engagement.internal.index.KeyedHash;
import io.engagement.outcome.experiment.ArmShares;
import io.engagement.outcome.experiment.ExperimentKey;
import io.engagement.outcome.experiment.Randomization;
import io.engagement.strategy.budget.Options.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Customers of whom chance decides, as long as the money lasts that is kept for them. All contacts and none have the same share; on whom
 * a contact falls that is not open to them, of them chance does not decide. So those of whom it does have each contact that is open to
 * them, or none, with equal probability.
 */
final class Chances {
    private static final String REST = "rest";
    private static final String NONE = "none";
    /** So that no contact is taken for one of these. */
    private static final String CONTACT = "contact ";
    /** The order in which the money is spent: no secret, and nothing to do with arms. */
    private static final KeyedHash ORDER = new KeyedHash(0x6f72_6465_7220_6f66L, 0x6368_616e_6365_7321L);

    private final Map<String, Draw> draws = new HashMap<>();
    private double spent;

    /**
     * What chance has decided.
     *
     * @param contact which of those allowed; empty for none
     * @param probability of this, among those of whom chance decides
     */
    record Draw(Optional<Option> contact, double probability) {
        double cost() {
            return contact.map(Option::cost).orElse(0.0);
        }
    }

    Chances(Options options, ExperimentKey key, double share, double money) {
        Map<String, Draw> all = drawn(options, key, share);
        List<String> order = new ArrayList<>(all.keySet());
        order.sort(Comparator.comparingLong((String id) -> ORDER.of(id)).thenComparing(id -> id));
        for (String id : order) {
            Draw draw = all.getOrDefault(id, new Draw(Optional.empty(), 1));
            if (spent + draw.cost() > money) {
                // Nobody after that either: else chance would favour what is cheap.
                break;
            }
            spent += draw.cost();
            draws.put(id, draw);
        }
    }

    private static Map<String, Draw> drawn(Options options, ExperimentKey key, double share) {
        Map<String, Draw> drawn = new LinkedHashMap<>();
        Map<String, List<Option>> open = open(options);
        Set<String> names = new TreeSet<>();
        open.values().forEach(each -> each.forEach(option -> names.add(name(option))));
        if (names.isEmpty()) {
            return drawn;
        }
        Randomization arms = Randomization.of(key, shares(names, share));
        open.forEach((id, contacts) -> {
            String arm = arms.arm(id);
            Optional<Option> contact =
                    contacts.stream().filter(each -> name(each).equals(arm)).findFirst();
            if (contact.isPresent() || arm.equals(NONE)) {
                drawn.put(id, new Draw(contact, 1.0 / (contacts.size() + 1)));
            }
        });
        return drawn;
    }

    private static String name(Option option) {
        return CONTACT + option.candidate().contact().name();
    }

    private static ArmShares shares(Set<String> names, double share) {
        Map<String, Double> shares = new HashMap<>();
        double each = share / (names.size() + 1);
        names.forEach(name -> shares.put(name, each));
        shares.put(NONE, each);
        shares.put(REST, 1 - share);
        return ArmShares.of(NONE, shares);
    }

    /** The contacts that are allowed of customers who get none of service now. */
    private static Map<String, List<Option>> open(Options options) {
        Map<String, List<Option>> open = new LinkedHashMap<>();
        Set<String> served = new HashSet<>();
        for (Option each : options.all()) {
            if (each.isService()) {
                served.add(each.customerId());
            } else if (each.allowed().mayContact()) {
                open.computeIfAbsent(each.customerId(), id -> new ArrayList<>()).add(each);
            }
        }
        open.keySet().removeAll(served);
        return open;
    }

    Optional<Draw> of(String customerId) {
        return Optional.ofNullable(draws.get(customerId));
    }

    double spent() {
        return spent;
    }
}
