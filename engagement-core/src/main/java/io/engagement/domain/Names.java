package io.engagement.domain;

import java.util.Locale;

/** Checks names and ids and puts them into canonical form. */
final class Names {
    private static final int MOST_SHOWN = 60;

    private Names() {}

    static String lower(String field, String name) {
        return present(field, name).strip().toLowerCase(Locale.ROOT);
    }

    static String upper(String field, String name) {
        return present(field, name)
                .strip()
                .toUpperCase(Locale.ROOT)
                .replace('-', '_')
                .replace(' ', '_');
    }

    /** Ids are kept as they come: leading zeros, case and inner blanks may be part of a key. */
    static String present(String field, String text) {
        if (given(field, text).isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return text;
    }

    /** Refuses null where it is given, by the field's name. */
    static <T> T given(String field, T object) {
        if (object == null) {
            throw new NullPointerException(field + " must not be null");
        }
        return object;
    }

    /** As much of a text as a message has room for. */
    static String shown(String text) {
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
    }
}
