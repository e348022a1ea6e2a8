package io.engagement.outcome;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;

/**
 * One of the four effects of an account.
 *
 * @param effect a contact; of a share, Wald's; undefined if it cannot be estimated
 * @param interval of 95 %; while windows are open the wider one of a confidence sequence, which holds at all readings; NaN ends if the
 *     effect is undefined
 * @param pValue two-sided for money; for a share one-sided, with the variance that it has if there is no effect; NaN if there is too
 *     little to tell
 * @param adjusted by Holm over the four; 1 if there is too little to tell
 * @param isClear whether it is claimed: adjusted for the four and for all accounts of the same level, and not resting on few customers
 * @param smallestDetectable the smallest effect that would be claimed in nine of ten cases, as one of four and among these accounts: 3.78
 *     standard errors of one account that is read once, more of several or while windows are open; NaN if the effect is undefined, or all
 *     customers are alike so that no error is known
 */
public record Finding(
        Effect effect, Interval interval, double pValue, double adjusted, boolean isClear, double smallestDetectable) {
    boolean isUp() {
        return isClear && effect.estimate() > 0;
    }

    boolean isDown() {
        return isClear && effect.estimate() < 0;
    }

    /** Half the width of the interval. */
    double halfWidth() {
        return (interval.upper() - interval.lower()) / 2;
    }
}
