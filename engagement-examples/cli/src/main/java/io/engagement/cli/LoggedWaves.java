package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.Assignments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Waves of campaigns whose customers were drawn at random: the contacts of one day are a wave, and all others whom none of these
 * campaigns contacted on that day are its hold-out, looked at at the times of contacts. Only who was known before the day's first contact could be drawn, or not; who came
 * later takes no part in either arm.
 */
final class LoggedWaves {
    private static final String HELD_OUT = "held out";

    private final LogView view;
    private final ZoneId zone;
    private final List<String> campaigns;
    /** Rows of customers who came after a wave. */
    private final BitSet late = new BitSet();

    LoggedWaves(LogView view, ZoneId zone, List<String> campaigns) {
        this.view = view;
        this.zone = zone;
        this.campaigns = campaigns;
    }

    /** What is made of a contact. */
    private interface Contacts {
        void add(String customer, String campaign, Instant at);
    }

    /** By campaign, in the order given. */
    Map<String, List<Wave>> waves() {
        Map<LocalDate, Map<String, String>> arms = new TreeMap<>();
        Map<LocalDate, Map<String, Instant>> times = new TreeMap<>();
        forEachContact((id, campaign, at) -> {
            LocalDate day = at.atZone(zone).toLocalDate();
            String other =
                    arms.computeIfAbsent(day, date -> new LinkedHashMap<>()).put(id, campaign);
            if (other != null && !other.equals(campaign)) {
                throw new DataRefused("--random-campaigns: customer " + Excerpt.of(id) + " was contacted by "
                        + Excerpt.of(other) + " and by " + Excerpt.of(campaign) + " on " + day
                        + ": who was held out of both cannot be told; name one of them, or give --assignments");
            }
            times.computeIfAbsent(day, date -> new LinkedHashMap<>()).putIfAbsent(id, at);
        });
        Map<String, List<Wave>> waves = new LinkedHashMap<>();
        arms.forEach((day, byCustomer) -> {
            Assignments assignments = assignments(times.getOrDefault(day, Map.of()), byCustomer, Set.of());
            for (String campaign : campaigns) {
                if (assignments.arms().contains(campaign)) {
                    waves.computeIfAbsent(campaign, name -> new ArrayList<>())
                            .add(Wave.of(assignments, campaign).withMatchedHoldOut());
                }
            }
        });
        arms.values().stream().flatMap(each -> each.values().stream()).forEach(campaign -> {
            if (!waves.containsKey(campaign)) {
                throw unknownBefore(campaign);
            }
        });
        return waves;
    }

    /** By campaign, in the order given: one wave each, against those whom none of them ever contacted. */
    Map<String, List<Wave>> rolling() {
        Map<String, Map<String, Instant>> first = new LinkedHashMap<>();
        campaigns.forEach(campaign -> first.put(campaign, new LinkedHashMap<>()));
        Set<String> contacted = new HashSet<>();
        forEachContact((id, campaign, at) -> {
            first.getOrDefault(campaign, new LinkedHashMap<>()).putIfAbsent(id, at);
            contacted.add(id);
        });
        Map<String, List<Wave>> waves = new LinkedHashMap<>();
        first.forEach((campaign, times) -> {
            Map<String, String> arms = new HashMap<>();
            times.keySet().forEach(id -> arms.put(id, campaign));
            Assignments all = assignments(times, arms, contacted);
            if (!all.arms().contains(campaign)) {
                throw unknownBefore(campaign);
            }
            waves.put(campaign, List.of(Wave.of(all).withMatchedHoldOut()));
        });
        return waves;
    }

    /** Those of the campaigns, each customer's in the order of their times. */
    private void forEachContact(Contacts contacts) {
        Set<String> met = new HashSet<>();
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            for (int i = view.start(row); i < view.end(row); i++) {
                Optional<String> campaign = contact(view.kinds().get(view.kindIndex(i)));
                if (campaign.isPresent()) {
                    contacts.add(id, campaign.get(), Instant.ofEpochMilli(view.epochMilli(i)));
                    met.add(campaign.get());
                }
            }
        }
        campaigns.stream().filter(name -> !met.contains(name)).findFirst().ifPresent(name -> {
            throw new DataRefused("--random-campaigns " + Excerpt.of(name)
                    + ": no contact that the company initiated has this campaign: leave it out, or map initiator");
        });
    }

    /** Whether the company contacts customers by it. */
    static boolean isContact(InteractionKind kind) {
        return kind.initiator() == Initiator.COMPANY && kind.direction() != Direction.INBOUND;
    }

    private Optional<String> contact(InteractionKind kind) {
        return isContact(kind) ? kind.campaign().filter(campaigns::contains) : Optional.empty();
    }

    /** All who were known before the first contact: in an arm at a time, held out at the first, or apart as contacted otherwise. */
    private Assignments assignments(Map<String, Instant> times, Map<String, String> arms, Set<String> apart) {
        Instant first = times.values().stream().min(Instant::compareTo).orElseThrow();
        Assignments.Builder all = Assignments.builder(HELD_OUT);
        LogView before = view.asOf(first.minusMillis(1));
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            if (before.row(id).isEmpty()) {
                late.set(row);
            } else if (arms.containsKey(id) || !apart.contains(id)) {
                all.assign(id, arms.getOrDefault(id, HELD_OUT), times.getOrDefault(id, first));
            }
        }
        return all.build();
    }

    private static DataRefused unknownBefore(String campaign) {
        return new DataRefused("--random-campaigns: nobody whom " + Excerpt.of(campaign)
                + " contacted was known before: give all customers with --customers, or --assignments");
    }

    /** How many customers take no part in some wave, as nothing was known of them before it; once the waves were asked for. */
    int leftOut() {
        return late.cardinality();
    }
}
