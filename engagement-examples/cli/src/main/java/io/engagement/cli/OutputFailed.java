package io.engagement.cli;

import io.engagement.connect.FileFault;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** What was to be written is not, or not all of it: exit code 1, or that of a reader who went away. */
final class OutputFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isUnread;

    OutputFailed(String where, IOException fault) {
        super("cannot write to " + where + ": " + FileFault.why(fault), fault);
        // No errno comes with it, and C libraries keep the word in every language that Java's messages are in.
        this.isUnread = !(fault instanceof FileSystemException)
                && FileFault.why(fault).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Whether it is a pipe whose reader wants no more, as {@code head} does. */
    boolean isUnread() {
        return isUnread;
    }
}
