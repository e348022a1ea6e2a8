package io.engagement.dialogue;

import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.internal.math.CellTable;
import io.engagement.internal.math.ConstantPower;
import io.engagement.internal.math.FastPower;
import io.engagement.measure.MeasureColumn;

/**
 * 100 times the probability of at least one act within a horizon, 1 - (A/(A+h))^(r + C^beta) with A = alpha + E, behind
 * all doors of {@link EngagementScorer}.
 *
 * <p>ln(1 + h/A) depends on A alone and a decayed exposure is at most halfLife/ln 2, so it is tabulated. The exponent
 * of C^beta belongs to the model. Of two powers, a division and two logarithms one exponential is left. The result
 * agrees with {@link DiscountedGammaPoisson#probabilityOfAct} to a relative 2e-13 (tested).
 *
 * <p>Floor: 16 bytes read and 8 written a row; one exponential, one power of constant exponent, one tabulated
 * logarithm, no division. The loop takes at most 1.5 times the sum of these.
 */
final class ActKernel {
    /** The largest table: 64 KB. Larger exposures are computed one by one. */
    private static final double WIDEST = 0x1p32;

    /** Rows whose columns stay in a first-level cache from one loop to the next. */
    private static final int BLOCK = 512;

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
        return percent(shape(effort) * decline(exposure));
    }

    private double shape(double effort) {
        return r + effortPower.at(effort);
    }

    private double decline(double exposure) {
        return silence.at(alpha + exposure);
    }

    private static double percent(double power) {
        return 100 * FastPower.complement(power);
    }

    /**
     * The scores of a range of rows, the same bits. Three short loops, as the steps of different rows do not depend on
     * each other and can overlap.
     *
     * @param unit from the exposures' unit to the model's
     */
    void scores(MeasureColumn effort, MeasureColumn exposure, double unit, int from, int to, double[] out) {
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            for (int row = start; row < end; row++) {
                out[row] = shape(effort.get(row));
            }
            for (int row = start; row < end; row++) {
                out[row] *= decline(unit * exposure.get(row));
            }
            for (int row = start; row < end; row++) {
                out[row] = percent(out[row]);
            }
        }
    }
}
