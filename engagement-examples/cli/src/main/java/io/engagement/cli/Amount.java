package io.engagement.cli;

/** Sees to it that numbers of options are amounts that can be reckoned with. */
final class Amount {
    private Amount() {}

    /**
     * A number above 0.
     *
     * @throws UsageError if it is none
     */
    static void requirePositive(String option, double number) {
        require(number > 0, "positive and finite", option, number);
    }

    /**
     * A number that may be 0.
     *
     * @throws UsageError if it is negative or none
     */
    static void requireNotNegative(String option, double number) {
        require(number >= 0, "finite and not negative", option, number);
    }

    /**
     * A number that may be negative.
     *
     * @throws UsageError if it is 0 or none
     */
    static void requireNotZero(String option, double number) {
        require(number != 0, "finite and not 0", option, number);
    }

    private static void require(boolean isAllowed, String what, String option, double number) {
        if (!isAllowed || !Double.isFinite(number)) {
            throw new UsageError(option + " must be " + what + ", was " + number);
        }
    }
}
