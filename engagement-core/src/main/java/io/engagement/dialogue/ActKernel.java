package io.engagement.dialogue;

import io.engagement.internal.math.CellTable;
import io.engagement.internal.math.ConstantPower;
import io.engagement.internal.math.FastPower;

/**
 * 100 times the probability of at least one act within a horizon, 1 - (A/(A+h))^(r + C^beta) with A = alpha + E, for many
 * customers: all doors of {@link EngagementScorer} lead here.
 *
 * <p>ln(1 + h/A) is a function of A alone, and a decayed exposure ends at halfLife/ln 2: a table holds it. C^beta has an
 * exponent that the model alone defines. What is left of two powers, a division and two logarithms is one exponential. It
 * agrees with {@link DiscountedGammaPoisson#probabilityOfAct} to a relative 2e-13 (tested).
 *
 * <p>Floor: 16 bytes read and 8 written a row; one exponential, one power of constant exponent, one tabulated logarithm, no
 * division.
 */
final class ActKernel {
    /** How far above alpha the table reaches at most: 64 KB. Exposures beyond are computed one by one. */
    private static final double WIDEST = 0x1p32;

    private final double r;
    private final double alpha;
    private final ConstantPower effortPower;
    /** -UNIT ln(1 + h/A) by A. */
    private final CellTable silence;

    /** Of a horizon in the model's unit. */
    ActKernel(DiscountedGammaPoisson model, double horizon) {
        r = model.r();
        alpha = model.alpha();
        effortPower = ConstantPower.of(model.effortExponent());
        double longest = alpha + model.halfLife() / Math.log(2);
        silence = CellTable.of(
                rate -> -FastPower.UNIT * Math.log1p(horizon / rate), alpha, Math.min(longest, alpha * WIDEST));
    }

    /** The score, of a decayed exposure in the model's unit. */
    double score(double effort, double exposure) {
        return 100 * FastPower.complement((r + effortPower.at(effort)) * silence.at(alpha + exposure));
    }
}
