package io.engagement.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes numbers as people read them: without exponents, and without digits that mean nothing. */
final class Figures {
    /** More than any score deserves, enough to add up. */
    private static final int DIGITS = 10;

    private static final MathContext ROUNDING = new MathContext(DIGITS);
    /** Nearer than this to the middle of two numbers is taken for it, and looked at digit by digit. */
    private static final double TIE = 1e-3;

    private Figures() {}

    /** Rounded half up to ten digits, without zeros at the end; empty for NaN. */
    static String tenDigits(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e9) {
            int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(size));
            double scaled = size * power(decimals);
            long digits = Math.round(scaled);
            // Products are exact to 1e-6 here; where the logarithm was rounded across a power there are 9 or 11 digits.
            if (Math.abs(scaled - Math.floor(scaled) - 0.5) > TIE && digits >= 1e9 && digits < 1e10) {
                return plain(value < 0, digits, decimals);
            }
        }
        return BigDecimal.valueOf(value).round(ROUNDING).stripTrailingZeros().toPlainString();
    }

    /**
     * Rounded half up, without zeros at the end: digits before the point are never rounded away, so that amounts of money stay
     * what they are.
     *
     * @param value finite
     * @param digits how many at most, from the first that is not 0; 17 are all that there are
     */
    static String digits(double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value);
        int decimals = Math.max(0, digits - (exact.precision() - exact.scale()));
        BigDecimal rounded = decimals < exact.scale() ? exact.setScale(decimals, RoundingMode.HALF_UP) : exact;
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** Ten to the power of 1 to 14, exact. */
    private static double power(int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** The integer divided by a power of ten. */
    private static String plain(boolean negative, long digits, int decimals) {
        long left = digits;
        int places = decimals;
        while (places > 0 && left % 10 == 0) {
            left /= 10;
            places--;
        }
        StringBuilder text = new StringBuilder(20).append(left);
        while (text.length() <= places) {
            text.insert(0, '0');
        }
        if (places > 0) {
            text.insert(text.length() - places, '.');
        }
        return negative ? text.insert(0, '-').toString() : text.toString();
    }
}
