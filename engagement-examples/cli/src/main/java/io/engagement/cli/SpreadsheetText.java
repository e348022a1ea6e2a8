package io.engagement.cli;

import java.util.regex.Pattern;

/**
 * Texts as cells of a CSV file that do nothing to who opens it: in a spreadsheet they are no formula, for an apostrophe is put
 * before what would begin one; on a terminal, control and bidirectional characters do not act, for they are written as escapes.
 * Different texts stay different.
 */
final class SpreadsheetText {
    /**
     * What begins a formula, also as a Japanese or Chinese spreadsheet takes it and behind what a spreadsheet may strip; and
     * tab and line breaks, behind which one may begin in the next cell. Behind apostrophes too: else one that is put before
     * could not be told from one that was there; and behind quotes, which who reads CSV may strip twice.
     */
    private static final Pattern FORMULA =
            Pattern.compile("'*+([\t\r\n]|[\\s\\p{Z}\\p{Cf}\"'\uFF02\uFF07\u2018-\u201F]*+"
                    + "[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B])");

    /** Also what looks like an escape, so that it is not taken for one; and halves of characters, which UTF-8 has not. */
    private static final Pattern ACTIVE = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069&&[^\t\n]]|\\\\(?=u[0-9a-fA-F]{4})");

    private SpreadsheetText() {}

    static String of(String text) {
        if (isWord(text)) {
            return text;
        }
        String quiet = ACTIVE.matcher(text)
                .replaceAll(found -> "\\" + Shown.escape(found.group().charAt(0)));
        return FORMULA.matcher(text).lookingAt() ? "'" + quiet : quiet;
    }

    /** Most ids and all reasons, without looking further. */
    private static boolean isWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~' || c == '\\') && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return !text.isEmpty() && Character.isLetterOrDigit(text.charAt(0));
    }
}
