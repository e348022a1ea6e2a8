package io.engagement.outcome.experiment;

import io.engagement.internal.math.Checks;
import io.engagement.outcome.effect.Effect;

/**
 * The mixture sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis and Walsh 2022): a probability that
 * stays valid however often one looks; of several looks the least counts.
 *
 * @param spread standard deviation of the effects that are thought possible, in the outcome's unit; positive
 */
public record MixtureRatioTest(double spread) {
    /**
     * Checks the spread.
     *
     * @param spread standard deviation of the effects that are thought possible, in the outcome's unit; positive
     * @throws IllegalArgumentException if it is not positive
     */
    public MixtureRatioTest {
        Checks.positive("spread", spread);
    }

    /**
     * How much more probable what was seen is under effects of that spread than under none.
     *
     * @param effect as of now
     * @return positive, may be infinite; NaN if the effect is undefined
     */
    public double ratio(Effect effect) {
        double variance = effect.standardError() * effect.standardError();
        double all = variance + spread * spread;
        // By z: the squares of a small effect and its error would leave nothing of their ratio.
        return Math.sqrt(variance / all) * Math.exp(effect.z() * effect.z() * spread * spread / all / 2);
    }

    /**
     * The probability as of now.
     *
     * @param effect as of now
     * @return at most 1; NaN if the effect is undefined
     */
    public double pValue(Effect effect) {
        return Math.min(1, 1 / ratio(effect));
    }
}
