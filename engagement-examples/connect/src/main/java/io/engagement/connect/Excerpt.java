package io.engagement.connect;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts of files as messages repeat them: as much as it takes to find them, and no screens full. */
public final class Excerpt {
    private static final int MOST_OF_A_VALUE = 60;
    private static final int MOST_OF_A_MESSAGE = 400;
    private static final int MOST_NAMES = 30;

    private Excerpt() {}

    /**
     * A value.
     *
     * @param value whatever it holds
     * @return its first line, cut
     */
    public static String of(String value) {
        String first = firstLine(value, MOST_OF_A_VALUE);
        return first.length() == value.length() ? value : first + "... (" + value.length() + " characters)";
    }

    /**
     * A message that others made of values.
     *
     * @param message whatever it holds
     * @return its first line, cut
     */
    public static String ofMessage(String message) {
        String first = firstLine(message, MOST_OF_A_MESSAGE);
        return first.length() == message.length() ? message : first + "...";
    }

    private static String firstLine(String text, int most) {
        int end = 0;
        while (end < text.length() && end < most && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return cut(text, end);
    }

    /**
     * Names, such as a header's.
     *
     * @param names any number of them
     * @return the first ones, and how many more there are
     */
    public static String ofNames(Collection<String> names) {
        String first = names.stream().limit(MOST_NAMES).map(Excerpt::of).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String cut(String text, int most) {
        boolean halved = most > 0 && most < text.length() && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, halved ? most - 1 : most);
    }
}
