package io.engagement.cli;

import io.engagement.cli.AssignmentRows.Assigned;
import io.engagement.connect.Excerpt;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.Assignments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Waves of assigned rows. Held-out rows without a campaign are held out of every campaign, in their wave if they have one. Without a
 * column wave, rows of one day are a wave if nearly all days with contacts have a hold-out of their own and rows enough; else the
 * campaign is one send that rolled over its days. Where the hold-out was drawn at one time and contacts went out at others, each of them
 * is looked at from the instant of a contact on.
 */
final class AssignedWaves {
    /** Rows of a wave on the average, below which days are no waves. */
    private static final int FEW = 50;
    /** Of the contacts, on days without a hold-out: with more of them days are no waves. */
    private static final double STRAY = 0.1;

    private final List<Assigned> rows;
    private final String holdOut;
    private final ZoneId zone;
    private final List<Assigned> ofAll;
    private final Set<Assigned> used = new HashSet<>();
    private final Set<String> notes = new TreeSet<>();
    /** Rows that name a customer of a wave again. */
    private final Set<Assigned> again = new HashSet<>();
    /** By the name of a campaign's arm, the campaign. */
    private final Map<String, String> campaigns = new LinkedHashMap<>();

    AssignedWaves(List<Assigned> rows, String holdOut, ZoneId zone) {
        this.rows = rows;
        this.holdOut = holdOut;
        this.zone = zone;
        this.ofAll = rows.stream().filter(row -> row.campaign().isEmpty()).toList();
    }

    private boolean isHeldOut(Assigned row) {
        return row.arm().equalsIgnoreCase(holdOut);
    }

    /**
     * By campaign, in the order of the file; each wave with its hold-out. Arms that are contacted in different ways are a campaign each,
     * which share the hold-out, if there is one.
     */
    Map<String, List<Wave>> waves() {
        Map<String, List<Assigned>> byCampaign = new LinkedHashMap<>();
        rows.stream().filter(row -> !row.campaign().isEmpty()).forEach(row -> byCampaign
                .computeIfAbsent(row.campaign(), campaign -> new ArrayList<>())
                .add(row));
        Map<String, List<Wave>> waves = new LinkedHashMap<>();
        byCampaign.forEach((campaign, own) -> add(campaign, own, waves));
        return waves;
    }

    private void add(String campaign, List<Assigned> own, Map<String, List<Wave>> waves) {
        Collection<List<Assigned>> groups = groups(own).values();
        Set<String> arms = new TreeSet<>();
        own.stream().filter(row -> !isHeldOut(row)).map(Assigned::arm).forEach(arms::add);
        if (arms.size() < 2) {
            waves.put(
                    campaign,
                    groups.stream().map(group -> wave(campaign, group)).toList());
            return;
        }
        // A customer in two arms is refused.
        groups.forEach(group -> assignments(group, Instant.EPOCH));
        for (String arm : arms) {
            String name = campaign + ": " + arm;
            campaigns.put(name, campaign);
            waves.put(
                    name,
                    groups.stream()
                            .filter(group ->
                                    group.stream().anyMatch(row -> row.arm().equals(arm)))
                            .map(group -> wave(name, ofArm(group, arm)))
                            .toList());
        }
    }

    private List<Assigned> ofArm(List<Assigned> group, String arm) {
        return group.stream()
                .filter(row -> isHeldOut(row) || row.arm().equals(arm))
                .toList();
    }

    /** By the name of a campaign's arm, the campaign that it is of; of campaigns of one arm there is none. */
    Map<String, String> campaigns() {
        return campaigns;
    }

    /** The rows of each wave of a campaign. */
    private Map<String, List<Assigned>> groups(List<Assigned> own) {
        boolean isByDay = isByDay(own);
        Map<String, List<Assigned>> groups = new LinkedHashMap<>();
        own.forEach(row -> groups.computeIfAbsent(key(row, isByDay), key -> new ArrayList<>())
                .add(row));
        boolean isOne = groups.keySet().equals(Set.of(""));
        for (Assigned row : ofAll) {
            boolean isOfEach = row.wave().isEmpty() && (isOne || row.at().isEmpty());
            groups.forEach((key, group) -> {
                if (isOfEach || key.equals(key(row, true))) {
                    group.add(row);
                    used.add(row);
                }
            });
        }
        return groups;
    }

    /** A wave that is told, the day, or nothing. */
    private String key(Assigned row, boolean isByDay) {
        if (!row.wave().isEmpty()) {
            return "wave " + row.wave();
        }
        return isByDay && row.at().isPresent() ? row.day(zone).toString() : "";
    }

    private boolean isByDay(List<Assigned> own) {
        Map<LocalDate, Integer> contacts = new HashMap<>();
        Map<LocalDate, Integer> heldOut = new HashMap<>();
        int all = 0;
        for (Assigned row : own) {
            if (row.wave().isEmpty() && row.at().isPresent()) {
                (isHeldOut(row) ? heldOut : contacts).merge(row.day(zone), 1, Integer::sum);
                all++;
            }
        }
        Set<LocalDate> days = new HashSet<>(contacts.keySet());
        days.addAll(heldOut.keySet());
        ofAll.stream()
                .filter(row -> row.wave().isEmpty() && row.at().isPresent())
                .forEach(row -> heldOut.merge(row.day(zone), 1, Integer::sum));
        long stray = contacts.entrySet().stream()
                .filter(day -> heldOut.getOrDefault(day.getKey(), 0) < 2)
                .mapToLong(Map.Entry::getValue)
                .sum();
        long sent = contacts.values().stream().mapToLong(count -> count).sum();
        return all >= (long) FEW * days.size() && stray <= STRAY * sent;
    }

    private Wave wave(String campaign, List<Assigned> group) {
        Set<LocalDate> contacts = new HashSet<>();
        Set<LocalDate> heldOut = new HashSet<>();
        boolean isUndated = false;
        Instant first = Instant.MAX;
        for (Assigned row : group) {
            if (row.at().isEmpty()) {
                isUndated = true;
            } else {
                (isHeldOut(row) ? heldOut : contacts).add(row.day(zone));
                first = row.at().get().isBefore(first) ? row.at().get() : first;
            }
        }
        if (contacts.isEmpty() && isUndated) {
            throw group.get(0)
                    .place()
                    .refused("campaign " + Excerpt.of(campaign)
                            + " has no contact in this wave, and its hold-out no time: when is it to be looked at?");
        }
        Wave wave = Wave.of(assignments(group, first));
        boolean isDrawnAtOnce = heldOut.size() == 1 && !contacts.isEmpty() && !heldOut.equals(contacts);
        if (!isUndated && !isDrawnAtOnce) {
            return wave;
        }
        notes.add(
                "note: who is held out of campaign " + Excerpt.of(campaign)
                        + " was drawn at one time, and contacts went out on " + contacts.size()
                        + (contacts.size() == 1 ? " day" : " days")
                        + ": each is looked at from the time of a contact on; give each an own time in column at, if there is one");
        return wave.withMatchedHoldOut();
    }

    private Assignments assignments(List<Assigned> group, Instant first) {
        Assignments.Builder builder = Assignments.builder(holdOut);
        Set<String> seen = new HashSet<>();
        for (Assigned row : group) {
            if (!seen.add(row.customer())) {
                again.add(row);
            }
            try {
                builder.assign(
                        row.customer(),
                        isHeldOut(row) ? holdOut : row.arm(),
                        row.at().orElse(first));
            } catch (IllegalArgumentException e) {
                throw row.place().refused(e.getMessage() + "; in this file by a column wave");
            }
        }
        return builder.build();
    }

    /** What was done of its own accord, once the waves were asked for. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (!again.isEmpty()) {
            all.add("note: rows that name a customer of a wave again: " + again.size()
                    + "; the earliest counts. Give each sending its own wave in a column wave");
        }
        if (used.size() < ofAll.size()) {
            all.add("note: held-out rows on a day, or of a wave, of which no campaign contacted anybody are left out: "
                    + (ofAll.size() - used.size()));
        }
        return all;
    }
}
