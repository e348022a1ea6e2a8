package io.engagement.live;

import java.io.IOException;

/** A snapshot cannot be read: it is damaged, cut off, of another kind or of other measures. The message says which. */
public final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    SnapshotException(String message) {
        super(message);
    }
}
