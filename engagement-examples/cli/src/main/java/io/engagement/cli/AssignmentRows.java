package io.engagement.cli;

import io.engagement.connect.Excerpt;
import io.engagement.connect.Layout;
import io.engagement.connect.RowPlace;
import io.engagement.connect.TableFile;
import io.engagement.connect.TableRow;
import io.engagement.connect.TimeFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A file of who was assigned to which campaign when, and who was held out. */
final class AssignmentRows {
    private static final Set<String> COLUMNS =
            new TreeSet<>(List.of("customer_id", "campaign", "arm", "at", "assigned_at", "wave"));

    private final ZoneId zone;
    private final List<Assigned> rows = new ArrayList<>();

    /** A row; without an instant only if it is held out, and without a campaign if it is held out of all. */
    record Assigned(RowPlace place, String customer, String campaign, String arm, Optional<Instant> at, String wave) {
        LocalDate day(ZoneId zone) {
            return at.orElseThrow().atZone(zone).toLocalDate();
        }
    }

    private AssignmentRows(ZoneId zone) {
        this.zone = zone;
    }

    static AssignmentRows read(Path file, BaseOptions base) {
        TableFile table = TableFile.of(file, Layout.usual())
                .needing(List.of("customer_id", "arm"))
                .needingRows("one for each contact and hold-out");
        AssignmentRows all = new AssignmentRows(base.zone());
        KnownColumns.read(table, COLUMNS, Map.of(), line -> all.rows.add(assigned(line, base.times())));
        return all;
    }

    private static Assigned assigned(TableRow line, TimeFormat times) {
        Optional<Instant> at = line.timeIfGiven("at", times);
        Optional<Instant> assignedAt = line.timeIfGiven("assigned_at", times);
        if (at.isPresent() && assignedAt.isPresent() && !at.equals(assignedAt)) {
            throw line.refused("columns at and assigned_at tell two times: leave out one of them");
        }
        return new Assigned(
                line.place(),
                line.given("customer_id"),
                line.text("campaign"),
                line.given("arm"),
                at.or(() -> assignedAt),
                line.text("wave"));
    }

    /** The arms, by name. */
    Set<String> arms() {
        Set<String> arms = new TreeSet<>();
        rows.forEach(row -> arms.add(row.arm));
        return arms;
    }

    /** The waves of contacts of which nobody was held out. */
    AssignedWaves contacts() {
        String nobody = "held out";
        while (arms().contains(nobody)) {
            nobody += "?";
        }
        return waves(nobody);
    }

    /** The waves, against one of the arms. */
    AssignedWaves waves(String holdOut) {
        for (Assigned row : rows) {
            boolean isHeldOut = row.arm.equalsIgnoreCase(holdOut);
            if (row.campaign.isEmpty() && !isHeldOut) {
                throw row.place.refused("column campaign is empty in arm '" + Excerpt.of(row.arm)
                        + "': only the hold-out, arm '" + Excerpt.of(holdOut) + "', is of all campaigns");
            }
            if (row.at.isEmpty() && !isHeldOut) {
                throw row.place.refused("column at is empty: every contact needs its time");
            }
        }
        return new AssignedWaves(rows, holdOut, zone);
    }
}
