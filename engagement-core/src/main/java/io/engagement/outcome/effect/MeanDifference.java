package io.engagement.outcome.effect;

import io.engagement.internal.math.Checks;
import java.util.Objects;

/** Estimators of the effect as a difference of means, treated less held out, from the sums of both arms. */
public final class MeanDifference {
    private MeanDifference() {}

    /**
     * Welch (1947): variances may differ. Its standard error is Neyman's (1923) and HC2's.
     *
     * @param treated customers who were contacted
     * @param heldOut customers who were not
     * @return with Satterthwaite's degrees of freedom; undefined of fewer than two customers in an arm
     */
    public static Effect welch(ArmSums treated, ArmSums heldOut) {
        return welch(
                Objects.requireNonNull(treated, "treated").mean()
                        - Objects.requireNonNull(heldOut, "heldOut").mean(),
                treated,
                heldOut);
    }

    private static Effect welch(double estimate, ArmSums treated, ArmSums heldOut) {
        if (Math.min(treated.customers(), heldOut.customers()) < 2) {
            return Effect.undefined();
        }
        double a = treated.squaredError();
        double b = heldOut.squaredError();
        double all = a + b;
        // As shares, so that neither square leaves a double's range.
        double freedom = all == 0
                ? treated.customers() + heldOut.customers() - 2.0
                : 1
                        / ((a / all) * (a / all) / (treated.customers() - 1)
                                + (b / all) * (b / all) / (heldOut.customers() - 1));
        return new Effect(estimate, Math.sqrt(all), freedom);
    }

    /**
     * CUPED (Deng, Xu, Kohavi and Walker 2013): what a number known before the contact explains of the outcome is taken off. No
     * wonder is to be expected: the variance falls by the squared correlation only.
     *
     * @param treated with the number beside the outcome
     * @param heldOut with the same number
     * @param number which one, from 1
     * @return the adjusted effect; undefined where the number does not vary, or tells the outcome but for rounding
     * @throws IllegalArgumentException if the arms have no such number
     */
    public static Cuped cuped(ArmSums treated, ArmSums heldOut, int number) {
        Checks.within("number", number, 1, Integer.MAX_VALUE);
        ArmSums all = treated.plus(heldOut);
        double theta = all.covariance(0, number) / all.covariance(number, number);
        if (!Double.isFinite(theta)) {
            return new Cuped(Double.NaN, Effect.undefined(), Double.NaN, Double.NaN);
        }
        Effect adjusted = Rounding.isAll(less(all, number, theta).variance(), all.variance())
                ? Effect.undefined()
                : welch(less(treated, number, theta), less(heldOut, number, theta));
        double plain = welch(treated, heldOut).standardError();
        return new Cuped(
                theta,
                adjusted,
                all.covariance(0, number) / Math.sqrt(all.variance() * all.covariance(number, number)),
                (adjusted.standardError() / plain) * (adjusted.standardError() / plain));
    }

    private static ArmSums less(ArmSums arm, int number, double theta) {
        double[] weights = new double[arm.numbers()];
        weights[0] = 1;
        weights[number] = -theta;
        return arm.combined(weights);
    }
}
