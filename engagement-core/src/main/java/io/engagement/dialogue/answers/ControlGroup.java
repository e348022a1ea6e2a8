package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Who was left out of contacts at random: you state it, the library cannot see it. A customer whom nobody thought of is no
 * control. Immutable.
 */
public final class ControlGroup {
    /** By campaign; who is the rest of a campaign is not listed. */
    private final Map<String, Set<String>> controls;

    private final Optional<Set<String>> ofAll;

    private ControlGroup(Map<String, Set<String>> controls, Optional<Set<String>> ofAll) {
        this.controls = controls;
        this.ofAll = ofAll;
    }

    /**
     * Customers who were left out of all contacts, a global hold-out.
     *
     * @param customers their ids
     * @return the group
     */
    public static ControlGroup of(Set<String> customers) {
        return new ControlGroup(Map.of(), Optional.of(Set.copyOf(customers)));
    }

    /**
     * Customers who were left out of single campaigns.
     *
     * @param byCampaign ids by the campaign's name
     * @return the group; contacts of other campaigns, or of none, are not judged
     */
    public static ControlGroup of(Map<String, Set<String>> byCampaign) {
        Map<String, Set<String>> copy = new TreeMap<>();
        byCampaign.forEach((campaign, ids) -> copy.put(campaign, Set.copyOf(ids)));
        return new ControlGroup(copy, Optional.empty());
    }

    /**
     * All customers of a view who were not contacted in a campaign, where chance alone decided who was.
     *
     * @param view whose customers
     * @param campaigns names of campaigns whose customers were drawn at random
     * @return the group
     */
    public static ControlGroup restOf(LogView view, String... campaigns) {
        Map<String, Set<String>> rest = new TreeMap<>();
        for (String campaign : campaigns) {
            rest.put(Objects.requireNonNull(campaign, "campaign"), restOf(view, campaign));
        }
        return new ControlGroup(rest, Optional.empty());
    }

    private static Set<String> restOf(LogView view, String campaign) {
        boolean[] of = new boolean[view.kinds().size()];
        for (int kind = 0; kind < of.length; kind++) {
            of[kind] =
                    view.kinds().get(kind).campaign().filter(campaign::equals).isPresent();
        }
        Set<String> rest = new TreeSet<>();
        for (int row = 0; row < view.customers(); row++) {
            if (IntStream.range(view.start(row), view.end(row)).noneMatch(i -> of[view.kindIndex(i)])) {
                rest.add(view.customerId(row));
            }
        }
        return rest;
    }

    /** The controls of contacts of a campaign, an empty name for those of none; empty if these are not judged. */
    Optional<Set<String>> of(String campaign) {
        return ofAll.isPresent() ? ofAll : Optional.ofNullable(controls.get(campaign));
    }

    /** The group by which contacts are judged together: their campaign, or nothing if one hold-out serves all. */
    String group(String campaign) {
        return ofAll.isPresent() ? "" : campaign;
    }
}
