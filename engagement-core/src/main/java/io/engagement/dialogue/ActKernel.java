package io.engagement.dialogue;

import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.internal.math.CellTable;
import io.engagement.internal.math.ConstantPower;
import io.engagement.internal.math.FastPower;
import io.engagement.measure.MeasureColumn;

/**
 * 100 times the probability of at least one act within a horizon, 1 - (A/(A+h))^(r + C^beta) with A = alpha + E, for many
 * customers: all doors of {@link EngagementScorer} lead here.
 *
 * <p>ln(1 + h/A) is a function of A alone, and a decayed exposure ends at halfLife/ln 2: a table holds it. C^beta has an
 * exponent that the model alone defines. What is left of two powers, a division and two logarithms is one exponential. It
 * agrees with {@link DiscountedGammaPoisson#probabilityOfAct} to a relative 2e-13 (tested).
 *
 * <p>Floor: 16 bytes read and 8 written a row; one exponential, one power of constant exponent, one tabulated logarithm, no
 * division. What these cost apart, together, is reached within 1.5 times.
 */
final class ActKernel {
    /** How far above alpha the table reaches at most: 64 KB. Exposures beyond are computed one by one. */
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
     * The scores of a range of rows, the same bits. In three short loops, as their steps do not depend on each other while
     * those of one row do: the machine has more rows at work at a time.
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
