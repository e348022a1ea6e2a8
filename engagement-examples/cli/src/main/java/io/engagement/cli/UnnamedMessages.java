package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.connect.FileFault;
import io.engagement.connect.MappingRefused;
import io.engagement.history.LogView;
import io.engagement.report.Names;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Lines of a run that is to name no customer. They are held back until it is known who is a customer; rows that were refused, and notes on
 * rows, are not shown.
 */
final class UnnamedMessages extends Writer {
    /** How rows that were refused stand below the reason. */
    private static final String ROW = "      ";
    /** On rows, while it is not known yet who is a customer: of ids that look alike, or odd. */
    private static final String NOTE = "note: ";

    private final PrintWriter told;
    private final Names names;
    private final StringBuilder line = new StringBuilder();
    private final List<String> held = new ArrayList<>();
    private Predicate<String> isId = text -> false;
    private boolean isKnown;
    private boolean isOfBase;

    UnnamedMessages(PrintWriter told, Names names) {
        this.told = told;
        this.names = names;
    }

    /** From now on it is known who is a customer. */
    void know(LogView view) {
        isId = id -> view.row(id).isPresent();
        release();
    }

    /** From now on what is told was computed from the base, and is of no file: what names nobody of the base stays as it is. */
    void computed() {
        isOfBase = true;
    }

    /** Tells what was held back, with what is known by now. */
    private void release() {
        isKnown = true;
        long notes = held.stream().filter(text -> text.startsWith(NOTE)).count();
        held.stream().filter(text -> !text.startsWith(NOTE)).forEach(this::tell);
        held.clear();
        if (notes > 0) {
            told.println(NOTE + "notes on the rows may name customers, and are left out: " + notes
                    + "; they are told without --pseudonyms");
        }
    }

    private void tell(String text) {
        if (!isKnown) {
            held.add(text);
        } else if (!text.startsWith(ROW)) {
            told.println(isOfBase ? names.toldOfBase(text, isId) : names.told(text, isId));
        }
    }

    @Override
    public void write(char[] text, int offset, int length) {
        line.append(text, offset, length);
        for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
            tell(line.substring(0, end).stripTrailing());
            line.delete(0, end + 1);
        }
    }

    @Override
    public void flush() {
        told.flush();
    }

    @Override
    public void close() {
        flush();
    }

    /** A fault as it may be told: the program ends with the same exit code. */
    RuntimeException unnamed(RuntimeException fault) {
        release();
        if (fault instanceof UsageError || fault instanceof OutputFailed) {
            // Of the words of the command line.
            return fault;
        }
        String words =
                fault instanceof UncheckedIOException io ? FileFault.told(io) : String.valueOf(fault.getMessage());
        String message = names.told(words, isId);
        if (fault instanceof MappingRefused) {
            return new UsageError(message);
        }
        if (fault instanceof DataRefused) {
            return new DataRefused(message);
        }
        if (fault instanceof UncheckedIOException) {
            return new UncheckedIOException(message, new IOException(message));
        }
        RuntimeException other = new IllegalStateException(fault.getClass().getName() + ": " + message);
        other.setStackTrace(fault.getStackTrace());
        return other;
    }
}
