package io.engagement.cli;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts of files as messages repeat them: as much as it takes to find them, and no screens full. */
final class Excerpt {
    private static final int MOST_OF_A_VALUE = 60;
    private static final int MOST_OF_A_MESSAGE = 400;
    private static final int MOST_NAMES = 30;

    private Excerpt() {}

    /** A value: its first line, cut. */
    static String of(String value) {
        int end = 0;
        while (end < value.length() && value.charAt(end) != '\n' && value.charAt(end) != '\r') {
            end++;
        }
        return end == value.length() && end <= MOST_OF_A_VALUE
                ? value
                : cut(value, Math.min(end, MOST_OF_A_VALUE)) + "... (" + value.length() + " characters)";
    }

    /** A message that others made of values, cut. */
    static String ofMessage(String message) {
        return message.length() <= MOST_OF_A_MESSAGE ? message : cut(message, MOST_OF_A_MESSAGE) + "...";
    }

    /** The first of some names, such as a header's. */
    static String ofNames(Collection<String> names) {
        String first = names.stream().limit(MOST_NAMES).map(Excerpt::of).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String cut(String text, int most) {
        boolean halved = most > 0 && most < text.length() && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, halved ? most - 1 : most);
    }
}
