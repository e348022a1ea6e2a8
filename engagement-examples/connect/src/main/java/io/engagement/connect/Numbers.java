package io.engagement.connect;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads numbers as files hold them: digits, a point, an exponent. What Java's own readers take besides, such as 12f, 0x1p3 or
 * digits of other scripts, are article codes or typing errors there.
 */
public final class Numbers {
    private Numbers() {}

    /**
     * A number.
     *
     * @param text without blanks around it
     * @return the number that it is, which may be NaN or infinite; empty if it is none
     */
    public static OptionalDouble read(String text) {
        return isDecimal(text) || isNotFinite(text)
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /**
     * A whole number.
     *
     * @param text without blanks around it
     * @return the whole number that it is; empty if it is none, or one beyond the range
     */
    public static OptionalLong readWhole(String text) {
        int from = afterSign(text, 0);
        if (from == text.length() || digits(text, from) < text.length()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLong) {
            return OptionalLong.empty();
        }
    }

    /** To be told as what they are. */
    private static boolean isNotFinite(String text) {
        String size = text.substring(afterSign(text, 0));
        return size.equals("NaN") || size.equals("Infinity");
    }

    private static boolean isDecimal(String text) {
        int from = afterSign(text, 0);
        int point = digits(text, from);
        int end = point < text.length() && text.charAt(point) == '.' ? digits(text, point + 1) : point;
        boolean isEmpty = end == from || (end == from + 1 && point == from);
        return !isEmpty && (end == text.length() || isExponent(text, end));
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int from = afterSign(text, at + 1);
        return from < text.length() && digits(text, from) == text.length();
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    /** Where digits that begin there end. */
    private static int digits(String text, int from) {
        int to = from;
        while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
            to++;
        }
        return to;
    }
}
