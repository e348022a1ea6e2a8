package io.engagement.initiative;

import io.engagement.internal.math.LogOdds;

/** The level at which log-odds are right on the whole, and how well they then tell who acted. */
final class LevelShift {
    private static final int MOST_STEPS = 60;
    private static final double LONGEST = 2;
    private static final double NOTHING = 1e-10;

    private LevelShift() {}

    /** What is to be added to log-odds so that as many are expected to act as did; held near 0 by the weight of one of them. */
    static double of(double[] logOdds, boolean[] happened) {
        double shift = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double slope = -shift;
            double curve = 1;
            for (int i = 0; i < logOdds.length; i++) {
                double probability = LogOdds.logistic(logOdds[i] + shift);
                slope += (happened[i] ? 1 : 0) - probability;
                curve += probability * (1 - probability);
            }
            double move = Math.max(-LONGEST, Math.min(LONGEST, slope / curve));
            shift += move;
            if (Math.abs(move) < NOTHING) {
                break;
            }
        }
        return shift;
    }

    /** Mean log loss with the level taken out. */
    static double loss(double[] logOdds, boolean[] happened) {
        double shift = of(logOdds, happened);
        double sum = 0;
        for (int i = 0; i < logOdds.length; i++) {
            double wrong = happened[i] ? -(logOdds[i] + shift) : logOdds[i] + shift;
            sum += Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
        }
        return sum / logOdds.length;
    }
}
