package io.engagement.outcome.targeting;

import io.engagement.outcome.targeting.Options.Option;
import io.engagement.strategy.policy.ContactReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Customers of whom chance decides: in the order of their hashes, as long as the money lasts that is kept for them. */
final class Chances {
    private final Map<String, Draw> draws = new HashMap<>();
    private double spent;

    /**
     * What chance has decided.
     *
     * @param contact which of those allowed; empty for none
     * @param probability of this
     */
    record Draw(Optional<Option> contact, double probability) {}

    private record Explored(String customerId, double place, List<Option> allowed) {}

    Chances(Options options, SecretDraw draw, double share, double money) {
        for (Explored each : explored(options, draw, share)) {
            int one = draw.one(each.customerId, each.allowed.size() + 1);
            Optional<Option> contact = one == 0 ? Optional.empty() : Optional.of(each.allowed.get(one - 1));
            double cost = contact.map(Option::cost).orElse(0.0);
            if (spent + cost > money) {
                // Whoever comes later is not explored either: else chance would favour the cheap.
                break;
            }
            spent += cost;
            draws.put(each.customerId, new Draw(contact, 1.0 / (each.allowed.size() + 1)));
        }
    }

    private static List<Explored> explored(Options options, SecretDraw draw, double share) {
        Map<String, List<Option>> allowed = new LinkedHashMap<>();
        Map<String, Boolean> served = new HashMap<>();
        for (Option each : options.all()) {
            if (each.allowed() == ContactReason.SERVICE) {
                served.put(each.customerId(), true);
            } else if (each.allowed().mayContact()) {
                allowed.computeIfAbsent(each.customerId(), id -> new ArrayList<>()).add(each);
            }
        }
        List<Explored> explored = new ArrayList<>();
        allowed.forEach((id, contacts) -> {
            double place = draw.place(id);
            if (place < share && !served.containsKey(id)) {
                explored.add(new Explored(id, place, contacts));
            }
        });
        explored.sort(Comparator.comparingDouble(Explored::place));
        return Collections.unmodifiableList(explored);
    }

    Optional<Draw> of(String customerId) {
        return Optional.ofNullable(draws.get(customerId));
    }

    double spent() {
        return spent;
    }
}
