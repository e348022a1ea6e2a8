package io.engagement.outcome.effect;

import io.engagement.fit.Interval;
import io.engagement.internal.math.Checks;
import io.engagement.internal.math.Wilson;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The share of customers who did something, among the treated and among the held out. Intervals are named, as they differ:
 * Wald's, and that of Newcombe (1998, method 10), which holds its level for rare acts, too.
 *
 * @param treatedActs how many of the treated did it
 * @param treated customers, positive
 * @param heldOutActs how many of the held out did it
 * @param heldOut customers, positive
 */
public record TwoShares(long treatedActs, long treated, long heldOutActs, long heldOut) {
    /**
     * Checks the counts.
     *
     * @param treatedActs how many of the treated did it
     * @param treated customers, positive
     * @param heldOutActs how many of the held out did it
     * @param heldOut customers, positive
     * @throws IllegalArgumentException if there are no customers, or more acts than customers
     */
    public TwoShares {
        checked("treatedActs", treatedActs, "treated", treated);
        checked("heldOutActs", heldOutActs, "heldOut", heldOut);
    }

    private static void checked(String what, long acts, String who, long customers) {
        if (customers <= 0) {
            throw new IllegalArgumentException(who + " must be positive, was " + customers);
        }
        if (acts < 0 || acts > customers) {
            throw new IllegalArgumentException(what + " must be from 0 to " + customers + ", was " + acts);
        }
    }

    /**
     * The share among the treated.
     *
     * @return from 0 to 1
     */
    public double treatedShare() {
        return (double) treatedActs / treated;
    }

    /**
     * The share among the held out.
     *
     * @return from 0 to 1
     */
    public double heldOutShare() {
        return (double) heldOutActs / heldOut;
    }

    /**
     * The difference of shares with Wald's error, each share having its own variance.
     *
     * @return treated less held out, normal; its interval is Wald's
     */
    public Effect difference() {
        return Effect.normal(
                treatedShare() - heldOutShare(),
                Math.sqrt(variance(treatedShare()) / treated + variance(heldOutShare()) / heldOut));
    }

    private static double variance(double share) {
        return share * (1 - share);
    }

    /**
     * The interval of Newcombe (1998), method 10: from Wilson's (1927) of both shares, without continuity correction.
     *
     * @param level between 0 and 1
     * @return within -1 and 1
     * @throws IllegalArgumentException if the level does not lie between 0 and 1
     */
    public Interval newcombe(double level) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - Checks.share("level", level)) / 2);
        double difference = treatedShare() - heldOutShare();
        Wilson first = Wilson.of(treatedActs, treated, z);
        Wilson second = Wilson.of(heldOutActs, heldOut, z);
        return new Interval(
                difference - Math.hypot(treatedShare() - first.lower(), second.upper() - heldOutShare()),
                difference + Math.hypot(first.upper() - treatedShare(), heldOutShare() - second.lower()));
    }

    /**
     * Pearson's chi-square of equal shares: the squared score test.
     *
     * @return not negative; NaN if nobody or everybody did it
     */
    public double chiSquare() {
        double pooled = (double) (treatedActs + heldOutActs) / (treated + heldOut);
        double difference = treatedShare() - heldOutShare();
        return difference * difference / (variance(pooled) * (1.0 / treated + 1.0 / heldOut));
    }

    /**
     * How probable shares so different would be if they were equal: the score test, without continuity correction.
     *
     * @return two-sided; NaN as {@link #chiSquare()}
     */
    public double scorePValue() {
        return Double.isNaN(chiSquare())
                ? Double.NaN
                : ChiSquaredDistribution.of(1).survivalProbability(chiSquare());
    }

    /**
     * The logarithm of the ratio of shares, with the error of Katz et al. (1978).
     *
     * @return log(treated / held out), normal; undefined if nobody did it in an arm
     */
    public Effect logRatio() {
        if (treatedActs == 0 || heldOutActs == 0) {
            return Effect.undefined();
        }
        return Effect.normal(
                Math.log(treatedShare() / heldOutShare()),
                Math.sqrt((1 - treatedShare()) / treatedActs + (1 - heldOutShare()) / heldOutActs));
    }
}
