package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** As of when a base is looked at: as it is told, or when the last interaction happened, unless that is still to come. */
final class Present {
    /** Clocks and zones differ by less. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private final InteractionLog log;
    private final InstantSource clock;

    Present(InteractionLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * The base as of the present.
     *
     * @param told when the present is; empty for the last interaction
     * @throws DataRefused if nothing happened until then, or if the last interaction is still to come and nobody told the
     *     present
     */
    LogView view(Optional<Instant> told, PrintWriter messages) {
        Instant last = log.lastAt().orElse(Instant.EPOCH);
        LogView all = log.asOf(last);
        if (told.isEmpty() && last.isAfter(clock.instant().plus(TOLERANCE))) {
            throw new DataRefused("the last interaction is still to come: " + latest(all)
                    + "; correct that row or leave it out, or tell with --as-of when the present is");
        }
        LogView view = told.map(log::asOf).orElse(all);
        if (view.laterInteractions() > 0) {
            messages.println(view.laterInteractions() + " of " + log.size() + " interactions are later than "
                    + view.asOf() + " and ignored");
        }
        if (view.size() == 0) {
            throw new DataRefused("no interaction is at or before " + view.asOf() + "; the log runs from "
                    + log.firstAt().orElse(last) + " to " + last);
        }
        messages.flush();
        return view;
    }

    /** One of the last interactions, in words. */
    private static String latest(LogView all) {
        int row = 0;
        while (!isLatest(all, row)) {
            row++;
        }
        return "customer " + all.customerId(row) + " at " + all.asOf();
    }

    private static boolean isLatest(LogView all, int row) {
        int end = all.end(row);
        return end > all.start(row) && all.epochMilli(end - 1) == all.asOf().toEpochMilli();
    }
}
