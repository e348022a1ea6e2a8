package io.engagement.outcome.experiment;

import io.engagement.internal.math.Checks;
import io.engagement.internal.math.NoncentralT;
import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How sure an experiment is to find an effect, and how seldom it may find one that is not there: from this follow the least
 * effect that can be found and the customers that are needed. Tests are two-sided.
 *
 * @param level of false findings over all of them, above 0 and below 1
 * @param power probability to find an effect that is there, above the level and below 1
 * @param findings that are tested at once, each at its share of the level, as the first one by Holm; at least 1
 */
public record Power(double level, double power, int findings) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int HALVINGS = 200;

    /**
     * Checks the numbers.
     *
     * @param level of false findings over all of them, above 0 and below 1
     * @param power probability to find an effect that is there, above the level and below 1
     * @param findings that are tested at once, each at its share of the level; at least 1
     * @throws IllegalArgumentException if they are not so
     */
    public Power {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be above 0 and below 1, was " + level);
        }
        if (!(power > level && power < 1)) {
            throw new IllegalArgumentException("power must be above the level " + level + " and below 1, was " + power);
        }
        if (findings < 1) {
            throw new IllegalArgumentException("findings must be at least 1, was " + findings);
        }
    }

    /**
     * What a ledger's verdict takes: value in the short window and in the long one, harm and departure.
     *
     * @return 5 %, 90 %, four findings: 3.78 standard errors
     */
    public static Power ofFourFindings() {
        return new Power(0.05, 0.9, 4);
    }

    /**
     * What textbooks take for one finding.
     *
     * @return 5 %, 80 %, one finding: 2.80 standard errors
     */
    public static Power ofOneFinding() {
        return new Power(0.05, 0.8, 1);
    }

    private double tail() {
        return level / findings / 2;
    }

    /**
     * The least effect that can be found.
     *
     * @return in standard errors: z(1 - level / (2 findings)) + z(power)
     */
    public double standardErrors() {
        return NORMAL.inverseSurvivalProbability(tail()) + NORMAL.inverseCumulativeProbability(power);
    }

    /**
     * The least difference of means that can be found, by the noncentral t distribution.
     *
     * @param standardDeviation of the outcome, not negative
     * @param treated customers who are contacted
     * @param heldOut customers who are not
     * @return in the outcome's unit; infinite if an arm is empty or there are fewer than three customers
     * @throws IllegalArgumentException if the standard deviation or a number of customers is negative
     */
    public double detectableDifference(double standardDeviation, double treated, double heldOut) {
        Checks.notNegative("standardDeviation", standardDeviation);
        Checks.notNegative("treated", treated);
        Checks.notNegative("heldOut", heldOut);
        double freedom = treated + heldOut - 2;
        if (!(freedom >= 1 && treated > 0 && heldOut > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double critical = TDistribution.of(freedom).inverseSurvivalProbability(tail());
        double errors = first(0, 10 * (critical + standardErrors()), effect -> chance(effect, freedom) >= power);
        return errors * standardDeviation * Math.sqrt(1 / treated + 1 / heldOut);
    }

    /** The probability to find a difference that is so many standard errors large. */
    double chance(double standardErrors, double freedom) {
        return NoncentralT.survival(
                TDistribution.of(freedom).inverseSurvivalProbability(tail()), freedom, standardErrors);
    }

    /**
     * The least share among the treated that can be told from that of the held out.
     *
     * @param heldOutShare who do it uncontacted, from 0 to 1
     * @param treated customers who are contacted
     * @param heldOut customers who are not
     * @return above the held out's; NaN if not even a share of 1 can be told
     * @throws IllegalArgumentException if the share does not lie between 0 and 1 or a number of customers is not positive
     */
    public double detectableShare(double heldOutShare, double treated, double heldOut) {
        Checks.share("heldOutShare", heldOutShare);
        Checks.positive("treated", treated);
        Checks.positive("heldOut", heldOut);
        DoublePredicate told = share -> chanceOfShare(heldOutShare, share, treated, heldOut) >= power;
        return told.test(1) ? first(heldOutShare, 1, told) : Double.NaN;
    }

    /** The probability to tell two shares apart. Their difference has another error if there is none (Fleiss 1981). */
    double chanceOfShare(double heldOutShare, double share, double treated, double heldOut) {
        double critical =
                NORMAL.inverseSurvivalProbability(tail()) * errorIfNone(heldOutShare, share, treated, heldOut);
        double error = error(heldOutShare, share, treated, heldOut);
        return NORMAL.cumulativeProbability((Math.abs(share - heldOutShare) - critical) / error);
    }

    private static double errorIfNone(double heldOutShare, double share, double treated, double heldOut) {
        double pooled = (treated * share + heldOut * heldOutShare) / (treated + heldOut);
        return Math.sqrt(pooled * (1 - pooled) * (1 / treated + 1 / heldOut));
    }

    private static double error(double heldOutShare, double share, double treated, double heldOut) {
        return Math.sqrt(share * (1 - share) / treated + heldOutShare * (1 - heldOutShare) / heldOut);
    }

    /**
     * The customers that are needed to find a difference of means.
     *
     * @param standardDeviation of the outcome, not negative
     * @param difference to be found, positive
     * @param heldOutShare of all customers, above 0 and below 1
     * @return in both arms, not rounded
     * @throws IllegalArgumentException if an argument is not so
     */
    public double customersForDifference(double standardDeviation, double difference, double heldOutShare) {
        Checks.positive("difference", difference);
        Checks.notNegative("standardDeviation", standardDeviation);
        checkHeldOut(heldOutShare);
        // Of fewer than three there is no error.
        return 2
                + fewest(freedom -> {
                    double error =
                            standardDeviation * Math.sqrt((1 / heldOutShare + 1 / (1 - heldOutShare)) / (freedom + 2));
                    return chance(difference / error, freedom) >= power;
                });
    }

    /**
     * The customers that are needed to tell two shares apart.
     *
     * @param baseShare who do it uncontacted, from 0 to 1
     * @param treatedShare who do it contacted, from 0 to 1, another one
     * @param heldOutShare of all customers, above 0 and below 1
     * @return in both arms, not rounded
     * @throws IllegalArgumentException if an argument is not so
     */
    public double customersForShare(double baseShare, double treatedShare, double heldOutShare) {
        Checks.share("baseShare", baseShare);
        Checks.share("treatedShare", treatedShare);
        checkHeldOut(heldOutShare);
        if (baseShare == treatedShare) {
            throw new IllegalArgumentException("treatedShare must differ from baseShare, both were " + baseShare);
        }
        double ofOne = NORMAL.inverseSurvivalProbability(tail())
                        * errorIfNone(baseShare, treatedShare, 1 - heldOutShare, heldOutShare)
                + NORMAL.inverseCumulativeProbability(power)
                        * error(baseShare, treatedShare, 1 - heldOutShare, heldOutShare);
        return ofOne * ofOne / ((treatedShare - baseShare) * (treatedShare - baseShare));
    }

    private static void checkHeldOut(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("heldOutShare must be above 0 and below 1, was " + share);
        }
    }

    private static double fewest(DoublePredicate enough) {
        double most = 1;
        while (!enough.test(most) && most < 1e15) {
            most *= 2;
        }
        return most == 1 ? 1 : first(most / 2, most, enough);
    }

    /** Where a condition that stays true comes true, by halving. */
    private static double first(double from, double to, DoublePredicate reached) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS && high - low > 1e-14 * high; i++) {
            double middle = (low + high) / 2;
            if (reached.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
