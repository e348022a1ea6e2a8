package io.engagement.live;

import java.io.IOException;

/**
 * A snapshot cannot be read: it is damaged, cut off, made up, of another kind, of other measures or sealed with another key.
 * The message says which.
 */
public final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }

    SnapshotException(String message, Exception cause) {
        super(message, cause);
    }
}
