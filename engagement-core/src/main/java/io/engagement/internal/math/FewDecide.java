package io.engagement.internal.math;

import java.util.Arrays;

/** Whether a clear effect rests on few: one rule, for experiments and for ledgers. */
public final class FewDecide {
    /** What lies above this quantile of all amounts but 0, or below the opposite one, is cut. */
    public static final double KEPT = 0.99;

    private FewDecide() {}

    /**
     * Between what amounts stay as they are.
     *
     * @param least not above 0
     * @param most not below 0
     */
    public record Limits(double least, double most) {
        /** An amount beyond a limit is cut to it. */
        public double cut(double amount) {
            return Math.max(least, Math.min(most, amount));
        }
    }

    /**
     * Where amounts are cut. Zeros do not count: most customers spend nothing. Losses are cut at what few of all amounts fall short of,
     * not few of the losses: a handful of refunds among purchases would else be kept.
     *
     * @param amounts of customers, or of purchases
     * @param share above 0.5, such as {@link #KEPT}
     * @return what stays
     */
    public static Limits limits(double[] amounts, double share) {
        double[] sorted =
                Arrays.stream(amounts).filter(amount -> amount != 0).sorted().toArray();
        return sorted.length == 0
                ? new Limits(0, 0)
                : new Limits(Math.min(0, Quantiles.of(sorted, 1 - share)), Math.max(0, Quantiles.of(sorted, share)));
    }

    /**
     * Whether a clear effect is no longer clear, or has the other sign, once the largest amounts are cut.
     *
     * @param whole the effect
     * @param cut the same of what is left
     * @param pValueOfCut NaN if it cannot be tested
     * @param level at which the whole effect is clear
     * @return whether few customers decide
     */
    public static boolean isSo(double whole, double cut, double pValueOfCut, double level) {
        return !(pValueOfCut <= level) || Math.signum(cut) != Math.signum(whole);
    }
}
