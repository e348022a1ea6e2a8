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

    /** By campaign, in the order given. */
    Map<String, List<Wave>> waves() {
        Map<LocalDate, Map<String, String>> arms = new TreeMap<>();
        Map<LocalDate, Map<String, Instant>> times = new TreeMap<>();
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                Optional<String> campaign = contact(view.kinds().get(view.kindIndex(i)));
                if (campaign.isPresent()) {
                    Instant at = Instant.ofEpochMilli(view.epochMilli(i));
                    LocalDate day = at.atZone(zone).toLocalDate();
                    String id = view.customerId(row);
                    String other = arms.computeIfAbsent(day, date -> new LinkedHashMap<>())
                            .put(id, campaign.get());
                    if (other != null && !other.equals(campaign.get())) {
                        throw new DataRefused("--random-campaigns: customer " + Excerpt.of(id) + " was contacted by "
                                + Excerpt.of(other) + " and by " + Excerpt.of(campaign.get()) + " on " + day
                                + ": who was held out of both cannot be told; name one of them, or give --assignments");
                    }
                    times.computeIfAbsent(day, date -> new LinkedHashMap<>()).putIfAbsent(id, at);
                }
            }
        }
        Map<String, List<Wave>> waves = new LinkedHashMap<>();
        arms.forEach((day, byCustomer) -> {
            Assignments assignments = assignments(byCustomer, times.getOrDefault(day, Map.of()));
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
        for (int row = 0; row < view.customers(); row++) {
            for (int i = view.start(row); i < view.end(row); i++) {
                Optional<String> campaign = contact(view.kinds().get(view.kindIndex(i)));
                if (campaign.isPresent()) {
                    String id = view.customerId(row);
                    first.getOrDefault(campaign.get(), new LinkedHashMap<>())
                            .putIfAbsent(id, Instant.ofEpochMilli(view.epochMilli(i)));
                    contacted.add(id);
                }
            }
        }
        Map<String, List<Wave>> waves = new LinkedHashMap<>();
        first.forEach((campaign, times) -> {
            Assignments all = rolling(campaign, times, contacted);
            if (!all.arms().contains(campaign)) {
                throw unknownBefore(campaign);
            }
            waves.put(campaign, List.of(Wave.of(all).withMatchedHoldOut()));
        });
        return waves;
    }

    private Assignments rolling(String campaign, Map<String, Instant> times, Set<String> contacted) {
        Instant first = times.values().stream().min(Instant::compareTo).orElse(Instant.MIN);
        Assignments.Builder all = Assignments.builder(HELD_OUT);
        LogView before = view.asOf(first.minusMillis(1));
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            if (before.row(id).isEmpty()) {
                late.set(row);
            } else if (times.containsKey(id)) {
                all.assign(id, campaign, times.getOrDefault(id, first));
            } else if (!contacted.contains(id)) {
                all.assign(id, HELD_OUT, first);
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

    private Optional<String> contact(InteractionKind kind) {
        boolean isContact = kind.initiator() == Initiator.COMPANY && kind.direction() != Direction.INBOUND;
        return isContact ? kind.campaign().filter(campaigns::contains) : Optional.empty();
    }

    private Assignments assignments(Map<String, String> arms, Map<String, Instant> times) {
        Instant first = times.values().stream().min(Instant::compareTo).orElseThrow();
        Assignments.Builder all = Assignments.builder(HELD_OUT);
        LogView before = view.asOf(first.minusMillis(1));
        for (int row = 0; row < view.customers(); row++) {
            String id = view.customerId(row);
            if (before.row(id).isEmpty()) {
                late.set(row);
                continue;
            }
            all.assign(id, arms.getOrDefault(id, HELD_OUT), times.getOrDefault(id, first));
        }
        return all.build();
    }
}
