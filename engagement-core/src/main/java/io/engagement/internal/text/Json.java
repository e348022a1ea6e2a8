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
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c) && !isPaired(text, i)) {
                String digits = Integer.toHexString(c);
                json.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
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
