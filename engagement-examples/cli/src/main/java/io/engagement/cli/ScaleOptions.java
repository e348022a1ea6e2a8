package io.engagement.cli;

import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The unit of time of models that are fitted or read. */
final class ScaleOptions {
    @Option(
            names = "--time-scale",
            paramLabel = "UNIT",
            defaultValue = "WEEKS",
            description =
                    "The unit of time of models: ${COMPLETION-CANDIDATES}. Purchases of one day are one whatever the unit."
                            + " Default: ${DEFAULT-VALUE}.")
    private TimeScale scale = TimeScale.WEEKS;

    TimeScale scale() {
        return scale;
    }

    /** Tells where the unit is finer than what is counted. */
    void note(LogView view, ZoneId zone, PrintWriter messages) {
        if (scale != TimeScale.HOURS) {
            return;
        }
        long merged = 0;
        for (int row = 0; row < view.customers(); row++) {
            merged += sameDays(view, row, zone);
        }
        if (merged > 0) {
            messages.println("note: --time-scale HOURS is finer than what is counted: purchases of one day in " + zone
                    + " are one, and " + merged
                    + " purchases are of a day that has another one. What happens within a day"
                    + " is not seen; --time-scale DAYS says the same");
        }
    }

    private static int sameDays(LogView view, int row, ZoneId zone) {
        Set<LocalDate> days = new HashSet<>();
        int purchases = 0;
        for (int i = view.start(row); i < view.end(row); i++) {
            if (view.kinds().get(view.kindIndex(i)).purpose().equals(Purpose.PURCHASE)) {
                purchases++;
                days.add(LocalDate.ofInstant(Instant.ofEpochMilli(view.epochMilli(i)), zone));
            }
        }
        return purchases - days.size();
    }
}
