package io.engagement.cli;

import java.util.OptionalDouble;

/** Reads numbers as files hold them. */
final class Numbers {
    private Numbers() {}

    /** The number that a text is, which may be NaN or infinite; empty if it is none. */
    static OptionalDouble read(String text) {
        // Java takes 12f and 12d for numbers; in a file they are article codes or typing errors.
        if (text.isEmpty() || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
