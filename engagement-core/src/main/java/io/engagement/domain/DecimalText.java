package io.engagement.domain;

/**
 * Numbers as people and files write them. What Java's own reader takes besides, such as 12f, 0x1p3, NaN or digits of other
 * scripts, are article codes or typing errors there.
 */
final class DecimalText {
    private DecimalText() {}

    /** Whether a text is digits with at most a sign, a point and an exponent. */
    static boolean isDecimal(String text) {
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
