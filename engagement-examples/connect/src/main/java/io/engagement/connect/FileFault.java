package io.engagement.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** Why a file could not be read or written, in words: an exception of Java's has only the file's name, or that of a class. */
public final class FileFault {
    private FileFault() {}

    /**
     * Why, without the file's name.
     *
     * @param fault as Java has it
     * @return such as {@code it is not there, or its folder is not}; the system's own words where it gave some
     */
    public static String why(IOException fault) {
        if (fault instanceof FileSystemException system) {
            String reason = system.getReason();
            return reason == null || reason.isBlank() ? ofKind(system) : reason;
        }
        String message = fault.getMessage();
        if (message == null || message.isBlank()) {
            return "the system does not say why";
        }
        Throwable cause = fault.getCause();
        return cause instanceof IOException inner && message.equals(inner.toString()) ? why(inner) : message;
    }

    /**
     * Which file it is, if that is known, and why.
     *
     * @param fault as Java has it
     * @return such as {@code scores.csv: it is there already}
     */
    public static String told(IOException fault) {
        String file = fault instanceof FileSystemException system ? system.getFile() : null;
        return file == null ? why(fault) : file + ": " + why(fault);
    }

    /**
     * Which file it is, if that is known, and why.
     *
     * @param fault around one of Java's
     * @return as of that one; the message of its own, where it has one
     */
    public static String told(UncheckedIOException fault) {
        IOException cause = Objects.requireNonNull(fault.getCause());
        String message = String.valueOf(fault.getMessage());
        return message.equals(cause.toString()) ? told(cause) : message;
    }

    /**
     * Why, without the file's name.
     *
     * @param fault around one of Java's
     * @return as of that one; the message of its own, where it has one
     */
    public static String why(UncheckedIOException fault) {
        IOException cause = Objects.requireNonNull(fault.getCause());
        String message = String.valueOf(fault.getMessage());
        return message.equals(cause.toString()) ? why(cause) : message;
    }

    private static String ofKind(FileSystemException fault) {
        if (fault instanceof NoSuchFileException) {
            return "it is not there, or its folder is not";
        }
        if (fault instanceof AccessDeniedException) {
            return "its permissions do not allow it";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (fault instanceof NotDirectoryException) {
            return "it is no folder";
        }
        return fault instanceof FileSystemLoopException
                ? "it is a link that leads in a circle"
                : "the system does not say why";
    }
}
