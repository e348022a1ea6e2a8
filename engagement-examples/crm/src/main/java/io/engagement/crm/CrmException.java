package io.engagement.crm;

import java.nio.file.FileSystemException;

/** What a database or a file did not do. The message says what was tried; neither it nor its causes hold a password. */
public final class CrmException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Of a reason: drivers may repeat all values of a statement. */
    private static final int LONGEST = 500;

    CrmException(String message) {
        super(message);
    }

    CrmException(String message, Throwable cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** In one line; the message of a file's exception may be its name alone. */
    private static String reason(Throwable cause) {
        String kind = cause instanceof FileSystemException ? cause.getClass().getSimpleName() + " " : "";
        String said = kind + String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "...";
    }
}
