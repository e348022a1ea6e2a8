package io.engagement.internal.math;

/** When arms are so unlike each other, or what was planned, that chance did not draw them: nothing is claimed of such arms. */
public final class DrawnByChance {
    private static final double DOUBT = 0.001;

    private DrawnByChance() {}

    /**
     * Whether chance does not explain what is seen.
     *
     * @param pValue how probable it would be if chance had drawn the arms; NaN if that could not be tested
     * @return whether it is below 0.001
     */
    public static boolean isRefuted(double pValue) {
        return pValue < DOUBT;
    }
}
