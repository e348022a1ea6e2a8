package io.engagement.outcome.experiment;

import io.engagement.outcome.effect.Effect;

/**
 * The mixture sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis and Walsh 2022), the rival of {@link
 * ConfidenceSequence} that asks for a spread of effects.
 *
 * @param spread standard deviation of the effects that are thought possible
 */
record MixtureRatio(double spread) {
    double ratio(Effect effect) {
        double variance = effect.standardError() * effect.standardError();
        double all = variance + spread * spread;
        // By z: the squares of a small effect and its error would leave nothing of their ratio.
        return Math.sqrt(variance / all) * Math.exp(effect.z() * effect.z() * spread * spread / all / 2);
    }

    double pValue(Effect effect) {
        return Math.min(1, 1 / ratio(effect));
    }
}
