package io.engagement.cli;

import io.engagement.connect.CsvFile;
import io.engagement.connect.DataRefused;
import io.engagement.connect.Excerpt;
import io.engagement.outcome.Wave;
import io.engagement.outcome.experiment.Assignments;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file of who was assigned to which campaign when, and who was held out. Held-out rows without a campaign are held out of every
 * campaign of their wave. Rows of one day are a wave, unless a column tells it, or a day has but few rows: then a campaign is one wave.
 */
final class AssignmentRows {
    private static final Set<String> COLUMNS = new TreeSet<>(List.of("customer_id", "campaign", "arm", "at", "wave"));
    /** Rows of a wave on the average, below which days are no waves. */
    private static final int FEW = 50;

    private static final String CONTACTED = "contacted";

    private final String holdOut;
    private final ZoneId zone;
    private final List<Assigned> rows = new ArrayList<>();

    /** A row. */
    private record Assigned(
            TableFile.Line line, String customer, String campaign, boolean isHeldOut, Instant at, String wave) {}

    private AssignmentRows(String holdOut, ZoneId zone) {
        this.holdOut = holdOut;
        this.zone = zone;
    }

    static AssignmentRows read(Path file, String holdOut, BaseOptions base) {
        AssignmentRows all = new AssignmentRows(holdOut, base.zone());
        new TableFile(file, base.times(), Map.of()).read(List.of("customer_id", "arm", "at"), COLUMNS, all::add);
        if (all.rows.isEmpty()) {
            throw new DataRefused(CsvFile.label(file) + " has no rows: it needs one for each contact and hold-out");
        }
        return all;
    }

    private void add(TableFile.Line line) {
        boolean isHeldOut = line.given("arm").equalsIgnoreCase(holdOut);
        String campaign = line.text("campaign");
        if (campaign.isEmpty() && !isHeldOut) {
            throw line.refused("column campaign is empty in arm '" + Excerpt.of(line.text("arm"))
                    + "': only the hold-out, arm '" + Excerpt.of(holdOut) + "', is of all campaigns");
        }
        rows.add(
                new Assigned(line, line.given("customer_id"), campaign, isHeldOut, line.time("at"), line.text("wave")));
    }

    /** By campaign, in the order of the file; each wave with its hold-out. */
    Map<String, List<Wave>> waves() {
        Map<String, Map<String, Assignments.Builder>> waves = new LinkedHashMap<>();
        Map<String, Boolean> byDay = byDay();
        Map<String, List<Assigned>> ofAll = new HashMap<>();
        for (Assigned row : rows) {
            if (row.campaign.isEmpty()) {
                ofAll.computeIfAbsent(key(row, true), key -> new ArrayList<>()).add(row);
                ofAll.computeIfAbsent("", key -> new ArrayList<>()).add(row);
            } else {
                assign(
                        waves.computeIfAbsent(row.campaign, campaign -> new LinkedHashMap<>())
                                .computeIfAbsent(
                                        key(row, byDay.getOrDefault(row.campaign, true)),
                                        key -> Assignments.builder(holdOut)),
                        row);
            }
        }
        Map<String, List<Wave>> built = new LinkedHashMap<>();
        waves.forEach((campaign, own) -> {
            List<Wave> all = new ArrayList<>();
            own.forEach((key, builder) -> {
                ofAll.getOrDefault(key, List.of()).forEach(row -> assign(builder, row));
                all.add(Wave.of(builder.build()));
            });
            built.put(campaign, all);
        });
        return built;
    }

    private void assign(Assignments.Builder builder, Assigned row) {
        try {
            builder.assign(row.customer, row.isHeldOut ? holdOut : CONTACTED, row.at);
        } catch (IllegalArgumentException e) {
            throw row.line.refused(e.getMessage() + "; in this file by a column wave");
        }
    }

    /** A wave that is told, the day, or nothing. */
    private String key(Assigned row, boolean isByDay) {
        if (!row.wave.isEmpty()) {
            return "wave " + row.wave;
        }
        return isByDay ? row.at.atZone(zone).toLocalDate().toString() : "";
    }

    /** By campaign, whether days have rows enough. */
    private Map<String, Boolean> byDay() {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Assigned row : rows) {
            if (!row.campaign.isEmpty()) {
                counts.computeIfAbsent(row.campaign, campaign -> new HashMap<>())
                        .merge(key(row, true), 1, Integer::sum);
            }
        }
        Map<String, Boolean> enough = new HashMap<>();
        counts.forEach((campaign, ofDay) -> enough.put(
                campaign, ofDay.values().stream().mapToInt(count -> count).sum() >= (long) FEW * ofDay.size()));
        return enough;
    }
}
