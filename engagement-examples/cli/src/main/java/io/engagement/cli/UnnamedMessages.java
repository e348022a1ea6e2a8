package io.engagement.cli;

import io.engagement.connect.DataRefused;
import io.engagement.history.LogView;
import io.engagement.report.Names;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Messages of a run that is to name no customer. They are held back until it is known who is a customer; rows that were refused,
 * and notes on rows, are not shown.
 */
final class UnnamedMessages extends PrintWriter {
    /** How rows that were refused stand below the reason. */
    private static final String ROW = "      ";

    /** On rows, while it is not known yet who is a customer: of ids that look alike, or odd. */
    private static final String NOTE = "note: ";

    private final PrintWriter told;
    private final Names names;
    private final List<String> held = new ArrayList<>();
    private Predicate<String> isId = text -> false;
    private boolean isKnown;

    UnnamedMessages(PrintWriter told, Names names) {
        super(told);
        this.told = told;
        this.names = names;
    }

    /** From now on it is known who is a customer. */
    void know(LogView view) {
        isId = id -> view.row(id).isPresent();
        release();
    }

    /** Tells what was held back, with what is known by now. */
    void release() {
        isKnown = true;
        List<String> notes = held.stream().filter(line -> line.startsWith(NOTE)).toList();
        held.removeAll(notes);
        held.forEach(this::println);
        held.clear();
        if (!notes.isEmpty()) {
            println(NOTE + "what is worth a look in the rows is left out, as it may name customers: notes without --pseudonyms: "
                    + notes.size());
        }
    }

    @Override
    public void println(String text) {
        if (!isKnown) {
            held.add(text);
        } else if (!text.startsWith(ROW)) {
            told.println(names.told(text, isId));
        }
    }

    /** A fault as it may be told: of the same kind where it is one of the data. */
    RuntimeException unnamed(RuntimeException fault) {
        release();
        if (fault instanceof UsageError || fault instanceof OutputFailed) {
            return fault;
        }
        String message = names.told(String.valueOf(fault.getMessage()), isId);
        if (fault instanceof DataRefused) {
            return new DataRefused(message);
        }
        RuntimeException other = new IllegalStateException(fault.getClass().getName() + ": " + message);
        other.setStackTrace(fault.getStackTrace());
        return other;
    }
}
