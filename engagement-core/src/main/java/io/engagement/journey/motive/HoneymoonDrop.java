package io.engagement.journey.motive;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Holm;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a figure gets worse when customers are no longer new: after their first 90 days against these, within customers.
 *
 * @param figure what is compared
 * @param customers who have both
 * @param began who have the first
 * @param before mean over those with both, of the first 90 days
 * @param after mean over the same, of what came after
 * @param standardError of after less before, by customers; NaN below 30 of them
 * @param ofAll after less before for all who began, if those who left had gone on as customers like them did
 * @param ofAllError of that
 * @param margin what matters
 * @param beforeOfLeft mean of the first 90 days of those who have nothing after them, for comparison: NaN without any
 * @param pValue of no drop beyond the margin, by Holm's method over all figures that are looked at together; NaN if it is not known
 */
public record HoneymoonDrop(
        ExperienceFigure figure,
        int customers,
        int began,
        double before,
        double after,
        double standardError,
        double ofAll,
        double ofAllError,
        double margin,
        double beforeOfLeft,
        double pValue) {
    static final int FEWEST_CUSTOMERS = 30;
    static final double NORMAL_975 = 1.959963984540054;
    private static final double CHANCE = 0.05;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Checks that nothing is missing.
     *
     * @param figure what is compared
     * @param customers who have both
     * @param began who have the first
     * @param before mean over those with both, of the first 90 days
     * @param after mean over the same, of what came after
     * @param standardError of after less before, by customers
     * @param ofAll after less before for all who began, if those who left had gone on as customers like them did
     * @param ofAllError of that
     * @param margin what matters
     * @param beforeOfLeft mean of the first 90 days of those who have nothing after them, for comparison
     * @param pValue of no drop beyond the margin, by Holm's method over all figures
     */
    public HoneymoonDrop {
        Objects.requireNonNull(figure, "figure");
    }

    static HoneymoonDrop of(ExperienceFigure figure, double[] first, double[] then) {
        WithinCustomers within = new WithinCustomers(first, then);
        double sum = 0;
        int left = 0;
        for (int i = 0; i < first.length; i++) {
            if (!Double.isNaN(first[i]) && Double.isNaN(then[i])) {
                sum += first[i];
                left++;
            }
        }
        boolean isKnown = within.both() >= FEWEST_CUSTOMERS;
        double unknown = isKnown ? 0 : Double.NaN;
        return new HoneymoonDrop(
                        figure,
                        within.both(),
                        within.began(),
                        within.before() + unknown,
                        within.after() + unknown,
                        within.error() + unknown,
                        within.ofAll() + unknown,
                        within.ofAllError() + unknown,
                        figure.margin(within.before()) + unknown,
                        left == 0 ? Double.NaN : sum / left,
                        Double.NaN)
                .alone();
    }

    /** As if no other figure were looked at. */
    private HoneymoonDrop alone() {
        double strength = strength();
        return withPValue(Double.isNaN(strength) ? Double.NaN : Math.min(1, 2 * NORMAL.survivalProbability(strength)));
    }

    private HoneymoonDrop withPValue(double other) {
        return new HoneymoonDrop(
                figure, customers, began, before, after, standardError, ofAll, ofAllError, margin, beforeOfLeft, other);
    }

    /** Of several figures, each of which may be a drop by chance. */
    static List<HoneymoonDrop> together(List<HoneymoonDrop> alone) {
        double[] adjusted =
                Holm.adjusted(alone.stream().mapToDouble(HoneymoonDrop::pValue).toArray());
        return IntStream.range(0, adjusted.length)
                .mapToObj(i -> alone.get(i).withPValue(adjusted[i]))
                .toList();
    }

    /**
     * How much the figure changes within customers.
     *
     * @return after less before; NaN with fewer than 30 customers who have both
     */
    public double difference() {
        return after - before;
    }

    /**
     * Where that may lie with a probability of 95 %.
     *
     * @return -/+ 1.96 standard errors
     */
    public Interval interval() {
        return new Interval(difference() - NORMAL_975 * standardError, difference() + NORMAL_975 * standardError);
    }

    /**
     * Whether the figure is worse by more than the margin, both within customers and for all who began.
     *
     * @return if {@link #pValue} is below 5 %: of one figure alone, if both intervals lie beyond the margin; false if it is not known
     */
    public boolean isDrop() {
        return pValue < CHANCE;
    }

    /**
     * How clear a drop is.
     *
     * @return by how many standard errors it goes beyond the margin, the lesser of both ways; NaN if it is not known
     */
    public double strength() {
        double sign = -figure.better().sign();
        return Math.min(beyond(sign * difference(), standardError), beyond(sign * ofAll, ofAllError));
    }

    private double beyond(double worse, double error) {
        return error == 0 && worse <= margin ? Double.NEGATIVE_INFINITY : (worse - margin) / error;
    }

    /** A sentence, or why there is none. */
    @Override
    public String toString() {
        if (Double.isNaN(standardError)) {
            return figure.name() + ": not known, as " + customers
                    + " customers have it both in their first 90 days and after;" + " it takes " + FEWEST_CUSTOMERS;
        }
        Interval interval = interval();
        return String.format(
                Locale.ROOT,
                "%s: %s: %.3g in the first 90 days, %.3g after (%+.3g, %+.3g to %+.3g, within %d customers; what matters is %.3g)",
                figure.name(),
                isDrop() ? "honeymoon drop" : "no honeymoon drop",
                before,
                after,
                difference(),
                interval.lower(),
                interval.upper(),
                customers,
                margin);
    }
}
