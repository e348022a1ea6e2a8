package io.engagement.survival;

import java.util.Arrays;

/** Sums over a risk set and over the events of one time: of the risks, and of covariates and their products by risk. */
final class RiskSums {
    private final int dimension;
    private final int order;
    private int atRisk;
    private double s0;
    private final double[] s1;
    private final double[] s2;
    private int events;
    private double eventWeight;
    private double d0;
    private final double[] d1;
    private final double[] d2;

    RiskSums(int dimension, int order) {
        this.dimension = dimension;
        this.order = order;
        s1 = new double[dimension];
        d1 = new double[dimension];
        s2 = new double[dimension * dimension];
        d2 = new double[dimension * dimension];
    }

    void add(double[] z, int at, double risk) {
        atRisk++;
        s0 += risk;
        accumulate(s1, s2, z, at, risk);
    }

    void remove(double[] z, int at, double risk) {
        atRisk--;
        s0 -= risk;
        accumulate(s1, s2, z, at, -risk);
        if (atRisk == 0) {
            // What subtraction leaves is rounding.
            s0 = 0;
            Arrays.fill(s1, 0);
            Arrays.fill(s2, 0);
        }
    }

    void addEvent(double[] z, int at, double weight, double risk) {
        events++;
        eventWeight += weight;
        d0 += risk;
        accumulate(d1, d2, z, at, risk);
    }

    private void accumulate(double[] first, double[] second, double[] z, int at, double risk) {
        if (order == 0) {
            return;
        }
        for (int i = 0; i < dimension; i++) {
            double zi = risk * z[at + i];
            first[i] += zi;
            for (int j = 0; order > 1 && j <= i; j++) {
                second[i * dimension + j] += zi * z[at + j];
            }
        }
    }

    void forgetEvents() {
        if (events > 0) {
            events = 0;
            eventWeight = 0;
            d0 = 0;
            Arrays.fill(d1, 0);
            Arrays.fill(d2, 0);
        }
    }

    /** Rows with an event. */
    int events() {
        return events;
    }

    /** Their mean weight. */
    double meanWeight() {
        return eventWeight / events;
    }

    /** Risk of the set when a share of the events' is gone. */
    double risk(double gone) {
        return s0 - gone * d0;
    }

    double first(int i) {
        return s1[i];
    }

    double eventFirst(int i) {
        return d1[i];
    }

    /** For j up to i. */
    double second(int i, int j) {
        return s2[i * dimension + j];
    }

    double eventSecond(int i, int j) {
        return d2[i * dimension + j];
    }
}
