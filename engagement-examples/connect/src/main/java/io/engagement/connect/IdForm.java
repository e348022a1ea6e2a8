package io.engagement.connect;

import java.text.Normalizer;
import java.util.Locale;

/** An id without what files get wrong: case, blanks and other signs that nobody sees, wide signs, and zeros before a number. */
final class IdForm {
    private IdForm() {}

    static String of(String id) {
        String text = narrow(id).toLowerCase(Locale.ROOT);
        StringBuilder form = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isFirst = form.length() == 0 || !isDigit(form.charAt(form.length() - 1));
            boolean isLeadingZero = character == '0' && isFirst && i + 1 < text.length() && isDigit(text.charAt(i + 1));
            if (!isLeadingZero && !isUnseen(character)) {
                form.append(character);
            }
        }
        return form.toString();
    }

    /** East Asian texts have letters and digits of two widths. */
    private static String narrow(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) >= 0x80) {
                return Normalizer.normalize(id, Normalizer.Form.NFKC);
            }
        }
        return id;
    }

    /** Blanks, and signs that nobody sees, such as those that tell the direction of writing, or a NUL. */
    private static boolean isUnseen(char character) {
        return Blanks.is(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
