package io.engagement.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Objects;

/** What was to be written is not, or not all of it: exit code 1, or that of a reader who went away. */
final class OutputFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isUnread;

    OutputFailed(String where, IOException fault) {
        super("cannot write to " + where + ": " + why(fault), fault);
        // No errno comes with it, and C libraries keep the word in every language that Java's messages are in.
        this.isUnread = !(fault instanceof FileSystemException)
                && why(fault).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Without the name of a file that nobody asked for. */
    private static String why(IOException fault) {
        if (fault instanceof FileSystemException file) {
            return Objects.requireNonNullElse(file.getReason(), file.getClass().getSimpleName());
        }
        return String.valueOf(fault.getMessage());
    }

    /** Whether it is a pipe whose reader wants no more, as {@code head} does. */
    boolean isUnread() {
        return isUnread;
    }
}
