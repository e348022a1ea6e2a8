package io.engagement.history;

import java.io.IOException;

/** A saved log cannot be read: it is damaged, cut off, made up, or of another kind or format. The message says which. */
public final class LogFileException extends IOException {
    private static final long serialVersionUID = 1L;

    LogFileException(String message) {
        super(message);
    }

    LogFileException(String message, Exception cause) {
        super(message, cause);
    }
}
