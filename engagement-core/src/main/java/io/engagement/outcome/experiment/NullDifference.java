package io.engagement.outcome.experiment;

import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;

/**
 * Differences between arms drawn by chance before the contact: both are of the same customers, so that their variance is that of all of
 * them. Welch's, which a small arm tells by itself, is too small whenever the few in it happen to have missed the large amounts.
 */
record NullDifference(ArmSums treated, ArmSums heldOut, ArmSums all) {
    NullDifference(ArmSums treated, ArmSums heldOut) {
        this(treated, heldOut, treated.plus(heldOut));
    }

    /** Of a number, with its error if chance alone made it; undefined of fewer than two in an arm. */
    Effect of(int number) {
        return Math.min(treated.customers(), heldOut.customers()) < 2
                ? Effect.undefined()
                : Effect.normal(treated.mean(number) - heldOut.mean(number), Math.sqrt(covariance(number, number)));
    }

    /** Of two differences. */
    double covariance(int first, int second) {
        return all.covariance(first, second) * (1.0 / treated.customers() + 1.0 / heldOut.customers());
    }
}
