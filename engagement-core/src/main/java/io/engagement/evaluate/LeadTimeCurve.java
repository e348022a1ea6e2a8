package io.engagement.evaluate;

import io.engagement.internal.math.Quantiles;
import io.engagement.internal.math.Search;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.Arrays;
import java.util.List;

/**
 * How early an alarm tells that customers are lost, against its false alarms, over all thresholds. Compare two alarms by {@link
 * #atFalseAlarms} at one rate. Immutable.
 */
public final class LeadTimeCurve implements Tabular {
    private static final double DAY = 86_400_000;
    private static final double[] RATES = {0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5};

    private final double[] highest;
    private final double years;
    private final List<Lost> lost;
    private final int censored;

    /**
     * A lost customer: an alarm at or above a falling score leads by so many milliseconds.
     *
     * @param scores strictly falling: the lowest since the lead's beginning
     * @param leads rising
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Lost(double[] scores, double[] leads) {
        /** In days; 0 if no alarm stands when the loss is sure. */
        double lead(double threshold) {
            int later = Search.first(0, scores.length, i -> !(scores[i] >= threshold));
            return later == 0 ? 0 : leads[later - 1] / DAY;
        }
    }

    LeadTimeCurve(double[] highest, double years, List<Lost> lost, int censored) {
        this.highest = highest;
        this.years = years;
        this.lost = List.copyOf(lost);
        this.censored = censored;
    }

    /**
     * How many customers were lost; who came back later than that may be lost again.
     *
     * @return not negative
     */
    public int lost() {
        return lost.size();
    }

    /**
     * How many times customers fell silent and came back, within their time on watch.
     *
     * @return not negative
     */
    public int returns() {
        return highest.length;
    }

    /**
     * The time before returns.
     *
     * @return in customer-years
     */
    public double customerYears() {
        return years;
    }

    /**
     * How many silences the log does not show long enough.
     *
     * @return not negative
     */
    public int censored() {
        return censored;
    }

    /**
     * An alarm at a threshold.
     *
     * @param threshold it stands while the score is at least this
     * @return its false alarms and leads
     */
    public Point atThreshold(double threshold) {
        int quiet = 0;
        int high = highest.length;
        while (quiet < high) {
            int middle = (quiet + high) >>> 1;
            if (highest[middle] < threshold) {
                quiet = middle + 1;
            } else {
                high = middle;
            }
        }
        double[] leads =
                lost.stream().mapToDouble(each -> each.lead(threshold)).sorted().toArray();
        return new Point(
                threshold,
                (highest.length - quiet) / years,
                leads.length == 0 ? Double.NaN : Quantiles.of(leads, 0.5),
                Arrays.stream(leads).filter(lead -> lead > 0).count() / (double) leads.length);
    }

    /**
     * The alarm with the lowest threshold that has no more false alarms than told. Where many returns have one score, it may have
     * far fewer.
     *
     * @param mostPerYear false alarms per customer-year, not negative
     * @return its false alarms and leads
     * @throws IllegalArgumentException if the rate is negative
     */
    public Point atFalseAlarms(double mostPerYear) {
        if (!(mostPerYear >= 0)) {
            throw new IllegalArgumentException(
                    "false alarms per customer-year must not be negative, were " + mostPerYear);
        }
        // A rate that a point told must give back its number, whatever the division has rounded.
        double most = Math.floor(mostPerYear * years * (1 + 1e-12) + 1e-9);
        return most >= highest.length
                ? atThreshold(Double.NEGATIVE_INFINITY)
                : atThreshold(Math.nextUp(highest[highest.length - 1 - (int) most]));
    }

    /**
     * An alarm.
     *
     * @param threshold it stands while the score is at least this
     * @param falseAlarms per customer-year of those who came back
     * @param medianLead over all who were lost, in days; who was not found has 0
     * @param found the share of those who were lost for whom an alarm stood before it was sure
     */
    public record Point(double threshold, double falseAlarms, double medianLead, double found) {}

    /**
     * Points of the curve.
     *
     * @return at 0.02 to 5 false alarms per customer-year
     */
    public List<Point> points() {
        return Arrays.stream(RATES).mapToObj(this::atFalseAlarms).toList();
    }

    /** A row for each of the {@linkplain #points points}. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("threshold", "%.5g")
                .column("false_alarms_per_customer_year", "%.4f")
                .column("median_lead_days", "%.1f")
                .column("found", "%.3f");
        points().forEach(each -> table.row(each.threshold(), each.falseAlarms(), each.medianLead(), each.found()));
        return table.build();
    }

    /** What the curve is of, and its points as a table. */
    @Override
    public String toString() {
        return Words.of(
                        "%,d lost, %,d came back in %,.1f customer-years, %,d censored",
                        lost(), returns(), years, censored)
                + "\n" + table();
    }
}
