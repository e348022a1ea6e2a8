package io.engagement.outcome.targeting;

import io.engagement.internal.math.Search;
import java.util.Arrays;

/**
 * Figures of a ranking over rows of one arm and the hold-out, the highest first, each row counted so many times. Rows of the same score
 * are one step: no order among them tells anything.
 *
 * <p>Floor: 33 bytes read a row and one division; nothing is allocated.
 */
final class RankCurves {
    private final boolean[] contacted;
    private final double[] outcome;
    private final double[] robust;
    private final int[] customer;
    private final boolean[] lastOfTies;

    /**
     * Figures that are 0 where the ranking tells nothing.
     *
     * @param difference of the arm's mean and the hold-out's
     * @param area under incremental gains per contacted over share targeted
     * @param qini that area less the diagonal's
     * @param autoc the mean over shares of what the chosen gain more than all: the top counts most
     * @param rateQini the same, each share weighted by itself
     */
    record Figures(double difference, double area, double qini, double autoc, double rateQini) {}

    /** @param robust doubly robust scores of rows' gains */
    RankCurves(boolean[] contacted, double[] outcome, double[] robust, int[] customer, double[] score) {
        int[] order = descending(score);
        this.contacted = new boolean[order.length];
        this.lastOfTies = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            this.contacted[i] = contacted[order[i]];
            this.lastOfTies[i] = i + 1 == order.length || score[order[i]] != score[order[i + 1]];
        }
        this.outcome = TrialRows.picked(outcome, order);
        this.robust = TrialRows.picked(robust, order);
        this.customer = Arrays.stream(order).map(row -> customer[row]).toArray();
    }

    /** Stable: equal ones as they came. Numbers are sorted far faster than objects: each row then finds its place among them. */
    private static int[] descending(double[] score) {
        int n = score.length;
        double[] ascending = score.clone();
        Arrays.sort(ascending);
        int[] order = new int[n];
        int[] taken = new int[n];
        for (int row = n - 1; row >= 0; row--) {
            int first = Search.below(ascending, score[row]);
            order[n - 1 - first - taken[first]++] = row;
        }
        return order;
    }

    int size() {
        return outcome.length;
    }

    /** The figures, all rows once. */
    Figures once() {
        int[] times =
                new int[customer.length == 0 ? 0 : Arrays.stream(customer).max().orElse(0) + 1];
        Arrays.fill(times, 1);
        return at(times);
    }

    /** The figures, rows as often as their customers were drawn. */
    Figures at(int[] timesOfCustomer) {
        int all = 0;
        int contactedInAll = 0;
        double robustInAll = 0;
        for (int i = 0; i < outcome.length; i++) {
            int times = timesOfCustomer[customer[i]];
            all += times;
            contactedInAll += contacted[i] ? times : 0;
            robustInAll += times * robust[i];
        }
        return new Walk(all, contactedInAll, robustInAll / all).over(timesOfCustomer);
    }

    /** Down the ranking. */
    private final class Walk {
        private final int all;
        private final int contactedInAll;
        private final double meanRobust;
        private double with;
        private double without;
        private double sumWith;
        private double sumWithout;
        private double gain;
        private double area;
        private double autoc;
        private double rateQini;
        private int before;
        private double robustBefore;

        Walk(int all, int contactedInAll, double meanRobust) {
            this.all = all;
            this.contactedInAll = contactedInAll;
            this.meanRobust = meanRobust;
        }

        Figures over(int[] timesOfCustomer) {
            int tied = 0;
            double robustTied = 0;
            for (int i = 0; i < outcome.length; i++) {
                int times = timesOfCustomer[customer[i]];
                tied += times;
                robustTied += times * robust[i];
                if (contacted[i]) {
                    with += times;
                    sumWith += times * outcome[i];
                } else {
                    without += times;
                    sumWithout += times * outcome[i];
                }
                if (lastOfTies[i] && tied > 0) {
                    step(tied, robustTied);
                    tied = 0;
                    robustTied = 0;
                }
            }
            return new Figures(
                    sumWith / with - sumWithout / without, area, area - gain / 2, autoc / all, rateQini / all);
        }

        private void step(int tied, double robustTied) {
            double gained = (sumWith - (without > 0 ? sumWithout * with / without : 0)) / contactedInAll;
            area += (gain + gained) / 2 * tied / all;
            gain = gained;
            double mean = robustTied / tied;
            for (int t = 1; t <= tied; t++) {
                double above = robustBefore + mean * t - meanRobust * (before + t);
                autoc += above / (before + t);
                rateQini += above / all;
            }
            before += tied;
            robustBefore += robustTied;
        }
    }
}
