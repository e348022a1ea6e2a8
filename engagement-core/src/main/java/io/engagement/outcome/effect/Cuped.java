package io.engagement.outcome.effect;

/**
 * An effect less what a number known before the contact explains of the outcome.
 *
 * @param theta what one of the number is worth in the outcome: covariance / variance over both arms; NaN if it does not vary
 * @param effect of outcome - theta &times; number, by Welch
 * @param correlation of outcome and number over both arms
 * @param varianceRatio squared standard error by that of the unadjusted difference: 0.9 saves 10 % of the customers
 */
public record Cuped(double theta, Effect effect, double correlation, double varianceRatio) {}
