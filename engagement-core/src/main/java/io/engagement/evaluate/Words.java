package io.engagement.evaluate;

import io.engagement.internal.text.Lengths;
import java.time.Duration;
import java.util.Locale;

/** Numbers in sentences. */
final class Words {
    private Words() {}

    /** Formatted the same in every locale. */
    static String of(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** Days where they are whole. */
    static String of(Duration length) {
        return Lengths.words(length);
    }
}
