package io.engagement.connect;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers of typed cells as texts without exponent or needless zeros, so that the id 10023 is not 10023.0 or 1.0E4. */
public final class PlainTexts {
    /** Longer numbers are no ids and no amounts. */
    private static final int MOST_DIGITS = 400;

    /** What doubles hold of a number that people gave them, and spreadsheets show of it. */
    private static final MathContext DECIMAL = new MathContext(15);

    private PlainTexts() {}

    /**
     * A number.
     *
     * @param number any
     * @return its digits; NaN and infinite ones as Java writes them
     */
    public static String of(double number) {
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
        if (isWhole) {
            return Long.toString(Math.round(number));
        }
        return Double.isFinite(number) ? of(new BigDecimal(Double.toString(number))) : Double.toString(number);
    }

    /**
     * A number.
     *
     * @param number any
     * @return its digits; with an exponent if they were hundreds
     */
    public static String of(BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        long digits = Math.max(Math.abs((long) bare.scale()), bare.precision());
        return digits > MOST_DIGITS ? bare.toString() : bare.toPlainString();
    }

    /** A number of a spreadsheet: a whole one as it is, any other to the digits that spreadsheets keep. */
    static String ofSheet(BigDecimal number) {
        return of(number.scale() <= 0 ? number : number.round(DECIMAL));
    }
}
