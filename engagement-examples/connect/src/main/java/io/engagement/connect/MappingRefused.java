package io.engagement.connect;

import org.jspecify.annotations.Nullable;

/** How rows are to be read is told in a way that cannot be: nothing was read. The message says what is allowed. */
public final class MappingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingRefused(String message) {
        super(message);
    }

    /** Sees to it that what is told twice is told in the same way. */
    static void requireSame(String what, @Nullable Object before, Object now) {
        if (before != null && !before.equals(now)) {
            throw new MappingRefused(what + " is given twice, with '" + Excerpt.of(before.toString()) + "' and '"
                    + Excerpt.of(now.toString()) + "': give it once");
        }
    }
}
