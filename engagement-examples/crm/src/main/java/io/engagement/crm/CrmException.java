package io.engagement.crm;

/** What a database or a file did not do. The message says what was tried; neither it nor its causes hold a password. */
public final class CrmException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CrmException(String message) {
        super(message);
    }

    CrmException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
