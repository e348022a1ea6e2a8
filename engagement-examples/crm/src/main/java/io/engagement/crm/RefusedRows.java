package io.engagement.crm;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Report;
import io.engagement.history.LoadReport.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was refused of the rows of each feed, in all parts: a feed of which much is refused is read wrongly. */
final class RefusedRows {
    private static final double ALLOWED = 0.05;
    /** So many rows of one night tell of themselves whether they are read wrongly. */
    private static final long ENOUGH = 500;

    private static final String CONFLICTS = "all feeds";

    private final Map<String, Count> feeds = new LinkedHashMap<>();

    /**
     * Of one feed.
     *
     * @param taken rows that were accepted
     * @param refused rows that were not
     * @param first the first of them in words; empty if there is none
     */
    private record Count(long taken, long refused, String first) {
        Count plus(Count other) {
            return new Count(taken + other.taken, refused + other.refused, first.isEmpty() ? other.first : first);
        }
    }

    /** What became of the rows that were read. */
    void add(Report report) {
        report.sources()
                .forEach(each -> add(each.name(), new Count(each.accepted(), each.refused(), first(each.refusals()))));
        add(
                CONFLICTS,
                new Count(
                        report.log().accepted() + report.log().duplicates(),
                        report.log().refused(),
                        first(report.log().refusals())));
    }

    private void add(String name, Count more) {
        feeds.merge(name, more, Count::plus);
    }

    private static String first(Map<String, Refusal> refusals) {
        return refusals.values().stream()
                .flatMap(refusal -> refusal.firstRows().stream())
                .findFirst()
                .orElse("");
    }

    /**
     * Sees to it that not more is refused than may be.
     *
     * @param all how many rows each query has, those included that were not read; what is read of a few customers may be those of one
     *     row that cannot be used, so that it is only where they are hundreds that more may not be refused of what was read
     * @throws DataRefused if more is refused of a feed
     */
    void check(Map<String, Long> all) {
        feeds.forEach((name, count) -> {
            long rows = rows(name, count, all);
            if (count.refused > ALLOWED * rows) {
                throw new DataRefused(String.format(
                        Locale.ROOT,
                        "%s: %d of %d rows cannot be used, and no more than 5 %% may be: nothing is written. The first is %s."
                                + " Mend the rows in the CRM, or the feed's mapping",
                        name,
                        count.refused,
                        rows,
                        count.first));
            }
        });
    }

    private static long rows(String name, Count count, Map<String, Long> all) {
        long read = count.taken + count.refused;
        if (name.equals(CONFLICTS)) {
            return Math.max(read, ofFeeds(all));
        }
        return read >= ENOUGH ? read : Math.max(read, all.getOrDefault(name, 0L));
    }

    private static long ofFeeds(Map<String, Long> all) {
        return all.entrySet().stream()
                .filter(each ->
                        !each.getKey().equals(Query.CUSTOMERS) && !each.getKey().equals(Query.CONSENTS))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
