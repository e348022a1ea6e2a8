package io.engagement.evaluate;

import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.IntStream;

/**
 * Silence by the customer's own measure: how often each acts within so many gaps.
 *
 * @param filter which interactions are acts
 * @param zone whose days
 * @param gaps how many
 * @param longest nobody is watched for longer
 * @param known as of the origin
 * @param seen as of the longest horizon's end
 */
record OwnGaps(Filter filter, ZoneId zone, double gaps, Duration longest, LogView known, LogView seen) {
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** How many gaps of the population stand beside a customer's own. */
    private static final double PRIOR_GAPS = 2;

    /** The population, and how often each acts. */
    Outcome.Observed observed() {
        int[] rows = Outcome.acted(view -> at -> filter.matches(view, at), known);
        double[] sums = new double[rows.length];
        double[] counts = new double[rows.length];
        double sum = 0;
        double count = 0;
        for (int i = 0; i < rows.length; i++) {
            long[] days = days(rows[i]);
            sums[i] = (double) (days[days.length - 1] - days[0]) * DAY;
            counts[i] = days.length - 1;
            sum += sums[i];
            count += counts[i];
        }
        double usual = count == 0 ? longest.toMillis() : sum / count;
        double[] amounts = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double gap = (sums[i] + PRIOR_GAPS * usual) / (counts[i] + PRIOR_GAPS);
            amounts[i] = acts(rows[i], Math.min(gaps * gap, (double) longest.toMillis()));
        }
        return new Outcome.Observed(rows, amounts);
    }

    private long[] days(int row) {
        return IntStream.range(known.start(row), known.end(row))
                .filter(at -> filter.matches(known, at))
                .mapToLong(at -> Instant.ofEpochMilli(known.epochMilli(at))
                        .atZone(zone)
                        .toLocalDate()
                        .toEpochDay())
                .distinct()
                .toArray();
    }

    private double acts(int row, double millis) {
        double until = known.asOf().toEpochMilli() + millis;
        int seenRow = seen.row(known.customerId(row)).orElseThrow();
        return IntStream.range(known.end(row), seen.end(seenRow))
                .filter(at -> seen.epochMilli(at) <= until && filter.matches(seen, at))
                .count();
    }
}
