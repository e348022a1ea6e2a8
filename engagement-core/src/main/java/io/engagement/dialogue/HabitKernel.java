package io.engagement.dialogue;

import io.engagement.internal.math.CellTable;
import java.time.Duration;

/**
 * The ratio of effort decayed with a short half-life to effort decayed with a long one, for a customer of some age who
 * keeps to one habit: (1 - e^(-s age))/s over (1 - e^(-l age))/l, with s and l the rates of decay. It depends on the
 * age alone and is tabulated; the rest of {@link MomentumScorer} is plain arithmetic.
 *
 * <p>It is analytic but for imaginary ages of 2 pi/l and more, so that on cells of age + 1/s, which are short for s where
 * the age is, the interpolation error is below 1e-16. Beyond 54 long half-lives it is l/s, to the last digit.
 *
 * <p>Floor of the scorer: 24 bytes read and 8 written a row; one tabulated value and one division. The loop takes at
 * most 1.2 times the sum of these.
 */
final class HabitKernel {
    /** In long half-lives: 1 - 2^-54 is 1. */
    private static final double FOREVER = 54;
    /** The largest table; where the half-lives differ by more, older customers are computed one by one. */
    private static final double WIDEST = 0x1p32;

    private final double shortRate;
    private final double longRate;
    private final double offset;
    private final double oldest;
    private final CellTable shares;

    HabitKernel(Duration shortHalfLife, Duration longHalfLife) {
        shortRate = Math.log(2) / shortHalfLife.toMillis();
        longRate = Math.log(2) / longHalfLife.toMillis();
        offset = 1 / shortRate;
        oldest = FOREVER * longHalfLife.toMillis();
        shares = CellTable.of(place -> computed(place - offset), offset, Math.min(offset + oldest, offset * WIDEST));
    }

    /** The first cell begins before age 0, where the function goes on. */
    private double computed(double age) {
        return age == 0 ? 1 : Math.expm1(-shortRate * age) / shortRate / (Math.expm1(-longRate * age) / longRate);
    }

    /** The ratio at an age in milliseconds; 1 if the age is not positive or unknown. */
    double share(double age) {
        // A customer who has just become known, or has no interaction yet, has no other habit.
        return age > 0 ? shares.at(offset + (age < oldest ? age : oldest)) : 1;
    }
}
