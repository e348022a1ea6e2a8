package io.engagement.internal.text;

/** Strings and numbers as JSON (RFC 8259) writes them. */
public final class Json {
    private Json() {}

    /**
     * A string.
     *
     * @param text any text
     * @return quoted, with all that JSON or JavaScript cannot hold escaped
     */
    public static String string(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || isUnpaired(text, i)) {
                String digits = Integer.toHexString(c);
                json.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** Whether half of a character stands alone: it has no encoding in UTF-8. */
    private static boolean isUnpaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /**
     * A number.
     *
     * @param value any number
     * @return {@code null} for NaN; the strings {@code "Infinity"} and {@code "-Infinity"} for infinite ones
     */
    public static String number(double value) {
        return Double.isNaN(value)
                ? "null"
                : Double.isInfinite(value) ? string(Double.toString(value)) : Double.toString(value);
    }
}
