package io.engagement.outcome;

import io.engagement.outcome.effect.Effect;

/**
 * One of the four effects of an account.
 *
 * @param effect a contact; of a share, Wald's; undefined if it cannot be estimated
 * @param pValue two-sided for money; for a share one-sided, with the variance that it has if there is no effect; NaN if there is too
 *     little to tell
 * @param adjusted by Holm over the four; 1 if there is too little to tell
 * @param isClear whether it is claimed: adjusted for the four and for all accounts of the same level, and not resting on few customers
 */
public record Finding(Effect effect, double pValue, double adjusted, boolean isClear) {
    /** How many standard errors an effect must have to be found in nine of ten cases, as one of four. */
    static final double DETECTABLE = 3.7792570399569745;

    /**
     * The smallest effect that would be found in nine of ten cases.
     *
     * @return 3.78 standard errors; NaN if the effect is undefined, or all customers are alike so that no error is known
     */
    public double smallestDetectable() {
        double error = effect.standardError();
        return error > 0 ? DETECTABLE * error : Double.NaN;
    }

    boolean isUp() {
        return isClear && effect.estimate() > 0;
    }

    boolean isDown() {
        return isClear && effect.estimate() < 0;
    }
}
