package io.engagement.internal.text;

/**
 * Texts from outside, in one line for a person: what would move a cursor, turn a text round, break a line or hide is written as Java
 * writes it, such as {@code \}{@code u001b}, so that nothing in a file forges a message or acts on a terminal.
 */
public final class OneLine {
    private OneLine() {}

    /**
     * A text with all that is hidden escaped.
     *
     * @param text whatever came
     * @return one line
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(OneLine::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (!isHidden(codePoint)) {
            shown.appendCodePoint(codePoint);
            return;
        }
        for (char c : Character.toChars(codePoint)) {
            String digits = Integer.toHexString(c);
            shown.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
    }

    /** Whether a character is not seen itself, or changes how others are: ANSI escapes, bidirectional marks, zero width. */
    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
