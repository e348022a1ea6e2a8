package io.engagement.crm;

import io.engagement.connect.FileFault;
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
        super(message + ": " + reason(message, cause), cause);
    }

    /** In one line; a file is named once. */
    private static String reason(String message, Throwable cause) {
        String said = cause instanceof FileSystemException system
                ? message.contains(String.valueOf(system.getFile())) ? FileFault.why(system) : FileFault.told(system)
                : String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "...";
    }
}
