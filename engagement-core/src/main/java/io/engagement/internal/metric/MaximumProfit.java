package io.engagement.internal.metric;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The expected maximum profit of a campaign to keep customers, of whom the share that takes the offer is beta distributed:
 * Verbraken, Verbeke and Baesens (2013), "A Novel Profit Maximizing Metric for Measuring Classification Performance of Customer
 * Churn Prediction Models", IEEE Transactions on Knowledge and Data Engineering 25(5), 961-973.
 *
 * @param profit a customer of all, in the currency
 * @param fraction of customers to contact, at that profit
 */
public record MaximumProfit(double profit, double fraction) {
    /**
     * The expected maximum profit.
     *
     * @param rows what was said of leaving, higher for likelier, and who left; of one origin, or pooled
     * @param alpha of the beta distribution of the share of leavers that an offer keeps
     * @param beta of it
     * @param value of a customer who is kept
     * @param offer what the offer costs if it is taken
     * @param contact what it costs to contact a customer
     */
    public static MaximumProfit of(
            JudgedRows rows, double alpha, double beta, double value, double offer, double contact) {
        double n = rows.size();
        double leavers = rows.happened(0, rows.size()) / n;
        double delta = offer / value;
        double phi = contact / value;
        List<double[]> hull = hull(rows);
        double lower = 0;
        double profit = 0;
        double fraction = 0;
        for (int i = 0; i < hull.size() && lower < 1; i++) {
            double[] corner = hull.get(i);
            double upper = i + 1 == hull.size()
                    ? 1
                    : Math.min(
                            1,
                            ((1 - leavers) * (delta + phi) / (leavers * (1 - delta)))
                                            * ((hull.get(i + 1)[1] - corner[1]) / (hull.get(i + 1)[0] - corner[0]))
                                    + phi / (1 - delta));
            if (!(upper > lower)) {
                continue;
            }
            double mass = RegularizedBeta.value(upper, alpha, beta) - RegularizedBeta.value(lower, alpha, beta);
            double mean = (alpha / (alpha + beta))
                    * (RegularizedBeta.value(upper, alpha + 1, beta) - RegularizedBeta.value(lower, alpha + 1, beta));
            double kept = value * (1 - delta) * leavers * corner[0];
            double spent = value * (phi * leavers * corner[0] + (delta + phi) * (1 - leavers) * corner[1]);
            profit += kept * mean - spent * mass;
            fraction += (leavers * corner[0] + (1 - leavers) * corner[1]) * mass;
            lower = upper;
        }
        return new MaximumProfit(profit, fraction);
    }

    /** Corners of the upper hull of the ROC curve: shares of leavers and of stayers that are chosen. */
    private static List<double[]> hull(JudgedRows rows) {
        double yes = rows.happened(0, rows.size());
        double no = rows.size() - yes;
        List<double[]> corners = new ArrayList<>();
        corners.add(new double[] {0, 0});
        double yesAbove = 0;
        double noAbove = 0;
        for (int end = rows.size(); end > 0; ) {
            int from = end - 1;
            while (from > 0 && rows.said(from - 1) == rows.said(end - 1)) {
                from--;
            }
            double tied = rows.happened(from, end);
            yesAbove += tied;
            noAbove += end - from - tied;
            add(corners, new double[] {yesAbove / yes, noAbove / no});
            end = from;
        }
        return corners;
    }

    /** Drops corners that the way to the next one leaves below. */
    private static void add(List<double[]> corners, double[] next) {
        while (corners.size() > 1) {
            double[] last = corners.get(corners.size() - 1);
            double[] before = corners.get(corners.size() - 2);
            double turn = (last[0] - before[0]) * (next[1] - before[1]) - (next[0] - before[0]) * (last[1] - before[1]);
            if (turn > 0) {
                break;
            }
            corners.remove(corners.size() - 1);
        }
        corners.add(next);
    }
}
