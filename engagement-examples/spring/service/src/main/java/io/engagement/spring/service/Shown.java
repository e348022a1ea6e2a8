package io.engagement.spring.service;

/** Texts of others in answers. */
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    /** At most its first 80 characters. */
    static String text(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "...";
    }
}
