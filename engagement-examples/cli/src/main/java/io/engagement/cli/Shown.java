package io.engagement.cli;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Texts as people are shown them. What would move a cursor, turn a text round, break a line or hide is written as an escape
 * such as {@code \}{@code u001b}, so that nothing in a file forges a message or acts on a terminal; what is long is cut in its
 * middle, so that a message keeps its name and its remedy.
 */
final class Shown {
    /** Room for a header of many columns, and for a message about it. */
    private static final int LONGEST_LINE = 1000;

    /** More than any sensible id, channel or purpose. */
    private static final int LONGEST_VALUE = 200;

    private Shown() {}

    /** A line, whatever is in the text. */
    static String line(String text) {
        return cut(escaped(text), LONGEST_LINE);
    }

    /** A value among others, in one line. */
    static String value(String text) {
        return cut(escaped(text), LONGEST_VALUE);
    }

    /** Several lines, as the text has them. */
    static String lines(String text) {
        return text.indexOf('\n') < 0
                ? escaped(text)
                : Arrays.stream(text.split("\n", -1)).map(Shown::escaped).collect(Collectors.joining("\n"));
    }

    private static String escaped(String text) {
        if (text.codePoints().noneMatch(Shown::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (isHidden(codePoint)) {
            shown.append(escape(codePoint));
        } else {
            shown.appendCodePoint(codePoint);
        }
    }

    /** As JSON and Java write it: four hexadecimal digits a char. */
    static String escape(int codePoint) {
        StringBuilder escape = new StringBuilder();
        for (char c : Character.toChars(codePoint)) {
            String digits = Integer.toHexString(c);
            escape.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        }
        return escape.toString();
    }

    /** Whether a character is not seen itself, or changes how others are: ANSI escapes, bidirectional marks, zero width. */
    static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int kept = longest / 2;
        return text.substring(0, boundary(text, kept)) + "... (" + text.length() + " characters) ..."
                + text.substring(boundary(text, text.length() - kept));
    }

    /** Not within a pair of surrogates. */
    private static int boundary(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
