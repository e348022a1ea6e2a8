package io.engagement.connect;

/** Blanks as exports have them: no-break and zero-width ones too, and byte order marks in the middle of files. */
final class Blanks {
    private Blanks() {}

    /** A text without blanks around it. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && is(text.charAt(from))) {
            from++;
        }
        while (to > from && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether nothing is seen of a character. */
    static boolean is(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff';
    }
}
